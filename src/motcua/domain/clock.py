"""The statutory clock: a deadline is the replay of its ledger, and explains itself.

``domain.md`` 1.3-1.5. Pause: on resumption the due date moves by exactly the working time paused.
Supplement: the clock stops, and counts from zero on the full dossier. Extension: once, by an
apology letter; ``due_original`` stays beside it, and on time is measured against that. A change of
the calendar or a correction re-reads everything before it. Where the law moves a dossier to another
term, the appointment counts by that from the receipt on; what was first promised stays.

>>> from datetime import date
>>> from motcua.domain.workdays import ZONE
>>> ordinary = Calendar((), date(2026, 1, 1), date(2026, 12, 31))
>>> received = ClockEvent(ClockKind.RECEIVED, datetime(2026, 11, 20, 10, tzinfo=ZONE))
>>> print(replay([received], Term(3, Unit.WORKING_DAY), ordinary).due_at)
2026-11-25 10:00:00+07:00
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import pairwise

from motcua.domain import ledger
from motcua.domain.clock_words import Reason, explain
from motcua.domain.ledger import ClockEvent, ClockKind, ClockRefusal, ClockState, Step
from motcua.domain.term import DEFAULT_CONVENTION, Channel, Convention, DayCount, Term, Unit, end_on, start
from motcua.domain.term import due as due_of
from motcua.domain.workdays import DEFAULT_SESSIONS, Calendar, Sessions
from motcua.domain.working_hours import WorkingHours, working_hours

__all__ = [
    "Channel",
    "ClockEvent",
    "ClockKind",
    "ClockRefusal",
    "ClockState",
    "Convention",
    "DayCount",
    "Deadline",
    "Reason",
    "Term",
    "Unit",
    "replay",
]


@dataclass(frozen=True, slots=True)
class Deadline:
    """The answer of a replay. All times are in Asia/Ho_Chi_Minh.

    - ``due_at``: the present appointment. While ``state`` is PAUSED or STOPPED it is the last one
      given and nobody is held to it: it moves on resumption, or counts anew after the supplement;
    - ``due_original``: what was first promised in the present count: without the extension, and by the
      term of the day it began; on time is measured against this one;
    - ``due_by_term``: without the extension, by the present term;
    - ``counted_from``: the first counted instant of the present count;
    - ``former``: every appointment that stood before, oldest first.
    """

    due_at: datetime
    due_original: datetime
    due_by_term: datetime
    counted_from: datetime
    state: ClockState
    former: tuple[datetime, ...]
    term: Term
    hours: WorkingHours = field(compare=False, repr=False)
    convention: Convention = field(repr=False)
    steps: tuple[Step, ...] = field(repr=False)
    rows: tuple[ClockEvent, ...] = field(repr=False)  # the ledger as corrected

    @property
    def running(self) -> tuple[tuple[datetime, datetime | None], ...]:
        """When the present count ran: from and to; to is None where it still runs."""
        stretches: list[tuple[datetime, datetime | None]] = []
        for row in self.rows:
            if row.kind in (ClockKind.RECEIVED, ClockKind.SUPPLEMENTED):
                stretches = [(self.counted_from, None)]  # of the last such row; those before are dropped
            elif row.kind in (ClockKind.PAUSED, ClockKind.SUPPLEMENT_REQUESTED):
                begins, _ = stretches.pop()
                stretches.append((begins, max(begins, row.at)))
            elif row.kind is ClockKind.RESUMED:
                stretches.append((max(stretches[0][0], row.at), None))
        return tuple(stretches)

    @property
    def is_extended(self) -> bool:
        return self.due_at != self.due_by_term

    @property
    def why(self) -> tuple[Reason, ...]:
        """Why this date, in sentences for residents, in order of time. Worded when asked for."""
        return explain(self.steps, self.state, self.hours, self.convention)


def replay(
    events: Sequence[ClockEvent],
    term: Term,
    calendar: Calendar,
    sessions: Sessions = DEFAULT_SESSIONS,
    convention: Convention = DEFAULT_CONVENTION,
    *,
    beside_promise: bool = False,
) -> Deadline:
    """Read the ledger from its first row. ``calendar`` is the one of the day of receipt.

    ``term`` is the present one; those before it stand in the rows that changed it (``former``).

    ``beside_promise``: ``term`` is the law's and the appointments were given by a shorter one that the
    province promises, so a new appointment may lie inside this term, which it then leaves alone.
    Refuses (``ClockRefusal``) a ledger that does not begin with the receipt, is not in order of
    time, or holds a row that the state of the clock does not allow.
    """
    if not events:
        raise ledger.nothing_received()
    first = events[0]
    if first.kind is not ClockKind.RECEIVED:
        received = any(event.kind is ClockKind.RECEIVED for event in events)
        raise ledger.before_receipt() if received else ledger.nothing_received()
    reading = _Reading(_terms(events, term), working_hours(calendar, sessions), convention, beside_promise)
    reading.latest = first.at
    for event in events:
        if event.at < reading.latest:
            raise ledger.before_receipt() if event.at < reading.rows[0].at else ledger.out_of_order()
        reading.take(event)
    return reading.deadline()


def _terms(events: Sequence[ClockEvent], present: Term) -> list[Term]:
    """The term of the day of receipt, and the one after each row that changed it, the last one last."""
    changes = [event for event in events if event.kind is ClockKind.TERM_CHANGED]
    terms = [present]
    for change in reversed(changes):
        terms.insert(0, change.former or terms[0])
    return terms


class _Reading:
    """A ledger, read up to some row. ``terms``: the first, and the one after each change of it."""

    def __init__(
        self, terms: Sequence[Term], hours: WorkingHours, convention: Convention, beside_promise: bool
    ) -> None:
        self.terms = terms
        self.term = self.term_then = terms[0]  # the latest known, and the one when the row read happened
        self.beside_promise = beside_promise
        self.hours = hours
        self.convention = convention
        self.rows: list[ClockEvent] = []  # as corrected so far
        self.steps: list[Step] = []
        self.former: list[datetime] = []
        self.is_received = self.is_extended = False
        self.state = ClockState.STOPPED
        self.worked: timedelta | None = None
        self.due: datetime
        self.due_original: datetime
        self.due_by_term: datetime
        self.paused_at: datetime
        self.latest: datetime  # the last move, as corrected; a revision may be entered after it

    def take(self, event: ClockEvent) -> None:
        before, term_before = self.due if self.is_received else None, self.term
        self.worked = None
        if event.kind in _REVISIONS:
            self.rows.append(event)
            _REVISIONS[event.kind](self, event)
        else:
            if event.kind is ClockKind.EXTENDED_TO:
                self.check_extension_is_later(event)
            _MOVES[event.kind](self, event)
            self.latest = event.at
            self.rows.append(event)
        if before is not None and before != self.due:
            self.former.append(before)
        self.steps.append(
            Step(event, before, self.due, self.counted_from, self.rule, self.term, term_before, self.worked)
        )

    def deadline(self) -> Deadline:
        return Deadline(
            self.due,
            self.due_original,
            self.due_by_term,
            self.counted_from,
            self.state,
            tuple(self.former),
            self.term,
            self.hours,
            self.convention,
            tuple(self.steps),
            tuple(self.rows),
        )

    # Moves

    def receive(self, event: ClockEvent) -> None:
        if self.is_received:
            raise ledger.received_twice()
        self.is_received = True
        self.channel = event.channel or Channel.DIRECT
        self.count_from(event.at, self.channel)

    def supplement(self, event: ClockEvent) -> None:
        ledger.check_state(event.kind, self.state)
        self.count_from(event.at, event.channel or self.channel)

    def count_from(self, moment: datetime, channel: Channel) -> None:
        """The term counts from zero on the full dossier (Decree 61/2018 Art 19(4))."""
        self.counted_from, self.rule = start(moment, channel, self.hours, self.convention)
        self.due = self.due_by_term = due_of(moment, self.term, channel, self.hours, self.convention)
        self.due_original = self.due_by_term
        if self.term_then != self.term:
            self.due_original = due_of(moment, self.term_then, channel, self.hours, self.convention)
        self.state = ClockState.RUNNING

    def pause(self, event: ClockEvent) -> None:
        ledger.check_state(event.kind, self.state)
        self.paused_at = event.at
        self.state = ClockState.PAUSED

    def resume(self, event: ClockEvent) -> None:
        ledger.check_state(event.kind, self.state)
        self.state = ClockState.RUNNING
        self.worked = self.hours.working_time_between(self.paused_at, event.at)
        if self.worked:
            dates = (self.due, self.due_by_term, self.due_original)
            later = {date: self.hours.walk(date, self.worked) for date in set(dates)}
            self.due, self.due_by_term, self.due_original = (later[date] for date in dates)

    def stop(self, event: ClockEvent) -> None:
        ledger.check_state(event.kind, self.state)
        self.state = ClockState.STOPPED

    def extend(self, event: ClockEvent) -> None:
        """Once only (Decree 61/2018 Art 19(9)). Read again, it never lies before the term's own end."""
        ledger.check_state(event.kind, self.state)
        if self.is_extended:
            raise ledger.extended_twice()
        self.is_extended = True
        self.due = max(self.due, self.new_date(event))

    def new_date(self, event: ClockEvent) -> datetime:
        if event.to is None:
            raise ledger.incomplete(event.kind)
        return end_on(event.to, self.hours)

    def check_extension_is_later(self, event: ClockEvent) -> None:
        """Only when first read: a later holiday may push the term itself past the date once given."""
        if not (self.beside_promise or self.is_extended) and self.new_date(event) <= self.due:
            raise ledger.extension_not_later()

    # Revisions: everything before is read again

    def change_calendar(self, event: ClockEvent) -> None:
        if event.calendar is None:
            raise ledger.incomplete(event.kind)
        if event.calendar is not self.hours.calendar:
            self.hours = working_hours(event.calendar, self.hours.sessions)
            self.read_again()

    def correct(self, event: ClockEvent) -> None:
        if event.to is None or event.corrects is None:
            raise ledger.incomplete(event.kind)
        if not 0 <= event.corrects < len(self.rows) - 1 or event.to > event.at:
            raise ledger.cannot_correct()
        wrong = self.rows[event.corrects]
        if wrong.kind in _REVISIONS:
            raise ledger.cannot_correct()
        self.rows[event.corrects] = replace(wrong, at=event.to)
        self.read_again()

    def change_term(self, event: ClockEvent) -> None:
        """The law moved the dossier to another revision: its term counts by this one, from the receipt."""
        self.term = self.terms[self.changes()]
        if self.term != self.term_then:
            self.read_again()

    def changes(self) -> int:
        return sum(row.kind is ClockKind.TERM_CHANGED for row in self.rows)

    def read_again(self) -> None:
        moves = [row for row in self.rows if row.kind in _MOVES]
        if any(after.at < before.at for before, after in pairwise(moves)):
            raise ledger.out_of_order()
        self.is_received = self.is_extended = False
        terms = iter(self.terms)
        self.term_then = next(terms)
        for row in self.rows:
            if row.kind in _MOVES:
                _MOVES[row.kind](self, row)
            elif row.kind is ClockKind.TERM_CHANGED:
                self.term_then = next(terms)
        self.latest = moves[-1].at
        self.worked = None


_MOVES: dict[ClockKind, Callable[[_Reading, ClockEvent], None]] = {
    ClockKind.RECEIVED: _Reading.receive,
    ClockKind.PAUSED: _Reading.pause,
    ClockKind.RESUMED: _Reading.resume,
    ClockKind.SUPPLEMENT_REQUESTED: _Reading.stop,
    ClockKind.SUPPLEMENTED: _Reading.supplement,
    ClockKind.EXTENDED_TO: _Reading.extend,
}
_REVISIONS: dict[ClockKind, Callable[[_Reading, ClockEvent], None]] = {
    ClockKind.CALENDAR_CHANGED: _Reading.change_calendar,
    ClockKind.CORRECTED: _Reading.correct,
    ClockKind.TERM_CHANGED: _Reading.change_term,
}
