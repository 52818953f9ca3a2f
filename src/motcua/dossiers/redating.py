"""Which open dossiers a changed calendar moves, and where to: the same replay for preview and deed.

A dossier can move only if a changed day lies between its reception and the last date or row that its
ledger speaks of; the database picks those, and each of them is replayed.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from motcua.catalogue.models import Revision
from motcua.catalogue.queries import Bundle, bundle
from motcua.domain.calendar_change import changed_days
from motcua.domain.clock import Deadline
from motcua.domain.ledger import ClockEvent, ClockKind
from motcua.domain.states import State
from motcua.domain.term import Channel
from motcua.domain.time_limits import intake_decision, supplement_wait
from motcua.domain.workdays import ZONE, Calendar, local
from motcua.domain.working_hours import working_hours
from motcua.dossiers.models import ClockEntry, Dossier, DossierQuerySet, Step
from motcua.dossiers.stepping import due_between
from motcua.dossiers.timing import Reckoning, former_term, reckon
from motcua.places.hours import calendar_with, sessions
from motcua.places.models import CalendarVersion, Center

BATCH = 2_000
"""Dossiers held in memory at once."""


class Row(NamedTuple):
    """What a replay needs of a dossier."""

    pk: UUID
    code: str
    revision: UUID
    term_value: int
    promised_value: int | None
    term_unit: str
    received_at: datetime
    due_at: datetime
    due_original: datetime
    legal_due_at: datetime
    counted_from: datetime

    @property
    def dates(self) -> tuple[datetime, ...]:
        return self.due_at, self.due_original, self.legal_due_at, self.counted_from


@dataclass(frozen=True, slots=True)
class Moved:
    """An open dossier whose dates change: its appointment before, and when its open steps are due now."""

    pk: UUID
    code: str
    before: datetime
    reckoning: Reckoning
    steps: tuple[tuple[UUID, datetime], ...]

    @property
    def after(self) -> datetime:
        return self.reckoning.promised.due_at


@dataclass(frozen=True, slots=True)
class Awaited:
    """A dossier that is not accepted yet: until when the center answers it, or waits for its papers."""

    pk: UUID
    code: str
    before: datetime
    after: datetime


class Recount:
    """One center's open dossiers under a new calendar."""

    def __init__(self, center: Center, *, before: Calendar, after: Calendar, now: datetime) -> None:
        self.center = center
        self.after, self.now = after, now
        self.sessions = sessions(center)
        self.hours = working_hours(after, self.sessions)
        self.days = changed_days(before, after)

    def moved(self) -> Iterator[list[Moved]]:
        """Those that move, in batches, in the order of their keys."""
        last: UUID | None = None
        while self.days:
            rows = self._batch(last)
            if not rows:
                return
            last = rows[-1].pk
            yield self._replayed(rows)

    def awaited(self) -> list[Awaited]:
        """Those without a clock that move: what came from afar and is not answered, what lacks papers.

        The answer is due 8 working hours after arrival (Decree 297/2025 Art 6(4)); who was asked for papers
        never gets fewer days than promised.
        """
        if not self.days:
            return []
        rows = waiting_touched(Dossier.objects.filter(center=self.center), self.days)
        moved = []
        for dossier in rows.prefetch_related("supplements").order_by("pk"):
            after = self._answer_by(dossier)
            if after != dossier.due_at:
                moved.append(Awaited(dossier.pk, dossier.code, dossier.due_at, after))
        return moved

    def _answer_by(self, dossier: Dossier) -> datetime:
        if dossier.state == State.SUBMITTED:
            return intake_decision(dossier.received_at, self.hours)
        open_ones = [row for row in dossier.supplements.all() if row.ended_at is None]
        ends = (supplement_wait(row.requested_at, self.hours).ends_at for row in open_ones)
        return max([dossier.due_at, *ends])

    def _batch(self, last: UUID | None) -> list[Row]:
        rows = touched(Dossier.objects.filter(center=self.center), self.days).order_by("pk")
        if last is not None:
            rows = rows.filter(pk__gt=last)
        return [Row(*row) for row in rows.values_list(*ROW)[:BATCH]]

    def _replayed(self, rows: list[Row]) -> list[Moved]:
        keys = [row.pk for row in rows]
        ledgers, steps = self._ledgers(keys), _open_steps(keys)
        moved = []
        for row in rows:
            events = ledgers[row.pk]
            if not self._crosses(row, events[-1].at):
                continue
            reckoning, taken = self._dates(row, events), steps.get(row.pk, [])
            due = tuple((pk, self._due(row, reckoning.promised, place)) for pk, place, _ in taken)
            if row.dates != reckoning.dates or [at for _, at in due] != [at for *_, at in taken]:
                moved.append(Moved(row.pk, row.code, row.due_at, reckoning, due))
        return moved

    def _crosses(self, row: Row, latest: datetime) -> bool:
        """Whether a changed day lies in the time that the ledger and the dates span."""
        place = bisect_left(self.days, local(row.received_at).date())
        until = max(row.due_at, row.due_original, row.legal_due_at, latest)
        return place < len(self.days) and self.days[place] <= local(until).date()

    def _dates(self, row: Row, events: list[ClockEvent]) -> Reckoning:
        """By the new calendar. Only an extension must first be read by the calendar it was given under."""
        hours = self.hours
        if any(event.kind is ClockKind.EXTENDED_TO for event in events):
            at = max(self.now, events[-1].at)  # what happened while this began comes first
            hours = working_hours(events[0].calendar or self.after, self.sessions)
            events = [*events, ClockEvent(ClockKind.CALENDAR_CHANGED, at, calendar=self.after)]
        else:
            events = [replace(event, calendar=self.after) if event.calendar else event for event in events]
        return reckon(events, row.term_value, row.promised_value, row.term_unit, hours)

    def _due(self, row: Row, appointment: Deadline, position: int) -> datetime:
        parts = _parts(row.revision)
        return due_between(appointment.counted_from, appointment.due_at, parts, position, self.hours)

    def _ledgers(self, keys: list[UUID]) -> dict[UUID, list[ClockEvent]]:
        entries = (
            ClockEntry.objects.filter(dossier__in=keys)
            .order_by("dossier", "position")
            .values_list("dossier", "kind", "at", "channel", "until", "corrects", "calendar__digest", *FORMER)
        )
        return {
            key: [_event(*entry[1:]) for entry in group]
            for key, group in groupby(entries, key=lambda entry: entry[0])
        }


