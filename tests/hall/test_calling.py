"""Calls in order, by an officer at an open counter; every refusal says who and when."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.base.actors import System
from motcua.base.journal import verify
from motcua.base.models import Event
from motcua.catalogue.models import Field
from motcua.domain import queueing
from motcua.domain.refusal import Conflict, Forbidden, Invalid, Refusal
from motcua.hall import actions, guards, queries
from motcua.hall.models import Duty, Ticket
from motcua.people.models import Officer
from motcua.places.models import Counter
from tests.cast import MONDAY_0900

STAFF = System("test")


class Hall:
    """Kim Bảng's hall on a Monday: a minute passes with each act."""

    def __init__(self, cast):
        self.cast = cast
        self.center = cast.kim_bang
        self.now = MONDAY_0900
        self.first, self.second = Counter.objects.filter(center=self.center)[:2]
        self.mai = cast.counter
        self.hoa = Officer.objects.get(login="counter2.kimbang")

    def later(self, minutes=1):
        self.now += timedelta(minutes=minutes)
        return self.now

    def arrives(self, code="civil-status", **more):
        field = Field.objects.get(code=code)
        return actions.issue(self.center, field=field, by=STAFF, now=self.later(), **more)

    def opens(self, counter, officer, *fields):
        return actions.open_counter(counter, fields=list(fields), by=officer, now=self.later())

    def calls(self, counter=None, officer=None):
        return actions.call_next(counter or self.first, by=officer or self.mai, now=self.later())

    def does(self, act, ticket, officer=None, **more):
        return act(ticket, by=officer or self.mai, now=self.later(), **more)

    def serves(self, ticket):
        self.does(actions.start_serving, ticket)
        return self.does(actions.complete, ticket)

    def ahead(self, ticket):
        return queries.standing(Ticket.objects.get(pk=ticket.pk), queries.floor(self.center, self.now)).ahead


@pytest.fixture
def hall(cast):
    return Hall(cast)


def test_the_first_come_is_the_first_called(hall):
    one, two = hall.arrives(), hall.arrives("land")
    hall.opens(hall.first, hall.mai)
    assert hall.calls() == one
    hall.serves(one)
    assert hall.calls() == two


def test_a_counter_calls_only_its_fields(hall):
    hall.arrives("land")
    civil = hall.arrives("civil-status")
    hall.opens(hall.first, hall.mai, "civil-status")
    assert hall.calls() == civil
    hall.serves(civil)
    assert hall.calls() is None


def test_priority_goes_first_but_never_more_than_two_in_a_row(hall):
    ordinary = hall.arrives()
    favoured = [hall.arrives(priority="elderly") for _ in range(3)]
    hall.opens(hall.first, hall.mai)
    called = []
    for _ in range(4):
        called.append(hall.calls())
        hall.serves(called[-1])
    assert called == [favoured[0], favoured[1], ordinary, favoured[2]]


def test_two_counters_never_call_the_same_number(hall):
    tickets = {hall.arrives().pk for _ in range(2)}
    hall.opens(hall.first, hall.mai)
    hall.opens(hall.second, hall.hoa)
    assert {hall.calls().pk, hall.calls(hall.second, hall.hoa).pk} == tickets


def test_a_second_press_at_the_same_counter_is_told_what_is_there(hall):
    ticket = hall.arrives()
    hall.opens(hall.first, hall.mai)
    hall.calls()
    with pytest.raises(Conflict) as refused:
        hall.calls()
    assert f"Số {ticket.text} đang được gọi tại quầy 1 từ 09:03:00" in refused.value.words.vi


def test_a_closed_counter_calls_nobody(hall):
    hall.arrives()
    with pytest.raises(Refusal) as refused:
        hall.calls()
    assert refused.value.code == "counter_closed"


def test_a_counter_has_one_officer(hall):
    hall.opens(hall.first, hall.mai)
    for press in (lambda: hall.opens(hall.first, hall.hoa), lambda: hall.calls(hall.first, hall.hoa)):
        with pytest.raises(Conflict) as refused:
            press()
        assert hall.mai.name_vi in refused.value.words.vi
        assert "09:01" in refused.value.words.vi


def test_an_officer_has_one_counter(hall):
    hall.opens(hall.first, hall.mai)
    with pytest.raises(Conflict, match="counter 1"):
        hall.opens(hall.second, hall.mai)


def test_opening_again_changes_the_fields(hall):
    hall.opens(hall.first, hall.mai, "land")
    duty = hall.opens(hall.first, hall.mai, "civil-status", "land")
    assert duty.fields == ["civil-status", "land"]
    assert Duty.objects.count() == 1


def test_unknown_fields_are_refused(hall):
    with pytest.raises(Invalid):
        hall.opens(hall.first, hall.mai, "weather")


