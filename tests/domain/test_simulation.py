"""The fast simulation calls in exactly the order of the rule itself."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from heapq import heapify, heappop, heappush

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.domain.queueing import (
    RULES,
    Desk,
    Lane,
    Priority,
    Rules,
    Waiting,
    next_ticket,
    return_after,
    run_after,
)
from motcua.domain.simulation import NEVER, Habits, Play
from motcua.domain.simulation_hall import Arrival, Hall, Station, opens

pytestmark = pytest.mark.pure
NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
FIELDS = ["civil-status", "land", "social"]


@st.composite
def people(draw: st.DrawFn) -> list[Waiting]:
    rows = []
    for number in range(draw(st.integers(1, 14))):
        arrived = NOW - timedelta(seconds=60 * draw(st.integers(0, 100)))
        appointment = draw(st.one_of(st.none(), st.integers(-40, 60)))
        rows.append(
            Waiting(
                str(number),
                arrived,
                draw(st.sampled_from("AB")),
                number,
                draw(st.sampled_from(FIELDS)),
                draw(st.sampled_from([None, None, None, Priority.ELDERLY])),
                draw(st.sampled_from([Lane.NEW, Lane.NEW, Lane.COME_BACK, Lane.RESULT])),
                draw(st.sampled_from([0, 0, 0, 6, 9])),
                draw(st.sampled_from(["", "", "hamlet"])),
                frozenset(draw(st.sampled_from([[], [], ["sign"]]))),
                None if appointment is None else NOW + timedelta(minutes=appointment),
                draw(st.sampled_from([0, 0, 1, 2])),
            )
        )
    return rows


DESKS = st.lists(
    st.builds(
        Desk,
        st.sampled_from([frozenset(), frozenset(FIELDS[:1]), frozenset(FIELDS[1:]), frozenset(["results"])]),
        st.sampled_from([frozenset(), frozenset(["sign"])]),
        st.sampled_from(["", "hamlet"]),
        st.integers(0, 2),
    ),
    min_size=1,
    max_size=4,
)


def by_the_rule(
    line: list[Waiting],
    desks: list[Desk],
    free: list[float],
    seconds: list[float],
    gone: set[int],
    rules: Rules,
) -> list[tuple[float, int, int]]:
    """The same hall with ``next_ticket``, one call after the other; slow and plain."""
    waiting, made, missed, calls = list(line), 5, dict.fromkeys(range(len(line)), 0), []
    missing: dict[int, Waiting] = {}
    runs = [desk.favoured_run for desk in desks]
    events = [(at, number) for number, at in enumerate(free)]
    heapify(events)
    idle: set[int] = set()
    while events:
        at, number = heappop(events)
        now = NOW + timedelta(seconds=at)
        if (absent := missing.pop(number, None)) is not None:
            missed[int(absent.id)] += 1
            if missed[int(absent.id)] < 2:
                waiting.append(_returning(absent, return_after(made, rules)))
                for other in sorted(idle):
                    heappush(events, (at, other))
                idle.clear()
        desk = desks[number]
        desk = Desk(desk.fields, desk.skills, desk.point, runs[number])
        turn = next_ticket(waiting, desk, now=now, calls_made=made, rules=rules)
        if turn is None:
            idle.add(number)
            continue
        waiting.remove(turn)
        made += 1
        runs[number] = run_after(runs[number], turn, now, rules)
        person = int(turn.id)
        calls.append((at, number, person))
        if person in gone:
            missing[number] = turn
            heappush(events, (at + 90, number))
        else:
            heappush(events, (at + seconds[person], number))
    return calls


def _returning(person: Waiting, at: int) -> Waiting:
    return replace(person, returns_at=at)


@given(people(), DESKS, st.data())
def test_it_calls_whom_the_rule_calls(line: list[Waiting], desks: list[Desk], data: st.DataObject) -> None:
    rules = Rules(
        in_a_row=data.draw(st.integers(1, 3)), head_start=timedelta(minutes=data.draw(st.integers(0, 60)))
    )
    free = [float(data.draw(st.integers(0, 900))) for _ in desks]
    seconds = [float(data.draw(st.integers(20, 1500))) for _ in line]
    gone = {n for n in range(len(line)) if data.draw(st.integers(0, 5)) == 0}
    hall = Hall(line, [Station(desk) for desk in desks], now=NOW, calls_made=5, rules=rules)
    trace: list[tuple[float, int, int]] = []
    called = Play(hall, free, seconds, frozenset(gone), trace=trace).run()
    assert trace == by_the_rule(line, desks, free, seconds, gone, rules)
    first = {}
    for at, _, person in trace:
        first.setdefault(person, at)
    assert called == [first.get(n, NEVER) for n in range(len(line))]


def person(number: int, field: str = "land", priority: Priority | None = None) -> Waiting:
    return Waiting(str(number), NOW - timedelta(minutes=20 - number), "C", number, field, priority)


def test_who_comes_later_finds_a_counter_that_was_idle() -> None:
    hall = Hall([person(1)], [Station(Desk()), Station(Desk())], now=NOW)
    kind = hall.kind_of(person(9, "social"))
    called = Play(
        hall, [0, 0], [600.0], arrivals=[Arrival(60, kind, False, 600), Arrival(70, 0, True, 60)]
    ).run()
    assert called == [0, 60, 600]


def test_counters_call_only_while_they_are_open() -> None:
    spans = ((0.0, 100.0), (1000.0, 5000.0))
    assert [opens(spans, at) for at in (-5, 50, 100, 1200, 5000)] == [0, 50, 1000, 1200, NEVER]
    hall = Hall([person(1), person(2), person(3)], [Station(Desk(), spans)], now=NOW)
    assert Play(hall, [0], [90.0, 300.0, 60.0]).run() == [0, 90, 1000]


def test_it_stops_once_those_are_called_who_were_asked_for() -> None:
    hall = Hall([person(1), person(2), person(3)], [Station(Desk())], now=NOW)
    assert Play(hall, [0], [60.0] * 3, wanted=[1]).run() == [0, 60, NEVER]


def test_a_clerk_who_is_away_for_a_while_calls_later() -> None:
    hall = Hall([person(1), person(2)], [Station(Desk())], now=NOW, rules=RULES)
    assert Play(hall, [0], [60.0, 60.0], habits=Habits(pause=lambda visit: visit * 2)).run() == [0, 180]
