"""Dossiers through the API: received, seen by whom, worked on to the return, listed by due date."""

from datetime import timedelta

import pytest

from motcua.dossiers import actions
from motcua.dossiers.models import Dossier
from motcua.hall.models import Ticket
from tests.cast import ALICE, MONDAY_0900, received
from tests.dossiers.results_world import ISSUED, issued


@pytest.fixture
def code(counter, filed):
    return counter.post("/dossiers", filed).json()["code"]


def test_a_complete_dossier_is_received(counter, filed):
    response = counter.post("/dossiers", filed)
    assert response.status_code == 201, response.content
    answer = response.json()
    assert answer["code"] == "H41.17.791-261123-0001"
    assert answer["due_at"] == "2026-11-23T17:00:00+07:00"
    assert answer["why"][-1]["text_en"]
    assert set(answer["why"][0]) == {"at", "text_vi", "text_en"}
    assert answer["receipt"] == "/api/v1/dossiers/H41.17.791-261123-0001/receipt"
    receipt = counter.get(answer["receipt"])
    assert (receipt.status_code, receipt["Content-Type"]) == (200, "application/pdf")
    assert receipt.content.startswith(b"%PDF")


def test_with_the_number_of_the_visit(counter, kiosk, filed):
    number = kiosk.post("/centers/17791/tickets", {"field": "civil-status"}).json()
    too_early = counter.post("/dossiers", {**filed, "ticket": number["id"]})
    assert (too_early.status_code, too_early.json()["code"]) == (409, "ticket_not_served")
    counter.post("/counters/17791-1/duties", {})
    assert counter.post("/counters/17791-1/calls", {}).json()["id"] == number["id"]
    code = counter.post("/dossiers", {**filed, "ticket": number["id"]}).json()["code"]
    assert Dossier.objects.get(code=code).ticket == Ticket.objects.get(pk=number["id"])
    refused = counter.post("/dossiers", {**filed, "ticket": "01890000-0000-7000-8000-000000000000"})
    assert list(refused.json()["errors"]) == ["ticket"]


def test_every_gap_is_named_at_once(caller, filed):
    filed["applicant"] |= {"name": " ", "identity_number": "12"}
    filed["documents"] = filed["documents"][:1] + [{"code": "D9x", "kind": "original"}]
    filed["channel"] = "pigeon"
    english = caller("counter.kimbang", language="en-GB,en;q=0.9")
    refused = english.post("/dossiers", filed)
    assert refused.status_code == 422
    problem = refused.json()
    assert set(problem["errors"]) == {
        "channel",
        "applicant.name",
        "applicant.identity_number",
        "documents",
        "documents.D2",
        "documents.D3",
    }
    assert problem["errors"]["documents.D2"][0].startswith("Missing: ")
    assert problem["basis"] == "Nghị định 118/2025/NĐ-CP, Điều 17"
    assert not Dossier.objects.exists()


def test_from_the_counter_to_the_return(caller, counter, code):
    head, office = caller("head.kimbang"), caller("office.kimbang")
    leader, clerk = caller("leader.kimbang"), caller("clerk.kimbang")
    path = f"/dossiers/{code}"
    hand_over = {
        "receiver_name": "Nguyễn Thị Ví Dụ",
        "receiver_identity_number": "040958000001",
        "proof": "identity_card",
    }
    acts = {
        "assign": lambda: head.post(f"{path}/assignments", {"officer": "office.kimbang"}),
        "appraise": lambda: office.post(f"{path}/step-completions", {"note": "Đủ điều kiện"}),
        "review": lambda: head.post(f"{path}/step-completions"),
        "sign": lambda: leader.post(f"{path}/decisions", {"kind": "granted"}),
        "number": lambda: clerk.post(f"{path}/issues", {"symbol": "GKS-UBND"}),
        "return": lambda: counter.post(f"{path}/returns", hand_over),
    }
    shown = counter.get(path).json()
    while shown["state"] != "returned":
        turn = next(step for step in shown["steps"] if step["done_at"] is None)
        moved = acts[turn["act"]]()
        assert moved.status_code == 200, moved.content
        assert moved.json()["personal"] is None
        shown = counter.get(path).json()
    assert shown["decision"]["kind"] == "granted"
    assert shown["decision"]["grant"]
    assert shown["result"]["number"] == "1/GKS-UBND"
    assert shown["handover"]["proof"] == "identity_card"


def test_the_money_comes_before_the_result(cast, clock, counter):
    clock.now = ISSUED
    dossier = issued(cast)
    actions.charge(dossier, amount=5_000, basis="Bảng giá (minh họa)", by=cast.counter, now=MONDAY_0900)
    returns = f"/dossiers/{dossier.code}/returns"
    who = {
        "receiver_name": ALICE.name,
        "receiver_identity_number": ALICE.identity_number,
        "proof": "identity_card",
    }
    refused = counter.post(returns, who)
    assert (refused.status_code, refused.json()["code"]) == (422, "money_is_due")
    assert list(refused.json()["errors"]) == ["although_due"]
    unsaid = counter.post(returns, {**who, "although_due": True})
    assert list(unsaid.json()["errors"]) == ["due_reason"]
    assert counter.post(returns, {**who, "although_due": True, "due_reason": "Hẹn nộp"}).status_code == 200
    assert counter.get(f"/dossiers/{dossier.code}").json()["handover"]["although_due"] is True


