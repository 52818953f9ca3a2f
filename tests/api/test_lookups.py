"""Procedures, the journal and the figures through the API; how many statements each answer takes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.base import journal
from motcua.domain import chain
from motcua.statistics.counting import recount_all
from tests.cast import MONDAY_0900, received


@pytest.mark.parametrize("text", ["khai sinh", "dang ky khai sinh", "ĐĂNG KÝ KHAI SINH", "1.001193"])
def test_found_without_diacritics(counter, text):
    found = counter.get("/procedures", q=text).json()["items"]
    assert found[0]["code"] == "1.001193"
    assert found[0]["name_en"] == "Birth registration"


def test_every_procedure_once_page_by_page(counter):
    codes, after = [], ""
    while after is not None:
        page = counter.get("/procedures", limit=40, after=after).json()
        codes += [line["code"] for line in page["items"]]
        after = page["next"]
    assert len(codes) == len(set(codes)) == 111
    assert counter.get("/procedures", q="khai sinh", after="WyJ4Il0").status_code == 422


def test_one_procedure_whole(counter):
    birth = counter.get("/procedures/1.001193").json()
    assert [document["code"] for document in birth["documents"]][:3] == ["D1", "D2", "D3"]
    assert {term["channel"] for term in birth["terms"]} <= {"direct", "online", "post"}
    assert birth["steps"][0]["act"] == "receive"
    for code in ("9.999999", "x", "%00"):
        assert counter.get(f"/procedures/{code}").status_code == 404


def test_the_journal_can_be_checked_by_its_reader(caller, cast):
    received(cast)
    events, after = [], ""
    reader = caller("center.kimbang", "journal")
    while after is not None:
        page = reader.get("/events", limit=3, after=after).json()
        events += page["items"]
        after = page["next"]
    assert {event["stream"] for event in events} == {"H41.17.791"}
    assert [event["number"] for event in events] == list(range(1, len(events) + 1))
    assert "dossier.received" in {event["kind"] for event in events}
    previous = chain.GENESIS
    for event in events:
        covered = {name: value for name, value in event.items() if name not in ("previous", "hash")}
        assert event["previous"] == previous
        assert event["hash"] == chain.link(previous, covered)
        previous = event["hash"]


def test_who_reads_which_chain(caller, cast):
    received(cast)
    for login in ("province", "admin"):
        reader = caller(login, "journal")
        assert reader.get("/events").json()["items"][0]["stream"] == "H41"
        items = reader.get("/events", stream="H41.17.791").json()["items"]
        assert {event["stream"] for event in items} == {"H41.17.791"}
    reader = caller("counter.sonlam", "journal")
    assert {event["stream"] for event in reader.get("/events").json()["items"]} == {"H41.17.759"}
    assert reader.get("/events", stream="H41.17.791").json()["items"] == []
    assert reader.get("/events", after="nonsense").status_code == 422
    assert reader.get("/events", after="H41.17.759:" + "9" * 18).json() == {"items": [], "next": None}


def test_the_figures_of_the_communes(caller, cast):
    received(cast)
    recount_all(now=MONDAY_0900)
    page = caller("province").get("/statistics/communes").json()
    assert len(page["items"]) == 130
    kim_bang = next(line for line in page["items"] if line["code"] == "17791")
    assert (kim_bang["received"], kim_bang["in_process"], kim_bang["is_counted"]) == (1, 1, True)
    own = caller("counter.sonlam").get("/statistics/communes").json()
    assert [line["code"] for line in own["items"]] == ["17759"]
    assert caller("province").get("/statistics/communes", day="0001-01-01").status_code == 422
    first = caller("province").get("/statistics/communes", limit=100).json()
    rest = caller("province").get("/statistics/communes", limit=100, after=first["next"]).json()
    assert len(first["items"]) + len(rest["items"]) == 130


def statements(ask) -> int:
    with CaptureQueriesContext(connection) as captured:
        response = ask()
    assert response.status_code < 300, response.content
    return len(captured)


def test_lists_take_the_same_number_of_statements_however_long(counter, cast, caller):
    paths = ["/dossiers", "/centers/17791/hall", "/procedures"]
    for _ in range(2):
        received(cast)
    code = received(cast).code
    paths += [f"/dossiers/{code}"]
    short = {path: statements(lambda path=path: counter.get(path)) for path in paths}
    for _ in range(8):
        received(cast)
        counter.post("/centers/17791/tickets", {"field": "land"})
    long = {path: statements(lambda path=path: counter.get(path)) for path in paths}
    assert long == short
    assert max(long.values()) <= 14, long


def test_receiving_takes_at_most_twenty_statements(counter, filed):
    counter.post("/dossiers", filed)  # the catalogue's revision is kept in memory from now on
    assert statements(lambda: counter.post("/dossiers", filed)) <= 20


def test_the_journal_holds_after_all_of_it(counter, filed):
    counter.post("/dossiers", filed)
    counter.post("/centers/17791/tickets", {"field": "land"})
    assert not journal.verify().broken
