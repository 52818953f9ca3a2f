"""Server push: one small ASGI application for ``/stream/*``, everything else is Django's.

A stream is one coroutine, no thread. One loop per process reads the heads of the journals that somebody
watches, one statement each ``PERIOD``; where a head has moved it renders the changed parts once (boards by
center and language, tickets over one common ``queries.Floor``) and hands them out. Who may watch: a
display by its device cookie, a ticket by its token.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, TypeVar
from urllib.parse import parse_qs

from django.conf import settings
from django.db import DatabaseError
from django.http import parse_cookie
from django.utils import timezone

from motcua.config.watching import (
    Mark,
    Renderer,
    Watcher,
    find,
    just_moved,
    read_heads,
    with_connection,
)
from motcua.domain.refusal import Refusal
from motcua.domain.workdays import ZONE
from motcua.web import device

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


class Streams:
    """The application. ``end()`` closes every stream, so that the server can stop at once."""

    def __init__(self) -> None:
        self.watchers: set[Watcher] = set()
        self.pool = ThreadPoolExecutor(2, "streams")
        self.renderer = Renderer()
        self.ending = False
        self.good_at = 0.0  # when the heads were last read
        self.marks: dict[str, Mark] = {}
        self.watching: asyncio.Task[None] | None = None
        self.phones: set[Watcher] = set()  # that wait to be rendered anew
        self.ringing: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] != "GET":
            await answer(send, 405)
            return
        admitted = await self.in_thread(self.admit, scope)
        if isinstance(admitted, int):
            await answer(send, admitted)
            return
        if self.ending or self.is_full(admitted):
            await answer(send, 503)
            return
        self.watchers.add(admitted)
        if self.watching is None or self.watching.done():
            self.watching = asyncio.create_task(self.watch())
        gone = asyncio.create_task(until_gone(receive))
        try:
            await self.stream(admitted, gone, send)
        finally:
            self.watchers.discard(admitted)
            gone.cancel()

    def admit(self, scope: Scope) -> Watcher | int:
        """The watcher for a request that may watch, with its first part; else the status that says no."""
        _, _, kind, name = [*scope["path"].split("/", 3), "", "", ""][:4]
        cookies = parse_cookie(header(scope, b"cookie"))
        asked = parse_qs(scope["query_string"].decode("latin-1")).get("lang", [""])[-1]
        kept = cookies.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = next((code for code in (asked, kept) if code in ("vi", "en")), "vi")
        try:
            watcher = find(kind, name, cookies.get(device.COOKIE, ""), language)
        except Refusal as refusal:
            return refusal.status
        if watcher is None:
            return 404
        self.renderer.render([watcher], read_heads([watcher.head]))
        return watcher

    def is_full(self, new: Watcher) -> bool:
        return len(self.watchers) >= MOST or sum(w.key == new.key for w in self.watchers) >= MOST_OF_ONE

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
        while self.watchers and not self.ending:
            try:
                marks = await self.in_thread(read_heads, {watcher.head for watcher in self.watchers})
                self.marks = marks
                await self.pass_on([w for w in self.watchers if w.head in marks and w.mark != marks[w.head]])
                self.good_at = asyncio.get_running_loop().time()
            except Exception:  # the database is away: keep asking; the pages say since when
                log.exception("streams could not read the journal")
                await asyncio.sleep(BEAT)
            await asyncio.sleep(PERIOD)

    async def pass_on(self, behind: list[Watcher]) -> None:
        """Boards at once: the whole hall looks at them; then who is called. The other phones beside that, a
        few at a time."""
        await self.refresh([watcher for watcher in behind if watcher.ticket is None])
        phones = [watcher for watcher in behind if watcher.ticket is not None]
        called = await self.in_thread(just_moved, phones) if phones else []
        await self.refresh(called)
        self.phones = set(phones) - set(called)
        if self.phones and (self.ringing is None or self.ringing.done()):
            self.ringing = asyncio.create_task(self.ring())

    async def ring(self) -> None:
        """Who is missed here, or by an exception, is still behind at the next look."""
        with suppress(DatabaseError):  # the next look logs it
            while self.phones and not self.ending:
                some = [self.phones.pop() for _ in range(min(AT_ONCE, len(self.phones)))]
                await self.refresh([watcher for watcher in some if watcher in self.watchers])

    async def refresh(self, watchers: list[Watcher]) -> None:
        if watchers:
            for watcher in await self.in_thread(self.renderer.render, watchers, self.marks):
                watcher.moved.set()

    async def in_thread(self, work: Callable[..., T], *args: Any) -> T:
        return await asyncio.get_running_loop().run_in_executor(self.pool, with_connection, work, *args)

    def end(self) -> None:
        self.ending = True
        for watcher in self.watchers:
            watcher.moved.set()


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
