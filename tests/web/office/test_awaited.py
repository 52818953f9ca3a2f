"""While the applicant is waited for it is their turn, and no officer is held to a time."""

import re

from django.utils.html import strip_tags

from motcua.dossiers import actions
from tests.cast import MONDAY_0900, filing
from tests.dossiers.test_payment_platform import NOTICE
from tests.dossiers.test_supplements import REQUEST, asked, in_appraisal
from tests.dossiers.till import appraised, specialist_of


def five(html: str) -> str:
    """The words of the five clears."""
    return " ".join(strip_tags(re.findall(r'<dl class="five.*?</dl>', html, re.S)[0]).split())


def test_papers_are_the_applicant_s_turn_until_the_waiting_ends(cast, desk):
    dossier = asked(cast)
    html = desk(cast.office).get(f"/office/dossiers/{dossier.code}").content.decode()
    said = five(html)
    assert "Người nộp hồ sơ" in said
    assert "Nộp bổ sung giấy tờ được yêu cầu" in said
    assert f"{dossier.supplements.get().wait_ends_at:%d/%m/%Y}" in said
    assert cast.office.name_vi not in said
    assert "Trong hạn" not in html
    assert " · hạn " not in html


def test_a_tax_is_the_applicant_s_turn_with_the_notice_as_its_basis(cast, desk):
    land = appraised(cast)
    actions.pause_for_payment(land, notice=NOTICE, by=specialist_of(land), now=MONDAY_0900)
    said = five(desk(specialist_of(land)).get(f"/office/dossiers/{land.code}").content.decode())
    for words in ("Người nộp hồ sơ", "Nộp nghĩa vụ tài chính", NOTICE.number):
        assert words in said


def test_the_province_sees_that_nobody_is_held_to_a_time(cast, desk):
    dossier = asked(cast)
    said = five(desk(cast.province).get(f"/province/dossiers/{dossier.code}").content.decode())
    assert "đang tạm dừng" in said


def test_the_counter_sees_the_same_and_that_the_date_stands(cast, desk):
    dossier = asked(cast)
    html = desk(cast.counter).get(f"/counter/dossiers/{dossier.code}").content.decode()
    assert "Nộp bổ sung giấy tờ được yêu cầu" in five(html)
    assert "đang tạm dừng" in html


def test_what_was_never_accepted_has_no_receipt(cast, desk):
    waits = actions.ask_at_intake(
        filing(), request=REQUEST, center=cast.kim_bang, by=cast.counter, now=MONDAY_0900
    )
    code = waits.dossier.code
    client = desk(cast.counter)
    assert (
        f"/counter/dossiers/{code}/receipt.pdf"
        not in client.get(f"/counter/dossiers/{code}").content.decode()
    )
    refused = client.get(f"/counter/dossiers/{code}/receipt.pdf")
    assert refused.status_code == 409
    assert "chưa được tiếp nhận" in refused.content.decode()
    assert client.get(f"/office/dossiers/{code}/receipt.pdf").status_code == 409
    assert "Giấy tiếp nhận và hẹn trả" not in client.get(f"/office/dossiers/{code}").content.decode()


def test_no_date_is_promised_of_what_was_withdrawn(cast, desk):
    dossier = in_appraisal(cast)
    actions.withdraw(dossier, by=cast.counter, now=MONDAY_0900)
    for page in (f"/d/{dossier.token}", f"/counter/dossiers/{dossier.code}"):
        assert "Hẹn trả kết quả lúc" not in desk(cast.counter).get(page).content.decode()


def test_a_tax_is_awaited_of_nobody_who_withdrew(cast, desk):
    land = appraised(cast)
    actions.pause_for_payment(land, notice=NOTICE, by=specialist_of(land), now=MONDAY_0900)
    page = f"/counter/dossiers/{land.code}"
    assert "Nộp nghĩa vụ tài chính" in desk(cast.counter).get(page).content.decode()
    actions.withdraw(land, by=cast.counter, now=MONDAY_0900)
    assert "Nộp nghĩa vụ tài chính" not in desk(cast.counter).get(page).content.decode()
