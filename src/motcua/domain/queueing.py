"""Whose turn it is: one rule, the same for the call, the display, the phone, the forecast and the replay.

Law: Decree 63/2010/NĐ-CP Art 18(8): people with merit, the elderly, disabled, poor, pregnant women, orphans
and other protected people are helped first. The law sets no limit; this house adds two, so that the others
do not starve: at most ``in_a_row`` favoured people are called one after the other at a counter while
somebody else waits, and who arrived more than ``head_start`` before a favoured person is not overtaken.

Two lines, each in order of place (then draw, series and number, so that there are no ties):

* favoured: a statutory class; somebody who comes back with a missing paper and has waited before (they
  keep their first arrival, so nobody queues twice for one dossier); an appointment that is due. An
  appointment's place is its own time, everybody else's is the arrival.
* the others: also those who only collect a result, and who came too late for their appointment.

Somebody called who was not there keeps arrival and place, but is passed over for some calls. They, and
who is early for an appointment, are called before that only where nobody else waits.

>>> from datetime import UTC, datetime, timedelta
>>> nine = datetime(2026, 11, 23, 2, tzinfo=UTC)
>>> def person(number, priority=None):
...     return Waiting(str(number), nine + timedelta(minutes=number), "A", number, "civil", priority)
>>> old = Priority.ELDERLY
>>> hall = [person(1), person(2), person(3, old), person(4, old), person(5, old), person(70, old)]
>>> desk = Desk(frozenset({"civil"}))
>>> [turn.number for turn in order(hall, desk, now=nine)]
[3, 4, 1, 5, 2, 70]
>>> next_ticket(hall, Desk(frozenset({"land"})), now=nine) is None
True
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import heappop, heappush

from motcua.domain.queueing_words import PRIORITY_NAMES, Lane, Priority, Skill

__all__ = [
    "PRIORITY_NAMES",
    "RESULTS",
    "RULES",
    "Desk",
    "Lane",
    "Priority",
    "Rules",
    "Skill",
    "Waiting",
    "next_ticket",
    "order",
    "people_ahead",
    "return_after",
    "run_after",
    "serves",
]

RESULTS = "results"
"""A counter with this among its fields hands over results of every field."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a center may set; the journal keeps every change, so that a past day replays by its own."""

    in_a_row: int = 2  # favoured people at most, one after the other, while others wait
    head_start: timedelta = timedelta(minutes=60)  # who came so much earlier is not overtaken
    no_show_calls: int = 3  # calls that pass before somebody who was not there is called again
    early: timedelta = timedelta(minutes=10)  # an appointment is due so long before its time
    late: timedelta = timedelta(minutes=15)  # and lapses when the person comes later than this


RULES = Rules()

_Place = tuple[datetime, int, str, int, str]


@dataclass(frozen=True, slots=True)
class Waiting:
    """One person who waits. ``arrived`` is the first arrival of the day, kept over transfers, no-shows and
    coming back; ``drawn`` their place where the crowd before opening was drawn (else 0); ``returns_at``
    the count of calls (``calls_made``) before which a no-show is passed over, 0 for everybody else;
    ``needs`` the codes of skills without which a counter cannot serve them."""

    id: str
    arrived: datetime
    series: str
    number: int
    field: str
    priority: Priority | None = None
    lane: Lane = Lane.NEW
    returns_at: int = 0
    point: str = ""
    needs: frozenset[str] = frozenset()
    appointment: datetime | None = None
    drawn: int = 0

    def kept(self, rules: Rules = RULES) -> bool:
        """Whether they have an appointment and came in time for it."""
        return self.appointment is not None and self.arrived <= self.appointment + rules.late

    def favoured_at(self, now: datetime, rules: Rules = RULES) -> bool:
        if self.priority is not None or self.lane is Lane.COME_BACK:
            return True
        return self.appointment is not None and self.kept(rules) and now >= self.appointment - rules.early

    def early_at(self, now: datetime, rules: Rules = RULES) -> bool:
        """Whether they wait for the time of their appointment, and have no other claim to be called."""
        return self.kept(rules) and not self.favoured_at(now, rules)

    def place(self, rules: Rules = RULES) -> _Place:
        since = self.arrived
        if self.appointment is not None and self.kept(rules) and not self._has_class:
            since = self.appointment
        return (since, self.drawn, self.series, self.number, self.id)

    @property
    def _has_class(self) -> bool:
        return self.priority is not None or self.lane is Lane.COME_BACK


@dataclass(frozen=True, slots=True)
class Desk:
    """A counter as the rule sees it: what it serves (no fields: everything), what its officer can do,
    where it stands, and how many favoured people in a row it has called until now."""

    fields: frozenset[str] = frozenset()
    skills: frozenset[str] = frozenset()
    point: str = ""
    favoured_run: int = 0


def serves(desk: Desk, person: Waiting) -> bool:
    """Whether this counter can serve this person: the field, the skills, the same receiving point."""
    if person.point != desk.point or not person.needs <= desk.skills:
        return False
    if not desk.fields or person.field in desk.fields:
        return True
    return person.lane is Lane.RESULT and RESULTS in desk.fields


