"""Programs that use the API while its server is killed: each asks again with the same key until answered."""

import http.client
import itertools
import json
import random
import threading
import time
from dataclasses import dataclass, field
from typing import Any

from tests.cast import BIRTH

PATIENCE = 60.0
FILED = {
    "center": "17791",
    "procedure": BIRTH,
    "channel": "direct",
    "applicant": {
        "name": "Nguyễn Thị Ví Dụ",
        "identity_number": "040958000001",
        "address": "Xóm 1, Xã Kim Bảng",
        "phone": "0900000001",
    },
    "documents": [{"code": code, "kind": "original", "count": 1} for code in ("D1", "D2", "D3")],
    "answers": {},
}
AGAIN = 0.2
"""The share of requests sent once more although they were answered."""


@dataclass
class Told:
    """What all clients were told, to be compared with what is there; an ``excused`` status is no answer."""

    tickets: list[str] = field(default_factory=list)
    dossiers: list[str] = field(default_factory=list)
    called: list[str] = field(default_factory=list)
    asked_again: int = 0
    excused: frozenset[int] = frozenset()
    faults: list[str] = field(default_factory=list)


class Client(threading.Thread):
    """One program with one token; ``turn`` is what it does again and again until ``stop``."""

    keys = itertools.count()

    def __init__(self, port: int, token: str, told: Told, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.port, self.token, self.told, self.stop = port, token, told, stop
        self.line = self._new_line()

    def run(self) -> None:
        try:
            while not self.stop.is_set():
                self.turn()
        except Exception as error:  # a thread's own failure must reach the test
            self.told.faults.append(f"{type(self).__name__}: {error!r}")

    def turn(self) -> None:
        raise NotImplementedError

    def post(self, path: str, body: Any = None) -> Any:
        """The answer to one request with a key of its own, asked until there is one."""
        key = f"key-{next(self.keys)}"
        answer = self._until_answered(path, body, key)
        if random.random() < AGAIN:
            repeated = self._until_answered(path, body, key)
            if repeated != answer:
                self.told.faults.append(f"{key} was answered {answer}, then {repeated}")
        status, content = answer
        if status not in (200, 201, 204):
            self.told.faults.append(f"{path}: {status} {content!r}")
            raise AssertionError(content)
        return json.loads(content) if content else None

    def _until_answered(self, path: str, body: Any, key: str) -> tuple[int, bytes]:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                status, content = self._once(path, body, key)
                if status not in self.told.excused:
                    return status, content
            except (OSError, http.client.HTTPException):  # no server, or one that died with our request
                self.line.close()
                self.line = self._new_line()
            self.told.asked_again += 1
            time.sleep(0.05)
        raise TimeoutError(f"nobody answered {path}")

    def _once(self, path: str, body: Any, key: str) -> tuple[int, bytes]:
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Idempotency-Key": key,
            "Content-Type": "application/json",
        }
        self.line.request("POST", f"/api/v1{path}", json.dumps(body) if body else None, headers)
        answer = self.line.getresponse()
        return answer.status, answer.read()

    def _new_line(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)


class Kiosk(Client):
    """Takes numbers."""

    def turn(self) -> None:
        field = random.choice(("civil-status", "certification", "land"))
        self.told.tickets.append(self.post("/centers/17791/tickets", {"field": field})["id"])


class Desk(Client):
    """Receives dossiers."""

    def turn(self) -> None:
        self.told.dossiers.append(self.post("/dossiers", FILED)["code"])


class Caller(Client):
    """Calls the next one, serves, ends the visit."""

    def run(self) -> None:
        self.post("/counters/17791-1/duties")
        super().run()

    def turn(self) -> None:
        ticket = self.post("/counters/17791-1/calls")
        if ticket is None:
            time.sleep(0.05)
            return
        self.told.called.append(ticket["id"])
        self.post(f"/tickets/{ticket['id']}/services")
        self.post(f"/tickets/{ticket['id']}/completions")
