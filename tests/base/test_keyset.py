"""Pages by key: nothing twice, nothing missed, whatever is added meanwhile."""

from datetime import timedelta

import pytest

from motcua.base.keyset import page
from motcua.domain.refusal import Invalid
from motcua.places.models import Closure
from tests.cast import MONDAY_0900

HOUR = timedelta(hours=1)


@pytest.fixture
def closures(cast) -> list[Closure]:
    """Eleven rows, three of them at the same moment."""
    starts = [MONDAY_0900 + HOUR * (number // 3) for number in range(11)]
    return Closure.objects.bulk_create(
        Closure(center=cast.kim_bang, begins_at=at, ends_at=at + HOUR, reason_vi="Mất điện") for at in starts
    )


@pytest.mark.parametrize("newest_first", [False, True])
def test_pages_join_to_the_whole_list(closures, newest_first):
    seen, after = [], ""
    while True:
        found = page(Closure.objects.all(), by="begins_at", after=after, limit=2, newest_first=newest_first)
        seen += found.rows
        after = found.next
        if not after:
            break
    ordered = sorted(closures, key=lambda row: (row.begins_at, row.pk), reverse=newest_first)
    assert seen == ordered


def test_a_row_that_comes_meanwhile_repeats_no_other(cast, closures):
    first = page(Closure.objects.all(), by="begins_at", limit=5)
    Closure.objects.create(
        center=cast.kim_bang, begins_at=MONDAY_0900, ends_at=MONDAY_0900 + HOUR, reason_vi="Bão"
    )
    second = page(Closure.objects.all(), by="begins_at", after=first.next, limit=20)
    assert not {row.pk for row in first.rows} & {row.pk for row in second.rows}


def test_the_order_may_lie_over_a_relation(cast, closures):
    found = page(Closure.objects.select_related("center"), by="begins_at", limit=11)
    assert (len(found.rows), found.next) == (11, "")


@pytest.mark.parametrize("cursor", ["x", "-", "1-2", "9" * 18 + "-" + "a" * 32, "1-" + "g" * 32, "\x00"])
def test_a_cursor_of_somebody_elses_making_is_refused(db, cursor):
    with pytest.raises(Invalid):
        page(Closure.objects.all(), by="begins_at", after=cursor, limit=2)
