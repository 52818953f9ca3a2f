"""What the hall was like over a day, a week or a month: by half-hour, field and clerk, with its counts.

Everything is read from the numbers themselves and from the journal (what was called outside of turn), in
a handful of statements however long the period; nothing here ranks anybody.
"""

from collections import Counter as Tally
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from statistics import median

from django.db.models import QuerySet

from motcua.base.models import Event
from motcua.catalogue.models import Field
from motcua.domain.workdays import ZONE, local
from motcua.hall.models import PapersCheck, Ticket
from motcua.people.models import Officer
from motcua.places.models import Center

FEWEST = 5
"""Of fewer cases no median is shown: one long visit would pass for a habit."""
State = Ticket.State
CALLED = (State.CALLED, State.SERVING, State.DONE)


@dataclass(frozen=True, slots=True)
class Spread:
    """Minutes: how many were measured, the middle one, and the one that nine in ten do not pass."""

    count: int
    median: int | None
    p90: int | None


@dataclass(frozen=True, slots=True)
class Visit:
    """One number as history reads it; times in minutes, None where it did not happen."""

    at: datetime
    day: date
    field: str
    lane: str
    state: str
    outcome: str
    officer: str
    wait: float | None
    service: float | None
    missed: int
    helped: bool
    promised: bool
    kept: bool


@dataclass(slots=True)
class Line:
    """A row of a table: its name and what happened under it."""

    key: str
    visits: list[Visit] = field(default_factory=list)

    @property
    def numbers(self) -> int:
        return len(self.visits)

    @property
    def served(self) -> int:
        return sum(1 for visit in self.visits if visit.state == State.DONE)

    @property
    def wait(self) -> Spread:
        return spread(visit.wait for visit in self.visits)

    @property
    def service(self) -> Spread:
        return spread(visit.service for visit in self.visits)

    @property
    def no_shows(self) -> int:
        return sum(1 for visit in self.visits if visit.state == State.NO_SHOW)

    @property
    def come_backs(self) -> int:
        return sum(1 for visit in self.visits if visit.lane == Ticket.Lane.COME_BACK)


@dataclass(frozen=True, slots=True)
class Work:
    """One clerk's visits in one field, beside those of the whole center in the same field."""

    officer: str
    field: str
    service: Spread
    center: Spread


@dataclass(frozen=True)
class History:
    """A period of one center's hall."""

    first: date
    last: date
    whole: Line
    half_hours: list[Line]
    fields: list[Line]
    work: list[Work]
    left: int  # went away: made void as gone, or never called until the day was over
    sent_home: int  # with the written list, before they waited in vain
    out_of_turn: Tally[str]  # by reason
    promised: int
    kept: int


def period(day: date, span: str) -> tuple[date, date]:
    """The first and the last day of the "day", "week" (from Monday) or "month" that holds ``day``."""
    if span == "week":
        first = day - timedelta(days=day.weekday())
        return first, first + timedelta(days=6)
    if span == "month":
        first = day.replace(day=1)
        return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return day, day


def history(center: Center, first: date, last: date, now: datetime) -> History:
    """Seven statements."""
    visits, left = _visits(center, first, last, now)
    names = dict(
        Officer.objects.filter(pk__in={v.officer for v in visits if v.officer}).values_list("pk", "name_vi")
    )
    by_half: dict[str, Line] = {}
    for visit in sorted(visits, key=lambda each: local(each.at).time()):
        key = _half_hour(visit.at)
        by_half.setdefault(key, Line(key)).visits.append(visit)
    by_field = defaultdict(list)
    for visit in visits:
        by_field[visit.field].append(visit)
    order = list(Field.objects.values_list("code", flat=True))
    promised = [visit for visit in visits if visit.promised]
    return History(
        first,
        last,
        Line("", visits),
        list(by_half.values()),
        [Line(code, by_field[code]) for code in order if code in by_field],
        _work(visits, {str(pk): name for pk, name in names.items()}, order),
        left,
        sum(1 for visit in visits if visit.outcome == "sent_home"),
        _out_of_turn(center, first, last),
        len(promised),
        sum(1 for visit in promised if visit.kept),
    )


