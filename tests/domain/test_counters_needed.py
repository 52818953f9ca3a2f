"""Counters needed: small halls whose answer is plain, and a plan that another simulation confirms."""

import random
from datetime import timedelta
from heapq import heapify, heappop, heappush
from math import log

import pytest

from motcua.domain.counters_needed import AIM, CLOCK, Came, Plan, Week, needed
from motcua.domain.queueing import Desk, Priority, Waiting, next_ticket
from motcua.domain.service_times import LogTimes

pytestmark = pytest.mark.pure
HALF = 1800.0
SLOTS = [(n * HALF, (n + 1) * HALF) for n in range(8)]
TIMES = {("civil", False): LogTimes(log(480), 0.4), ("land", False): LogTimes(log(720), 0.4)}
DESKS = [
    Desk(frozenset({"civil"})),
    Desk(frozenset({"land"})),
    Desk(frozenset({"civil", "land"})),
    Desk(frozenset({"civil", "land"})),
    Desk(frozenset({"civil"})),
]


def day(rng: random.Random, busy: tuple[int, ...]) -> list[Came]:
    """``busy``: people by half-hour; two in three for civil status, one in eight favoured."""
    return [
        Came(
            slot * HALF + rng.random() * HALF,
            "civil" if rng.random() < 0.66 else "land",
            rng.random() < 0.12,
            rng.random() < 0.05,
        )
        for slot, people in enumerate(busy)
        for _ in range(people)
    ]


def week(busy: tuple[int, ...], seed: int = 1, **more: object) -> Week:
    rng = random.Random(5)
    return Week([day(rng, busy) for _ in range(5)], DESKS, SLOTS, TIMES, seed=seed, **more)  # type: ignore[arg-type]


def test_a_quiet_week_needs_only_somebody_for_every_field() -> None:
    found = needed(week((1,) * 8), week((1,) * 8, seed=2))
    assert all(len(slot) <= 2 for slot in found.plan)
    assert {"civil", "land"} <= set().union(*(DESKS[n].fields for n in found.plan[0]))
    assert found.outcome.most < AIM
    assert found.not_held == ()


def test_more_counters_are_open_when_more_people_come() -> None:
    busy = (12, 14, 5, 3, 3, 12, 12, 3)
    found = needed(week(busy), week(busy, seed=2))
    opened = [len(slot) for slot in found.plan]
    assert max(opened[:3]) > min(opened)
    assert found.outcome.most <= AIM * 1.15
    assert found.one_more[1].most <= found.outcome.most
    assert found.one_less[1].most > found.outcome.most
    assert found.all_day[5].most <= found.all_day[2].most


def test_what_cannot_be_held_is_said() -> None:
    busy = (60, 5, 3, 2, 2, 2, 2, 2)
    found = needed(week(busy), week(busy, seed=2))
    assert 0 in found.not_held
    assert len(found.plan[0]) == len(DESKS)


def test_waits_count_from_the_opening_and_pauses_are_worked_to_the_end() -> None:
    pause = [(0.0, 1800.0), (7200.0, 9000.0)]
    one = Week([[Came(-900, "civil")] * 5 + [Came(7100, "civil")]], DESKS[:1], pause, TIMES, plays=1)
    plan: Plan = (frozenset({0}), frozenset({0}))
    assert one.spans(plan, 0) == ((0.0, float("inf")),)
    assert one.slot_of(-900) == (0, 0.0)
    assert one.slot_of(7100) == (1, 7200.0)
    assert one.outcome(plan).most < 6000
    assert one.outcome((frozenset(), frozenset({0}))).by_slot[0] > 7000


def test_who_collects_a_result_goes_to_the_counter_for_results() -> None:
    desks = [Desk(frozenset({"land"})), Desk(frozenset({"results"}))]
    came = [Came(n * 60, "civil", collects=True) for n in range(9)]
    one = Week([came], desks, SLOTS, {("civil", True): LogTimes(log(60), 0.1)})
    assert one.fewest == frozenset({1})
    assert needed(one, one).plan == (frozenset({1}),) * 8


def by_the_rule(days: list[list[Came]], plan: Plan, spans: Week, rng: random.Random) -> list[float]:
    """Another simulation of the same plan: objects, ``next_ticket``, lengths of its own."""
    waits = []
    for people in days:
        events: list[tuple[float, int, int]] = [(each.at, 0, n) for n, each in enumerate(people)]
        opened = {n: spans.spans(plan, n) for n in range(len(DESKS))}
        events += [(begins, 1, n) for n, rows in opened.items() for begins, _ in rows]
        heapify(events)
        line: dict[str, Waiting] = {}
        busy_until = dict.fromkeys(range(len(DESKS)), 0.0)
        made = 0
        while events:
            at, kind, number = heappop(events)
            if kind == 0:
                each = people[number]
                came = CLOCK + timedelta(seconds=each.at)
                favoured = Priority.ELDERLY if each.favoured else None
                line[str(number)] = Waiting(str(number), came, "A", number, each.field, favoured)
            for desk in range(len(DESKS)):
                is_open = any(begins <= at < ends for begins, ends in opened[desk])
                if not is_open or busy_until[desk] > at:
                    continue
                now = CLOCK + timedelta(seconds=at)
                turn = next_ticket(line.values(), DESKS[desk], now=now, calls_made=made)
                if turn is None:
                    continue
                made += 1
                del line[turn.id]
                each = people[int(turn.id)]
                length = 90.0 if each.gone else rng.lognormvariate(TIMES[each.field, False].mean, 0.4)
                if not each.gone:
                    waits.append(at - max(0.0, each.at))
                busy_until[desk] = at + length
                heappush(events, (at + length, 1, desk))
    return sorted(waits)


def test_another_simulation_of_the_plan_comes_within_three_minutes() -> None:
    busy = (14, 10, 8, 6, 5, 10, 9, 4)
    found = needed(week(busy), week(busy, seed=2, plays=4))
    rng = random.Random(5)
    days = [day(rng, busy) for _ in range(5)]
    again = by_the_rule(days * 8, found.plan, week(busy), random.Random(11))
    assert abs(again[int(0.9 * len(again))] - found.outcome.most) <= 180
    assert abs(sum(again) / len(again) - found.outcome.mean) <= 90
