"""Queues and searches through the API: the same lists as on the pages, and nobody in an address."""

from tests.cast import ALICE, received


def codes(answer) -> list[str]:
    assert answer.status_code == 200, answer.content
    return [item["code"] for item in answer.json()["items"]]


def test_the_queues_and_what_is_in_them(caller, cast):
    dossiers = [received(cast).code for _ in range(3)]
    head = caller("head.kimbang")
    queues = {item["code"]: item["count"] for item in head.get("/queues").json()["items"]}
    assert (queues["turns"], queues["unit"], queues["done"]) == (3, 3, 0)
    first = head.get("/queues/turns", limit=2)
    second = head.get("/queues/turns", limit=2, after=first.json()["next"])
    assert sorted(codes(first) + codes(second)) == dossiers
    assert second.json()["next"] is None
    assert first.json()["items"][0]["step"]["act"] == "assign"
    assert codes(head.get("/queues/turns", field="land")) == []
    assert head.get("/queues/turns", standing="soonish").status_code == 422
    assert head.get("/queues/turns", after="x").status_code == 422
    assert head.get("/queues/sign").status_code == 404
    assert caller("province").get("/queues").status_code == 403
    assert codes(caller("counter.sonlam").get("/queues/turns")) == []


def test_a_search_goes_in_a_body(caller, cast):
    dossier = received(cast)
    counter = caller("counter.kimbang")
    for text, kind in ((ALICE.phone, "phone"), (ALICE.name, "name"), (dossier.code, "code")):
        made = counter.post("/searches", {"text": text})
        assert (made.status_code, made.json()["kind"]) == (201, kind)
        assert codes(counter.get(f"/searches/{made.json()['id']}")) == [dossier.code]
    assert caller("head.kimbang").get(f"/searches/{made.json()['id']}").status_code == 404
    assert counter.post("/searches", {"text": " "}).status_code == 422
    for login in ("province", "support.kimbang"):
        refused = caller(login).post("/searches", {"text": ALICE.phone})
        assert (refused.status_code, refused.json()["code"]) == (403, "personal_data")
