"""Forecasts from a hall's own rows: learned lengths, promises made and counted, warnings before the limit."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.base.actors import System
from motcua.base.models import Event, OutgoingMessage
from motcua.base.rows import new_id
from motcua.catalogue.models import Field
from motcua.hall import actions, forecasts, foresight, promises, queries, service_times
from motcua.hall.models import Break, Duty, HallPace, HallRules, ServiceTime, Ticket, WaitWarning
from motcua.people.models import Officer
from motcua.places.models import Counter
from tests.cast import MONDAY_0900, Cast

STAFF = System("test")
YESTERDAY = MONDAY_0900 - timedelta(days=3)


class Hall:
    """Kim Bảng's hall on a Monday, with visits of past days."""

    def __init__(self, cast: Cast) -> None:
        self.center = cast.kim_bang
        self.now = MONDAY_0900
        self.first, self.second = Counter.objects.filter(center=self.center)[:2]
        self.mai = cast.counter
        self.hoa = Officer.objects.get(login="counter2.kimbang")

    def visit(self, minutes: float, number: int, code: str = "land", **more: object) -> Ticket:
        """Somebody who was served on Friday."""
        field = Field.objects.get(code=code)
        called = YESTERDAY + timedelta(minutes=10 * number)
        facts = {
            "state": "done",
            "called_at": called,
            "serving_at": called,
            "ended_at": called + timedelta(minutes=minutes),
            "calls": 1,
            "issued_at": called - timedelta(minutes=20),
        } | more
        return Ticket.objects.create(
            id=new_id(),
            center=self.center,
            day=YESTERDAY.date(),
            series=field.series,
            number=number,
            field=field,
            token=f"token-{code}-{number}",
            present_at=facts["issued_at"],
            **({"queued_at": facts["issued_at"]} | facts),
        )

    def has_learned(self, minutes: float = 10) -> None:
        for number in range(1, 41):
            self.visit(minutes, number)
        service_times.learn(self.center, self.now)

    def arrives(self, code: str = "land", **more: object) -> Ticket:
        return actions.issue(self.center, field=Field.objects.get(code=code), by=STAFF, now=self.now, **more)

    def opens(self, counter: Counter, officer: Officer, *fields: str) -> Duty:
        return actions.open_counter(counter, fields=list(fields), by=officer, now=self.now)

    def minutes(self, ticket: Ticket, now: datetime | None = None) -> float:
        forecast = forecasts.outlook(self.center, now or self.now).of(ticket)
        assert forecast is not None
        return forecast.half / 60


@pytest.fixture
def hall(cast: Cast) -> Hall:
    return Hall(cast)


def test_lengths_are_learned_once_a_day_and_results_apart(hall: Hall) -> None:
    for number in range(1, 31):
        hall.visit(20, number, procedure_code="1.012783")
        hall.visit(2, number, "social", lane="result", priority="elderly")
    hall.visit(5, 99, state="no_show", serving_at=None)
    assert service_times.learn_all(hall.now) == 1
    times, row = service_times.known(hall.center)
    assert row is not None
    assert times.of("land", "1.012783").minutes > times.of("social").minutes > 10
    assert times.of("social", "result").minutes < 6
    assert row.favoured["social"] > 0
    assert row.visits == 30  # results teach nothing of the field
    HallPace.objects.update(visits=500)
    assert service_times.learn_all(hall.now + timedelta(hours=1)) == 0
    assert service_times.learn_all(hall.now + timedelta(hours=21)) == 1
    assert ServiceTime.objects.filter(center=hall.center).count() == 3


