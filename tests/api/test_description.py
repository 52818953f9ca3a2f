"""The API describes itself: OpenAPI for machines, a page of ours for people; nothing that isn't there."""

import importlib
import json
import pkgutil

import pytest
from ninja import Schema

from motcua import api

CONTRACT = {
    "POST": """
        /centers/{center}/tickets /counters/{counter}/calls /counters/{counter}/duties
        /counters/{counter}/closures /tickets/{id}/services /tickets/{id}/recalls /tickets/{id}/no-shows
        /tickets/{id}/holds /tickets/{id}/resumptions /tickets/{id}/transfers /tickets/{id}/completions
        /tickets/{id}/voids /dossiers /dossiers/{code}/assignments /dossiers/{code}/step-completions
        /dossiers/{code}/decisions /dossiers/{code}/issues /dossiers/{code}/returns
        /dossiers/{code}/pauses /dossiers/{code}/resumptions /dossiers/{code}/charges
        /dossiers/{code}/exemptions /dossiers/{code}/payments /payments/callbacks/{connector}
        /dossiers/{code}/supplement-requests /dossiers/{code}/supplements /dossiers/{code}/extensions
        /dossiers/{code}/withdrawals /dossiers/{code}/stoppings /dossiers/{code}/closings
        /dossiers/{code}/hand-overs /dossiers/{code}/send-backs /dossiers/{code}/take-backs
        /dossiers/{code}/reassignments /dossiers/{code}/opinions
        /searches /dossiers/{code}/opinions/{opinion}/answers /dossiers/{code}/opinions/{opinion}/silences
        /dossiers/{code}/delivery-changes /dossiers/{code}/letters /dossiers/{code}/letter-news
        /dossiers/{code}/reissues /dossiers/{code}/revocations
        /centers/{center}/devices /prints/takings /prints/{print_id}/outcomes
        /counters/{counter}/breaks /counters/{counter}/break-ends /counters/{counter}/walk-ins
        /counters/{counter}/undos /tickets/{id}/continuations /tickets/{id}/errands /tickets/{id}/notes
        /centers/{center}/leases /centers/{center}/offline-numbers
    """,
    "GET": """
        /centers/{center}/hall /centers/{center}/load /loads
        /dossiers /dossiers/{code} /dossiers/{code}/receipt /dossiers/{code}/charges
        /procedures /queues /queues/{queue} /searches/{search}
        /procedures/{code} /events /statistics/communes /dossiers/{code}/opinions
        /dossiers/{code}/clock /printers /prints/{print_id}/slip
    """,
}


SIGNED = {"/api/v1/payments/callbacks/{connector}", "/api/v1/centers/{center}/devices"}
"""Without token and key: asked by platforms that sign what they send and may send it again, and by a device
whose pairing code works once; the token it gets is not kept, so it cannot be answered again."""
PUBLIC = {"/api/v1/loads", "/api/v1/centers/{center}/load"}
"""Counts of people, read by anybody as on the public pages."""


@pytest.fixture
def description(client, db):
    response = client.get("/api/v1/openapi.json")
    assert response["Content-Type"].startswith("application/json")
    return json.loads(response.content)


def test_every_address_of_the_contract_and_no_other(description):
    described = {
        method: {
            path.removeprefix("/api/v1")
            for path, methods in description["paths"].items()
            if method.lower() in methods
        }
        for method in CONTRACT
    }
    assert described == {method: set(paths.split()) for method, paths in CONTRACT.items()}


def test_every_post_asks_for_a_key_and_every_refusal_is_a_problem(description):
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            assert ("security" in operation) == (path not in SIGNED | PUBLIC), path
            assert operation["summary"], path
            assert operation["description"], path
            names = [parameter["name"] for parameter in operation.get("parameters", [])]
            assert ("Idempotency-Key" in names) == (method == "post" and path not in SIGNED), path
            for status, answer in operation["responses"].items():
                if int(status) >= 400:
                    assert list(answer["content"]) == ["application/problem+json"], path


def test_no_two_shapes_share_a_name(description):
    """Two classes of one name would overwrite each other in the description."""
    modules = [
        importlib.import_module(f"motcua.api.{info.name}") for info in pkgutil.iter_modules(api.__path__)
    ]
    shapes = {
        each
        for module in modules
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, Schema) and each.__module__.startswith("motcua.api")
    }
    names = [shape.__name__ for shape in shapes]
    assert sorted(names) == sorted(set(names))
    assert set(description["components"]["schemas"]) <= set(names)


@pytest.mark.parametrize(
    ("language", "heading"), [("vi", "Giao diện lập trình"), ("en", "The programming interface")]
)
def test_the_page_names_every_address_without_a_foreign_script(client, db, description, language, heading):
    page = client.get("/api/v1/docs", {"lang": language})
    assert page.status_code == 200
    text = page.content.decode().replace("<wbr>", "")
    assert f"<h1>{heading}</h1>" in text
    assert all(path in text for path in description["paths"])
    assert all(f'id="shape-{name}"' in text for name in description["components"]["schemas"])
    assert "http://" not in text.replace("http://www.w3.org", "")
    assert "https://" not in text
