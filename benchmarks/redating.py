"""How long a day off entered for tomorrow takes, with 100,000 open dossiers that all move by it.

Dossiers of the last ten days in 130 centers, with long terms; some were paused, some have a promised term
beside the law's. First what the page shows before anything is written, then the deed in its one action,
then a day that concerns few of them. ``MOTCUA_BENCH_DOSSIERS`` makes it shorter.
"""

import os
import random
import resource
import time
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import connection, transaction

from benchmarks import ground
from benchmarks.figures import Figure, show
from motcua.base.rows import new_id
from motcua.catalogue.queries import Bundle, in_force
from motcua.domain.calendar_change import Act, CalendarChange, applied
from motcua.domain.ledger import ClockEvent, ClockKind
from motcua.domain.states import Move, State
from motcua.domain.term import Channel
from motcua.domain.words import Words
from motcua.dossiers.actions.calendar import change_calendar
from motcua.dossiers.models import ClockEntry, Dossier, Movement, Step
from motcua.dossiers.redating import Recount, centers_touched
from motcua.dossiers.stepping import due_between
from motcua.dossiers.timing import reckon
from motcua.people.models import Officer
from motcua.places.hours import business_date, calendar, hours_of, version_in_force
from motcua.places.models import Center, Unit

DOSSIERS = int(os.environ.get("MOTCUA_BENCH_DOSSIERS", "100000"))
PROCEDURES = ("1.012753", "1.012817", "1.012818", "1.013978")
"""Terms of 20 working days and more: each is still open tomorrow."""
BATCH = 2_000


@dataclass
class Rows:
    """What is written together."""

    dossiers: list[Dossier] = field(default_factory=list)
    movements: list[Movement] = field(default_factory=list)
    entries: list[ClockEntry] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)

    def write(self) -> None:
        with transaction.atomic():
            Movement.objects.bulk_create(self.movements)
            Dossier.objects.bulk_create(self.dossiers)
            ClockEntry.objects.bulk_create(self.entries)
            Step.objects.bulk_create(self.steps)


class Town:
    """Makes open dossiers, all by one officer, in every center in turn."""

    def __init__(self, now: datetime) -> None:
        self.now, self.rng = now, random.Random(2026)
        self.officer = Officer.objects.get(login="counter.kimbang")
        self.version = version_in_force()
        self.centers = list(Center.objects.select_related("commune", "unit").order_by("commune"))
        self.hours = {center.pk: hours_of(center, self.version) for center in self.centers}
        self.units = {
            center.pk: Unit.objects.get(commune=center.commune, kind=Unit.Kind.OFFICE)
            for center in self.centers
        }
        self.parts = [in_force(code, business_date(now)) for code in PROCEDURES]

    def build(self, count: int) -> None:
        for begin in range(0, count, BATCH):
            rows = Rows()
            for serial in range(begin, min(begin + BATCH, count)):
                self._dossier(rows, serial)
            rows.write()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def _dossier(self, rows: Rows, serial: int) -> None:
        center = self.centers[serial % len(self.centers)]
        parts = self.rng.choice(self.parts)
        at = self.now - timedelta(minutes=self.rng.randrange(1, 10 * 24 * 60))
        events = [ClockEvent(ClockKind.RECEIVED, at, channel=Channel.DIRECT)]
        if self.rng.random() < 0.2:
            began = at + (self.now - at) * 0.3
            events += [
                ClockEvent(ClockKind.PAUSED, began),
                ClockEvent(ClockKind.RESUMED, at + (self.now - at) * 0.6),
            ]
        term = parts.terms["direct"]
        promised = term.value - 2 if self.rng.random() < 0.3 else None
        hours = self.hours[center.pk]
        columns = reckon(events, term.value, promised, term.unit, hours).columns()
        dossier = Dossier(
            id=new_id(),
            code=f"H41.17.{center.commune_id}-{at:%y%m%d}-{serial:06d}",
            token=f"bench-{serial:020d}",
            center=center,
            competent_unit=self.units[center.pk],
            revision=parts.revision,
            channel="direct",
            state=State.ACCEPTED,
            moves=1,
            term_value=term.value,
            term_unit=term.unit,
            promised_value=promised,
            received_at=at,
            received_by=self.officer,
            **columns,
        )
        rows.dossiers.append(dossier)
        rows.movements.append(
            Movement(
                dossier=dossier,
                position=1,
                move=Move.ACCEPT,
                after=State.ACCEPTED,
                at=at,
                actor="system:bench",
            )
        )
        rows.entries += [
            ClockEntry(
                dossier=dossier,
                position=position,
                kind=event.kind,
                at=event.at,
                channel=event.channel or "",
                calendar=self.version if position == 1 else None,
                recorded_at=event.at,
                actor="system:bench",
            )
            for position, event in enumerate(events, start=1)
        ]
        rows.steps.append(self._step(dossier, parts))

    def _step(self, dossier: Dossier, parts: Bundle) -> Step:
        row = parts.steps[2]
        due = due_between(
            dossier.counted_from, dossier.due_at, parts, row.position, self.hours[dossier.center_id]
        )
        return Step(
            dossier=dossier,
            position=row.position,
            act=row.act,
            unit=self.units[dossier.center_id],
            role=row.role,
            name_vi=row.name_vi,
            authority="Nghị định 61/2018/NĐ-CP",
            expected_vi=row.result_vi,
            opened_at=dossier.received_at,
            due_at=due,
        )


def day_off(day: date, number: int) -> CalendarChange:
    name = Words(vi="Nghỉ tránh bão", en="Storm day")
    return CalendarChange(Act.OFF, day, day, name, source="Công điện", decision=f"{number}/QĐ-UBND")


def looked_at(change: CalendarChange, now: datetime) -> tuple[int, float]:
    """How many would move, and the seconds it took to say so."""
    began = time.perf_counter()
    old = calendar()
    new = applied(change, old)
    moved = sum(
        len(batch)
        for center in centers_touched(old, new)
        for batch in Recount(center, before=old, after=new, now=now).moved()
    )
    return moved, time.perf_counter() - began


def measure(name: str, change: CalendarChange, now: datetime, *, promise: float | None) -> None:
    moved, seconds = looked_at(change, now)
    show(Figure(f"{name}: dossiers that move", moved, ""))
    show(Figure(f"{name}: shown before", seconds, "s"))
    admin = Officer.objects.get(login="admin")
    began = time.perf_counter()
    change_calendar(change, by=admin, now=now)
    seconds = time.perf_counter() - began
    show(Figure(f"{name}: entered and re-dated", seconds, "s", "<=" if promise else "", promise))


def main() -> None:
    now = ground.lay(*PROCEDURES)
    began = time.perf_counter()
    Town(now).build(DOSSIERS)
    print(f"{DOSSIERS} dossiers made in {time.perf_counter() - began:.0f} s")
    hours = hours_of(Center.objects.get(commune_id="17791"))
    tomorrow = hours.next_working_day(business_date(now))
    measure("a day off tomorrow", day_off(tomorrow, 1), now, promise=60)
    far = hours.next_working_day(business_date(now), 29)
    measure("a day off far ahead", day_off(far, 2), now + timedelta(minutes=5), promise=60)
    show(
        Figure("most memory of the process", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MB")
    )


if __name__ == "__main__":
    main()
