"""The number on a phone: where to go, what else one came for, giving it up, a message before the turn."""

import re
from datetime import timedelta

import pytest

from motcua.base.actors import System
from motcua.base.models import Event, OutgoingMessage
from motcua.catalogue.models import Field
from motcua.catalogue.queries import in_force
from motcua.domain.refusal import Refusal
from motcua.domain.waiting import Forecast
from motcua.hall import actions
from motcua.hall.actions.help import Paper, check_papers, come_back
from motcua.hall.models import Errand, Ticket, TurnNotice
from motcua.hall.turn_notices import LATE, tell_and_forget
from motcua.places.hours import business_date
from motcua.places.models import Counter, Point
from tests.cast import BIRTH
from tests.web.resident.conftest import TEN

STAFF = System("test")


@pytest.fixture
def counter(cast):
    found = Counter.objects.select_related("center__commune").get(center=cast.kim_bang, number=1)
    actions.open_counter(found, by=cast.counter, now=TEN)
    return found


@pytest.fixture
def take(cast, clock):
    """``take()`` gives a number for land matters."""
    return lambda: actions.issue(cast.kim_bang, field=Field.objects.get(code="land"), by=STAFF, now=TEN)


@pytest.fixture
def number(take):
    return take()


def page(client, ticket, rest=""):
    return client.get(f"/t/{ticket.token}{rest}").content.decode()


def leave(client, ticket, **values):
    return client.post(f"/t/{ticket.token}/notice", {"contact": "0900000001", "consent": "on"} | values)


def call(counter, cast, now=TEN):
    return actions.call_next(counter, by=cast.counter, now=now)


def test_it_says_where_to_go(client, cast, counter, number):
    assert "Nơi đến" in page(client, number)
    point = Point.objects.create(
        center=cast.kim_bang, name_vi="Điểm Đồng Văn", name_en="Dong Van", address="Xóm 2, đường Làng"
    )
    counter.point = point
    counter.save()
    Ticket.objects.filter(pk=number.pk).update(point=point)
    html = page(client, number)
    assert "Điểm Đồng Văn" in html
    assert "Xóm 2, đường Làng" in html
    call(counter, cast)
    html = page(client, number)
    assert "Mời ông/bà đến quầy 1" in html
    assert "Điểm Đồng Văn" in html


def test_the_rest_of_the_basket_stands_there(client, number):
    Errand.objects.create(ticket=number, position=1, field_id="certification")
    Errand.objects.create(ticket=number, position=2, field_id="social", begun_at=TEN)
    html = page(client, number)
    named = re.findall(r"<li>(.*?)\s*</li>", html.partition("Việc cần làm")[2].partition("</ol>")[0])
    assert named == [number.field.name_vi, "Chứng thực"]
    assert "Trợ cấp" not in html


def test_nobody_else_learns_of_a_priority(client, cast, clock):
    field = Field.objects.get(code="land")
    ticket = actions.issue(cast.kim_bang, field=field, priority="elderly", by=STAFF, now=TEN)
    for html in (page(client, ticket), page(client, ticket, "/now")):
        assert "elderly" not in html
        assert "ưu tiên" not in html


def test_the_title_and_the_alert_follow_the_line(client, cast, counter, take):
    first, *_, last = [take() for _ in range(5)]
    assert f'data-title="{last.text} (4)"' in page(client, last)
    assert "data-alert" not in page(client, last)
    assert 'data-alert="soon"' in page(client, first)
    call(counter, cast)
    html = page(client, first, "/now")
    assert 'data-alert="called"' in html
    assert f'data-title="{first.text}: quầy 1"' in html


