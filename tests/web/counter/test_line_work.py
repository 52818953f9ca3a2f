"""What a counter does besides the number that stands there, by its forms: undo, breaks, baskets, slips."""

import re

import pytest
from django.contrib.messages import get_messages

from motcua.catalogue.models import Field
from motcua.domain.codes import spaced_token
from motcua.hall import actions
from motcua.hall.actions.printers import Entry
from motcua.hall.models import Break, Duty, PrintJob, Ticket
from motcua.hall.wishes import Wish
from motcua.places.models import Counter, Point
from tests.cast import MONDAY_0900


def told(response) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


@pytest.fixture
def at(browser, cast, hall):
    hall.open(cast.counter)
    return browser(cast.counter)


def test_the_last_press_is_offered_to_be_taken_back(at, hall):
    ticket = hall.take()
    assert "undo-bar" not in at.get("/counter/").content.decode()
    at.post("/counter/calls")
    page = at.get("/counter/").content.decode()
    assert f"Vừa rồi: gọi số, {ticket.text}." in page
    assert 'data-key="z"' in page
    assert f"Đã hoàn tác: số {ticket.text}" in told(at.post("/counter/undos"))
    ticket.refresh_from_db()
    assert ticket.state == Ticket.State.WAITING
    assert "Không có thao tác nào" in told(at.post("/counter/undos"))


def test_a_break_is_one_button_away_and_one_button_back(at, hall):
    hall.take()
    assert at.post("/counter/breaks", {"reason": "nap"}).status_code == 422
    at.post("/counter/breaks", {"reason": "rest", "minutes": "15"})
    page = at.get("/counter/").content.decode()
    assert "Đang tạm nghỉ từ 09:00" in page
    assert "Đã báo nghỉ đến 09:15" in page
    assert "tạm nghỉ từ" in told(at.post("/counter/calls"))
    at.post("/counter/breaks/ends")
    assert Break.objects.get().ended_at is not None
    assert "không tạm nghỉ" in told(at.post("/counter/breaks/ends"))


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"field": "land", "reason": "brief"}, 302),
        ({"field": "land", "reason": ""}, 422),
        ({"field": "", "reason": "brief"}, 422),
        ({"field": "<b>" * 99, "reason": "\x00"}, 422),
    ],
)
def test_serving_somebody_without_a_number(at, sent, status):
    assert at.post("/counter/walk-ins", sent).status_code == status
    assert Ticket.objects.filter(state="serving").exists() is (status == 302)


@pytest.mark.parametrize(
    ("path", "sent", "wrong"),
    [
        ("walk-ins", {"field": "", "reason": ""}, ["walk_in_field", "walk_in"]),
        ("walk-ins", {"field": "land", "reason": "nap"}, ["walk_in"]),
        ("walk-ins", {"field": "", "reason": "brief"}, ["walk_in_field"]),
        ("calls", {"number": "", "reason": ""}, ["number", "reason"]),
        ("calls", {"number": "B777", "reason": "nap"}, ["number", "reason"]),
        ("slips", {"number": "B777", "reason": ""}, ["slip_number", "slip"]),
        ("slips", {"number": "x", "reason": "wrong_field", "field": ""}, ["slip_number", "slip_field"]),
    ],
)
def test_all_that_is_wrong_is_said_at_once_each_at_its_field(at, path, sent, wrong):
    answer = at.post(f"/counter/{path}", sent)
    page = answer.content.decode()
    summary = page.partition('<div class="error-summary"')[2].partition("</div>")[0]
    assert answer.status_code == 422
    assert re.findall(r'<a href="#id_([a-z_]+)"', summary) == wrong
    for name in wrong:
        assert re.search(rf'id="id_{name}"[^>]* aria-describedby="[^"]*id_{name}_error"', page)
        assert f'id="id_{name}_error"' in page
    assert not Ticket.objects.exists()


def test_what_was_typed_stays_beside_what_is_wrong(at):
    page = at.post("/counter/walk-ins", {"field": "land", "reason": ""}).content.decode()
    assert page.count('<option value="land" selected>') == 1
    page = at.post("/counter/walk-ins", {"field": "", "reason": "brief"}).content.decode()
    assert page.count('value="brief" checked') == 1
    page = at.post("/counter/calls", {"number": "B777", "reason": "consent"}).content.decode()
    assert 'value="B777"' in page


