"""What every page of every role has in common: headers, no code inside, tokens in its forms."""

import re

import pytest
from django.conf import settings
from django.test import Client

from motcua.sandbox.cast import PASSWORD
from tests.security.addresses import address, honest
from tests.security.pages import pages
from tests.security.world import ANYBODY, ROLES, Visitor, few, routes, undone

pytestmark = pytest.mark.xdist_group("hostile")
INLINE = re.compile(r"^(style|on[a-z]+)$|^hx-on")
ALIKE = ("counter.sonlam", "group4", "home.affairs", "finance")
LOOKED_AT = few(ROLES, *(role for role in ROLES if role not in ALIKE))
"""Whose pages are looked at: everybody's in ``make prove``; others have the pages of who is ``ALIKE`` too."""
NO_CODE = ("javascript:", "data:text", "vbscript:")


@pytest.mark.counted
@pytest.mark.parametrize("role", LOOKED_AT)
def test_pages_carry_no_code_and_all_headers(world, role):
    seen = 0
    for page in pages(world, role):
        seen += 1
        where = f"{role} {page.path} ({page.status})"
        assert page.status < 500, where
        assert page.elements.loose == [], where
        for tag, attributes in page.elements.found:
            assert not [name for name in attributes if INLINE.search(name)], f"{where}: {tag} {attributes}"
            assert not [
                value for value in attributes.values() if value.strip().lower().startswith(NO_CODE)
            ], where
            assert tag not in ("style", "base", "object", "embed", "iframe"), where
        assert_headers(page.headers, where)
    assert seen > 10


def assert_headers(headers, where):
    policy = {part.split()[0]: part.split()[1:] for part in headers["content-security-policy"].split(";")}
    assert policy["default-src"] == ["'none'"], where
    assert policy["script-src"] == policy["style-src"] == ["'self'"], where
    assert policy["frame-ancestors"] == policy["base-uri"] == ["'none'"], where
    assert policy["form-action"] == ["'self'"], where
    assert "unsafe" not in headers["content-security-policy"], where
    assert headers["x-content-type-options"] == "nosniff", where
    assert headers["referrer-policy"] == "same-origin", where
    assert headers["x-frame-options"] == "DENY", where
    assert headers["content-language"] in ("vi", "en"), where


@pytest.mark.counted
@pytest.mark.parametrize("role", LOOKED_AT)
def test_every_form_that_writes_carries_its_token(world, role):
    for page in pages(world, role):
        for form in page.forms:
            if form.method == "post":
                assert "csrfmiddlewaretoken" in dict(form.fields), f"{role} {page.path} {form.action}"
            else:
                assert "csrfmiddlewaretoken" not in dict(form.fields), (
                    f"{role} {page.path}: token in an address"
                )


@pytest.mark.counted
def test_pages_of_officers_are_not_kept_by_browsers_and_proxies(world):
    for role in (role for role in LOOKED_AT if "." in role or role in ("province", "group4", "admin")):
        for page in pages(world, role):
            if page.status == 200 and page.path.startswith(("/counter", "/office", "/province")):
                assert "no-store" in page.headers.get("cache-control", ""), f"{role} {page.path}"


@pytest.mark.counted
def test_every_write_from_a_page_needs_the_token(world):
    writes = [route for route in routes() if not route.startswith("/api/")]
    place = world.places["17791"]
    taken = []
    for role in few(ROLES, ANYBODY, "counter.kimbang"):
        strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
        strict.cookies = world.clients[role].cookies
        for route in writes:
            with undone():
                response = strict.post(address(route, place), honest(route, place) or {})
            if response.status_code not in (403, 405):
                taken.append(f"{role} {route}: {response.status_code}")
    assert taken == []


def test_a_failed_check_is_said_in_a_sentence(world):
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/login/", {"login": "an", "password": "x"})
    assert response.status_code == 403
    assert "<h1" in response.content.decode()
    assert_headers({name.lower(): value for name, value in response.headers.items()}, "403")


