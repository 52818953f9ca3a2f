"""Warnings and apology letters on the office's pages."""

from datetime import datetime

import pytest

from motcua.base.models import OutgoingMessage
from motcua.domain.workdays import ZONE
from motcua.dossiers import actions, watching
from motcua.dossiers.models import Extension
from tests.cast import ALICE, received

LONG = "1.012753"  # twenty working days: due on Friday 30 October 17:00


def at(text: str) -> datetime:
    return datetime.strptime(f"{text} 2026", "%d %b %H:%M %Y").replace(tzinfo=ZONE)


THE_DAY_BEFORE = at("29 Oct 09:00")


@pytest.fixture
def dossier(cast, monkeypatch):
    """With the specialist, who was warned; its letter waits for the head."""
    dossier = received(cast, procedure=LONG, now=at("05 Oct 07:30"))
    actions.assign(dossier, to=cast.office, by=cast.head, now=at("05 Oct 08:00"))
    watching.watch(at("28 Oct 17:00"))
    watching.watch(at("29 Oct 07:30"))
    monkeypatch.setattr("motcua.base.middleware.timezone.now", lambda: THE_DAY_BEFORE)
    return dossier


def page(client, address):
    return client.get(address).content.decode()


def signing(code):
    return f"/office/dossiers/{code}/extension"


def test_the_bell_shows_what_stands_for_each(cast, desk, dossier):
    office, head = page(desk(cast.office), "/office/warnings"), page(desk(cast.head), "/office/warnings")
    assert dossier.code in office
    assert "90%" in office
    assert "chờ ông/bà ký" not in office
    assert signing(dossier.code) in head
    assert "17:00 29/10" in head
    for other in (cast.clerk, cast.of_son_lam("head")):
        assert dossier.code not in page(desk(other), "/office/warnings")


def test_the_count_is_on_every_office_page_and_goes_when_the_work_is_done(cast, desk, dossier):
    client = desk(cast.office)
    assert 'count-hot">1' in page(client, "/office/done")
    actions.complete_step(dossier, by=cast.office, now=THE_DAY_BEFORE)
    assert 'count-hot">1' not in page(client, "/office/done")


def test_the_head_reads_edits_and_signs_the_letter(cast, desk, dossier):
    client = desk(cast.head)
    shown = page(client, signing(dossier.code))
    assert 'value="2026-11-05"' in shown
    assert "17:00, thứ Sáu 30/10/2026" in shown
    given = {"reason_code": "verification", "reason": "Chờ biên bản.", "until": "2026-11-09"}
    answer = client.post(signing(dossier.code), given, follow=True)
    assert answer.redirect_chain == [(f"/office/dossiers/{dossier.code}", 302)]
    letter = Extension.objects.get()
    assert (letter.new_due_at, letter.signed_by) == (at("09 Nov 17:00"), cast.head)
    text = answer.content.decode()
    assert letter.form.symbol in text
    assert signing(dossier.code) not in text
    assert client.get(signing(dossier.code)).status_code == 409


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, "reason_code"),
        ({"reason_code": "other"}, "reason"),
        ({"until": "2026-11-08"}, "until"),
        ({"until": "2026-10-30"}, "until"),
        ({"until": "tomorrow"}, "until"),
        ({"until": "2099-01-01"}, "until"),
    ],
)
def test_a_wrong_letter_loses_nothing(cast, desk, dossier, given, field):
    sent = {"reason_code": "workload", "reason": "", "until": "2026-11-09", **given}
    if field == "reason_code":
        sent |= {"reason_code": "", "reason": "Vì nhiều việc."}
    answer = desk(cast.head).post(signing(dossier.code), sent)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert f'href="#id_{field}"' in text
    assert sent["reason"] in text
    assert not OutgoingMessage.objects.exists()


def test_only_the_head_sees_and_opens_the_letter(cast, desk, dossier):
    assert signing(dossier.code) in page(desk(cast.head), f"/office/dossiers/{dossier.code}")
    assert signing(dossier.code) not in page(desk(cast.office), f"/office/dossiers/{dossier.code}")
    assert desk(cast.office).get(signing(dossier.code)).status_code == 403
    assert desk(cast.of_son_lam("head")).get(signing(dossier.code)).status_code == 404


def test_the_resident_reads_the_apology_on_their_page(cast, client, dossier):
    actions.extend(
        dossier, reason_code="workload", reason="Ghi riêng trong phiếu.", by=cast.head, now=THE_DAY_BEFORE
    )
    text = page(client, f"/d/{dossier.token}")
    assert "Xin lỗi ông/bà" in text
    assert "17:00, thứ Năm 05/11/2026" in text
    assert "17:00, thứ Sáu 30/10/2026" in text
    assert Extension.objects.get().form.symbol in text
    assert "Ghi riêng" not in text
    assert ALICE.name not in text


@pytest.mark.parametrize(
    ("language", "said"), [("vi", "đã qua ba phần tư thời hạn"), ("en", "three quarters")]
)
def test_without_a_warning_the_page_says_when_one_comes_in_its_own_language(cast, desk, language, said):
    html = desk(cast.office).get("/office/warnings", {"lang": language}).content.decode()
    assert said in html
    assert "%%" not in html
