"""The program looks at itself: each look is one finding, in words for whoever keeps it running."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Min

from motcua.base.journal import verify
from motcua.base.models import Delivery, Event
from motcua.places.hours import business_date, calendar

BUILT = datetime(2026, 1, 1, tzinfo=UTC)
"""A clock that shows an earlier time is wrong."""
SLACK = timedelta(minutes=2)
"""Between the clocks of two machines that write into one database."""
LITTLE_SPACE, NO_SPACE = 5 * 10**9, 10**9
LATE = timedelta(minutes=15)
CALENDAR_SOON, CALENDAR_OVER = timedelta(days=90), timedelta(days=14)
PRAGMAS = {"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "mmap_size": "0"}


class Level(StrEnum):
    OK = "ok"
    NOTICE = "notice"
    TROUBLE = "TROUBLE"


@dataclass(frozen=True)
class Finding:
    name: str
    level: Level
    text: str


def look(now: datetime) -> list[Finding]:
    """Every look; without a usable database only those that need none."""
    found = [_database(now), _clock(now), _disk(now)]
    if found[0].level is not Level.TROUBLE:
        found += [each(now) for each in WITH_DATABASE]
    return found


def _database(now: datetime) -> Finding:
    try:
        return _opened_database()
    except DatabaseError as error:
        return Finding("database", Level.TROUBLE, str(error).partition("\n")[0])


def _opened_database() -> Finding:
    version = ".".join(str(part) for part in connection.get_database_version())
    text = f"{connection.display_name} {version}"
    migrations = MigrationExecutor(connection)
    missing = migrations.migration_plan(migrations.loader.graph.leaf_nodes())
    if missing:
        return Finding("database", Level.TROUBLE, f"{text}: {len(missing)} migrations are not applied")
    wrong = _wrong_pragmas() if connection.vendor == "sqlite" else []
    if wrong:
        return Finding("database", Level.TROUBLE, f"{text}: {', '.join(wrong)}")
    return Finding("database", Level.OK, text)


def _wrong_pragmas() -> list[str]:
    """What keeps SQLite from losing what it was given; each with the value it should have."""
    wrong = []
    with connection.cursor() as cursor:
        for name, value in PRAGMAS.items():
            cursor.execute(f"PRAGMA {name}")
            found = str((cursor.fetchone() or ["0"])[0])
            if found != value:
                wrong.append(f"{name} is {found}, not {value}")
    return wrong


def _clock(now: datetime) -> Finding:
    text = f"{now.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
    if now < BUILT:
        return Finding("clock", Level.TROUBLE, f"{text} lies before this program was made")
    return Finding("clock", Level.OK, text)


def _disk(now: datetime) -> Finding:
    free = shutil.disk_usage(settings.HOME).free
    level = Level.TROUBLE if free < NO_SPACE else Level.NOTICE if free < LITTLE_SPACE else Level.OK
    return Finding("disk", level, f"{free / 10**9:.1f} GB free")


def _chain(now: datetime) -> Finding:
    report = verify()
    if report.broken:
        return Finding("chain", Level.TROUBLE, f"{report.stream}, event {report.number}: {report.broken}")
    latest = Event.objects.order_by("-at").values_list("at", flat=True).first()
    if latest is not None and latest > now + SLACK:
        ahead = f"the latest event is of {latest.astimezone(UTC):%Y-%m-%d %H:%M} UTC: the clock was set back"
        return Finding("chain", Level.TROUBLE, ahead)
    return Finding("chain", Level.OK, f"{report.events} events, unbroken")


def _deliveries(now: datetime) -> Finding:
    dead = Delivery.objects.filter(state=Delivery.State.DEAD).count()
    waiting = Delivery.objects.filter(state=Delivery.State.WAITING)
    count, oldest = waiting.count(), waiting.aggregate(oldest=Min("due_at"))["oldest"]
    text = f"{count} waiting, {dead} given up"
    if dead:
        return Finding("deliveries", Level.TROUBLE, text)
    if oldest is not None and oldest < now - LATE:
        return Finding("deliveries", Level.TROUBLE, f"{text}; the oldest was due {oldest:%Y-%m-%d %H:%M} UTC")
    return Finding("deliveries", Level.OK, text)


def _calendar(now: datetime) -> Finding:
    known = calendar().known_until
    left = known - business_date(now)
    text = f"days off are known until {known}"
    level = Level.TROUBLE if left < CALENDAR_OVER else Level.NOTICE if left < CALENDAR_SOON else Level.OK
    return Finding("calendar", level, text)


WITH_DATABASE: tuple[Callable[[datetime], Finding], ...] = (_chain, _deliveries, _calendar)
