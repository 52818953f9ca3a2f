"""Whatever arrives: never a fault of ours, always a sentence, and nothing half-saved."""

import json
import re
from functools import cache
from urllib.parse import parse_qs, quote

import pytest
from django.db import connection

from motcua.api.v1 import api
from motcua.base.models import Event
from tests.security import hostile
from tests.security.addresses import PART, address, honest, names_an_object, prepare
from tests.security.hostile import some
from tests.security.pages import HOME_OF, pages
from tests.security.test_url_matrix import ROWS
from tests.security.world import ANYBODY, ROLES, Visitor, undone

pytestmark = pytest.mark.xdist_group("hostile")
TABLES = ("dossiers_dossier", "dossiers_applicant", "hall_ticket", "feedback_rating", "places_device")
QUERY = ("q", "sort", "only", "after", "before", "lang", "priority", "lane", "next", "page", "limit")
OPENED = {"200", "201", "204", "302", "409"}


@cache
def who_may(method, route):
    """Somebody whom the table lets in, so that the value gets as far as it can."""
    for asked, there, place, answers in ROWS:
        if (asked, there) == (method, route) and place in ("KB", "-"):
            for role in (*ROLES[1:], ROLES[0]):
                if answers[role] in OPENED:
                    return role
    return ANYBODY


POSTS = sorted(
    {route for method, route, _, answers in ROWS if method == "POST" and "405" not in answers.values()}
)
GETS = sorted(
    {route for method, route, _, answers in ROWS if method == "GET" and "405" not in answers.values()}
)
FORMS = [route for route in POSTS if not route.startswith("/api/")]
ENDPOINTS = [route for route in POSTS if route.startswith("/api/") and not route.endswith("openapi.json")]


def rows_of(tables):
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"SELECT count(*) FROM {table}" for table in tables))
        return [count for (count,) in cursor.fetchall()]


def send(world, route, data, *, method="POST", headers=None, path=None):
    """One hostile request by somebody who may; says what was wrong with the answer, or nothing."""
    role = who_may(method, route)
    place = world.places[HOME_OF[role]]
    with undone(), world.as_before(role):
        if method == "POST":
            prepare(route, place)
        before = rows_of(TABLES), Event.objects.count()
        response = _sent(
            world.clients[role], world, role, method, path or address(route, place), data, headers
        )
        after = rows_of(TABLES), Event.objects.count()
    content = b"".join(response.streaming_content) if response.streaming else response.content
    status, text = response.status_code, content.decode("utf-8", "replace")
    if status >= 500:
        return f"{status}"
    if status >= 400 and before != after:
        return f"{status}, yet something was written"
    if status >= 400 and route.startswith("/api/"):
        return "" if _is_problem(response) else f"{status} without a problem: {text[:100]}"
    if status >= 400 and status != 405:
        return "" if re.search(r"<h1[^>]*>\s*\S", text) else f"{status} without a sentence: {text[:100]}"
    alive = "<script>alert" in text or "<img src=x" in text
    return "markup came back alive" if alive and "html" in response.headers.get("Content-Type", "") else ""


def _sent(client, world, role, method, path, data, headers):
    headers = dict(headers or {})
    kind = headers.pop("Content-Type", "")
    if path.startswith("/api/"):
        if role in world.tokens:
            headers = {"Authorization": f"Bearer {world.tokens[role]}"} | headers
        body = data if isinstance(data, bytes) else json.dumps(data or {}).encode()
        headers = {"Idempotency-Key": "key"} | headers
        return client.generic(
            method, path, body if method == "POST" else b"", kind or "application/json", headers=headers
        )
    if method == "GET":
        return client.get(path, data, headers=headers)
    if isinstance(data, bytes):
        return client.generic("POST", path, data, kind, headers=headers)
    return client.post(path, data or {}, headers=headers)


def _is_problem(response):
    if not response.headers.get("Content-Type", "").startswith("application/problem+json"):
        return False
    problem = json.loads(response.content)
    return bool(problem["detail"] and problem["code"] and problem["status"] == response.status_code)


def wrong(answers):
    return "\n".join(f"{what}: {said}" for what, said in answers if said)


@pytest.mark.parametrize("route", FORMS)
def test_every_field_of_every_form(world, route):
    place = world.places[HOME_OF[who_may("POST", route)]]
    good = honest(route, place) or {}
    names = sorted(set(good) | fields_of(world, route, place) | {"next"})
    wanted = [
        (f"{name} = {what}", send(world, route, {**good, name: encoded(value)}))
        for turn, name in enumerate(names)
        for what, value in some(list(hostile.VALUES.items()), turn)
    ]
    assert not wrong(wanted), wrong(wanted)


def fields_of(world, route, place):
    """The fields that the page's own form for this address has."""
    asked = address(route, place)
    return {
        name
        for page in pages(world, who_may("POST", route))
        for form in page.forms
        if form.action == asked or (not form.action and page.path == asked)
        for name, _ in form.fields
        if name != "csrfmiddlewaretoken"
    }


def encoded(value):
    return value.encode("utf-8", "surrogatepass")


