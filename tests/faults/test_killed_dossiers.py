"""2,000 receipts and 2,000 decisions by clients that never give up, while their servers are killed."""

import random
import signal
import time
from datetime import UTC, datetime

import pytest

from tests.base.workers import opened
from tests.conftest import PROVE
from tests.faults import halves
from tests.faults.clients import Told
from tests.faults.offices import Office
from tests.faults.serving import Server, busy, check

DOSSIERS, KILLS = (2_000, 30) if PROVE else (100, 6)
BETWEEN = 450
"""At most so many requests from one kill to the next: the pace is that of the work, not of the machine."""
SERVERS = 2
CLIENTS = [(Office, "counter"), (Office, "counter2"), (Office, "counter3")] * 3

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def kill_again_and_again(servers: list[Server], environment: dict[str, str], told: Told) -> int:
    """Until enough is decided and enough were killed; after each kill all that is there must be whole."""
    kills = 0
    while not told.faults and (len(told.decided) < DOSSIERS or kills < KILLS):
        wait_for_work(told, random.randrange(BETWEEN))
        time.sleep(random.uniform(0, 0.1))
        fallen = random.sample(servers, random.choice((1, 1, 1, SERVERS)))
        for server in fallen:
            server.end(signal.SIGKILL)
        kills += len(fallen)
        assert halves.found(environment) == []
        for server in fallen:
            server.start()
    return kills


def wait_for_work(told: Told, requests: int) -> None:
    until = told.requests + requests
    while told.requests < until and not told.faults:
        time.sleep(0.01)


def answered_from_the_key(told: Told, environment: dict[str, str]) -> int:
    """How many requests had their effect before the one that was answered was sent at all."""
    with opened(environment) as database:
        kept = dict(database.execute("SELECT key, at FROM base_answered").fetchall())
    return sum(_instant(kept[key]) < sent for key, sent in told.late.items())


def _instant(at: datetime | str) -> float:
    if isinstance(at, str):  # SQLite keeps a text, in UTC
        at = datetime.fromisoformat(at).replace(tzinfo=UTC)
    return at.timestamp()


def test_every_receipt_and_decision_has_one_effect(environment, capsys):
    servers = [Server(environment) for _ in range(SERVERS)]
    for server in servers:
        server.start()
    began = time.monotonic()
    try:
        with busy(*servers, clients=CLIENTS) as told:
            kills = kill_again_and_again(servers, environment, told)
    finally:
        for server in servers:
            server.end(signal.SIGKILL)
    seconds = time.monotonic() - began
    assert halves.found(environment) == []
    figures = check(told, environment)
    from_key = answered_from_the_key(told, environment)
    assert from_key  # or nothing fell between a commit and its answer, and nothing was proven
    with capsys.disabled():
        print(
            f"\nservers killed {kills} times in {seconds:.0f} s: {told.requests} requests, of which "
            f"{len(told.late)} lost their answer, {told.hung_up} of them by their own line ({from_key} of "
            f"all had had their effect and were answered from the key), and {told.repeated} were sent once "
            f"more; {len(told.decided)} decisions, {len(told.issued)} results; {figures}",
            flush=True,
        )