def spread(values: Iterable[float | None]) -> Spread:
    """Median and P90 in whole minutes; neither of fewer than ``FEWEST``.

    >>> spread([1, 2, 3, 4, None, 30])
    Spread(count=5, median=3, p90=30)
    >>> spread([1.0, 2.0])
    Spread(count=2, median=None, p90=None)
    """
    known = sorted(value for value in values if value is not None)
    if len(known) < FEWEST:
        return Spread(len(known), None, None)
    place = -(-len(known) * 9 // 10) - 1
    return Spread(len(known), round(median(known)), round(known[place]))


def _visits(center: Center, first: date, last: date, now: datetime) -> tuple[list[Visit], int]:
    rows = Ticket.objects.filter(center=center, day__gte=first, day__lte=last).values_list(
        "pk",
        "queued_at",
        "day",
        "field_id",
        "lane",
        "state",
        "outcome",
        "officer_id",
        "called_at",
        "serving_at",
        "ended_at",
        "missed",
        "checked_at",
        "promised_by",
        "calls",
        "issued_at",
    )
    gone = _voided(center, first, last)
    today = local(now).date()
    visits, left = [], 0
    for row in rows:
        pk, queued, day, code, lane, state, outcome, officer, called, serving, ended, missed, checked = row[
            :13
        ]
        promised, calls, issued = row[13:]
        if lane == Ticket.Lane.COME_BACK:  # a new number may keep the arrival of before they were sent home
            queued = max(queued, issued)
        done = state == State.DONE
        counts = promised is not None and called is not None and calls == 1 and state in CALLED
        visits.append(
            Visit(
                at=queued,
                day=day,
                field=code,
                lane=lane,
                state=state,
                outcome=outcome,
                officer=str(officer) if officer else "",
                wait=_minutes(queued, called),
                service=_minutes(serving, ended) if done else None,
                missed=missed,
                helped=checked is not None,
                promised=counts,
                kept=counts and called is not None and promised is not None and called <= promised,
            )
        )
        forgotten = state in (State.WAITING, State.HELD) and day < today
        left += forgotten or gone.get(f"ticket/{pk}") == "left"
    return visits, left


def _minutes(begin: datetime | None, end: datetime | None) -> float | None:
    return max(0.0, (end - begin).total_seconds() / 60) if begin and end else None


def _half_hour(at: datetime) -> str:
    here = local(at)
    return f"{here:%H}:{'30' if here.minute >= 30 else '00'}"


def _events(center: Center, first: date, last: date, kind: str) -> QuerySet[Event]:
    begin = datetime.combine(first, time(), ZONE)
    end = datetime.combine(last + timedelta(days=1), time(), ZONE)
    return Event.objects.filter(stream=center.journal_stream, kind=kind, at__gte=begin, at__lt=end)


def _voided(center: Center, first: date, last: date) -> dict[str, str]:
    """Why each number was made void."""
    rows = _events(center, first, last, "ticket.voided").values_list("subject", "data")
    return {subject: data.get("reason", "") for subject, data in rows}


def _out_of_turn(center: Center, first: date, last: date) -> Tally[str]:
    rows = (
        _events(center, first, last, "ticket.called")
        .exclude(data__reason="next")
        .values_list("data", flat=True)
    )
    return Tally(str(data.get("reason", "")) for data in rows)


def _work(visits: list[Visit], names: dict[str, str], order: list[str]) -> list[Work]:
    """Each clerk by kind of work, in order of their names; never by how fast they are."""
    whole: dict[str, list[float | None]] = defaultdict(list)
    own: dict[tuple[str, str], list[float | None]] = defaultdict(list)
    for visit in visits:
        if visit.service is not None and visit.officer:
            whole[visit.field].append(visit.service)
            own[visit.officer, visit.field].append(visit.service)
    rows = [
        Work(names.get(officer, ""), code, spread(values), spread(whole[code]))
        for (officer, code), values in own.items()
    ]
    return sorted(rows, key=lambda row: (row.officer, order.index(row.field)))


@dataclass(frozen=True, slots=True)
class Lists:
    """Written lists given in a period: how many people went home or to fetch something, and came back."""

    given: int
    brought: int


def lists(center: Center, first: date, last: date) -> Lists:
    """One statement."""
    begin = datetime.combine(first, time(), ZONE)
    end = datetime.combine(last + timedelta(days=1), time(), ZONE)
    found = PapersCheck.objects.filter(center=center, at__gte=begin, at__lt=end).exclude(outcome="complete")
    rows = list(found.values_list("came_back", flat=True))
    return Lists(len(rows), sum(1 for row in rows if row is not None))