def test_the_api_takes_no_session_in_place_of_a_token(world):
    """Else a foreign page could make an officer's browser write, for the API asks for no CSRF token."""
    client = world.clients["counter.kimbang"]
    place = world.places["17791"]
    for route in routes():
        # A payment platform's callback is known by its signature, a device that pairs by its code alone.
        by_other_means = "/callbacks/" in route or route.endswith("/devices")
        if route.startswith("/api/v1/") and "<" in route and not by_other_means:
            with undone():
                asked = address(route, place)
                response = client.generic("POST", asked, b"{}", content_type="application/json")
            assert response.status_code in (401, 405), route


def test_session_cookies_are_closed(world):
    browser = Visitor()
    with undone():
        response = browser.post("/login/", {"login": "counter.kimbang", "password": PASSWORD})
    session, token = response.cookies[settings.SESSION_COOKIE_NAME], response.cookies["csrftoken"]
    assert session["httponly"]
    assert session["samesite"] == "Lax"
    assert int(session["max-age"]) <= 12 * 3600
    assert token["httponly"]
    assert token["samesite"] == "Strict"


def test_a_log_in_begins_a_new_session_and_a_log_out_ends_it(world):
    browser = Visitor()
    with undone():
        browser.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
        browser.post("/login/", {"login": "counter.kimbang", "password": PASSWORD})
        key = browser.cookies[settings.SESSION_COOKIE_NAME].value
        assert key != "a" * 32
        assert browser.get("/counter/").status_code == 200
        browser.post("/logout/")
        browser.cookies[settings.SESSION_COOKIE_NAME] = key
        assert browser.get("/counter/").status_code == 302


@pytest.mark.parametrize(
    "target",
    [
        "https://example.org/",
        "//example.org/",
        "///example.org",
        "/\\example.org",
        "http:example.org",
        "javascript:alert(1)",
        "\thttps://example.org",
        "https://testserver@example.org/",
        "/counter/\r\nSet-Cookie: a=b",
        "x" * 5000,
    ],
)
def test_a_log_in_sends_nobody_elsewhere(world, target):
    sent = {"login": "counter.kimbang", "password": PASSWORD, "next": target}
    response = world.ask(ANYBODY, "POST", "/login/", sent)
    assert response.status_code == 302
    assert response["Location"].startswith("/")
    assert not response["Location"].startswith(("//", "/\\"))
    assert "\n" not in response["Location"]


def test_a_log_in_goes_where_one_was(world):
    sent = {"login": "counter.kimbang", "password": PASSWORD, "next": "/counter/reception?q=a"}
    assert world.ask(ANYBODY, "POST", "/login/", sent)["Location"] == "/counter/reception?q=a"


def test_log_ins_are_limited_by_name_and_by_address(world):
    wrong = {"login": "counter.kimbang", "password": "wrong"}
    browser = Visitor()
    with undone():
        answers = [browser.post("/login/", wrong).status_code for _ in range(11)]
        assert answers == [422] * 10 + [429]
        right = {"login": "counter.kimbang", "password": PASSWORD}
        assert browser.post("/login/", right).status_code == 429
        assert browser.post("/login/", right | {"login": "head.kimbang"}).status_code == 302
    with undone():
        names = [{"login": f"nobody{number}", "password": "wrong"} for number in range(61)]
        answers = [browser.post("/login/", name).status_code for name in names]
        assert answers == [422] * 60 + [429]


@pytest.mark.parametrize(
    ("path", "data", "most"),
    [
        ("/kiosk/17791/pairing", {"code": "wrong"}, 10),
        ("/display/17791/pairing", {"code": "wrong"}, 10),
        ("/d/{token}/rating", {"stars": "9"}, 30),
    ],
)
def test_public_forms_are_limited(world, path, data, most):
    path = path.format(token=world.places["17791"].dossiers["returned"].token)
    browser = Visitor()
    with undone():
        answers = [browser.post(path, data).status_code for _ in range(most + 1)]
    assert answers == [422] * most + [429]
