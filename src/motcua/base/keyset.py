"""Pages of a long list by key: after the last row seen, not after a count of rows.

However deep the page, the database starts at an index entry, and a row that was added or left
meanwhile neither repeats another nor hides it.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from typing import Generic, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from motcua.domain.refusal import Invalid
from motcua.domain.words import Words

M = TypeVar("M", bound=Model)
CURSOR = re.compile(r"(\d{1,18})-([0-9a-f]{32})")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Page(Generic[M]):
    """Some rows in order; ``next`` is the cursor of what follows, empty on the last page."""

    rows: list[M]
    next: str


def page(rows: QuerySet[M], *, by: str, after: str = "", limit: int, newest_first: bool = False) -> Page[M]:
    """One page in order of the moment ``by`` (a field, also over a relation), then of the id; one statement.

    Raises ``Invalid`` for a cursor that is not one of ours.
    """
    sign, beyond = ("-", "lt") if newest_first else ("", "gt")
    ordered = rows.order_by(f"{sign}{by}", f"{sign}pk")
    if after:
        at, key = _read(after)
        ordered = ordered.filter(Q(**{f"{by}__{beyond}": at}) | Q(**{by: at, f"pk__{beyond}": key}))
    found = list(ordered[: limit + 1])
    if len(found) <= limit:
        return Page(found, "")
    last = found[limit - 1]
    return Page(found[:limit], _cursor(attrgetter(by.replace("__", "."))(last), last.pk))


def _cursor(at: datetime, key: UUID) -> str:
    return f"{(at - EPOCH) // timedelta(microseconds=1)}-{key.hex}"


def _read(text: str) -> tuple[datetime, UUID]:
    match = CURSOR.fullmatch(text)
    if match is not None:
        try:
            return EPOCH + timedelta(microseconds=int(match[1])), UUID(match[2])
        except OverflowError:
            pass
    raise Invalid(
        "cursor_wrong",
        Words(
            vi="Địa chỉ trang tiếp theo không đúng; hãy mở lại danh sách từ đầu.",
            en="This is not the address of a next page; open the list from its start.",
        ),
        field="after",
    )
