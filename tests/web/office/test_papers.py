"""The papers of a dossier at the offices: receipt, control slip, issued forms, for the commune's own."""

import pytest

from motcua.dossiers import actions
from motcua.dossiers.forms import Defect
from motcua.dossiers.issuing import Apology, SupplementRequest
from tests.cast import ALICE, MONDAY_0900, received
from tests.dossiers.test_forms import said
from tests.web.office.conftest import TEN


@pytest.fixture
def dossier(cast):
    found = received(cast)
    about = SupplementRequest(defects=(Defect("nộp bản chính", "Giấy chứng sinh"),), reason="Bản chụp mờ")
    actions.issue_form(found, about=about, by=cast.counter, now=TEN)
    late = Apology(reason="Chờ xác minh", due_at=MONDAY_0900, new_due_at=TEN)
    actions.issue_form(found, about=late, by=cast.leader, now=TEN)
    return found


@pytest.mark.parametrize("role", ["counter", "office", "head", "leader", "clerk", "center"])
def test_the_commune_prints_every_paper(cast, desk, dossier, role):
    client = desk(getattr(cast, role))
    page = client.get(f"/office/dossiers/{dossier.code}").content.decode()
    titles = {
        "receipt.pdf": "GIẤY TIẾP NHẬN HỒ SƠ",
        "control-slip.pdf": "PHIẾU KIỂM SOÁT",
        "forms/1.pdf": "PHIẾU YÊU CẦU BỔ SUNG",
        "forms/2.pdf": "PHIẾU XIN LỖI",
    }
    for name, title in titles.items():
        address = f"/office/dossiers/{dossier.code}/{name}"
        assert f'href="{address}"' in page
        answer = client.get(address)
        assert answer["Content-Type"] == "application/pdf"
        assert title in said(answer.content)
    assert "1/PBS-TTPVHCC" in page
    assert "1/PXL" in page


@pytest.mark.parametrize("name", ["receipt.pdf", "control-slip.pdf", "forms/1.pdf"])
def test_the_province_sees_no_persons_and_another_commune_no_dossier(cast, desk, dossier, name):
    address = f"/office/dossiers/{dossier.code}/{name}"
    assert desk(cast.province).get(address).status_code == 403
    assert desk(cast.of_son_lam("counter")).get(address).status_code == 404


def test_the_province_is_offered_no_papers(cast, desk, dossier):
    page = desk(cast.province).get(f"/office/dossiers/{dossier.code}").content.decode()
    assert ".pdf" not in page


@pytest.mark.parametrize("place", [0, 3, 999, 10**12])
def test_a_paper_that_was_never_issued_is_not_found(cast, desk, dossier, place):
    answer = desk(cast.counter).get(f"/office/dossiers/{dossier.code}/forms/{place}.pdf")
    assert answer.status_code == 404


def test_the_counter_finds_the_papers_on_its_own_page(cast, desk, dossier):
    page = desk(cast.counter).get(f"/counter/dossiers/{dossier.code}").content.decode()
    assert f'href="/office/dossiers/{dossier.code}/forms/1.pdf"' in page
    assert ALICE.name in page
