"""Every date explained, a wrong time put right, the overdue shared out to whoever used it."""

from datetime import datetime, timedelta

import pytest

from motcua.base.models import Event
from motcua.domain.ledger import ClockRefusal
from motcua.domain.refusal import Forbidden, Invalid
from motcua.domain.workdays import ZONE
from motcua.dossiers import queries
from motcua.dossiers.actions.corrections import correct_clock
from motcua.dossiers.explaining import account
from motcua.dossiers.models import Dossier
from motcua.dossiers.timing import reckoning
from motcua.places.hours import business_date
from tests.cast import MONDAY_0900, Cast, received

FIVE_DAYS = "1.004884"


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


def put_right(cast: Cast, dossier: Dossier, right: datetime, reason: str = "Ghi nhầm giờ nhận") -> Dossier:
    correct_clock(dossier, position=1, right=right, reason=reason, by=cast.center, now=at(23, 15))
    return Dossier.objects.get(pk=dossier.pk)


def test_a_reception_back_dated_moves_every_date(cast: Cast) -> None:
    dossier = received(cast, procedure=FIVE_DAYS)
    step = dossier.steps.open().get()
    after = put_right(cast, dossier, at(20, 10))
    assert after.received_at == after.counted_from == at(20, 10)
    assert after.due_at < dossier.due_at
    assert after.steps.open().get().due_at < step.due_at
    columns = reckoning(after).columns()
    assert {name: getattr(after, name) for name in columns} == columns
    event = Event.objects.get(kind="dossier.clock_corrected")
    assert event.data["position"] == 1
    assert "Ghi nhầm" not in str(event.data)


@pytest.mark.parametrize(
    ("right", "code"),
    [
        (at(23, 16), "clock.cannot_correct"),  # after now
        (datetime(1066, 10, 14, 9, tzinfo=ZONE), "clock.out_of_range"),
    ],
)
def test_a_time_that_cannot_be_is_refused(cast: Cast, right: datetime, code: str) -> None:
    dossier = received(cast, procedure=FIVE_DAYS)
    with pytest.raises((ClockRefusal, Invalid)) as refused:
        put_right(cast, dossier, right)
    assert refused.value.code == code
    assert dossier.clock_entries.count() == 1


def test_a_row_that_does_not_exist_is_refused(cast: Cast) -> None:
    dossier = received(cast, procedure=FIVE_DAYS)
    for position in (0, 2, 99):
        with pytest.raises(ClockRefusal):
            correct_clock(
                dossier, position=position, right=at(20, 10), reason="x", by=cast.center, now=at(23, 15)
            )


def test_a_correction_needs_a_reason_and_the_head_of_this_center(cast: Cast) -> None:
    dossier = received(cast, procedure=FIVE_DAYS)
    with pytest.raises(Invalid):
        put_right(cast, dossier, at(20, 10), reason=" \n ")
    for officer in (cast.counter, cast.head, cast.admin):
        with pytest.raises(Forbidden):
            correct_clock(dossier, position=1, right=at(20, 10), reason="x", by=officer, now=at(23, 15))


def test_the_account_has_a_line_for_each_row_and_says_who_was_slow(cast: Cast) -> None:
    dossier = put_right(cast, received(cast, procedure=FIVE_DAYS), at(20, 10))
    now = at(4, 16, month=12)
    whole = queries.file_of(dossier.code, cast.center, business_date(now))
    found = account(whole, now)
    assert found is not None
    assert [line.entry.position for line in found.lines] == [1, 2]
    assert found.lines[1].due_before != found.lines[1].due_after == dossier.due_at
    assert (
        found.overdue.total == found.promised.hours.working_time_between(dossier.due_at, now).total_seconds()
    )
    assert sum((share.overdue for share in found.shares), timedelta()).total_seconds() == found.overdue.total
    assert sum((late for _, late in found.by_unit), timedelta()).total_seconds() == found.overdue.total


def test_both_clocks_are_shown(cast: Cast) -> None:
    dossier = received(cast, procedure=FIVE_DAYS)
    Dossier.objects.filter(pk=dossier.pk).update(promised_value=3)
    found = account(queries.file_of(dossier.code, cast.center, business_date(MONDAY_0900)), MONDAY_0900)
    assert found is not None
    assert [term.value for term in found.terms] == [3, 5]
    assert found.promised.due_at < found.legal.due_at