def test_the_basket_is_shown_and_done_one_after_the_other(at, hall):
    land = Field.objects.get(code="land")
    hall.take(errands=[Wish(land, amount=4)], amount=2)
    at.post("/counter/calls")
    ticket = Ticket.objects.get()
    at.post(f"/counter/tickets/{ticket.pk}/services")
    page = at.get("/counter/").content.decode()
    assert "Việc tiếp theo của người này" in page
    assert "× 4" in page
    at.post(f"/counter/tickets/{ticket.pk}/continuations")
    ticket.refresh_from_db()
    assert (ticket.state, ticket.field_id, ticket.amount) == ("serving", "land", 4)
    assert "Việc tiếp theo của người này" not in at.get("/counter/").content.decode()
    at.post(f"/counter/tickets/{ticket.pk}/errands", {"field": "social", "amount": "3"})
    assert ticket.errands.filter(begun_at=None, amount=3).exists()
    for sent in (
        {"field": "", "amount": "1"},
        {"field": "land", "amount": "9999"},
        {"field": "land", "amount": "²"},
    ):
        assert at.post(f"/counter/tickets/{ticket.pk}/errands", sent).status_code == 422
    at.post(f"/counter/tickets/{ticket.pk}/completions", {"outcome": "advised"})
    ticket.refresh_from_db()
    assert (ticket.state, ticket.outcome) == ("done", "advised")


def test_a_number_is_sent_to_one_counter_with_a_note(at, cast, hall):
    hall.open(cast.counter2, 2)
    hall.take()
    at.post("/counter/calls")
    ticket = Ticket.objects.get()
    assert "Chỉ quầy 2" in at.get("/counter/").content.decode()
    move = f"/counter/tickets/{ticket.pk}/transfers"
    for wrong in ("counter:9", "counter:x", "point:nowhere", "elsewhere"):
        assert at.post(move, {"place": wrong}).status_code == 422
    at.post(move, {"place": "counter:2", "note": "thiếu trang 2"})
    ticket.refresh_from_db()
    assert (ticket.state, ticket.counter.number, ticket.note) == ("waiting", 2, "thiếu trang 2")


def test_notes_are_kept_until_the_end(at, hall, cast):
    ticket = hall.serve(cast.counter)
    at.post(f"/counter/tickets/{ticket.pk}/notes", {"note": "gọi lại con trai"})
    assert "gọi lại con trai" in at.get("/counter/").content.decode()
    assert at.post(f"/counter/tickets/{ticket.pk}/notes", {"note": "x" * 300}).status_code == 422
    at.post(f"/counter/tickets/{ticket.pk}/completions")
    assert Ticket.objects.get().note == ""


def test_the_officer_gives_a_number_and_takes_it_back(at):
    assert at.get("/counter/numbers").status_code == 200
    assert at.post("/counter/numbers", {"field": ""}).status_code == 422
    given = at.post("/counter/numbers", {"field": "land", "lane": "come_back", "press": "p1"})
    assert "Đã cấp số" in told(given)
    ticket = Ticket.objects.get()
    assert (ticket.lane, ticket.source) == ("come_back", "staff")
    at.post("/counter/undos")
    ticket.refresh_from_db()
    assert ticket.state == "void"


def test_the_officer_gives_one_number_for_several_things(at):
    page = at.get("/counter/numbers").content.decode()
    assert 'name="n-social"' in page
    sent = {
        "field": "land",
        "amount": "2",
        "n-social": "3",
        "n-civil-status": "1",
        "n-other": "0",
        "press": "p",
    }
    for _ in range(2):
        assert at.post("/counter/numbers", sent).status_code == 302
    ticket = Ticket.objects.get()
    assert (ticket.field_id, ticket.amount) == ("land", 2)
    assert [(row.field_id, row.amount) for row in ticket.errands.all()] == [
        ("civil-status", 1),
        ("social", 3),
    ]


