"""The database itself keeps the journal as it was written: through the ORM, and through bare SQL."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from motcua.base import journal
from motcua.base.actors import System
from motcua.base.models import Event
from tests.base.workers import KIND, Thing

COLUMNS = "id, stream, number, kind, subject, actor_kind, actor_id, at, data, previous, hash"
OTHER_ID = "'0190163d8694739b8b1d3f1ea8b0a0b0'"


X = "'x'"
FIRST = "FROM base_event WHERE stream = 'test' AND number = 1"


def same(**but: str) -> str:
    """The columns of an event again, but for some."""
    return ", ".join(but.get(name, name) for name in COLUMNS.split(", "))


SQL = [
    "UPDATE base_event SET kind = 'x'",
    "UPDATE base_event SET number = number + 1000",
    "UPDATE base_event SET data = '{}' WHERE number = 1",
    "DELETE FROM base_event",
    "DELETE FROM base_event WHERE number = 2",
    f"INSERT INTO base_event ({COLUMNS}) SELECT {same(id=OTHER_ID, kind=X)} {FIRST} "
    "ON CONFLICT (stream, number) DO UPDATE SET kind = excluded.kind",
]
SQLITE = [
    "UPDATE OR REPLACE base_event SET number = 1 WHERE number = 2",
    f"INSERT OR REPLACE INTO base_event ({COLUMNS}) SELECT {same(kind=X)} {FIRST}",
    f"REPLACE INTO base_event ({COLUMNS}) SELECT {same(id=OTHER_ID, kind=X)} {FIRST}",
    f"REPLACE INTO base_event (rowid, {COLUMNS}) SELECT rowid, {same(id=OTHER_ID, stream=X)} {FIRST}",
]
POSTGRESQL = [
    "TRUNCATE base_event CASCADE",
    "TRUNCATE base_event, base_delivery",
    "MERGE INTO base_event AS old USING base_event AS new ON old.id = new.id WHEN MATCHED THEN DELETE",
]


@pytest.fixture
def events(db):
    with transaction.atomic():
        for _ in range(3):
            journal.record(KIND, Thing(), by=System(), at=datetime(2026, 11, 23, tzinfo=UTC))
    return snapshot


def snapshot():
    return list(Event.objects.order_by("stream", "number").values_list("pk", "number", "kind", "hash"))


@pytest.mark.parametrize(
    "change",
    [
        lambda: Event.objects.update(kind="x"),
        lambda: Event.objects.filter(stream="test").delete(),
        lambda: Event.objects.filter(stream="test").first().delete(),
        lambda: Event.objects.filter(stream="test").first().save(),
        lambda: Event.objects.bulk_update([Event(pk=Event.objects.first().pk, kind="x")], ["kind"]),
    ],
    ids=["update", "delete", "delete one", "save", "bulk update"],
)
def test_the_orm_cannot_change_the_journal(events, change):
    before = events()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change()
    assert events() == before


@pytest.mark.parametrize(
    ("vendor", "statement"),
    [("", sql) for sql in SQL]
    + [("sqlite", sql) for sql in SQLITE]
    + [("postgresql", sql) for sql in POSTGRESQL],
)
def test_sql_cannot_change_the_journal(events, vendor, statement):
    if vendor not in ("", connection.vendor):
        return  # this statement is the other database's own
    before = events()
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert events() == before
