"""Appointments by their pages: one question a page, by token without log-in, by staff, at the kiosk."""

import re
from datetime import date, datetime
from types import SimpleNamespace

import pytest
from django.test import Client, override_settings

from motcua.base.actors import Resident
from motcua.base.models import OutgoingMessage
from motcua.catalogue.models import Field
from motcua.domain.service_times import Observed
from motcua.domain.workdays import ZONE
from motcua.hall import presence
from motcua.hall.actions import appointments
from motcua.hall.actions.appointment_rules import set_appointment_rules
from motcua.hall.appointments import Wanted
from motcua.hall.models import Appointment, AppointmentRules, ServiceTime, WaitingListEntry
from motcua.places.models import Center, Closure
from motcua.web.hall.calendar_entry import entry

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)
WEDNESDAY = date(2026, 11, 25)
AT_TEN = datetime(2026, 11, 25, 10, 0, tzinfo=ZONE)
NEW = "/hall/17791/appointment"
ANSWERS = {"field": "land", "day": "2026-11-25", "at": "10:00"}


@pytest.fixture
def clock(monkeypatch):
    """``clock(moment)`` sets the time of every request."""

    def at(moment):
        monkeypatch.setattr("motcua.base.middleware.timezone", SimpleNamespace(now=lambda: moment))

    at(MONDAY)
    return at


@pytest.fixture
def rules(cast, clock):
    Center.objects.filter(pk=cast.kim_bang.pk).update(round_the_clock=False)
    return set_appointment_rules(
        cast.kim_bang,
        counters={"place:": 1, "field:land": 1, "skill:sign": 1},
        minutes={"land": 15},
        walk_ins=50,
        length=30,
        days_ahead=7,
        reminders=[24],
        offer_hours=3,
        by=cast.center,
        now=MONDAY,
    )


@pytest.fixture
def mine(cast, rules):
    wanted = Wanted(Field.objects.get(code="land"))
    return appointments.book(
        cast.kim_bang, wanted=wanted, starts_at=AT_TEN, contact="0900000001", by=Resident(), now=MONDAY
    )


def page(answer, status=200):
    assert answer.status_code == status
    return answer.content.decode()


def test_a_center_without_a_plan_says_so(cast, client, clock):
    assert "chưa nhận hẹn giờ" in page(client.get(NEW))


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "2026-13-01"])
def test_a_day_no_calendar_has_is_asked_for_again(client, rules, day):
    given = {"field": "land", "day": day, "at": "10:00"}
    assert 'value="2026-11-25"' in page(client.get(NEW, {"field": "land", "day": day}))
    assert 'value="2026-11-25"' in page(client.get(NEW, given))
    assert client.post(NEW, given | {"go": "book"}).status_code == 302
    assert not Appointment.objects.exists()


def test_one_question_a_page_to_the_booked_time(client, rules):
    assert 'value="land"' in page(client.get(NEW))
    days = page(client.get(NEW, {"field": "land"}))
    assert 'value="2026-11-25"' in days
    assert 'value="2026-11-24"' not in days  # a day off
    assert 'value="10:00"' in page(client.get(NEW, {"field": "land", "day": "2026-11-25"}))
    assert 'name="contact"' in page(client.get(NEW, ANSWERS))
    check = page(client.post(NEW, ANSWERS | {"contact": "0900 000 001", "go": "check"}))
    assert "0900000001" in check
    press = re.search(r'name="press" value="(\w+)"', check)[1]
    given = ANSWERS | {"contact": "0900000001", "press": press, "go": "book"}
    answers = [client.post(NEW, given), client.post(NEW, given)]
    assert Appointment.objects.count() == 1
    booked = Appointment.objects.get()
    assert {answer["Location"] for answer in answers} == {f"{NEW}/{booked.token}?done=1"}
    seen = page(client.get(f"{NEW}/{booked.token}?done=1"))
    assert booked.code in seen
    assert "10:00, thứ Tư 25/11/2026" in seen
    assert "0900000001" not in seen


