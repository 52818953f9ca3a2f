"""Random but possible lives of a dossier's clock, for comparing two implementations.

``history(random.Random(n))`` is the n-th: Tết, swapped Saturdays, closing hours, up to ten pauses,
supplements, an extension, back-dated corrections, changes of the calendar, unlike centers, and often
a promised term shorter than the law's.
"""

import random
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from motcua.domain.ledger import ClockEvent, ClockKind
from motcua.domain.term import Channel, Convention, DayCount, Term, Unit
from motcua.domain.words import Words
from motcua.domain.workdays import (
    DEFAULT_SESSIONS,
    ZONE,
    Calendar,
    DayKind,
    Sessions,
    SpecialDay,
    parse_session,
)
from motcua.places.calendar_file import national_calendar
from tests.domain.minute_grid import read_ledger

CALENDAR = national_calendar()
MORNING = parse_session("08:00-12:00")
DAY = (MORNING, parse_session("13:30-17:30"))
CENTERS = (
    DEFAULT_SESSIONS,
    Sessions.of("07:30-11:30", "13:30-17:00"),
    Sessions.of("07:30-11:30", "13:00-17:00", saturday=("07:30-11:30",)),
    Sessions.of("07:30-11:30", "13:30-17:00", saturday=("07:30-11:30",), rest_day_counts=True),
    Sessions.of("08:00-16:00"),
    Sessions.of("07:00-11:00", "14:30-18:30"),
    Sessions((DAY, DAY, (MORNING,), DAY, (MORNING,), (), ())),  # closed on two afternoons
)


def _off(day: date) -> SpecialDay:
    return SpecialDay(day, DayKind.OFF, Words(vi="ngày nghỉ bão", en="a storm day"))


def _worked(day: date) -> SpecialDay:
    return SpecialDay(day, DayKind.WORKING, Words(vi="ngày làm bù", en="a day made up"))


CHANGED_CALENDARS = (
    CALENDAR.with_days([_off(date(2025, 10, 8)), _off(date(2026, 9, 30)), _off(date(2027, 3, 3))]),
    CALENDAR.with_days([_off(date(2026, 2, 23)), _worked(date(2026, 2, 28))]),
    CALENDAR.with_days([_worked(date(2026, 11, 24)), _worked(date(2025, 2, 8)), _off(date(2024, 7, 15))]),
    Calendar((), CALENDAR.known_from, CALENDAR.known_until),
)
TRICKY_TIMES = (
    time(0), time(6, 59), time(7, 29), time(7, 30), time(11, 30), time(12), time(13), time(14),
    time(14, 59), time(15), time(15, 1), time(16), time(16, 1), time(16, 30), time(16, 59), time(17),
    time(17, 1), time(17, 20), time(17, 30), time(18, 29), time(23, 59),
)  # fmt: skip
REVISIONS = (ClockKind.CORRECTED, ClockKind.CALENDAR_CHANGED, ClockKind.TERM_CHANGED)
RUNNING_MOVES = (
    ClockKind.PAUSED, ClockKind.PAUSED, ClockKind.PAUSED, ClockKind.SUPPLEMENT_REQUESTED,
    ClockKind.EXTENDED_TO, ClockKind.CALENDAR_CHANGED, ClockKind.CORRECTED, ClockKind.TERM_CHANGED,
)  # fmt: skip
TRICKY_DAYS = tuple(special.day + timedelta(days=n) for special in CALENDAR.days for n in (-1, 0, 1))


@dataclass
class History:
    """``term`` is the law's at the end, ``promised`` what the appointments go by: shorter, or the same.

    ``as_promised``: the events as the clock of the appointments reads them, with its own former terms.
    """

    events: list[ClockEvent]
    term: Term
    promised: Term
    calendar: Calendar
    sessions: Sessions
    convention: Convention

    @property
    def as_promised(self) -> list[ClockEvent]:
        return [replace(row, former=row.former_promise) if row.former else row for row in self.events]


def history(rng: random.Random) -> History:
    term = _term(rng)
    convention = Convention(
        day_count=rng.choice(list(DayCount)),
        next_day_is_day_zero=rng.random() < 0.35,
        online_last_hour=rng.random() < 0.6,
    )
    received = ClockEvent(ClockKind.RECEIVED, _moment(rng), channel=rng.choice(list(Channel)))
    promised = _promised(rng, term)
    life = History([received], term, promised, CALENDAR, rng.choice(CENTERS), convention)
    for _ in range(rng.choice((0, 1, 2, 2, 4, 8, 26))):
        life.events.extend(_next_row(rng, life))
    return life


