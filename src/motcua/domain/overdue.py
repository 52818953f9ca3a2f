"""Who used the overdue: the time past a due date, shared out to the steps that outran their share.

Circular 01/2018/TT-VPCP Arts 12-15 (``domain.md`` 1.7, index 2) measures each agency against its own share
of the term; Decision 3857/QĐ-UBND times the steps of the internal process in hours. A step has its share of
the term's working time. What it used beyond that is its overrun; the overruns share the overdue in
proportion, in whole seconds whose sum is exactly the overdue. Time in which the clock stood is nobody's.

>>> share_out(10, (3, 3, 3))
(4, 3, 3)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from motcua.domain.working_hours import WorkingHours

SECOND, TICK = timedelta(seconds=1), timedelta(microseconds=1)
Stretch = tuple[datetime, datetime | None]
"""A time in which the clock ran; None where it still runs."""


@dataclass(frozen=True, slots=True)
class Work:
    """A step as it went. Rows with the same ``key`` (a step done again) have one share together.

    ``hours`` is the step's part of the process (0: not counted); ``done`` is None while it is open.
    """

    key: str
    unit: str
    hours: Decimal | int
    opened: datetime
    done: datetime | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What one step used of the term, what it had, and its part of the overdue; seconds of working time."""

    key: str
    unit: str
    used: int
    allowed: int
    overdue: int

    @property
    def overrun(self) -> int:
        return max(0, self.used - self.allowed)


@dataclass(frozen=True, slots=True)
class Overdue:
    """``total`` is the working time past the due date, the exact sum of the parts and ``nobodys``.

    ``nobodys`` is not 0 only where no step was open after the due date and none outran its share.
    """

    total: int
    parts: tuple[Part, ...]
    nobodys: int

    def by_unit(self) -> dict[str, int]:
        """Seconds of the overdue by unit, of the units that have any, in the order of their steps."""
        units: dict[str, int] = {}
        for part in self.parts:
            if part.overdue:
                units[part.unit] = units.get(part.unit, 0) + part.overdue
        return units


def attribute(
    works: Sequence[Work],
    running: Sequence[Stretch],
    *,
    due_at: datetime,
    until: datetime,
    process_hours: Decimal | int,
    hours: WorkingHours,
) -> Overdue:
    """Share the working time from ``due_at`` to ``until`` out to the steps.

    ``running``: when the clock of the present count ran; ``process_hours``: the counted hours of all
    steps of the process, those not reached included; ``until``: when it was decided, or now.
    """
    clock = _Clock(running, until, hours)
    # What is still to come belongs to the shares too, also while the clock stands: the due date moves then.
    resumed = [*running[:-1], *((begins, None) for begins, _ in running[-1:])]
    whole = _Clock(resumed, max(until, due_at), hours)
    term = whole.ran(datetime.min.replace(tzinfo=due_at.tzinfo), due_at)
    total = clock.ran(due_at, until) // SECOND
    keys = list(dict.fromkeys(work.key for work in works))
    used, late, allowed = ({key: timedelta() for key in keys} for _ in range(3))
    units: dict[str, str] = {}
    for work in works:
        done = work.done or until
        used[work.key] += clock.ran(work.opened, done)
        late[work.key] += clock.ran(max(work.opened, due_at), done)
        units.setdefault(work.key, work.unit)
        if process_hours:
            allowed[work.key] = Fraction(work.hours) / Fraction(process_hours) * (term // TICK) // 1 * TICK
    overruns = [max(used[key] - allowed[key], timedelta()) // TICK for key in keys]
    weights = overruns if any(overruns) else [late[key] // TICK for key in keys]
    shares = share_out(total, weights)
    parts = tuple(
        Part(key, units[key], used[key] // SECOND, allowed[key] // SECOND, share)
        for key, share in zip(keys, shares, strict=True)
    )
    return Overdue(total, parts, total - sum(shares))


def share_out(total: int, weights: Sequence[int]) -> tuple[int, ...]:
    """``total`` in whole parts in proportion to the weights, exactly (the largest remainders round up).

    Without any weight nobody gets anything.
    """
    whole = sum(weights)
    if not whole:
        return (0,) * len(weights)
    shares = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda place: -(total * weights[place] % whole))
    for place in by_remainder[: total - sum(shares)]:
        shares[place] += 1
    return tuple(shares)


class _Clock:
    """The stretches in which it ran, up to an end."""

    def __init__(self, running: Sequence[Stretch], until: datetime, hours: WorkingHours) -> None:
        self.stretches = [(begins, min(ends or until, until)) for begins, ends in running]
        self.hours = hours

    def ran(self, begins: datetime, ends: datetime) -> timedelta:
        """Working time of the clock between two moments."""
        total = timedelta()
        for first, last in self.stretches:
            start, end = max(first, begins), min(last, ends)
            if start < end:
                total += self.hours.working_time_between(start, end)
        return total
