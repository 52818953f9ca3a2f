"""The ground the tests stand on is what it says it is."""

import os
import socket
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from motcua.base import journal
from motcua.base.actors import System
from motcua.base.models import Event
from tests.base.workers import opened
from tests.running import pristine, program, sockets


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


SCHEMA = {
    "sqlite": ["SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY 1, 2"],
    "postgresql": [
        "SELECT table_name, column_name, data_type, is_nullable, column_default, character_maximum_length "
        "FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2",
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
        "WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2",
        "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1, 2",
        "SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) FROM pg_trigger "
        "WHERE NOT tgisinternal ORDER BY 1, 2",
        "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY 1",
    ],
}


def schema(environment):
    with opened(environment) as database:
        return [database.execute(asked).fetchall() for asked in SCHEMA[os.environ["MOTCUA_TEST_DB"]]]


@pytest.mark.slow
def test_quick_migrations_make_what_the_programs_own_make(spare_database, tmp_path):
    (tmp_path / "own").mkdir()
    with pristine.spare(tmp_path / "own", empty=True) as environment:
        named = {**environment, "DJANGO_SETTINGS_MODULE": "motcua.config.settings"}
        subprocess.run([sys.executable, "-m", "django", "migrate", "-v0"], env=named, check=True)
        assert schema(environment) == schema(spare_database)
    assert len(schema(spare_database)[0]) > 100


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
