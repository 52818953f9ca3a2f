"""The pages of a result on its way: chosen at reception, posted, changed, its originals, issued again."""

import pytest

from motcua.dossiers import actions, originals
from motcua.dossiers.models import Dossier, Return, SettledOriginal, Shipment
from tests.cast import ALICE, MONDAY_0900
from tests.dossiers.results_world import ISSUED, issued

WHO = {
    "receiver_name": ALICE.name,
    "receiver_identity_number": ALICE.identity_number,
    "proof": "identity_card",
}


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture
def at(browser, clock, cast):
    clock(ISSUED)
    return browser(cast.counter)


def test_a_letter_from_the_list_to_its_delivery(at, cast):
    dossier = issued(cast, way="post")
    assert dossier.code in at.get("/counter/letters").content.decode()
    packed = at.post(f"/counter/results/{dossier.code}/letters")
    letter = Shipment.objects.get(dossier=dossier)
    assert packed["Location"] == f"/counter/letters/{letter.pk}"
    assert at.get(f"/counter/letters/{letter.pk}/label.pdf").content.startswith(b"%PDF")
    wrong = at.post(f"/counter/letters/{letter.pk}", {"news": "posted", "at": "2026-11-23T11:00"})
    assert wrong.status_code == 422
    assert 'aria-invalid="true"' in wrong.content.decode()
    sent = {"news": "posted", "at": "2026-11-23T11:00", "tracking_number": "EB123456789VN"}
    at.post(f"/counter/letters/{letter.pk}", sent)
    assert "EB123456789VN" in at.get("/counter/letters").content.decode()
    assert "Bưu chính đang giữ" in at.get(f"/counter/results/{dossier.code}").content.decode()
    brought = {"news": "delivered", "at": "2026-11-23T11:00", "receiver_name": ALICE.name}
    assert at.post(f"/counter/letters/{letter.pk}", brought).status_code == 302
    assert Return.objects.get(dossier=dossier).way == "post"


def test_the_lists_cost_the_same_however_long(at, cast, django_assert_max_num_queries):
    for _ in range(2):
        actions.prepare_letter(issued(cast, way="post"), by=cast.counter, now=ISSUED)
    with django_assert_max_num_queries(20) as few:
        at.get("/counter/letters")
        at.get("/counter/originals")
    for _ in range(2):
        actions.prepare_letter(issued(cast, way="post"), by=cast.counter, now=ISSUED)
    with django_assert_max_num_queries(len(few)):
        at.get("/counter/letters")
        at.get("/counter/originals")


def test_another_way_needs_proof_of_identity(at, cast):
    dossier = issued(cast)
    address = f"/counter/dossiers/{dossier.code}/way"
    assert at.post(address, {"return_way": "post"}).status_code == 422
    assert at.post(address, {"return_way": "post", **WHO}).status_code == 302
    assert Dossier.objects.get(pk=dossier.pk).return_way == "post"


def test_originals_are_ticked_off_at_the_hand_over_and_later(at, cast):
    dossier = issued(cast)
    first, *rest = originals.of(dossier)
    at.post(f"/counter/results/{dossier.code}", {**WHO, f"original-{first.pk}": "given_back"})
    assert SettledOriginal.objects.get().receiver_name == ALICE.name
    assert dossier.code in at.get("/counter/originals").content.decode()
    for paper in rest:
        at.post(f"/counter/results/{dossier.code}/originals", {f"original-{paper.pk}": "stays"})
    assert dossier.code not in at.get("/counter/originals").content.decode()


def test_money_due_stops_the_hand_over_and_loses_nothing_typed(at, browser, cast):
    dossier = issued(cast)
    actions.charge(dossier, amount=5_000, basis="Bảng giá (minh họa)", by=cast.counter, now=ISSUED)
    address = f"/counter/results/{dossier.code}"
    page = at.get(address).content.decode()
    assert "Còn 5.000 đồng chưa nộp" in page
    assert f"/counter/dossiers/{dossier.code}/fees" in page
    refused = at.post(address, WHO)
    assert refused.status_code == 422
    assert 'href="#id_although_due"' in refused.content.decode()
    assert f'value="{ALICE.identity_number}"' in refused.content.decode()
    unsaid = at.post(address, {**WHO, "although_due": "on"})
    assert 'href="#id_due_reason"' in unsaid.content.decode()
    assert not Return.objects.exists()
    at.post(address, {**WHO, "although_due": "on", "due_reason": "Hẹn nộp buổi chiều"})
    assert Return.objects.get().amount_due == 5_000
    for officer in (cast.counter, cast.head):
        file = browser(officer).get(f"/office/dossiers/{dossier.code}").content.decode()
        assert "Hẹn nộp buổi chiều" in file


def test_where_nothing_is_due_nobody_asks_for_money(at, cast):
    page = at.get(f"/counter/results/{issued(cast).code}").content.decode()
    assert "although_due" not in page


def test_what_was_issued_again_is_handed_over(at, cast):
    dossier = issued(cast)
    actions.reissue_result(dossier, kind="copy", reason="mất", by=cast.leader, now=ISSUED)
    assert "cấp lại lần 1" in at.get(f"/counter/results/{dossier.code}").content.decode()
    there = f"/counter/results/{dossier.code}/reissues/1"
    assert at.get(f"{there}.pdf").content.startswith(b"%PDF")
    assert at.post(there, {}).status_code == 422
    assert at.post(there, WHO).status_code == 302


def test_the_province_s_and_another_commune_s_officers_see_none(browser, cast, clock):
    dossier = issued(cast, way="post")
    clock(MONDAY_0900)
    other = browser(cast.of_son_lam("counter"))
    assert other.get(f"/counter/results/{dossier.code}").status_code == 404
    assert dossier.code not in other.get("/counter/letters").content.decode()
