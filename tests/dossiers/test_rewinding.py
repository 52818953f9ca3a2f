"""Back to the step before with a reason; one's own act back within minutes; the turn of who is away."""

from datetime import date, timedelta

import pytest

from motcua.base.journal import verify
from motcua.base.models import Event
from motcua.domain.refusal import Conflict, Forbidden, Invalid, Refusal
from motcua.domain.states import State
from motcua.dossiers import actions
from motcua.dossiers.models import Decision, HandOver, Step, UndoneDecision
from motcua.people.models import Absence, Role
from tests.cast import MONDAY_0900, received
from tests.dossiers.test_steps import at, perform

pytestmark = pytest.mark.django_db
NOW = MONDAY_0900 + timedelta(hours=1)
SOON = NOW + timedelta(minutes=3)
TODAY = date(2026, 11, 23)


def away(cast, officer, substitute) -> None:
    Absence.objects.create(officer=officer, begins_on=TODAY, ends_on=TODAY, substitute=substitute)


@pytest.mark.parametrize(
    ("act", "by", "back_to", "whose"),
    [
        ("review", "head", "appraise", "office"),
        ("sign", "leader", "review", "head"),
        ("number", "clerk", "sign", "leader"),
    ],
)
def test_the_step_before_is_done_once_more_by_whoever_did_it(cast, act, by, back_to, whose):
    dossier = at(act, cast)
    again = actions.send_back(dossier, reason="Soát lại.", by=getattr(cast, by), now=SOON)
    assert (again.act, again.round, again.officer) == (back_to, 2, getattr(cast, whose))
    sent = dossier.steps.get(act=act, outcome=Step.Outcome.SENT_BACK)
    assert (sent.note, sent.done_by) == ("Soát lại.", getattr(cast, by))
    assert dossier.movements.last().move == "send_back"
    assert dossier.hand_overs.last().kind == HandOver.Kind.BACK
    perform(back_to, dossier, getattr(cast, whose), cast, SOON)
    following = dossier.steps.open().get()
    assert (following.act, following.round) == (act, 2)


def test_a_signature_that_is_sent_back_no_longer_stands_but_stays_on_record(cast):
    dossier = at("number", cast)
    actions.send_back(dossier, reason="Sai thể thức.", by=cast.clerk, now=SOON)
    assert not Decision.objects.filter(dossier=dossier).exists()
    undone = UndoneDecision.objects.get(dossier=dossier)
    assert (undone.signed_by, undone.undone_by) == (cast.leader, cast.clerk)
    actions.decide(dossier, kind="granted", by=cast.leader, now=SOON)
    actions.issue(dossier, symbol="GKS", by=cast.clerk, now=SOON)
    with pytest.raises(Refusal):
        actions.take_back(dossier, by=cast.leader, now=SOON)


def test_sending_back_needs_a_reason_a_turn_and_a_step_before(cast):
    dossier = at("review", cast)
    with pytest.raises(Invalid) as refused:
        actions.send_back(dossier, reason=" \n", by=cast.head, now=SOON)
    assert refused.value.field == "reason"
    for officer in (cast.office, cast.leader, cast.of_son_lam("head"), cast.province):
        with pytest.raises(Forbidden):
            actions.send_back(dossier, reason="x", by=officer, now=SOON)
    with pytest.raises(Conflict):
        actions.send_back(at("appraise", cast), reason="x", by=cast.office, now=SOON)


def test_an_old_page_of_an_earlier_round_is_told_so(cast):
    dossier = at("review", cast)
    seen = dossier.steps.open().get().turn
    actions.send_back(dossier, reason="Soát lại.", by=cast.head, now=SOON)
    actions.complete_step(dossier, by=cast.office, now=SOON)
    with pytest.raises(Conflict):
        actions.complete_step(dossier, seen=seen, by=cast.head, now=SOON)
    actions.complete_step(dossier, seen=seen + 100, by=cast.head, now=SOON)


@pytest.mark.parametrize(
    ("act", "by"), [("assign", "head"), ("appraise", "office"), ("review", "head"), ("sign", "leader")]
)
def test_ones_own_act_is_taken_back_within_ten_minutes(cast, act, by):
    dossier, officer = at(act, cast), getattr(cast, by)
    perform(act, dossier, officer, cast, NOW)
    with pytest.raises(Refusal) as refused:
        actions.take_back(dossier, by=officer, now=NOW + timedelta(minutes=10, seconds=1))
    assert refused.value.code == "too_late_to_take_back"
    again = actions.take_back(dossier, by=officer, now=NOW + timedelta(minutes=10))
    assert (again.act, again.round, again.officer) == (act, 2, officer)
    assert dossier.steps.filter(outcome=Step.Outcome.TAKEN_BACK).count() == 1
    assert not Decision.objects.filter(dossier=dossier).exists()
    perform(act, dossier, officer, cast, SOON)
    assert verify().broken == ""


def test_what_the_next_officer_has_touched_stays(cast):
    dossier = at("review", cast)
    with pytest.raises(Conflict):
        actions.take_back(dossier, by=cast.head, now=SOON)  # not the head's act
    actions.acknowledge(dossier.hand_overs.last(), by=cast.head, now=SOON)
    with pytest.raises(Conflict) as refused:
        actions.take_back(dossier, by=cast.office, now=SOON)
    assert refused.value.code == "touched_already"
    actions.complete_step(dossier, by=cast.head, now=SOON)
    with pytest.raises(Conflict) as refused:
        actions.take_back(dossier, by=cast.office, now=SOON)
    assert cast.head.name_vi in refused.value.words.vi


def test_a_taking_back_is_not_taken_back_itself(cast):
    dossier = at("review", cast)
    actions.take_back(dossier, by=cast.office, now=SOON)
    before = Event.objects.count()
    with pytest.raises(Refusal):
        actions.take_back(dossier, by=cast.office, now=SOON)
    assert Event.objects.count() == before
    assert dossier.movements.last().after == State.IN_PROCESS


def test_a_substitute_takes_the_turn_and_the_record_says_for_whom(cast):
    dossier = at("number", cast)
    with pytest.raises(Forbidden):
        actions.issue(dossier, symbol="GKS", by=cast.counter, now=NOW)
    away(cast, cast.clerk, cast.counter)
    assert dossier.steps.open().get() in Step.objects.for_officer(cast.counter, TODAY)
    actions.issue(dossier, symbol="GKS", by=cast.counter, now=NOW)
    step = dossier.steps.get(act="number")
    assert (step.done_by, step.done_for) == (cast.counter, cast.clerk)
    with pytest.raises(Forbidden):  # the day after the absence is over
        perform("number", at("number", cast), cast.counter, cast, NOW + timedelta(days=2))


def test_standing_in_gives_no_second_pair_of_eyes(cast):
    dossier = at("review", cast)
    away(cast, cast.head, cast.office)
    with pytest.raises(Forbidden) as refused:
        actions.complete_step(dossier, by=cast.office, now=NOW)
    assert refused.value.code == "four_eyes"


def test_who_lost_the_post_is_not_named_for_the_step_again(cast):
    dossier = at("review", cast)
    cast.office.posts.filter(role=Role.SPECIALIST).update(valid_to=date(2026, 11, 22))
    again = actions.send_back(dossier, reason="Soát lại.", by=cast.head, now=SOON)
    assert again.officer is None


def test_nothing_goes_back_to_the_reception(cast):
    dossier = received(cast)
    with pytest.raises(Refusal):
        actions.send_back(dossier, reason="Thiếu.", by=cast.head, now=SOON)
