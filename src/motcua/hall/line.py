"""Who is in the line of a hall now, and what the rule of calling reads of a number and of a counter."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from functools import reduce
from itertools import combinations
from operator import or_
from uuid import UUID

from django.db.models import Q, QuerySet, Subquery

from motcua.domain import queueing
from motcua.domain.number_days import alive_since
from motcua.hall.daybreak import LATEST, day_at
from motcua.hall.models import Duty, HallDay, Ticket
from motcua.places.hours import business_date
from motcua.places.models import Center

PLACE = ("queued_at", "drawn", "series", "number", "pk")
FAVOURED = ~Q(priority="") | Q(lane=Ticket.Lane.COME_BACK)
PLAIN = Q(priority="") & ~Q(lane=Ticket.Lane.COME_BACK)
PRESENT = Q(present_at__isnull=False)


def live(center: Center, now: datetime) -> QuerySet[Ticket]:
    """The numbers of this day, and those taken shortly before midnight."""
    yesterday = business_date(now) - timedelta(days=1)
    return Ticket.objects.filter(center=center, day__gte=yesterday, issued_at__gte=alive_since(now))


def is_live(ticket: Ticket, now: datetime) -> bool:
    """Whether ``live`` would find this number."""
    return ticket.issued_at >= alive_since(now)


def in_line(center: Center, now: datetime) -> QuerySet[Ticket]:
    """Who waits and is in the hall: a number taken from home counts once its holder has come."""
    return live(center, now).filter(PRESENT, state=Ticket.State.WAITING)


def calls_made(center: Center, now: datetime) -> int:
    """On the business day: the latest that is counted, as ``business_day`` says it; one statement."""
    began = day_at(now, LATEST)  # before that hour the day before may still be the center's
    days = HallDay.objects.filter(center=center, day__gte=began).order_by("-day")
    return days.values_list("made", flat=True).first() or 0


def served_by(fields: Collection[str]) -> Q:
    """What a counter with these fields serves (none given: everything), as ``queueing.serves`` says it."""
    if not fields:
        return Q()
    results = Q(lane=Ticket.Lane.RESULT) if queueing.RESULTS in fields else Q(pk__in=[])
    return Q(field__in=[code for code in fields if code != queueing.RESULTS]) | results


def within_reach(duties: Iterable[Duty]) -> Q:
    """Whom one of these counters can serve as far as skills go, and who wasn't sent to another counter."""
    duties = list(duties)
    needs = {
        some
        for duty in duties
        for many in range(len(duty.skills) + 1)
        for some in combinations(sorted(duty.skills), many)
    } | {()}
    skilled = reduce(or_, (Q(needs=list(some)) for some in sorted(needs)))
    return skilled & (Q(counter__isnull=True) | Q(counter__in=[duty.counter_id for duty in duties]))


def as_waiting(ticket: Ticket) -> queueing.Waiting:
    """The ticket as the rule reads it. Whoever was sent to one counter alone needs what only that one has."""
    needs = set(ticket.needs)
    if ticket.state == Ticket.State.WAITING and ticket.counter_id is not None:
        needs.add(_itself(ticket.counter_id))
    return queueing.Waiting(
        id=str(ticket.pk),
        arrived=ticket.queued_at,
        series=ticket.series,
        number=ticket.number,
        field=ticket.field_id,
        priority=queueing.Priority(ticket.priority) if ticket.priority else None,
        lane=queueing.Lane(ticket.lane),
        returns_at=ticket.returns_at,
        point=str(ticket.point_id or ""),
        needs=frozenset(needs),
        appointment=ticket.appointment_at,
        drawn=ticket.drawn,
    )


def as_desk(duty: Duty) -> queueing.Desk:
    """The open counter as the rule reads it."""
    return queueing.Desk(
        fields=frozenset(duty.fields),
        skills=frozenset({*duty.skills, _itself(duty.counter_id)}),
        point=str(duty.counter.point_id or ""),
        favoured_run=duty.favoured_run,
    )


def line_of(duty: Duty, now: datetime) -> QuerySet[Ticket]:
    """Who waits for what this counter serves, at its receiving point, and wasn't sent to another counter;
    whether it has the skills they need is for the rule."""
    mine = Q(counter__isnull=True) | Q(counter=duty.counter_id)
    return in_line(duty.counter.center, now).filter(mine, served_by(duty.fields), point=duty.counter.point_id)


def candidates(
    duty: Duty, made: int, now: datetime, rules: queueing.Rules = queueing.RULES
) -> list[queueing.Waiting]:
    """All that ``queueing.next_ticket`` can choose from, in one statement however long the line is: the
    first of each line, and the few whose turn is not by arrival alone (no-shows, appointments, people who
    need a skill or were sent to this counter: the rule sorts those out)."""
    line = line_of(duty, now)
    plain = line.filter(returns_at__lte=made, appointment_at__isnull=True, needs=[], counter__isnull=True)
    ready = plain.order_by(*PLACE).values("pk")
    first = Q(pk=Subquery(ready.filter(FAVOURED)[:1])) | Q(pk=Subquery(ready.exclude(FAVOURED)[:1]))
    others = (
        Q(returns_at__gt=made) | Q(appointment_at__isnull=False) | ~Q(needs=[]) | Q(counter__isnull=False)
    )
    return [as_waiting(ticket) for ticket in line.filter(first | others)]


def _itself(counter: UUID) -> str:
    return f"counter:{counter}"
