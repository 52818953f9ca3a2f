"""Closures of a center: which are ahead, and who has an appointment or a number within one.

Nobody is promised a time within a closure (``hall.appointments``); who was promised it before is told.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from motcua.domain.slots import LONGEST
from motcua.hall.models import Appointment, Ticket
from motcua.places.hours import business_date
from motcua.places.models import Center, Closure

UNDER_WAY = (Ticket.State.WAITING, Ticket.State.CALLED, Ticket.State.SERVING, Ticket.State.HELD)


def closures_ahead(center: Center, now: datetime) -> list[Closure]:
    """Those that run and those to come, the nearest first; one statement."""
    return list(center.closures.filter(ends_at__gt=now).order_by("begins_at"))


def closure_at(appointment: Appointment, closures: Iterable[Closure]) -> Closure | None:
    """The closure that takes some of an appointment's minutes."""
    begins, ends = appointment.starts_at, appointment.starts_at + timedelta(minutes=appointment.minutes)
    return next((row for row in closures if row.begins_at < ends and begins < row.ends_at), None)


def starts_within(begins_at: datetime, ends_at: datetime) -> Q:
    """Every appointment that can have a minute between these moments, and a few more before them."""
    return Q(starts_at__gt=begins_at - timedelta(minutes=LONGEST), starts_at__lt=ends_at)


@dataclass(frozen=True)
class Within:
    """What lies in a time of closure: appointments to come, of these how many left a way to be told, and
    numbers not yet served of today."""

    appointments: int
    reached: int
    numbers: int


def within(closure: Closure, now: datetime) -> Within:
    """Of a closure, entered or planned; two statements at most."""
    rows = Appointment.objects.filter(
        starts_within(closure.begins_at, closure.ends_at),
        center=closure.center,
        state=Appointment.State.BOOKED,
        starts_at__gt=now,
    )
    hit = [row for row in rows if closure_at(row, [closure])]
    today = business_date(now)
    numbers = 0
    if business_date(closure.begins_at) <= today:
        tickets = Ticket.objects.filter(center=closure.center, day=today, state__in=UNDER_WAY)
        numbers = tickets.count()
    return Within(len(hit), sum(1 for row in hit if row.contact), numbers)
