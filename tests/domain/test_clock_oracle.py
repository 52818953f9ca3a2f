"""Two clocks, written apart, must agree."""

import random

import pytest

from motcua.domain.clock import replay
from tests.domain.histories import history
from tests.domain.minute_grid import read_ledger

QUICK, PROVEN, SHARES = 5_000, 200_000, 8


def test_agrees_with_the_minute_grid() -> None:
    compare(range(QUICK))


@pytest.mark.slow
@pytest.mark.parametrize("share", range(SHARES))
def test_agrees_with_the_minute_grid_200_000_times(share: int) -> None:
    compare(range(share, PROVEN, SHARES))


def compare(numbers: range) -> None:
    """The lives of these numbers by both clocks."""
    for number in numbers:
        life = history(random.Random(number))
        rules = (life.term, life.calendar, life.sessions, life.convention)
        deadline = replay(life.events, *rules)
        expected = read_ledger(life.events, *rules)
        assert (deadline.due_at, deadline.due_original) == expected, f"history {number}: {life}"


def test_every_history_explains_itself() -> None:
    for number in range(100):
        life = history(random.Random(number))
        deadline = replay(life.events, life.term, life.calendar, life.sessions, life.convention)
        assert deadline.why[-1].at == deadline.due_at
        assert len(deadline.why) > len(life.events)
        assert all(reason.words.vi and reason.words.en for reason in deadline.why)
