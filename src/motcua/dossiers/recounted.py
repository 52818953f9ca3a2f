"""Who is told that a changed calendar moved their appointment: found in the ledgers, after the deed.

Re-dating 100,000 dossiers must not wait for 100,000 messages. The event of each center is delivered by the
work loop, which tells a part and notes where it stopped in one transaction, so that nobody is told twice.
"""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from motcua.base.actors import System
from motcua.base.models import Event
from motcua.base.subscriptions import subscribe
from motcua.domain.ledger import ClockKind
from motcua.dossiers.models import ClockEntry, Dossier
from motcua.dossiers.revision_effects import with_clock
from motcua.dossiers.timing import replayed
from motcua.places.models import Center

AT_ONCE = 100
"""Dossiers in one transaction: a commune's journal is held for well under a second."""


def register() -> None:
    subscribe("dossiers.recounted", ["calendar.recounted", "calendar.told"], announce)


def announce(event: Event) -> None:
    """Tell the next part of the center's applicants; its own event brings the one after."""
    from motcua.dossiers.actions.announcing import announce_recount  # the app is not ready at registration

    if event.data.get("moved") == 0:
        return
    center = Center.objects.select_related("commune", "unit").get(commune=event.subject.partition("/")[2])
    after = str(event.data.get("after", ""))
    announce_recount(center, number=int(event.data["number"]), after=after, by=System(), now=event.at)


def counted_by(center: Center, number: int, after: str = "") -> "QuerySet[Dossier]":
    """The center's open dossiers that a change of the calendar counted, in the order of their keys."""
    entries = ClockEntry.objects.filter(calendar=number, kind=ClockKind.CALENDAR_CHANGED)
    rows = Dossier.objects.open().filter(center=center, pk__in=entries.values("dossier")).order_by("pk")
    if after:
        rows = rows.filter(pk__gt=UUID(after))
    return with_clock(rows).select_related("applicant")


def appointments(dossier: Dossier, number: int) -> tuple[datetime, datetime]:
    """The appointment before the calendar's version counted, and by it."""
    entries = list(dossier.clock_entries.all())
    place = next(
        place
        for place, entry in enumerate(entries)
        if entry.calendar_id == number and entry.kind == ClockKind.CALENDAR_CHANGED
    )
    before, after = (replayed(dossier, entries[:end]).promised for end in (place, place + 1))
    return before.due_at, after.due_at