def test_a_question_without_an_answer_is_asked_again(client, rules):
    assert "error-summary" in page(client.get(NEW, {"asked": "what"}), 422)
    assert "error-summary" in page(client.get(NEW, {"field": "land", "asked": "day"}), 422)
    unanswered = {"field": "land", "day": "2026-11-25", "asked": "time"}
    assert "error-summary" in page(client.get(NEW, unanswered), 422)
    wrong = page(client.post(NEW, ANSWERS | {"contact": "<i>12", "go": "check"}), 422)
    assert "&lt;i&gt;12" in wrong


def test_who_brings_several_dossiers_gets_time_for_all(client, rules):
    assert 'name="amount"' in page(client.get(NEW))
    many = ANSWERS | {"amount": "2"}
    assert "× 2" in page(client.post(NEW, many))
    client.post(NEW, many | {"go": "book"})
    made = Appointment.objects.get()
    assert (made.amount, made.minutes) == (2, 30)
    assert "× 2" in page(client.get(f"/hall/17791/appointment/{made.token}"))


@pytest.mark.parametrize(
    "given", [{"field": "none"}, {"field": "\x00"}, {"procedure": "x" * 900}, {"field": "civil-status"}]
)
def test_what_cannot_be_wanted_is_asked_again(client, rules, given):
    assert 'name="field"' in page(client.get(NEW, given))


@pytest.mark.parametrize("given", [{"day": "2026-13-45"}, {"day": "x"}, {"day": "2026-11-25", "at": "25:99"}])
def test_what_is_no_day_or_time_is_asked_again(client, rules, given):
    assert client.get(NEW, {"field": "land"} | given).status_code == 200


def test_a_time_just_taken_is_said_with_the_times_left(client, rules, mine):
    answer = page(client.post(NEW, ANSWERS | {"go": "book"}), 422)
    assert "không còn chỗ" in answer
    assert 'value="10:30"' in answer


def test_procedures_are_found_by_name(client, rules):
    assert "procedure=" in page(client.get(NEW, {"q": "đất"}))


def test_it_is_moved_and_cancelled_by_token(client, mine):
    here = f"{NEW}/{mine.token}"
    assert 'value="2026-11-25"' in page(client.get(f"{here}/move"))
    assert 'value="10:30"' in page(client.get(f"{here}/move", {"day": "2026-11-25"}))
    moved = client.post(f"{here}/move", {"day": "2026-11-25", "at": "10:30"})
    assert moved["Location"] == f"{here}?done=1"
    assert "10:30, thứ Tư" in page(client.get(here))
    assert "Hủy cuộc hẹn lúc" in page(client.get(f"{here}/cancellation"))
    assert client.post(f"{here}/cancellation")["Location"] == here
    assert "đã hủy" in page(client.get(here))
    assert client.get(f"{here}/move").status_code == 409


def test_nobody_reads_another_centers_or_an_unknown_one(client, mine):
    assert client.get(f"/hall/17759/appointment/{mine.token}").status_code == 404
    assert client.get(f"{NEW}/{'A' * 24}").status_code == 404


def test_the_calendar_file(client, mine):
    answer = client.get(f"{NEW}/{mine.token}/calendar.ics?lang=en")
    text = answer.content.decode()
    assert answer["Content-Type"].startswith("text/calendar")
    assert "DTSTART:20261125T030000Z\r\n" in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "0900000001" not in text


def test_a_long_line_is_folded_between_letters():
    text = entry(
        uid="x", starts_at=AT_TEN, minutes=15, made_at=MONDAY, title="ữ" * 90, place="a;b,c\nd",
        text="", url="http://x",
    )  # fmt: skip
    assert "ữ" * 90 in text.replace("\r\n ", "")
    assert "LOCATION:a\\;b\\,c\\nd" in text


def test_the_code_alone_leads_to_it_from_the_first_page(client, mine):
    for typed in (mine.token.lower(), f"https://motcua.vn{NEW}/{mine.token}"):
        assert client.get("/", {"code": typed})["Location"] == f"{NEW}/{mine.token}"


