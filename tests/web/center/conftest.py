"""The head of the center at their page, on Thursday 29 October 2026, nine o'clock."""

from datetime import datetime

import pytest
from django.core.cache import cache
from django.test import Client

from motcua.domain.workdays import ZONE

NINE = datetime(2026, 10, 29, 9, tzinfo=ZONE)


@pytest.fixture
def clock(monkeypatch):
    """What time it is; a test may set another."""
    cache.clear()  # what another test's hall told
    times = [NINE]
    monkeypatch.setattr("motcua.base.middleware.timezone.now", lambda: times[-1])
    return times


@pytest.fixture
def desk(clock):
    def logged_in(officer):
        client = Client()
        client.force_login(officer)
        return client

    return logged_in