def test_a_place_is_given_up_after_one_more_question(client, number):
    assert f"Trả lại số {number.text}?" in page(client, number, "/departure")
    assert Ticket.objects.get(pk=number.pk).state == "waiting"
    leave(client, number)
    assert client.post(f"/t/{number.token}/departure").status_code == 302
    assert Ticket.objects.get(pk=number.pk).state == "void"
    event = Event.objects.filter(kind="ticket.voided").last()
    assert (event.data, event.actor_kind, event.actor_id) == ({"reason": "gave_up"}, "resident", "")
    assert not TurnNotice.objects.exists()
    html = page(client, number)
    assert "Ông/bà đã trả lại số này" in html
    assert "departure" not in html
    assert client.get(f"/t/{number.token}/departure").status_code == 302
    assert client.post(f"/t/{number.token}/departure").status_code == 409


def test_who_is_called_may_still_give_up_and_the_counter_is_free(client, cast, counter, take):
    first, second = take(), take()
    call(counter, cast)
    client.post(f"/t/{first.token}/departure")
    assert call(counter, cast).pk == second.pk


def test_nobody_gives_up_in_the_middle_of_being_served(client, cast, counter, number):
    actions.start_serving(call(counter, cast), by=cast.counter, now=TEN)
    assert "departure" not in page(client, number)
    assert client.post(f"/t/{number.token}/departure").status_code == 409


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"contact": ""}, "Nhập số điện thoại"),
        ({"contact": "12"}, "Nhập số điện thoại"),
        ({"contact": "02383844123"}, "Nhập số điện thoại"),
        ({"contact": "a@b"}, "Nhập số điện thoại"),
    ],
)
def test_a_wrong_address_is_said_and_nothing_is_lost(client, number, values, says):
    answer = leave(client, number, **values)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert says in html
    assert f'value="{values["contact"]}"' in html
    assert "checked" in html
    assert not TurnNotice.objects.exists()


def test_without_consent_no_address_is_kept(client, number):
    answer = client.post(f"/t/{number.token}/notice", {"contact": "0900000001"})
    assert answer.status_code == 422
    assert "Đánh dấu vào ô đồng ý" in answer.content.decode()
    assert not TurnNotice.objects.exists()


def test_an_address_is_replaced_withdrawn_and_never_shown(client, number):
    assert leave(client, number).status_code == 302
    leave(client, number, contact="vi.du@mau.vn")
    notice = TurnNotice.objects.get()
    assert notice.contact == "vi.du@mau.vn"
    html = page(client, number, "/notice")
    assert "Xóa địa chỉ của tôi" in html
    assert "mau.vn" not in html
    client.post(f"/t/{number.token}/notice/withdrawal")
    assert not TurnNotice.objects.exists()
    kinds = list(
        Event.objects.filter(kind__startswith="turn_notice").order_by("number").values_list("kind", "data")
    )
    assert kinds == [("turn_notice.asked", {}), ("turn_notice.asked", {}), ("turn_notice.withdrawn", {})]


def test_nobody_tries_many_addresses(client, number):
    answers = [leave(client, number).status_code for _ in range(6)]
    assert answers == [302] * 5 + [429]


def test_one_message_goes_out_when_the_turn_is_near(client, cast, counter, take):
    people = [take() for _ in range(4)]
    leave(client, people[-1])
    assert tell_and_forget(TEN) == 0  # three are ahead
    actions.start_serving(call(counter, cast), by=cast.counter, now=TEN)
    assert tell_and_forget(TEN) == 1
    assert tell_and_forget(TEN) == 0
    sent = OutgoingMessage.objects.get()
    assert (sent.kind, sent.to, sent.purpose) == ("sms", "0900000001", "turn_soon")
    assert f"Số {people[-1].text} sắp đến lượt (còn 2 người trước)" in sent.text
    assert not TurnNotice.objects.exists()


def test_who_is_called_at_once_is_told_the_counter_in_their_language(client, cast, counter, take):
    first = take()
    client.post(f"/t/{first.token}/notice?lang=en", {"contact": "vi.du@mau.vn", "consent": "on"})
    call(counter, cast)
    assert tell_and_forget(TEN) == 1
    sent = OutgoingMessage.objects.get()
    assert (sent.kind, sent.language) == ("email", "en")
    assert "please come to counter 1" in sent.text


