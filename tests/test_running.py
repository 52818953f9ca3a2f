"""The ground the tests stand on is what it says it is."""

import os
import socket
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from motcua.base import journal
from motcua.base.actors import System
from motcua.base.models import Event
from tests.running import program, sockets


@pytest.mark.django_db
def test_database_is_the_one_asked_for():
    assert connection.vendor == os.environ["MOTCUA_TEST_DB"]


@pytest.mark.django_db
def test_sqlite_is_a_file_from_the_wheel():
    if connection.vendor == "postgresql":
        assert connection.pg_version >= 150_000
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA database_list")
        path = Path(cursor.fetchone()[2])
        cursor.execute("SELECT sqlite_version()")
        version = tuple(map(int, cursor.fetchone()[0].split(".")))
    assert path.is_file()
    assert version >= (3, 51, 3)


@pytest.mark.parametrize(
    ("address", "local"),
    [
        (("127.0.0.1", 80), True),
        (("::1", 80, 0, 0), True),
        (("localhost", 80), True),
        ("/run/some.socket", True),
        (("192.0.2.1", 443), False),
        (("dichvucong.gov.vn", 443), False),
    ],
)
def test_what_counts_as_this_machine(address, local):
    assert sockets.is_local(address) is local


def test_sockets_to_the_world_are_closed():
    with pytest.raises(sockets.Closed):
        socket.create_connection(("192.0.2.1", 443), timeout=1)
    with pytest.raises(sockets.Closed):
        socket.getaddrinfo("dichvucong.gov.vn", 443)


def test_spare_database_is_of_the_same_kind_and_has_its_tables(spare_database):
    assert bool(spare_database.get("DATABASE_URL")) is (os.environ["MOTCUA_TEST_DB"] == "postgresql")
    done = program.run("journal", "verify", environment=spare_database)
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith(" events, unbroken\n")


class Thing:
    journal_stream = "test"
    journal_subject = "test:1"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_a_committed_event_is_gone_in_the_next_test_though_none_can_be_deleted(turn, monkeypatch):
    monkeypatch.setitem(journal.KINDS, "test.happened", "Something happened")
    assert not Event.objects.filter(kind="test.happened").exists()
    with transaction.atomic():
        journal.record("test.happened", Thing(), by=System(), at=datetime(2026, 11, 23, tzinfo=UTC))
    with pytest.raises(DatabaseError, match="append-only"):
        Event.objects.all().delete()
    assert Event.objects.filter(kind="test.happened").count() == 1
