"""Two clocks, written apart, must agree. ``MOTCUA_HISTORIES`` sets how many lives they compare."""

import os
import random

from motcua.domain.clock import replay
from tests.domain.histories import history
from tests.domain.minute_grid import read_ledger

HISTORIES = int(os.environ.get("MOTCUA_HISTORIES", "5000"))


def test_agrees_with_the_minute_grid() -> None:
    for number in range(HISTORIES):
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
