"""The way of a result through the API: posted, delivered, issued again, revoked."""

import pytest

from tests.dossiers.results_world import ISSUED, issued

WHO = {"proof": "identity_card"}


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture
def waiting(cast):
    return issued(cast, way="post")


def test_a_result_is_posted_and_delivered(waiting, caller, clock):
    clock.now = ISSUED
    counter, there = caller("counter.kimbang"), f"/dossiers/{waiting.code}"
    assert counter.post(f"{there}/letters").status_code == 200
    sent = counter.post(f"{there}/letter-news", {"news": "posted", "tracking_number": "EB123456789VN"})
    assert sent.status_code == 200, sent.content
    brought = counter.post(f"{there}/letter-news", {"news": "delivered", "receiver_name": "An"})
    assert brought.json()["state"] == "returned"
    assert brought.json()["handover"]["way"] == "post"
    assert counter.post(f"{there}/letter-news", {"news": "back"}).status_code == 404


def test_the_way_is_changed_by_who_proves_who_they_are(waiting, caller, clock):
    clock.now = ISSUED
    person = waiting.applicant
    who = {
        **WHO,
        "receiver_name": person.name,
        "receiver_identity_number": person.identity_number,
    }
    body = {"delivery": {"way": "counter"}, "asked_by": who}
    changed = caller("counter.kimbang").post(f"/dossiers/{waiting.code}/delivery-changes", body)
    assert changed.json()["return_way"] == "counter"


def test_only_who_is_competent_issues_again_and_revokes(waiting, caller, clock):
    clock.now = ISSUED
    there = f"/dossiers/{waiting.code}"
    again = {"kind": "copy", "reason": "mất"}
    grounds = {"document_number": "1/QĐ", "basis": "Điều 1", "reason": "sai", "revoked_from": "2026-11-23"}
    assert caller("clerk.kimbang").post(f"{there}/reissues", again).status_code == 403
    assert caller("leader.kimbang").post(f"{there}/reissues", again).status_code == 200
    revoked = caller("leader.kimbang").post(f"{there}/revocations", grounds)
    assert revoked.json()["result"]["standing"] == "revoked"
    assert caller("leader.kimbang").post(f"{there}/revocations", grounds).status_code == 409
