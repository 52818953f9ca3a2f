"""PostgreSQL crashes under a server that lives on: one of its processes is killed, it replays its log."""

import os
import random
import signal
import time

import pytest

from tests.base.workers import opened
from tests.faults.serving import Server, busy, check

CRASHES = 6
PATIENCE = 30.0
OUT_OF_ORDER = frozenset({500, 503})

# After a crash no connection of this process lives either: none may be in a transaction.
pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def crash(environment: dict[str, str]) -> None:
    """One session is killed: PostgreSQL then ends all the others and replays its log."""
    with opened(environment) as database:
        query = (
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        sessions = [pid for (pid,) in database.execute(query).fetchall()]
        os.kill(random.choice(sessions), signal.SIGKILL)


def wait_for_recovery(environment: dict[str, str]) -> None:
    import psycopg

    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            with opened(environment) as database:
                database.execute("SELECT 1")
                return
        except psycopg.OperationalError:
            assert time.monotonic() < deadline
            time.sleep(0.05)


def test_the_database_crashes_under_a_living_server(environment, capsys):
    with opened(environment) as database:
        # PostgreSQL's own setting; the tests' server is in a hurry, and a crash then loses what was told.
        (name,) = database.execute("SELECT current_database()").fetchone()
        database.execute(f'ALTER DATABASE "{name}" SET synchronous_commit = on')
    server = Server(environment)
    server.start()
    try:
        with busy(server) as told:
            told.excused = OUT_OF_ORDER
            for _ in range(CRASHES):
                time.sleep(random.uniform(0.3, 2.0))
                crash(environment)
                wait_for_recovery(environment)
    finally:
        server.end(signal.SIGKILL)
    figures = check(told, environment)
    with capsys.disabled():
        print(f"\nPostgreSQL crashed {CRASHES} times: {figures}", flush=True)