def next_ticket(
    waiting: Iterable[Waiting], desk: Desk, *, now: datetime, calls_made: int = 0, rules: Rules = RULES
) -> Waiting | None:
    """Whom the counter calls now, or None. ``calls_made``: calls of today in this center until now."""
    served = [person for person in waiting if serves(desk, person)]
    ready = [p for p in served if p.returns_at <= calls_made and not p.early_at(now, rules)]
    if not ready:
        return min(served, key=lambda person: _last_resort(person, calls_made, rules), default=None)
    favoured = min(
        (p for p in ready if p.favoured_at(now, rules)), key=lambda p: p.place(rules), default=None
    )
    other = min(
        (p for p in ready if not p.favoured_at(now, rules)), key=lambda p: p.place(rules), default=None
    )
    if favoured is None:
        return other
    if other is None:
        return favoured
    return (
        other
        if _others_turn(favoured.place(rules), other.place(rules), desk.favoured_run, rules)
        else favoured
    )


def order(
    waiting: Iterable[Waiting], desk: Desk, *, now: datetime, calls_made: int = 0, rules: Rules = RULES
) -> list[Waiting]:
    """Everybody this counter serves, in the order in which it would call them if nobody else comes and
    the clock stood still. Equals calling ``next_ticket`` until nobody waits, in n log n steps."""
    hall = _Lines(desk.favoured_run, calls_made, now, rules)
    for person in waiting:
        if serves(desk, person):
            hall.enter(person)
    turns: list[Waiting] = []
    while (turn := hall.take()) is not None:
        turns.append(turn)
    return turns


class _Lines:
    """The lines of one counter, for calling everybody one after the other."""

    def __init__(self, run: int, made: int, now: datetime, rules: Rules) -> None:
        self.run, self.made, self.now, self.rules = run, made, now, rules
        self.favoured: list[tuple[_Place, Waiting]] = []
        self.others: list[tuple[_Place, Waiting]] = []
        self.early: list[tuple[_Place, Waiting]] = []
        self.absent: list[tuple[int, _Place, Waiting]] = []

    def enter(self, person: Waiting) -> None:
        place = person.place(self.rules)
        if person.returns_at > self.made:
            heappush(self.absent, (person.returns_at, place, person))
        elif person.early_at(self.now, self.rules):
            heappush(self.early, (place, person))
        elif person.favoured_at(self.now, self.rules):
            heappush(self.favoured, (place, person))
        else:
            heappush(self.others, (place, person))

    def take(self) -> Waiting | None:
        """Whoever is called now, or None where nobody is left."""
        while self.absent and self.absent[0][0] <= self.made:
            self.enter(heappop(self.absent)[2])
        if self.favoured or self.others:
            turn = heappop(self.others if self._others_turn() else self.favoured)[1]
        elif self.early:
            turn = heappop(self.early)[1]
        elif self.absent:
            turn = heappop(self.absent)[2]
        else:
            return None
        self.run = run_after(self.run, turn, self.now, self.rules)
        self.made += 1
        return turn

    def _others_turn(self) -> bool:
        if not self.favoured or not self.others:
            return not self.favoured
        return _others_turn(self.favoured[0][0], self.others[0][0], self.run, self.rules)


def people_ahead(
    *,
    earlier: int,
    others: int,
    others_older: int,
    favoured: bool,
    favoured_run: int = 0,
    rules: Rules = RULES,
) -> int:
    """How many at most are called before a person by one counter, from three counts alone.

    ``earlier``: how many wait in the person's own line with an earlier place. ``others``: how many of the
    other line may still be called before them (for an ordinary person the favoured who are not more than
    the head start younger; for a favoured person everybody else). ``others_older``: of those, how many a
    favoured person does not overtake. A database counts all three, so no list is loaded to answer.
    Never less than the place in ``order``; equal to it where nobody's head start has run out.
    """
    first = max(0, rules.in_a_row - favoured_run)
    if not favoured:
        return earlier + min(others, first + earlier * rules.in_a_row)
    turns = 0 if earlier < first else (earlier - first) // rules.in_a_row + 1
    return earlier + min(others, others_older + turns)


def run_after(favoured_run: int, called: Waiting, now: datetime, rules: Rules = RULES) -> int:
    """How many favoured people in a row the counter has called after this call."""
    return favoured_run + 1 if called.favoured_at(now, rules) else 0


def return_after(calls_made: int, rules: Rules = RULES) -> int:
    """``returns_at`` for somebody who was called just now (counted in ``calls_made``) and was not there."""
    return calls_made + rules.no_show_calls


def _others_turn(favoured: _Place, other: _Place, run: int, rules: Rules) -> bool:
    return run >= rules.in_a_row or other[0] < favoured[0] - rules.head_start


def _last_resort(person: Waiting, calls_made: int, rules: Rules) -> tuple[int, _Place]:
    """Who is called early where nobody is ready: those who wait for their appointment, then no-shows."""
    return (person.returns_at if person.returns_at > calls_made else 0, person.place(rules))
