"""The helper at their desk, on Monday 23 November 2026, nine o'clock."""

import pytest
from django.core.cache import cache
from django.test import Client

from tests.cast import MONDAY_0900


@pytest.fixture
def client(monkeypatch, cast):
    cache.clear()  # what another test's hall told
    monkeypatch.setattr("motcua.base.middleware.timezone.now", lambda: MONDAY_0900)
    client = Client()
    client.force_login(cast.support)
    return client
