"""Somebody moves a dossier while it is signed with others: one wins, and the report says who was first."""

from datetime import timedelta

import pytest
from django.db import connection

from motcua.base.journal import verify
from motcua.base.models import Event
from motcua.domain.refusal import Refusal
from motcua.dossiers import actions
from motcua.dossiers.models import Decision
from motcua.dossiers.signing_many import sign_several
from tests.dossiers.test_signing_many import opened, turn
from tests.dossiers.test_steps import NOW, at
from tests.dossiers.test_steps_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)
LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def waiting(cast):
    made = [at("sign", cast) for _ in range(4)]
    for dossier in made:
        opened(dossier, cast.leader)
    return made


def test_sending_back_and_signing_with_others_one_wins(cast, waiting):
    leader, chosen = cast.leader, [turn(dossier) for dossier in waiting]
    report, back = at_once(
        lambda: sign_several(chosen, by=leader, now=LATER),
        lambda: actions.send_back(waiting[3], reason="Xem lại.", by=leader, now=LATER),
    )
    is_signed = Decision.objects.filter(dossier=waiting[3]).exists()
    assert is_signed == isinstance(back, Refusal)
    assert len(report.signed) == (4 if is_signed else 3)
    assert len(report.signed) + len(report.left) == 4
    assert Event.objects.filter(kind="dossier.decided").count() == len(report.signed)
    assert verify().broken == ""


def test_two_presses_sign_each_dossier_once(cast, waiting):
    leader, chosen = cast.leader, [turn(dossier) for dossier in waiting]
    reports = at_once(*[lambda: sign_several(chosen, by=leader, now=LATER)] * 2)
    signed = [step.dossier_id for report in reports for step in report.signed]
    assert sorted(signed) == sorted(dossier.pk for dossier in waiting)
    assert sum(len(report.left) for report in reports) == 4
    assert all(leader.name_vi in left.why.vi for report in reports for left in report.left)
    assert Decision.objects.count() == 4
    assert connection.vendor in ("sqlite", "postgresql")
    assert verify().broken == ""