def test_gaps_while_somebody_waits_are_breaks_pressed_or_not(hall: Hall) -> None:
    for number in range(1, 21):  # called every ten minutes, served for five, all of them waiting since seven
        ticket = hall.visit(5, number, counter=hall.first, queued_at=YESTERDAY - timedelta(hours=2))
    pace = service_times.learn(hall.center, hall.now)
    assert pace.breaks_an_hour == pytest.approx((19 + 3) / (20 * 5 / 60 + 10))
    assert pace.break_minutes == pytest.approx((19 * 5 + 30) / 22)
    duty = hall.opens(hall.first, hall.mai, "land")
    assert ticket.ended_at is not None
    begins = ticket.ended_at - timedelta(minutes=9)  # between the last two visits
    Break.objects.create(duty=duty, reason="rest", begins_at=begins, until=begins, ended_at=begins)
    assert service_times.learn(hall.center, hall.now).breaks_an_hour < pace.breaks_an_hour


def test_a_free_counter_that_calls_nobody_is_taken_for_left(hall: Hall) -> None:
    hall.has_learned()
    hall.opens(hall.first, hall.mai, "land")
    ticket = hall.arrives()
    assert hall.minutes(ticket) == 0
    assert hall.minutes(ticket, hall.now + timedelta(minutes=2)) > 3


def test_nothing_is_promised_by_a_hall_that_knows_no_visits(hall: Hall) -> None:
    hall.opens(hall.first, hall.mai, "land")
    ticket = hall.arrives()
    assert ticket.promised_by is None
    assert forecasts.outlook(hall.center, hall.now).of(ticket) is None


def test_the_promise_is_made_at_issue_and_stays(hall: Hall) -> None:
    hall.has_learned()
    assert hall.arrives().promised_by is None  # no counter is open
    hall.opens(hall.first, hall.mai, "land")
    second = hall.arrives()
    assert second.promised_by is not None
    assert timedelta(minutes=10) < second.promised_by - hall.now < timedelta(minutes=25)
    third = hall.arrives()
    assert third.promised_by > second.promised_by
    assert hall.arrives("social").promised_by is None
    standing = queries.standing(third, queries.floor(hall.center, hall.now))
    assert standing.promised_by is not None
    assert standing.wait is not None
    assert (standing.wait.least, standing.wait.most) == (15, 25)
    assert hall.arrives(source="home", holder="a" * 64).promised_by is None


def test_a_free_counter_promises_nothing(hall: Hall) -> None:
    hall.has_learned()
    hall.opens(hall.first, hall.mai, "land")
    assert hall.arrives().promised_by is None


def test_what_counters_do_is_seen(hall: Hall) -> None:
    hall.has_learned()
    duty = hall.opens(hall.first, hall.mai, "land")
    first, second = hall.arrives(), hall.arrives()
    assert hall.minutes(second) == pytest.approx(10, abs=2)
    actions.call_next(hall.first, by=hall.mai, now=hall.now)
    assert hall.minutes(second, hall.now + timedelta(minutes=4)) < 8
    away = Break.objects.create(duty=duty, reason="rest", begins_at=hall.now, until=None)
    assert 2 < hall.minutes(second) < 10
    Break.objects.filter(pk=away.pk).update(until=hall.now + timedelta(minutes=40))
    assert hall.minutes(second) == pytest.approx(40)
    hall.opens(hall.second, hall.hoa)
    assert hall.minutes(second) == 0
    assert first.state == "waiting"  # as it was read


def test_over_lunch_nobody_is_called(hall: Hall) -> None:
    hall.has_learned()
    hall.now = MONDAY_0900.replace(hour=11, minute=0)
    hall.center.round_the_clock = False
    hall.opens(hall.first, hall.mai, "land")
    tickets = [hall.arrives() for _ in range(8)]
    assert hall.minutes(tickets[1]) < 15
    assert hall.minutes(tickets[7]) > 120


def test_reading_a_hall_costs_the_same_however_many_wait(hall: Hall) -> None:
    hall.has_learned()
    hall.opens(hall.first, hall.mai, "land")
    hall.opens(hall.second, hall.hoa)

    def cost() -> int:
        with CaptureQueriesContext(connection) as taken:
            seen = forecasts.outlook(hall.center, hall.now)
            for ticket in Ticket.objects.filter(state="waiting")[:3]:
                seen.of(ticket)
        return len(taken)

    hall.arrives()
    before = cost()
    for _ in range(9):
        hall.arrives()
    assert cost() == before <= 11


