"""A dossier through the offices by their pages: each step by its officer, each other one refused."""

import re
from datetime import date

import pytest

from motcua.base.journal import verify
from motcua.dossiers.models import Dossier, Result
from tests.cast import received
from tests.dossiers.test_aftermath import kind_of
from tests.dossiers.test_steps import at
from tests.instruments import instead

TURNS = {"assign": "head", "appraise": "office", "review": "head", "sign": "leader", "number": "clerk"}
NOUNS = {
    "assign": "assignment",
    "appraise": "step-completion",
    "review": "step-completion",
    "sign": "decision",
    "number": "issue",
}
IN_OFFICE = ("head", "office", "leader", "clerk", "center")


def sent(act: str, cast) -> dict[str, str]:
    """What the officer fills in."""
    return {
        "assign": {"officer": str(cast.office.pk), "note": "Hồ sơ gấp"},
        "appraise": {"note": "Đủ giấy tờ"},
        "review": {"note": ""},
        "sign": {"kind": "granted", "reason": ""},
        "number": {"symbol": "GKS-UBND"},
    }[act]


def act_form(html: str) -> tuple[str, str] | None:
    """Address and step of the page's act, if it offers one."""
    found = re.search(r'action="(/office/dossiers/[^"]+)".*?name="step" value="(\d+)"', html, re.DOTALL)
    return (found[1], found[2]) if found else None


def test_each_step_is_offered_to_whose_turn_it_is_and_refused_to_everybody_else(cast, desk):
    dossier = received(cast)
    page = f"/office/dossiers/{dossier.code}"
    for act, login in TURNS.items():
        for other in IN_OFFICE:
            if other == login:
                continue
            client = desk(getattr(cast, other))
            assert act_form(client.get(page).content.decode()) is None, (act, other)
            forged = client.post(f"{page}/{NOUNS[act]}", sent(act, cast))
            assert forged.status_code == 403, (act, other)
            assert "Nghị định 118/2025/NĐ-CP" in forged.content.decode()
        for outsider in (cast.counter, cast.province, cast.support, cast.admin):
            assert desk(outsider).post(f"{page}/{NOUNS[act]}", sent(act, cast)).status_code == 403
        stranger = desk(cast.of_son_lam(login))
        assert stranger.get(page).status_code == 404
        assert stranger.post(f"{page}/{NOUNS[act]}", sent(act, cast)).status_code == 404

        client = desk(getattr(cast, login))
        assert dossier.code in client.get("/office/").content.decode()
        form = act_form(client.get(page).content.decode())
        assert form == (f"{page}/{NOUNS[act]}", str(dossier.steps.open().get().position))
        done = client.post(form[0], {**sent(act, cast), "step": form[1]}, follow=True)
        assert done.redirect_chain == [(page, 302)], act
        assert "notice-good" in done.content.decode()
        assert dossier.code in client.get("/office/done").content.decode()
    dossier.refresh_from_db()
    assert dossier.result.text == "1/GKS-UBND"
    assert dossier.steps.open().get().act == "return"
    assert verify().broken == ""


@pytest.mark.parametrize("act", TURNS)
def test_an_old_page_is_told_who_was_first_and_when(cast, desk, act):
    dossier = received(cast)
    page = f"/office/dossiers/{dossier.code}"
    for turn, login in TURNS.items():
        client = desk(getattr(cast, login))
        address, step = act_form(client.get(page).content.decode())
        data = {**sent(turn, cast), "step": step}
        client.post(address, data)
        if turn == act:
            again = client.post(address, data)
            assert again.status_code == 409
            assert f"{getattr(cast, login).name_vi} đã hoàn thành" in again.content.decode()
            assert "10:00 23/11/2026" in again.content.decode()
            return


def test_the_wrong_act_for_the_step_is_told_where_the_dossier_is(cast, desk):
    dossier = received(cast)
    answer = desk(cast.leader).post(
        f"/office/dossiers/{dossier.code}/decision", {"kind": "granted", "step": "5"}
    )
    assert answer.status_code == 409
    assert "Phân công người giải quyết" in answer.content.decode()


