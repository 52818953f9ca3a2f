"""Receiving a dossier at the counter: find the procedure, fill in, receive; nothing lost or half-saved."""

import re

import pytest
from django.contrib.messages import get_messages
from django.utils.html import escape

from motcua.dossiers.models import Applicant, Dossier, Paper
from motcua.hall import actions
from motcua.hall.models import Duty
from motcua.people.models import Officer
from tests.cast import ALICE, BIRTH, MONDAY_0900
from tests.web.counter.conftest import KEY, RECEIVE, filled_in

CARD = f"{ALICE.identity_number}||Nguyễn Thị Ví Dụ|05061958|Nữ|Xóm 1, Xã Kim Bảng|01072024"


@pytest.fixture
def at(browser, cast, hall):
    """The browser of an officer who serves somebody."""
    hall.serve(cast.counter)
    return browser(cast.counter)


@pytest.mark.parametrize(
    "typed", ["khai sinh", "dang ky khai sinh", "Đăng ký KHAI sinh", "1.001193", "ĐK khai sinh"]
)
def test_a_procedure_is_found_as_people_type_it(at, typed):
    page = at.get("/counter/reception", {"q": typed})
    assert page.context["found"][0].code == BIRTH
    part = at.get("/counter/reception", {"q": typed}, headers={"HX-Request": "true"})
    assert part.content.decode() in page.content.decode()


def test_procedures_of_the_number_s_own_field_come_first(browser, cast, hall):
    hall.serve(cast.counter, field="land", procedure_code="")
    page = browser(cast.counter).get("/counter/reception")
    assert {row.field_id for row in page.context["found"]} == {"land"}


@pytest.mark.parametrize("typed", ["zzzz", "\x00", "%' OR 1=1 --", "<script>alert(1)</script>", "ệ" * 5000])
def test_a_hostile_search_finds_nothing_and_shows_no_markup(at, typed):
    page = at.get("/counter/reception", {"q": typed})
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()


def test_a_dossier_is_received_without_javascript(at, cast):
    answer = at.post(RECEIVE, filled_in(at, born_on="05/06/1958", note="Đã đối chiếu bản chính."))
    dossier = Dossier.objects.select_related("applicant", "ticket").get()
    assert (answer.status_code, answer.url) == (302, f"/counter/dossiers/{dossier.code}")
    assert dossier.ticket.state == "serving"
    assert dossier.received_by == cast.counter
    assert dossier.applicant.born_on.isoformat() == "1958-06-05"
    assert [paper.document.code for paper in dossier.papers.all()] == ["D1", "D2", "D3"]
    page = at.get(answer.url).content.decode()
    for shown in (
        dossier.code,
        "Hẹn trả kết quả lúc 17:00",
        "Phân công người giải quyết",
        "Giấy chứng sinh",
        "Không thu phí",
        "<svg",
    ):
        assert shown in page
    assert "Đã nhận trong lượt này" in at.get("/counter/").content.decode()


def test_the_due_date_of_the_receipt_stands_there_before(at):
    page = at.get(RECEIVE)
    promised = next(row for row in page.context["promises"] if row.channel == "direct")
    at.post(RECEIVE, filled_in(at))
    assert Dossier.objects.get().due_at == promised.deadline.due_at
    assert "17:00, thứ Hai 23/11/2026" in page.content.decode()


def test_a_card_fills_the_form_and_saves_nothing(at):
    sent = filled_in(at, act="card", scan=CARD, name="", identity_number="", phone="0912 345 678")
    page = at.post(RECEIVE, sent)
    form = page.context["form"]
    assert page.status_code == 200
    assert form["name"].value() == "Nguyễn Thị Ví Dụ"
    assert form["identity_number"].value() == ALICE.identity_number
    assert form["born_on"].value() == "05/06/1958"
    assert form["phone"].value() == "0912 345 678"
    assert page.context["reception"].papers[0].is_handed
    assert CARD not in page.content.decode()
    assert not Dossier.objects.exists()


def test_the_card_of_somebody_who_files_for_another(at):
    page = at.post(RECEIVE, filled_in(at, act="agent-card", scan=CARD, name="Trẻ Ví Dụ"))
    form = page.context["form"]
    assert form["name"].value() == "Trẻ Ví Dụ"
    assert form["agent_name"].value() == "Nguyễn Thị Ví Dụ"
    assert '<details class="more" open>' in page.content.decode()


