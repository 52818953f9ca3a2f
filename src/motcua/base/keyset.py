"""Pages of a long list by key: after the last row seen, not after a count of rows.

However deep the page, the database starts at an index entry, and a row that was added or left
meanwhile neither repeats another nor hides it.
"""

import heapq
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from operator import attrgetter
from typing import Generic, TypeVar
from uuid import UUID

from django.db.models import F, Model, QuerySet
from django.db.models.fields.tuple_lookups import TupleGreaterThan, TupleLessThan

from motcua.domain.refusal import Invalid
from motcua.domain.words import Words

M = TypeVar("M", bound=Model)
R = TypeVar("R")
CURSOR = re.compile(r"(\d{1,18})-([0-9a-f]{32})")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Page(Generic[R]):
    """Some rows in order; ``next`` is the cursor of what follows, empty on the last page."""

    rows: list[R]
    next: str


@dataclass(frozen=True, slots=True)
class Keys:
    """The ids of the rows of a page, in their order, and the cursor of what follows."""

    ids: list[UUID]
    next: str


def page(rows: QuerySet[M], *, by: str, after: str = "", limit: int, newest_first: bool = False) -> Page[M]:
    """One page in order of the moment ``by`` (a field, also over a relation), then of the id; one statement.

    Raises ``Invalid`` for a cursor that is not one of ours.
    """
    found = list(_ordered(rows, by, after, newest_first)[: limit + 1])
    if len(found) <= limit:
        return Page(found, "")
    last = found[limit - 1]
    return Page(found[:limit], _cursor(attrgetter(by.replace("__", "."))(last), last.pk))


def keys(
    branches: Sequence[QuerySet[M]], *, by: str, after: str = "", limit: int, newest_first: bool = False
) -> Keys:
    """The page of several lists at once, each of which its own index answers; one statement for each.

    No row is in two of them. One list with OR between its parts would be read whole and sorted.
    Raises ``Invalid`` for a cursor that is not one of ours.
    """
    parts = [_ordered(rows, by, after, newest_first).values_list(by, "pk")[: limit + 1] for rows in branches]
    found = list(islice(heapq.merge(*parts, reverse=newest_first), limit + 1))
    following = _cursor(*found[limit - 1]) if len(found) > limit else ""
    return Keys([key for _, key in found[:limit]], following)


def _ordered(rows: QuerySet[M], by: str, after: str, newest_first: bool) -> QuerySet[M]:
    sign = "-" if newest_first else ""
    ordered = rows.order_by(f"{sign}{by}", f"{sign}pk")
    if not after:
        return ordered
    at, key = _read(after)
    beyond = TupleLessThan if newest_first else TupleGreaterThan
    # Where a database has no row comparison the index still begins at the moment.
    begin = {f"{by}__{'lte' if newest_first else 'gte'}": at}
    return ordered.filter(beyond((F(by), F("pk")), (at, key)), **begin)


def _cursor(at: datetime, key: UUID) -> str:
    return f"{(at - EPOCH) // timedelta(microseconds=1)}-{key.hex}"


def _read(text: str) -> tuple[datetime, UUID]:
    match = CURSOR.fullmatch(text)
    if match is not None:
        try:
            return EPOCH + timedelta(microseconds=int(match[1])), UUID(match[2])
        except OverflowError:
            pass
    raise wrong_cursor()


def wrong_cursor() -> Invalid:
    return Invalid(
        "cursor_wrong",
        Words(
            vi="Địa chỉ trang tiếp theo không đúng; hãy mở lại danh sách từ đầu.",
            en="This is not the address of a next page; open the list from its start.",
        ),
        field="after",
    )
