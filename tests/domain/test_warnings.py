"""When somebody is warned before a dossier becomes overdue."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.domain import extension
from motcua.domain.warnings import PAST, Level, Span, instant, next_look, owed
from motcua.domain.workdays import ZONE, Sessions
from motcua.domain.working_hours import working_hours
from motcua.places.calendar_file import national_calendar

CALENDAR = national_calendar()
HOURS = working_hours(CALENDAR)
SEVEN_AND_A_HALF = working_hours(CALENDAR, Sessions.of("07:30-11:30", "13:30-17:00"))


def at(text: str) -> datetime:
    return datetime.strptime(text, "%d %b %Y %H:%M").replace(tzinfo=ZONE)


FOUR_DAYS = Span(at("16 Nov 2026 07:30"), at("19 Nov 2026 17:00"))  # 32 working hours


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        (Level.FIRST, "18 Nov 2026 17:00"),  # 24 hours
        (Level.LAST, "19 Nov 2026 13:48"),  # 28 hours 48 minutes
    ],
)
def test_at_three_quarters_and_at_nine_tenths_of_the_working_time(level: Level, expected: str) -> None:
    assert instant(level, FOUR_DAYS, HOURS) == at(expected)


def test_a_day_off_within_the_term_is_nobodys_time() -> None:
    span = Span(at("20 Nov 2026 10:00"), at("26 Nov 2026 10:00"))  # three days; Tuesday the 24th is off
    assert instant(Level.FIRST, span, HOURS) == at("25 Nov 2026 13:30")  # 18 of 24 hours


def test_a_pause_uses_up_nobodys_time() -> None:
    paused = Span(at("16 Nov 2026 07:30"), at("26 Nov 2026 17:00"), timedelta(hours=32))
    left = HOURS.working_time_between(instant(Level.FIRST, paused, HOURS), paused.due_at)
    assert left == timedelta(hours=8)


def test_the_highest_level_reached_is_owed_once_and_what_was_missed_is_not_made_up_for() -> None:
    first, last = (instant(level, FOUR_DAYS, HOURS) for level in (Level.FIRST, Level.LAST))
    assert owed(FOUR_DAYS, [], first - PAST, HOURS) is None
    assert owed(FOUR_DAYS, [], first, HOURS) is Level.FIRST
    assert owed(FOUR_DAYS, [Level.FIRST], first, HOURS) is None
    assert owed(FOUR_DAYS, [], last, HOURS) is Level.LAST
    assert owed(FOUR_DAYS, [Level.LAST], last, HOURS) is None
    assert owed(FOUR_DAYS, [Level.LAST], FOUR_DAYS.due_at, HOURS) is None
    assert owed(FOUR_DAYS, [Level.LAST], FOUR_DAYS.due_at + PAST, HOURS) is Level.OVERDUE
    assert owed(FOUR_DAYS, [Level.OVERDUE], at("30 Nov 2026 09:00"), HOURS) is None


def test_a_dossier_is_looked_at_when_a_warning_is_owed_and_hourly_on_the_last_day_for_an_apology() -> None:
    window = extension.window(FOUR_DAYS.counted_from, FOUR_DAYS.due_at, HOURS)
    given: list[Level] = []
    now: datetime | None = None
    looks = []
    while (now := next_look(FOUR_DAYS, HOURS, given=given, window=window, now=now)) is not None:
        looks.append(now)
        level = owed(FOUR_DAYS, given, now, HOURS)
        given += [level] if level else []
    assert looks == [
        *(at(f"18 Nov 2026 {hour:02}:30") for hour in (7, 8, 9, 10)),
        at("18 Nov 2026 11:30"),
        *(at(f"18 Nov 2026 {hour}:00") for hour in (14, 15, 16, 17)),
        at("19 Nov 2026 13:48"),
        at("19 Nov 2026 17:00") + PAST,
    ]
    assert given == [Level.FIRST, Level.LAST, Level.OVERDUE]


MINUTES = st.integers(0, 400 * 24 * 60)


@given(
    received=MINUTES,
    term=st.integers(0, 90 * 8 * 60),
    paused=st.integers(0, 30 * 8 * 60),
    hours=st.sampled_from([HOURS, SEVEN_AND_A_HALF]),
)
def test_warnings_come_in_order_and_before_the_due_date(received, term, paused, hours) -> None:
    begins = hours.walk(at("05 Jan 2026 07:30") + timedelta(minutes=received), timedelta())
    due = hours.walk(begins, timedelta(minutes=term))
    span = Span(begins, due, timedelta(minutes=min(paused, term)))
    first, last, over = (instant(level, span, hours) for level in Level)
    assert begins <= first <= last <= due < over
    if span.length(hours) >= timedelta(minutes=1):
        assert first < last < due


@given(received=MINUTES, term=st.integers(1, 60 * 8 * 60), late=st.integers(0, 3000))
def test_whoever_looks_late_gives_each_level_once_and_comes_to_an_end(received, term, late) -> None:
    begins = HOURS.walk(at("05 Jan 2026 07:30") + timedelta(minutes=received), timedelta())
    span = Span(begins, HOURS.walk(begins, timedelta(minutes=term)))
    window = extension.window(begins, span.due_at, HOURS)
    given_levels: list[Level] = []
    now: datetime | None = None
    for _ in range(40):
        looked = next_look(span, HOURS, given=given_levels, window=window, now=now)
        if looked is None:
            break
        now = looked + timedelta(minutes=late)
        level = owed(span, given_levels, now, HOURS)
        given_levels += [level] if level else []
    assert next_look(span, HOURS, given=given_levels, window=window, now=now) is None
    assert given_levels == sorted(set(given_levels))
    assert given_levels[-1] is Level.OVERDUE
