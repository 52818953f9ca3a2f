"""The working calendar changes: a new version, and every open dossier counted by it, in one action.

``domain.md`` 1.8 (14): only dossiers still open are dated anew, each with its entry; ended ones keep theirs.
The old calendar stays in force until the last moment, so that the counters wait a second and not a minute.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, connection
from django.db.models import Count, Q

from motcua.base.actions import action
from motcua.base.journal import record
from motcua.domain.calendar_change import CalendarChange, applied, change_words
from motcua.domain.ledger import ClockKind
from motcua.domain.refusal import Conflict
from motcua.domain.states import OPEN_STATES
from motcua.domain.time_limits import supplement_wait
from motcua.domain.words import Words
from motcua.domain.workdays import Calendar
from motcua.dossiers.clock_access import check_may_change_calendar
from motcua.dossiers.models import ClockEntry, Dossier, Supplement
from motcua.dossiers.moving import actor_text
from motcua.dossiers.redating import Awaited, Moved, Recount, not_counted_by, running, waiting
from motcua.people.models import Officer
from motcua.places.calendars import document_code, entered, put_in_force
from motcua.places.hours import business_date, calendar_of, version_in_force
from motcua.places.models import CalendarVersion, Center, Unit

REASON_LENGTH = 300
STATES = ", ".join(str(int(state)) for state in sorted(OPEN_STATES))
ENTER = f"""
INSERT INTO dossiers_clockentry
  (dossier_id, position, kind, at, channel, former_unit, reason_vi, reason_en, basis, recorded_at, actor,
   calendar_id)
SELECT entry.dossier_id, MAX(entry.position) + 1, %s,
  CASE WHEN MAX(entry.at) > %s THEN MAX(entry.at) ELSE %s END, '', '', %s, %s, %s, %s, %s, %s
FROM dossiers_clockentry entry JOIN dossiers_dossier dossier ON dossier.id = entry.dossier_id
WHERE dossier.state IN ({STATES})
GROUP BY entry.dossier_id HAVING COALESCE(MAX(entry.calendar_id), 0) < %s
"""  # noqa: S608 - the states are our own numbers


@dataclass(slots=True)
class Tally:
    """What became of one center's dossiers: entries made, dates moved, and what to check them with."""

    entered: int = 0
    moved: int = 0
    digest: str = ""


@action
def change_calendar(
    change: CalendarChange, *, seen: int | None = None, by: Officer, now: datetime
) -> CalendarVersion:
    """Put the changed calendar in force and count every open dossier by it.

    ``seen``: the version that the preview was made with. Raises ``InvalidFields`` for a change that cannot
    be, ``Conflict`` where somebody else changed the calendar since.
    """
    check_may_change_calendar(by, business_date(now))
    before = version_in_force()
    if before is None or seen not in (None, before.number):
        raise _changed_since(before)
    old = calendar_of(before)
    new = applied(change, old)
    try:
        version = entered(new, decision=change.decision, source=change.source, by=by, now=now)
    except IntegrityError as error:
        raise _changed_since(before) from error
    redating = _Redating(version, old, new, by, now)
    redating.run()
    put_in_force(version)
    redating.run()  # what was received meanwhile, by the calendar that was still in force
    for center, count in redating.counts.items():
        record(
            "calendar.recounted",
            center,
            by=by,
            at=now,
            number=version.number,
            entered=count.entered,
            moved=count.moved,
            digest=count.digest,
        )
    record(
        "calendar.changed",
        Unit.objects.get(kind=Unit.Kind.PROVINCE),
        by=by,
        at=now,
        number=version.number,
        decision=document_code(version.decision),
        digest=version.digest,
        centers=len(redating.counts),
        entered=sum(count.entered for count in redating.counts.values()),
        moved=sum(count.moved for count in redating.counts.values()),
    )
    return version


