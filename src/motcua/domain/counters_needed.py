"""Which counters to open when, so that nine in ten people wait at most so long: from a hall's own past days.

The arrivals of past days are played again (``simulation``, the real rule) with lengths of visits drawn from
what the hall has learned, each time with another plan of open counters:

1. The fewest counters that together serve every field, at every point and with every skill that was needed,
   stay open all day.
2. While in some half-hour more than one in ten of those who come would wait longer than the aim, the one
   counter more is opened, in that half-hour or beside it, that takes away most of what is too long.
3. Whatever can be closed again without breaking the aim is closed.

What a plan promises is then played with lengths that were not used to find it, for the plan was chosen to
look good on the others. A half-hour that cannot be held with the counters there are is named, not hidden.
All times are seconds from the opening of the first half-hour.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from math import inf
from random import Random

from motcua.domain.queueing import RULES, Desk, Lane, Rules, Skill, Waiting, serves
from motcua.domain.service_times import DEFAULT, LogTimes
from motcua.domain.simulation import Habits, Play
from motcua.domain.simulation_hall import Arrival, Hall, Span, Station

AIM = 20 * 60.0
"""Nine in ten wait at most so many seconds."""
SHARE = 0.9
UNSERVED = 12 * 3600.0
"""Counted as the wait of somebody whom no open counter serves."""
LEAST_GAIN = 0.01
"""Another counter must take away at least this part of what is too long."""
EDGE = 0.9
"""A plan is looked for with this part of the aim, for it looks better on the days it was found on."""
STAYING = 0.04
"""So much better is a counter that is open in the half-hour before or after too."""
CLOCK = datetime(2026, 1, 1, tzinfo=UTC)
"""Any moment: a plan is of no particular day."""

Plan = tuple[frozenset[int], ...]
"""By half-hour: which counters (their place in the list of counters) are open."""


@dataclass(frozen=True, slots=True)
class Came:
    """One person of a past day. ``at``: seconds from the opening; ``gone``: left before the call;
    ``collects``: only took a result; ``point``: the receiving point where they came."""

    at: float
    field: str
    favoured: bool = False
    gone: bool = False
    collects: bool = False
    point: str = ""
    needs: frozenset[Skill] = frozenset()

    @property
    def kind(self) -> tuple[str, bool, str, tuple[str, ...]]:
        """All that says which counters serve them."""
        return self.field, self.collects, self.point, tuple(sorted(self.needs))

    @property
    def like(self) -> Waiting:
        """Somebody whom the same counters serve."""
        lane = Lane.RESULT if self.collects else Lane.NEW
        return Waiting("", CLOCK, "", 0, self.field, lane=lane, point=self.point, needs=self.needs)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a plan comes to, in seconds of waiting: nine in ten wait less than ``most``; by half-hour of
    arrival too (0 where nobody came)."""

    most: float
    mean: float
    over: float  # the share of people who wait longer than the aim
    by_slot: tuple[float, ...]

    def excess(self, aim: float) -> float:
        return sum(max(0.0, most - aim) for most in self.by_slot)


@dataclass(frozen=True, slots=True)
class Needed:
    """The plan, what it promises, the half-hours that cannot be held, and what one clerk changes."""

    plan: Plan
    outcome: Outcome
    not_held: tuple[int, ...]
    one_more: tuple[Plan, Outcome]
    one_less: tuple[Plan, Outcome]
    all_day: Mapping[int, Outcome]  # with so many counters open from morning to evening


