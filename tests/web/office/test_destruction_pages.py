"""The way of a destruction list by its pages, and what everybody sees of a destroyed dossier."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from motcua.dossiers import actions
from motcua.dossiers.models import DestructionList, Dossier, RetentionHold, RetentionRule
from tests.dossiers import archive
from tests.dossiers.archive import IN_FIVE_YEARS, PERSON

pytestmark = pytest.mark.django_db
REGISTER = "/office/destruction"
DAY_BEFORE = IN_FIVE_YEARS.date() - timedelta(days=1)


@pytest.fixture
def dossier(cast, clock):
    archive.rule()
    clock(IN_FIVE_YEARS)
    return archive.returned(cast)


def text(response) -> str:
    return response.content.decode()


def test_from_the_proposal_to_the_certificate(cast, desk, dossier):
    clerk, head, leader = desk(cast.clerk), desk(cast.center), desk(cast.leader)
    page = clerk.get(f"{REGISTER}/proposal")
    assert dossier.code in text(page)
    assert "lưu đến hết thứ Tư 31/12/2031" in text(page)
    made = clerk.post(f"{REGISTER}/proposal")
    asked = DestructionList.objects.get()
    assert made["Location"] == reverse("office_destruction_list", args=[asked.pk])
    there = made["Location"]
    assert "Duyệt danh mục" not in text(clerk.get(there))
    for officer in (head, leader):
        shown = officer.get(there)
        assert asked.digest in text(shown)
        assert officer.post(f"{there}/approval", {"seen": asked.digest}).status_code == 302
    assert "Tiêu hủy và lập biên bản" in text(clerk.get(there))
    unsure = clerk.post(f"{there}/execution", {"seen": asked.digest})
    assert unsure.status_code == 422
    assert Dossier.objects.get().applicant.name == PERSON.name
    assert clerk.post(f"{there}/execution", {"seen": asked.digest, "sure": "on"}).status_code == 302
    paper = clerk.get(f"{there}/certificate.pdf")
    assert (paper.status_code, paper["Content-Type"]) == (200, "application/pdf")
    assert archive.traces() == []
    assert "1/BB-TTPVHCC" in text(clerk.get(there))


def test_an_approval_of_another_list_is_refused(cast, desk, dossier):
    asked = archive.proposed(cast)
    there = reverse("office_destruction_list", args=[asked.pk])
    for seen in ("", "0" * 64):
        assert desk(cast.center).post(f"{there}/approval", {"seen": seen}).status_code == 409
    assert desk(cast.leader).post(f"{there}/approval", {"seen": asked.digest}).status_code == 403


def test_a_refusal_needs_its_reason_and_loses_nothing(cast, desk, dossier):
    asked = archive.proposed(cast)
    there = reverse("office_destruction_list", args=[asked.pk])
    empty = desk(cast.center).post(f"{there}/refusal", {"reason": " "})
    assert empty.status_code == 422
    assert "Ghi lý do không duyệt." in text(empty)
    desk(cast.center).post(f"{there}/refusal", {"reason": "Còn cần đối chiếu."})
    assert "Còn cần đối chiếu." in text(desk(cast.clerk).get(there))


def test_a_dossier_explains_how_long_it_is_kept_and_is_held(cast, desk, dossier):
    client = desk(cast.center)
    there = reverse("office_retention", args=[dossier.code])
    assert there in text(client.get(reverse("office_dossier", args=[dossier.code])))
    page = text(client.get(there))
    assert "31/12/2031" in page
    assert archive.BASIS in page
    wrong = client.post(reverse("office_hold", args=[dossier.code]), {"reason": "Đơn 01"})
    assert wrong.status_code == 422
    assert "Đơn 01" in text(wrong)
    sent = client.post(reverse("office_hold", args=[dossier.code]), {"kind": "complaint", "reason": "Đơn 01"})
    assert sent.status_code == 302
    assert "Đang tạm giữ" in text(client.get(there))
    assert dossier.code not in text(desk(cast.clerk).get(f"{REGISTER}/proposal")).partition("Hồ sơ cũ")[0]
    hold = RetentionHold.objects.get()
    assert client.post(reverse("office_hold_lifting", args=[dossier.code, hold.pk])).status_code == 302
    assert not RetentionHold.objects.standing().exists()


def test_the_province_reads_no_reason_of_a_hold(cast, desk, dossier):
    actions.hold_dossier(dossier, kind="other", reason="Bà Kỳ Lạ hỏi.", by=cast.center, now=IN_FIVE_YEARS)
    page = desk(cast.province).get(reverse("office_retention", args=[dossier.code]))
    assert page.status_code == 200
    assert "Kỳ Lạ" not in text(page)


def test_everybody_is_told_by_which_list_it_went(cast, desk, dossier):
    result = dossier.result
    archive.carried_out(cast)
    said = "danh mục tiêu hủy số 1/2032"
    anybody = Client()
    resident = anybody.get(f"/d/{dossier.token}")
    assert resident.status_code == 200
    assert said in text(resident)
    verified = anybody.get("/verify", {"result": dossier.code, "code": result.authenticity})
    assert verified.status_code == 200
    assert said in text(verified)
    assert anybody.post(f"/d/{dossier.token}/rating", {"stars": "5"}).status_code == 404
    office = desk(cast.clerk)
    assert said in text(office.get(reverse("office_dossier", args=[dossier.code])))
    assert said in text(office.get(reverse("office_retention", args=[dossier.code])))
    actions.end_retention_rule(
        RetentionRule.objects.get(), last_day=DAY_BEFORE, by=cast.province, now=IN_FIVE_YEARS
    )
    assert "31/12/2031" in text(office.get(reverse("office_retention", args=[dossier.code])))
    for name in ("office_receipt", "office_control_slip", "office_result"):
        assert office.get(reverse(name, args=[dossier.code])).status_code == 404, name


def test_the_list_costs_the_same_for_one_and_for_many(cast, desk, dossier):
    def cost() -> int:
        client = desk(cast.clerk)
        with CaptureQueriesContext(connection) as captured:
            client.get(f"{REGISTER}/proposal")
        return len(captured)

    one = cost()
    for _ in range(3):
        archive.returned(cast)
    assert cost() == one


def test_a_rule_is_entered_and_ended_by_the_province(cast, desk):
    client = desk(cast.province)
    sent = {
        "name_vi": "Chứng thực: 2 năm",
        "name_en": "Certification: 2 years",
        "field": "certification",
        "years": "2",
        "counts_from": "closing_year",
        "basis": archive.BASIS,
        "valid_from": "2026-11-23",
    }
    for change in ({"years": ""}, {"permanent": "on"}, {"years": "0"}, {"procedure": "9.999"}, {"basis": ""}):
        wrong = client.post("/setup/retention/entry", sent | change)
        assert wrong.status_code == 422, change
        assert "Chứng thực: 2 năm" in text(wrong)
    assert client.post("/setup/retention/entry", sent).status_code == 302
    rule = RetentionRule.objects.get()
    assert (rule.years, rule.field_id, rule.kind) == (2, "certification", "")
    there = reverse("setup_retention_end", args=[rule.pk])
    assert client.post(there, {"last_day": "2020-01-01"}).status_code == 422
    assert client.post(there, {"last_day": "2026-12-31"}).status_code == 302
    assert "Chứng thực: 2 năm" in text(desk(cast.clerk).get("/setup/retention"))
