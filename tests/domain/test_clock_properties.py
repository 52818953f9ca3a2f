"""What must hold for every dossier, whatever its term and hour."""

from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.domain.clock import ClockEvent, ClockKind, Convention, DayCount, Term, Unit, replay
from motcua.domain.term import Channel, due
from motcua.domain.time_limits import Standing, due_soon_until, share, standing
from motcua.domain.workdays import ZONE
from motcua.domain.working_hours import WorkingHours, working_hours
from tests.domain.histories import CALENDAR, CENTERS

moments = st.datetimes(datetime(2024, 1, 1), datetime(2027, 6, 30)).map(
    lambda naive: naive.replace(tzinfo=ZONE)
)
hours_of_centers = st.sampled_from(CENTERS).map(lambda sessions: working_hours(CALENDAR, sessions))
channels = st.sampled_from(Channel)
conventions = st.builds(
    Convention,
    day_count=st.sampled_from(DayCount),
    next_day_is_day_zero=st.booleans(),
    online_last_hour=st.booleans(),
)
units = st.sampled_from([unit for unit in Unit if unit is not Unit.SAME_DAY])
lengths = st.integers(1, 60)
proof = settings(max_examples=max(150, settings.default.max_examples), deadline=None)


def is_in_a_session(moment: datetime, hours: WorkingHours) -> bool:
    return any(
        session.opens <= moment.time() <= session.closes
        for session in hours.counted_sessions_of(moment.date())
    )


@proof
@given(moments, lengths, units, channels, hours_of_centers, conventions)
def test_a_longer_term_is_never_due_earlier(at, value, unit, channel, hours, convention) -> None:
    shorter = due(at, Term(value, unit), channel, hours, convention)
    longer = due(at, Term(value + 1, unit), channel, hours, convention)
    assert at <= shorter <= longer


@proof
@given(moments, lengths, channels, hours_of_centers, st.booleans(), st.booleans())
def test_hour_walk_is_never_later_than_the_civil_code(at, value, channel, hours, zero, last_hour) -> None:
    term = Term(value, Unit.WORKING_DAY)
    walk = Convention(DayCount.HOUR_WALK, next_day_is_day_zero=zero, online_last_hour=last_hour)
    civil = Convention(DayCount.CIVIL_CODE, next_day_is_day_zero=zero, online_last_hour=last_hour)
    assert due(at, term, channel, hours, walk) <= due(at, term, channel, hours, civil)


@proof
@given(moments, lengths, units, channels, hours_of_centers, conventions)
def test_every_due_date_lies_in_office_hours(at, value, unit, channel, hours, convention) -> None:
    assert is_in_a_session(due(at, Term(value, unit), channel, hours, convention), hours)


@proof
@given(
    moments,
    lengths,
    units,
    channels,
    st.sampled_from(CENTERS),
    conventions,
    st.timedeltas(timedelta(), timedelta(days=20)),
    st.timedeltas(timedelta(), timedelta(days=20)),
)
def test_a_pause_moves_the_date_by_exactly_its_working_time(
    at, value, unit, channel, sessions, convention, until_pause, pause
) -> None:
    received = ClockEvent(ClockKind.RECEIVED, at, channel=channel)
    paused = ClockEvent(ClockKind.PAUSED, at + until_pause)
    resumed = ClockEvent(ClockKind.RESUMED, at + until_pause + pause)
    rules = (Term(value, unit), CALENDAR, sessions, convention)
    before, after = replay([received], *rules), replay([received, paused, resumed], *rules)
    hours = working_hours(CALENDAR, sessions)
    assert hours.working_time_between(before.due_at, after.due_at) == hours.working_time_between(
        paused.at, resumed.at
    )
    assert is_in_a_session(after.due_at, hours)


@proof
@given(moments, hours_of_centers, st.timedeltas(timedelta(), timedelta(hours=400)))
def test_walking_and_measuring_are_each_others_inverse(at, hours, working) -> None:
    assert hours.working_time_between(at, hours.walk(at, working)) == working


@proof
@given(moments, moments, hours_of_centers, lengths)
def test_what_is_due_soon_lies_before_one_instant(received, now, hours, value) -> None:
    due_at = due(received, Term(value, Unit.WORKING_DAY), Channel.DIRECT, hours)
    if standing(due_at, now, hours) is not Standing.OVERDUE:
        is_soon = standing(due_at, now, hours) is Standing.DUE_SOON
        assert is_soon is (due_at < due_soon_until(now, hours))


@proof
@given(moments, lengths, hours_of_centers, st.lists(st.integers(1, 40), min_size=1, max_size=8))
def test_steps_are_due_in_order_and_the_last_with_the_dossier(at, value, hours, steps) -> None:
    deadline = replay(
        [ClockEvent(ClockKind.RECEIVED, at)], Term(value, Unit.WORKING_DAY), CALENDAR, hours.sessions
    )
    ends = [
        share(deadline.counted_from, deadline.due_at, sum(steps[: n + 1]), sum(steps), hours)
        for n in range(len(steps))
    ]
    assert ends == sorted(ends)
    assert ends[-1] == deadline.due_at
