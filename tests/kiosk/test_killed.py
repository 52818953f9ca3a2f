"""The agent and the server are killed at random; what people hold on paper is all there, once."""

import random
import signal
import threading
import time

import pytest

from tests.faults.serving import Server
from tests.kiosk.machine import Browser, Crowd, Machine, tickets, wait_until
from tests.running import program

KILLS, CROWDS = 12, 3
pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def environment(spare_database):
    return spare_database | {"MOTCUA_DEMO": "1", "DJANGO_SETTINGS_MODULE": "motcua.config.settings"}


@pytest.fixture
def server(environment):
    server = Server(environment)
    server.start()
    yield server
    if server.process.poll() is None:
        server.end(signal.SIGKILL)


@pytest.fixture
def machine(server, tmp_path):
    machine = Machine(f"http://127.0.0.1:{server.port}", tmp_path / "kiosk")
    machine.start()
    yield machine
    if machine.process.poll() is None:
        machine.kill()


def ready(machine):
    Browser(machine.port).pair()
    wait_until(lambda: machine.kit().get("pages"))


def check(environment, crowds, machine):
    """Everything shown is a ticket of that number and code; no number twice; nothing else in the line."""
    assert [wrong for crowd in crowds for wrong in crowd.wrong] == []
    held = [pair for crowd in crowds for pair in crowd.held]
    there = tickets(environment)
    assert len({text for text, *_ in held}) == len(held)
    assert len({text for text, *_ in there}) == len(there)
    living = {(text, token) for text, token, state, _ in there if state != "void"}
    assert set(held) <= living
    verified = program.run("journal", "verify", environment=environment)
    assert verified.returncode == 0, verified.stdout
    offline = sum(1 for *_, source in there if source == "offline")
    unheld = len(living) - len(held)
    return f"{len(held)} numbers held, {offline} of them given without the server, {unheld} never shown"


def at_work(machine):
    crowds = [Crowd(machine.port) for _ in range(CROWDS)]
    threads = [threading.Thread(target=crowd.run, daemon=True) for crowd in crowds]
    for thread in threads:
        thread.start()
    return crowds, threads


def ended(crowds, threads):
    for crowd in crowds:
        crowd.stop.set()
    for thread in threads:
        thread.join(90)
        assert not thread.is_alive()


def test_the_agent_is_killed_while_the_server_is_gone(environment, server, machine, capsys):
    ready(machine)
    server.end(signal.SIGKILL)
    crowds, threads = at_work(machine)
    for _ in range(KILLS):
        time.sleep(random.uniform(0.05, 0.6))
        machine.kill()
        machine.start()
    ended(crowds, threads)
    assert sum(len(crowd.held) for crowd in crowds) > KILLS
    server.start()
    wait_until(lambda: machine.waiting() == 0)
    figures = check(environment, crowds, machine)
    with capsys.disabled():
        print(f"\nagent killed {KILLS} times: {figures}", flush=True)


def test_both_are_killed_while_the_line_comes_and_goes(environment, server, machine, capsys):
    ready(machine)
    crowds, threads = at_work(machine)
    for turn in range(KILLS // 2):
        time.sleep(random.uniform(0.2, 1.2))
        server.end(signal.SIGKILL)
        time.sleep(random.uniform(0.05, 0.8))
        machine.kill()
        if turn % 2:
            machine.start()
            server.start()
        else:
            server.start()
            machine.start()
    ended(crowds, threads)
    wait_until(lambda: machine.waiting() == 0)
    figures = check(environment, crowds, machine)
    with capsys.disabled():
        print(f"\nagent and server killed {KILLS // 2} times each: {figures}", flush=True)