class Week:
    """Past days and the counters of a hall. ``slots``: the half-hours in which it is open; between two of
    them may lie a pause. ``times``: lengths of visits, by field and whether a result is collected."""

    def __init__(
        self,
        days: Sequence[Sequence[Came]],
        desks: Sequence[Desk],
        slots: Sequence[Span],
        times: Mapping[tuple[str, bool], LogTimes],
        *,
        aim: float = AIM,
        rules: Rules = RULES,
        habits: Habits | None = None,
        seed: int = 1,
        plays: int = 2,
    ) -> None:
        self.desks, self.slots, self.aim, self.rules = desks, slots, aim, rules
        self.edge = aim * EDGE
        self.habits = habits or Habits()
        found = {each.kind: each.like for day in days for each in day}
        self.kinds = sorted(found)
        self.likes = [found[kind] for kind in self.kinds]
        self.days = [sorted(day, key=lambda each: each.at) for day in days for _ in range(plays)]
        random = Random(seed)  # noqa: S311 - the same week gives the same plan
        self.visits = [
            [
                Arrival(
                    each.at,
                    self.kinds.index(each.kind),
                    each.favoured,
                    _length(random, times, each),
                )
                for each in day
            ]
            for day in self.days
        ]
        self._known: dict[Plan, Outcome] = {}

    def outcome(self, plan: Plan) -> Outcome:
        """Play every day with this plan; kept, so that the same plan is played once."""
        if plan not in self._known:
            stations = [Station(desk, self.spans(plan, n)) for n, desk in enumerate(self.desks)]
            waits: list[list[float]] = [[] for _ in self.slots]
            for day, visits in zip(self.days, self.visits, strict=True):
                self._play(stations, day, visits, waits)
            self._known[plan] = _outcome(waits, self.aim)
        return self._known[plan]

    def _play(
        self,
        stations: Sequence[Station],
        day: Sequence[Came],
        visits: Sequence[Arrival],
        waits: list[list[float]],
    ) -> None:
        hall = Hall([], stations, now=CLOCK, rules=self.rules)
        for like in self.likes:
            hall.kind_of(like)
        gone = frozenset(n for n, each in enumerate(day) if each.gone)
        called = Play(hall, [0.0] * len(stations), [], gone, visits, self.habits).run()
        for each, at in zip(day, called, strict=True):
            if not each.gone:
                slot, since = self.slot_of(each.at)
                waits[slot].append(min(at - since, UNSERVED))

    def slot_of(self, at: float) -> tuple[int, float]:
        """The half-hour of an arrival, and since when the wait counts: who comes before the opening waits
        from the opening, for no counter could be open sooner."""
        for number, (begins, ends) in enumerate(self.slots):
            if at < ends:
                return number, max(at, begins)
        return len(self.slots) - 1, at

    def spans(self, plan: Plan, counter: int) -> tuple[Span, ...]:
        """When this counter calls. Before a pause and in the evening it calls on until nobody waits."""
        spans: list[Span] = []
        for number, (begins, _) in enumerate(self.slots):
            if counter not in plan[number]:
                continue
            after = self.slots[number + 1][0] if number + 1 < len(self.slots) else inf
            if spans and spans[-1][1] >= begins:
                spans[-1] = (spans[-1][0], after)
            else:
                spans.append((begins, after))
        return tuple(spans)

    @cached_property
    def fewest(self) -> frozenset[int]:
        """The fewest counters, roughly, that together serve everybody who came: each field at each point, and
        each skill that was needed."""
        left, chosen = set(range(len(self.likes))), set()
        while left:
            served = [{n for n in left if serves(desk, self.likes[n])} for desk in self.desks]
            best = max(range(len(self.desks)), key=lambda n: len(served[n]), default=None)
            if best is None or not served[best]:
                break
            chosen.add(best)
            left -= served[best]
        return frozenset(chosen)


def needed(week: Week, fresh: Week) -> Needed:
    """The plan found on ``week``, and what it promises on ``fresh``: the same days with other lengths."""
    plan: Plan = (week.fewest,) * len(week.slots)
    plan, beyond = _opened(week, plan)
    plan = _closed(week, plan)
    promised = fresh.outcome(plan)
    return Needed(
        plan,
        promised,
        tuple(n for n in sorted(beyond) if promised.by_slot[n] > week.aim),
        (more := _one_more(week, plan), fresh.outcome(more)),
        (less := _one_less(week, plan), fresh.outcome(less)),
        {n: fresh.outcome(_all_day(week, n)) for n in range(len(week.fewest), len(week.desks) + 1)},
    )


