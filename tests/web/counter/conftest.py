"""Counter officers on Monday 23 November 2026, nine o'clock: browsers, numbers, filled-in forms."""

import re
from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from motcua.base.actors import System
from motcua.catalogue.models import Field
from motcua.hall import actions
from motcua.hall.models import Duty, Ticket
from motcua.people.models import Officer
from motcua.places.models import Center, Counter
from tests.cast import ALICE, BIRTH, MONDAY_0900, Cast

RECEIVE = f"/counter/reception/{BIRTH}"
KEY = re.compile(r'name="key" value="([^"]+)"')


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """``clock(moment)`` sets what requests take for now."""

    def set_to(moment: datetime) -> None:
        monkeypatch.setattr("motcua.base.middleware.timezone", SimpleNamespace(now=lambda: moment))

    set_to(MONDAY_0900)
    return set_to


@pytest.fixture
def browser(clock, cast) -> Callable[[Officer], Client]:
    """``browser(cast.counter)`` is a browser in which that officer is logged in."""

    def logged_in(officer: Officer) -> Client:
        client = Client()
        client.force_login(officer)
        return client

    return logged_in


@pytest.fixture
def hall(cast: Cast) -> "Hall":
    return Hall(cast)


class Hall:
    """The hall of Kim Bảng: people take numbers, officers open counters."""

    def __init__(self, cast: Cast) -> None:
        self.center: Center = cast.kim_bang

    def take(self, field: str = "civil-status", **more: Any) -> Ticket:
        chosen = Field.objects.get(code=field)
        return actions.issue(self.center, field=chosen, by=System(), now=MONDAY_0900, **more)

    def open(self, officer: Officer, number: int = 1, fields: list[str] | None = None) -> Duty:
        counter = Counter.objects.select_related("center__commune").get(center=self.center, number=number)
        return actions.open_counter(counter, fields=fields or [], by=officer, now=MONDAY_0900)

    def serve(self, officer: Officer, number: int = 1, **more: Any) -> Ticket:
        """Somebody takes a number and stands at the counter of this officer."""
        self.take(**more)
        duty = self.open(officer, number)
        ticket = actions.call_next(duty.counter, by=officer, now=MONDAY_0900)
        assert ticket is not None
        return actions.start_serving(ticket, by=officer, now=MONDAY_0900)


def filled_in(browser: Client, **other: str) -> dict[str, str]:
    """Everything a complete birth registration needs, as the page sends it."""
    page = browser.get(RECEIVE).content.decode()
    form = {
        "key": KEY.search(page)[1],
        "kind": "person",
        "name": ALICE.name,
        "identity_number": ALICE.identity_number,
        "address": ALICE.address,
        "phone": ALICE.phone,
        "channel": "direct",
        "act": "receive",
        **{f"paper-{code}-0-handed": "on" for code in ("D1", "D2", "D3")},
        **{f"paper-{code}-0-kind": "original" for code in ("D1", "D2", "D3")},
        **{f"paper-{code}-0-count": "1" for code in ("D1", "D2", "D3")},
        **other,
    }
    return {name: value for name, value in form.items() if value is not None}
