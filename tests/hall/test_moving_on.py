"""One number for several things: other places, one counter alone, the basket, no ticket at all, breaks."""

from datetime import timedelta

import pytest

from motcua.base.models import Event
from motcua.catalogue.models import Field
from motcua.domain.refusal import Conflict, Forbidden, Invalid, Refusal
from motcua.hall import actions, queries
from motcua.hall.models import Break, Duty, Ticket
from motcua.hall.wishes import Wish
from motcua.places.models import Point
from tests.hall.test_calling import Hall


@pytest.fixture
def hall(cast):
    hall = Hall(cast)
    hall.opens(hall.first, hall.mai, "civil-status")
    return hall


def field(code):
    return Field.objects.get(code=code)


def served(hall, **more):
    hall.arrives(**more)
    return hall.does(actions.start_serving, hall.calls())


def test_the_next_errand_is_served_on_where_the_counter_does_it(hall):
    hall.opens(hall.first, hall.mai, "civil-status", "land")
    ticket = served(hall, errands=[Wish(field("land"), "1.001193", 3), Wish(field("social"))])
    on = hall.does(actions.go_on, ticket)
    assert (on.state, on.field_id, on.procedure_code, on.amount) == ("serving", "land", "1.001193", 3)
    assert on.counter == hall.first
    assert on.serving_at == hall.now
    away = hall.does(actions.go_on, on)
    assert (away.state, away.field_id, away.counter, away.queued_at) == (
        "waiting",
        "social",
        None,
        ticket.queued_at,
    )
    with pytest.raises(Conflict):
        hall.does(actions.go_on, away)


def test_nothing_further_is_said(hall):
    ticket = served(hall)
    with pytest.raises(Refusal, match="nothing further"):
        hall.does(actions.go_on, ticket)
    hall.does(actions.add_errand, ticket, wish=Wish(field("land"), amount=2))
    assert hall.does(actions.go_on, ticket).amount == 2


def test_a_number_sent_to_one_counter_is_called_by_that_one_alone(hall):
    hall.opens(hall.second, hall.hoa, "civil-status")
    ticket = served(hall)
    hall.does(actions.transfer, ticket, counter=hall.second, note="xem lại hộ tịch cũ")
    assert hall.calls() is None
    assert hall.calls(hall.second, hall.hoa) == ticket
    ticket.refresh_from_db()
    assert ticket.note == "xem lại hộ tịch cũ"
    assert "hộ tịch" not in str(list(Event.objects.values_list("data", flat=True)))


def test_when_that_counter_closes_any_other_calls_them(hall):
    hall.opens(hall.second, hall.hoa, "civil-status")
    ticket = served(hall)
    hall.does(actions.transfer, ticket, counter=hall.second)
    assert hall.calls() is None
    hall.does(actions.close_counter, hall.second, hall.hoa)
    assert hall.calls() == ticket


def test_nobody_is_sent_to_a_counter_that_cannot_serve_them(hall):
    ticket = served(hall)
    with pytest.raises(Invalid):
        hall.does(actions.transfer, ticket, counter=hall.second)  # closed
    with pytest.raises(Invalid):
        hall.does(actions.transfer, ticket, counter=hall.first)  # where they stand
    with pytest.raises(Invalid):
        hall.does(actions.transfer, ticket)


def test_to_another_receiving_point_and_back(hall):
    there = Point.objects.create(center=hall.center, name_vi="Điểm B")
    ticket = served(hall)
    moved = hall.does(actions.transfer, ticket, point=there)
    assert moved.point == there
    assert hall.calls() is None
    hall.second.point = there
    hall.second.save(update_fields=["point"])
    hall.opens(hall.second, hall.hoa)
    hall.does(actions.start_serving, hall.calls(hall.second, hall.hoa), hall.hoa)
    hall.does(actions.transfer, ticket, hall.hoa, point=hall.center)
    assert hall.calls() == ticket


