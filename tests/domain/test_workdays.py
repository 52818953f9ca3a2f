"""Working days, sessions, and the walk through them."""

from datetime import date, datetime, time, timedelta

import pytest

from motcua.domain.refusal import Invalid
from motcua.domain.words import Words
from motcua.domain.workdays import (
    DEFAULT_SESSIONS,
    ZONE,
    Calendar,
    DayKind,
    DayStatus,
    Session,
    Sessions,
    SpecialDay,
    parse_session,
)
from motcua.domain.working_hours import WorkingHours, working_hours
from motcua.places.calendar_file import national_calendar, read_calendar

CALENDAR = national_calendar()
HOURS = working_hours(CALENDAR)
SATURDAY_OPEN = ("07:30-11:30",)


def at(text: str) -> datetime:
    return datetime.strptime(text, "%d %b %Y %H:%M").replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 1, 2), False),  # swapped with
        (date(2026, 1, 10), True),  # this Saturday
        (date(2026, 2, 18), False),  # Tết
        (date(2026, 4, 27), False),  # in lieu of Hùng Kings' Day
        (date(2026, 8, 22), True),
        (date(2026, 8, 31), False),
        (date(2026, 11, 23), True),
        (date(2026, 11, 24), False),  # Culture Day
        (date(2026, 11, 28), False),  # an ordinary Saturday
    ],
)
def test_working_days_of_2026(day: date, works: bool) -> None:
    assert HOURS.is_working(day) is works
    assert bool(HOURS.sessions_of(day)) is works


def test_next_and_previous_working_day() -> None:
    assert HOURS.next_working_day(date(2026, 11, 23)) == date(2026, 11, 25)
    assert HOURS.next_working_day(date(2026, 2, 13)) == date(2026, 2, 23)
    assert HOURS.next_working_day(date(2026, 11, 2), 15) == date(2026, 11, 23)
    assert HOURS.previous_working_day(date(2026, 11, 25)) == date(2026, 11, 23)


def test_a_walk_lands_on_the_closing_not_on_the_next_opening() -> None:
    assert HOURS.walk(at("20 Nov 2026 07:30"), timedelta(hours=4)) == at("20 Nov 2026 11:30")
    assert HOURS.walk(at("20 Nov 2026 07:30"), timedelta(hours=8)) == at("20 Nov 2026 17:00")
    assert HOURS.walk(at("20 Nov 2026 07:30"), timedelta(hours=8, minutes=1)) == at("23 Nov 2026 07:31")


def test_a_walk_of_nothing_stays_or_waits_for_the_opening() -> None:
    assert HOURS.walk(at("20 Nov 2026 11:30"), timedelta()) == at("20 Nov 2026 11:30")
    assert HOURS.walk(at("20 Nov 2026 12:00"), timedelta()) == at("20 Nov 2026 13:00")
    assert HOURS.walk(at("21 Nov 2026 12:00"), timedelta()) == at("23 Nov 2026 07:30")


def test_working_time_between() -> None:
    assert HOURS.working_time_between(at("20 Nov 2026 16:00"), at("23 Nov 2026 08:00")) == timedelta(
        hours=1.5
    )
    assert HOURS.working_time_between(at("23 Nov 2026 08:00"), at("20 Nov 2026 16:00")) == -timedelta(
        hours=1.5
    )
    assert HOURS.working_time_between(at("21 Nov 2026 08:00"), at("22 Nov 2026 16:00")) == timedelta()


def test_far_years_are_tabulated_when_asked_for() -> None:
    hours = WorkingHours(CALENDAR)
    assert hours.next_working_day(date(2041, 1, 4)) == date(2041, 1, 7)
    assert hours.previous_working_day(date(1996, 7, 1)) == date(1996, 6, 28)
    assert hours.walk(at("01 Mar 2027 07:30"), timedelta(hours=8 * 2500)).year == 2036


