"""How full halls are now, and when they usually are not: counts of people, never a person.

A center that has opened no counter with this system has no live figures; it is listed without.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from uuid import UUID

from django.db.models import Avg, Count, DurationField, F

from motcua.base.rows import new_id
from motcua.catalogue.models import Field
from motcua.domain.distance import kilometres
from motcua.domain.number_days import alive_since
from motcua.domain.quiet_hours import HalfHour, by_half_hour
from motcua.domain.slots import SERVICE_MINUTES
from motcua.domain.waiting import Wait
from motcua.domain.workdays import Calendar, local
from motcua.domain.working_hours import working_hours
from motcua.hall import forecasts
from motcua.hall.line import PRESENT, in_line
from motcua.hall.models import Duty, Ticket
from motcua.places.hours import business_date, calendar, sessions
from motcua.places.models import Center, Closure, Commune, Counter

WEEKS = timedelta(weeks=4)
LESS = 10
"""Minutes a wait must be shorter elsewhere before somebody is sent there."""
MOST_SEEN = 5000
RECENT = timedelta(days=14)
FEWEST = 10
"""Visits from which a center's own length of a visit is believed."""


@dataclass(frozen=True)
class Load:
    """One center now. ``minutes``: roughly how long who comes now waits; None where no counter is open."""

    center: Center
    is_open: bool
    is_known: bool
    waiting: int
    counters: int
    service: float = SERVICE_MINUTES  # minutes from call to end, of the last two weeks

    @property
    def minutes(self) -> int | None:
        if not self.is_known or not self.counters:
            return None
        return ceil(self.waiting * self.service / self.counters)

    @property
    def wait(self) -> Wait | None:
        if self.minutes is None:
            return None
        return Wait.between(self.minutes * 0.7, max(5, self.minutes * 1.3))


def loads(now: datetime) -> list[Load]:
    """Every center of the province; seven statements, however many there are."""
    waiting = dict(
        Ticket.objects.filter(PRESENT, state="waiting", day__gte=business_date(now) - timedelta(days=1))
        .filter(issued_at__gte=alive_since(now))
        .order_by()
        .values_list("center")
        .annotate(Count("pk"))
    )
    open_now = dict(
        Duty.objects.filter(closed_at__isnull=True)
        .order_by()
        .values_list("counter__center")
        .annotate(Count("pk"))
    )
    equipped = set(Counter.objects.values_list("center", flat=True))
    closed = set(Closure.objects.filter(begins_at__lte=now, ends_at__gt=now).values_list("center", flat=True))
    days, services = calendar(), _services(now)
    return [
        Load(
            center,
            is_open=center.pk not in closed and _is_open(center, days, now),
            is_known=center.pk in equipped,
            waiting=waiting.get(center.pk, 0),
            counters=open_now.get(center.pk, 0),
            service=services.get(center.pk, SERVICE_MINUTES),
        )
        for center in Center.objects.select_related("commune")
    ]


def _services(now: datetime) -> dict[UUID, float]:
    """How long a visit took lately at each center, in minutes, from the call to its end."""
    ended = Ticket.objects.filter(
        state="done", day__gte=business_date(now) - RECENT, serving_at__isnull=False, ended_at__lte=now
    )
    lengths = (
        ended.order_by()
        .values_list("center")
        .annotate(mean=Avg(F("ended_at") - F("called_at"), output_field=DurationField()), visits=Count("pk"))
    )
    return {
        center: mean.total_seconds() / 60 for center, mean, visits in lengths if visits >= FEWEST and mean
    }


def _is_open(center: Center, days: Calendar, now: datetime) -> bool:
    if center.round_the_clock:
        return True
    at = local(now)
    hours = working_hours(days, sessions(center)).sessions_of(at.date())
    return any(session.opens <= at.time() < session.closes for session in hours)


@dataclass(frozen=True)
class Away:
    """A center seen from a commune: how far, and whether it is next to it."""

    load: Load
    kilometres: float
    is_neighbour: bool


def by_distance(found: Iterable[Load], commune: Commune, neighbours: set[str]) -> list[Away]:
    """Nearest first, the commune's own at the top."""
    here = (float(commune.latitude), float(commune.longitude))
    rows = [
        Away(
            load,
            kilometres(here, (float(load.center.commune.latitude), float(load.center.commune.longitude))),
            load.center.code in neighbours,
        )
        for load in found
    ]
    return sorted(rows, key=lambda row: (row.kilometres, row.load.center.code))


def less_busy(rows: list[Away], here: Load, *, most: int = 3) -> list[Away]:
    """The nearest open centers where one waits clearly less than here (or at all, where nobody serves)."""
    found = []
    for row in rows:
        minutes = row.load.minutes
        if row.load.center.pk == here.center.pk or not row.load.is_open or minutes is None:
            continue
        if here.minutes is None or minutes + LESS <= here.minutes:
            found.append(row)
    return found[:most]


@dataclass(frozen=True)
class FieldLoad:
    """One field: how many wait, and the range that somebody who comes now is told."""

    field: Field
    waiting: int
    wait: Wait | None


def by_field(center: Center, now: datetime) -> list[FieldLoad]:
    """Every field, from the forecast of the real rule where the hall knows enough."""
    outlook = forecasts.outlook(center, now)
    people = in_line(center, now).order_by().values_list("field").annotate(Count("pk"))
    waiting: dict[str, int] = dict(people)
    total = sum(waiting.values())
    found = []
    for field in Field.objects.all():
        newcomer = Ticket(
            id=new_id(), center=center, series=field.series, field=field,
            day=business_date(now), issued_at=now, queued_at=now, present_at=now,
        )  # fmt: skip
        forecast = outlook.of(newcomer, total)
        found.append(FieldLoad(field, waiting.get(field.pk, 0), forecast.wait if forecast else None))
    return found


def half_hours(center: UUID, now: datetime) -> list[HalfHour]:
    """How long people waited in the last weeks, by the half-hour in which they came; one statement."""
    seen = (
        Ticket.objects.filter(
            center=center, day__gte=business_date(now - WEEKS), called_at__isnull=False, called_at__lte=now
        )
        .exclude(source="appointment")
        .order_by("-day", "-called_at")
        .values_list("queued_at", "called_at")[:MOST_SEEN]
    )
    return by_half_hour(
        (_minute(came), (called - came).total_seconds() / 60)
        for came, called in seen
        if called and called >= came
    )


def _minute(moment: datetime) -> int:
    at = local(moment)
    return at.hour * 60 + at.minute
