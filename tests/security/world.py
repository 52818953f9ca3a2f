"""One Monday at two centers with something of everything, and everybody who might ask for it.

Kim Bảng and Sơn Lâm each have an open counter with a called number, one on hold, one waiting, and a
dossier at each step. ``ask`` sends one request as one role and undoes what it did.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse, SimpleCookie
from django.test import Client
from django.urls import URLPattern, get_resolver

from motcua.base.actors import System
from motcua.catalogue.models import Field
from motcua.domain.codes import invented_person_id
from motcua.dossiers import actions as dossiers
from motcua.dossiers.actions import receive
from motcua.dossiers.filing import Person
from motcua.dossiers.handover import Collection
from motcua.dossiers.issuing import RefusalSlip
from motcua.dossiers.models import Dossier
from motcua.hall import actions as hall
from motcua.hall.models import Printer, Ticket
from motcua.people.actions import SCOPES, make_token
from motcua.people.actions_absences import register_absence
from motcua.people.actions_grants import enter_grant
from motcua.people.instruments import Instrument
from motcua.people.models import Absence, Grant, Officer
from motcua.places.actions import offer_pairing, pair_device
from motcua.places.models import Center, Counter, Device, Unit
from motcua.sandbox.cast import KIM_BANG, LOGINS, SON_LAM
from motcua.web.device import COOKIE, _signer
from tests.cast import ALICE, BIRTH, MONDAY_0900, filing
from tests.conftest import PROVE
from tests.security import appointments, money, printing, results, support

SYSTEM = System("test")
STAGES = ("assign", "appraise", "review", "sign", "number", "return", "returned")
BINH = Person(
    name="Lô Văn Thử Nghiệm",
    identity_number=invented_person_id(2, woman=False, year=71),
    address="Bản 2, Xã Sơn Lâm",
    phone="0900000002",
)
ANYBODY = "anybody"
DEVICES = ("kiosk", "display")
ROLES = (ANYBODY, *(member.login for member in LOGINS), *DEVICES)
"""Everybody who asks; the devices are paired with Kim Bảng."""


def few(roles: Sequence[str], *chosen: str) -> Sequence[str]:
    """Whom a long walk asks: the chosen in ``make test``, all ``roles`` in ``make prove``."""
    return roles if PROVE else chosen


@dataclass
class Place:
    """What a request can be about, at one center."""

    center: Center
    counter: Counter
    officer: Officer  # who keeps that counter
    person: Person  # whose the dossiers are
    tickets: dict[str, Ticket] = field(default_factory=dict)
    dossiers: dict[str, Dossier] = field(default_factory=dict)
    grants: dict[str, Grant] = field(default_factory=dict)  # the leader's: delegated; by law
    absence: Absence | None = None
    printer: Printer | None = None
    kiosk: Device | None = None
    bodies: dict[str, dict[str, Any] | None] = field(default_factory=dict)  # what honest requests carry


@dataclass
class World:
    places: dict[str, Place]
    clients: dict[str, Client]
    tokens: dict[str, str]
    seen: dict[Any, Any] = field(default_factory=dict)  # pages asked for once and looked at several times

    def ask(self, role: str, method: str, path: str, data: Any = None, **headers: str) -> HttpResponse:
        """One request; whatever it wrote is undone, and the role's cookies are as before."""
        client = self.clients[role]
        with undone(), self.as_before(role):
            if path.startswith("/api/"):
                return self._ask_api(client, role, method, path, data, headers)
            return client.generic_form(method, path, data, headers)  # type: ignore[attr-defined]

    @contextmanager
    def as_before(self, role: str) -> Iterator[None]:
        """Whatever happens in the block, the role's cookies are as before: it stays logged in, and so on."""
        client = self.clients[role]
        cookies = client.cookies.output()
        kept = SimpleCookie()
        kept.load({name: morsel.value for name, morsel in client.cookies.items()})
        try:
            yield
        finally:
            if client.cookies.output() != cookies:
                client.cookies = kept

    def _ask_api(
        self, client: Client, role: str, method: str, path: str, data: Any, headers: dict[str, str]
    ) -> HttpResponse:
        sent = {"Idempotency-Key": "key", **headers}
        if role in self.tokens:
            sent["Authorization"] = f"Bearer {self.tokens[role]}"
        body = data if isinstance(data, bytes) else json.dumps(data).encode() if data is not None else b""
        return client.generic(method, path, body, content_type="application/json", headers=sent)


class Visitor(Client):
    """A browser that doesn't raise what the program failed at, but sees its answer."""

    def __init__(self, **defaults: Any) -> None:
        super().__init__(raise_request_exception=False, **defaults)

    def generic_form(self, method: str, path: str, data: Any, headers: dict[str, str]) -> HttpResponse:
        if method == "GET":
            return self.get(path, data, headers=headers)
        if isinstance(data, bytes):
            kind = headers.pop("Content-Type", "application/x-www-form-urlencoded")
            return self.post(path, data, content_type=kind, headers=headers)
        return self.post(path, data or {}, headers=headers)


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)


