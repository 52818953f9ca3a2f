"""The agent's door on loopback: what the kiosk's browser asks, answered by the server or by the book."""

import logging
import uuid
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from motcua.kiosk import pages
from motcua.kiosk.agent import Agent
from motcua.kiosk.book import Entry
from motcua.kiosk.line import Answer, Gone

log = logging.getLogger("motcua.kiosk")
IDLE, NUMBER_STAYS, TRY_AGAIN = 60, 20, 10
NUMBER_SEEN = 300
"""Seconds after which a number given here is no longer shown: it is somebody else's who stands there."""
LONGEST_FORM = 64 * 1024
AGAIN = "?lang=vi&look="
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
TOKEN = "Motcua-Device-Token"  # noqa: S105 - a header's name, as in web.pairing
KEPT = (("motcua_language", "lang"), ("motcua_look", "look"))
"""Cookies for how one person reads, and the word in an address that sets them."""


class Door(BaseHTTPRequestHandler):
    """One request of the browser here."""

    protocol_version = "HTTP/1.1"
    server_version = "Motcua"
    sys_version = ""
    timeout = 30
    agent: Agent
    port: int
    _keep: list[tuple[str, str]]

    def do_GET(self) -> None:  # the name is http.server's
        self._answer("GET", b"")

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not length.isdigit() or int(length) > LONGEST_FORM:
            self.close_connection = True
            self._send(413, b"")
            return
        self._answer("POST", self.rfile.read(int(length)))

    def _answer(self, method: str, body: bytes) -> None:
        origin = self.headers.get("Origin")
        if self.headers.get("Host") not in self._hosts() or (
            method == "POST" and origin and origin not in [f"http://{host}" for host in self._hosts()]
        ):
            self._send(403, b"")  # another page of the web must not press the buttons here
            return
        parts = urlsplit(self.path)
        if parts.path.startswith("/static/"):
            self._static(parts.path)
        elif parts.path == self.agent.home or parts.path.startswith(self.agent.home + "/"):
            self._kiosk(method, parts.path.removeprefix(self.agent.home), parts.query, body)
        elif parts.path == "/browser":
            self._send(200 if self.agent.browser_lives else 503, b"")
        elif parts.path == "/":
            self._redirect(self.agent.home)
        else:
            self._send(404, b"")

    def _hosts(self) -> tuple[str, str]:
        return f"127.0.0.1:{self.port}", f"localhost:{self.port}"

    def _kiosk(self, method: str, path: str, query: str, body: bytes) -> None:
        self.agent.browser_asked()
        form = {name: values[0] for name, values in parse_qs(body.decode("utf-8", "replace")).items()}
        entry = self._given(path, form)
        if entry is not None and method == "POST":
            self._redirect(f"{self.agent.home}/number/{entry.token}")
        elif entry is not None:
            self._number(entry, path)
        elif form.get("offline") and path == "/tickets":
            self._issue(form)
        else:
            self._with_server(method, path, query, body, form)

    def _given(self, path: str, form: dict[str, str]) -> Entry | None:
        """The number that was given here for this address or this press, if it was."""
        if path.startswith("/number/"):
            return self.agent.book.of_token(path.split("/")[2])
        if path == "/tickets":
            return self.agent.book.of_press(self.agent.press_of(form))
        return None

    def _with_server(self, method: str, path: str, query: str, body: bytes, form: dict[str, str]) -> None:
        answered = self.agent.answer_to(form) if method == "POST" and path == "/tickets" else None
        if (
            answered is not None
        ):  # touched again: the number that was shown, also when the server is gone since
            self._pass_back(method, path, answered, form)
            return
        if self.agent.line.is_up or not self.agent.kit.is_ready or self.path in self.agent.fetched:
            try:
                answer = self._passed_on(method, self.path, body)
            except Gone as gone:
                log.warning("the server is gone (%s): numbers come from those lent", gone)
                self.agent.upkeep.wake()
            else:
                self._pass_back(method, path, answer, form)
                return
        self._without_server(method, path, query, form)

    def _passed_on(self, method: str, target: str, body: bytes) -> Answer:
        known = self.agent.fetched.pop(target, None) if method == "GET" else None
        if known is not None:
            return known
        return self.agent.line.pass_on(method, target, self.headers.items(), body, self.agent.kit.token)

    def _pass_back(self, method: str, path: str, answer: Answer, form: dict[str, str]) -> None:
        shown = answer.header("Content-Location")
        if method == "POST" and path == "/tickets" and "/number/" in shown:
            # The number came whole with the answer; the browser asks for it at its own address, here.
            self.agent.fetched = {shown: answer}
            self.agent.keep_answer(form, answer)
            self._redirect(shown)
            return
        token = answer.header(TOKEN)
        if path == "/pairing" and token:
            self.agent.paired(token)
        headers = [(name, value) for name, value in answer.headers if name.lower() != TOKEN.lower()]
        self._send(answer.status, answer.body, headers)

    def _without_server(self, method: str, path: str, query: str, form: dict[str, str]) -> None:
        person = self._person(query)
        asked = {name: values[0] for name, values in parse_qs(query).items()}
        kit = self.agent.kit
        if not kit.is_ready:
            self._page(pages.not_ready(person), TRY_AGAIN)
        elif method == "POST" and path == "/tickets":
            self._issue(form)
        elif kit.day_at(self.agent.moment()) is None:
            self._page(pages.closed(kit, person, self.agent.why_closed(self.agent.moment())), IDLE)
        elif path == "/priority":
            self._page(pages.priority(kit, person), IDLE)
        elif path:
            self._redirect(self.agent.home)
        else:
            page = pages.start(
                kit,
                person,
                uuid.uuid4().hex,
                priority=asked.get("priority", ""),
                lane=asked.get("lane", ""),
            )
            self._page(page, IDLE)

    def _issue(self, form: dict[str, str]) -> None:
        given = self.agent.give(form) if self.agent.kit.is_ready else pages.NOT_READY_MORE
        if isinstance(given, Entry):
            self._redirect(f"{self.agent.home}/number/{given.token}")
        elif self.agent.kit.is_ready:
            self._page(pages.closed(self.agent.kit, self._person(""), given), IDLE)
        else:
            self._page(pages.not_ready(self._person("")), TRY_AGAIN)

    def _number(self, entry: Entry, path: str) -> None:
        """Shown only for a while: the next person must not find it by going back."""
        if (self.agent.moment() - entry.at).total_seconds() > NUMBER_SEEN or not self.agent.kit.is_ready:
            self._redirect(self.agent.home)
            return
        person = self._person(urlsplit(self.path).query)
        printed = self.agent.printer.once(entry.token, self.agent.slip(entry, person))
        page = pages.number(self.agent.kit, person, entry, slip=self.path, printed=printed)
        self._page(page, NUMBER_STAYS)

    def _static(self, path: str) -> None:
        try:
            found = self.agent.upkeep.keep(path)
        except Gone:
            found = None
        if found is None:
            self._send(404, b"")
            return
        kind = found.header("Content-Type")
        self._send(200, found.body, [("Content-Type", kind), ("Cache-Control", "max-age=3600")])

    def _person(self, query: str) -> pages.Person:
        asked = {name: values[0] for name, values in parse_qs(query, keep_blank_values=True).items()}
        cookies: SimpleCookie = SimpleCookie(self.headers.get("Cookie", ""))
        kept = {name: morsel.value for name, morsel in cookies.items()}
        language = asked.get("lang", kept.get("motcua_language", "vi"))
        look = asked.get("look", kept.get("motcua_look", "")).split("-")
        self._keep = [(name, asked[word]) for name, word in KEPT if word in asked]
        return pages.Person(
            language if language in pages.LANGUAGES else "vi", frozenset(look) & frozenset(pages.LOOKS)
        )

    def _page(self, text: str, seconds: int) -> None:
        headers = [
            ("Content-Type", "text/html; charset=utf-8"),
            ("Content-Security-Policy", POLICY),
            ("Cache-Control", "no-store"),
            ("Refresh", f"{seconds}; url={self.agent.home}{AGAIN}"),
        ]
        for name, value in self._keep:
            if value.replace("-", "").isalpha() or not value:
                headers.append(("Set-Cookie", f"{name}={value}; Path=/; SameSite=Lax"))
        self._send(200, text.encode(), headers)

    def _redirect(self, target: str) -> None:
        self._send(303, b"", [("Location", target)])

    def _send(self, status: int, body: bytes, headers: list[tuple[str, str]] | None = None) -> None:
        self.send_response(status)
        for name, value in headers or []:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is http.server's
        """Addresses carry a number's token: nothing of a request is logged."""


def door(agent: Agent, port: int) -> ThreadingHTTPServer:
    """The server on loopback; ``port`` 0 takes a free one."""
    handler = type("AgentsDoor", (Door,), {"agent": agent})
    made = ThreadingHTTPServer(("127.0.0.1", port), handler)
    made.daemon_threads = True
    handler.port = made.server_address[1]  # type: ignore[attr-defined]
    return made
