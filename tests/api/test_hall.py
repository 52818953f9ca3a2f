"""Numbers, calls and counters through the API, as the contract says."""

import pytest

from motcua.places.models import Center

FIELD = "civil-status"


def issued(who, **body):
    response = who.post("/centers/17791/tickets", {"field": FIELD, **body})
    assert response.status_code == 201, response.content
    return response.json()


@pytest.fixture
def desk(counter):
    assert counter.post("/counters/17791-1/duties").status_code == 201
    return counter


def test_a_kiosk_gives_a_number(kiosk):
    first, second = issued(kiosk), issued(kiosk)
    assert set(first) == {"id", "number", "token", "people_ahead", "promised_by"}
    assert (first["people_ahead"], second["people_ahead"]) == (0, 1)
    assert second["number"] == first["number"][:-1] + "2"


def test_a_number_for_a_procedure_waits_in_its_field(kiosk, counter):
    kiosk.post("/centers/17791/tickets", {"procedure": "1.001193"})
    counter.post("/counters/17791-1/duties")
    called = counter.post("/counters/17791-1/calls").json()
    assert (called["field"], called["procedure"]) == (FIELD, "1.001193")


def test_a_day_at_the_counter(kiosk, desk):
    number = issued(kiosk)
    called = desk.post("/counters/17791-1/calls")
    assert called.status_code == 201
    assert called.json()["id"] == number["id"]
    assert called.json()["counter"] == "17791-1"
    steps = [("recalls", "called"), ("services", "serving"), ("holds", "held"), ("resumptions", "waiting")]
    for move, state in steps:
        moved = desk.post(f"/tickets/{number['id']}/{move}")
        assert (moved.status_code, moved.json()["state"]) == (200, state)
    assert desk.post("/counters/17791-1/calls").json()["id"] == number["id"]
    desk.post(f"/tickets/{number['id']}/services")
    assert desk.post(f"/tickets/{number['id']}/completions").json()["state"] == "done"
    assert desk.post("/counters/17791-1/calls").status_code == 204
    assert desk.post("/counters/17791-1/closures").json()["closed_at"]


def test_out_of_turn_with_a_reason(kiosk, desk):
    issued(kiosk)
    second = issued(kiosk)
    refused = desk.post("/counters/17791-1/calls", {"ticket": second["id"]})
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["reason"])
    called = desk.post("/counters/17791-1/calls", {"ticket": second["id"], "reason": "urgent"})
    assert called.json()["id"] == second["id"]


def test_moved_missed_and_voided(kiosk, desk):
    number = issued(kiosk)
    desk.post("/counters/17791-1/calls")
    assert desk.post(f"/tickets/{number['id']}/transfers", {"field": "land"}).json()["field"] == "land"
    desk.post("/counters/17791-1/calls")
    assert desk.post(f"/tickets/{number['id']}/no-shows").json()["missed"] == 1
    refused = desk.post(f"/tickets/{number['id']}/voids", {"reason": "because"})
    assert refused.status_code == 422
    assert desk.post(f"/tickets/{number['id']}/voids", {"reason": "left"}).json()["state"] == "void"


def test_the_hall(kiosk, desk):
    issued(kiosk)
    issued(kiosk)
    called = desk.post("/counters/17791-1/calls").json()
    hall = kiosk.get("/centers/17791/hall").json()
    assert {line["field"]: line["count"] for line in hall["waiting"]}[FIELD] == 1
    assert hall["called"][0]["number"] == called["number"]
    first = hall["counters"][0]
    assert (first["id"], first["is_open"], first["ticket"]["number"]) == ("17791-1", True, called["number"])
    assert hall["as_of"] == "2026-11-23T09:00:00+07:00"


def test_the_hall_says_who_is_on_a_break(kiosk, desk):
    desk.post("/counters/17791-1/breaks", {"reason": "rest"})
    away = {"reason": "rest", "begins_at": "2026-11-23T09:00:00+07:00", "until": None}
    assert [row["away"] for row in kiosk.get("/centers/17791/hall").json()["counters"]][:2] == [away, None]


def test_a_counter_that_is_not_open_says_so(counter):
    refused = counter.post("/counters/17791-1/calls")
    assert (refused.status_code, refused.json()["code"]) == (409, "counter_closed")


@pytest.mark.parametrize("counter_id", ["17791-99", "17791", "x", "17791-1-1", "99999-1", "%00"])
def test_no_such_counter(counter, counter_id):
    assert counter.post(f"/counters/{counter_id}/calls").status_code == 404


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "field"),
        ({"field": "nonsense"}, "field"),
        ({"procedure": "9.999999"}, "procedure"),
        ({"field": FIELD, "priority": "king"}, "priority"),
        ({"field": FIELD, "dossier": "H41.17.791-261123-0001"}, "dossier"),
        ({"field": 7}, "field"),
        ({"field": "x" * 31}, "field"),
    ],
)
def test_wrong_values_are_named(kiosk, body, field):
    refused = kiosk.post("/centers/17791/tickets", body)
    assert refused.status_code == 422
    assert list(refused.json()["errors"]) == [field]


def test_outside_its_hours_a_center_gives_no_numbers(kiosk, cast, clock):
    Center.objects.filter(pk=cast.kim_bang.pk).update(round_the_clock=False)
    clock.now = clock.now.replace(hour=20)
    refused = kiosk.post("/centers/17791/tickets", {"field": FIELD})
    assert (refused.status_code, refused.json()["code"]) == (409, "center_closed")
    assert refused.json()["basis"]
