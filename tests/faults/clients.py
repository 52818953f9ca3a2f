"""Programs that use the API while its server is killed: each asks again with the same key until answered."""

import contextlib
import http.client
import itertools
import json
import random
import threading
import time
from collections.abc import Mapping, Sequence
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
HUNG_UP = 0.03
"""The share of requests whose line is cut before the answer comes, as a bad network does."""


@dataclass
class Told:
    """What all clients were told, to be compared with what is there; an ``excused`` status is no answer.

    ``issued``: code and number of each result. ``late``: when the request was sent (seconds since 1970)
    that was answered at last, by key, where others went unanswered before it; ``hung_up``: of those, how
    many because their client hung up.
    """

    tickets: list[str] = field(default_factory=list)
    dossiers: list[str] = field(default_factory=list)
    decided: list[str] = field(default_factory=list)
    issued: list[str] = field(default_factory=list)
    called: list[str] = field(default_factory=list)
    requests: int = 0
    asked_again: int = 0
    repeated: int = 0
    hung_up: int = 0
    late: dict[str, float] = field(default_factory=dict)
    excused: frozenset[int] = frozenset()
    faults: list[str] = field(default_factory=list)


class Client(threading.Thread):
    """One program; ``turn`` is what it does again and again until ``stop``.

    It works with the token of ``login``, or of one of ``others``; ``tokens`` are those of all clients.
    It asks any of the servers at ``ports``.
    """

    keys = itertools.count()
    others: Sequence[str] = ()

    def __init__(
        self,
        ports: Sequence[int],
        tokens: Mapping[str, str],
        login: str,
        told: Told,
        stop: threading.Event,
    ) -> None:
        super().__init__(daemon=True)
        self.ports, self.tokens, self.login, self.told, self.stop = ports, tokens, login, told, stop
        self.line = self._new_line()

    def run(self) -> None:
        try:
            while not self.stop.is_set():
                self.turn()
        except Exception as error:  # a thread's own failure must reach the test
            self.told.faults.append(f"{type(self).__name__}: {error!r}")

    def turn(self) -> None:
        raise NotImplementedError

    def post(self, path: str, body: Any = None, *, by: str = "") -> Any:
        """The answer to one request with a key of its own, asked until there is one."""
        key, by = f"key-{next(self.keys)}", by or self.login
        self.told.requests += 1
        cut = random.random() < HUNG_UP
        if cut:
            self._hang_up_on(path, body, key, by)
        answer = self._until_answered(path, body, key, by, again=cut)
        if random.random() < AGAIN:
            self.told.repeated += 1
            repeated = self._until_answered(path, body, key, by)
            if repeated != answer:
                self.told.faults.append(f"{key} was answered {answer}, then {repeated}")
        status, content = answer
        if status not in (200, 201, 204):
            self.told.faults.append(f"{path}: {status} {content!r}")
            raise AssertionError(content)
        return json.loads(content) if content else None

    def _until_answered(
        self, path: str, body: Any, key: str, by: str, *, again: bool = False
    ) -> tuple[int, bytes]:
        deadline, unanswered = time.monotonic() + PATIENCE, again
        while time.monotonic() < deadline:
            sent = time.time()
            try:
                status, content = self._once(path, body, key, by)
                if status not in self.told.excused:
                    if unanswered:
                        self.told.late.setdefault(key, sent)
                    return status, content
            except (OSError, http.client.HTTPException):  # no server, or one that died with our request
                self._hang_up()
            unanswered = True
            self.told.asked_again += 1
            time.sleep(0.05)
        raise TimeoutError(f"nobody answered {path}")

    def _once(self, path: str, body: Any, key: str, by: str) -> tuple[int, bytes]:
        self._send(path, body, key, by)
        answer = self.line.getresponse()
        return answer.status, answer.read()

    def _hang_up_on(self, path: str, body: Any, key: str, by: str) -> None:
        self.told.hung_up += 1
        with contextlib.suppress(OSError, http.client.HTTPException):
            self._send(path, body, key, by)
        self._hang_up()

    def _hang_up(self) -> None:
        self.line.close()
        self.line = self._new_line()

    def _send(self, path: str, body: Any, key: str, by: str) -> None:
        headers = {
            "Authorization": f"Bearer {self.tokens[by]}",
            "Idempotency-Key": key,
            "Content-Type": "application/json",
        }
        self.line.request("POST", f"/api/v1{path}", json.dumps(body) if body else None, headers)

    def _new_line(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", random.choice(self.ports), timeout=20)


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
