"""Two clocks, written apart, must agree."""

import random
from collections import Counter

import pytest

from motcua.domain.clock import replay
from motcua.domain.ledger import ClockKind
from motcua.domain.workdays import DayKind
from tests.domain.histories import CALENDAR, History, history
from tests.domain.minute_grid import read_ledger

QUICK, PROVEN, SHARES = 10_000, 200_000, 8


def test_agrees_with_the_minute_grid() -> None:
    compare(range(QUICK))


@pytest.mark.slow
@pytest.mark.parametrize("share", range(SHARES))
def test_agrees_with_the_minute_grid_200_000_times(share: int) -> None:
    compare(range(share, PROVEN, SHARES))


def compare(numbers: range) -> None:
    """The lives of these numbers by both clocks, for the appointment and for the legal term."""
    for number in numbers:
        life = history(random.Random(number))
        ground = (life.calendar, life.sessions, life.convention)
        deadline = replay(life.as_promised, life.promised, *ground)
        expected = read_ledger(life.as_promised, life.promised, *ground)
        assert (deadline.due_at, deadline.due_original) == expected, f"history {number}: {life}"
        if "promised" in traits(life):
            legal = replay(life.events, life.term, *ground, beside_promise=True)
            expected = read_ledger(life.events, life.term, *ground)
            assert (legal.due_at, legal.due_original) == expected, f"history {number}, in law: {life}"


def test_the_histories_hold_what_makes_a_clock_hard() -> None:
    met = Counter(trait for number in range(2_000) for trait in traits(history(random.Random(number))))
    hard = {*ClockKind, *range(11), "Tết", "swapped Saturday", "two sessions", "one session"}
    hard |= {"Saturday session", "at closing", "promised", "receipt back-dated", "calendar twice"}
    hard |= {"term twice", "another unit"}
    assert {trait for trait in hard if met[trait] < 5} == set()


def traits(life: History) -> set[str | int]:
    """What a life holds: the kinds of its rows, how many pauses, and the days and hours that are hard."""
    kinds = [row.kind for row in life.events]
    found: set[str | int] = {*kinds, kinds.count(ClockKind.PAUSED)}
    days = [row.at.date() for row in life.events]
    crossed = [special for special in CALENDAR.days if min(days) <= special.day <= max(days)]
    week = life.sessions.by_weekday
    signs = {
        "Tết": any(special.name.vi == "Tết Nguyên đán" for special in crossed),
        "swapped Saturday": any(special.kind is DayKind.WORKING for special in crossed),
        "one session": len(week[0]) == 1,
        "two sessions": len(week[0]) == 2,
        "Saturday session": bool(week[5]),
        "at closing": any(row.at.time() in {part.closes for part in week[0]} for row in life.events),
        "promised": life.promised != life.term
        or any(row.former != row.former_promise for row in life.events),
        "term twice": kinds.count(ClockKind.TERM_CHANGED) > 1,
        "another unit": any(row.former and row.former.unit is not life.term.unit for row in life.events),
        "receipt back-dated": any(row.corrects == 0 and row.to < life.events[0].at for row in life.events),
        "calendar twice": kinds.count(ClockKind.CALENDAR_CHANGED) > 1,
    }
    return found | {sign for sign, holds in signs.items() if holds}


def test_every_history_explains_itself() -> None:
    for number in range(100):
        life = history(random.Random(number))
        deadline = replay(life.as_promised, life.promised, life.calendar, life.sessions, life.convention)
        assert deadline.why[-1].at == deadline.due_at
        assert len(deadline.why) > len(life.events)
        assert all(reason.words.vi and reason.words.en for reason in deadline.why)
