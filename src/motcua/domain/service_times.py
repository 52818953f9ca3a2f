"""How long a visit takes: learned from the hall's own visits, careful while there are few of them.

The logarithm of a visit's seconds is close to normal. What is known of a procedure is drawn towards its
field, a field towards the hall, the hall towards the default (empirical Bayes): a mean of n visits counts
n against k, where k says how many visits of its own one group must have before it may differ from the
others, from how much the groups of this hall really differ (method of moments, bounded).

>>> times = ServiceTimes({"land": Observed.of([900.0] * 40)}, {})
>>> round(times.of("land").minutes), round(times.of("social").minutes)
(14, 12)
>>> round(ServiceTimes({}, {}).of("land").minutes)
10
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import exp, log, sqrt

SHORTEST, LONGEST = 20.0, 3 * 3600.0
"""Visits outside are no visits (a press too many, a counter forgotten over lunch): left out."""
FEWEST_DIFFER, MOST_DIFFER = 2.0, 60.0
"""Between these lies k; with fewer than three groups nothing is known of how they differ: ``PLAIN``."""
PLAIN = 12.0
FIRST = 8.0
"""So many visits weigh the defaults."""


@dataclass(frozen=True, slots=True)
class LogTimes:
    """Log-normal lengths: mean and spread of the logarithm of the seconds."""

    mean: float
    spread: float

    @property
    def minutes(self) -> float:
        """The mean length."""
        return exp(self.mean + self.spread**2 / 2) / 60


DEFAULT = LogTimes(log(8.2 * 60), 0.6)
"""Ten minutes on average, for a hall that has served nobody yet."""


@dataclass(frozen=True, slots=True)
class Observed:
    """Visits of one group: how many, the mean of their logarithms, and the sum of squares around it."""

    n: int = 0
    mean: float = 0.0
    squares: float = 0.0

    @classmethod
    def of(cls, seconds: Iterable[float]) -> "Observed":
        logs = [log(each) for each in seconds if SHORTEST <= each <= LONGEST]
        if not logs:
            return cls()
        mean = sum(logs) / len(logs)
        return cls(len(logs), mean, sum((each - mean) ** 2 for each in logs))


class ServiceTimes:
    """What the hall knows: visits by field, and by (field, procedure)."""

    def __init__(
        self, fields: Mapping[str, Observed], procedures: Mapping[tuple[str, str], Observed]
    ) -> None:
        self.fields, self.procedures = fields, procedures

    def of(self, field: str, procedure: str = "") -> LogTimes:
        """The likely lengths of a visit for this field, and procedure where the person named it."""
        times = self._of_field.get(field, self.hall)
        seen = self.procedures.get((field, procedure)) if procedure else None
        return _drawn(seen, times, self._procedures_differ) if seen else times

    @cached_property
    def visits(self) -> int:
        return sum(seen.n for seen in self.fields.values())

    @cached_property
    def hall(self) -> LogTimes:
        """Somebody of whom nothing is known: the mean of the fields, each counting by its visits at most
        ``PLAIN`` times, so that one busy field does not speak for all."""
        weights = [(min(seen.n, PLAIN), seen) for seen in self.fields.values() if seen.n]
        total = sum(weight for weight, _ in weights)
        squares, free = _within(self.fields.values())
        mean = (FIRST * DEFAULT.mean + sum(weight * seen.mean for weight, seen in weights)) / (FIRST + total)
        return LogTimes(mean, sqrt((FIRST * DEFAULT.spread**2 + squares) / (FIRST + free)))

    @cached_property
    def _of_field(self) -> dict[str, LogTimes]:
        differ = _differ(list(self.fields.values()))
        return {field: _drawn(seen, self.hall, differ) for field, seen in self.fields.items()}

    @cached_property
    def _procedures_differ(self) -> float:
        return _differ(list(self.procedures.values()))


def _drawn(seen: Observed, towards: LogTimes, differ: float) -> LogTimes:
    mean = (seen.n * seen.mean + differ * towards.mean) / (seen.n + differ)
    free = max(seen.n - 1, 0)
    spread = sqrt((seen.squares + PLAIN * towards.spread**2) / (free + PLAIN))
    return LogTimes(mean, spread)


def _within(groups: Iterable[Observed]) -> tuple[float, int]:
    rows = [seen for seen in groups if seen.n > 1]
    return sum(seen.squares for seen in rows), sum(seen.n - 1 for seen in rows)


def _differ(groups: list[Observed]) -> float:
    """k: the variance within groups over the variance between their true means."""
    rows = [seen for seen in groups if seen.n > 1]
    if len(rows) < 3:
        return PLAIN
    squares, free = _within(rows)
    within = squares / free
    mean = sum(seen.mean for seen in rows) / len(rows)
    seen_between = sum((seen.mean - mean) ** 2 for seen in rows) / (len(rows) - 1)
    between = seen_between - within * sum(1 / seen.n for seen in rows) / len(rows)
    return min(MOST_DIFFER, max(FEWEST_DIFFER, within / between)) if between > 0 else MOST_DIFFER
