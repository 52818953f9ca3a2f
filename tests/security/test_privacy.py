"""Whose dossier it is, nobody learns who need not: from pages, the API, logs or the journal."""

import logging

import pytest
from django.db import connection

from motcua.base.models import Delivery, Event
from motcua.people.models import Officer
from motcua.sandbox.cast import KIM_BANG, PASSWORD, SON_LAM
from tests.cast import ALICE
from tests.security.addresses import address, honest
from tests.security.pages import pages, public_pages
from tests.security.world import ANYBODY, BINH, ROLES, Visitor, few, routes, undone

pytestmark = pytest.mark.xdist_group("hostile")
ABOVE = ("province", "group4", "home.affairs", "finance", "admin")


def belongings(person):
    """What would say who somebody is; the commune alone does not."""
    return [person.name, person.identity_number, person.address.split(",")[0], person.phone]


def told(text, *people):
    folded = text.casefold()
    return [word for person in people for word in belongings(person) if word.casefold() in folded]


def test_a_name_would_be_found(world):
    seen = [page for page in pages(world, "counter.kimbang") if told(page.text, ALICE)]
    assert len(seen) >= 2


def test_public_pages_name_nobody(world):
    officers = list(Officer.objects.values_list("name_vi", flat=True))
    for page in public_pages(world):
        assert not told(page.text, ALICE, BINH), page.path
        assert not [name for name in officers if name in page.text], page.path


@pytest.mark.counted
def test_officers_of_the_province_see_no_residents(world):
    for of in (KIM_BANG, SON_LAM):
        for page in pages(world, *few(ABOVE, "province"), of=of):
            assert not told(page.text, ALICE, BINH), f"{page.role} {page.path}"


@pytest.mark.counted
def test_officers_see_nobody_of_another_commune(world):
    for role in few(ROLES[1:], "counter.kimbang", "counter.sonlam", "center.kimbang"):
        mine, other = (SON_LAM, ALICE) if role.endswith("sonlam") else (KIM_BANG, BINH)
        for page in pages(world, role, of=KIM_BANG if mine == SON_LAM else SON_LAM):
            assert not told(page.text, other), f"{role} {page.path}"


@pytest.mark.counted
@pytest.mark.parametrize(
    "role", few(ROLES, ANYBODY, "counter.kimbang", "leader.kimbang", "counter.sonlam", "province", "kiosk")
)
def test_the_api_tells_residents_only_to_their_commune(world, role):
    home = {"kimbang": KIM_BANG, "sonlam": SON_LAM}.get(role.rpartition(".")[2], "")
    strangers = [person for code, person in ((KIM_BANG, ALICE), (SON_LAM, BINH)) if code != home]
    for place in world.places.values():
        for route in (route for route in routes() if route.startswith("/api/")):
            answer = world.ask(role, "GET", address(route, place)).content.decode("utf-8", "replace")
            assert not told(answer, *strangers), f"{role} {route} {place.center}"


def test_the_journal_names_nobody(world):
    for event in Event.objects.all():
        text = f"{event.subject} {event.actor_id} {event.data}"
        assert not told(text, ALICE, BINH), event
        assert "Nguyễn" not in text, event
    assert not Delivery.objects.exclude(error="").exists()


@pytest.mark.counted
def test_logs_name_nobody_and_hold_no_secret(world, caplog):
    caplog.set_level(logging.DEBUG, logger="motcua")
    place = world.places[KIM_BANG]
    for role in few((ANYBODY, "counter.kimbang", "office.kimbang", "province"), "counter.kimbang"):
        for route in routes():
            world.ask(role, "GET", address(route, place), {"name": ALICE.name, "password": PASSWORD})
            world.ask(role, "POST", address(route, place), honest(route, place))
        for login in ("counter.kimbang", "nobody"):
            world.ask(role, "POST", "/login/", {"login": login, "password": PASSWORD, "name": ALICE.name})
    written = caplog.text
    secrets = [
        PASSWORD,
        *world.tokens.values(),
        *(place.tickets["waiting"].token for place in world.places.values()),
    ]
    secrets += [dossier.token for place in world.places.values() for dossier in place.dossiers.values()]
    assert not told(written, ALICE, BINH)
    assert not [secret for secret in secrets if secret in written]


def test_a_refused_log_in_tells_nobody_which_part_was_wrong(world):
    def answer(login, password):
        with undone():
            page = Visitor().post("/login/", {"login": login, "password": password})
        text = page.content.decode().replace(login, "")
        return page.status_code, "".join(
            line for line in text.splitlines() if "csrfmiddlewaretoken" not in line
        )

    unknown, wrong = answer("nobody.kimbang", "wrong"), answer("counter.kimbang", "wrong")
    no_password = answer("counter2.kimbang", "wrong")
    assert unknown == wrong == no_password
    assert unknown[0] == 422
    assert PASSWORD not in unknown[1]


def test_secrets_are_kept_as_digests(world):
    """Whoever reads the database cannot act for anybody."""
    kept = []
    with connection.cursor() as cursor:
        for table in ("people_token", "places_device", "places_pairingcode", "people_officer"):
            cursor.execute(f"SELECT * FROM {table}")
            kept += [str(row) for row in cursor.fetchall()]
    text = "\n".join(kept)
    assert not [token for token in world.tokens.values() if token in text]
    assert PASSWORD not in text
