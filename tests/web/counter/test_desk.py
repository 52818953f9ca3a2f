"""Opening a counter, calling, and every button beside the number; two officers, and pages grown old."""

import pytest
from django.contrib.messages import get_messages

from motcua.hall import actions
from motcua.hall.models import Duty, Ticket
from tests.cast import MONDAY_0900


def told(response) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def test_an_officer_opens_a_counter_for_some_fields_and_closes_it(browser, cast):
    at = browser(cast.counter)
    assert at.get("/counter/").url == "/counter/opening"
    assert "Quầy 5" in at.get("/counter/opening").content.decode()
    opened = at.post("/counter/opening", {"counter": "2", "fields": ["civil-status", "results"]})
    assert opened.status_code == 302
    assert Duty.objects.get(closed_at=None).fields == ["civil-status", "results"]
    assert "Quầy 2" in at.get("/counter/").content.decode()
    at.post("/counter/closing")
    assert not Duty.objects.filter(closed_at=None).exists()
    assert "từ trước" in told(at.post("/counter/closing"))


def test_all_fields_chosen_means_all_that_will_ever_be(browser, cast):
    at = browser(cast.counter)
    page = at.get("/counter/opening").context["choice"]
    at.post("/counter/opening", {"counter": "1", "fields": page.fields})
    assert Duty.objects.get().fields == []


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"counter": "9", "fields": ["land"]}, "Chọn một quầy"),
        ({"counter": "", "fields": ["land"]}, "Chọn một quầy"),
        ({"counter": "1"}, "Chọn ít nhất một lĩnh vực"),
        ({"counter": "1", "fields": ["no-such"]}, "Chọn lĩnh vực trong danh sách"),
        ({"counter": "1\x00", "fields": ["<b>\ud800".encode("utf-8", "replace").decode()]}, "Chọn một quầy"),
    ],
)
def test_a_wrong_choice_is_said_beside_it(browser, cast, sent, sentence):
    answer = browser(cast.counter).post("/counter/opening", sent)
    assert answer.status_code == 422
    assert answer.content.decode().count(sentence) == 2  # in the summary and beside the field
    assert not Duty.objects.exists()


def test_a_counter_has_one_officer_and_the_second_hears_who_and_when(browser, cast, hall):
    hall.open(cast.counter, 1)
    answer = browser(cast.counter2).post("/counter/opening", {"counter": "1", "fields": ["land"]})
    assert answer.status_code == 409
    assert f"{cast.counter.name_vi} mở từ 09:00" in answer.content.decode()


@pytest.mark.parametrize("name", ["office", "head", "leader", "clerk", "center", "support", "province"])
@pytest.mark.parametrize("path", ["", "opening", "reception", "dossiers", "results"])
def test_without_the_post_no_page_opens(browser, cast, name, path):
    assert browser(getattr(cast, name)).get(f"/counter/{path}").status_code == 403


def test_who_is_not_logged_in_is_sent_to_the_log_in(client, cast):
    assert client.get("/counter/").url == "/login/?next=/counter/"


def test_an_officer_of_another_center_sees_nothing_of_this_one(browser, cast, hall):
    ticket = hall.serve(cast.counter)
    other = browser(cast.of_son_lam("counter"))
    for noun in (
        "recalls",
        "services",
        "no-shows",
        "holds",
        "transfers",
        "completions",
        "voids",
        "resumptions",
    ):
        assert other.post(f"/counter/tickets/{ticket.pk}/{noun}", {"reason": "left"}).status_code == 404
    other.post("/counter/opening", {"counter": "1", "fields": ["civil-status"]})
    assert Duty.objects.get(officer=cast.of_son_lam("counter")).counter.center == cast.son_lam
    assert ticket.text not in other.get("/counter/").content.decode()


def test_the_whole_visit_by_buttons(browser, cast, hall):
    ticket = hall.take(priority="elderly", procedure_code="1.001193")
    hall.open(cast.counter)
    at = browser(cast.counter)

    def press(noun: str, **sent: str) -> Ticket:
        answer = at.post(f"/counter/tickets/{ticket.pk}/{noun}", sent)
        assert (answer.status_code, answer.url) == (302, "/counter/")
        ticket.refresh_from_db()
        return ticket

    assert at.post("/counter/calls").url == "/counter/"
    page = at.get("/counter/").content.decode()
    for shown in (ticket.text, "Người cao tuổi", "Đăng ký khai sinh", "Bắt đầu phục vụ", "lần gọi thứ 1"):
        assert shown in page
    assert press("recalls").calls == 2
    assert press("holds").state == Ticket.State.HELD
    assert f"Đưa {ticket.text} trở lại" in at.get("/counter/").content.decode()
    assert press("resumptions").state == Ticket.State.WAITING
    at.post("/counter/calls")
    assert press("no-shows").missed == 1
    at.post("/counter/calls", {"number": ticket.text[0] + " " + str(ticket.number), "reason": "returned"})
    assert press("services").state == Ticket.State.SERVING
    assert "Nhận hồ sơ" in at.get("/counter/").content.decode()
    assert press("transfers", field="land").field_id == "land"
    at.post("/counter/calls")
    press("services")
    assert press("completions").state == Ticket.State.DONE


