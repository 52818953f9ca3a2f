"""The first page, the way from a code to what it stands for, /health, and the log-in page."""

import re

import pytest
from django.db import DatabaseError, connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from motcua.catalogue.models import Field
from motcua.hall.actions import issue
from motcua.sandbox.cast import LOGINS, PASSWORD
from motcua.web.home import health
from tests.cast import MONDAY_0900, received


@pytest.fixture
def page(cast):
    return lambda path="/": Client().get(path)


@pytest.fixture
def ticket(cast):
    return issue(cast.kim_bang, field=Field.objects.first(), by=cast.counter, now=MONDAY_0900)


def text(response):
    return response.content.decode()


def test_the_first_page_has_a_door_for_each_audience_and_no_logins(page):
    html = text(page())
    for href in ("/counter/", "/office/", "/province/", "/api/v1/docs"):
        assert f'href="{href}"' in html
    assert PASSWORD not in html
    assert "counter.kimbang" not in html
    assert "kiosk/17791" not in html
    assert "Motcua giúp Trung tâm" in html


def test_english_is_one_click_away(page):
    html = text(page())
    assert 'href="?lang=en"' in html
    assert "One door for every procedure of the commune" in text(page("/?lang=en"))


def test_the_demo_lists_its_logins_and_pairs_in_one_press(page):
    with override_settings(DEMO=True):
        html = text(page())
    listed = re.findall(r'<span class="code number">([^<]+)</span>', html)
    assert listed == [member.login for member in LOGINS]
    assert PASSWORD in html
    assert 'action="/kiosk/17791/pairing"' in html
    assert 'action="/display/17791/pairing"' in html


def test_the_demos_buttons_pair(page):
    with override_settings(DEMO=True):
        for kind in ("kiosk", "display"):
            client = Client()
            response = client.post(f"/{kind}/17791/pairing", {"demo": "1"})
            assert response.url == f"/{kind}/17791"
            assert client.get(response.url).status_code == 200


def test_the_page_costs_the_same_for_every_login(page):
    with override_settings(DEMO=True), CaptureQueriesContext(connection) as asked:
        page()
    assert len(asked) <= 6


@pytest.mark.parametrize("shape", ["{}", "  {} ", "http://127.0.0.1:8000/t/{}", "/t/{}?lang=en", "lower"])
def test_a_number_is_followed_by_its_code_or_its_pasted_address(page, ticket, shape):
    code = ticket.token.lower() if shape == "lower" else shape.format(ticket.token)
    response = Client().get("/", {"code": code})
    assert response.status_code == 302
    assert response.url == f"/t/{ticket.token}"


def test_a_dossier_is_followed_by_its_code(page, cast):
    dossier = received(cast)
    assert Client().get("/", {"code": dossier.token}).url == f"/d/{dossier.token}"


@pytest.mark.parametrize("code", ["", "A015", "x" * 5000, "http://evil.example/t/", "<script>", "\x00", "🀄"])
def test_an_unknown_code_is_said_beside_the_field_and_nothing_is_lost(page, code):
    response = Client().get("/", {"code": code})
    assert response.status_code == 422
    html = text(response)
    assert 'role="alert"' in html
    assert 'aria-describedby="id_code_helptext id_code_error"' in html
    assert "<script>" not in html.replace("<script src", "")


@pytest.mark.parametrize("typed", ["A025", " a 025 ", "A-025"])
@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("vi", "A025 là số sẽ được gọi, không phải mã theo dõi"),
        ("en", "A025 is the number that will be called, not the code to follow it"),
    ],
)
def test_a_number_typed_for_a_code_is_told_apart(page, typed, language, said):
    html = text(Client().get("/", {"code": typed, "lang": language}))
    assert said in html
    assert ("bảng gọi số" if language == "vi" else "display") in html
    assert "Không tìm thấy gì" not in html
    assert "We found nothing" not in html


def test_codes_cannot_be_tried_without_end(page):
    answers = {Client().get("/", {"code": "A015"}).status_code for _ in range(40)}
    assert answers == {422, 429}


def test_health_says_what_waits(page, ticket):
    with CaptureQueriesContext(connection) as asked:
        response = page("/health")
    assert len(asked) == 1
    answer = response.json()
    assert answer["status"] == "ok"
    assert answer["database"] == connection.vendor
    assert answer["deliveries_waiting"] > 0
    assert answer["deliveries_dead"] == 0


def test_health_is_503_when_the_database_does_not_answer(page, monkeypatch):
    def away(**_):
        raise DatabaseError("away")

    monkeypatch.setattr(health.Delivery, "objects", type("Away", (), {"filter": staticmethod(away)}))
    response = page("/health")
    assert response.status_code == 503
    assert response.json()["status"] != "ok"
    assert "away" not in text(response)


def test_a_wrong_log_in_is_refused_in_one_sentence_and_keeps_the_name(page, cast):
    response = Client().post(
        "/login/", {"login": "counter.kimbang", "password": "wrong", "next": "/counter/"}
    )
    assert response.status_code == 422
    html = text(response)
    assert "không khớp" in html
    assert 'value="counter.kimbang"' in html
    assert "wrong" not in html
    assert 'name="next" value="/counter/"' in html


def test_the_log_in_page_shows_the_password_only_in_the_demo(page):
    assert PASSWORD not in text(page("/login/"))
    with override_settings(DEMO=True):
        assert PASSWORD in text(page("/login/"))