def _term(rng: random.Random) -> Term:
    unit = rng.choice([*Unit, Unit.WORKING_DAY, Unit.WORKING_DAY])
    longest = {Unit.SAME_DAY: 1, Unit.MONTH: 6, Unit.WORKING_HOUR: 200}.get(unit, 45)
    return Term(rng.randint(1, longest), unit)


def _promised(rng: random.Random, term: Term) -> Term:
    return Term(rng.randint(1, term.value), term.unit) if rng.random() < 0.4 else term


def _moment(rng: random.Random) -> datetime:
    day = date(2024, 1, 2) + timedelta(days=rng.randrange(365 * 3))
    if rng.random() < 0.4:
        day = rng.choice(TRICKY_DAYS)
    return datetime.combine(day, _time(rng), ZONE)


def _time(rng: random.Random) -> time:
    return rng.choice(TRICKY_TIMES) if rng.random() < 0.7 else time(rng.randrange(24), rng.randrange(60))


def _next_row(rng: random.Random, life: History) -> list[ClockEvent]:
    """One more row that may follow the others; none where the chosen one may not."""
    rows = _as_corrected(life.events)
    moves = [row.kind for row in rows if row.kind not in REVISIONS]
    at = life.events[-1].at + _pass_time(rng)
    if rng.random() < 0.2:  # it is entered after a revision, and happened before
        at = [row.at for row in rows if row.kind not in REVISIONS][-1] + _pass_time(rng)
    if moves[-1] is ClockKind.PAUSED:
        return [ClockEvent(ClockKind.RESUMED, at)]
    if moves[-1] is ClockKind.SUPPLEMENT_REQUESTED:
        return [ClockEvent(ClockKind.SUPPLEMENTED, at, channel=rng.choice([None, *Channel]))]
    kind = rng.choice(RUNNING_MOVES)
    if kind is ClockKind.EXTENDED_TO:
        return [] if kind in moves else [ClockEvent(kind, at, to=_later_appointment(rng, life))]
    if kind is ClockKind.CALENDAR_CHANGED:
        return [ClockEvent(kind, at, calendar=rng.choice(CHANGED_CALENDARS))]
    if kind is ClockKind.CORRECTED:
        return [_correction(rng, rows, at)]
    if kind is ClockKind.TERM_CHANGED:
        return [_moved_by_law(rng, life, at)]
    return [ClockEvent(kind, at)]


def _moved_by_law(rng: random.Random, life: History, at: datetime) -> ClockEvent:
    """Another revision, mostly with another term or promise."""
    moved = ClockEvent(ClockKind.TERM_CHANGED, at, former=life.term, former_promise=life.promised)
    if rng.random() < 0.8:
        life.term = _term(rng)
        life.promised = _promised(rng, life.term)
    return moved


def _later_appointment(rng: random.Random, life: History) -> datetime:
    due, _ = read_ledger(life.as_promised, life.promised, life.calendar, life.sessions, life.convention)
    first = due.date() + timedelta(days=1)
    return datetime.combine(first + timedelta(days=rng.choice((0, 0, 1, 5, 30))), _time(rng), ZONE)


def _pass_time(rng: random.Random) -> timedelta:
    return timedelta(
        minutes=rng.choice((0, rng.randint(1, 120), rng.randint(1, 1440), rng.randint(1, 4 * 1440)))
    )


def _as_corrected(events: list[ClockEvent]) -> list[ClockEvent]:
    rows = list(events)
    for row in events:
        if row.kind is ClockKind.CORRECTED:
            rows[row.corrects] = replace(rows[row.corrects], at=row.to)
    return rows


def _correction(rng: random.Random, rows: list[ClockEvent], at: datetime) -> ClockEvent:
    """One earlier row really happened at another minute, still between its neighbours."""
    moves = [place for place, row in enumerate(rows) if row.kind not in REVISIONS]
    which = rng.randrange(len(moves))
    earliest = rows[moves[which - 1]].at if which else rows[0].at - timedelta(days=3)
    latest = min(rows[moves[which + 1]].at if which + 1 < len(moves) else at, at)
    span = max(0, (latest - earliest) // timedelta(minutes=1))
    right = earliest + timedelta(minutes=rng.randint(0, span))
    return ClockEvent(ClockKind.CORRECTED, at, corrects=moves[which], to=right)
