"""A dossier between officers through the API: handed over, asked about, sent back, taken back."""

import pytest

from motcua.places.models import Unit
from tests.cast import received


@pytest.fixture
def code(cast):
    return received(cast).code


def test_the_center_gives_it_out_and_the_unit_acknowledges(caller, cast, code):
    given = caller("counter.kimbang").post(f"/dossiers/{code}/hand-overs", {})
    assert (given.status_code, given.json()["state"]) == (200, "in_process")
    head = caller("head.kimbang")
    assert head.post(f"/dossiers/{code}/hand-overs", {"note": "đủ hồ sơ"}).status_code == 200
    again = head.post(f"/dossiers/{code}/hand-overs", {})
    assert (again.status_code, again.json()["code"]) == (409, "already_acknowledged")
    assert caller("leader.kimbang").post(f"/dossiers/{code}/hand-overs", {}).status_code == 403
    assert caller("counter.sonlam").post(f"/dossiers/{code}/hand-overs", {}).status_code == 404


def test_back_and_forth(caller, code):
    head, office = caller("head.kimbang"), caller("office.kimbang")
    head.post(f"/dossiers/{code}/assignments", {"officer": "office.kimbang"})
    office.post(f"/dossiers/{code}/step-completions", {})
    assert office.post(f"/dossiers/{code}/take-backs").json()["steps"][-1]["turn"] == 103
    office.post(f"/dossiers/{code}/step-completions", {"step": 103})
    assert head.post(f"/dossiers/{code}/send-backs", {"reason": " ", "step": 104}).status_code == 422
    sent = head.post(f"/dossiers/{code}/send-backs", {"reason": "Soát lại.", "step": 104})
    assert (sent.status_code, sent.json()["steps"][-1]["act"]) == (200, "appraise")
    refused = head.post(f"/dossiers/{code}/reassignments", {"officer": "clerk.kimbang"})
    assert (refused.status_code, refused.json()["code"]) == (409, "cannot_reassign")


def test_opinions(caller, code):
    head, office = caller("head.kimbang"), caller("office.kimbang")
    head.post(f"/dossiers/{code}/assignments", {"officer": "office.kimbang"})
    unit = Unit.objects.get(commune_id="17791", kind="committee").identifier
    wrong = office.post(f"/dossiers/{code}/opinions", {"units": [], "question": "", "value": 0})
    assert set(wrong.json()["errors"]) == {"units", "question", "value"}
    asked = {"units": [unit], "question": "Có tranh chấp không?", "value": 2}
    assert office.post(f"/dossiers/{code}/opinions", asked).status_code == 200
    (shown,) = office.get(f"/dossiers/{code}/opinions").json()["items"]
    assert (shown["unit"]["code"], shown["question"], shown["answer"]) == (unit, asked["question"], "")
    assert caller("province").get(f"/dossiers/{code}/opinions").json()["items"][0]["question"] is None
    early = office.post(f"/dossiers/{code}/opinions/{shown['id']}/silences")
    assert (early.status_code, early.json()["code"]) == (409, "term_still_runs")
    path = f"/dossiers/{code}/opinions/{shown['id']}/answers"
    assert office.post(path, {"answer": "agree"}).status_code == 403
    leader = caller("leader.kimbang")
    assert leader.post(path, {"answer": "maybe"}).status_code == 422
    assert leader.post(path, {"answer": "agree"}).status_code == 200
    assert leader.post(path, {"answer": "agree"}).status_code == 409