def test_at_ones_own_phone_with_the_code_on_the_display(cast, client, clock, mine):
    now = AT_TEN.replace(hour=9, minute=50)
    clock(now)
    here = f"{NEW}/{mine.token}"
    assert "4 chữ số" in page(client.get(here))
    wrong = page(client.post(f"{here}/arrival", {"proof": "x"}), 422)
    assert "error-summary" in wrong
    answer = client.post(f"{here}/arrival", {"proof": presence.code(cast.kim_bang, now)})
    mine.refresh_from_db()
    assert answer["Location"] == f"/t/{mine.ticket.token}"
    assert mine.ticket.text in page(client.get(here))


def test_at_the_kiosk_by_code(cast, clock, mine):
    kiosk = Client()
    with override_settings(DEMO=True):
        kiosk.post("/kiosk/17791/pairing", {"demo": "1"})
    clock(AT_TEN)
    assert kiosk.post("/kiosk/17791/appointment", {"code": "ZZZZZ"}).status_code == 422
    assert kiosk.post("/kiosk/17791/appointment", {"code": ""}).status_code == 422
    answer = kiosk.post("/kiosk/17791/appointment", {"code": mine.code.lower()})
    mine.refresh_from_db()
    assert answer["Location"] == f"/kiosk/17791/number/{mine.ticket.token}"


def test_nobody_waits_for_a_day_off(client, rules):
    given = {"field": "land", "day": "2026-11-28", "contact": "0900000001"}
    assert "không làm việc vào ngày này" in page(client.post("/hall/17791/waiting", given), 422)
    assert not WaitingListEntry.objects.exists()


def test_the_waiting_list_from_joining_to_leaving(client, mine):
    answer = client.post("/hall/17791/waiting", {"earlier": mine.token})
    entry = WaitingListEntry.objects.get()
    assert (entry.contact, entry.appointment, entry.last_day) == ("0900000001", mine, WEDNESDAY)
    assert answer["Location"] == f"/hall/17791/waiting/{entry.token}"
    assert "đang trong danh sách chờ" in page(client.get(answer["Location"]))
    client.post(answer["Location"], {"go": "leave"})
    assert "không còn trong danh sách" in page(client.get(answer["Location"]))
    full = {"field": "land", "day": "2026-11-25"}
    assert 'name="contact"' in page(client.get("/hall/17791/waiting", full))
    assert "error-summary" in page(client.post("/hall/17791/waiting", full), 422)
    assert client.get("/hall/17791/waiting").status_code == 302


def test_staff_see_the_day_book_receive_and_cancel(cast, clock, mine):
    desk = Client()
    desk.force_login(cast.support)
    assert mine.code in page(desk.get("/counter/appointments", {"day": "2026-11-25"}))
    free = page(desk.get("/counter/appointments/entry", {"field": "land", "day": "2026-11-25"}))
    assert 'value="10:30"' in free
    assert 'value="10:00"' not in free
    given = ANSWERS | {"at": "10:30", "contact": "vi.du@example.vn"}
    assert desk.post("/counter/appointments/entry", given).status_code == 302
    other = Appointment.objects.get(contact="vi.du@example.vn")
    assert other.by_staff
    assert desk.post("/counter/appointments/entry", given).status_code == 422
    clock(AT_TEN)
    assert desk.post(f"/counter/appointments/{mine.pk}/arrivals").status_code == 302
    desk.post(f"/counter/appointments/{other.pk}/cancellations")
    mine.refresh_from_db()
    other.refresh_from_db()
    assert (mine.state, other.state) == ("arrived", "cancelled")
    assert OutgoingMessage.objects.filter(purpose="appointment_cancelled").count() == 1
    shown = page(desk.get("/counter/appointments"))
    assert mine.ticket.text in shown
    assert f"/t/{mine.ticket.token}" in page(desk.get(f"/counter/appointments/{mine.pk}"))
    stranger = Client()
    stranger.force_login(cast.of_son_lam("counter"))
    assert stranger.post(f"/counter/appointments/{mine.pk}/arrivals").status_code == 404


