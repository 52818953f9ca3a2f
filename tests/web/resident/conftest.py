"""Residents on their phones on Monday 23 November 2026, ten o'clock."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest

from motcua.dossiers import actions
from motcua.dossiers.handover import Collection
from motcua.dossiers.models import Dossier
from tests.cast import ALICE, MONDAY_0900, received

TEN = MONDAY_0900 + timedelta(hours=1)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """``clock(moment)`` sets what requests take for now."""

    def set_to(moment: datetime) -> None:
        monkeypatch.setattr("motcua.base.middleware.timezone", SimpleNamespace(now=lambda: moment))

    set_to(TEN)
    return set_to


@pytest.fixture
def case(clock, cast) -> Dossier:
    """A birth registration, received at nine."""
    return received(cast)


@pytest.fixture
def advance(cast) -> Callable[..., None]:
    """``advance(case, "return", now)`` takes it through the steps up to and with the one named."""

    def to(case: Dossier, last: str, now: datetime = TEN, kind: str = "granted") -> None:
        herself = Collection(ALICE.name, ALICE.identity_number, "identity_card")
        steps = {
            "assign": lambda: actions.assign(case, to=cast.office, note="ghi chú", by=cast.head, now=now),
            "appraise": lambda: actions.complete_step(case, note="ghi chú", by=cast.office, now=now),
            "review": lambda: actions.complete_step(case, note="ghi chú", by=cast.head, now=now),
            "sign": lambda: actions.decide(case, kind=kind, reason="vì lý do", by=cast.leader, now=now),
            "number": lambda: actions.issue(case, symbol="GKS-UBND", by=cast.clerk, now=now),
            "return": lambda: actions.hand_over(case, collection=herself, by=cast.counter, now=now),
        }
        if kind == "refused":
            del steps["number"]
        for act, perform in steps.items():
            perform()
            if act == last:
                return

    return to
