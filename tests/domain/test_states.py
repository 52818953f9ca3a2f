"""The table of moves is complete, consistent and refuses in words."""

import pytest

from motcua.domain import states
from motcua.domain.refusal import Refusal
from motcua.domain.states import TRANSITIONS, Clock, Move, State, after, check, moves_from


def test_the_codes_are_the_national_ones() -> None:
    assert [int(state) for state in State] == list(range(1, 11))
    assert State(9).words.vi == "Đã xử lý xong"


def test_one_whole_day() -> None:
    state: State | None = None
    for move in (Move.ACCEPT, Move.TRANSFER, Move.ASSIGN, Move.PROCESS, Move.DECIDE, Move.ISSUE, Move.RETURN):
        state = after(state, move)
    assert state is State.RETURNED


def test_a_supplement_restarts_and_a_payment_resumes() -> None:
    assert after(State.IN_PROCESS, Move.REQUEST_SUPPLEMENT) is State.SUPPLEMENT
    assert states.transition(State.SUPPLEMENT, Move.SUPPLEMENT).clock is Clock.RESTART
    assert after(State.IN_PROCESS, Move.PAUSE) is State.AWAIT_PAYMENT
    assert states.transition(State.AWAIT_PAYMENT, Move.RESUME).clock is Clock.RESUME


@pytest.mark.parametrize("state", sorted(states.OPEN_STATES))
def test_withdrawal_until_there_is_a_decision(state: State) -> None:
    assert after(state, Move.WITHDRAW) is State.WITHDRAWN


@pytest.mark.parametrize(
    ("state", "move"),
    [
        (None, Move.ISSUE), (State.ACCEPTED, Move.ACCEPT), (State.ACCEPTED, Move.ISSUE),
        (State.PROCESSED, Move.WITHDRAW), (State.RETURNED, Move.RETURN), (State.AWAIT_PAYMENT, Move.EXTEND),
        (State.SUPPLEMENT, Move.DECIDE), (State.NOT_ACCEPTED, Move.ACCEPT),
    ],
)  # fmt: skip
def test_what_is_refused_and_on_which_basis(state: State | None, move: Move) -> None:
    with pytest.raises(Refusal) as refused:
        check(state, move)
    assert refused.value.code == "move_not_allowed"
    assert "Nghị định" in refused.value.basis
    assert refused.value.words.vi.endswith(".")


def test_every_row_stands_once_and_every_state_and_move_is_named() -> None:
    assert len({(row.before, row.move) for row in TRANSITIONS}) == len(TRANSITIONS)
    assert {row.move for row in TRANSITIONS} == set(Move) == set(states.MOVES)
    assert set(State) == set(states.NAMES) == set(states.PLAIN)
    assert all(row.form in {"", "01", "02", "03", "04", "05", "06", "07"} and row.by for row in TRANSITIONS)


def test_every_state_is_reached_and_only_ended_ones_have_no_way_out() -> None:
    assert {row.after for row in TRANSITIONS} == set(State)
    final = {state for state in State if not moves_from(state)}
    assert final == states.ENDED_STATES - {State.PROCESSED}
    assert moves_from(State.PROCESSED) == (Move.RETURN,)


def test_the_clock_ends_exactly_where_the_dossier_does() -> None:
    for row in TRANSITIONS:
        leaves_open = row.after in states.ENDED_STATES and row.before not in states.ENDED_STATES
        assert leaves_open == (row.clock is Clock.END), row


def test_residents_read_no_office_language() -> None:
    for state in State:
        assert "TTHC" not in states.plain(state).vi
        assert states.plain(state).vi.endswith(".")
