"""A center's dossiers today as its head needs them: each figure is the size of a list that can be opened."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from enum import StrEnum

from django.db.models import Exists, F, OuterRef, QuerySet

from motcua.domain.states import RUNNING_STATES, State
from motcua.domain.time_limits import due_soon_until
from motcua.domain.warnings import Level
from motcua.domain.workdays import ZONE
from motcua.dossiers.models import Dossier, Extension, HandOver, Opinion, Warning
from motcua.places.hours import business_date, hours_of
from motcua.places.models import Center

TWO = 2
"""So many warnings come before a due date that passes."""
RECENT = timedelta(days=30)
"""How far back the misses without two warnings are counted."""


class Heap(StrEnum):
    """What the head looks at; the address of its list ends with it."""

    RECEIVED = "received"
    RETURNED = "returned"
    OVERDUE = "overdue"
    DUE_SOON = "due-soon"
    FORECAST_LATE = "forecast-late"
    TO_APOLOGISE = "to-apologise"
    UNWARNED = "unwarned"
    WARNED = "warned"
    SILENT = "silent"
    PAPER_LATE = "paper-late"


def heap(which: Heap, center: Center, now: datetime) -> QuerySet[Dossier]:
    """The dossiers of one figure; nothing is read before it is asked for."""
    return _HEAPS[which](Dossier.objects.filter(center=center), center, now)


def figures(center: Center, now: datetime) -> dict[Heap, int]:
    """All figures; one statement each, however many dossiers there are."""
    return {which: heap(which, center, now).count() for which in Heap}


def _today(now: datetime) -> datetime:
    return datetime.combine(business_date(now), time(), ZONE)


def _received(rows: QuerySet[Dossier], center: Center, now: datetime) -> QuerySet[Dossier]:
    return rows.filter(received_at__gte=_today(now), received_at__lte=now).exclude(state=State.SUBMITTED)


def _returned(rows: QuerySet[Dossier], center: Center, now: datetime) -> QuerySet[Dossier]:
    return rows.filter(returned_at__gte=_today(now), returned_at__lte=now)


def _running(rows: QuerySet[Dossier]) -> QuerySet[Dossier]:
    return rows.filter(state__in=RUNNING_STATES)


def _overdue(rows: QuerySet[Dossier], center: Center, now: datetime) -> QuerySet[Dossier]:
    return _running(rows).filter(due_at__lt=now)


def _due_soon(rows: QuerySet[Dossier], center: Center, now: datetime) -> QuerySet[Dossier]:
    return _running(rows).filter(due_at__gte=now, due_at__lt=due_soon_until(now, hours_of(center)))


def _letters(center: Center) -> QuerySet[Extension]:
    """Prepared for the date that holds, and not signed."""
    return Extension.objects.filter(center=center, dossier=OuterRef("pk"), signed_at__isnull=True).filter(
        due_at=OuterRef("due_at")
    )


def _forecast_late(rows: QuerySet[Dossier], center: Center, now: datetime) -> QuerySet[Dossier]:
    return _running(rows).filter(Exists(_letters(center)), due_at__gte=now)


def _to_apologise(rows: QuerySet[Dossier], center: Center, now: datetime) -> QuerySet[Dossier]:
    return _running(rows).filter(Exists(_letters(center).filter(sign_by__gte=now)))


def _unwarned(rows: QuerySet[Dossier], center: Center, now: datetime) -> QuerySet[Dossier]:
    misses = Warning.objects.filter(
        center=center, level=Level.OVERDUE, before__lt=TWO, given_at__gte=now - RECENT
    )
    return rows.filter(pk__in=misses.filter(due_at=F("dossier__due_at")).values("dossier"))


def _warned(rows: QuerySet[Dossier], center: Center, now: datetime) -> QuerySet[Dossier]:
    given = Warning.objects.filter(center=center, given_at__gte=_today(now), level__lt=Level.OVERDUE)
    return rows.filter(pk__in=given.values("dossier"))


def _silent(rows: QuerySet[Dossier], center: Center, now: datetime) -> QuerySet[Dossier]:
    return rows.filter(pk__in=Opinion.objects.silent().filter(dossier__center=center).values("dossier"))


def _paper_late(rows: QuerySet[Dossier], center: Center, now: datetime) -> QuerySet[Dossier]:
    late = HandOver.objects.paper_late(now).filter(dossier__center=center)
    return rows.filter(pk__in=late.values("dossier"))


_HEAPS: dict[Heap, Callable[[QuerySet[Dossier], Center, datetime], QuerySet[Dossier]]] = {
    Heap.RECEIVED: _received,
    Heap.RETURNED: _returned,
    Heap.OVERDUE: _overdue,
    Heap.DUE_SOON: _due_soon,
    Heap.FORECAST_LATE: _forecast_late,
    Heap.TO_APOLOGISE: _to_apologise,
    Heap.UNWARNED: _unwarned,
    Heap.WARNED: _warned,
    Heap.SILENT: _silent,
    Heap.PAPER_LATE: _paper_late,
}