def test_served_without_a_number_with_a_reason(hall):
    hall.arrives()
    with pytest.raises(Invalid):
        hall.does(actions.serve_without_ticket, hall.first, field=field("land"), reason="friend")
    ticket = hall.does(actions.serve_without_ticket, hall.first, field=field("land"), reason="brief")
    called = Event.objects.get(kind="ticket.called")
    assert (called.data["reason"], called.data["call"]) == ("brief", 1)
    with pytest.raises(Conflict, match=ticket.text):
        hall.does(actions.serve_without_ticket, hall.first, field=field("land"), reason="brief")


def test_a_counter_on_a_break_calls_nobody_and_everybody_sees_why(hall):
    ticket = hall.arrives()
    until = hall.now + timedelta(minutes=20)
    away = hall.does(actions.begin_break, hall.first, reason="rest", until=until)
    for press in (
        hall.calls,
        lambda: hall.does(actions.call_ticket, ticket, counter=hall.first, reason="urgent"),
        lambda: hall.does(actions.begin_break, hall.first, reason="meal"),
    ):
        with pytest.raises(Refusal, match="on a break since"):
            press()
    assert queries.counters(hall.center)[0].away == away
    hall.does(actions.end_break, hall.first)
    assert queries.counters(hall.center)[0].away is None
    with pytest.raises(Conflict):
        hall.does(actions.end_break, hall.first)
    assert hall.calls() == ticket
    with pytest.raises(Conflict):
        hall.does(actions.begin_break, hall.first, reason="rest")


@pytest.mark.parametrize("minutes", [-5, 0, 241])
def test_a_break_ends_within_hours(hall, minutes):
    with pytest.raises(Invalid):
        actions.begin_break(
            hall.first, reason="rest", until=hall.now + timedelta(minutes=minutes), by=hall.mai, now=hall.now
        )
    with pytest.raises(Invalid):
        hall.does(actions.begin_break, hall.first, reason="nap")


def test_closing_ends_the_break(hall):
    hall.does(actions.begin_break, hall.first, reason="meal")
    hall.does(actions.close_counter, hall.first)
    assert Break.objects.get().ended_at == hall.now


def test_the_head_and_the_officer_change_what_a_counter_serves(hall):
    hall.does(actions.change_counter, hall.first, fields=["land"], skills=["thai"])
    hall.does(actions.change_counter, hall.first, hall.cast.center, skills=["thai", "sign"])
    assert (Duty.objects.get().fields, Duty.objects.get().skills) == (["land"], ["sign", "thai"])
    for stranger in (hall.hoa, hall.cast.support):
        with pytest.raises(Forbidden):
            hall.does(actions.change_counter, hall.first, stranger, fields=[])
    with pytest.raises(Refusal, match="not open"):
        hall.does(actions.change_counter, hall.second, hall.cast.center, fields=[])
    with pytest.raises(Invalid):
        hall.does(actions.change_counter, hall.first, skills=["latin"])


def test_who_needs_another_skill_or_stands_elsewhere_is_not_ahead(hall):
    there = Point.objects.create(center=hall.center, name_vi="Điểm B")
    hall.arrives(needs=["thai"])
    hall.arrives(point=there)
    hall.arrives(appointment_at=hall.now + timedelta(minutes=50))
    ticket = hall.arrives()
    assert hall.ahead(ticket) == 0
    hall.opens(hall.first, hall.mai, "civil-status")
    hall.does(actions.change_counter, hall.first, skills=["thai"])
    assert hall.ahead(ticket) == 1


@pytest.mark.parametrize("text", ["x" * 201, "a\x00b"])
def test_a_note_is_one_short_line(hall, text):
    ticket = served(hall)
    with pytest.raises(Invalid):
        hall.does(actions.write_note, ticket, text=text)
    hall.does(actions.write_note, ticket, text="  hai\n dòng ")
    assert Ticket.objects.get().note == "hai dòng"


def test_an_outcome_is_one_of_the_list(hall):
    ticket = served(hall)
    with pytest.raises(Invalid):
        hall.does(actions.complete, ticket, outcome="splendid")
    assert hall.does(actions.complete, ticket, outcome="advised").outcome == "advised"


def test_a_counter_left_open_yesterday_calls_nobody(hall):
    hall.arrives()
    hall.later(24 * 60)
    with pytest.raises(Refusal, match="not open"):
        hall.calls()