def test_a_long_line_is_counted_not_played(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    hall.has_learned()
    hall.opens(hall.first, hall.mai, "land")
    for _ in range(4):
        hall.arrives()
    played = hall.minutes(hall.arrives())
    monkeypatch.setattr(forecasts.waiting, "LONG_LINE", 3)
    ticket = hall.arrives()
    assert ticket.promised_by is not None
    assert forecasts.outlook(hall.center, hall.now).of(ticket, ahead=5).half / 60 == pytest.approx(
        played + 10, abs=6
    )
    hall.opens(hall.second, hall.hoa)  # for every field
    later = hall.arrives()
    assert later.promised_by is not None
    assert later.promised_by < ticket.promised_by


def test_how_often_promises_were_kept_is_published(hall: Hall) -> None:
    for number in range(1, 26):
        called = YESTERDAY + timedelta(minutes=10 * number)
        late = timedelta(minutes=-3 if number % 5 == 0 else 3)
        hall.visit(5, number, promised_by=called + late)
    hall.visit(5, 30, promised_by=YESTERDAY, calls=2)  # called again: left out
    hall.visit(5, 31, promised_by=None)
    hall.visit(5, 32, promised_by=YESTERDAY, state="no_show")
    told = promises.kept(hall.center, hall.now)
    assert (told.promised, told.kept, told.share) == (25, 20, 80)
    assert told.words.vi == "Tháng này 80% số được gọi đúng hẹn (20/25)"
    assert promises.kept(hall.center, hall.now.replace(month=12)).share is None


def test_broken_promises_stretch_the_next(hall: Hall) -> None:
    for number in range(1, 41):
        called = YESTERDAY + timedelta(minutes=10 * number)
        hall.visit(10, number, promised_by=called - timedelta(minutes=8))  # 12 promised, 20 waited
    assert service_times.learn(hall.center, hall.now).stretch == pytest.approx(
        (20 / 12) ** (1 / 21), abs=0.01
    )
    again = service_times.learn(hall.center, hall.now + timedelta(days=1))
    assert again.stretch == pytest.approx((20 / 12) ** (1 / 21), abs=0.01)  # the same promises teach once


def test_the_head_is_told_once_before_the_wait_passes(hall: Hall) -> None:
    hall.has_learned()
    Officer.objects.filter(login="center.kimbang").update(email="head@example.vn")
    HallRules.objects.create(center=hall.center, wait_limit_minutes=30)
    hall.opens(hall.first, hall.mai, "land")
    for _ in range(3):
        hall.arrives()
    assert foresight.look_ahead(hall.now) == 1
    assert forecasts.warnings(hall.center, hall.now) == []
    hall.arrives()
    hall.arrives()
    foresight.look_ahead(hall.now)
    foresight.look_ahead(hall.now + timedelta(minutes=1))
    (warning,) = forecasts.warnings(hall.center, hall.now + timedelta(minutes=1))
    assert warning.field_id == "land"
    assert warning.passes_at == hall.now + timedelta(minutes=30)
    assert Event.objects.filter(kind="hall.wait_foreseen").count() == 1
    (message,) = OutgoingMessage.objects.filter(purpose="wait_foreseen")
    assert "Đất đai" in message.text
    hall.opens(hall.second, hall.hoa, "land")
    foresight.look_ahead(hall.now + timedelta(minutes=2))
    assert forecasts.warnings(hall.center, hall.now + timedelta(minutes=2)) == []
    assert Event.objects.filter(kind="hall.wait_eased").count() == 1
    assert WaitWarning.objects.get().ended_at == hall.now + timedelta(minutes=2)
