"""Nobody works on a dossier and decides it too: not as a substitute, not past the actions."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from motcua.domain.refusal import Forbidden
from motcua.dossiers import actions
from motcua.dossiers.four_eyes import barred_from
from motcua.dossiers.models import Decision, Step
from motcua.dossiers.signing_many import sign_several
from motcua.dossiers.signing_queue import groups
from motcua.people.actions_absences import register_absence
from motcua.people.instruments import Paper
from motcua.people.models import Absence, Grant
from tests.dossiers.test_rewinding import NOW, SOON, TODAY, away
from tests.dossiers.test_steps import at

pytestmark = pytest.mark.django_db
SAID = "does not decide it, nor review"


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


@pytest.fixture
def assigned_and_reviewed(cast):
    """The way it goes: the office appraises, the head assigned before and reviews after."""
    dossier = at("sign", cast)
    did = {step.act: step.done_by for step in dossier.steps.filter(outcome=Step.Outcome.DONE)}
    assert (did["assign"], did["appraise"], did["review"]) == (cast.head, cast.office, cast.head)
    return dossier


def delegated(cast) -> None:
    """The leader is away; the head stands in, with a delegation, so only four eyes are in the way."""
    paper = Paper("51/QĐ-UBND", TODAY - timedelta(days=3), "Khi nghỉ phép")
    who = {"begins_on": TODAY, "ends_on": TODAY, "substitute": cast.head}
    register_absence(cast.leader, **who, paper=paper, by=cast.center, now=NOW)


def test_who_reviewed_does_not_sign_for_the_leader(cast, assigned_and_reviewed):
    delegated(cast)
    before = Decision.objects.count()
    with pytest.raises(Forbidden) as refused:
        actions.decide(assigned_and_reviewed, kind="granted", by=cast.head, now=SOON)
    assert refused.value.code == "four_eyes"
    assert Decision.objects.count() == before


def test_who_reviewed_does_not_sign_with_others_either(cast, assigned_and_reviewed):
    delegated(cast)
    step = assigned_and_reviewed.steps.open().get()
    report = sign_several([step.pk], by=cast.head, now=SOON)
    assert report.signed == ()
    ((group,), _) = groups(cast.head, SOON)
    assert [line.stage for line in group.lines] == ["barred"]
    assert group.lines[0].obstacle.code == "four_eyes"


def test_the_database_refuses_the_reviewers_signature(cast, assigned_and_reviewed):
    delegated(cast)
    grant = Grant.objects.get(absence__isnull=False)
    with pytest.raises(DatabaseError, match=SAID), transaction.atomic():
        Decision.objects.create(
            dossier=assigned_and_reviewed,
            kind="granted",
            grant=grant,
            signed_by=cast.head,
            signed_at=SOON,
        )
    sign = assigned_and_reviewed.steps.filter(act="sign")
    with pytest.raises(DatabaseError, match=SAID), transaction.atomic():
        sign.update(done_at=SOON, done_by=cast.head, outcome=Step.Outcome.DONE)


def test_to_have_assigned_alone_bars_from_nothing(cast):
    dossier = at("review", cast)
    away(cast, cast.head, cast.clerk)
    actions.complete_step(dossier, by=cast.clerk, now=NOW)
    Absence.objects.all().delete()
    delegated(cast)
    assert actions.decide(dossier, kind="granted", by=cast.head, now=SOON).signed_by == cast.head


def test_three_people_go_the_straight_way(cast, assigned_and_reviewed):
    decision = actions.decide(assigned_and_reviewed, kind="granted", by=cast.leader, now=SOON)
    assert decision.signed_by == cast.leader


def test_an_earlier_appraisal_bars_as_the_last_one_does(cast):
    """Two appraised, in two rounds: neither of them reviews or signs."""
    dossier = at("review", cast)
    actions.send_back(dossier, reason="Soát lại.", by=cast.head, now=NOW)
    away(cast, cast.office, cast.clerk)
    actions.complete_step(dossier, by=cast.clerk, now=NOW)
    did = dossier.steps.filter(act="appraise").values_list("done_by", flat=True)
    assert set(did) == {cast.office.pk, cast.clerk.pk}
    Absence.objects.all().delete()
    for officer in (cast.office, cast.clerk):
        away(cast, cast.head, officer)
        with pytest.raises(Forbidden) as refused:
            actions.complete_step(dossier, by=officer, now=SOON)
        assert refused.value.code == "four_eyes"
        with pytest.raises(DatabaseError, match=SAID), transaction.atomic():
            dossier.steps.filter(act="review").update(
                done_at=SOON, done_by=officer, outcome=Step.Outcome.DONE
            )
        Absence.objects.all().delete()
    actions.complete_step(dossier, by=cast.head, now=SOON)


def test_two_appraisals_in_one_round_bar_both_from_reviewing(cast):
    dossier = at("review", cast)
    first, review = dossier.steps.get(act="appraise"), dossier.steps.get(act="review")
    # A process with two appraisals: the second is a row as the first, by another, just before the review.
    Step.objects.filter(pk=review.pk).update(position=review.position + 1)
    first.pk, first.position, first.done_by = uuid4(), review.position, cast.clerk
    first.save(force_insert=True)
    review.refresh_from_db()
    assert [barred_from([review], one) for one in (cast.office, cast.clerk)] == [{review.pk}] * 2
    assert barred_from([review], cast.head) == set()
    for officer in (cast.office, cast.clerk):
        with pytest.raises(DatabaseError, match=SAID), transaction.atomic():
            dossier.steps.filter(pk=review.pk).update(
                done_at=SOON, done_by=officer, outcome=Step.Outcome.DONE
            )