def build() -> World:
    places = {code: _place(code, suffix) for code, suffix in ((KIM_BANG, "kimbang"), (SON_LAM, "sonlam"))}
    clients, tokens = {ANYBODY: Visitor()}, {}
    for member in LOGINS:
        officer = Officer.objects.get(login=member.login)
        clients[member.login] = Visitor()
        clients[member.login].force_login(officer)
        tokens[member.login] = make_token(officer, scopes=list(SCOPES), days=30, by=SYSTEM, now=MONDAY_0900)
    for kind in DEVICES:
        clients[kind], tokens[kind] = Visitor(), _paired(places[KIM_BANG].center, kind)
        clients[kind].cookies[COOKIE] = _signer.sign(tokens[kind])
    return World(places, clients, tokens)


def _paired(center: Center, kind: str) -> str:
    code = offer_pairing(center, kind=kind, by=SYSTEM, now=MONDAY_0900)
    return pair_device(center, kind=Device.Kind(kind), code=code, by=SYSTEM, now=MONDAY_0900)[1]


def _place(code: str, suffix: str) -> Place:
    center = Center.objects.select_related("commune", "unit").get(commune_id=code)
    people = {name: Officer.objects.get(login=f"{name}.{suffix}") for name in PEOPLE}
    counter = Counter.objects.select_related("center__commune").filter(center=center).first()
    assert counter is not None
    place = Place(center, counter, people["counter"], ALICE if code == KIM_BANG else BINH)
    hall.open_counter(place.counter, by=people["counter"], now=MONDAY_0900)
    civil_status = Field.objects.get(pk="civil-status")
    numbers = [hall.issue(center, field=civil_status, by=SYSTEM, now=MONDAY_0900) for _ in range(4)]
    held = hall.call_next(place.counter, by=people["counter"], now=MONDAY_0900)
    hall.start_serving(held, by=people["counter"], now=MONDAY_0900)
    hall.hold(held, by=people["counter"], now=MONDAY_0900)
    called = hall.call_next(place.counter, by=people["counter"], now=MONDAY_0900)
    place.printer, place.kiosk = printing.set_up(center)
    place.tickets = {"held": held, "called": called, "waiting": numbers[2], "listed": numbers[3]}
    place.dossiers = {stage: _dossier(place, people, stage) for stage in STAGES}
    place.dossiers |= money.dossiers(place, people)
    place.dossiers |= results.dossiers(place, people)
    support.set_up(place, suffix)
    appointments.set_up(place)
    _authority(place, people["leader"], Officer.objects.get(login=f"counter3.{suffix}"))
    slip = RefusalSlip(reasons=("Không thuộc thẩm quyền",))
    dossiers.issue_form(place.dossiers["appraise"], about=slip, by=people["counter"], now=MONDAY_0900)
    return place


def _authority(place: Place, leader: Officer, away: Officer) -> None:
    """The leader also holds by law what may be delegated; somebody is away."""
    law = Instrument(
        kind="reallocation",
        document_number="120/2025/NĐ-CP",
        document_date=date(2025, 6, 11),
        fields=["civil-status"],
        valid_from=date(2025, 7, 1),
    )
    delegated = Grant.objects.get(holder__officer=leader)
    province = Unit.objects.get(identifier="H41")
    by_law = enter_grant(delegated.holder, issuer=province, instrument=law, by=SYSTEM, now=MONDAY_0900)
    place.grants = {"delegated": delegated, "by law": by_law}
    today = MONDAY_0900.date()
    place.absence = register_absence(away, begins_on=today, ends_on=today, by=SYSTEM, now=MONDAY_0900)


PEOPLE = ("counter", "office", "head", "clerk", "leader")


def _dossier(place: Place, people: dict[str, Officer], stage: str) -> Dossier:
    """A birth registration that has come as far as ``stage``."""
    filed = filing(BIRTH, applicant=place.person)
    collection = Collection(place.person.name, place.person.identity_number, "identity_card")
    dossier = receive(filed, center=place.center, by=people["counter"], now=MONDAY_0900)
    walk = (
        lambda: dossiers.assign(dossier, to=people["office"], by=people["head"], now=MONDAY_0900),
        lambda: dossiers.complete_step(dossier, by=people["office"], now=MONDAY_0900),
        lambda: dossiers.complete_step(dossier, by=people["head"], now=MONDAY_0900),
        lambda: dossiers.decide(dossier, kind="granted", by=people["leader"], now=MONDAY_0900),
        lambda: dossiers.issue(dossier, symbol="GKS", by=people["clerk"], now=MONDAY_0900),
        lambda: dossiers.hand_over(dossier, collection=collection, by=people["counter"], now=MONDAY_0900),
    )
    for act in walk[: STAGES.index(stage)]:
        act()
    dossier.refresh_from_db()
    return dossier


def routes() -> list[str]:
    """Every address pattern of the project, API operations included."""

    def walk(patterns: list[Any], before: str) -> Iterator[str]:
        for pattern in patterns:
            here = before + str(pattern.pattern)
            if isinstance(pattern, URLPattern):
                yield f"/{here}"
            else:
                yield from walk(pattern.url_patterns, here)

    return list(dict.fromkeys(walk(get_resolver().url_patterns, "")))  # Ninja names one address per operation


@pytest.fixture(scope="package")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Built once for all modules that look at it, undone at their end; the time stands still at nine.

    Whoever asks leaves it as it was (``ask``, ``undone``, ``as_before``), so its pages are asked for once.
    """
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), undone():
        patch.setattr("motcua.base.middleware.timezone.now", lambda: MONDAY_0900)
        yield build()
