"""Issuing forms: numbers without a gap, words that stay, papers filled from the dossier's own rows."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import Error, transaction

from motcua.base.models import Event
from motcua.domain.codes import invented_person_id
from motcua.dossiers import actions
from motcua.dossiers.actions.forms import issue_form
from motcua.dossiers.forms import Defect
from motcua.dossiers.issuing import (
    Apology,
    Appointment,
    RefusalSlip,
    StoppingNotice,
    SupplementRequest,
    digest_of,
    form_pdf,
)
from motcua.dossiers.models import Applicant, Dossier, IssuedForm
from tests.cast import ALICE, MONDAY_0900, received
from tests.dossiers.test_forms import said

LINK = "https://motcua.example.vn/d/4kJ9x2LmQpR7sTuVwXyZ"
LATER = MONDAY_0900 + timedelta(hours=3)
ASKED = SupplementRequest(
    defects=(Defect("nộp bản chính", "Giấy chứng sinh"),), reason="Bản chụp mờ", answer_by=LATER
)
LATE = Apology(reason="Chờ xác minh", due_at=MONDAY_0900, new_due_at=LATER)
EVERY = {
    "receipt": Appointment(received_at=MONDAY_0900, due_at=LATER),
    "supplement": ASKED,
    "refusal": RefusalSlip(reasons=("Không thuộc thẩm quyền",)),
    "apology": LATE,
    "stopping": StoppingNotice(asked_at=MONDAY_0900),
}


def paper(issued: IssuedForm) -> str:
    issued.refresh_from_db()
    return said(form_pdf(issued, link=LINK))


@pytest.fixture
def dossier(cast) -> Dossier:
    return received(cast)


def test_each_matter_becomes_its_form_with_the_dossiers_facts(cast, dossier):
    for form, about in EVERY.items():
        issued = issue_form(dossier, about=about, by=cast.leader, now=LATER)
        text = paper(issued)
        assert issued.form == form
        assert f"Số: {issued.symbol}" in text
        assert dossier.code in text
        assert ALICE.name in text
        assert "Đăng ký khai sinh" in text
        assert cast.leader.name_vi in text


def test_numbers_run_without_a_gap_in_each_center_form_and_year(cast, dossier):
    def number(about, now=MONDAY_0900, of=dossier):
        return issue_form(of, about=about, by=cast.counter, now=now).symbol

    assert [number(ASKED), number(ASKED), number(LATE)] == ["1/PBS-TTPVHCC", "2/PBS-TTPVHCC", "1/PXL"]
    with transaction.atomic():
        assert number(ASKED) == "3/PBS-TTPVHCC"
        transaction.set_rollback(True)  # the action that issued it failed
    assert number(ASKED) == "3/PBS-TTPVHCC"
    assert number(ASKED, now=MONDAY_0900.replace(year=2027)) == "1/PBS-TTPVHCC"
    elsewhere = received(cast)
    elsewhere.center = cast.son_lam
    assert number(ASKED, of=elsewhere) == "1/PBS-TTPVHCC"


def test_an_issued_form_says_the_same_for_ever(cast, dossier):
    issued = issue_form(dossier, about=ASKED, by=cast.counter, now=MONDAY_0900)
    before = form_pdf(issued, link=LINK)
    Applicant.objects.filter(dossier=dossier).update(name="Tên Khác", address="Nơi khác")
    assert form_pdf(IssuedForm.objects.get(pk=issued.pk), link=LINK) == before
    issued.refresh_from_db()
    assert digest_of(issued.words) == issued.digest


def test_the_database_refuses_to_change_what_was_issued(cast, dossier):
    issued = issue_form(dossier, about=ASKED, by=cast.counter, now=MONDAY_0900)
    with pytest.raises(Error), transaction.atomic():
        IssuedForm.objects.filter(pk=issued.pk).update(symbol="1/KHÁC")


def test_the_journal_knows_number_and_digest_and_no_person(cast, dossier):
    issued = issue_form(dossier, about=ASKED, by=cast.counter, now=MONDAY_0900)
    event = Event.objects.get(kind="dossier.form_issued")
    assert event.subject == f"dossier/{dossier.code}"
    assert event.data == {"form": "supplement", "number": 1, "year": 2026, "digest": issued.digest}


def test_the_head_signs_the_apology_under_their_post(cast, dossier):
    issued = issue_form(dossier, about=LATE, by=cast.leader, now=MONDAY_0900)
    assert "PHÓ CHỦ TỊCH UBND (Ký, ghi rõ họ tên và đóng dấu)" in paper(issued)


def test_the_notice_of_stopping_names_stage_fee_and_basis_by_itself(cast, dossier):
    text = paper(issue_form(dossier, about=EVERY["stopping"], by=cast.counter, now=LATER))
    assert "Lý do dừng: Người nộp hồ sơ yêu cầu rút hồ sơ" in text
    assert "Giai đoạn của hồ sơ khi dừng: Được tiếp nhận; bước “" in text
    assert "Quyết định: Dừng giải quyết hồ sơ kể từ 12 giờ 00 phút" in text
    assert "Phí, lệ phí: không thu" in text
    assert "Căn cứ Điều 21 Nghị định số 118/2025/NĐ-CP;" in text


def test_a_receipt_issued_again_carries_the_new_appointment(cast, dossier):
    issued = issue_form(dossier, about=EVERY["receipt"], by=cast.counter, now=LATER)
    text = paper(issued)
    assert "Số: 1/2026-TTPVHCC" in text
    assert "Thời gian trả kết quả: 12 giờ 00 phút, thứ Hai ngày 23 tháng 11 năm 2026" in text


def test_the_electronic_form_is_kept_as_such(cast, dossier):
    issued = issue_form(dossier, about=ASKED, is_electronic=True, by=cast.counter, now=MONDAY_0900)
    assert issued.is_electronic
    assert "(Chữ ký số của người hướng dẫn)" in paper(issued)


def test_what_no_database_keeps_is_left_out_of_the_words(cast, dossier):
    about = replace(ASKED, reason="Mờ\x00 \u202enát", defects=(Defect("W" * 5_000),))
    issued = issue_form(dossier, about=about, by=cast.counter, now=MONDAY_0900)
    assert issued.words["reason"] == "Mờ nát"
    assert len(issued.words["defects"][0]["wanted"]) == 2_000


def test_a_long_name_from_abroad_still_gives_a_paper(cast):
    guest = replace(
        ALICE,
        name="Johannes Chrysostomus Wolfgangus Theophilus " * 4,
        identity_number=invented_person_id(2, woman=False, year=70),
    )
    dossier = received(cast, applicant=guest)
    assert "Johannes" in paper(issue_form(dossier, about=ASKED, by=cast.counter, now=MONDAY_0900))


def test_a_refusal_after_appraisal_comes_with_its_slip(cast, dossier):
    actions.assign(dossier, to=cast.office, by=cast.head, now=MONDAY_0900)
    actions.complete_step(dossier, by=cast.office, now=MONDAY_0900)
    actions.complete_step(dossier, by=cast.head, now=MONDAY_0900)
    actions.decide(dossier, kind="refused", reason="Đã đăng ký nơi khác", by=cast.leader, now=MONDAY_0900)
    text = paper(dossier.issued_forms.get())
    assert "thông báo không giải quyết hồ sơ này với lý do cụ thể như sau: 1. Đã đăng ký nơi khác" in text
    assert "NGƯỜI CÓ THẨM QUYỀN" in text
