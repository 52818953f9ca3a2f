"""``POST /dossiers/{code}/extensions``: the apology and the new date, once, with one effect a key."""

from datetime import datetime

import pytest

from motcua.base.models import OutgoingMessage
from motcua.domain.workdays import ZONE
from motcua.dossiers import actions
from tests.cast import received

EARLY = datetime(2026, 10, 5, 7, 30, tzinfo=ZONE)
THE_DAY_BEFORE = datetime(2026, 10, 29, 9, tzinfo=ZONE)
WANTED = {"reason_code": "verification", "reason": "Chờ biên bản.", "until": "2026-11-06T17:00:00+07:00"}


@pytest.fixture
def address(cast, clock):
    dossier = received(cast, procedure="1.012753", now=EARLY)
    actions.assign(dossier, to=cast.office, by=cast.head, now=EARLY)
    clock.now = THE_DAY_BEFORE
    return f"/dossiers/{dossier.code}/extensions"


def test_the_head_gives_the_new_date_once(caller, address):
    head = caller("head.kimbang")
    answer = head.post(address, WANTED, key="k")
    assert answer.status_code == 200, answer.content
    assert answer.json()["due_at"] == "2026-11-06T17:00:00+07:00"
    assert answer.json()["due_original"] == "2026-10-30T17:00:00+07:00"
    assert head.post(address, WANTED, key="k").json() == answer.json()
    second = head.post(address, WANTED)
    assert (second.status_code, second.json()["code"]) == (409, "extended_before")
    assert OutgoingMessage.objects.count() == 1


def test_without_a_date_the_one_that_the_work_needs_is_given(caller, address):
    answer = caller("leader.kimbang").post(address, {"reason_code": "workload"})
    assert answer.json()["due_at"] == "2026-11-05T17:00:00+07:00"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"reason_code": "because"}, "reason_code"),
        ({"reason_code": "other", "reason": ""}, "reason"),
        ({"until": "2026-10-30T09:00:00"}, "until"),
        ({"until": "soon"}, "until"),
    ],
)
def test_a_wrong_wish_is_refused_by_field(caller, address, change, field):
    refused = caller("head.kimbang").post(address, {**WANTED, **change})
    assert refused.status_code == 422
    assert list(refused.json()["errors"]) == [field]


def test_others_may_not(caller, address):
    assert caller("office.kimbang").post(address, WANTED).status_code == 403
    assert caller("counter.sonlam").post(address, WANTED).status_code == 404
