"""Taking back the last press: everything as before, no number and no call number used again."""

from datetime import timedelta

import pytest

from motcua.base.models import Event
from motcua.catalogue.models import Field
from motcua.domain.refusal import Conflict, Refusal
from motcua.hall import actions
from motcua.hall.actions.presses import KEPT
from motcua.hall.models import Duty, HallDay, Ticket
from motcua.hall.replay import replay
from motcua.hall.wishes import Wish
from tests.cast import MONDAY_0900
from tests.hall.test_calling import Hall


@pytest.fixture
def hall(cast):
    hall = Hall(cast)
    hall.opens(hall.first, hall.mai)
    return hall


def row(ticket):
    return Ticket.objects.values(*KEPT).get(pk=ticket.pk)


def replayed(hall):
    found = replay(hall.center, MONDAY_0900.date())
    assert found.difference is None
    return found


def served(hall, **more):
    ticket = hall.arrives(**more)
    return hall.does(actions.start_serving, hall.calls()) and ticket


@pytest.mark.parametrize(
    ("act", "more", "begun"),
    [
        (actions.recall, {}, False),
        (actions.start_serving, {}, False),
        (actions.no_show, {}, False),
        (actions.hold, {}, False),
        (actions.hold, {"note": "đợi bản sao"}, True),
        (actions.complete, {"outcome": "advised"}, True),
        (actions.void, {"reason": "left"}, True),
        (actions.go_on, {}, True),
    ],
)
def test_each_press_is_taken_back(hall, act, more, begun):
    other = Field.objects.get(code="land")
    ticket = hall.arrives(errands=[Wish(other, "1.001193", 2)])
    hall.calls()
    if begun:
        hall.does(actions.start_serving, ticket)
    before = row(ticket)
    hall.does(act, ticket, **more)
    assert row(ticket) != before
    pressed = Event.objects.filter(subject=ticket.journal_subject).order_by("-number").first()
    hall.does(actions.undo, hall.first)
    assert row(ticket) == before
    assert ticket.errands.get().begun_at is None
    undone = Event.objects.get(kind="press.undone")
    assert (undone.data["undone"], undone.data["what"]) == (pressed.number, pressed.kind)
    assert Duty.objects.get().last_press is None
    replayed(hall)


def test_a_call_taken_back_keeps_its_number_and_gives_back_the_row(hall):
    favoured = [hall.arrives(priority="elderly") for _ in range(2)]
    ordinary = hall.arrives()
    hall.serves(hall.calls())
    assert hall.calls() == favoured[1]
    assert Duty.objects.get().favoured_run == 2
    hall.does(actions.undo, hall.first)
    assert Duty.objects.get().favoured_run == 1
    assert HallDay.objects.get().made == 2
    again = hall.calls()
    assert again == favoured[1] != ordinary
    assert [
        event.data["call"] for event in Event.objects.filter(kind="ticket.called").order_by("number")
    ] == [*(1, 2, 3)]
    assert replayed(hall).calls == 3


def test_only_once_and_only_within_two_minutes(hall):
    hall.arrives()
    with pytest.raises(Refusal, match="nothing to take back"):
        hall.does(actions.undo, hall.first)
    hall.calls()
    hall.later(2)
    with pytest.raises(Refusal, match="more than 2 minutes ago"):
        hall.does(actions.undo, hall.first)
    hall.now -= timedelta(minutes=2)
    hall.does(actions.undo, hall.first)
    with pytest.raises(Refusal, match="nothing to take back"):
        hall.does(actions.undo, hall.first)


def test_what_somebody_else_has_built_on_stays(hall):
    ticket = hall.arrives()
    hall.calls()
    hall.does(actions.hold, ticket)
    hall.now -= timedelta(seconds=30)
    hall.does(actions.resume, ticket, hall.cast.support)
    with pytest.raises(Conflict, match="Somebody else has moved number"):
        actions.undo(hall.first, by=hall.mai, now=hall.now)
    ticket.refresh_from_db()
    assert ticket.state == "waiting"


def test_another_officer_takes_back_nothing_of_mine(hall):
    hall.arrives()
    hall.calls()
    with pytest.raises(Conflict):
        hall.does(actions.undo, hall.first, hall.hoa)


def test_who_was_served_without_a_number_leaves_a_void_one(hall):
    land = Field.objects.get(code="land")
    ticket = hall.does(actions.serve_without_ticket, hall.first, field=land, reason="brief")
    assert (ticket.state, ticket.number, ticket.source) == ("serving", 1, "staff")
    hall.does(actions.undo, hall.first)
    ticket.refresh_from_db()
    assert ticket.state == "void"
    assert Event.objects.get(kind="ticket.voided").data["reason"] == "mistaken"
    assert hall.arrives("land").number == 2
    assert len(replayed(hall).out_of_turn) == 1


def test_a_person_who_took_another_number_does_not_get_the_old_one_back(hall):
    ticket = served(hall, holder="a" * 64)
    hall.does(actions.complete, ticket)
    hall.now -= timedelta(seconds=50)
    hall.arrives(holder="a" * 64)
    with pytest.raises(Conflict, match="has taken another number"):
        actions.undo(hall.first, by=hall.mai, now=hall.now)


def test_the_press_keeps_no_personal_data(hall):
    ticket = hall.arrives(dossier_code="", holder="b" * 64)
    hall.calls()
    hall.does(actions.hold, ticket, note="bà Nguyễn Thị Lan")
    kept = str(Duty.objects.get().last_press)
    assert "Lan" not in kept
    assert "b" * 64 not in kept