def test_staff_find_and_move_it_for_who_calls(cast, clock, mine):
    desk = Client()
    desk.force_login(cast.counter)
    its_page = f"/counter/appointments/{mine.pk}"
    for typed in (mine.code.lower(), f"https://x.vn/hall/17791/appointment/{mine.token}", "0900 000 001"):
        answer = desk.post("/counter/appointments/found", {"q": typed})
        assert answer["Location"] == its_page  # no phone number in an address
    shown = page(desk.get(its_page))
    assert "0900000001" not in shown
    assert "… 001" in shown
    wrong = page(desk.post("/counter/appointments/found", {"q": "0900000009"}), 422)
    assert 'value="0900000009"' in wrong
    assert "error-summary" in wrong

    later = {"day": "2026-11-25", "at": "10:30"}
    times = page(desk.get(f"{its_page}/move", {"day": "2026-11-25"}))
    assert 'value="10:30"' in times
    assert 'value="10:00"' not in times  # what they have already
    taken = Wanted(Field.objects.get(code="land"))
    appointments.book(
        cast.kim_bang, wanted=taken, starts_at=AT_TEN.replace(minute=30), by=Resident(), now=MONDAY
    )
    assert "error-summary" in page(desk.post(f"{its_page}/move", later), 422)
    answer = desk.post(f"{its_page}/move", later | {"at": "11:00"})
    new = Appointment.objects.get(replaces=mine)
    assert answer["Location"] == f"/counter/appointments/{new.pk}"
    assert (new.token, new.code, new.contact) == (mine.token, mine.code, "0900000001")
    assert OutgoingMessage.objects.filter(purpose="appointment_booked").count() == 2  # booked, moved: told
    assert desk.get(its_page)["Location"] == f"/counter/appointments/{new.pk}"
    assert desk.get(f"{its_page}/move").status_code == 409
    stranger = Client()
    stranger.force_login(cast.of_son_lam("counter"))
    assert stranger.get(f"/counter/appointments/{new.pk}").status_code == 404
    assert "0900000001" not in page(stranger.post("/counter/appointments/found", {"q": new.code}), 422)


def test_several_under_one_phone_are_listed_and_a_double_press_books_once(cast, clock, mine):
    desk = Client()
    desk.force_login(cast.support)
    press = {"press": "p-1", "contact": "0900000001"} | ANSWERS | {"day": "2026-11-26"}
    first = desk.post("/counter/appointments/entry", press)
    assert desk.post("/counter/appointments/entry", press)["Location"] == first["Location"]
    assert Appointment.objects.count() == 2
    listed = page(desk.post("/counter/appointments/found", {"q": "0900000001"}))
    assert listed.count("counter/appointments/") >= 2
    assert mine.code in listed


def test_a_wrong_contact_loses_no_chosen_time_and_no_time_is_said(cast, clock, rules):
    desk = Client()
    desk.force_login(cast.counter)
    wrong = page(desk.post("/counter/appointments/entry", ANSWERS | {"at": "14:00", "contact": "abc"}), 422)
    assert 'value="14:00" checked' in wrong
    assert wrong.count("checked>") == 1
    assert 'value="abc"' in wrong
    assert 'href="#id_at"' in page(desk.post("/counter/appointments/entry", ANSWERS | {"at": ""}), 422)


def test_staff_book_for_several_dossiers_and_a_need(cast, clock, rules):
    desk = Client()
    desk.force_login(cast.counter)
    wish = {"field": "land", "amount": "2", "needs": ["sign"], "day": "2026-11-25"}
    assert 'value="10:00"' in page(desk.get("/counter/appointments/entry", wish))
    assert desk.post("/counter/appointments/entry", wish | {"at": "10:00"}).status_code == 302
    made = Appointment.objects.get()
    assert (made.minutes, made.amount, made.needs) == (30, 2, ["sign"])