def until_signature(cast, desk) -> tuple[Dossier, str]:
    dossier = received(cast)
    page = f"/office/dossiers/{dossier.code}"
    for act in ("assign", "appraise", "review"):
        desk(getattr(cast, TURNS[act])).post(f"{page}/{NOUNS[act]}", sent(act, cast))
    return dossier, page


def test_the_leader_sees_the_instrument_before_pressing(cast, desk):
    _, page = until_signature(cast, desk)
    html = desk(cast.leader).get(page).content.decode()
    assert html.index("12/QĐ-UBND (minh họa)") < html.index('<button class="button">Ký quyết định này')
    assert "Ủy ban nhân dân xã Kim Bảng" in html
    assert "31/12/2027" in html


def test_without_authority_there_is_the_reason_and_the_law_instead_of_the_button(cast, desk):
    dossier, page = until_signature(cast, desk)
    instead(cast.leader, valid_to="2026-11-22")
    client = desk(cast.leader)
    html = client.get(page).content.decode()
    assert "đã hết hạn ngày 22/11/2026" in html
    assert "72/2025/QH15" in html
    assert act_form(html) is None
    forged = client.post(f"{page}/decision", {"kind": "granted"})
    assert forged.status_code == 403
    assert "72/2025/QH15" in forged.content.decode()
    assert dossier.steps.open().get().act == "sign"


def test_a_refusal_needs_its_reason_and_loses_nothing(cast, desk):
    dossier, page = until_signature(cast, desk)
    client = desk(cast.leader)
    answer = client.post(f"{page}/decision", {"kind": "refused", "reason": " ", "step": "5"})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_reason"' in html
    assert re.search(r'value="refused"[^>]*checked', html)
    client.post(f"{page}/decision", {"kind": "refused", "reason": "Thiếu điều kiện", "step": "5"})
    assert dossier.steps.open().get().act == "return"
    assert "Thiếu điều kiện" in client.get(page).content.decode()


def test_the_clerk_sees_until_when_it_holds_and_may_write_another_day(cast, desk):
    kind_of(cast, 6)
    dossier, client = at("number", cast), desk(cast.clerk)
    page = f"/office/dossiers/{dossier.code}"
    assert 'value="2027-05-23"' in client.get(page).content.decode()
    wrong = client.post(f"{page}/issue", {"symbol": "GKS-UBND", "valid_until": "2026-11-22"})
    assert wrong.status_code == 422
    assert 'id="id_valid_until_error"' in wrong.content.decode()
    assert 'value="2026-11-22"' in wrong.content.decode()
    client.post(f"{page}/issue", {"symbol": "GKS-UBND", "valid_until": "31/01/2027"})
    dossier.refresh_from_db()
    assert dossier.result.valid_until == date(2027, 1, 31)


@pytest.mark.parametrize("symbol", ["QĐ UBND", "12/QĐ-UBND", "Q" * 300])
def test_a_symbol_of_another_form_is_answered_at_its_field_and_kept(cast, desk, symbol):
    dossier, client = at("number", cast), desk(cast.clerk)
    wrong = client.post(f"/office/dossiers/{dossier.code}/issue", {"symbol": symbol, "valid_until": ""})
    html = wrong.content.decode()
    assert wrong.status_code == 422
    assert 'id="id_symbol_error"' in html
    assert f'value="{symbol}"' in html
    assert "maxlength" not in re.search(r"<input[^>]*id_symbol[^>]*>", html)[0]
    assert not Result.objects.exists()


def test_an_empty_day_holds_as_the_kind_of_result_says(cast, desk):
    dossier, client = at("number", cast), desk(cast.clerk)
    assert 'name="valid_until"' in client.get(f"/office/dossiers/{dossier.code}").content.decode()
    client.post(f"/office/dossiers/{dossier.code}/issue", {"symbol": "GKS-UBND", "valid_until": ""})
    dossier.refresh_from_db()
    assert dossier.result.valid_until is None
