"""Nobody appraises a dossier and reviews or signs it too: not as a substitute, not past the actions."""

import pytest
from django.db import DatabaseError, transaction

from motcua.domain.refusal import Forbidden
from motcua.dossiers import actions
from motcua.dossiers.models import Decision, Step
from motcua.people.models import Absence
from tests.dossiers.test_rewinding import NOW, SOON, away
from tests.dossiers.test_steps import at

pytestmark = pytest.mark.django_db
SAID = "neither reviews nor signs"


def appraised_by_the_head(cast):
    """The specialist is away and the head stands in: the head appraised, for the specialist."""
    dossier = at("appraise", cast)
    away(cast, cast.office, cast.head)
    actions.complete_step(dossier, by=cast.head, now=NOW)
    step = dossier.steps.get(act="appraise")
    assert (step.done_by, step.done_for) == (cast.head, cast.office)
    return dossier


def test_who_appraised_for_another_does_not_review_in_the_own_post(cast):
    dossier = appraised_by_the_head(cast)
    with pytest.raises(Forbidden) as refused:
        actions.complete_step(dossier, by=cast.head, now=SOON)
    assert refused.value.code == "four_eyes"


def test_who_appraised_for_another_does_not_sign_for_a_third(cast):
    dossier = appraised_by_the_head(cast)
    Absence.objects.all().delete()
    away(cast, cast.head, cast.leader)
    actions.complete_step(dossier, by=cast.leader, now=SOON)
    Absence.objects.all().delete()
    away(cast, cast.leader, cast.head)
    with pytest.raises(Forbidden) as refused:
        actions.decide(dossier, kind="granted", by=cast.head, now=SOON)
    assert refused.value.code == "four_eyes"


def test_the_database_refuses_such_a_review_too(cast):
    dossier = appraised_by_the_head(cast)
    review = dossier.steps.filter(act="review")
    with pytest.raises(DatabaseError, match=SAID), transaction.atomic():
        review.update(done_at=SOON, done_by=cast.head, outcome=Step.Outcome.DONE)
    assert review.update(done_at=SOON, done_by=cast.leader, outcome=Step.Outcome.DONE) == 1


def test_the_database_refuses_such_a_signature_too(cast):
    dossier = at("sign", cast)
    grant = cast.leader.every_post[0].grants.first()
    Step.objects.filter(dossier=dossier, act="appraise").update(done_by=cast.leader)
    with pytest.raises(DatabaseError, match=SAID), transaction.atomic():
        Decision.objects.create(
            dossier=dossier, kind="granted", grant=grant, signed_by=cast.leader, signed_at=SOON
        )
