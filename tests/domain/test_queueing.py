"""The order of calls: priority first, with a bound, the same however it is asked."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from motcua.domain.queueing import (
    IN_A_ROW,
    RESULTS,
    Lane,
    Priority,
    Waiting,
    next_ticket,
    order,
    people_ahead,
    return_after,
    run_after,
)

OPENING = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
FIELDS = {"civil"}


def person(number: int, *, favoured: bool = False, minute: int | None = None) -> Waiting:
    arrived = OPENING + timedelta(minutes=number if minute is None else minute)
    return Waiting(str(number), arrived, "A", number, "civil", Priority.PREGNANT if favoured else None)


@st.composite
def halls(draw: st.DrawFn, absent: bool = True) -> list[Waiting]:
    people = []
    for number in range(1, draw(st.integers(0, 14)) + 1):
        one = person(number, favoured=draw(st.booleans()), minute=draw(st.integers(0, 5)))
        lane = draw(st.sampled_from(Lane))
        people.append(replace(one, lane=lane, returns_at=draw(st.integers(0, 6)) if absent else 0))
    return people


def test_in_order_of_arrival() -> None:
    hall = [person(3), person(1), person(2)]
    assert [turn.number for turn in order(hall, FIELDS)] == [1, 2, 3]
    first = next_ticket(hall, FIELDS)
    assert first is not None
    assert first.number == 1


def test_nobody_waits_for_these_fields() -> None:
    assert next_ticket([], FIELDS) is None
    assert next_ticket([person(1)], {"land"}) is None
    assert order([person(1)], {"land"}) == []


def test_priority_goes_ahead_but_at_most_two_in_a_row() -> None:
    hall = [person(1), person(2), *(person(number, favoured=True) for number in range(3, 8))]
    assert [turn.number for turn in order(hall, FIELDS)] == [3, 4, 1, 5, 6, 2, 7]
    assert [turn.number for turn in order(hall, FIELDS, favoured_run=2)][:3] == [1, 3, 4]
    assert [turn.number for turn in order(hall, FIELDS, favoured_run=9)][:3] == [1, 3, 4]


def test_who_comes_back_with_a_paper_goes_ahead() -> None:
    came_back = replace(person(9, minute=0), lane=Lane.COME_BACK)
    assert [turn.number for turn in order([person(1), person(2), came_back], FIELDS)] == [9, 1, 2]


def test_results_are_handed_over_by_their_field_or_by_the_result_counter() -> None:
    collector = replace(person(1), lane=Lane.RESULT, field="land")
    assert next_ticket([collector, person(2)], {RESULTS}) == collector
    assert next_ticket([collector], {"land"}) == collector
    assert next_ticket([collector], FIELDS) is None


def test_a_no_show_keeps_the_place_but_is_passed_over() -> None:
    absent = replace(person(1), returns_at=return_after(10, calls=2))
    hall = [absent, person(2), person(3), person(4)]
    assert [turn.number for turn in order(hall, FIELDS, calls_made=10)] == [2, 3, 1, 4]
    assert next_ticket([absent], FIELDS, calls_made=10) == absent
    assert [turn.number for turn in order([absent, person(2)], FIELDS, calls_made=10)] == [2, 1]


@given(halls(), st.integers(0, 4), st.integers(0, 4))
def test_the_predicted_order_is_what_calling_gives(hall: list[Waiting], run: int, calls: int) -> None:
    predicted = order(hall, FIELDS, favoured_run=run, calls_made=calls)
    left, called = list(hall), []
    while (turn := next_ticket(left, FIELDS, favoured_run=run, calls_made=calls)) is not None:
        called.append(turn)
        left.remove(turn)
        run, calls = run_after(run, turn), calls + 1
    assert called == predicted
    assert sorted(turn.id for turn in called) == sorted(one.id for one in hall)


@given(halls(), st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_how_the_list_came(hall: list[Waiting], random: object) -> None:
    shuffled = list(hall)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert order(shuffled, FIELDS) == order(hall, FIELDS)


@given(halls(absent=False), st.integers(0, 4))
def test_people_ahead_from_counts_is_the_place_in_the_order(hall: list[Waiting], run: int) -> None:
    for place, turn in enumerate(order(hall, FIELDS, favoured_run=run)):
        own = [one for one in hall if one.favoured == turn.favoured]
        before = sum(one.place < turn.place for one in own)
        others = len(hall) - len(own)
        assert place == people_ahead(before=before, others=others, favoured=turn.favoured, favoured_run=run)


@given(halls(absent=False), st.data())
def test_when_somebody_leaves_nobody_is_worse_off(hall: list[Waiting], data: st.DataObject) -> None:
    if not hall:
        return
    gone = data.draw(st.sampled_from(hall))
    before = {turn.id: place for place, turn in enumerate(order(hall, FIELDS))}
    after = order([one for one in hall if one != gone], FIELDS)
    assert all(place <= before[turn.id] for place, turn in enumerate(after))


@given(st.integers(0, 8), st.lists(st.booleans(), max_size=60))
def test_nobody_starves_however_many_favoured_people_keep_coming(ahead: int, coming: list[bool]) -> None:
    """An ordinary person with n ordinary people ahead waits for at most n + (n + 1) * k calls."""
    hall = [person(number) for number in range(ahead + 1)]
    last, run, calls = hall[-1], 0, 0
    for number, favoured in enumerate([*coming, *[True] * 60], start=100):
        hall.append(person(number, favoured=favoured))
        turn = next_ticket(hall, FIELDS, favoured_run=run, calls_made=calls)
        assert turn is not None
        hall.remove(turn)
        if turn == last:
            break
        run, calls = run_after(run, turn), calls + 1
    assert calls <= ahead + (ahead + 1) * IN_A_ROW


@given(halls(absent=False))
def test_no_more_than_the_bound_in_a_row_while_others_wait(hall: list[Waiting]) -> None:
    turns = order(hall, FIELDS)
    for start in range(len(turns) - IN_A_ROW):
        window = turns[start : start + IN_A_ROW + 1]
        if any(not later.favoured for later in turns[start:]):
            assert any(not one.favoured for one in window)