def _opened(week: Week, plan: Plan) -> tuple[Plan, set[int]]:
    """Open one counter after the other until every half-hour is held or nothing helps any more."""
    beyond: set[int] = set()
    while True:
        now = week.outcome(plan)
        late = [n for n, most in enumerate(now.by_slot) if most > week.edge and n not in beyond]
        if not late:
            return plan, beyond
        options = [
            (_with(plan, slot, counter), _beside(plan, slot, counter))
            for slot in range(max(0, late[0] - 1), min(len(plan), late[0] + 3))
            for counter in range(len(week.desks))
            if counter not in plan[slot]
        ]
        best = min(
            options, key=lambda each: _burden(week, each[0]) * (1 - STAYING * each[1]), default=(plan, 0)
        )[0]
        if best is plan or _burden(week, best) > _burden(week, plan) * (1 - LEAST_GAIN):
            beyond.add(late[0])
        else:
            plan = best


def _closed(week: Week, plan: Plan) -> Plan:
    """Close again whatever does not make it worse; first where most are open."""
    for slot in sorted(range(len(plan)), key=lambda n: (-len(plan[n]), n)):
        for counter in sorted(plan[slot] - week.fewest, key=lambda n: (_beside(plan, slot, n), -n)):
            option = _with(plan, slot, counter)
            if week.outcome(option).excess(week.edge) <= week.outcome(plan).excess(week.edge):
                plan = option
    return plan


def _beside(plan: Plan, slot: int, counter: int) -> int:
    """In how many of the half-hours beside it this counter is open: a clerk who can stay is better."""
    return sum(counter in plan[n] for n in (slot - 1, slot + 1) if 0 <= n < len(plan))


def _burden(week: Week, plan: Plan) -> float:
    """What is too long, and a little of every wait: where a half-hour is hopeless, fewer still suffer."""
    outcome = week.outcome(plan)
    return outcome.excess(week.edge) + 0.1 * outcome.mean


def _with(plan: Plan, slot: int, counter: int) -> Plan:
    """The plan with one counter changed in one half-hour: opened, or closed if it was open."""
    return (*plan[:slot], plan[slot] ^ {counter}, *plan[slot + 1 :])


def _one_more(week: Week, plan: Plan) -> Plan:
    """In every half-hour the next counter of the list that is closed then."""
    everybody = range(len(week.desks))
    return tuple(slot | {n for n in everybody if n not in slot and _first_closed(n, slot)} for slot in plan)


def _first_closed(counter: int, slot: frozenset[int]) -> bool:
    return all(n in slot for n in range(counter))


def _one_less(week: Week, plan: Plan) -> Plan:
    """In every half-hour one counter fewer, never below those that serve every field."""
    return tuple(slot - {max(slot - week.fewest)} if slot - week.fewest else slot for slot in plan)


def _all_day(week: Week, number: int) -> Plan:
    others = [n for n in range(len(week.desks)) if n not in week.fewest]
    chosen = week.fewest | set(others[: number - len(week.fewest)])
    return (chosen,) * len(week.slots)


def _length(random: Random, times: Mapping[tuple[str, bool], LogTimes], each: Came) -> float:
    known = times.get((each.field, each.collects), DEFAULT)
    return random.lognormvariate(known.mean, known.spread)


def _outcome(waits: Sequence[Sequence[float]], aim: float) -> Outcome:
    everybody = sorted(wait for slot in waits for wait in slot)
    return Outcome(
        _most(everybody),
        sum(everybody) / max(1, len(everybody)),
        sum(wait > aim for wait in everybody) / max(1, len(everybody)),
        tuple(_most(sorted(slot)) for slot in waits),
    )


def _most(ordered: Sequence[float]) -> float:
    """The 90th percentile."""
    if not ordered:
        return 0.0
    at = SHARE * len(ordered) - 0.5
    low = min(max(int(at), 0), len(ordered) - 1)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * min(max(at - low, 0.0), 1.0)