class _Redating:
    """Every open dossier that does not count by the version yet, center by center."""

    def __init__(
        self, version: CalendarVersion, old: Calendar, new: Calendar, by: Officer, now: datetime
    ) -> None:
        self.version, self.old, self.new = version, old, new
        self.actor, self.now = actor_text(by), now
        self.reason = change_words(old, new)
        self.counts: dict[Center, Tally] = {}

    def run(self) -> None:
        counted = not_counted_by(self.version).values("center")
        awaited = waiting(Dossier.objects.all()).values("center")
        centers = Center.objects.filter(Q(pk__in=counted) | Q(pk__in=awaited))
        for center in centers.select_related("commune", "unit").order_by("commune"):
            self._of(center)
        self._enter()
        for center, number in self._entered().items():
            self.counts[center].entered = number

    def _of(self, center: Center) -> None:
        count = self.counts.setdefault(center, Tally())
        digest = hashlib.sha256(count.digest.encode())
        locked = running(Dossier.objects.filter(center=center)).select_for_update(of=("self",))
        len(locked.values_list("pk"))  # nobody moves them until this is done
        recount = Recount(center, before=self.old, after=self.new, now=self.now)
        for batch in recount.moved():
            _store(batch)
            _count(count, digest, batch)
        awaited = waiting(Dossier.objects.filter(center=center)).select_for_update(of=("self",))
        len(awaited.values_list("pk"))
        moved = recount.awaited()
        _store_awaited(moved)
        _count(count, digest, moved)
        count.digest = digest.hexdigest()
        _wait_longer(center, recount)

    def _entered(self) -> dict[Center, int]:
        """How many dossiers of each center count by the version now."""
        entries = ClockEntry.objects.filter(calendar=self.version, kind=ClockKind.CALENDAR_CHANGED)
        counts = dict(entries.order_by().values_list("dossier__center").annotate(Count("pk")))
        return {center: counts.get(center.pk, 0) for center in self.counts}

    def _enter(self) -> None:
        """One row in the ledger of each: those that don't move now may yet count across the days."""
        reason = self.reason
        at = connection.ops.adapt_datetimefield_value(self.now)
        with connection.cursor() as cursor:
            cursor.execute(
                ENTER,
                [
                    ClockKind.CALENDAR_CHANGED.value,
                    at,
                    at,
                    reason.vi[:REASON_LENGTH],
                    reason.en[:REASON_LENGTH],
                    self.version.decision,
                    at,
                    self.actor,
                    self.version.number,
                    self.version.number,
                ],
            )


def _count(count: Tally, digest: "hashlib._Hash", moved: Sequence[Moved | Awaited]) -> None:
    count.moved += len(moved)
    for one in moved:
        digest.update(f"{one.code} {one.before.isoformat()} {one.after.isoformat()}\n".encode())


def _store_awaited(moved: Sequence[Awaited]) -> None:
    """Until when each is to be answered; no clock runs yet, so all its dates are this one."""
    changed = [
        Dossier(pk=one.pk, due_at=one.after, due_original=one.after, legal_due_at=one.after) for one in moved
    ]
    Dossier.objects.bulk_update(changed, ["due_at", "due_original", "legal_due_at"], batch_size=500)


def _store(batch: list[Moved]) -> None:
    """The new dates of these dossiers and of their open steps."""
    if not batch:
        return
    adapted = connection.ops.adapt_datetimefield_value
    prepared = Dossier._meta.pk.get_db_prep_value
    dates = [moved.reckoning.columns() for moved in batch]
    columns = ", ".join(f"{name} = %s" for name in dates[0])
    dossiers = [
        [*map(adapted, row.values()), prepared(moved.pk, connection)]
        for moved, row in zip(batch, dates, strict=True)
    ]
    steps = [[adapted(due), prepared(pk, connection)] for moved in batch for pk, due in moved.steps]
    with connection.cursor() as cursor:
        # The names come from our own models.
        cursor.executemany(f"UPDATE dossiers_dossier SET {columns} WHERE id = %s", dossiers)  # noqa: S608
        if steps:
            cursor.executemany("UPDATE dossiers_step SET due_at = %s WHERE id = %s", steps)


def _wait_longer(center: Center, recount: Recount) -> None:
    """Who is asked for papers gets the working days that a new day off took; never fewer than promised."""
    for supplement in Supplement.objects.open().filter(dossier__center=center):
        ends = supplement_wait(supplement.requested_at, recount.hours).ends_at
        if ends > supplement.wait_ends_at:
            Supplement.objects.filter(pk=supplement.pk).update(wait_ends_at=ends)


def _changed_since(version: CalendarVersion | None) -> Conflict:
    number = version.number if version else 0
    return Conflict(
        "calendar_changed_since",
        Words(
            vi=f"Lịch đã được người khác sửa (bản {number}). Xem lại các hồ sơ bị ảnh hưởng rồi ghi lại.",
            en=f"Somebody else changed the calendar (version {number}). Look at what moves once more.",
        ),
    )
