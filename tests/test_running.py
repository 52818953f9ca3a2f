"""The ground the tests stand on is what it says it is."""

import os
import socket
from pathlib import Path

import pytest
from django.db import connection

from tests.running import sockets


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


def test_spare_database_is_of_the_same_kind(spare_database):
    assert bool(spare_database.get("DATABASE_URL")) is (os.environ["MOTCUA_TEST_DB"] == "postgresql")
