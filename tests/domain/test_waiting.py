"""The estimate of a wait is honest: a range, or nothing."""

import random
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.domain.waiting import STEP, Wait, estimate, promised_by

MINUTES = st.lists(st.floats(0.5, 90), min_size=3, max_size=30)


@pytest.mark.parametrize(
    ("ahead", "counters", "recent"), [(5, 0, [5.0] * 9), (5, 2, []), (5, 2, [5.0, 6.0]), (5, 2, [0.0] * 9)]
)
def test_nothing_is_said_without_a_basis(ahead: int, counters: int, recent: list[float]) -> None:
    assert estimate(ahead, counters, recent) is None


def test_worked_examples() -> None:
    assert estimate(0, 1, [10, 10, 10]) == Wait(0, 10)
    assert estimate(6, 2, [10, 10, 10]) == Wait(30, 35)
    assert estimate(6, 2, [2, 10, 18]) == Wait(20, 45)


@given(st.integers(0, 60), st.integers(1, 8), MINUTES)
def test_a_range_in_steps_that_contains_the_plain_mean(
    ahead: int, counters: int, recent: list[float]
) -> None:
    wait = estimate(ahead, counters, recent)
    assert wait is not None
    assert 0 <= wait.least < wait.most
    assert wait.least % STEP == wait.most % STEP == 0
    assert wait.least <= ahead * (sum(recent) / len(recent)) / counters + 1e-6
    assert wait.most >= ahead * (sum(recent) / len(recent)) / counters - 1e-6


@given(st.integers(0, 40), st.integers(1, 6), MINUTES)
def test_more_people_or_fewer_counters_never_shorten_it(
    ahead: int, counters: int, recent: list[float]
) -> None:
    wait, longer = estimate(ahead, counters, recent), estimate(ahead + 1, counters, recent)
    fewer = estimate(ahead, counters + 1, recent)
    assert wait is not None
    assert longer is not None
    assert fewer is not None
    assert wait.most <= longer.most
    assert fewer.most <= wait.most


def test_it_holds_for_most_people_in_a_simulated_hall() -> None:
    """Three counters, exponential service of 8 minutes on average: four in five are called by the promise."""
    rng = random.Random(7)
    kept = runs = 0
    for _ in range(400):
        ahead = rng.randint(1, 20)
        recent = [rng.expovariate(1 / 8) for _ in range(30)]
        wait = estimate(ahead, 3, recent)
        assert wait is not None
        free = [rng.expovariate(1 / 8) for _ in range(3)]
        for _ in range(ahead):
            soonest = free.index(min(free))
            free[soonest] += rng.expovariate(1 / 8)
        kept += min(free) <= wait.most
        runs += 1
    assert kept / runs >= 0.8


def test_words_and_the_promised_moment() -> None:
    assert Wait(0, 10).words.vi == "không quá 10 phút"
    assert Wait(10, 20).words.vi == "khoảng 10 đến 20 phút"
    now = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
    assert promised_by(now, Wait(10, 20)) == datetime(2026, 11, 23, 1, 20, tzinfo=UTC)


def test_a_very_long_wait_is_said_in_whole_hours():
    assert Wait(585, 630).words.vi == "khoảng 9 đến 11 giờ"
    assert Wait(120, 120).words.en == "about 2 to 3 hours"
    assert Wait(115, 150).words.vi == "khoảng 115 đến 150 phút"
