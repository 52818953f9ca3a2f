"""The server and the work process are killed at random moments; then everything is counted."""

import random
import signal
import subprocess
import sys
import time

import pytest

from tests.base.workers import opened
from tests.faults.account import ROOT, account_of
from tests.faults.serving import Server, busy, check

KILLS = 8
WORKERS, DELIVERED = 2, 400
PATIENCE = 60.0

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def test_the_server_is_killed_under_its_clients(environment, capsys):
    server = Server(environment)
    server.start()
    try:
        with busy(server) as told:
            for _ in range(KILLS):
                time.sleep(random.uniform(0.3, 2.5))
                server.end(signal.SIGKILL)
                server.start()
    finally:
        server.end(signal.SIGKILL)
    figures = check(told, environment)
    with capsys.disabled():
        print(f"\nserver killed {KILLS} times: {figures}", flush=True)


class Worker:
    """``motcua work`` with one more subscriber, whose effect can be counted."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.worker"],
            env=environment,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
        )

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(timeout=PATIENCE)


def left(database) -> int:
    query = "SELECT count(*) FROM base_delivery WHERE state = 'waiting'"
    return database.execute(query).fetchone()[0]


def wait_for_progress(database) -> None:
    before, deadline = left(database), time.monotonic() + PATIENCE
    while before and left(database) == before:
        assert time.monotonic() < deadline
        time.sleep(0.01)


def give(environment: dict[str, str]) -> int:
    """More work for the workers; how many deliveries of the counting subscriber it makes."""
    command = [sys.executable, "-m", "tests.faults.worker", str(DELIVERED)]
    subprocess.run(command, env=environment, cwd=ROOT, check=True)
    return DELIVERED


def test_the_work_is_killed_at_its_deliveries(environment, capsys):
    given, kills = give(environment), 0
    workers = [Worker(environment) for _ in range(WORKERS)]
    try:
        with opened(environment) as database:
            while left(database) or kills < KILLS:
                # A quick machine may be through before its workers were killed often enough.
                given += 0 if left(database) else give(environment)
                wait_for_progress(database)
                time.sleep(random.uniform(0, 0.4))
                if kills == KILLS:
                    continue
                kills += 1
                workers.pop(0).kill()
                # The lease is over, of the dead one's deliveries and of those in the other's hands too.
                database.execute("UPDATE base_delivery SET claimed_until = due_at WHERE state = 'waiting'")
                workers.append(Worker(environment))
            states = database.execute("SELECT state, attempts, count(*) FROM base_delivery GROUP BY 1, 2")
            # Two subscribers; what a killed worker had begun was undone with the note that it began.
            assert states.fetchall() == [("done", 1, 2 * given)]
            effects = "SELECT count(*), count(DISTINCT subject) FROM base_event WHERE kind = 'test.delivered'"
            assert database.execute(effects).fetchone() == (given, given)
    finally:
        for worker in workers:
            worker.kill()
    assert account_of(environment).wrong == []
    with capsys.disabled():
        print(f"\nwork killed {kills} times: {given} deliveries, each with one effect", flush=True)
