"""What follows a call: missed calls keep their place, transfers keep the arrival, ends are ends."""

import pytest

from motcua.catalogue.models import Field
from motcua.domain.refusal import Conflict, Forbidden, Invalid
from motcua.hall import actions
from motcua.hall.models import Ticket
from motcua.people.models import Officer
from tests.hall.test_calling import Hall


@pytest.fixture
def hall(cast):
    hall = Hall(cast)
    hall.opens(hall.first, hall.mai)
    return hall


def state(ticket):
    return Ticket.objects.get(pk=ticket.pk).state


def test_a_missed_call_keeps_its_place_for_three_calls(hall):
    tickets = [hall.arrives() for _ in range(6)]
    missed = hall.calls()
    hall.does(actions.no_show, missed)
    order = []
    for _ in range(6):
        order.append(hall.calls())
        hall.serves(order[-1])
    assert order == [*tickets[1:4], missed, *tickets[4:]]


def test_where_nobody_else_waits_the_missed_one_is_called_at_once(hall):
    ticket = hall.arrives()
    hall.does(actions.no_show, hall.calls())
    assert hall.calls() == ticket


def test_the_third_missed_call_ends_the_number(hall):
    ticket = hall.arrives()
    for _ in range(3):
        hall.does(actions.no_show, hall.calls())
    assert state(ticket) == "no_show"
    assert hall.calls() is None


def test_who_comes_after_all_is_called_with_a_reason(hall):
    ticket = hall.arrives()
    for _ in range(3):
        hall.does(actions.no_show, hall.calls())
    back = hall.does(actions.call_ticket, ticket, counter=hall.first, reason="returned")
    assert (back.state, back.ended_at) == ("called", None)


def test_a_transfer_keeps_the_number_and_the_arrival(hall):
    ticket = hall.arrives("civil-status")
    others = [hall.arrives("land") for _ in range(2)]
    hall.does(actions.start_serving, hall.calls())
    moved = hall.does(actions.transfer, ticket, field=Field.objects.get(code="land"))
    assert (moved.text, moved.queued_at, moved.state) == (ticket.text, ticket.queued_at, "waiting")
    hall.opens(hall.second, hall.hoa, "land")
    assert hall.calls(hall.second, hall.hoa) == ticket != others[0]


def test_a_transfer_to_the_same_field_is_refused(hall):
    ticket = hall.arrives("land")
    hall.calls()
    with pytest.raises(Invalid):
        hall.does(actions.transfer, ticket, field=ticket.field)


def test_a_hold_frees_the_counter_and_coming_back_goes_before_the_line(hall):
    ticket, other, third = (hall.arrives() for _ in range(3))
    hall.does(actions.start_serving, hall.calls())
    hall.does(actions.hold, ticket)
    assert hall.calls() == other
    hall.does(actions.resume, ticket, hall.cast.support)
    hall.serves(other)
    assert hall.calls() == ticket != third


@pytest.mark.parametrize("act", ["start_serving", "no_show", "recall"])
def test_the_same_button_twice_tells_the_second_who_was_first(hall, act):
    ticket = hall.arrives()
    hall.calls()
    hall.does(actions.start_serving, ticket)
    with pytest.raises(Conflict) as refused:
        hall.does(getattr(actions, act), ticket)
    assert hall.mai.name_vi in refused.value.words.vi
    assert "từ 09:04:00" in refused.value.words.vi


def test_only_the_counter_that_has_the_number_may_act_on_it(hall):
    ticket = hall.arrives()
    hall.opens(hall.second, hall.hoa)
    hall.calls()
    for act in (actions.start_serving, actions.no_show, actions.recall, actions.hold):
        with pytest.raises(Conflict):
            hall.does(act, ticket, hall.hoa)
    assert state(ticket) == "called"


def test_another_commune_may_not_touch_it(hall):
    ticket = hall.arrives()
    stranger = Officer.objects.get(login="counter.sonlam")
    hall.calls()
    for act, more in [
        (actions.start_serving, {}),
        (actions.no_show, {}),
        (actions.void, {"reason": "left"}),
    ]:
        with pytest.raises(Forbidden):
            hall.does(act, ticket, stranger, **more)
    assert state(ticket) == "called"


def test_a_visit_ends_only_once_it_has_begun(hall):
    ticket = hall.arrives()
    hall.calls()
    with pytest.raises(Conflict):
        hall.does(actions.complete, ticket)


def test_a_void_number_needs_a_reason_and_is_never_called(hall):
    ticket = hall.arrives()
    with pytest.raises(Invalid):
        hall.does(actions.void, ticket, reason="")
    hall.does(actions.void, ticket, reason="left")
    assert hall.calls() is None
    with pytest.raises(Conflict):
        hall.does(actions.void, ticket, reason="left")


def test_an_end_on_a_clock_set_back_is_not_before_the_beginning(hall):
    ticket = hall.arrives()
    hall.does(actions.start_serving, hall.calls())
    hall.later(-60)
    assert hall.does(actions.complete, ticket).ended_at == ticket.issued_at
