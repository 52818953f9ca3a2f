"""A kiosk's agent that can be killed, and people who press its buttons until they hold a number."""

import contextlib
import http.client
import json
import random
import re
import signal
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

from tests.running import program

HOME = "/kiosk/17791"
PATIENCE = 60.0
FIELDS = (
    *("civil-status", "certification", "land", "construction"),
    *("business", "social", "residence", "other"),
)
MOST = 80  # people in one crowd: a kiosk holds 100 numbers in each series
COUNT = """
import django, json; django.setup()
from motcua.hall.models import Ticket
print(json.dumps([[t.text, t.token, t.state, t.source] for t in Ticket.objects.all()]))
"""


class Machine:
    """``motcua kiosk`` with a folder of its own, which outlives it."""

    def __init__(self, server: str, folder: Path) -> None:
        self.server, self.folder, self.port = server, folder, program.free_port()

    def start(self) -> None:
        with self.folder.with_suffix(".log").open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "motcua", "kiosk", "--server", self.server, "--center", "17791"]
                + ["--port", str(self.port), "--folder", str(self.folder)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line.startswith("The kiosk is ready: "), line

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(timeout=PATIENCE)

    def kit(self) -> dict:
        with contextlib.suppress(FileNotFoundError):
            return json.loads((self.folder / "kit.json").read_text())
        return {}

    def waiting(self) -> int:
        """Numbers in the book that are no tickets yet, read as the agent reads it."""
        found = [json.loads(line[17:]) for line in (self.folder / "numbers.log").read_bytes().splitlines()]
        joined = max((line["joined"] for line in found if "joined" in line), default=0)
        return sum(1 for line in found if line.get("seq", 0) > joined)


def wait_until(true: Callable[[], object], patience: float = PATIENCE) -> None:
    deadline = time.monotonic() + patience
    while not true():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.05)


class Browser:
    """What the kiosk's browser sends and keeps."""

    def __init__(self, port: int) -> None:
        self.port, self.cookies = port, {}

    def ask(self, method: str, path: str, form: dict[str, str] | None = None, **headers: str):
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            given = {"Cookie": cookies} | headers
            if form is not None:
                given["Content-Type"] = "application/x-www-form-urlencoded"
                given.setdefault("Origin", f"http://127.0.0.1:{self.port}")
            line.request(method, path, urlencode(form) if form is not None else None, given)
            answer = line.getresponse()
            for name, value in answer.getheaders():
                if name.lower() == "set-cookie":
                    self.cookies |= {key: morsel.value for key, morsel in SimpleCookie(value).items()}
            return (
                answer.status,
                {name.lower(): value for name, value in answer.getheaders()},
                answer.read().decode(),
            )
        finally:
            line.close()

    def pair(self) -> None:
        _, _, page = self.ask("GET", HOME)
        status, headers, _ = self.ask(
            "POST",
            f"{HOME}/pairing",
            {"demo": "1", "csrfmiddlewaretoken": hidden(page, "csrfmiddlewaretoken")},
        )
        assert (status, headers["location"]) == (302, HOME)


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    return found[1] if found else ""


def shown(page: str) -> tuple[str, str] | None:
    """Number and follow code of a number's page."""
    number = re.search(r'class="ticket-number">\s*([A-Z][0-9]+)', page)
    code = re.search(r'class="code">([0-9A-Z ]+)<', page)
    return (number[1], code[1].replace(" ", "")) if number and code else None


@dataclass
class Crowd:
    """People one after another; ``held``: number and code of each, as they saw it."""

    port: int
    stop: threading.Event = field(default_factory=threading.Event)
    held: list[tuple[str, str]] = field(default_factory=list)
    repeated: int = 0
    wrong: list[str] = field(default_factory=list)

    def run(self) -> None:
        try:
            while not self.stop.is_set() and len(self.held) < MOST:
                self.held.append(self.person())
        except Exception as error:
            self.wrong.append(repr(error))

    def person(self) -> tuple[str, str]:
        """Touches once; the browser sends it again until a number is on the screen."""
        deadline, browser, form = time.monotonic() + PATIENCE, Browser(self.port), None
        while time.monotonic() < deadline:
            try:
                form = form or self._form(browser)
                found = self._pressed(browser, form) if form else None
            except (OSError, http.client.HTTPException):
                found = None
            if found:
                if random.random() < 0.2:
                    self._again(browser, form, found)
                return found
            time.sleep(0.03)
        raise TimeoutError("nobody gave a number")

    def _form(self, browser: Browser) -> dict[str, str] | None:
        _, _, page = browser.ask("GET", HOME)
        if not hidden(page, "press"):
            return None
        form = {"field": random.choice(FIELDS), "press": uuid.uuid4().hex}
        names = ("csrfmiddlewaretoken", "offline")
        return form | {name: hidden(page, name) for name in names if hidden(page, name)}

    def _pressed(self, browser: Browser, form: dict[str, str]) -> tuple[str, str] | None:
        status, headers, _ = browser.ask("POST", f"{HOME}/tickets", form)
        if status not in (302, 303) or "/number/" not in headers["location"]:
            return None
        return shown(browser.ask("GET", headers["location"])[2])

    def _again(self, browser: Browser, form: dict[str, str], found: tuple[str, str]) -> None:
        with contextlib.suppress(OSError, http.client.HTTPException):
            again = self._pressed(browser, form)
            self.repeated += 1
            if again not in (None, found):
                self.wrong.append(f"one press, {found} and then {again}")


def tickets(environment: dict[str, str]) -> list[list[str]]:
    """Number, token, state and source of every ticket at the server."""
    done = subprocess.run(
        [sys.executable, "-c", COUNT],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
