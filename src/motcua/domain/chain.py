"""The chain of events: each row's hash covers the row and the hash before it.

An altered, removed, inserted or reordered row breaks the chain, and :func:`verify` says where and how.
What a hash alone cannot show is a cut tail: for that the stream's head (last number and hash) is kept
apart and given to :func:`verify`.

The canonical text of an event's content is JSON with sorted ASCII keys, no spaces, letters as they are,
no floats, integers below 2**53. Under these limits it equals RFC 8785 (JCS) byte for byte, so another
program can check the chain without this one.

>>> canonical({"b": 1, "a": ["Hòa", None, True]})
'{"a":["Hòa",null,true],"b":1}'
>>> canonical({"fee": 0.5})
Traceback (most recent call last):
    ...
motcua.domain.chain.NotCanonical: fee: float
>>> first = link(GENESIS, {"kind": "ticket.issued"})
>>> verify([Link(1, {"kind": "ticket.issued"}, GENESIS, first)], head=(1, first)) is None
True
>>> verify([Link(1, {"kind": "ticket.voided"}, GENESIS, first)], head=(1, first)).kind
<Damage.ALTERED: 'altered'>
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from motcua.domain.words import Words

GENESIS = "0" * 64
"""What the first row of every stream has before it."""

INTEGER_LIMIT = 2**53
"""Beyond it JSON readers that know only doubles disagree about an integer."""


class NotCanonical(ValueError):  # noqa: N818 - said of the content
    """The content holds what has no single canonical text; the message says where and what."""


@dataclass(frozen=True, slots=True)
class Link:
    """One row as it was found: its number in the stream (from 1), content, hash before it, own hash."""

    number: int
    content: Mapping[str, Any]
    previous: str
    hash: str


class Damage(Enum):
    ALTERED = "altered"
    REMOVED = "removed"
    INSERTED = "inserted"
    REORDERED = "reordered"


@dataclass(frozen=True, slots=True)
class Break:
    """The first place where the chain is broken."""

    number: int
    kind: Damage
    words: Words


def canonical(content: Mapping[str, Any]) -> str:
    """The one JSON text of this content. Raises ``NotCanonical`` on floats, other types, wide integers."""
    _check(content, "")
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise NotCanonical("half a character (a lone surrogate)") from error
    return text


def link(previous: str, content: Mapping[str, Any]) -> str:
    """SHA-256 in hex over the hash before, a new line, and the canonical content (UTF-8)."""
    return hashlib.sha256(f"{previous}\n{canonical(content)}".encode()).hexdigest()


def verify(
    rows: Iterable[Link], head: tuple[int, str] | None = None, *, start: tuple[int, str] = (0, GENESIS)
) -> Break | None:
    """Walk rows that should follow ``start`` in order; the first break found, or None.

    ``head`` is the (number, hash) the stream says it ends with; without it a cut tail stays unseen.
    ``start`` is the (number, hash) before the first row, for a walk that goes on from a checked place.
    Reads each row once and keeps only the last, so a stream of any length can be walked.
    """
    number, last_hash = start
    before_last = ""
    remaining = iter(rows)
    for row in remaining:
        if head is not None and row.number > head[0]:
            return _broken(row.number - (row.previous == before_last), Damage.INSERTED)
        if row.number != number + 1:
            return _out_of_turn(row, number + 1, remaining)
        if row.previous != last_hash or not _holds(row):
            return _does_not_follow(row, last_hash, before_last, remaining, head)
        number, before_last, last_hash = row.number, last_hash, row.hash
    if head is None or head == (number, last_hash):
        return None
    return _broken(number, Damage.ALTERED) if head[0] == number else _broken(number + 1, Damage.REMOVED)


def _holds(row: Link) -> bool:
    """Whether the row's hash is that of its own content."""
    try:
        return link(row.previous, row.content) == row.hash
    except NotCanonical:
        return False


def _out_of_turn(row: Link, expected: int, remaining: Iterator[Link]) -> Break:
    """The row carries another number than the one that was due."""
    if row.number < expected:
        return _broken(row.number, Damage.INSERTED)
    later = any(other.number == expected for other in remaining)
    return _broken(expected, Damage.REORDERED if later else Damage.REMOVED)


def _does_not_follow(
    row: Link, last_hash: str, before_last: str, remaining: Iterator[Link], head: tuple[int, str] | None
) -> Break:
    """Numbers are in order but the hashes are not: tell from the rest of the stream what happened."""
    successor_later = predecessor_later = False
    last_number = row.number
    for other in remaining:
        successor_later = successor_later or other.previous == last_hash
        predecessor_later = predecessor_later or other.hash == row.previous
        last_number = other.number
    if successor_later:
        return _broken(row.number, Damage.REORDERED if predecessor_later else Damage.INSERTED)
    if row.previous == before_last and _holds(row):  # it follows the row before the last: that one is extra
        return _broken(row.number - 1, Damage.INSERTED)
    if row.previous == last_hash or not _holds(row):
        return _broken(row.number, Damage.ALTERED)
    if head is not None and last_number < head[0]:  # fewer rows than were written: numbers were closed up
        return _broken(row.number, Damage.REMOVED)
    return _broken(row.number - 1, Damage.ALTERED)  # the one before was rewritten with a hash of its own


def _broken(number: int, kind: Damage) -> Break:
    vi, en = {
        Damage.ALTERED: (f"Sự kiện số {number} đã bị sửa.", f"Event {number} has been altered."),
        Damage.REMOVED: (
            f"Thiếu sự kiện số {number}: đã bị xóa.",
            f"Event {number} is missing: it has been removed.",
        ),
        Damage.INSERTED: (f"Sự kiện số {number} đã bị chèn thêm.", f"Event {number} has been inserted."),
        Damage.REORDERED: (
            f"Từ sự kiện số {number}, thứ tự đã bị đổi.",
            f"From event {number} on, the order has been changed.",
        ),
    }[kind]
    return Break(number, kind, Words(vi=vi, en=en))


def _check(value: object, path: str) -> None:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if not isinstance(key, str) or not key.isascii():
                raise NotCanonical(f"{path or 'content'}: key {key!r}")
            _check(inner, f"{path}.{key}".lstrip("."))
    elif isinstance(value, list | tuple):
        for position, inner in enumerate(value):
            _check(inner, f"{path}[{position}]")
    elif fault := _fault(value):
        raise NotCanonical(f"{path}: {fault}")


def _fault(value: object) -> str:
    """Why this single value has no canonical text, or nothing."""
    if isinstance(value, int):
        return "" if abs(value) < INTEGER_LIMIT else "integer beyond 2**53"
    return "" if value is None or isinstance(value, str) else type(value).__name__
