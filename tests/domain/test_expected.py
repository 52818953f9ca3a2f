"""People with an appointment who have not come yet: called at their time, and counted before they come."""

from datetime import UTC, datetime, timedelta
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.domain.expected import Expected, arrivals, before
from motcua.domain.queueing import RULES, Desk, Priority, Rules, Waiting, next_ticket, run_after
from motcua.domain.service_times import DEFAULT, LogTimes
from motcua.domain.simulation import Play
from motcua.domain.simulation_hall import Arrival, Hall, Station
from motcua.domain.waiting import Counter, InLine, Pace, forecasts, rough

pytestmark = pytest.mark.pure
NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
LAND = Desk(frozenset({"land"}))
TEN = LogTimes(6.4, 0.001)  # hardly any spread: 10 minutes
CALM = Pace(leaves=0.0)


def person(number: int, **more: object) -> InLine:
    came = NOW - timedelta(minutes=10 - number)
    return InLine(Waiting(str(number), came, "C", number, "land", **more), TEN)  # type: ignore[arg-type]


def at(minutes: float, field: str = "land", comes: float = 1.0, **more: object) -> Expected:
    when = NOW + timedelta(minutes=minutes)
    return Expected(Waiting("", when, "", 0, field, appointment=when, **more), TEN, comes)  # type: ignore[arg-type]


def minutes(line: list[InLine], expected: list[Expected], counters: int = 1) -> dict[str, float]:
    found = forecasts(line, [Counter(LAND)] * counters, CALM, now=NOW, expected=expected)
    return {name: round(each.half / 60) for name, each in found.items()}


LINE = [person(number) for number in range(1, 9)]


def test_three_appointments_ahead_are_three_visits_more() -> None:
    """One counter, ten minutes a visit. The appointments of 9:20, 9:25 and 9:30 (at nine: people come up to
    ten minutes before and fifteen after) are called before whoever waits in vain for the eighth turn."""
    assert minutes(LINE, [])["8"] == 70
    three = [at(20), at(25), at(30)]
    assert minutes(LINE, three)["8"] == 100
    assert minutes(LINE, three)["1"] == 0  # nobody with an appointment is here yet
    assert minutes(LINE, three)["2"] == 10
    both = [forecasts(LINE, [Counter(LAND)], CALM, now=NOW, expected=some)["8"] for some in ([], three)]
    assert both[1].likely - both[0].likely == pytest.approx(1800, abs=60)


def test_by_two_counters_they_cost_half_as_much() -> None:
    assert minutes(LINE, [at(12), at(12)], 2)["8"] == minutes(LINE, [], 2)["8"] + 10


def test_who_may_not_come_is_in_so_many_plays() -> None:
    hall = Hall([row.person for row in LINE], [Station(LAND)], now=NOW)
    plays = arrivals([at(20, comes=0.85)], hall, now=NOW, rules=RULES)
    assert sum(map(len, plays)) == 26  # of 31
    moments = sorted(each.at / 60 for play in plays for each in play)
    assert 10 < moments[0] < 13
    assert 32 < moments[-1] < 35
    assert {each.appointment for play in plays for each in play} == {1200.0}


def test_who_has_not_come_yet_comes_less_probably_and_beyond_the_rule_not_at_all() -> None:
    assert at(10, comes=0.8).still(NOW, RULES) == (0.0, 1500.0, pytest.approx(0.8))
    begins, ends, comes = at(-2.5, comes=0.8).still(NOW, RULES)  # half of the window has passed
    assert (begins, ends, comes) == (0.0, 750.0, pytest.approx(0.4 / 0.6))
    assert at(-15, comes=0.8).still(NOW, RULES)[2] == 0
    assert at(-16, comes=0.8).still(NOW, RULES) == (0.0, 0.0, 0.0)
    sharp = Rules(early=timedelta(0), late=timedelta(0))
    assert at(5, comes=0.8).still(NOW, sharp) == (300.0, 300.0, 0.8)
    assert minutes(LINE, [at(-16)]) == minutes(LINE, [])


def test_other_fields_points_and_needs_take_nothing_from_this_counter() -> None:
    others = [at(10, "social"), at(10, point="hamlet"), at(10, needs=frozenset({"sign"}))]
    assert minutes(LINE, others) == minutes(LINE, [])


def test_in_a_row_and_the_head_start_hold_for_them_too() -> None:
    """At most two of them are called one after the other; and nobody who came an hour before their time is
    overtaken."""
    crowd = [at(11) for _ in range(6)]
    assert minutes(LINE, crowd)["8"] == 130
    assert minutes(LINE, crowd)["2"] <= 30
    assert minutes(LINE, crowd)["3"] <= 60
    assert minutes(LINE, [at(70)]) == minutes(LINE, [])


def test_in_a_line_too_long_to_play_they_are_people_ahead_as_far_as_they_come() -> None:
    me = person(9).person
    coming = before(me, [at(20), at(30, comes=0.5), at(80), at(5, "social")], [LAND], now=NOW, rules=RULES)
    assert coming == [(600.0, 1.0), (1200.0, 0.5)]
    plain, more = rough(200, 4, TEN), rough(200, 4, TEN, 1.0, coming)
    assert plain is not None
    assert more is not None
    assert (more.half - plain.half) / 60 == pytest.approx(1.5 * TEN.minutes / 4)
    assert rough(1, 4, TEN, 1.0, coming) == rough(1, 4, TEN)  # called before any of them may come
    old = person(9, priority=Priority.ELDERLY).person
    assert before(old, [at(20)], [LAND], now=NOW, rules=RULES) == []