@pytest.mark.parametrize(
    ("scanned", "sentence"),
    [
        ("", "Hãy quét mã QR"),
        ("https://example.vn", "Không đọc được"),
        ("|" * 700, "Không đọc được"),
        (CARD.replace("Nguyễn", "Nguy?n"), "mất dấu tiếng Việt"),
        ("\x00\x1b[2J<img src=x onerror=alert(1)>", "Không đọc được"),
    ],
)
def test_what_is_no_card_is_said_beside_the_scan_and_nothing_is_lost(at, scanned, sentence):
    page = at.post(RECEIVE, filled_in(at, act="card", scan=scanned))
    text = page.content.decode()
    assert page.status_code == 422
    assert text.count(sentence) == 2
    assert ALICE.name in text
    assert "<img src=x" not in text


def test_all_gaps_are_named_at_once_beside_their_fields(at):
    sent = filled_in(
        at,
        name="",
        identity_number="123",
        phone="12",
        email="x",
        born_on="31/02/1990",
        agent_name="Trần Văn Ví Dụ",
        **{"paper-D1-0-handed": None, "paper-D2-0-count": "0"},
    )
    page = at.post(RECEIVE, sent)
    text = page.content.decode()
    assert page.status_code == 422
    assert set(page.context["form"].errors) == {
        *("name", "identity_number", "born_on", "phone", "email", "agent_identity_number", "agent_paper")
    }
    where = [error["field"] for error in page.context["reception"].errors]
    assert where == [
        *("name", "identity_number", "born_on", "phone", "email", "agent_identity_number", "agent_paper"),
        *("paper-D2-0-handed", "paper-D1-0-handed"),
    ]
    for field in where:
        assert f'href="#id_{field}"' in text
        assert f'id="id_{field}"' in text
    assert 'value="31/02/1990"' in text
    assert "data-focus" in text
    assert not Dossier.objects.exists()
    assert not Applicant.objects.exists()


HOSTILE = {
    "name": ["Nguyễn " * 1000, "\u202e\u2066", "\x00\x01\x02", "123456"],
    "identity_number": ["٠٤٠٩٥٨٠٠٠٠٠١", "0" * 5000, "04095800000\x00", "<b>1</b>"],
    "born_on": ["00/00/0000", "1/1/99999", "31/12/2099", "01/01/0001", "hôm qua"],
    "address": ["x" * 301],
    "phone": ["1" * 5000, "+1 555 0100", "٠٩١٢٣٤٥٦٧٨"],
    "email": ["@", "a@b", "a b@c.d", "x" * 300 + "@y.vn"],
    "agent_name": ["\x07", "Trần" * 100],
    "agent_paper": ["y" * 201],
    "kind": ["", "king", "\x00"],
    "channel": ["online", "", "owl"],
    "note": ["z" * 501],
    "paper-D1-0-kind": ["", "gold", "x" * 5000],
    "paper-D1-0-count": ["", "-1", "1.5", "9" * 5000, "100", "²", "\x00"],
}


@pytest.mark.parametrize(("field", "value"), [(f, v) for f, values in HOSTILE.items() for v in values])
def test_a_hostile_value_gets_a_sentence_and_saves_nothing(at, field, value):
    page = at.post(RECEIVE, filled_in(at, **{field: value}))
    assert page.status_code == 422
    assert page.context["reception"].errors
    assert 'class="error"' in page.content.decode()
    assert not Dossier.objects.exists()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("<script>alert(1)</script> Ví Dụ", "<script>alert(1)</script> Ví Dụ"),
        ("Nguyễn\tThị\r\nVí   Dụ\u202e", "Nguyễn Thị Ví Dụ"),
        ("Nguye\u0302\u0303n Thị Ví Dụ", "Nguyễn Thị Ví Dụ"),  # decomposed, as some keyboards send it
        ("O’Brien & Sons {{ 7*7 }} #let", "O’Brien & Sons {{ 7*7 }} #let"),
    ],
)
def test_a_strange_name_is_kept_as_text_on_page_and_paper(at, name, kept):
    answer = at.post(RECEIVE, filled_in(at, name=name))
    assert Applicant.objects.get().name == kept
    page = at.get(answer.url).content.decode()
    assert escape(kept) in page
    assert "<script>alert" not in page
    assert at.get(f"{answer.url}/receipt.pdf").content.startswith(b"%PDF-")