def test_a_swapped_saturday_has_ordinary_hours_though_the_center_opens_on_saturday_mornings() -> None:
    center = WorkingHours(CALENDAR, Sessions.of("07:30-11:30", "13:00-17:00", saturday=SATURDAY_OPEN))
    assert center.closes(date(2026, 8, 22)) == at("22 Aug 2026 17:00")
    assert center.sessions_of(date(2026, 8, 29)) == (Session(time(7, 30), time(11, 30)),)


def test_a_saturday_session_opens_the_doors_and_counts_only_if_set_so() -> None:
    saturday = date(2026, 11, 21)
    open_only = Sessions.of("07:30-11:30", "13:00-17:00", saturday=SATURDAY_OPEN)
    counted = Sessions.of("07:30-11:30", "13:00-17:00", saturday=SATURDAY_OPEN, rest_day_counts=True)
    friday, two_hours = at("20 Nov 2026 16:00"), timedelta(hours=2)
    assert WorkingHours(CALENDAR, open_only).sessions_of(saturday)
    assert not WorkingHours(CALENDAR, open_only).is_working(saturday)
    assert WorkingHours(CALENDAR, open_only).walk(friday, two_hours) == at("23 Nov 2026 08:30")
    assert WorkingHours(CALENDAR, counted).walk(friday, two_hours) == at("21 Nov 2026 08:30")


def test_a_day_of_seven_and_a_half_hours() -> None:
    assert Sessions.of("07:30-11:30", "13:30-17:00").day_length == timedelta(hours=7.5)
    assert DEFAULT_SESSIONS.day_length == timedelta(hours=8)


@pytest.mark.parametrize("text", ["", "7:30-11:30", "11:30-07:30", "07:30-07:30", "24:00-25:00", "07:30"])
def test_wrong_sessions_are_refused(text: str) -> None:
    with pytest.raises(Invalid):
        parse_session(text)


def test_overlapping_or_missing_sessions_are_refused() -> None:
    with pytest.raises(Invalid):
        Sessions.of("07:30-12:00", "11:00-17:00")
    with pytest.raises(Invalid):
        Sessions.of()


# What the calendar knows


def test_2027_is_not_announced_yet() -> None:
    assert (CALENDAR.known_from, CALENDAR.known_until) == (date(2024, 1, 1), date(2026, 12, 31))
    assert CALENDAR.is_known(date(2026, 11, 24))
    assert not CALENDAR.is_known(date(2027, 1, 1))


def test_every_day_of_the_file_has_both_names_and_a_source() -> None:
    assert all(special.name.vi and special.name.en and special.source for special in CALENDAR.days)


def test_every_swapped_working_day_is_a_rest_day_and_the_other_way_round() -> None:
    for special in CALENDAR.days:
        if special.kind is DayKind.WORKING:
            assert CALENDAR.is_rest_weekday(special.day)


def test_a_notice_replaces_days() -> None:
    tet = SpecialDay(
        date(2027, 2, 4), DayKind.WORKING, Words("ngày làm việc", "a working day"), DayStatus.NOTICE
    )
    changed = CALENDAR.with_days([tet])
    assert changed.is_working(date(2027, 2, 4))
    assert not CALENDAR.is_working(date(2027, 2, 4))
    assert changed != CALENDAR


def test_a_calendar_without_days_knows_nothing() -> None:
    empty = Calendar.of([])
    assert not empty.is_known(date(2026, 11, 24))
    assert WorkingHours(empty).is_working(date(2026, 11, 24))


HEADING = "day,kind,name_vi,name_en,status,source"


@pytest.mark.parametrize(
    "row",
    [
        "2026-13-01,off,a,b,law,c",
        "2026-01-01,closed,a,b,law,c",
        "2026-01-01,off,,b,law,c",
        "2026-01-01,off,a,b,rumour,c",
        "2026-01-01,off,a,b",
    ],
)
def test_a_wrong_row_is_refused_with_its_line(row: str) -> None:
    with pytest.raises(Invalid, match="Line 2"):
        read_calendar([HEADING, row])


def test_a_day_twice_is_refused() -> None:
    with pytest.raises(Invalid, match="Line 3"):
        read_calendar([HEADING, "2026-01-01,off,a,b,law,c", "2026-01-01,off,a,b,law,c"])