@pytest.mark.parametrize(
    ("who", "home"), [("counter", "/counter/opening"), ("support", "/support/"), ("center", "/center/")]
)
def test_whoever_works_with_appointments_finds_them_from_their_own_pages(cast, clock, mine, who, home):
    desk = Client()
    desk.force_login(getattr(cast, who))
    assert 'href="/counter/appointments"' in page(desk.get(home))
    for address in ("", "/entry", f"/{mine.pk}", f"/{mine.pk}/move"):
        shown = page(desk.get(f"/counter/appointments{address}"))
        assert f'href="{home}"' in shown
        assert '<a href="/counter/appointments" aria-current="page">' in shown


def test_the_help_desk_opens_an_appointment_by_its_code_or_qr(cast, clock, mine):
    desk = Client()
    desk.force_login(cast.support)
    for typed in (mine.code.lower(), mine.token, f"http://x/hall/17791/appointment/{mine.token}"):
        answer = desk.post("/support/search", {"q": typed})
        assert answer["Location"] == f"/counter/appointments/{mine.pk}"
    assert desk.post("/support/search", {"q": "XXXXX"}).status_code == 422


def test_the_list_says_for_whom_no_door_will_be_open(cast, clock, mine):
    desk = Client()
    desk.force_login(cast.counter)
    place = "/counter/appointments?lang=en&day=2026-11-25"
    assert "doors closed then" not in page(desk.get(place))
    morning = AT_TEN.replace(hour=7), AT_TEN.replace(hour=12)
    Closure.objects.create(center=cast.kim_bang, begins_at=morning[0], ends_at=morning[1], reason_vi="Bão")
    shown = page(desk.get(place))
    assert "doors closed then" in shown
    assert "no door will be open: 1" in shown
    times = page(desk.get(f"/counter/appointments/{mine.pk}/move"))
    assert 'value="13:30"' in times
    assert 'value="10:30"' not in times


def test_the_days_list_takes_few_statements_however_long(cast, clock, rules, mine, django_assert_num_queries):
    desk = Client()
    desk.force_login(cast.counter)

    def statements():
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as seen:
            desk.get("/counter/appointments", {"day": "2026-11-25"})
        return len(seen)

    before = statements()
    for hour in (8, 9, 14):
        appointments.book(
            cast.kim_bang,
            wanted=Wanted(Field.objects.get(code="land")),
            starts_at=AT_TEN.replace(hour=hour),
            by=cast.counter,
            now=MONDAY,
        )
    assert statements() == before


def test_the_head_of_the_center_sets_the_plan(cast, clock):
    client = Client()
    client.force_login(cast.center)
    assert "Counters that serve it" in page(client.get("/setup/appointments?lang=en"))
    values = {
        "place:": "2",
        "field:land": "1",
        "minutes:land": "20",
        "walk_ins": "40",
        "length": "30",
        "days_ahead": "10",
        "offer_hours": "3",
        "reminders": ["24"],
    }
    assert client.post("/setup/appointments", values).status_code == 302
    rules = AppointmentRules.objects.get()
    assert (rules.counters, rules.minutes, rules.walk_ins) == (
        {"field:land": 1, "place:": 2},
        {"land": 20},
        40,
    )
    assert "as entered here" in page(client.get("/setup/appointments?lang=en"))
    seen = Observed.of([14 * 60.0] * 90)
    ServiceTime.objects.create(
        center=cast.kim_bang, field_id="land", visits=seen.n, mean=seen.mean, squares=seen.squares
    )
    assert client.post("/setup/appointments", values | {"minutes:land": ""}).status_code == 302
    assert AppointmentRules.objects.get().minutes == {}
    assert "learned from 90 visits" in page(client.get("/setup/appointments?lang=en"))
    wrong = page(client.post("/setup/appointments", values | {"place:": "99", "walk_ins": "x"}), 422)
    assert 'value="99"' in wrong
    assert client.post("/setup/appointments", values | {"place:": "99"}).status_code == 422
    other = Client()
    other.force_login(cast.counter)
    assert other.get("/setup/appointments").status_code == 403
