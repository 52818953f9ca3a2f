"""The order of calls: priority first, with two bounds, the same however it is asked."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from motcua.domain.queueing import (
    RESULTS,
    RULES,
    Desk,
    Lane,
    Priority,
    Rules,
    Waiting,
    next_ticket,
    order,
    people_ahead,
    return_after,
    run_after,
)

OPENING = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
NOW = OPENING + timedelta(minutes=5)
CIVIL = Desk(frozenset({"civil"}))
LAND = Desk(frozenset({"land"}))


def at(minute: float) -> datetime:
    return OPENING + timedelta(minutes=minute)


def person(number: int, *, favoured: bool = False, minute: float | None = None) -> Waiting:
    arrived = at(number if minute is None else minute)
    return Waiting(str(number), arrived, "A", number, "civil", Priority.PREGNANT if favoured else None)


@st.composite
def halls(draw: st.DrawFn, absent: bool = True, longest: int = 5) -> list[Waiting]:
    people = []
    for number in range(1, draw(st.integers(0, 14)) + 1):
        one = person(number, favoured=draw(st.booleans()), minute=draw(st.integers(-longest, 5)))
        one = replace(one, lane=draw(st.sampled_from(Lane)))
        if absent:
            slot = draw(st.none() | st.integers(-30, 30))
            one = replace(
                one,
                returns_at=draw(st.integers(0, 6)),
                appointment=None if slot is None else at(slot),
                drawn=draw(st.integers(0, 3)),
            )
        people.append(one)
    return people


def numbers(hall: list[Waiting], desk: Desk = CIVIL, **given: object) -> list[int]:
    return [turn.number for turn in order(hall, desk, **({"now": NOW} | given))]  # type: ignore[arg-type]


def test_in_order_of_arrival() -> None:
    hall = [person(3), person(1), person(2)]
    assert numbers(hall) == [1, 2, 3]
    first = next_ticket(hall, CIVIL, now=NOW)
    assert first is not None
    assert first.number == 1


def test_nobody_waits_for_these_fields() -> None:
    assert next_ticket([], CIVIL, now=NOW) is None
    assert next_ticket([person(1)], LAND, now=NOW) is None
    assert order([person(1)], LAND, now=NOW) == []


def test_priority_goes_ahead_but_at_most_two_in_a_row() -> None:
    hall = [person(1), person(2), *(person(number, favoured=True) for number in range(3, 8))]
    assert numbers(hall) == [3, 4, 1, 5, 6, 2, 7]
    assert numbers(hall, replace(CIVIL, favoured_run=2))[:3] == [1, 3, 4]
    assert numbers(hall, replace(CIVIL, favoured_run=9))[:3] == [1, 3, 4]


def test_who_comes_back_with_a_paper_goes_ahead() -> None:
    came_back = replace(person(9, minute=0), lane=Lane.COME_BACK)
    assert numbers([person(1), person(2), came_back]) == [9, 1, 2]


def test_results_are_handed_over_by_their_field_or_by_the_result_counter() -> None:
    collector = replace(person(1), lane=Lane.RESULT, field="land")
    assert next_ticket([collector, person(2)], Desk(frozenset({RESULTS})), now=NOW) == collector
    assert next_ticket([collector], LAND, now=NOW) == collector
    assert next_ticket([collector], CIVIL, now=NOW) is None


def test_a_no_show_keeps_the_place_but_is_passed_over() -> None:
    absent = replace(person(1), returns_at=return_after(10, Rules(no_show_calls=2)))
    hall = [absent, person(2), person(3), person(4)]
    assert numbers(hall, calls_made=10) == [2, 3, 1, 4]
    assert next_ticket([absent], CIVIL, now=NOW, calls_made=10) == absent
    assert numbers([absent, person(2)], calls_made=10) == [2, 1]


@given(halls(), st.integers(0, 4), st.integers(0, 4))
def test_the_predicted_order_is_what_calling_gives(hall: list[Waiting], run: int, calls: int) -> None:
    predicted = order(hall, replace(CIVIL, favoured_run=run), now=NOW, calls_made=calls)
    left, called = list(hall), []
    while (
        turn := next_ticket(left, replace(CIVIL, favoured_run=run), now=NOW, calls_made=calls)
    ) is not None:
        called.append(turn)
        left.remove(turn)
        run, calls = run_after(run, turn, NOW), calls + 1
    assert called == predicted
    assert sorted(turn.id for turn in called) == sorted(one.id for one in hall)


@given(halls(), st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_how_the_list_came(hall: list[Waiting], random: object) -> None:
    shuffled = list(hall)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert order(shuffled, CIVIL, now=NOW) == order(hall, CIVIL, now=NOW)


def counted_ahead(turn: Waiting, hall: list[Waiting], run: int) -> int:
    favoured = turn.favoured_at(NOW)
    own = [one for one in hall if one.favoured_at(NOW) == favoured]
    theirs = [one for one in hall if one not in own]
    start = RULES.head_start
    still = [one for one in theirs if favoured or one.arrived <= turn.arrived + start]
    return people_ahead(
        earlier=sum(one.place() < turn.place() for one in own),
        others=len(still),
        others_older=sum(one.arrived < turn.arrived - start for one in still) if favoured else 0,
        favoured=favoured,
        favoured_run=run,
    )


@given(halls(absent=False), st.integers(0, 4))
def test_people_ahead_from_counts_is_the_place_in_the_order(hall: list[Waiting], run: int) -> None:
    for place, turn in enumerate(order(hall, replace(CIVIL, favoured_run=run), now=NOW)):
        assert place == counted_ahead(turn, hall, run)


@given(halls(absent=False, longest=150), st.integers(0, 4))
def test_people_ahead_is_never_less_than_the_place(hall: list[Waiting], run: int) -> None:
    for place, turn in enumerate(order(hall, replace(CIVIL, favoured_run=run), now=NOW)):
        assert place <= counted_ahead(turn, hall, run)


def test_who_waited_an_hour_longer_is_not_overtaken() -> None:
    hall = [person(1, minute=0), person(2, minute=1), person(3, favoured=True, minute=61)]
    assert numbers(hall, now=at(70)) == [1, 3, 2]


def test_an_appointment_is_called_in_its_time_neither_before_nor_long_after() -> None:
    booked = replace(person(9, minute=0), appointment=at(30))
    hall = [person(1, minute=1), person(2, minute=2), booked]
    assert numbers(hall, now=at(5)) == [1, 2, 9], "early: only where nobody else is ready"
    assert numbers([booked], now=at(5)) == [9]
    assert numbers(hall, now=at(20)) == [9, 1, 2], "due ten minutes before its time"
    late = replace(person(9, minute=46), appointment=at(30))
    assert numbers([person(1, minute=40), late, person(2, minute=50)], now=at(55)) == [1, 9, 2]


def test_a_counter_serves_who_needs_what_it_has_and_where_it_stands() -> None:
    signer, elsewhere = replace(person(1), needs=frozenset({"sign"})), replace(person(2), point="market")
    hall = [signer, elsewhere, person(3)]
    assert numbers(hall) == [3]
    assert numbers(hall, replace(CIVIL, skills=frozenset({"sign", "thai"}))) == [1, 3]
    assert numbers(hall, replace(CIVIL, point="market")) == [2]
    assert numbers([person(1), replace(person(2), field="land")], Desk()) == [1, 2]


def test_the_lot_decides_among_those_who_came_before_opening() -> None:
    drawn = [replace(person(number, minute=0), drawn=place) for number, place in ((1, 3), (2, 1), (3, 2))]
    assert numbers([*drawn, person(4, minute=1)]) == [2, 3, 1, 4]


@given(halls(absent=False), st.data())
def test_when_somebody_leaves_nobody_is_worse_off(hall: list[Waiting], data: st.DataObject) -> None:
    if not hall:
        return
    gone = data.draw(st.sampled_from(hall))
    before = {turn.id: place for place, turn in enumerate(order(hall, CIVIL, now=NOW))}
    after = order([one for one in hall if one != gone], CIVIL, now=NOW)
    assert all(place <= before[turn.id] for place, turn in enumerate(after))


@given(st.integers(0, 8), st.lists(st.booleans(), max_size=60))
def test_nobody_starves_however_many_favoured_people_keep_coming(ahead: int, coming: list[bool]) -> None:
    """An ordinary person with n ordinary people ahead waits for at most n + (n + 1) * k calls."""
    hall = [person(number) for number in range(ahead + 1)]
    last, run, calls = hall[-1], 0, 0
    for number, favoured in enumerate([*coming, *[True] * 60], start=100):
        hall.append(person(number, favoured=favoured))
        turn = next_ticket(hall, replace(CIVIL, favoured_run=run), now=NOW, calls_made=calls)
        assert turn is not None
        hall.remove(turn)
        if turn == last:
            break
        run, calls = run_after(run, turn, NOW), calls + 1
    assert calls <= ahead + (ahead + 1) * RULES.in_a_row


@given(halls(absent=False))
def test_no_more_than_the_bound_in_a_row_while_others_wait(hall: list[Waiting]) -> None:
    turns = order(hall, CIVIL, now=NOW)
    for start in range(len(turns) - RULES.in_a_row):
        window = turns[start : start + RULES.in_a_row + 1]
        if any(not later.favoured_at(NOW) for later in turns[start:]):
            assert any(not one.favoured_at(NOW) for one in window)