@pytest.mark.parametrize("login", ["office.kimbang", "leader.kimbang", "counter.sonlam", "province", "admin"])
def test_only_who_holds_a_counter_post_there_opens_a_counter(hall, login):
    stranger = Officer.objects.get(login=login)
    assert not guards.may_work_at(hall.first, stranger, hall.now)
    with pytest.raises(Forbidden) as refused:
        hall.opens(hall.first, stranger)
    assert refused.value.basis


def test_a_post_that_has_ended_opens_nothing(hall):
    hall.mai.posts.update(valid_to=hall.now.date() - timedelta(days=1))
    with pytest.raises(Forbidden):
        hall.opens(hall.first, hall.mai)


def test_a_counter_with_somebody_at_it_does_not_close(hall):
    ticket = hall.arrives()
    hall.opens(hall.first, hall.mai)
    hall.calls()
    with pytest.raises(Refusal, match=ticket.text):
        hall.does(actions.close_counter, hall.first)
    hall.serves(ticket)
    assert hall.does(actions.close_counter, hall.first).closed_at == hall.now


def test_what_was_left_open_yesterday_does_not_block_the_morning(hall):
    ticket = hall.arrives()
    hall.opens(hall.first, hall.mai)
    hall.calls()
    hall.later(24 * 60)
    hall.opens(hall.first, hall.hoa)
    ticket.refresh_from_db()
    assert ticket.state == "no_show"
    assert hall.calls(hall.first, hall.hoa) is None


def test_a_call_out_of_turn_needs_a_reason_that_stays(hall):
    hall.arrives()
    second = hall.arrives()
    hall.opens(hall.first, hall.mai)
    with pytest.raises(Invalid):
        hall.does(actions.call_ticket, second, counter=hall.first, reason="friend")
    hall.does(actions.call_ticket, second, counter=hall.first, reason="urgent")
    assert Event.objects.get(kind="ticket.called").data["reason"] == "urgent"


def test_a_number_called_elsewhere_cannot_be_called_again(hall):
    ticket = hall.arrives()
    hall.opens(hall.first, hall.mai)
    hall.opens(hall.second, hall.hoa)
    hall.calls()
    with pytest.raises(Conflict) as refused:
        hall.does(actions.call_ticket, ticket, hall.hoa, counter=hall.second, reason="urgent")
    assert hall.mai.name_vi in refused.value.words.vi
    assert "quầy 1" in refused.value.words.vi


def test_the_journal_holds_the_day_unbroken(hall):
    one, two = hall.arrives(), hall.arrives(priority="pregnant")
    hall.opens(hall.first, hall.mai)
    assert hall.calls() == two
    hall.does(actions.recall, two)
    hall.does(actions.no_show, two)
    hall.calls()
    hall.serves(one)
    assert verify().broken == ""
    kinds = Event.objects.filter(at__gt=MONDAY_0900).order_by("number")
    assert list(kinds.values_list("kind", flat=True)) == [
        *["ticket.issued"] * 2,
        "counter.opened",
        *["ticket.called", "ticket.recalled", "ticket.missed"],
        *["ticket.called", "ticket.serving", "ticket.completed"],
    ]


def test_people_ahead_is_the_place_in_the_order(hall):
    codes = ["civil-status", "land", "certification"]
    tickets = [
        hall.arrives(
            codes[n % 3], priority="elderly" if n % 4 == 1 else "", lane="come_back" if n == 7 else ""
        )
        for n in range(12)
    ]
    hall.opens(hall.first, hall.mai)
    hall.serves(hall.calls())
    order = queries.in_order(Duty.objects.get(), hall.now)
    assert len(order) == len(tickets) - 1
    assert [hall.ahead(ticket) for ticket in order] == list(range(len(order)))
    assert order[0] == hall.calls()


def test_who_missed_a_call_has_only_the_next_calls_ahead(hall):
    tickets = [hall.arrives() for _ in range(6)]
    hall.opens(hall.first, hall.mai)
    hall.does(actions.no_show, hall.calls())
    assert [hall.ahead(ticket) for ticket in tickets] == [3, 0, 1, 2, 3, 4]


def test_a_long_line_is_not_loaded_to_call_one(hall):
    for _ in range(5):
        hall.arrives()
    hall.opens(hall.first, hall.mai)
    duty = Duty.objects.select_related("counter__center").get()
    with CaptureQueriesContext(connection) as captured:
        people = queries.candidates(duty, 0, hall.now)
    assert len(captured) == 1
    assert [person.number for person in people] == [1]
    assert isinstance(people[0], queueing.Waiting)


def test_a_call_costs_the_same_however_many_wait(hall):
    def cost():
        by = Officer.objects.get(login="counter.kimbang")
        counter = Counter.objects.select_related("center__commune").get(pk=hall.first.pk)
        with CaptureQueriesContext(connection) as captured:
            actions.call_next(counter, by=by, now=hall.later())
        return len([each for each in captured if "SAVEPOINT" not in each["sql"]])

    hall.arrives()
    hall.opens(hall.first, hall.mai)
    few = cost()
    hall.does(actions.undo, hall.first)
    for _ in range(30):
        hall.arrives(priority="elderly")
    assert cost() == few <= 17
