"""An event that no app declares, for as long as a test lasts."""

import pytest

from motcua.base import journal, subscriptions
from tests.base.workers import KIND


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(journal.KINDS, KIND, "Something happened")
    monkeypatch.setattr(subscriptions, "_handlers", {})
    monkeypatch.setattr(subscriptions, "_errands", {})
    monkeypatch.setattr(subscriptions, "_by_kind", {})
