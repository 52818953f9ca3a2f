"""The wait of who came just so, on a day with appointments: those who have not come yet are counted, once."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.base.actors import System
from motcua.base.rows import new_id
from motcua.catalogue.models import Field
from motcua.hall import actions, forecasts, foresight, service_times
from motcua.hall.actions import appointments
from motcua.hall.models import Appointment, HallRules, Ticket
from motcua.places.models import Counter
from tests.cast import MONDAY_0900, Cast

STAFF = System("test")
FRIDAY = MONDAY_0900 - timedelta(days=3)
MINUTE = timedelta(minutes=1)


class Hall:
    """Kim Bảng's hall on a Monday at nine: one counter for land, ten minutes a visit, people who wait."""

    def __init__(self, cast: Cast) -> None:
        self.center, self.now = cast.kim_bang, MONDAY_0900
        self.land = Field.objects.get(code="land")
        self.learns(40)
        counter = Counter.objects.filter(center=self.center)[0]
        actions.open_counter(counter, fields=["land"], by=cast.counter, now=self.now)

    def learns(self, visits: int) -> None:
        for number in range(1, visits + 1):
            called = FRIDAY + number * timedelta(minutes=10)
            Ticket.objects.create(
                id=new_id(), center=self.center, day=FRIDAY.date(), series="C", number=number,
                field=self.land, token=f"land-{number}", state="done", calls=1,
                issued_at=called, queued_at=called, present_at=called, called_at=called,
                serving_at=called, ended_at=called + timedelta(minutes=10),
            )  # fmt: skip
        service_times.learn(self.center, self.now)

    def arrives(self, **more: object) -> Ticket:
        return actions.issue(self.center, field=self.land, by=STAFF, now=self.now, **more)

    def books(
        self, minutes: int, code: str = "land", day: datetime = MONDAY_0900, **more: object
    ) -> Appointment:
        starts_at = day + minutes * MINUTE
        return Appointment.objects.create(
            id=new_id(), center=self.center, field=Field.objects.get(code=code), minutes=10,
            token=new_id().hex[:24], code=new_id().hex[-6:], day=starts_at.date(), starts_at=starts_at,
            made_at=FRIDAY, **more,
        )  # fmt: skip

    def comes_for(self, appointment: Appointment) -> Ticket:
        return appointments.check_in(appointment, by=STAFF, now=self.now)

    def promised(self) -> float:
        """Minutes until the promise to somebody who takes a number now; they do not stay."""
        ticket = self.arrives()
        assert ticket.promised_by is not None
        ticket.delete()
        return (ticket.promised_by - self.now) / MINUTE

    def minutes(self, ticket: Ticket) -> float:
        forecast = forecasts.outlook(self.center, self.now).of(ticket)
        assert forecast is not None
        return forecast.half / 60


@pytest.fixture
def hall(cast: Cast) -> Hall:
    hall = Hall(cast)
    for _ in range(6):
        hall.arrives()
    return hall


def test_three_appointments_make_the_promise_later_by_about_their_visits(hall: Hall) -> None:
    without = hall.promised()
    for minutes in (15, 20, 30):
        hall.books(minutes)
    assert hall.promised() - without == pytest.approx(3 * 0.85 * 10, abs=8)


def test_whoever_has_come_is_counted_once(hall: Hall) -> None:
    booked = hall.books(5)
    last = hall.arrives()
    before = hall.minutes(last)
    ticket = hall.comes_for(booked)
    assert forecasts.outlook(hall.center, hall.now).expected == []
    assert hall.minutes(last) == pytest.approx(before, abs=4)
    # and nobody waits for themselves: alone in the hall, a free counter promises nothing
    Ticket.objects.filter(state="waiting").exclude(pk=ticket.pk).update(state="left", ended_at=hall.now)
    assert hall.minutes(ticket) == 0


def test_nobody_waits_for_themselves_when_they_get_their_number(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forecasts.waiting, "LONG_LINE", 3)  # there the plain formula would add them
    without = hall.promised()
    booked = hall.books(5)
    assert hall.promised() > without
    assert (hall.comes_for(booked).promised_by - hall.now) / MINUTE == without


@pytest.mark.parametrize("state", ["moved", "cancelled", "missed"])
def test_who_gave_the_time_back_or_is_later_than_the_rule_is_not_counted(hall: Hall, state: str) -> None:
    without = hall.promised()
    for minutes in (15, 20):
        hall.books(minutes, state=state, ended_at=hall.now)
    hall.books(-16)  # fifteen minutes late is the most
    hall.books(20, day=MONDAY_0900 + timedelta(days=1))
    hall.books(20, code="social")  # no counter is open for it
    assert hall.promised() == without


def test_late_within_the_rule_is_counted_still(hall: Hall) -> None:
    without = hall.promised()
    for _ in range(4):
        hall.books(-1)
    assert hall.promised() > without + 10


def test_a_long_line_counts_them_as_people_ahead(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forecasts.waiting, "LONG_LINE", 3)
    without = hall.promised()
    for minutes in (15, 20, 30):
        hall.books(minutes)
    assert hall.promised() - without == pytest.approx(3 * 0.85 * 10, abs=5)


def test_a_line_that_they_make_too_long_is_not_played(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forecasts.waiting, "LONG_LINE", 8)
    assert not forecasts.outlook(hall.center, hall.now).is_long
    for minutes in (15, 20, 30, 200):
        hall.books(minutes)
    assert forecasts.outlook(hall.center, hall.now).is_long


def test_the_head_is_warned_of_the_wait_they_will_make(hall: Hall) -> None:
    HallRules.objects.create(center=hall.center, wait_limit_minutes=65)
    foresight.look_ahead(hall.now)
    assert forecasts.warnings(hall.center, hall.now) == []
    for minutes in (15, 20, 30):
        hall.books(minutes)
    foresight.look_ahead(hall.now)
    (warning,) = forecasts.warnings(hall.center, hall.now)
    assert warning.field_id == "land"


def test_a_day_full_of_appointments_costs_no_more_statements(hall: Hall) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as taken:
            forecasts.outlook(hall.center, hall.now).of(ticket)
        return len(taken)

    ticket = hall.arrives()
    few = cost()
    for minutes in range(0, 300, 5):
        hall.books(minutes)
    assert cost() == few


def test_how_many_come_in_time_is_learned_and_drawn_to_the_belief(hall: Hall) -> None:
    def comes() -> float:
        return service_times.learn(hall.center, hall.now).comes

    assert comes() == 0.85
    for _ in range(10):
        hall.books(60, day=FRIDAY, state="missed", ended_at=FRIDAY + 80 * MINUTE)
    assert comes() == pytest.approx(17 / 30)
    for came in (50, 75, 76):  # the last is later than the rule allows
        ticket = hall.arrives()
        ended = FRIDAY + came * MINUTE
        hall.books(60, day=FRIDAY, state="arrived", ended_at=ended, ticket=ticket)
    hall.books(60, day=FRIDAY, state="cancelled", ended_at=FRIDAY)
    hall.books(60, day=FRIDAY - timedelta(days=40), state="missed", ended_at=FRIDAY)
    assert comes() == pytest.approx(19 / 33)
    hall.books(5)
    (expected,) = forecasts.outlook(hall.center, hall.now).expected
    assert expected.comes == pytest.approx(19 / 33)
