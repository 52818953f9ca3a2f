"""When few people wait, from what was seen: average waits by the half-hour of arrival, and the best hour.

>>> early = [(450, 30.0), (450, 20.0), (480, 10.0), (480, 14.0)]
>>> seen = [*early, (840, 2.0), (840, 4.0), (870, 5.0), (871, 3.0)]
>>> [row.text for row in quietest(by_half_hour(seen, fewest=2))]
['14:00', '14:30']
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

HALF_HOUR = 30
FEWEST = 5
"""So many people must have come in a half-hour before it is judged."""


@dataclass(frozen=True, slots=True)
class HalfHour:
    """``begins``: minutes after midnight; ``minutes``: how long people who came then waited on average."""

    begins: int
    minutes: float
    people: int

    @property
    def text(self) -> str:
        return clock(self.begins)


def clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def by_half_hour(seen: Iterable[tuple[int, float]], *, fewest: int = FEWEST) -> list[HalfHour]:
    """From pairs of (minute of the day of arrival, minutes waited), in order; too few: left out."""
    waits: dict[int, list[float]] = {}
    for minute, wait in seen:
        waits.setdefault(minute - minute % HALF_HOUR, []).append(wait)
    return [
        HalfHour(begins, sum(found) / len(found), len(found))
        for begins, found in sorted(waits.items())
        if len(found) >= fewest
    ]


def quietest(rows: list[HalfHour]) -> list[HalfHour]:
    """The two half-hours in a row with the shortest waits together; nothing where none follow each other."""
    pairs = [(before, after) for before, after in pairwise(rows) if after.begins == before.begins + HALF_HOUR]
    if not pairs:
        return []
    before, after = min(pairs, key=lambda pair: (pair[0].minutes + pair[1].minutes, pair[0].begins))
    return [before, after]
