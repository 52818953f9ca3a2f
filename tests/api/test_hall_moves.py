"""The further moves of a counter through the API: breaks, baskets, notes, no number at all, undo."""

import pytest

from motcua.hall.models import Ticket


@pytest.fixture
def desk(counter):
    assert counter.post("/counters/17791-1/duties", {"fields": [], "skills": ["thai"]}).status_code == 201
    return counter


def test_a_break_from_beginning_to_end(desk):
    until = "2030-01-01T00:00:00+07:00"
    assert desk.post("/counters/17791-1/breaks", {"reason": "rest", "until": until}).status_code == 422
    begun = desk.post("/counters/17791-1/breaks", {"reason": "rest"})
    assert (begun.status_code, begun.json()["ended_at"]) == (201, None)
    assert desk.post("/counters/17791-1/calls").json()["code"] == "on_break"
    assert desk.post("/counters/17791-1/break-ends").json()["ended_at"]
    assert desk.post("/counters/17791-1/break-ends").status_code == 409


def test_served_without_a_number_with_more_to_do_and_taken_back(desk):
    wanted = {"field": "civil-status", "reason": "brief"}
    assert desk.post("/counters/17791-1/walk-ins", wanted | {"reason": "friend"}).status_code == 422
    served = desk.post("/counters/17791-1/walk-ins", wanted).json()
    assert served["state"] == "serving"
    path = f"/tickets/{served['id']}"
    added = desk.post(f"{path}/errands", {"field": "land", "amount": 2})
    assert (added.status_code, added.json()["position"]) == (201, 1)
    assert desk.post(f"{path}/continuations").json()["field"] == "land"
    assert desk.post("/counters/17791-1/undos").json()["field"] == "civil-status"
    assert desk.post(f"{path}/notes", {"text": "x" * 201}).status_code == 422
    assert desk.post(f"{path}/notes", {"text": "xem sổ cũ"}).status_code == 200
    assert Ticket.objects.get().note == "xem sổ cũ"
    assert desk.post(f"{path}/transfers", {"point": "nowhere"}).status_code == 422
    assert desk.post(f"{path}/transfers", {"counter": "17791-2"}).status_code == 422
    assert desk.post(f"{path}/completions", {"outcome": "nice"}).status_code == 422
    assert desk.post(f"{path}/completions", {"outcome": "advised"}).json()["state"] == "done"
    assert Ticket.objects.get().outcome == "advised"


def test_another_center_is_not_mine(desk):
    for path in ("breaks", "break-ends", "undos", "walk-ins"):
        body = {"field": "land", "reason": "brief" if path == "walk-ins" else "rest"}
        assert desk.post(f"/counters/16870-1/{path}", body).status_code in (403, 404)