@given(
    st.integers(1, 10),
    st.integers(1, 4),
    st.lists(st.tuples(st.integers(-20, 120), st.floats(0.1, 1.0)), max_size=8),
)
def test_they_never_make_anybodys_wait_shorter(
    people: int, counters: int, booked: list[tuple[int, float]]
) -> None:
    line = [InLine(person(n).person, DEFAULT) for n in range(1, people + 1)]
    expected = [at(when, comes=comes) for when, comes in booked]
    desks = [Counter(LAND)] * counters
    without = forecasts(line, desks, CALM, now=NOW)
    found = forecasts(line, desks, CALM, now=NOW, expected=expected)
    assert all(found[name].half >= each.half - 1 for name, each in without.items())
    assert all(found[name].likely >= each.likely - 1 for name, each in without.items())
    gone = [row for row in expected if not row.still(NOW, RULES)[2]]
    assert forecasts(line, desks, CALM, now=NOW, expected=gone) == without


@given(
    st.lists(st.tuples(st.integers(-80, 0), st.booleans()), min_size=1, max_size=8),
    st.lists(st.tuples(st.integers(-14, 60), st.integers(0, 24)), max_size=6),
    st.lists(st.integers(0, 600), min_size=1, max_size=3),
    st.integers(1, 3),
)
def test_they_are_called_whom_the_rule_calls_once_they_have_come(
    line: list[tuple[int, bool]], booked: list[tuple[int, int]], free: list[int], in_a_row: int
) -> None:
    """Compared with ``queueing.next_ticket``: everybody's visit takes nine minutes and a bit of their own."""
    rules = Rules(in_a_row=in_a_row)
    waiting = [
        Waiting(str(n), NOW + timedelta(minutes=came), "A", n, "land", Priority.ELDERLY if old else None)
        for n, (came, old) in enumerate(line)
    ]
    comers = []
    for n, (when, into) in enumerate(booked):
        appointment = NOW + timedelta(minutes=when)
        comes_at = max(NOW, appointment - rules.early) + timedelta(minutes=into, seconds=n + 1)
        if comes_at <= appointment + rules.late:
            number = len(line) + len(comers)
            comers.append(Waiting(str(number), comes_at, "B", number, "land", appointment=appointment))
    seconds = [540.0 + 7 * n for n in range(len(waiting) + len(comers))]
    hall = Hall(waiting, [Station(LAND)] * len(free), now=NOW, rules=rules)
    kind = hall.kind_of(waiting[0])
    trace: list[tuple[float, int, int]] = []
    later = [
        Arrival(_seconds(row.arrived), kind, True, seconds[int(row.id)], _seconds(row.appointment))
        for row in comers
    ]
    Play(hall, [each + 0.5 for each in free], seconds[: len(line)], arrivals=later, trace=trace).run()
    assert trace == _by_the_rule(waiting, comers, [each + 0.5 for each in free], seconds, rules)


def _seconds(moment: datetime | None) -> float:
    assert moment is not None
    return (moment - NOW).total_seconds()


def _by_the_rule(
    waiting: list[Waiting], comers: list[Waiting], free: list[float], seconds: list[float], rules: Rules
) -> list[tuple[float, int, int]]:
    here, coming, runs, calls = (
        list(waiting),
        sorted(comers, key=lambda row: row.arrived),
        [0] * len(free),
        [],
    )
    busy = dict(enumerate(free))
    moments = sorted({*free, *(_seconds(row.arrived) for row in comers)})
    while moments:
        moment = moments.pop(0)
        now = NOW + timedelta(seconds=moment)
        while coming and _seconds(coming[0].arrived) <= moment:
            here.append(coming.pop(0))
        for number in sorted(busy):
            if busy[number] > moment:
                continue
            turn = next_ticket(here, Desk(LAND.fields, favoured_run=runs[number]), now=now, rules=rules)
            if turn is not None:
                here.remove(turn)
                runs[number] = run_after(runs[number], turn, now, rules)
                calls.append((moment, number, int(turn.id)))
                busy[number] = moment + seconds[int(turn.id)]
                moments = sorted({*moments, busy[number]})
    return calls


def test_a_full_hall_and_a_full_day_of_appointments_cost_little() -> None:
    """As many as are played at most, six counters, eighty appointments to come: ``benchmarks/waits.py`` holds
    an estimate to ten milliseconds; here only what these people add to it."""
    line = [InLine(person(n - 150).person, DEFAULT, 0.05) for n in range(150)]
    expected = [at(6 * n, comes=0.85) for n in range(80)]
    desks = [Counter(LAND)] * 6

    def cost(some: list[Expected]) -> float:
        began = process_time()
        forecasts(line, desks, CALM, now=NOW, wanted={"-1"}, expected=some)
        return process_time() - began

    without, found = (min(cost(some) for _ in range(5)) for some in ([], expected))
    assert found < 2 * without + 0.002
