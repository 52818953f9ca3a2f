"""Counting a commune's figures of today from its own rows.

A figure is derived: it can be counted again at any time, decides nothing and belongs to nobody, so
writing it is no action and leaves no event in the journal. The events behind it are there already.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.utils import timezone

from motcua.base.actions import writing
from motcua.base.models import Event
from motcua.domain.states import UNDER_PROCESS
from motcua.domain.time_limits import due_soon_until
from motcua.domain.workdays import ZONE
from motcua.domain.working_hours import working_hours
from motcua.dossiers.models import Dossier
from motcua.hall.models import Ticket
from motcua.places.hours import business_date, calendar, sessions
from motcua.places.models import Center
from motcua.statistics.models import DailyFact

FIGURES = ("waiting", "tickets", "received", "returned", "in_process", "due_soon", "overdue")
SETTLED = timedelta(seconds=2)
"""An event so much older than a count was committed before it, so the count has seen it."""

Counts = dict[UUID, dict[str, int]]


def recount_after(event: Event) -> None:
    """The delivery of an event: recount its commune, unless a later count has seen the event.

    A burst of events is so counted once every ``SETTLED`` and not once an event. What a count just
    missed, ``recount_all`` finds.
    """
    center = Center.objects.filter(identifier=event.stream).first()
    if center is None:
        return
    now = max(event.at, timezone.now())
    counted = DailyFact.objects.filter(commune_id=center.code, day=business_date(now), is_counted=True)
    as_of = counted.values_list("as_of", flat=True).first()
    if as_of is None or as_of < event.at + SETTLED:
        recount([center], now=now)


def recount_all(*, now: datetime) -> int:
    """Every center that works in Motcua (it has counters): a timed job.

    Also without any event work becomes overdue and a day begins. Returns how many centers.
    """
    centers = list(Center.objects.filter(counters__isnull=False).distinct())
    recount(centers, now=now)
    return len(centers)


def recount(centers: Sequence[Center], *, now: datetime) -> None:
    """Write the figures of ``now``'s day; six statements, however many centers."""
    day = business_date(now)
    counts: Counts = {center.pk: dict.fromkeys(FIGURES, 0) for center in centers}
    for rows in (
        _numbers(counts, day),
        _work(centers, now),
        _flow(counts, day, "received", "received_at"),
        _flow(counts, day, "returned", "returned_at"),
    ):
        for pk, figures in rows.items():
            counts[pk].update(figures)
    facts = [
        DailyFact(commune_id=center.code, day=day, is_counted=True, as_of=now, **counts[center.pk])
        for center in centers
    ]
    with writing():
        DailyFact.objects.bulk_create(
            facts,
            update_conflicts=True,
            unique_fields=["commune", "day"],
            update_fields=[*FIGURES, "is_counted", "as_of"],
        )


def _numbers(centers: Collection[UUID], day: date) -> Counts:
    rows = (
        Ticket.objects.filter(center__in=centers, day=day)
        .values("center")
        .annotate(tickets=Count("pk"), waiting=Count("pk", filter=Q(state=Ticket.State.WAITING)))
    )
    return _by_center(rows)


def _work(centers: Sequence[Center], now: datetime) -> Counts:
    """Received and not decided: all of it, less than a working day from its date, past its date."""
    official = calendar()
    alike: dict[datetime, list[UUID]] = {}  # each by its own hours, most have the same
    for center in centers:
        until = due_soon_until(now, working_hours(official, sessions(center)))
        alike.setdefault(until, []).append(center.pk)
    soon = Q(pk__in=[])
    for until, some in alike.items():
        soon |= Q(center__in=some, due_at__gte=now, due_at__lt=until)
    rows = (
        Dossier.objects.filter(center__in=[center.pk for center in centers], state__in=UNDER_PROCESS)
        .values("center")
        .annotate(
            in_process=Count("pk"),
            due_soon=Count("pk", filter=soon),
            overdue=Count("pk", filter=Q(due_at__lt=now)),
        )
    )
    return _by_center(rows.order_by())


def _flow(centers: Collection[UUID], day: date, name: str, moment: str) -> Counts:
    midnight = datetime.combine(day, time(), ZONE)
    within = {f"{moment}__gte": midnight, f"{moment}__lt": midnight + timedelta(days=1)}
    rows = Dossier.objects.filter(center__in=centers, **within).values("center").order_by()
    return _by_center(rows.annotate(**{name: Count("pk")}))


def _by_center(rows: Iterable[Mapping[str, Any]]) -> Counts:
    return {row["center"]: {name: n for name, n in row.items() if name != "center"} for row in rows}