def test_nobody_waits(browser, cast, hall):
    hall.open(cast.counter)
    assert "Không có ai đang chờ" in told(browser(cast.counter).post("/counter/calls"))


def test_a_closed_counter_calls_nobody(browser, cast, hall):
    hall.take()
    answer = browser(cast.counter).post("/counter/calls")
    assert answer.url == "/counter/opening"
    assert "chưa mở" in told(answer)
    assert Ticket.objects.get().state == Ticket.State.WAITING


def test_a_second_press_and_an_old_page_get_a_sentence(browser, cast, hall):
    ticket = hall.serve(cast.counter)
    hall.take()
    at = browser(cast.counter)
    assert f"Số {ticket.text} đang được phục vụ tại quầy 1" in told(at.post("/counter/calls"))
    done = f"/counter/tickets/{ticket.pk}/completions"
    at.post(done)
    again = at.post(done)
    assert again.url == "/counter/"
    assert f"Số {ticket.text} đã xong từ 09:00" in told(again)
    assert Ticket.objects.filter(state=Ticket.State.DONE).count() == 1


def test_two_officers_never_call_the_same_number(browser, cast, hall):
    first, second = hall.take(), hall.take()
    hall.open(cast.counter, 1)
    hall.open(cast.counter2, 2)
    browser(cast.counter).post("/counter/calls")
    browser(cast.counter2).post("/counter/calls")
    first.refresh_from_db()
    second.refresh_from_db()
    assert {first.officer, second.officer} == {cast.counter, cast.counter2}
    other = browser(cast.counter2).post(f"/counter/tickets/{first.pk}/completions")
    assert first.officer.name_vi in told(other) or "quầy" in told(other)
    first.refresh_from_db()
    assert first.state == Ticket.State.CALLED


@pytest.mark.parametrize(
    ("path", "sent", "where", "sentence"),
    [
        ("transfers", {"field": ""}, "id_transfer", "Chọn lĩnh vực để chuyển"),
        ("transfers", {"field": "civil-status"}, "id_transfer", "đang ở đúng lĩnh vực"),
        ("transfers", {"field": "<script>" * 900}, "id_transfer", "Chọn lĩnh vực để chuyển"),
        ("transfers", {"field": "land\x00"}, "id_transfer", "Chọn lĩnh vực để chuyển"),
        ("voids", {}, "id_void", "Chọn một lý do"),
        ("voids", {"reason": "\x00'; --"}, "id_void", "Chọn một lý do"),
    ],
)
def test_what_an_act_needs_is_asked_beside_it(browser, cast, hall, path, sent, where, sentence):
    ticket = hall.serve(cast.counter)
    answer = browser(cast.counter).post(f"/counter/tickets/{ticket.pk}/{path}", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#{where}"' in page
    assert page.count(sentence) == 2
    ticket.refresh_from_db()
    assert ticket.state == Ticket.State.SERVING


@pytest.mark.parametrize(
    ("typed", "reason", "sentence"),
    [
        ("", "returned", "Số thứ tự có dạng"),
        ("Z999", "returned", "không có số Z999"),
        ("A٠٠١", "returned", "Số thứ tự có dạng"),
        ("A001", "", "Chọn một lý do"),
        ("A" * 5000, "urgent", "Số thứ tự có dạng"),
    ],
)
def test_a_number_called_out_of_turn_needs_to_exist_and_a_reason(
    browser, cast, hall, typed, reason, sentence
):
    hall.take()
    hall.open(cast.counter)
    answer = browser(cast.counter).post("/counter/calls", {"number": typed, "reason": reason})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_the_queue_that_htmx_asks_for_is_a_part_of_the_page(browser, cast, hall):
    for field in ("civil-status", "land", "civil-status"):
        hall.take(field)
    hall.open(cast.counter, fields=["land"])
    at = browser(cast.counter)
    part = at.get("/counter/", headers={"HX-Request": "true"}).content.decode()
    assert part in at.get("/counter/").content.decode()
    assert "quầy khác" in part
    actions.close_counter(Duty.objects.get().counter, by=cast.counter, now=MONDAY_0900)
    assert at.get("/counter/", headers={"HX-Request": "true"}).headers["HX-Redirect"] == "/counter/"


def test_the_desk_costs_the_same_however_many_wait(browser, cast, hall, django_assert_max_num_queries):
    hall.serve(cast.counter)
    at = browser(cast.counter)
    for _ in range(12):
        hall.take()
    with django_assert_max_num_queries(40) as few:
        at.get("/counter/")
    for _ in range(48):
        hall.take("land", priority="elderly")
    with django_assert_max_num_queries(len(few)):
        at.get("/counter/")