def test_all_that_is_wrong_with_a_number_is_said_at_once(at):
    sent = {
        "field": "land",
        "n-land": "2",
        "n-social": "²",
        "n-other": "201",
        "n-residence": "-1",
        "amount": "0",
        "procedure": "9.999999",
        "dossier": "no code",
        "agent": "on",
        "n-business": "4",
    }
    answer = at.post("/counter/numbers", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    summary = page.partition('<div class="error-summary"')[2].partition("</div>")[0]
    named = ["amount", "n-land", "n-residence", "n-social", "n-other", "procedure", "dossier", "phone"]
    linked = re.findall(r'<a href="#id_([a-z-]+)"', summary)
    assert sorted(linked) == sorted(named)
    assert all(f'id="id_{name}_error"' in page for name in named)
    assert all(f'id="id_{name}"' in page for name in named)
    assert "Trợ cấp, giảm nghèo: nhập số nguyên không quá 200" in summary, "it says which row"
    assert 'name="n-business" value="4"' in page, "what was typed stays"
    assert not Ticket.objects.exists()


def test_a_wrong_field_gives_another_number_with_the_same_place(at, hall):
    ticket = hall.take()
    wrong = at.post("/counter/slips", {"number": ticket.text, "reason": "wrong_field", "field": ""})
    assert wrong.status_code == 422
    at.post("/counter/slips", {"number": ticket.text, "reason": "wrong_field", "field": "land"})
    new = Ticket.objects.get(state="waiting")
    assert (new.replaces, new.field_id, new.queued_at) == (ticket, "land", ticket.queued_at)
    assert "máy in" in told(at.post("/counter/slips", {"number": new.text, "reason": "lost"}))


def test_skills_are_ticked_at_opening(browser, cast):
    at = browser(cast.counter)
    sent = {"counter": "1", "fields": ["land"], "skills": ["thai"]}
    assert at.post("/counter/opening", sent | {"skills": ["latin"]}).status_code == 422
    at.post("/counter/opening", sent)
    assert Duty.objects.get().skills == ["thai"]
    actions.change_counter(
        Duty.objects.get().counter, skills=["sign"], by=cast.counter, now=Duty.objects.get().opened_at
    )
    assert 'value="sign" checked' in at.get("/counter/opening").content.decode()


@pytest.mark.parametrize("path", ["undos", "walk-ins", "breaks", "breaks/ends", "slips"])
def test_a_closed_counter_is_opened_first(browser, cast, path):
    assert browser(cast.counter).post(f"/counter/{path}").url == "/counter/opening"


def test_what_staff_give_and_replace_comes_out_on_paper(at, cast, hall):
    given = at.post("/counter/numbers", {"field": "land", "press": "p1"})
    ticket = Ticket.objects.get()
    assert f"Mã theo dõi: {spaced_token(ticket.token)}" in told(given), "no printer: the code is told"
    entry = Entry("Bàn hỗ trợ", "cups", "desk", for_staff=True)
    actions.add_printer(cast.kim_bang, entry=entry, by=cast.center, now=MONDAY_0900)
    given = at.post("/counter/numbers", {"field": "civil-status", "press": "p2"})
    assert "Phiếu đang in tại: Bàn hỗ trợ." in told(given)
    sent = {"number": ticket.text, "reason": "wrong_field", "field": "social"}
    assert "Bàn hỗ trợ" in told(at.post("/counter/slips", sent))
    jobs = {job.ticket.field_id: job for job in PrintJob.objects.all()}
    assert jobs.keys() == {"civil-status", "social"}
    assert all(job.link.endswith(f"/t/{job.ticket.token}") and job.copy == 1 for job in jobs.values())


def test_a_slip_asked_for_later_bears_the_code_that_follows_it(at, cast, hall):
    ticket = hall.take()
    entry = Entry("Bàn hỗ trợ", "cups", "desk", for_staff=True)
    actions.add_printer(cast.kim_bang, entry=entry, by=cast.center, now=MONDAY_0900)
    at.post("/counter/slips", {"number": ticket.text, "reason": "lost"})
    assert PrintJob.objects.get().link.endswith(f"/t/{ticket.token}")


def test_people_wait_where_the_officers_counter_stands(at, cast):
    point = Point.objects.create(center=cast.kim_bang, name_vi="Điểm Ba Sao")
    Counter.objects.filter(center=cast.kim_bang, number=1).update(point=point)
    assert f'value="{point.pk}" selected' in at.get("/counter/numbers").content.decode()
    page = at.post("/counter/numbers", {"field": "land", "amount": "0"}).content.decode()
    assert "Nhập từ 1 trở lên." in page