def test_a_wrongly_encoded_form_is_no_fault(at):
    body = b"act=receive&name=%FF%FE%80&identity_number=\xe9&key=short&channel=direct&kind=person"
    page = at.post(RECEIVE, body, content_type="application/x-www-form-urlencoded")
    assert page.status_code == 422


def test_an_oversized_form_is_refused(at):
    assert at.post(RECEIVE, {"name": "x" * 300_000}).status_code == 400


def test_the_same_page_sent_twice_receives_one_dossier(at):
    sent = filled_in(at)
    first, second = at.post(RECEIVE, sent), at.post(RECEIVE, sent)
    assert first.url == second.url
    assert Dossier.objects.count() == 1
    told = [str(message) for message in get_messages(second.wsgi_request)]
    assert any("không tạo thêm hồ sơ" in line for line in told)


def test_twins_are_two_dossiers(at):
    at.post(RECEIVE, filled_in(at))
    at.post(RECEIVE, filled_in(at))
    assert Dossier.objects.count() == 2


def test_after_the_counter_was_closed_elsewhere_the_form_is_refused_and_kept(browser, cast, hall):
    hall.open(cast.counter)
    at = browser(cast.counter)
    sent = filled_in(at)
    actions.close_counter(Duty.objects.get().counter, by=cast.counter, now=MONDAY_0900)
    page = at.post(RECEIVE, sent)
    assert page.status_code == 409
    assert "Quầy của bạn đã đóng" in page.content.decode()
    assert ALICE.name in page.content.decode()
    assert not Dossier.objects.exists()


def test_the_dossier_belongs_to_the_visit_its_page_was_opened_in(at, cast, hall):
    sent = filled_in(at)
    first = Duty.objects.get().counter.tickets.get(state="serving")
    sent["ticket"] = str(first.pk)
    actions.complete(first, by=cast.counter, now=MONDAY_0900)
    hall.take()
    at.post("/counter/calls")
    at.post(RECEIVE, sent)
    assert Dossier.objects.get().ticket == first


@pytest.mark.parametrize("code", ["9.999999", "x", "%00", "1.001193%27"])
def test_an_unknown_procedure_is_refused_with_a_sentence(at, code):
    page = at.get(f"/counter/reception/{code}")
    assert page.status_code == 422
    assert "Không có thủ tục này" in page.content.decode()


def test_a_procedure_of_a_ministry_s_system_is_shown_the_way(at):
    from motcua.catalogue.models import Procedure

    elsewhere = Procedure.objects.exclude(authoritative_system="motcua").first()
    page = at.get(f"/counter/reception/{elsewhere.code}")
    assert page.status_code == 409
    assert "Cổng Dịch vụ công quốc gia" in page.content.decode()


def test_no_procedure_is_offered_that_the_page_cannot_show(at):
    """Every procedure that is received here opens its form, whatever its terms, fees and papers."""
    from motcua.catalogue.models import Procedure

    pages = {row.code: at.get(f"/counter/reception/{row.code}") for row in Procedure.objects.all()}
    assert {page.status_code for page in pages.values()} <= {200, 409}
    assert sum(page.status_code == 200 for page in pages.values()) > 80
    for page in pages.values():
        assert not re.search(r"\{\{|None|Invalid", page.content.decode())


def test_receiving_costs_few_statements(at, django_assert_max_num_queries):
    sent = filled_in(at)
    with django_assert_max_num_queries(40):
        at.post(RECEIVE, sent)


def test_another_officer_cannot_use_the_form_for_a_center_of_their_own(browser, cast, hall):
    hall.serve(cast.counter)
    other: Officer = cast.of_son_lam("counter")
    son_lam = browser(other)
    son_lam.post("/counter/opening", {"counter": "1", "fields": ["civil-status"]})
    ticket = Duty.objects.get(officer=cast.counter).counter.tickets.get()
    sent = filled_in(son_lam) | {"ticket": str(ticket.pk)}
    son_lam.post(RECEIVE, sent)
    dossier = Dossier.objects.get()
    assert dossier.center == cast.son_lam
    assert dossier.ticket is None


def test_every_page_gives_a_new_key(at):
    keys = {KEY.search(at.get(RECEIVE).content.decode())[1] for _ in range(3)}
    assert len(keys) == 3


def test_papers_keep_their_kind_and_count(at):
    at.post(RECEIVE, filled_in(at, **{"paper-D2-0-kind": "certified", "paper-D2-0-count": "3"}))
    paper = Paper.objects.get(document__code="D2")
    assert (paper.kind, paper.count) == ("certified", 3)
