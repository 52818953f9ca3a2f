"""What a stream watches, and its part of the page rendered anew: the half of ``streams`` with a database.

It runs in the streams' own threads, never in the event loop.
"""

import asyncio
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from django.db import close_old_connections
from django.utils import timezone, translation

from motcua.base.models import Stream
from motcua.hall import queries
from motcua.hall.models import Ticket
from motcua.places.models import Center, Counter, Device, Point
from motcua.web import device
from motcua.web.display import signs
from motcua.web.display import views as display
from motcua.web.resident import tickets

T = TypeVar("T")
NUMBER = re.compile(r"[1-9][0-9]{0,4}")
Mark = tuple[int, int]
"""The head of a journal stream and the minute: waits and closing times move with the clock too."""


@dataclass(eq=False)
class Watcher:
    """One open stream: what it watches, in which language, and what it was last sent."""

    head: str  # code of the journal stream
    center: Center
    language: str
    ticket: Ticket | None = None  # None: a display
    point: Point | None = None  # of a display
    counter: Counter | None = None  # of the sign above one counter
    mark: Mark = (-1, -1)
    part: str = ""
    over: bool = False
    moved: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def key(self) -> str:
        return f"ticket/{self.ticket.pk}" if self.ticket else f"display/{self.center.code}/{self.place}"

    @property
    def place(self) -> str:
        """Which part of a display's it is: displays of one place and language share theirs."""
        return f"counter/{self.counter.number}" if self.counter else f"point/{self.point and self.point.pk}"


def with_connection(work: Callable[..., T], *args: Any) -> T:
    """Do database work as a request would: with a connection that is neither broken nor too old."""
    close_old_connections()
    try:
        return work(*args)
    finally:
        close_old_connections()


def find(kind: str, name: str, cookie: str, language: str) -> Watcher | None:
    """Whom a display's cookie or a ticket's token lets in: ``display/17791``, ``display/17791/3`` (the sign
    above counter 3), ``ticket/<token>``. Raises ``NotFound`` for an unknown token or counter."""
    if kind == "ticket":
        ticket = tickets.ticket_of(name)
        return Watcher(ticket.center.journal_stream, ticket.center, language, ticket)
    if kind == "display":
        code, _, number = name.partition("/")
        paired = device.find(cookie, Device.Kind.DISPLAY, code)
        if paired is None or not (number == "" or NUMBER.fullmatch(number)):
            return None
        counter = signs.counter_of(paired.center, int(number)) if number else None
        head = paired.center.journal_stream
        return Watcher(head, paired.center, language, point=paired.point, counter=counter)
    return None


def read_heads(codes: Iterable[str]) -> dict[str, Mark]:
    minute = int(timezone.now().timestamp()) // 60
    numbers = Stream.objects.filter(code__in=codes).values_list("code", "number")
    return {code: (number, minute) for code, number in numbers}


def just_moved(watchers: list[Watcher]) -> list[Watcher]:
    """The phones whose own number was called, served or ended since they were rendered: one statement."""
    phones = {watcher.ticket.token: watcher for watcher in watchers if watcher.ticket}
    rows = Ticket.objects.filter(token__in=list(phones)).values_list("token", "state", "called_at")
    now = {token: (state, called_at) for token, state, called_at in rows}
    return [
        watcher
        for watcher in watchers
        if watcher.ticket
        and now.get(watcher.ticket.token) not in (None, (watcher.ticket.state, watcher.ticket.called_at))
    ]


class Renderer:
    """Renders parts; keeps each center's latest ``Floor`` and board, which many watchers share."""

    def __init__(self) -> None:
        self.floors: dict[str, tuple[Mark, queries.Floor]] = {}
        self.boards: dict[tuple[str, str, str], tuple[Mark, str]] = {}

    def render(self, watchers: list[Watcher], marks: dict[str, Mark]) -> list[Watcher]:
        """Bring these up to the marks, which were read before; returns those whose part has changed."""
        now = timezone.now()
        changed = []
        fresh = queries.by_tokens(watcher.ticket.token for watcher in watchers if watcher.ticket)
        for watcher in watchers:
            mark = marks.get(watcher.head, (0, 0))
            with translation.override(watcher.language):
                if watcher.ticket is None:
                    part = self._board(watcher, mark, now)
                else:
                    watcher.ticket = fresh.get(watcher.ticket.token, watcher.ticket)
                    part = self._ticket(watcher, watcher.ticket, mark, now)
            watcher.mark = mark
            if part != watcher.part:
                watcher.part = part
                changed.append(watcher)
        return changed

    def _board(self, watcher: Watcher, mark: Mark, now: datetime) -> str:
        place = (watcher.center.code, watcher.place, watcher.language)
        kept = self.boards.get(place)
        if kept is None or kept[0] != mark:
            kept = self.boards[place] = (mark, _rendered(watcher, now))
        return kept[1]

    def _ticket(self, watcher: Watcher, ticket: Ticket, mark: Mark, now: datetime) -> str:
        kept = self.floors.get(watcher.center.code)
        if kept is None or kept[0] != mark:
            kept = self.floors[watcher.center.code] = (mark, queries.floor(watcher.center, now))
        watcher.over = tickets.is_over(ticket, kept[1])
        return tickets.rendered(ticket, kept[1])


def _rendered(watcher: Watcher, now: datetime) -> str:
    if watcher.counter is not None:
        return signs.rendered(watcher.counter, now)
    return display.rendered(watcher.center, watcher.point, now)
