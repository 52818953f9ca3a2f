"""The server as the agent sees it: five requests of the API, with the token of a paired device.

``Away``: no answer, or none to hold on to; ask again later, under the same key. ``Refused``: a clear no.
"""

import json
import urllib.error
import urllib.request
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlsplit

from motcua.printing.printers import Setup

TIMEOUT = 15
LONGEST = 4_000_000


class Away(Exception):
    """The server cannot be asked now."""


class Refused(Exception):
    """The server said no; ``status`` and ``code`` say why."""

    def __init__(self, status: int, code: str, detail: str) -> None:
        super().__init__(detail or code)
        self.status = status
        self.code = code


@dataclass(frozen=True, slots=True)
class Served:
    """A printer of this center and how many slips wait for it."""

    setup: Setup
    waiting: int


@dataclass(frozen=True, slots=True)
class Taken:
    job: str
    printer: str


class Server(Protocol):
    def printers(self) -> list[Served]: ...

    def take(self, key: str, printers: Collection[str]) -> Taken | None: ...

    def slip(self, job: str) -> bytes: ...

    def report(self, job: str, outcome: str, reason: str) -> None: ...

    def hear(self, printer: str, state: str) -> None: ...


class Http:
    """Over HTTP; raises ``ValueError`` for an address that is none."""

    def __init__(self, address: str, token: str = "") -> None:
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(f"{address[:60]!r} is no address of a server, as https://motcua.example")
        self.base = f"{parts.scheme}://{parts.netloc}/api/v1"
        self.token = token

    def pair(self, center: str, code: str) -> str:
        """The token of a new device of this center."""
        given = self._json("POST", f"/centers/{center}/devices", {"kind": "printer", "code": code})
        return str(given["token"])

    def printers(self) -> list[Served]:
        found = self._json("GET", "/printers")
        names = Setup.__slots__
        return [
            Served(Setup(**{name: row[name] for name in names}), int(row["waiting"]))
            for row in found["items"]
        ]

    def take(self, key: str, printers: Collection[str]) -> Taken | None:
        found = self._json("POST", "/prints/takings", {"printers": sorted(printers)}, key=key)
        return Taken(found["id"], found["printer"]) if found else None

    def slip(self, job: str) -> bytes:
        return self._ask("GET", f"/prints/{job}/slip")

    def report(self, job: str, outcome: str, reason: str) -> None:
        self._json("POST", f"/prints/{job}/outcomes", {"outcome": outcome, "reason": reason})

    def hear(self, printer: str, state: str) -> None:
        self._json("PUT", f"/printers/{printer}/state", {"state": state})

    def _json(self, method: str, path: str, body: Any = None, *, key: str = "") -> Any:
        answer = self._ask(method, path, body, key=key)
        try:
            return json.loads(answer) if answer else None
        except ValueError as error:
            raise Away("an answer that is no JSON") from error

    def _ask(self, method: str, path: str, body: Any = None, *, key: str = "") -> bytes:
        headers = {"Accept-Language": "en", "Accept": "application/json, image/png"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        data = None
        if body is not None:
            headers |= {"Content-Type": "application/json", "Idempotency-Key": key or uuid.uuid4().hex}
            data = json.dumps(body).encode()
        request = urllib.request.Request(  # noqa: S310 - http(s) only, checked above
            self.base + path, data=data, headers=headers, method=method
        )
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310
                read: bytes = answer.read(LONGEST)
                return read
        except urllib.error.HTTPError as error:
            raise _no(error) from error
        except (OSError, ValueError) as error:  # time-outs, refused connections, half answers
            raise Away(type(error).__name__) from error


def _no(error: urllib.error.HTTPError) -> Exception:
    if error.code >= 500 or error.code in (408, 425, 429):
        return Away(f"HTTP {error.code}")
    try:
        problem = json.loads(error.read(10_000))
        return Refused(error.code, str(problem.get("code", "")), str(problem.get("detail", "")))
    except (ValueError, AttributeError, OSError):
        return Refused(error.code, "", "")