@pytest.mark.parametrize("route", FORMS)
def test_every_kind_of_body(world, route):
    answers = [
        (what, send(world, route, body, headers={"Content-Type": kind}))
        for what, (kind, body) in some(list(hostile.BODIES.items()), FORMS.index(route))
    ]
    assert not wrong(answers), wrong(answers)


@pytest.mark.parametrize("route", [route for route in sorted({*GETS, *POSTS}) if PART.search(route)])
def test_every_part_of_every_address(world, route):
    answers = []
    for method in ("GET", "POST"):
        place = world.places[HOME_OF[who_may(method, route)]]
        for what, part in some(list(hostile.PARTS.items()), len(route)):
            data = honest(route, place) if method == "POST" else None
            answers.append(
                (f"{method} {what}", send(world, route, data, method=method, path=PART.sub(part, route)))
            )
    assert not wrong(answers), wrong(answers)


@pytest.mark.parametrize("route", GETS)
def test_every_query(world, route):
    """Each name that leads here from some page, alone; and all names that are known, together."""
    place = world.places[HOME_OF[who_may("GET", route)]]
    path = address(route, place)
    names = described(route) if route.startswith("/api/") else linked(world, route, path)
    values = [quote(encoded(value)) for value in hostile.VALUES.values() if len(value) < 5000]
    values += ["%ff%fe", "2026-11-23-" + "0" * 32, "9" * 18 + "-" + "f" * 32]
    queries = [f"{name}={value}" for turn, name in enumerate(sorted(names)) for value in some(values, turn)]
    queries += ["&".join(f"{name}={value}" for name in QUERY) for value in some(values, GETS.index(route))]
    queries.append("&".join(["q=1"] * 1000))
    answers = [
        (query[:50], send(world, route, None, method="GET", path=f"{path}?{query}")) for query in queries
    ]
    assert not wrong(answers), wrong(answers)


def described(route):
    """The query of an endpoint, by the API's own description."""
    operations = api.get_openapi_schema()["paths"].get(PART.sub(r"{\1}", route), {})
    parameters = operations.get("get", {}).get("parameters", [])
    return {parameter["name"] for parameter in parameters if parameter["in"] == "query"}


def linked(world, route, path):
    """What links and forms of the pages send to this address."""
    names = set()
    for page in pages(world, who_may("GET", route)):
        for form in page.forms:
            if form.method == "get" and (form.action or page.path) == path:
                names |= {name for name, _ in form.fields}
        for tag, attributes in page.elements.found:
            target, _, query = attributes.get("href", "").partition("?")
            if tag == "a" and (target or page.path) == path:
                names |= set(parse_qs(query, keep_blank_values=True))
    return names


@pytest.mark.parametrize("route", ENDPOINTS)
def test_every_member_of_every_json_body(world, route):
    place = world.places[HOME_OF[who_may("POST", route)]]
    good = honest(route, place) or {
        "field": "civil-status",
        "fields": ["land"],
        "ticket": None,
        "step": 1,
        "note": "",
    }
    answers = [
        (f"{where} = {json.dumps(value)[:40]}", send(world, route, body))
        for turn, value in enumerate(hostile.JSON_VALUES)
        for where, body in some(list(replaced(good, value)), turn)
    ]
    bodies = some(list(hostile.JSON_BODIES.items()), ENDPOINTS.index(route))
    answers += [(what, send(world, route, body)) for what, body in bodies]
    for kind in (
        "",
        "text/plain",
        "application/xml",
        "multipart/form-data",
        "application/json; charset=klingon",
    ):
        answers.append((kind, send(world, route, good, headers={"Content-Type": kind or "/"})))
    assert not wrong(answers), wrong(answers)


def replaced(value, by, where=""):
    """The same JSON with one member after the other replaced, the whole last."""
    if isinstance(value, dict):
        for name, inner in value.items():
            for place, other in replaced(inner, by, f"{where}.{name}"):
                yield place, {**value, name: other}
    elif isinstance(value, list) and value:
        for place, other in replaced(value[0], by, f"{where}[0]"):
            yield place, [other, *value[1:]]
    yield where, by


@pytest.mark.parametrize("what", hostile.HEADERS)
def test_every_header(world, what):
    answers = []
    for route in ("/", "/login/", "/kiosk/<str:center>", "/t/<str:token>", "/counter/", "/province/"):
        answers.append((route, send(world, route, None, method="GET", headers=hostile.HEADERS[what])))
    for route in (
        "/login/",
        "/kiosk/<str:center>/tickets",
        "/api/v1/centers/<center>/tickets",
        "/api/v1/dossiers",
    ):
        good = honest(route, world.places["17791"])
        answers.append((route, send(world, route, good, headers=hostile.HEADERS[what])))
    assert not wrong(answers), wrong(answers)


def test_a_foreign_host_is_refused_in_a_sentence(world):
    response = Visitor().get("/", headers={"Host": "example.org"})
    assert response.status_code == 400
    assert "<h1" in response.content.decode()


def test_another_method_is_refused(world):
    for route in ("/", "/login/", "/kiosk/17791", "/counter/", "/api/v1/procedures"):
        for method in ("PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "X"):
            response = Visitor().generic(method, route)
            assert response.status_code in (302, 401, 403, 405), f"{method} {route}: {response.status_code}"


def test_addresses_about_things_are_known():
    assert [route for route in GETS if names_an_object(route)]
