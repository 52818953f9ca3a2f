"""One dossier's page: who sees whose it is, and what a wrong or hostile form is told."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.dossiers import actions
from tests.cast import ALICE, received
from tests.web.office.conftest import TEN

PERSONAL = (ALICE.name, ALICE.identity_number, ALICE.address, ALICE.phone)
NOTE = "Đã đối chiếu với bà Ví Dụ"


@pytest.fixture
def dossier(cast):
    found = received(cast)
    actions.assign(found, to=cast.office, note=NOTE, by=cast.head, now=TEN)
    return found


@pytest.mark.parametrize("name", ["counter", "head", "office", "leader", "clerk", "center"])
def test_the_commune_s_officers_see_whose_it_is(cast, desk, dossier, name):
    html = desk(getattr(cast, name)).get(f"/office/dossiers/{dossier.code}").content.decode()
    for value in (*PERSONAL, NOTE):
        assert value in html


@pytest.mark.parametrize("name", ["province", "group4", "finance", "home_affairs"])
def test_the_province_sees_how_it_goes_but_not_whose_it_is(cast, desk, dossier, name):
    html = desk(getattr(cast, name)).get(f"/office/dossiers/{dossier.code}").content.decode()
    assert dossier.code in html
    assert "Thẩm định hồ sơ" in html
    for value in (*PERSONAL, NOTE):
        assert value not in html


def test_another_commune_does_not_know_of_it_and_helpers_may_not_ask(cast, desk, client, dossier):
    page = f"/office/dossiers/{dossier.code}"
    for name in ("head", "office", "counter", "leader"):
        answer = desk(cast.of_son_lam(name)).get(page)
        assert answer.status_code == 404
        assert ALICE.name not in answer.content.decode()
    for officer in (cast.support, cast.admin):
        assert desk(officer).get(page).status_code == 403
    assert client.get(page).status_code == 302


@pytest.mark.parametrize(
    "code", ["x", "H41.17.791-261123-9999", "H41.17.791-269923-0001", "%00", "a" * 300, "'--"]
)
def test_an_unknown_code_is_not_found(cast, desk, code):
    assert desk(cast.head).get(f"/office/dossiers/{code}").status_code == 404


def test_the_head_chooses_among_the_units_specialists_with_their_load(cast, desk, dossier):
    html = desk(cast.head).get(f"/office/dossiers/{received(cast).code}").content.decode()
    assert re.findall(r'type="radio" name="officer" value="([^"]+)"', html) == [str(cast.office.pk)]
    assert "đang có 1 việc, không việc nào quá hạn" in html


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"officer": "x"},
        {"officer": "\x00"},
        {"officer": "00000000-0000-0000-0000-000000000000"},
        {"officer": "OTHER"},
        {"officer": "RIGHT", "note": "ă" * 501},
        {"officer": "RIGHT", "note": "a\x00b"},
    ],
)
def test_a_wrong_assignment_is_shown_again_with_what_was_written(cast, desk, data):
    fresh = received(cast)
    names = {"OTHER": str(cast.clerk.pk), "RIGHT": str(cast.office.pk)}
    filled = {"note": "Ưu tiên", **data, "officer": names.get(data.get("officer"), data.get("officer", ""))}
    answer = desk(cast.head).post(f"/office/dossiers/{fresh.code}/assignment", filled)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert 'class="error-summary"' in html
    assert html.count("<h1>") == 1
    assert filled["note"][:5].rstrip("\x00") in html or "\x00" in filled["note"]
    assert fresh.steps.open().get().act == "assign"


@pytest.mark.parametrize("step", ["x", "0", "-1", "999", "2 ", "\x00", "9" * 400])
def test_a_forged_step_number_does_nothing(cast, desk, step):
    fresh = received(cast)
    data = {"officer": str(cast.office.pk), "step": step}
    assert desk(cast.head).post(f"/office/dossiers/{fresh.code}/assignment", data).status_code in (409, 422)
    assert fresh.steps.open().get().act == "assign"


def test_an_act_that_is_only_fetched_leads_to_the_dossier(cast, desk, dossier):
    page = f"/office/dossiers/{dossier.code}"
    for noun in ("assignment", "step-completion", "decision", "issue"):
        answer = desk(cast.office).get(f"{page}/{noun}?lang=en")
        assert (answer.status_code, answer.headers["Location"]) == (302, page)
    assert dossier.steps.open().get().act == "appraise"


def test_the_page_says_the_date_why_and_how_it_stands(cast, desk, dossier):
    client = desk(cast.office)
    html = client.get(f"/office/dossiers/{dossier.code}").content.decode()
    assert "17:00, thứ Hai 23/11/2026" in html
    assert "Nhận không muộn hơn 15:00 nên trả kết quả ngay trong ngày." in html
    english = client.get(f"/office/dossiers/{dossier.code}?lang=en").content.decode()
    assert "Why this date" in english
    assert "Appraise the dossier" in english


def test_a_late_step_is_said_in_word_and_shape(cast, desk, dossier, clock):
    clock(TEN + timedelta(days=2))
    html = desk(cast.office).get(f"/office/dossiers/{dossier.code}").content.decode()
    assert 'class="tag tag-overdue">Quá hạn' in html


def test_the_page_costs_a_constant_number_of_statements(cast, desk, dossier):
    client = desk(cast.office)
    with CaptureQueriesContext(connection) as captured:
        client.get(f"/office/dossiers/{dossier.code}")
    assert len(captured) <= 20, [query["sql"] for query in captured]
