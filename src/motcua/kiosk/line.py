"""The line to the server: one request, one answer, or ``Gone``."""

import http.client
import json
import ssl
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

CONNECT, ANSWER = 3.0, 6.0
"""Seconds until the server counts as gone: somebody stands in front of the screen."""
LONGEST = 8 * 1024 * 1024
HOP_BY_HOP = frozenset(
    ("connection", "keep-alive", "proxy-authenticate", "te", "trailer", "transfer-encoding", "upgrade")
)
KEPT_FROM_BROWSER = ("accept", "accept-language", "content-type", "cookie", "user-agent", "hx-request")


class Gone(Exception):
    """No answer, or one that says that the program behind the door is down."""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")


@dataclass
class Line:
    """``address``: the server's, with its scheme. ``is_up``: whether the last request was answered."""

    address: str
    center: str
    is_up: bool = False
    _tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    _mine: threading.local = field(default_factory=threading.local)

    @property
    def host(self) -> str:
        return urlsplit(self.address).netloc

    def ask(self, method: str, target: str, headers: dict[str, str], body: bytes = b"") -> Answer:
        """Raises ``Gone``, also for a server's error: a person at a kiosk cannot wait for a repair."""
        try:
            answer = self._asked(method, target, headers, body)
        except (OSError, http.client.HTTPException) as error:
            self.is_up = False
            raise Gone(type(error).__name__) from error
        if answer.status >= 500:
            self.is_up = False
            raise Gone(f"status {answer.status}")
        self.is_up = True
        return answer

    def api(self, method: str, path: str, token: str, body: Any = None, *, key: str = "") -> Any:
        """The JSON of a 2xx answer; ``LookupError`` with the status for a refusal."""
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json", "Accept": "*/*"}
        if key:
            headers["Idempotency-Key"] = key
        answer = self.ask(method, path, headers, b"" if body is None else json.dumps(body).encode())
        if answer.status >= 300:
            raise LookupError(answer.status)
        return json.loads(answer.body)

    def pass_on(
        self, method: str, target: str, given: Iterable[tuple[str, str]], body: bytes, token: str
    ) -> Answer:
        """A page of the server for the browser here; its address becomes the agent's."""
        headers = {name: value for name, value in given if name.lower() in KEPT_FROM_BROWSER}
        if method == "POST":
            headers |= {"Origin": self.address, "Referer": self.address + target}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        headers["Motcua-Agent"] = "1"
        answer = self.ask(method, target, headers, body)
        return Answer(answer.status, [*self._for_browser(answer.headers)], answer.body)

    def _for_browser(self, headers: list[tuple[str, str]]) -> Iterable[tuple[str, str]]:
        for name, value in headers:
            key = name.lower()
            if key in HOP_BY_HOP or key in ("content-length", "strict-transport-security", "date", "server"):
                continue
            if key == "set-cookie":
                if value.startswith("motcua_device="):
                    continue  # the agent's business: the browser holds no secret
                value = value.replace("; Secure", "")  # loopback has no TLS
            elif key == "location" and value.startswith(self.address):
                value = value.removeprefix(self.address) or "/"
            yield name, value

    def _asked(self, method: str, target: str, headers: dict[str, str], body: bytes) -> Answer:
        """On the thread's own connection; a kept one that the server has closed is tried once more anew.

        Only before anything was answered, and only what may be repeated: a press carries its own id.
        """
        for attempt in (1, 2):
            connection, fresh = self._connection()
            try:
                connection.request(method, target, body or None, {"Accept-Encoding": "identity"} | headers)
                answer = connection.getresponse()
                data = answer.read(LONGEST + 1)
                if len(data) > LONGEST:
                    raise http.client.HTTPException("too long")
                return Answer(answer.status, answer.getheaders(), data)
            except (OSError, http.client.HTTPException):
                connection.close()
                self._mine.connection = None
                if fresh or attempt == 2:
                    raise
        raise AssertionError("unreachable")

    def _connection(self) -> tuple[http.client.HTTPConnection, bool]:
        kept = getattr(self._mine, "connection", None)
        if kept is not None:
            return kept, False
        parts = urlsplit(self.address)
        host, port = parts.hostname or "", parts.port
        made: http.client.HTTPConnection
        if parts.scheme == "https":
            made = http.client.HTTPSConnection(host, port, timeout=CONNECT, context=self._tls)
        else:
            made = http.client.HTTPConnection(host, port, timeout=CONNECT)
        made.connect()
        if made.sock is not None:
            made.sock.settimeout(ANSWER)
        self._mine.connection = made
        return made, True
