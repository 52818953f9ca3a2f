"""Callers of the API: each holds a token, and every request happens at the moment the test says."""

import itertools
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

import pytest
from django.test import Client

from motcua.base.actors import System
from motcua.people.actions import make_token
from motcua.people.models import Officer
from motcua.places.actions import offer_pairing, pair_device
from motcua.places.models import Center
from tests.cast import MONDAY_0900, Cast

keys = (f"key-{number}" for number in itertools.count())
UNSET = object()


@dataclass
class Caller:
    """Somebody with a token (or none) who speaks JSON."""

    token: str = ""
    language: str = ""

    def get(self, path: str, **query: Any):
        return self._client.get(self._path(path), query, **self._headers)

    def post(
        self,
        path: str,
        body: Any = UNSET,
        *,
        key: str | None = None,
        raw: bytes | None = None,
        **headers: str,
    ):
        """``key``: one of its own where None, none at all where empty."""
        data = raw if raw is not None else b"" if body is UNSET else json.dumps(body).encode()
        headers.setdefault("content_type", "application/json")
        content_type = headers.pop("content_type")
        key = next(keys) if key is None else key
        if key:
            headers["HTTP_IDEMPOTENCY_KEY"] = key
        headers |= self._headers
        return self._client.generic("POST", self._path(path), data, content_type=content_type, **headers)

    def method(self, method: str, path: str):
        return self._client.generic(method, self._path(path), **self._headers)

    @cached_property
    def _client(self) -> Client:
        return Client(raise_request_exception=False)

    @property
    def _headers(self) -> dict[str, str]:
        given = {"HTTP_AUTHORIZATION": f"Bearer {self.token}" if self.token else ""}
        given["HTTP_ACCEPT_LANGUAGE"] = self.language
        return {name: value for name, value in given.items() if value}

    @staticmethod
    def _path(path: str) -> str:
        return path if path.startswith("/api") else f"/api/v1{path}"


@dataclass
class Clock:
    now: datetime = MONDAY_0900

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("motcua.base.middleware.timezone.now", clock)
    return clock


Calling = Callable[..., Caller]


@pytest.fixture
def caller(db: None) -> Calling:
    """``caller("counter.kimbang")`` with the usual scopes, ``caller("admin", "journal")`` with others."""

    def make(login: str, *scopes: str, language: str = "") -> Caller:
        officer = Officer.objects.get(login=login)
        token = make_token(officer, scopes=list(scopes), days=30, by=System("test"), now=MONDAY_0900)
        return Caller(token, language)

    return make


@pytest.fixture
def device(db: None) -> Callable[[Center, str], Caller]:
    def make(center: Center, kind: str) -> Caller:
        code = offer_pairing(center, kind=kind, by=System("test"), now=MONDAY_0900)
        _, token = pair_device(center, kind=kind, code=code, by=System("test"), now=MONDAY_0900)
        return Caller(token)

    return make


@pytest.fixture
def kiosk(cast: Cast, device: Callable[[Center, str], Caller]) -> Caller:
    return device(cast.kim_bang, "kiosk")


@pytest.fixture
def counter(caller: Calling) -> Caller:
    return caller("counter.kimbang")


@pytest.fixture
def filed() -> dict[str, Any]:
    """The body of a complete dossier: the registration of a birth at Kim Bảng."""
    return {
        "center": "17791",
        "procedure": "1.001193",
        "channel": "direct",
        "applicant": {
            "name": "Nguyễn Thị Ví Dụ",
            "identity_number": "040958000001",
            "address": "Xóm 1, Xã Kim Bảng",
            "phone": "0900000001",
        },
        "documents": [{"code": code, "kind": "original", "count": 1} for code in ("D1", "D2", "D3")],
        "answers": {},
    }
