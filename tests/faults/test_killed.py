"""The server and the work process are killed at random moments; then everything is counted."""

import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.base.workers import opened
from tests.faults.account import ROOT, account_of
from tests.faults.clients import Caller, Client, Desk, Kiosk, Told
from tests.running import program

KILLS = 8
WORKERS, DELIVERED = 2, 400
PATIENCE = 60.0

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def environment(spare_database: dict[str, str]) -> dict[str, str]:
    """The cast's log-ins are the demo's."""
    return spare_database | {"MOTCUA_DEMO": "1", "DJANGO_SETTINGS_MODULE": "motcua.config.settings"}


class Server:
    """``motcua serve``, which can be killed and started again on the same port."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment, self.port = environment, program.free_port()

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "motcua", "serve", "--port", str(self.port), "--with-work"],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line.startswith(program.READY), line

    def end(self, how: signal.Signals) -> None:
        self.process.send_signal(how)
        self.process.wait(timeout=PATIENCE)


def token(environment: dict[str, str], login: str) -> str:
    made = program.run("token", "create", "--login", login, environment=environment)
    assert made.returncode == 0, made.stderr
    return made.stdout.strip()


@contextmanager
def busy(clients: list[Client], stop: threading.Event) -> Iterator[None]:
    for client in clients:
        client.start()
    yield
    stop.set()
    for client in clients:
        client.join(PATIENCE)
        assert not client.is_alive()


def test_the_server_is_killed_under_its_clients(environment, capsys):
    server, told, stop = Server(environment), Told(), threading.Event()
    tokens = [token(environment, f"{login}.kimbang") for login in ("counter", "counter2")]
    kinds = [(Kiosk, 0), (Kiosk, 1), (Desk, 0), (Desk, 1), (Caller, 0)]
    server.start()
    try:
        with busy([kind(server.port, tokens[whose], told, stop) for kind, whose in kinds], stop):
            for _ in range(KILLS):
                time.sleep(random.uniform(0.3, 2.5))
                server.end(signal.SIGKILL)
                server.start()
    finally:
        server.end(signal.SIGKILL)
    assert told.faults == []
    account = account_of(environment)
    assert account.wrong == []
    assert sorted(account.tickets) == sorted(told.tickets)
    assert sorted(account.dossiers) == sorted(told.dossiers)
    assert sorted(account.called) == sorted(f"ticket/{id}" for id in told.called)
    assert len(set(account.called)) == len(account.called)
    verified = program.run("journal", "verify", environment=environment)
    assert (verified.returncode, verified.stdout) == (0, f"{account.events} events, unbroken\n")
    with capsys.disabled():
        print(
            f"\nserver killed {KILLS} times: {len(told.tickets)} numbers, {len(told.dossiers)} dossiers, "
            f"{len(told.called)} calls, {told.asked_again} requests asked again; "
            f"{account.events} events, unbroken",
            flush=True,
        )


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


def test_the_work_is_killed_at_its_deliveries(environment, capsys):
    made = subprocess.run(
        [sys.executable, "-m", "tests.faults.worker", str(DELIVERED)], env=environment, cwd=ROOT, check=False
    )
    assert made.returncode == 0
    kills = 0
    workers = [Worker(environment) for _ in range(WORKERS)]
    try:
        with opened(environment) as database:
            while left(database):
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
            assert states.fetchall() == [("done", 1, 2 * DELIVERED)]
            effects = "SELECT count(*), count(DISTINCT subject) FROM base_event WHERE kind = 'test.delivered'"
            assert database.execute(effects).fetchone() == (DELIVERED, DELIVERED)
    finally:
        for worker in workers:
            worker.kill()
    assert account_of(environment).wrong == []
    assert kills == KILLS
    with capsys.disabled():
        print(f"\nwork killed {kills} times: {DELIVERED} deliveries, each with one effect", flush=True)
