"""Whose turn it is: one rule, the same for the call, the display and the phone.

Law: Decree 63/2010/NĐ-CP Art 18(8): people with merit, the elderly, disabled, poor, pregnant women, orphans
and other protected people are helped first. The law sets no limit; this house adds one, so that the others
do not starve: at most ``IN_A_ROW`` favoured people are called one after the other while somebody else waits.

Two lines, each in order of arrival (then series and number, so that there are no ties):

* favoured: a statutory class, or somebody who comes back with a missing paper and has waited before
  (they keep their first arrival, so nobody queues twice for one dossier);
* the others, also those who only collect a result.

Somebody called who was not there keeps arrival and place, but is passed over for some calls.

>>> from datetime import UTC, datetime, timedelta
>>> def person(number, priority=None):
...     at = datetime(2026, 11, 23, 1, tzinfo=UTC) + timedelta(minutes=number)
...     return Waiting(str(number), at, "A", number, "civil", priority)
>>> old = Priority.ELDERLY
>>> hall = [person(1), person(2), person(3, old), person(4, old), person(5, old)]
>>> [turn.number for turn in order(hall, {"civil"})]
[3, 4, 1, 5, 2]
>>> next_ticket(hall, {"land"}) is None
True
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from heapq import heappop, heappush

from motcua.domain.words import Words

IN_A_ROW = 2
"""So many favoured people at most are called in a row while others wait."""

NO_SHOW_CALLS = 3
"""So many calls pass before somebody who was not there is called again."""

RESULTS = "results"
"""A counter with this among its fields hands over results of every field."""


_Place = tuple[datetime, str, int, str]


class Priority(StrEnum):
    """The statutory classes; all are equal among themselves."""

    MERIT = "merit"
    ELDERLY = "elderly"
    DISABLED = "disabled"
    POOR = "poor"
    PREGNANT = "pregnant"
    ORPHAN = "orphan"
    PROTECTED = "protected"

    @property
    def words(self) -> Words:
        return PRIORITY_NAMES[self]


PRIORITY_NAMES = {
    Priority.MERIT: Words("Người có công với cách mạng", "Person with merit"),
    Priority.ELDERLY: Words("Người cao tuổi", "Elderly person"),
    Priority.DISABLED: Words("Người khuyết tật", "Person with a disability"),
    Priority.POOR: Words("Người thuộc hộ nghèo", "Person of a poor household"),
    Priority.PREGNANT: Words("Phụ nữ mang thai", "Pregnant woman"),
    Priority.ORPHAN: Words("Trẻ mồ côi", "Orphan"),
    Priority.PROTECTED: Words("Người được bảo trợ xã hội khác", "Other protected person"),
}


class Lane(StrEnum):
    """Why somebody waits: something new, a missing paper brought, a result to collect."""

    NEW = "new"
    COME_BACK = "come_back"
    RESULT = "result"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One person who waits. ``arrived`` is the first arrival of the day, kept over transfers, no-shows
    and coming back; ``returns_at`` is the count of calls (``calls_made``) before which a no-show is
    passed over, 0 for everybody else."""

    id: str
    arrived: datetime
    series: str
    number: int
    field: str
    priority: Priority | None = None
    lane: Lane = Lane.NEW
    returns_at: int = 0

    @property
    def favoured(self) -> bool:
        return self.priority is not None or self.lane is Lane.COME_BACK

    @property
    def place(self) -> _Place:
        return (self.arrived, self.series, self.number, self.id)


def next_ticket(
    waiting: Iterable[Waiting], fields: Collection[str], *, favoured_run: int = 0, calls_made: int = 0
) -> Waiting | None:
    """Whom a counter that serves ``fields`` calls now, or None.

    ``favoured_run`` is how many favoured people this counter has called in a row until now
    (``run_after`` counts it); ``calls_made`` is how many calls there have been today in this center. Those
    passed over as no-shows are called early where nobody else waits.
    """
    served = [person for person in waiting if serves(fields, person)]
    ready = [person for person in served if person.returns_at <= calls_made]
    if not ready:
        return min(served, key=lambda person: (person.returns_at, person.place), default=None)
    favoured = min((p for p in ready if p.favoured), key=_place, default=None)
    other = min((p for p in ready if not p.favoured), key=_place, default=None)
    if favoured is None or (other is not None and favoured_run >= IN_A_ROW):
        return other
    return favoured


def order(
    waiting: Iterable[Waiting], fields: Collection[str], *, favoured_run: int = 0, calls_made: int = 0
) -> list[Waiting]:
    """Everybody these fields serve, in the order in which they will be called if nobody else comes.

    It equals calling ``next_ticket`` until nobody waits, in n log n steps. Ids must differ.
    """
    favoured: list[tuple[_Place, Waiting]] = []
    others: list[tuple[_Place, Waiting]] = []
    absent: list[tuple[int, _Place, Waiting]] = []
    for person in waiting:
        if not serves(fields, person):
            continue
        if person.returns_at > calls_made:
            heappush(absent, (person.returns_at, person.place, person))
        else:
            heappush(favoured if person.favoured else others, (person.place, person))
    turns: list[Waiting] = []
    while favoured or others or absent:
        while absent and (absent[0][0] <= calls_made or not (favoured or others)):
            back = heappop(absent)[2]
            heappush(favoured if back.favoured else others, (back.place, back))
        take_other = not favoured or (others and favoured_run >= IN_A_ROW)
        turns.append(heappop(others if take_other else favoured)[1])
        favoured_run = run_after(favoured_run, turns[-1])
        calls_made += 1
    return turns


def people_ahead(*, before: int, others: int, favoured: bool, favoured_run: int = 0) -> int:
    """How many are called before a person, from two counts alone; equals their place in ``order``.

    ``before``: how many wait in the person's own line with an earlier place. ``others``: how many wait in
    the other line. A database can count both, so no list is loaded to answer. No-shows are not in it.
    """
    first = max(0, IN_A_ROW - favoured_run)
    if favoured:
        turns_of_others = 0 if before < first else (before - first) // IN_A_ROW + 1
        return before + min(others, turns_of_others)
    return before + min(others, first + before * IN_A_ROW)


def run_after(favoured_run: int, called: Waiting) -> int:
    """How many favoured people in a row the counter has called after this call."""
    return favoured_run + 1 if called.favoured else 0


def return_after(calls_made: int, calls: int = NO_SHOW_CALLS) -> int:
    """``returns_at`` for somebody who was called just now (counted in ``calls_made``) and was not there."""
    return calls_made + calls


def serves(fields: Collection[str], person: Waiting) -> bool:
    """Whether a counter with these fields serves this person."""
    return person.field in fields or (person.lane is Lane.RESULT and RESULTS in fields)


def _place(person: Waiting) -> _Place:
    return person.place
