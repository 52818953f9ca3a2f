"""Intake, transfer, supplement, apology, labels: domain.md 1.2, 1.4, 1.5 and 1.8."""

from datetime import date, datetime

import pytest

from motcua.domain.term import Channel
from motcua.domain.time_limits import (
    Label,
    Standing,
    apology_deadline,
    due_soon_until,
    intake_alert,
    intake_decision,
    is_on_time,
    label,
    share,
    standing,
    supplement_request_deadline,
    supplement_wait,
    transfer_deadline,
)
from motcua.domain.workdays import ZONE, Sessions
from motcua.domain.working_hours import working_hours
from motcua.places.calendar_file import national_calendar

CALENDAR = national_calendar()
HOURS = working_hours(CALENDAR)


def at(text: str) -> datetime:
    return datetime.strptime(text, "%d %b %Y %H:%M").replace(tzinfo=ZONE)


def test_intake_of_an_online_dossier_on_saturday_night() -> None:
    submitted = at("21 Nov 2026 21:40")
    assert intake_alert(submitted, HOURS) == at("23 Nov 2026 09:30")
    assert intake_decision(submitted, HOURS) == at("23 Nov 2026 17:00")


def test_intake_knows_no_last_hour_rule() -> None:
    assert intake_alert(at("20 Nov 2026 16:20"), HOURS) == at("23 Nov 2026 08:50")


def test_transfer_the_same_day_until_1500_then_at_the_next_opening() -> None:
    assert transfer_deadline(at("20 Nov 2026 15:00"), HOURS) == at("20 Nov 2026 17:00")
    assert transfer_deadline(at("20 Nov 2026 15:01"), HOURS) == at("23 Nov 2026 07:30")
    assert transfer_deadline(at("21 Nov 2026 09:00"), HOURS) == at("23 Nov 2026 07:30")


def test_a_supplement_waits_15_working_days_and_closing_is_a_day_later() -> None:
    wait = supplement_wait(at("02 Nov 2026 10:00"), HOURS)
    assert wait.last_day == date(2026, 11, 23)
    assert wait.ends_at == at("23 Nov 2026 17:00")
    assert wait.closing_day == date(2026, 11, 25)  # 24 November is a day off


def test_a_supplement_may_be_asked_within_three_working_days() -> None:
    assert supplement_request_deadline(at("20 Nov 2026 10:00"), Channel.DIRECT, HOURS) == at(
        "26 Nov 2026 10:00"
    )


def test_the_apology_leaves_a_working_day_before() -> None:
    assert apology_deadline(at("25 Nov 2026 10:00"), HOURS) == at("23 Nov 2026 17:00")


@pytest.mark.parametrize(
    ("processed", "expected"),
    [
        ("25 Nov 2026 16:59", Label.EARLY),
        ("26 Nov 2026 09:00", Label.ON_TIME),
        ("26 Nov 2026 16:00", Label.ON_TIME),
        ("27 Nov 2026 07:30", Label.OVERDUE),
    ],
)
def test_labels_go_by_the_day(processed: str, expected: Label) -> None:
    assert label(at(processed), at("26 Nov 2026 10:00")) is expected


def test_the_score_goes_by_the_instant() -> None:
    assert is_on_time(at("26 Nov 2026 10:00"), at("26 Nov 2026 10:00"))
    assert not is_on_time(at("26 Nov 2026 10:01"), at("26 Nov 2026 10:00"))


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("23 Nov 2026 10:00", Standing.IN_TIME),
        ("25 Nov 2026 10:00", Standing.IN_TIME),  # exactly one working day left
        ("25 Nov 2026 10:01", Standing.DUE_SOON),
        ("26 Nov 2026 10:00", Standing.DUE_SOON),
        ("26 Nov 2026 10:01", Standing.OVERDUE),
    ],
)
def test_standing_and_its_boundary_agree(now: str, expected: Standing) -> None:
    due_at = at("26 Nov 2026 10:00")
    assert standing(due_at, at(now), HOURS) is expected
    if expected is not Standing.OVERDUE:
        assert (due_at < due_soon_until(at(now), HOURS)) is (expected is Standing.DUE_SOON)


def test_a_step_is_due_after_its_share_of_the_hours() -> None:
    received, due_at = at("05 Oct 2026 07:30"), at("02 Nov 2026 17:00")
    assert share(received, due_at, 4, 168, HOURS) == at("05 Oct 2026 11:30")
    assert share(received, due_at, 8, 168, HOURS) == at("05 Oct 2026 17:00")
    assert share(received, due_at, 168, 168, HOURS) == due_at


def test_steps_published_at_8_hours_fit_a_day_of_7_and_a_half() -> None:
    short = working_hours(CALENDAR, Sessions.of("07:30-11:30", "13:30-17:00"))
    assert share(at("05 Oct 2026 07:30"), at("06 Oct 2026 17:00"), 8, 16, short) == at("05 Oct 2026 17:00")
