"""Officers at their desks on Monday 23 November 2026, ten o'clock."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django.test import Client

from motcua.people.models import Officer
from tests.cast import MONDAY_0900

TEN = MONDAY_0900 + timedelta(hours=1)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """``clock(moment)`` sets what requests take for now."""

    def set_to(moment: datetime) -> None:
        monkeypatch.setattr("motcua.base.middleware.timezone", SimpleNamespace(now=lambda: moment))

    set_to(TEN)
    return set_to


@pytest.fixture
def desk(clock, cast) -> Callable[[Officer], Client]:
    """``desk(cast.head)`` is a browser in which that officer is logged in."""

    def logged_in(officer: Officer) -> Client:
        client = Client()
        client.force_login(officer)
        return client

    return logged_in
