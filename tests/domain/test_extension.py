"""The apology letter: its window, the forecast behind it, the date it gives. domain.md 1.5."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.domain import extension
from motcua.domain.extension import PlanStep
from motcua.domain.refusal import Conflict, Invalid
from motcua.domain.workdays import ZONE
from motcua.domain.working_hours import working_hours
from motcua.places.calendar_file import national_calendar

HOURS = working_hours(national_calendar())


def at(text: str) -> datetime:
    return datetime.strptime(text, "%d %b %Y %H:%M").replace(tzinfo=ZONE)


# Decision 3857/QĐ-UBND (Nghệ An), procedure 1.012994: 168 hours
PLAN = [
    PlanStep(position, act, Decimal(hours))
    for position, (act, hours) in enumerate(
        [("receive", 4), ("assign", 4), ("appraise", 112), ("review", 24), ("sign", 16), ("number", 8)], 1
    )
]
WHOLE = timedelta(hours=168)
DUE = at("02 Nov 2026 17:00")  # accepted Monday 5 October 07:30


def needs(position: int, opened: str, now: str) -> timedelta:
    return extension.left(
        PLAN, position=position, opened_at=at(opened), now=at(now), length=WHOLE, hours=HOURS
    )


def late(act: str, needed: timedelta, now: str) -> bool:
    return extension.is_forecast_late(
        act=act, needs=needed, length=WHOLE, due_at=DUE, now=at(now), hours=HOURS
    )


def test_the_letter_has_the_working_day_before_the_due_date() -> None:
    window = extension.window(at("20 Nov 2026 10:00"), at("25 Nov 2026 10:00"), HOURS)
    assert window == extension.Window(at("23 Nov 2026 07:30"), at("23 Nov 2026 17:00"))  # the 24th is off


def test_a_term_that_begins_within_that_day_has_the_rest_of_it() -> None:
    window = extension.window(at("19 Nov 2026 10:00"), at("20 Nov 2026 10:00"), HOURS)
    assert window == extension.Window(at("19 Nov 2026 10:00"), at("19 Nov 2026 17:00"))


def test_a_same_day_result_leaves_no_time_for_a_letter() -> None:
    assert extension.window(at("23 Nov 2026 09:00"), at("23 Nov 2026 17:00"), HOURS) is None


def test_what_is_left_is_the_rest_of_the_open_step_and_all_after_it() -> None:
    assert needs(3, "06 Oct 2026 07:30", "06 Oct 2026 07:30") == timedelta(hours=160)
    assert needs(3, "06 Oct 2026 07:30", "07 Oct 2026 07:30") == timedelta(hours=152)
    assert needs(3, "06 Oct 2026 07:30", "30 Oct 2026 17:00") == timedelta(hours=48)  # its share is used up
    assert needs(7, "30 Oct 2026 07:30", "30 Oct 2026 08:00") == timedelta()  # the return is not counted


def test_what_does_not_fit_before_the_due_date_is_late() -> None:
    assert late("appraise", needs(3, "06 Oct 2026 07:30", "28 Oct 2026 07:30"), "28 Oct 2026 07:30")
    assert not late("appraise", needs(3, "06 Oct 2026 07:30", "16 Oct 2026 07:30"), "16 Oct 2026 07:30")


def test_work_of_weeks_that_is_not_at_the_signing_a_working_day_before_is_late() -> None:
    little = timedelta(hours=1)
    assert not late("review", little, "29 Oct 2026 17:00")
    assert late("review", little, "30 Oct 2026 07:30")  # Friday; due on Monday
    assert not late("sign", little, "30 Oct 2026 07:30")


def test_the_new_date_is_what_is_left_and_at_least_a_working_day_later() -> None:
    now = at("30 Oct 2026 07:30")
    new = extension.new_date(timedelta(hours=48), due_at=DUE, now=now, hours=HOURS)
    assert new == at("06 Nov 2026 17:00")
    new = extension.new_date(timedelta(hours=1), due_at=DUE, now=now, hours=HOURS)
    assert new == at("03 Nov 2026 17:00")


def test_a_letter_that_would_leave_too_late_is_refused() -> None:
    extension.check_in_time(DUE, at("30 Oct 2026 17:00"), HOURS)
    with pytest.raises(Conflict) as refusal:
        extension.check_in_time(DUE, at("02 Nov 2026 07:30"), HOURS)
    assert refusal.value.code == "extension_too_late"


@pytest.mark.parametrize("wanted", ["02 Nov 2026 17:00", "31 Oct 2026 10:00", "24 Nov 2026 10:00"])
def test_a_date_off_or_not_later_is_refused(wanted: str) -> None:
    with pytest.raises(Invalid) as refusal:
        extension.checked_date(at(wanted), DUE, at("30 Nov 2026 17:00"), HOURS)
    assert refusal.value.field == "until"


@pytest.mark.parametrize(
    ("due", "days", "proposed", "latest"),
    [
        ("02 Nov 2026 17:00", 5, "04 Nov 2026 17:00", "09 Nov 2026 17:00"),  # the legal term once more
        ("02 Nov 2026 10:00", 5, "04 Nov 2026 17:00", "09 Nov 2026 17:00"),  # a letter gives a whole day
        ("02 Nov 2026 17:00", 90, "04 Nov 2026 17:00", "31 Dec 2026 17:00"),  # 2027 is not announced
        ("30 Dec 2026 17:00", 5, "05 Jan 2027 17:00", "05 Jan 2027 17:00"),  # but the work needs it
    ],
)
def test_the_new_date_is_bounded(due: str, days: int, proposed: str, latest: str) -> None:
    bound = extension.latest_date(at(due), length=days * HOURS.day_length, proposed=at(proposed), hours=HOURS)
    assert bound == at(latest)
    assert extension.checked_date(at(latest), at(due), bound, HOURS) == bound
    for wanted in (HOURS.next_opening(bound.date()), at("01 Jan 2099 09:00")):
        with pytest.raises(Invalid) as refusal:
            extension.checked_date(wanted, at(due), bound, HOURS)
        assert refusal.value.field == "until"
        assert f"{bound:%d/%m/%Y}" in refusal.value.words.vi


@given(
    term=st.integers(60, 90 * 8 * 60),
    passed=st.integers(0, 90 * 8 * 60),
    used=st.integers(0, 60 * 8 * 60),
    position=st.integers(1, 7),
)
def test_the_new_date_can_always_be_signed(term: int, passed: int, used: int, position: int) -> None:
    begins = at("05 Oct 2026 07:30")
    due = HOURS.walk(begins, timedelta(minutes=term))
    now = HOURS.walk(begins, timedelta(minutes=min(passed, term)))
    opened = HOURS.walk(begins, timedelta(minutes=min(used, passed, term)))
    length = HOURS.working_time_between(begins, due)
    needed = extension.left(PLAN, position=position, opened_at=opened, now=now, length=length, hours=HOURS)
    assert timedelta() <= needed <= length
    new = extension.new_date(needed, due_at=due, now=now, hours=HOURS)
    latest = extension.latest_date(due, length=length, proposed=new, hours=HOURS)
    assert extension.checked_date(new, due, latest, HOURS) == new
    assert HOURS.working_time_between(due, new) >= HOURS.day_length
