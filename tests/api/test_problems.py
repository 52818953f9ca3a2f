"""Whatever is sent, the answer under /api/ is an RFC 9457 problem in the caller's language, never a fault."""

import json

import pytest
from django.urls import get_resolver

from motcua.base.actors import System
from motcua.places.actions import revoke_device
from motcua.places.models import Device
from tests.api.conftest import Caller
from tests.cast import MONDAY_0900

TICKETS = "/centers/17791/tickets"
GOOD = {"field": "civil-status"}


def problem(response, status):
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    body = response.json()
    assert body["status"] == status
    assert body["title"]
    assert body["detail"]
    assert body["code"]
    assert body["type"] == f"urn:motcua:problem:{body['code']}"
    return body


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"{", 400),
        (b"\xff\xfe{}", 400),
        (b'{"field": "\xc3"}', 400),
        (b'{"field": "a\\u0000b"}', 400),
        (b'{"field": "\\ud800"}', 400),
        (b'{"\\udfff": 1}', 400),
        (b'{"field": NaN}', 400),
        (b'{"field": -Infinity}', 400),
        (b'{"field": 1e999}', 400),
        (b'{"field": ' + b"9" * 5000 + b"}", 400),
        (b"[" * 100_000, 400),
        (b'{"a":' * 30 + b"1" + b"}" * 30, 400),
        (b"[1, 2]", 422),
        (b"null", 422),
        (b'"text"', 422),
        (b"", 422),
        (b'{"field": ' + b"9" * 300 + b"}", 422),
        (b" " * 300_000, 413),
    ],
)
def test_bodies_that_are_none(kiosk, raw, status):
    problem(kiosk.post(TICKETS, raw=raw), status)


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]
)
def test_another_content_type(kiosk, content_type):
    problem(kiosk.post(TICKETS, GOOD, content_type=content_type), 415)


@pytest.mark.parametrize(
    "path", ["/api/", "/api/v2/dossiers", "/api/v1/", "/api/v1/nothing", "/api/v1/dossiers/"]
)
def test_no_such_address(kiosk, path):
    assert problem(kiosk.get(path), 404)["code"] == "no_such_address"
    problem(kiosk.post(path, GOOD), 404)


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE", "OPTIONS", "BREW"])
def test_a_wrong_method_names_the_right_one(kiosk, method):
    response = kiosk.method(method, TICKETS)
    assert problem(response, 405)["code"] == "method_not_allowed"
    assert response["Allow"] == "POST"


def test_without_a_token_and_with_a_wrong_one(counter, clock):
    for token in ("", "mc_wrong", "wrong", "ÿ", "x" * 5000):
        response = Caller(token).get("/dossiers")
        assert problem(response, 401)["code"] == "unauthenticated"
        assert response["WWW-Authenticate"].startswith("Bearer")
    assert counter.get("/dossiers").status_code == 200
    clock.now = clock.now.replace(year=2027)
    problem(counter.get("/dossiers"), 401)


def test_a_session_is_no_token(client, cast):
    client.force_login(cast.counter)
    problem(client.get("/api/v1/dossiers"), 401)


def test_what_a_token_may_not(caller, device, cast):
    assert problem(caller("counter.kimbang", "hall").get("/dossiers"), 403)["code"] == "scope_missing"
    assert problem(caller("counter.kimbang").get("/events"), 403)["code"] == "scope_missing"
    kiosk, display = device(cast.kim_bang, "kiosk"), device(cast.kim_bang, "display")
    assert problem(kiosk.get("/dossiers"), 403)["code"] == "not_for_devices"
    assert problem(display.post(TICKETS, GOOD), 403)["code"] == "not_for_devices"
    assert display.get("/centers/17791/hall").status_code == 200
    assert problem(kiosk.post("/centers/17759/tickets", GOOD), 403)["code"] == "another_center"
    assert problem(display.get("/centers/17759/hall"), 403)["code"] == "another_center"
    stranger = caller("counter.sonlam")
    problem(stranger.post(TICKETS, GOOD), 403)
    problem(stranger.get("/centers/17791/hall"), 403)
    problem(stranger.post("/counters/17791-1/duties"), 403)


def test_a_number_of_another_commune_is_none(kiosk, caller):
    number = kiosk.post(TICKETS, GOOD).json()
    for move in ("services", "recalls", "no-shows", "holds", "completions"):
        problem(caller("counter.sonlam").post(f"/tickets/{number['id']}/{move}"), 404)


def test_a_revoked_device_opens_nothing(kiosk):
    revoke_device(Device.objects.get(), by=System("test"), now=MONDAY_0900)
    problem(kiosk.get("/centers/17791/hall"), 401)


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("", "vi"),
        ("en", "en"),
        ("en-GB,vi;q=0.5", "en"),
        ("fr", "vi"),
        ("vi,en", "vi"),
        ("en;q=0,vi", "vi"),
        ("\x80,;q", "vi"),
    ],
)
def test_in_the_callers_language(counter, asked, language):
    counter.language = asked
    response = counter.post("/counters/17791-1/calls")
    body = problem(response, 409)
    sentences = {
        "vi": "Quầy 1 chưa mở. Hãy mở quầy rồi gọi số.",
        "en": "Counter 1 is not open. Open it first, then call.",
    }
    assert body["detail"] == sentences[language]
    assert response["Content-Language"] == language
    assert problem(counter.post("/dossiers", {}), 422)["errors"]["center"] == [
        {"vi": "Còn thiếu.", "en": "This is missing."}[language]
    ]


def test_a_fault_says_nothing_about_itself(counter, monkeypatch, caplog):
    def broken(*args, **kwargs):
        raise RuntimeError("the secret reason")

    monkeypatch.setattr("motcua.api.dossiers.queries.file_of", broken)
    response = counter.get("/dossiers/H41.17.791-261123-0001")
    assert "secret" not in json.dumps(problem(response, 500))
    assert "the secret reason" in caplog.text


def test_too_many_presses(kiosk, monkeypatch):
    monkeypatch.setattr("motcua.hall.actions.issuing.PRESSES_A_MINUTE", 2)
    statuses = [kiosk.post(TICKETS, GOOD).status_code for _ in range(3)]
    assert statuses == [201, 201, 429]


def test_a_page_elsewhere_stays_a_page(client, db):
    assert client.get("/nothing-here").headers["Content-Type"].startswith("text/html")
    assert get_resolver().resolve("/api/v1/docs").url_name == "api_docs"
