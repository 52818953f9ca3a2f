"""The forecast: what it says of plain halls, what moves it, and that four in five promises are kept."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.domain.queueing import Desk, Lane, Priority, Waiting
from motcua.domain.service_times import DEFAULT, LogTimes, Observed, ServiceTimes
from motcua.domain.wait_words import STEP, Wait, latest
from motcua.domain.waiting import Counter, Forecast, InLine, Pace, forecasts, rough, seems_away, stretched

pytestmark = pytest.mark.pure
NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
LAND = Desk(frozenset({"land"}))
TEN = LogTimes(6.4, 0.001)  # hardly any spread: 10 minutes
CALM = Pace(leaves=0.0)


def person(number: int, field: str = "land", **more: object) -> InLine:
    came = NOW - timedelta(minutes=60 - number)
    return InLine(Waiting(str(number), came, "C", number, field, **more), TEN)  # type: ignore[arg-type]


def minutes(line: list[InLine], counters: list[Counter], pace: Pace = CALM) -> dict[str, float]:
    found = forecasts(line, counters, pace, now=NOW)
    return {name: round(each.half / 60) for name, each in found.items()}


def test_one_counter_serves_one_after_the_other() -> None:
    assert minutes([person(1), person(2), person(3)], [Counter(LAND)]) == {"1": 0, "2": 10, "3": 20}
    assert minutes([person(1), person(2), person(3)], [Counter(LAND)] * 2) == {"1": 0, "2": 0, "3": 10}


def test_nothing_is_said_where_no_counter_serves_them() -> None:
    assert forecasts([person(1, "social")], [Counter(LAND)], CALM, now=NOW) == {}
    assert forecasts([person(1)], [], CALM, now=NOW) == {}
    assert rough(3, 0, DEFAULT) is None


def test_favoured_people_and_results_go_by_the_rule() -> None:
    line = [person(1), person(2), person(3, priority=Priority.ELDERLY), person(4, "social", lane=Lane.RESULT)]
    desks = [Counter(Desk(frozenset({"land", "results"})))]
    assert minutes(line, desks) == {"3": 0, "1": 10, "2": 20, "4": 30}


def test_what_is_known_of_the_counters_counts() -> None:
    begun = Counter(LAND, TEN, since=NOW - timedelta(minutes=6))
    assert minutes([person(1)], [begun]) == {"1": 4}
    assert minutes([person(1)], [Counter(LAND, back=NOW + timedelta(minutes=15))]) == {"1": 15}
    away = minutes([person(1)], [Counter(LAND, away=True)], Pace(break_minutes=10))["1"]
    assert away == 7  # the median of a break of ten minutes on average
    lunch = ((0.0, 300.0), (7200.0, 20000.0))
    assert minutes([person(1), person(2)], [Counter(LAND, spans=lunch)]) == {"1": 0, "2": 120}


def test_a_counter_that_calls_nobody_who_waits_seems_left() -> None:
    waits = [person(1).person]  # for an hour nearly

    def left(line: list[Waiting], free: int) -> bool:
        return seems_away(LAND, line, free_since=NOW - timedelta(seconds=free), now=NOW)

    assert left(waits, 200)
    assert not left(waits, 30)
    assert not left([], 200)
    assert not left([person(60).person, person(1, "social").person], 200)


def test_a_visit_that_has_lasted_long_is_not_about_to_end_on_average() -> None:
    times = LogTimes(6.2, 0.6)
    left = [
        forecasts([person(1)], [Counter(LAND, times, NOW - timedelta(minutes=passed))], CALM, now=NOW)[
            "1"
        ].half
        for passed in (0, 10, 40)
    ]
    assert left[0] > left[1] > 0
    assert left[2] > 60


def test_favoured_people_who_may_still_come_make_it_longer() -> None:
    line = [person(n) for n in range(1, 13)]
    calm = forecasts(line, [Counter(LAND)], CALM, now=NOW)["12"]
    busy = forecasts(line, [Counter(LAND)], Pace(leaves=0.0, favoured={"land": 2.0}), now=NOW)["12"]
    breaks = forecasts(line, [Counter(LAND)], Pace(leaves=0.0, breaks_an_hour=0.5), now=NOW)["12"]
    assert calm.half < busy.half < busy.likely
    assert calm.half < breaks.half


@given(st.integers(1, 12), st.integers(1, 4))
def test_more_people_or_fewer_counters_never_shorten_it(ahead: int, counters: int) -> None:
    line = [person(n) for n in range(1, ahead + 1)]
    me = str(ahead)
    wait = forecasts(line, [Counter(LAND)] * counters, CALM, now=NOW)[me]
    longer = forecasts([person(0), *line], [Counter(LAND)] * counters, CALM, now=NOW)[me]
    more = forecasts(line, [Counter(LAND)] * (counters + 1), CALM, now=NOW)[me]
    assert more.half <= wait.half + 1 <= longer.half + 2
    assert wait.half <= wait.likely


def test_the_same_hall_has_the_same_forecast() -> None:
    line = [InLine(person(n).person, DEFAULT, 0.06) for n in range(1, 9)]
    pace = Pace(favoured={"land": 1.0}, breaks_an_hour=0.6)
    one, two = (forecasts(line, [Counter(LAND)] * 2, pace, now=NOW) for _ in range(2))
    assert one == two
    assert forecasts(line, [Counter(LAND)] * 2, pace, now=NOW, wanted={"8"}).keys() == {"8"}


def test_four_in_five_are_called_by_the_promise() -> None:
    """Three counters, log-normal visits the hall knows: the share holds where nothing is unknown."""
    rng = random.Random(7)
    kept = []
    for _ in range(60):
        line = [InLine(person(n).person, DEFAULT) for n in range(1, rng.randint(2, 20))]
        found = forecasts(line, [Counter(LAND)] * 3, CALM, now=NOW)
        free = [0.0, 0.0, 0.0]
        for row in line:
            at = min(free)
            if at > 0:
                kept.append(at <= found[row.person.id].likely)
            free[free.index(at)] += rng.lognormvariate(DEFAULT.mean, DEFAULT.spread)
    assert 0.74 <= sum(kept) / len(kept) <= 0.87


def test_the_record_of_promises_corrects_the_next() -> None:
    late = [(600.0, 600.0 * (0.5 + n / 50)) for n in range(51)]  # a half to one and a half of the promise
    assert stretched(late, 20, 1.0) == pytest.approx(1.3**0.5, abs=0.01)
    assert stretched(late, 2000, 1.0) == pytest.approx(1.3, abs=0.01)
    assert stretched([], 20, 1.1) == 1.1
    assert stretched([(1.0, 100.0)], 2000, 1.9) == 2.0


def test_lengths_are_learned_and_few_visits_change_little() -> None:
    rng = random.Random(3)
    land = Observed.of(rng.lognormvariate(6.9, 0.4) for _ in range(400))
    social = Observed.of(rng.lognormvariate(5.5, 0.4) for _ in range(400))
    times = ServiceTimes({"land": land, "social": social, "other": Observed.of([5400.0])}, {})
    assert times.of("land").mean == pytest.approx(6.9, abs=0.08)
    assert times.of("social").mean == pytest.approx(5.5, abs=0.08)
    assert times.of("other").minutes < 20
    assert times.of("unheard").mean == times.hall.mean
    assert Observed.of([3.0, 86400.0]) == Observed()


def test_a_procedure_is_drawn_towards_its_field() -> None:
    field = Observed.of([600.0] * 50 + [700.0] * 50)
    times = ServiceTimes(
        {"land": field}, {("land", "1.1"): Observed.of([1800.0]), ("land", "1.2"): Observed.of([1800.0] * 90)}
    )
    plain, once, often = times.of("land"), times.of("land", "1.1"), times.of("land", "1.2")
    assert plain.mean < once.mean < often.mean
    assert times.of("land", "9.9") == plain


def test_a_line_too_long_to_play_has_a_plain_answer() -> None:
    found = rough(400, 4, LogTimes(6.2, 0.5))
    assert found is not None
    assert found.half / 60 == pytest.approx(400 * LogTimes(6.2, 0.5).minutes / 4)
    assert found.likely > found.half


def test_words_and_the_promised_moment() -> None:
    assert Wait(0, 10).words.vi == "không quá 10 phút"
    assert Wait(10, 20).words.vi == "khoảng 10 đến 20 phút"
    assert Forecast(700, 1210).wait == Wait(10, 25)
    assert Forecast(700, 1210).promised_by(NOW) == NOW + timedelta(minutes=21)
    assert Forecast(0, 60).promised_by(NOW) == NOW + timedelta(minutes=1)
    assert latest(NOW).vi == "muộn nhất lúc 09:00"
    assert latest(NOW).en == "latest at 09:00"


def test_a_very_long_wait_is_said_in_whole_hours() -> None:
    assert Wait(585, 630).words.vi == "khoảng 9 đến 11 giờ"
    assert Wait(120, 120).words.en == "about 2 to 3 hours"
    assert Wait(115, 150).words.vi == "khoảng 115 đến 150 phút"


@given(st.floats(0, 600), st.floats(0, 300))
def test_a_range_is_in_steps_and_never_empty(least: float, more: float) -> None:
    wait = Wait.between(least, least + more)
    assert wait.least % STEP == wait.most % STEP == 0
    assert wait.least <= least
    assert wait.least < wait.most
    assert wait.most >= least + more


def test_nothing_is_promised_beyond_what_is_played() -> None:
    crowd = [person(number) for number in range(1, 101)]  # 16 hours of work at one counter
    found = forecasts(crowd, [Counter(LAND)], CALM, now=NOW)
    assert found["50"].promised_by(NOW) is not None
    assert found["100"].promised_by(NOW) is None
    assert found["100"].wait == Wait(840, 845)
    far = rough(1000, 1, TEN)
    assert far is not None
    assert far.promised_by(NOW) is None
