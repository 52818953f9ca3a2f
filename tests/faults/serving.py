"""The real server under clients who never give up, and the count of what came of it."""

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.faults.account import account_of
from tests.faults.clients import Caller, Client, Desk, Kiosk, Told
from tests.running import program

PATIENCE = 60.0
Clients = Sequence[tuple[type[Client], str]]
CLIENTS: Clients = [
    (Kiosk, "counter"),
    (Kiosk, "counter2"),
    (Desk, "counter"),
    (Desk, "counter2"),
    (Caller, "counter"),
]


class Server:
    """``motcua serve``, which can be killed and started again on the same port."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment, self.port = environment, program.free_port()

    def start(self) -> None:
        with (Path(self.environment["MOTCUA_HOME"]) / "serve.log").open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "motcua", "serve", "--port", str(self.port), "--with-work"],
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
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
def busy(*servers: Server, clients: Clients = CLIENTS) -> Iterator[Told]:
    """Clients at work within the block; at its end each gets the answer to its last request."""
    told, stop, ports = Told(), threading.Event(), [server.port for server in servers]
    logins = {login for _, login in clients} | {login for kind, _ in clients for login in kind.others}
    tokens = {login: token(servers[0].environment, f"{login}.kimbang") for login in sorted(logins)}
    programs = [kind(ports, tokens, login, told, stop) for kind, login in clients]
    for each in programs:
        each.start()
    try:
        yield told
    finally:
        stop.set()
    for each in programs:
        each.join(PATIENCE)
        assert not each.is_alive()


def check(told: Told, environment: dict[str, str]) -> str:
    """Everything told is there, nothing else is, and nothing is wrong with it. The figures in a sentence."""
    assert told.faults == []
    account = account_of(environment)
    assert account.wrong == []
    assert sorted(account.tickets) == sorted(told.tickets)
    assert sorted(account.dossiers) == sorted(told.dossiers)
    assert sorted(account.decided) == sorted(told.decided)
    assert sorted(account.issued) == sorted(told.issued)
    assert sorted(account.called) == sorted(f"ticket/{id}" for id in told.called)
    assert len(set(account.called)) == len(account.called)
    verified = program.run("journal", "verify", environment=environment)
    assert (verified.returncode, verified.stdout) == (0, f"{account.events} events, unbroken\n")
    return (
        f"{len(told.tickets)} numbers, {len(told.dossiers)} dossiers, {len(told.called)} calls, "
        f"{told.asked_again} requests asked again; {account.events} events, unbroken"
    )
