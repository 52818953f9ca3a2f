"""A stage: invented things happen one after another in order of time, through the real actions."""

import heapq
import random
from collections.abc import Callable
from datetime import datetime
from itertools import count

Act = Callable[[datetime], object]


class Stage:
    """Acts wait with their time; ``play`` performs them in order until the present."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - an invented day must be the same each time
        self._acts: list[tuple[datetime, int, Act]] = []
        self._order = count()

    def at(self, when: datetime, act: Act) -> None:
        heapq.heappush(self._acts, (when, next(self._order), act))

    def play(self, until: datetime, *, progress: Callable[[int], None] | None = None) -> int:
        """Perform every act that is due by ``until``; returns how many. What lies later is dropped."""
        done = 0
        while self._acts and self._acts[0][0] <= until:
            when, _, act = heapq.heappop(self._acts)
            act(when)
            done += 1
            if progress and done % 100 == 0:
                progress(done)
        self._acts.clear()
        return done