def test_while_no_counter_is_open_nobody_is_called_near(client, number):
    leave(client, number)
    assert tell_and_forget(TEN) == 0
    assert TurnNotice.objects.exists()


def test_the_address_is_forgotten_with_the_visit_and_with_the_day(client, cast, counter, take):
    first, second = take(), take()
    leave(client, first)
    leave(client, second)
    actions.start_serving(call(counter, cast), by=cast.counter, now=TEN)
    tell_and_forget(TEN)
    assert not TurnNotice.objects.filter(ticket=first).exists()
    third = take()
    leave(client, third)
    actions.void(take(), reason="left", by=cast.counter, now=TEN)
    tell_and_forget(TEN + timedelta(days=1))
    assert not TurnNotice.objects.exists()


def test_what_no_carrier_took_is_forgotten_too(client, cast, counter, number):
    leave(client, number)
    call(counter, cast)
    tell_and_forget(TEN)
    tell_and_forget(TEN + LATE + timedelta(minutes=1))
    sent = OutgoingMessage.objects.get()
    assert (sent.reference, "0900000001" in sent.to) == ("too_late", False)


def test_a_number_that_has_ended_takes_no_address(client, cast, number):
    actions.give_up(number, by=STAFF, now=TEN)
    assert "không cần nhắn tin nữa" in page(client, number, "/notice")
    with pytest.raises(Refusal):
        actions.ask_for_notice(number, contact="0900000001", consents=True, language="vi", by=STAFF, now=TEN)


def test_the_first_promise_stands_beside_what_holds_now(client, cast, clock, counter, take, monkeypatch):
    monkeypatch.setattr("motcua.hall.queries.Standing._forecast", Forecast(600, 1200))
    take()
    number = take()
    assert 'Như hiện giờ: <strong class="number">muộn nhất lúc 10:20' in page(client, number)
    assert "Đã hẹn khi lấy số" not in page(client, number)

    Ticket.objects.filter(pk=number.pk).update(promised_by=TEN + timedelta(minutes=15))
    html = page(client, number)
    assert 'Đã hẹn khi lấy số: <strong class="number">muộn nhất lúc 10:15' in html
    assert "muộn nhất lúc 10:20" in html
    assert "Xin lỗi" not in html

    Ticket.objects.filter(pk=number.pk).update(promised_by=TEN + timedelta(minutes=20))
    assert page(client, number).count("muộn nhất lúc 10:20") == 1

    clock(TEN + timedelta(minutes=21))
    assert "Xin lỗi ông/bà" in page(client, number)
    Ticket.objects.filter(pk=number.pk).update(called_at=TEN, missed=1)
    html = page(client, number)  # the promise was kept; they did not come
    assert "Đã hẹn khi lấy số" not in html
    assert "Xin lỗi" not in html


def test_the_page_of_who_was_sent_home_leads_to_the_number_they_came_back_with(client, cast, clock, take):
    ticket, day_after = take(), TEN + timedelta(days=1)
    always = [paper.code for paper in in_force(BIRTH, business_date(TEN)).documents if paper.is_always]
    found = {code: Paper("missing" if code == always[0] else "have") for code in always}
    home = {"procedure_code": BIRTH, "papers": found, "outcome": "home"}
    check = check_papers(ticket, by=cast.support, now=TEN, **home)
    assert "số mới" not in page(client, ticket)
    back = come_back(check.code, center=cast.kim_bang, by=cast.support, now=TEN)
    for html in (page(client, ticket), page(client, ticket, "/now")):
        assert f"Ông/bà có số mới: {back.text}" in html
        assert f'href="/t/{back.token}"' in html
        assert "Còn thiếu" not in html
    assert ticket.token not in page(client, back)
    clock(day_after)
    html = page(client, ticket)
    assert back.token not in html
    assert "Còn thiếu giấy tờ" in html