def test_whose_turn_it_is_not(counter, caller, code):
    refused = counter.post(f"/dossiers/{code}/decisions", {"kind": "granted"})
    assert refused.status_code == 409
    head = caller("head.kimbang")
    turn = next(step for step in head.get(f"/dossiers/{code}").json()["steps"] if not step["done_at"])
    old = head.post(f"/dossiers/{code}/step-completions", {"step": turn["position"] - 1})
    assert (old.status_code, old.json()["code"]) == (409, "another_step")


@pytest.mark.parametrize(
    ("login", "status", "personal"),
    [
        ("counter.kimbang", 200, True),
        ("leader.kimbang", 200, True),
        ("province", 200, False),
        ("home.affairs", 200, False),
        ("counter.sonlam", 404, None),
        ("admin", 404, None),
    ],
)
def test_who_sees_what(caller, code, login, status, personal):
    who = caller(login)
    shown = who.get(f"/dossiers/{code}")
    assert shown.status_code == status
    assert len(who.get("/dossiers").json()["items"]) == (status == 200)
    if status == 200:
        assert bool(shown.json()["personal"]) is personal
        assert (b"040958000001" in shown.content) is personal
        assert who.get(f"/dossiers/{code}/receipt").status_code == (200 if personal else 403)
    else:
        assert who.get(f"/dossiers/{code}/receipt").status_code == 404
        assert who.post(f"/dossiers/{code}/decisions", {"kind": "granted"}).status_code == 404


@pytest.mark.parametrize("code", ["x", "H41.17.791-261123-9999", "%00", "H41.17.791-261123-0001x"])
def test_no_such_dossier(counter, code):
    assert counter.get(f"/dossiers/{code}").status_code == 404


@pytest.fixture
def several(cast):
    """Dossiers with the same and with different due dates, not received in that order."""
    moments = [MONDAY_0900 + timedelta(days=days % 3, minutes=days) for days in range(9)]
    return [received(cast, now=moment) for moment in moments]


def test_pages_in_order_of_the_due_date(counter, cast, several):
    seen, after = [], ""
    while after is not None:
        page = counter.get("/dossiers", limit=2, after=after).json()
        seen += page["items"]
        after = page["next"]
        if len(seen) == 4:  # one arrives behind, one before the place reached
            late = received(cast, now=MONDAY_0900 + timedelta(days=4))
            received(cast, now=MONDAY_0900)
    codes = [line["code"] for line in seen]
    assert codes == [*dict.fromkeys(codes)]
    assert set(codes) == {dossier.code for dossier in several} | {late.code}
    assert [(line["due_at"], line["code"]) for line in seen] == sorted(
        (line["due_at"], line["code"]) for line in seen
    )


def test_filters(counter, several):
    everything = counter.get("/dossiers").json()["items"]
    assert len(everything) == 9
    tuesday = counter.get("/dossiers", due_before="2026-11-24").json()["items"]
    assert {line["due_at"][:10] for line in tuesday} == {"2026-11-23"}
    # Tuesday the 24th is a day off: what came on it is due on Wednesday, with what came that day.
    for before, count in (("2026-11-25T17:00:00+07:00", 3), ("2026-11-25T17:00:01", 9)):
        assert len(counter.get("/dossiers", due_before=before).json()["items"]) == count
    assert len(counter.get("/dossiers", state="accepted").json()["items"]) == 9
    assert len(counter.get("/dossiers", state="open").json()["items"]) == 9
    assert counter.get("/dossiers", state="returned").json() == {"items": [], "next": None}
    unit = everything[0]["step"]["unit"]["code"]
    assert len(counter.get("/dossiers", unit=unit).json()["items"]) == 9
    assert len(counter.get("/dossiers", unit="H41.17.791").json()["items"]) == 9
    assert counter.get("/dossiers", unit="H41.17.759").json()["items"] == []


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"after": "nonsense"}, "after"),
        ({"after": "WzEsICJcdTAwMDAiXQ"}, "after"),
        ({"after": "WzEwMDAwMDAwMDAwMDAwMDAwMDAwMDAsICJIMSJd"}, "after"),
        ({"limit": "0"}, "limit"),
        ({"limit": "1e9"}, "limit"),
        ({"limit": "9" * 5000}, "limit"),
        ({"state": "lost"}, "state"),
        ({"unit": "\0"}, "unit"),
        ({"unit": "H99.99"}, "unit"),
        ({"due_before": "yesterday"}, "due_before"),
        ({"due_before": "0001-01-01T00:00:00+07:00"}, "due_before"),
        ({"due_before": "9999-12-31T23:59:59-23:59"}, "due_before"),
    ],
)
def test_wrong_questions_are_answered_with_a_sentence(counter, query, field):
    refused = counter.get("/dossiers", **query)
    assert refused.status_code == 422, refused.content
    assert list(refused.json()["errors"]) == [field]


def test_a_cursor_tried_at_every_letter_never_breaks(counter, several):
    cursor = counter.get("/dossiers", limit=1).json()["next"]
    for place in range(len(cursor)):
        bent = cursor[:place] + ("A" if cursor[place] != "A" else "B") + cursor[place + 1 :]
        assert counter.get("/dossiers", after=bent).status_code in (200, 422)
