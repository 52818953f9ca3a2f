"""Server push: one small ASGI application for ``/stream/*``, everything else is Django's.

A stream is one coroutine, no thread. One loop per process reads the heads of the journals that somebody
watches, one statement each ``PERIOD``; where a head has moved it renders the changed parts once (boards by
center and language, tickets over one common ``queries.Floor``) and hands them out. Who may watch: a
display by its device cookie, a ticket by its token.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar
from urllib.parse import parse_qs

from django.conf import settings
from django.db import close_old_connections
from django.http import parse_cookie
from django.utils import timezone, translation

from motcua.base.models import Stream
from motcua.domain.refusal import Refusal
from motcua.domain.workdays import ZONE
from motcua.hall import queries
from motcua.hall.models import Ticket
from motcua.places.models import Center, Device
from motcua.web import device
from motcua.web.display import views as display
from motcua.web.resident import tickets

log = logging.getLogger("motcua.streams")

PERIOD = 0.3
BEAT = 2.0
"""Seconds between heartbeats; a page that hears none for five says that it is stale."""
AT_ONCE = 20
"""Phones rendered in one go."""
MOST = 2_000
MOST_OF_ONE = 25
"""Streams of one ticket or one board in one process."""

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
T = TypeVar("T")


@dataclass(eq=False)
class Watcher:
    """One open stream: what it watches, in which language, and what it was last sent."""

    head: str  # code of the journal stream
    center: Center
    language: str
    ticket: Ticket | None = None  # None: the display
    part: str = ""
    over: bool = False
    moved: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def key(self) -> str:
        return f"ticket/{self.ticket.pk}" if self.ticket else f"display/{self.center.code}"


class Streams:
    """The application. ``end()`` closes every stream, so that the server can stop at once."""

    def __init__(self) -> None:
        self.watchers: set[Watcher] = set()
        self.pool = ThreadPoolExecutor(2, "streams")
        self.ending = False
        self.good_at = 0.0  # when the heads were last read
        self.phones: set[Watcher] = set()  # that wait to be rendered anew
        self.ringing: asyncio.Task[None] | None = None
        self.loop_task: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] not in ("GET", "HEAD"):
            await answer(send, 405)
            return
        watcher = await self.in_thread(self.admit, scope)
        if isinstance(watcher, int):
            await answer(send, watcher)
            return
        self.watchers.add(watcher)
        if self.loop_task is None or self.loop_task.done():
            self.loop_task = asyncio.create_task(self.watch())
        gone = asyncio.create_task(until_gone(receive))
        try:
            await self.stream(watcher, gone, send)
        finally:
            self.watchers.discard(watcher)
            gone.cancel()

    def admit(self, scope: Scope) -> Watcher | int:
        """The watcher for a request that may watch, with its first part; else the status that says no."""
        if len(self.watchers) >= MOST or self.ending:
            return 503
        _, _, kind, name = [*scope["path"].split("/", 3), "", "", ""][:4]
        cookies = parse_cookie(header(scope, b"cookie"))
        asked = parse_qs(scope["query_string"].decode("latin-1")).get("lang", [""])[-1]
        kept = cookies.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = next((code for code in (asked, kept) if code in ("vi", "en")), "vi")
        try:
            watcher = self.find(kind, name, cookies, language)
        except Refusal as refusal:
            return refusal.status
        if watcher is None:
            return 404
        if sum(other.key == watcher.key for other in self.watchers) >= MOST_OF_ONE:
            return 503
        render([watcher])
        return watcher

    def find(self, kind: str, name: str, cookies: dict[str, str], language: str) -> Watcher | None:
        if kind == "ticket":
            ticket = tickets.ticket_of(name)
            return Watcher(ticket.center.journal_stream, ticket.center, language, ticket)
        if kind == "display":
            paired = device.find(cookies.get(device.COOKIE, ""), Device.Kind.DISPLAY, name)
            return Watcher(paired.center.journal_stream, paired.center, language) if paired else None
        return None

    async def stream(self, watcher: Watcher, gone: asyncio.Task[None], send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        await say(send, "part", watcher.part, retry=True)
        while not (gone.done() or self.ending):
            if watcher.over:
                await say(send, "end", "")
                break
            with suppress(TimeoutError):
                await asyncio.wait_for(watcher.moved.wait(), BEAT)
            if watcher.moved.is_set():
                watcher.moved.clear()
                await say(send, "part", watcher.part)
            elif asyncio.get_running_loop().time() - self.good_at < BEAT + 1:
                # No beat while the data cannot be read: the page then says itself that it is stale.
                await say(send, "beat", f"{timezone.now().astimezone(ZONE):%H:%M}")
        await send({"type": "http.response.body", "body": b""})

    async def watch(self) -> None:
        """While anybody watches: read the heads, render what moved, wake who has something new."""
        seen: dict[str, tuple[int, int]] = {}
        while self.watchers and not self.ending:
            try:
                codes = {watcher.head for watcher in self.watchers}
                minute = int(timezone.now().timestamp()) // 60  # waits and closing times move with the clock
                heads = {code: (number, minute) for code, number in await self.in_thread(read_heads, codes)}
                moved = {code for code in heads if seen.get(code) != heads[code]}
                await self.pass_on([watcher for watcher in self.watchers if watcher.head in moved])
                seen = heads
                self.good_at = asyncio.get_running_loop().time()
            except Exception:  # the database is away: keep asking; the pages say since when
                log.exception("streams could not read the journal")
                await asyncio.sleep(BEAT)
            await asyncio.sleep(PERIOD)

    async def pass_on(self, watchers: list[Watcher]) -> None:
        """Boards at once: the whole hall looks at them. Phones beside that, a few at a time."""
        await self.refresh([watcher for watcher in watchers if watcher.ticket is None])
        self.phones.update(watcher for watcher in watchers if watcher.ticket is not None)
        if self.phones and (self.ringing is None or self.ringing.done()):
            self.ringing = asyncio.create_task(self.ring())

    async def ring(self) -> None:
        while self.phones and not self.ending:
            some = [self.phones.pop() for _ in range(min(AT_ONCE, len(self.phones)))]
            try:
                await self.refresh([watcher for watcher in some if watcher in self.watchers])
            except Exception:
                log.exception("streams could not tell the phones")
                self.phones.update(some)
                await asyncio.sleep(BEAT)

    async def refresh(self, watchers: list[Watcher]) -> None:
        for watcher in await self.in_thread(render, watchers) if watchers else []:
            watcher.moved.set()

    async def in_thread(self, work: Callable[..., T], *args: Any) -> T:
        return await asyncio.get_running_loop().run_in_executor(self.pool, with_connection, work, *args)

    def end(self) -> None:
        self.ending = True
        for watcher in self.watchers:
            watcher.moved.set()


def with_connection(work: Callable[..., T], *args: Any) -> T:
    """Do database work as a request would: with a connection that is neither broken nor too old."""
    close_old_connections()
    try:
        return work(*args)
    finally:
        close_old_connections()


def read_heads(codes: Iterable[str]) -> list[tuple[str, int]]:
    return list(Stream.objects.filter(code__in=codes).values_list("code", "number"))


def render(watchers: list[Watcher]) -> list[Watcher]:
    """Render anew what these watch; returns those whose part has changed."""
    now = timezone.now()
    boards: dict[tuple[str, str], str] = {}
    floors: dict[str, queries.Floor] = {}
    changed = []
    for watcher in watchers:
        with translation.override(watcher.language):
            if watcher.ticket is None:
                place = (watcher.center.code, watcher.language)
                part = boards.get(place) or display.rendered(watcher.center, now)
                boards[place] = part
            else:
                part = rendered_ticket(watcher, floors, now)
        if part != watcher.part:
            watcher.part = part
            changed.append(watcher)
    return changed


def rendered_ticket(watcher: Watcher, floors: dict[str, queries.Floor], now: datetime) -> str:
    assert watcher.ticket is not None
    ticket = queries.by_token(watcher.ticket.token) or watcher.ticket
    code = watcher.center.code
    hall = floors[code] = floors.get(code) or queries.floor(watcher.center, now)
    watcher.over = tickets.is_over(ticket, hall)
    return tickets.rendered(ticket, hall)


HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),  # a proxy must not wait for more
    (b"x-content-type-options", b"nosniff"),
]


def header(scope: Scope, name: bytes) -> str:
    return "; ".join(value.decode("latin-1") for key, value in scope["headers"] if key == name)


async def until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def say(send: Send, event: str, data: str, *, retry: bool = False) -> None:
    """One server-sent event; several lines of data are joined again by the browser."""
    lines = "".join(f"data: {line}\n" for line in data.split("\n"))
    text = ("retry: 3000\n" if retry else "") + f"event: {event}\n{lines}\n"
    await send({"type": "http.response.body", "body": text.encode(), "more_body": True})


async def answer(send: Send, status: int) -> None:
    headers = [(b"content-type", b"text/plain"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