@lru_cache(maxsize=1_000)
def _parts(revision: UUID) -> Bundle:
    """A published revision never changes."""
    return bundle(Revision.objects.select_related("procedure__field").get(pk=revision))


ROW = (
    "pk",
    "code",
    "revision",
    "term_value",
    "promised_value",
    "term_unit",
    "received_at",
    "due_at",
    "due_original",
    "legal_due_at",
    "counted_from",
)


FORMER = ("former_value", "former_unit", "former_promise")


def _event(
    kind: str,
    at: datetime,
    channel: str,
    until: datetime | None,
    corrects: int | None,
    digest: str | None,
    value: int | None,
    unit: str,
    promise: int | None,
) -> ClockEvent:
    return ClockEvent(
        ClockKind(kind),
        at,
        channel=Channel(channel) if channel else None,
        to=until,
        corrects=None if corrects is None else corrects - 1,
        calendar=calendar_with(digest) if digest else None,
        former=former_term(value, unit),
        former_promise=former_term(promise, unit),
    )


def _open_steps(keys: list[UUID]) -> dict[UUID, list[tuple[UUID, int, datetime]]]:
    """Key, position and present due time of the open steps, by dossier."""
    steps = (
        Step.objects.open()
        .filter(dossier__in=keys)
        .order_by("dossier", "position")
        .values_list("dossier", "pk", "position", "due_at")
    )
    return {
        key: [(pk, position, due) for _, pk, position, due in group]
        for key, group in groupby(steps, key=lambda step: step[0])
    }


def not_counted_by(version: CalendarVersion) -> DossierQuerySet:
    """Open dossiers whose ledger does not name this version yet."""
    named = ClockEntry.objects.filter(dossier=OuterRef("pk"), calendar=version)
    return running(Dossier.objects.all()).filter(~Exists(named))


def running(dossiers: DossierQuerySet) -> DossierQuerySet:
    """The open ones whose clock was started: they have a ledger."""
    return dossiers.open().filter(Exists(ClockEntry.objects.filter(dossier=OuterRef("pk"))))


def waiting(dossiers: DossierQuerySet) -> DossierQuerySet:
    """The open ones without a ledger: not accepted yet."""
    return dossiers.open().filter(~Exists(ClockEntry.objects.filter(dossier=OuterRef("pk"))))


def waiting_touched(dossiers: DossierQuerySet, days: tuple[date, ...]) -> DossierQuerySet:
    """Those not accepted yet whose time may span one of these days."""
    begins, ends = _span(days)
    return waiting(dossiers).filter(due_at__gte=begins, received_at__lt=ends)


def _span(days: tuple[date, ...]) -> tuple[datetime, datetime]:
    begins = datetime.combine(days[0], time(), ZONE)
    return begins, datetime.combine(days[-1] + timedelta(days=1), time(), ZONE)


def touched(dossiers: DossierQuerySet, days: tuple[date, ...]) -> DossierQuerySet:
    """Open dossiers whose time may span one of these days (sorted): all that move, and some more."""
    begins, ends = _span(days)
    later = Exists(ClockEntry.objects.filter(dossier=OuterRef("pk"), at__gte=begins))
    until = Q(due_at__gte=begins) | Q(due_original__gte=begins) | Q(legal_due_at__gte=begins) | Q(later)
    return running(dossiers).filter(until, received_at__lt=ends)


def centers_touched(before: Calendar, after: Calendar) -> list[Center]:
    """The centers that may have a dossier which moves, in the order of their codes."""
    days = changed_days(before, after)
    if not days:
        return []
    counted = touched(Dossier.objects.all(), days).values("center")
    awaited = waiting_touched(Dossier.objects.all(), days).values("center")
    either = Q(pk__in=counted) | Q(pk__in=awaited)
    return list(Center.objects.filter(either).select_related("commune", "unit").order_by("commune"))
