"""Pages of a list by key: ``?after=CURSOR&limit=N`` -> ``{"items": [...], "next": CURSOR|null}``.

A cursor is opaque: the key of the last row that was given. One that was made up or damaged is refused
with a sentence (422), never a fault, and gives nobody more than the list itself does.
"""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from typing import Annotated, TypeVar

from ninja import Query

from motcua.domain.refusal import Invalid
from motcua.domain.words import Words

R = TypeVar("R")
LONGEST_CURSOR = 200
MOST = 200
Limit = Annotated[int, Query(ge=1, le=MOST, description="how many at most")]
After = Annotated[str, Query(max_length=LONGEST_CURSOR, description="the cursor of the page before")]


def write_cursor(*key: str | int) -> str:
    """The key of a row as an address can carry it."""
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


def read_cursor(text: str, *shape: type) -> tuple[str | int, ...]:
    """The key in a cursor of ours, with parts of these types; ``Invalid`` for any other text."""
    try:
        key = json.loads(base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True))
    except (ValueError, binascii.Error, RecursionError):
        raise wrong_cursor() from None
    if not isinstance(key, list) or [type(part) for part in key] != list(shape):
        raise wrong_cursor()
    return tuple(key)


def cut(rows: Sequence[R], limit: int, key: Callable[[R], str]) -> tuple[Sequence[R], str | None]:
    """A page of rows, of which one more was asked for than is shown, and the cursor of what follows."""
    if len(rows) <= limit:
        return rows, None
    return rows[:limit], key(rows[limit - 1])


def beyond(rows: Sequence[R], after: str, key: Callable[[R], str]) -> Sequence[R]:
    """What follows the row whose ``key`` the cursor carries, in a list that is ranked anew each time."""
    if not after:
        return rows
    (last,) = read_cursor(after, str)
    place = next((place for place, row in enumerate(rows) if key(row) == last), None)
    if place is None:
        raise wrong_cursor()
    return rows[place + 1 :]


def wrong_cursor() -> Invalid:
    return Invalid(
        "cursor_wrong",
        Words(
            "Con trỏ trang không đúng; hãy đọc lại danh sách từ đầu.",
            "This is not the cursor of a page; read the list from its start.",
        ),
        field="after",
    )
