"""The province looks on Monday 23 November 2026 at ten; two communes are counted, one has reported a sum."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client

from motcua.places.hours import business_date
from motcua.statistics.counting import recount_all
from motcua.statistics.models import DailyFact
from tests.cast import MONDAY_0900

TEN = MONDAY_0900 + timedelta(hours=1)
THANH_VINH = "16681"


@pytest.fixture
def visit(cast, monkeypatch):
    """``visit(path)`` is what the province's officer gets; ``visit(path, by=...)`` another one."""
    monkeypatch.setattr("motcua.base.middleware.timezone", SimpleNamespace(now=lambda: TEN))

    clients = {}

    def get(path, *, by=None):
        login = by.login if by else "province"
        if login not in clients:
            clients[login] = Client()
            clients[login].force_login(by or cast.province)
        return clients[login].get(path)

    return get


@pytest.fixture
def figures(cast):
    """Counts what is there, and Thành Vinh's report: 400 in process, 60 of them overdue."""

    def count():
        sums = {"received": 50, "returned": 45, "in_process": 400, "due_soon": 30, "overdue": 60}
        today = business_date(TEN)
        DailyFact.objects.create(commune_id=THANH_VINH, day=today, is_counted=False, as_of=TEN, **sums)
        recount_all(now=TEN)

    return count
