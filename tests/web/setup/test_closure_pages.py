"""Closures by the head's pages: seen before they are saved, ended, taken back; what everybody else sees."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django.test import Client

from motcua.base.actors import Resident
from motcua.catalogue.models import Field
from motcua.domain.workdays import ZONE
from motcua.hall.actions import appointments, declare_closure, issue
from motcua.hall.actions.appointment_rules import set_appointment_rules
from motcua.hall.appointments import Wanted
from motcua.places.models import Center, Closure
from motcua.web.display.views import context
from tests.cast import MONDAY_0900

pytestmark = pytest.mark.edge
PAGE = "/setup/hall/closures"
WEDNESDAY = datetime(2026, 11, 25, 9, 0, tzinfo=ZONE)
GIVEN = {
    "begins_on": "2026-11-25",
    "begins_time": "08:00",
    "ends_on": "2026-11-25",
    "ends_time": "12:00",
    "reason_vi": "mất điện",
    "reason_en": "power cut",
}


@pytest.fixture
def clock(monkeypatch):
    times = SimpleNamespace(now=lambda: MONDAY_0900)
    monkeypatch.setattr("motcua.base.middleware.timezone", times)
    return times


@pytest.fixture
def head(cast, clock):
    client = Client()
    client.force_login(cast.center)
    return client


def declared(cast, hours_ahead=1, *, long=2, reason_vi="mất điện"):
    begins = MONDAY_0900 + timedelta(hours=hours_ahead)
    return declare_closure(
        cast.kim_bang,
        begins_at=begins,
        ends_at=begins + timedelta(hours=long),
        reason_vi=reason_vi,
        by=cast.center,
        now=MONDAY_0900,
    )


def text(answer):
    return answer.content.decode()


def appointment(cast, **more):
    set_appointment_rules(
        cast.kim_bang,
        counters={"place:": 2, "field:land": 2},
        minutes={"land": 15},
        walk_ins=50,
        length=30,
        days_ahead=14,
        reminders=[24],
        offer_hours=3,
        by=cast.center,
        now=MONDAY_0900,
    )
    land = Wanted(Field.objects.get(code="land"))
    return appointments.book(
        cast.kim_bang, wanted=land, starts_at=WEDNESDAY, by=Resident(), now=MONDAY_0900, **more
    )


def test_it_is_seen_before_it_is_saved(cast, head):
    appointment(cast, contact="0900000001")
    appointment(cast)
    seen = text(head.post(f"{PAGE}/new?lang=en", GIVEN | {"go": "look"}))
    assert "Nothing is saved yet" in seen
    assert "<dt>Appointments in that time</dt><dd>2</dd>" in seen
    assert "<dt>Of these, people who can be told</dt><dd>1</dd>" in seen
    assert "<dt>Numbers of today not served yet</dt><dd>0</dd>" in seen
    assert not Closure.objects.exists()
    assert 'value="08:00"' in text(head.post(f"{PAGE}/new", GIVEN | {"go": "change"}))
    answer = head.post(f"{PAGE}/new", GIVEN | {"go": "save"})
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    row = Closure.objects.get()
    assert (row.begins_at.astimezone(ZONE).hour, row.ends_at.astimezone(ZONE).hour) == (8, 12)
    assert "power cut" in text(head.get(f"{PAGE}?lang=en"))
    assert "mất điện" in text(head.get("/setup/hall?lang=vi"))


def test_the_numbers_of_today_are_counted(cast, head):
    issue(cast.kim_bang, field=Field.objects.get(code="land"), by=cast.counter, now=MONDAY_0900)
    today = {"begins_on": "2026-11-23", "begins_time": "09:00", "go": "look"}
    seen = text(head.post(f"{PAGE}/new?lang=en", GIVEN | today))
    assert "<dt>Numbers of today not served yet</dt><dd>1</dd>" in seen
    assert "Numbers already given stay valid" in seen


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"begins_on": "2026-11-22"}, "begins_on", "This day has passed"),
        ({"ends_time": "07:00"}, "ends_time", "It must open again after it closes"),
        ({"ends_on": "2026-11-24"}, "ends_on", "It must open again after it closes"),
        ({"ends_on": "2099-11-24"}, "ends_on", "At most a year from today"),
        ({"begins_on": "0001-01-01", "begins_time": "05:00"}, "begins_on", "This day has passed"),
        ({"ends_on": "9999-12-31", "ends_time": "23:59"}, "ends_on", "At most a year from today"),
        ({"begins_time": "later"}, "begins_time", "This is not a time"),
        ({"ends_on": ""}, "ends_on", "Choose the day"),
        ({"ends_time": ""}, "ends_time", "Enter the time at which it opens again"),
        ({"reason_vi": ""}, "reason_vi", "Write the reason"),
        ({"reason_vi": "..."}, "reason_vi", "Write the reason"),
        ({"reason_en": "x" * 201}, "reason_en", "Write at most 200"),
        ({"begins_time": "11:00"}, "begins_time", "It meets a closure already entered"),
    ],
)
@pytest.mark.parametrize("go", ["look", "save"])
def test_what_cannot_be_is_said_at_the_field_and_nothing_is_lost(cast, head, go, wrong, field, sentence):
    begins = WEDNESDAY + timedelta(hours=2, minutes=30)
    if "meets" in sentence:
        declare_closure(
            cast.kim_bang, begins_at=begins, ends_at=begins + timedelta(hours=1), reason_vi="bão",
            by=cast.center, now=MONDAY_0900,
        )  # fmt: skip
    before = Closure.objects.count()
    answer = head.post(f"{PAGE}/new?lang=en", GIVEN | wrong | {"go": go})
    assert answer.status_code == 422
    assert Closure.objects.count() == before
    form = answer.context["form"]
    assert list(form.errors) == [field]
    assert sentence in form.errors[field][0]
    assert (GIVEN | wrong)["reason_vi"] in text(answer)
    assert f'href="#id_{field}"' in text(answer)


def test_one_to_come_is_taken_back_and_one_that_runs_ended(cast, head, clock):
    coming = declared(cast)
    assert "Withdraw it" in text(head.get(f"{PAGE}?lang=en"))
    assert "Withdraw this closure" in text(head.get(f"{PAGE}/{coming.pk}/end?lang=en"))
    assert head.post(f"{PAGE}/{coming.pk}/end")["Location"] == PAGE
    assert not Closure.objects.exists()
    running = declared(cast, 0)
    clock.now = lambda: MONDAY_0900 + timedelta(minutes=30)
    assert "End this closure now" in text(head.get(f"{PAGE}/{running.pk}/end?lang=en"))
    head.post(f"{PAGE}/{running.pk}/end")
    running.refresh_from_db()
    assert running.ends_at == MONDAY_0900 + timedelta(minutes=30)
    page = text(head.get(f"{PAGE}?lang=en"))
    assert "Past closures" in page
    assert "End it now" not in page
    for gone in (coming, running):
        assert head.get(f"{PAGE}/{gone.pk}/end").status_code == 404


def test_another_center_s_closure_is_not_there(cast, head):
    other = declare_closure(
        cast.son_lam,
        begins_at=WEDNESDAY,
        ends_at=WEDNESDAY + timedelta(hours=1),
        reason_vi="mưa lũ",
        by=cast.of_son_lam("center"),
        now=MONDAY_0900,
    )
    assert head.get(f"{PAGE}/{other.pk}/end").status_code == 404
    assert "mưa lũ" not in text(head.get(PAGE))
    clerk = Client()
    clerk.force_login(cast.counter)
    for path in ("", "/new", f"/{other.pk}/end"):
        assert clerk.get(PAGE + path).status_code == 403


def test_the_list_takes_as_many_statements_for_many(cast, head, django_assert_max_num_queries):
    declared(cast, 0)
    head.get(PAGE)
    with django_assert_max_num_queries(30) as few:
        head.get(PAGE)
    for hours in (24, 48, 72):
        declared(cast, hours)
    with django_assert_max_num_queries(len(few)):
        head.get(PAGE)


def test_the_public_page_and_the_display_say_it_before_and_during(cast, clock):
    Center.objects.filter(pk=cast.kim_bang.pk).update(round_the_clock=False)
    declared(cast, 2, reason_vi="mất điện")
    declared(cast, 72, reason_vi="chuyển trụ sở")
    page = text(Client().get("/hall/17791?lang=vi"))
    assert "Trung tâm đóng cửa từ 11:00 thứ Hai 23/11/2026 đến 13:00: mất điện." in page
    assert "chuyển trụ sở" in page
    board = [words.vi for words in context(cast.kim_bang, None, MONDAY_0900)["closed"]]
    assert board == ["Trung tâm đóng cửa từ 11:00 thứ Hai 23/11/2026 đến 13:00: mất điện."]
    during = MONDAY_0900 + timedelta(hours=2, minutes=1)
    clock.now = lambda: during
    board = [words.vi for words in context(cast.kim_bang, None, during)["closed"]]
    assert board == ["Trung tâm đang đóng cửa: mất điện. Mở lại lúc 13:00, thứ Hai 23/11/2026."]
    assert "Trung tâm đang đóng cửa: mất điện" in text(Client().get("/hall/17791?lang=vi"))


def test_the_page_of_an_appointment_says_it(cast, clock, head):
    mine = appointment(cast, contact="0900000001")
    address = f"/hall/17791/appointment/{mine.token}?lang=en"
    assert "The center is closed at this time" not in text(Client().get(address))
    head.post(f"{PAGE}/new", GIVEN | {"go": "save"})
    page = text(Client().get(address))
    assert "The center is closed at this time: power cut. It opens again at 12:00" in page
    assert "Another time for me" in page
