"""``/d/<token>``: plain words, the date and why, an apology when late, a rating at the end, and no person."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.base.journal import verify
from motcua.base.models import Event
from motcua.feedback.models import Rating
from tests.cast import ALICE, MONDAY_0900
from tests.web.resident.conftest import TEN

PERSONAL = (ALICE.name, ALICE.identity_number, ALICE.address, ALICE.phone, "Ví Dụ", "Xóm 1")
OFFICERS = (
    "Phạm Văn Thử Nghiệm",
    "Lê Thị Làm Mẫu",
    "Vũ Văn Làm Mẫu",
    "Hoàng Thị Ví Dụ",
    "Nguyễn Thị Minh Họa",
)


def shown(client, case, lang: str = "vi") -> str:
    answer = client.get(f"/d/{case.token}?lang={lang}")
    assert answer.status_code == 200
    return answer.content.decode()


def states(html: str) -> list[str]:
    return re.findall(r'<li class="step step-(\w+)', html)


@pytest.mark.parametrize("kind", ["granted", "refused"])
def test_at_no_stage_is_there_a_name_a_number_an_address_or_a_note(client, case, advance, kind):
    pages = [shown(client, case)]
    advance(case, "return", kind=kind)
    pages += [shown(client, case), shown(client, case, "en")]
    for page in pages:
        for secret in (*PERSONAL, *OFFICERS, "ghi chú", "vì lý do"):
            assert secret not in page


def test_the_way_is_told_in_plain_words_with_who_has_it_until_when(client, case, advance, clock):
    clock(MONDAY_0900)
    html = shown(client, case)
    assert states(html) == ["done", "now", "next", "next", "next", "next", "next"]
    assert "Đã nhận hồ sơ" in html
    assert "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân làm việc này, xong trước" in html
    advance(case, "review")
    html = shown(client, case)
    assert states(html) == ["done"] * 4 + ["now", "next", "next"]
    assert "Lãnh đạo Ủy ban quyết định và ký" in html


def test_a_slow_step_alarms_nobody_while_the_promise_stands(client, case):
    assert case.steps.open().get().due_at < TEN < case.due_at
    html = shown(client, case)
    assert states(html)[1] == "now"
    assert "ngày hẹn không đổi" in html


def test_the_date_and_why(client, case):
    html = shown(client, case)
    assert "17:00, thứ Hai 23/11/2026" in html
    assert "Nhận không muộn hơn 15:00 nên trả kết quả ngay trong ngày." in html
    english = shown(client, case, "en")
    assert "Received by 15:00, so the result is given the same day." in english
    assert "Your identity card" in english


def test_late_is_said_plainly_with_an_apology(client, case, clock):
    clock(TEN + timedelta(days=2))
    html = shown(client, case)
    assert "Hồ sơ bị chậm. Chúng tôi xin lỗi ông/bà." in html
    assert "đang chậm việc này" in html
    assert states(html)[1] == "late"
    assert html.index("Hồ sơ đang ở đâu") < html.index("Mang theo gì")  # who has it comes first


def test_a_result_that_waits_says_where_when_and_what_to_bring(client, case, advance):
    advance(case, "number")
    html = shown(client, case)
    assert "Đã có kết quả, mời ông/bà đến nhận." in html
    assert "Từ thứ Hai đến thứ Sáu: 07:30-11:30 và 13:00-17:00" in html
    assert "Mang theo gì" in html
    assert "xin lỗi" not in html


def test_a_late_result_is_apologised_for_even_after(client, case, advance, clock):
    advance(case, "return", TEN + timedelta(days=2))
    clock(TEN + timedelta(days=3))
    assert "Kết quả có muộn hơn ngày đã hẹn. Chúng tôi xin lỗi ông/bà." in shown(client, case)


def test_a_refusal_is_said_as_one(client, case, advance):
    advance(case, "sign", kind="refused")
    html = shown(client, case)
    assert "Ủy ban không chấp thuận yêu cầu này" in html
    assert "Đã có kết quả" not in html
    assert states(html)[-1] == "now"


@pytest.mark.parametrize("change", [str.lower, lambda t: f"{t[:4]}-{t[4:]}", lambda t: f" {t[:9]} {t[9:]}"])
def test_a_token_is_read_as_people_type_it(client, case, change):
    assert client.get(f"/d/{change(case.token)}").status_code == 200


@pytest.mark.parametrize(
    "token", ["x", "0" * 24, "U" * 24, "%00", "a" * 3000, "../login", "H41.17.791-261123-0001"]
)
def test_anything_else_is_not_found_in_a_sentence(client, case, token):
    answer = client.get(f"/d/{token}")
    assert answer.status_code == 404
    assert "<h1>" in answer.content.decode()
    if "/" not in token:
        assert client.post(f"/d/{token}/rating", {"stars": "5"}).status_code == 404


def test_the_page_is_light_private_and_costs_little(client, case, advance):
    advance(case, "return")
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(f"/d/{case.token}", headers={"accept-encoding": "gzip"})
    assert len(captured) <= 10, [query["sql"] for query in captured]
    assert len(answer.content) < 12_000
    assert "no-store" in answer.headers["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in client.get(f"/d/{case.token}").content.decode()


def test_a_returned_dossier_is_rated_once_and_thanked_for(client, case, advance):
    assert 'name="stars"' not in shown(client, case)
    assert client.get(f"/d/{case.token}/rating").status_code == 302
    advance(case, "return")
    assert re.findall(r'name="stars" value="(\d)"', shown(client, case)) == ["5", "4", "3", "2", "1"]
    words = "Cán bộ chỉ dẫn tận tình"
    answer = client.post(f"/d/{case.token}/rating", {"stars": "5", "words": words}, follow=True)
    assert answer.redirect_chain == [(f"/d/{case.token}/rating", 302)]
    assert "Cảm ơn ông/bà" in answer.content.decode()
    rating = Rating.objects.get()
    assert (rating.dossier, rating.stars, rating.words) == (case, 5, words)
    page = shown(client, case)
    assert 'name="stars"' not in page
    assert words not in page
    again = client.post(f"/d/{case.token}/rating", {"stars": "1"})
    assert again.status_code == 409
    assert "chỉ đánh giá một lần" in again.content.decode()
    assert Rating.objects.get().stars == 5
    assert verify().broken == ""


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({}, "stars"),
        ({"words": "Tốt"}, "stars"),
        ({"stars": "6"}, "stars"),
        ({"stars": "x\x00"}, "stars"),
        ({"stars": "4", "words": "ă" * 1001}, "words"),
        ({"stars": "4", "words": "a\x00b"}, "words"),
    ],
)
def test_a_wrong_rating_is_shown_again_and_nothing_is_lost(client, case, advance, data, field):
    advance(case, "return")
    answer = client.post(f"/d/{case.token}/rating", data)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#id_{field}' in html
    assert "\x00" in data.get("words", "") or data.get("words", "")[:50] in html
    assert not Rating.objects.exists()


def test_nothing_is_rated_before_its_time(client, case):
    assert client.post(f"/d/{case.token}/rating", {"stars": "5"}).status_code == 409
    assert client.post(f"/d/{case.token}/rating", {}).status_code == 409


def test_ratings_from_one_address_have_a_limit(client, case, advance):
    advance(case, "return")
    answers = {client.post(f"/d/{case.token}/rating", {}).status_code for _ in range(31)}
    assert answers == {422, 429}
    assert not Rating.objects.exists()


def test_the_journal_of_a_rated_dossier_knows_no_person(client, case, advance):
    advance(case, "return")
    client.post(f"/d/{case.token}/rating", {"stars": "2", "words": "Bà Ví Dụ chờ lâu"})
    written = " ".join(f"{event.subject} {event.actor_id} {event.data}" for event in Event.objects.all())
    assert "dossier.rated" in set(Event.objects.values_list("kind", flat=True))
    for secret in (*PERSONAL, case.token, "chờ lâu", "ghi chú"):
        assert secret not in written
