"""The one journal: ``record`` writes an event in the action's own transaction, ``verify`` walks it.

An event carries ids, codes and digests. Free text and names cannot enter: a chain cannot forget,
so what people may ask to have erased must never be in it. ``record`` enforces that by shape.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol

from django.db import connection
from django.db.models import QuerySet

from motcua.base.actions import writing
from motcua.base.actors import Actor
from motcua.base.models import Delivery, Event, Stream
from motcua.base.rows import new_id
from motcua.base.subscriptions import effects, subscribers
from motcua.domain import chain

Value = str | int | bool | None
CODE = re.compile(r"[A-Za-z0-9._:/+\-]{0,100}")
PERSONAL = re.compile(r"\+?[0-9]{9,12}")
"""Telephone and identity numbers are codes by their shape, but they are somebody's."""
KINDS: dict[str, str] = {}


class Recordable(Protocol):
    """What an event can be about: it knows the unit that owns it and its own name in the journal."""

    @property
    def journal_stream(self) -> str: ...

    @property
    def journal_subject(self) -> str: ...


def declare(events: dict[str, str]) -> dict[str, str]:
    """Make these kinds of event known (an app's ``events.py``: kind -> one sentence)."""
    KINDS.update(events)
    return events


def record(kind: str, about: Recordable, *, by: Actor, at: datetime, **data: Value | date) -> Event:
    """Append one event to its unit's chain. Call it last in an action: it locks the unit's stream.

    Raises ``LookupError`` for an undeclared kind and ``ValueError`` for data that is not a code.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("an event is recorded in the transaction of its action")
    if kind not in KINDS:
        raise LookupError(f"event {kind!r} is not declared in any events.py")
    codes = {name: _code(name, value) for name, value in data.items()}
    head, _ = Stream.objects.select_for_update().get_or_create(code=about.journal_stream)
    event = Event(
        id=new_id(),
        stream=head.code,
        number=head.number + 1,
        kind=kind,
        subject=about.journal_subject,
        actor_kind=by.actor_kind,
        actor_id=by.actor_id,
        at=at,
        data=codes,
        previous=head.hash or chain.GENESIS,
    )
    event.hash = chain.link(event.previous, content(event))
    event.save(force_insert=True)  # the stream's head follows: base.chain_head
    names = subscribers(kind)
    if names:
        Delivery.objects.bulk_create(Delivery(event=event, subscriber=name, due_at=at) for name in names)
    for effect in effects(kind):
        effect(event)
    return event


def content(event: Event) -> dict[str, object]:
    """What the hash of an event covers: all of it but the hashes."""
    return {
        "id": str(event.id),
        "stream": event.stream,
        "number": event.number,
        "kind": event.kind,
        "subject": event.subject,
        "actor": f"{event.actor_kind}:{event.actor_id}",
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "data": event.data,
    }


def _code(name: str, value: Value | date) -> Value:
    if isinstance(value, date):
        return value.isoformat()
    if value is not None and not isinstance(value, str | int):
        raise ValueError(f"event data {name!r} must be a code or a whole number, not {type(value).__name__}")
    if isinstance(value, str) and (not CODE.fullmatch(value) or PERSONAL.fullmatch(value)):
        raise ValueError(f"event data {name!r} must be a code, an id or a digest, not free text")
    return value


@dataclass(frozen=True)
class Report:
    """What a walk through the journal found."""

    events: int
    broken: str = ""
    stream: str = ""
    number: int = 0


def verify() -> Report:
    """Walk every chain from first event to head, to the first break. Others may write meanwhile."""
    total = 0
    orphan = (
        Event.objects.exclude(stream__in=Stream.objects.values("code")).order_by("stream", "number").first()
    )
    if orphan is not None:
        return Report(0, "a chain without a head", orphan.stream, orphan.number)
    for code in Stream.objects.order_by("code").values_list("code", flat=True):
        head = Stream.objects.get(pk=code)
        found = _walk(head)
        if found is not None:
            return Report(total, found.words.en, code, found.number)
        total += head.number
    return Report(total)


def _walk(head: Stream) -> chain.Break | None:
    """Up to the head as it was read; what came after it, and what looks broken, under the stream's lock."""
    events = Event.objects.filter(stream=head.code).order_by("number")
    found = chain.verify(_links(events.filter(number__lte=head.number)), head=_end(head))
    if found is None and not events.filter(number__gt=head.number).exists():
        return None
    with writing():
        now = _end(Stream.objects.select_for_update().get(pk=head.code))
        if found is not None:
            return chain.verify(_links(events), head=now)
        return chain.verify(_links(events.filter(number__gt=head.number)), head=now, start=_end(head))


def _end(stream: Stream) -> tuple[int, str]:
    return stream.number, stream.hash or chain.GENESIS


def _links(events: QuerySet[Event]) -> Iterator[chain.Link]:
    for event in events.iterator(chunk_size=2000):
        yield chain.Link(event.number, content(event), event.previous, event.hash)
