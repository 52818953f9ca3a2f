"""Junk in every place of every endpoint: the answer is never a fault, and an error is always a problem."""

from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.base import journal
from tests.api import junk
from tests.api.conftest import Caller
from tests.conftest import PROVE

in_this_test = settings(
    max_examples=400 if PROVE else 20,  # of each endpoint, and there are many
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def check(response) -> None:
    assert response.status_code < 500, response.content
    if response.status_code >= 400:
        assert response["Content-Type"] == "application/problem+json"
        problem = response.json()
        assert problem["status"] == response.status_code
        assert problem["detail"]


def known(counter: Caller, kiosk: Caller, filed: dict) -> dict[str, str]:
    """Names of things that exist, so that junk gets past the 404."""
    counter.post("/counters/17791-1/duties")
    kiosk.post("/centers/17791/tickets", {"field": "civil-status"})
    ticket = counter.post("/counters/17791-1/calls").json()
    code = counter.post("/dossiers", filed).json()["code"]
    return {"center": "17791", "counter": "17791-1", "id": ticket["id"], "code": code}


def filled(path: str, names: dict[str, str]) -> str:
    for name, value in names.items():
        path = path.replace(f"{{{name}}}", quote(value, safe="", errors="replace"))
    return path


@pytest.mark.parametrize("path", junk.paths("post"))
def test_no_body_breaks_a_post(path, counter, kiosk, filed):
    address = filled(path, known(counter, kiosk, filed))

    @in_this_test
    @given(body=junk.bodies(path))
    def send(body):
        check(counter.post(address, raw=junk.as_bytes(body)))

    send()
    assert not journal.verify().broken


@pytest.mark.parametrize("path", junk.paths("post") + junk.paths("get"))
def test_no_name_in_the_path_breaks_anything(path, counter, kiosk):
    @settings(in_this_test, max_examples=25 if PROVE else 10)
    @given(name=junk.texts)
    def send(name):
        address = filled(path, dict.fromkeys(("center", "counter", "id", "code"), name or " "))
        check(counter.post(address) if path in junk.paths("post") else counter.get(address))

    if "{" in path:
        send()


@pytest.mark.parametrize("path", ["/dossiers", "/procedures", "/events", "/statistics/communes"])
def test_no_query_breaks_a_list(path, caller):
    names = ["after", "limit", "state", "unit", "due_before", "q", "stream", "day", "lang"]
    reader = caller("province", "dossiers", "procedures", "journal")

    @in_this_test
    @given(query=st.dictionaries(st.sampled_from(names), junk.texts, max_size=3))
    def ask(query):
        check(reader.get(path, **{name: text.encode("utf-8", "replace") for name, text in query.items()}))

    ask()


@in_this_test
@given(raw=st.binary(max_size=60), content_type=st.sampled_from(["application/json", "text/html", ""]))
def test_no_bytes_break_a_post(raw, content_type, counter):
    check(counter.post("/dossiers", raw=raw, content_type=content_type))


@in_this_test
@given(
    token=st.text(st.characters(max_codepoint=255, exclude_characters="\r\n"), max_size=30),
    key=st.text(st.characters(max_codepoint=255, exclude_characters="\r\n"), min_size=1, max_size=30),
    language=st.text(st.characters(max_codepoint=255, exclude_characters="\r\n"), max_size=30),
)
def test_no_header_breaks_a_post(token, key, language, kiosk):
    for who in (Caller(token, language), Caller(kiosk.token, language)):
        check(who.post("/centers/17791/tickets", {"field": "land"}, key=key))
