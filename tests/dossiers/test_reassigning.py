"""Work goes to other officers: one step, or many as the preview showed, with a report of what stayed."""

from datetime import date, timedelta

import pytest

from motcua.base.models import Event
from motcua.domain.refusal import Conflict, Forbidden
from motcua.dossiers import actions, reassigning
from motcua.dossiers.reassigning import Pair
from motcua.people.models import Absence
from motcua.places.models import Unit
from tests.cast import MONDAY_0900, received
from tests.dossiers.test_walks_back_and_forth import second_specialist

pytestmark = pytest.mark.django_db
NOW = MONDAY_0900 + timedelta(hours=1)
TODAY = date(2026, 11, 23)


@pytest.fixture
def dossiers(cast):
    second_specialist(cast)
    made = [received(cast) for _ in range(4)]
    for dossier in made:
        actions.assign(dossier, to=cast.office, by=cast.head, now=NOW)
    return made


def office() -> Unit:
    return Unit.objects.get(commune_id="17791", kind="office")


def test_the_head_gives_a_step_to_another_officer(cast, dossiers):
    step = actions.reassign(dossiers[0], to=cast.support, by=cast.head, now=NOW)
    assert step.officer == cast.support
    line = dossiers[0].hand_overs.last()
    assert (line.kind, line.given_by, line.to_officer, line.label) == (
        "reassigned",
        cast.head,
        cast.support,
        "",
    )
    assert dossiers[0].movements.last().move == "assign"
    with pytest.raises(Forbidden):
        actions.complete_step(dossiers[0], by=cast.office, now=NOW)
    actions.complete_step(dossiers[0], by=cast.support, now=NOW)


@pytest.mark.parametrize("name", ["office", "support", "clerk", "center", "counter", "province"])
def test_only_heads_and_leaders_give_work_to_others(cast, dossiers, name):
    with pytest.raises(Forbidden):
        actions.reassign(dossiers[0], to=cast.support, by=getattr(cast, name), now=NOW)
    with pytest.raises(Forbidden):
        actions.reassign(dossiers[0], to=cast.support, by=cast.of_son_lam("head"), now=NOW)


def test_what_stands_in_the_way_is_said(cast, dossiers):
    Absence.objects.create(officer=cast.support, begins_on=TODAY, ends_on=TODAY)
    for to, says in (
        (cast.office, "đang giữ"),
        (cast.clerk, "không giữ chức danh"),
        (cast.support, "vắng mặt đến hết 23/11/2026"),
        (cast.of_son_lam("office"), "không giữ chức danh"),
    ):
        with pytest.raises(Conflict) as refused:
            actions.reassign(dossiers[0], to=to, by=cast.head, now=NOW)
        assert says in refused.value.words.vi


def test_the_preview_spreads_the_work_and_moves_nothing(cast, dossiers):
    before = Event.objects.count()
    steps = reassigning.open_steps(office(), of=cast.office)
    plan = reassigning.plan(steps, [cast.support], TODAY)
    assert {pair.to for pair in plan.pairs} == {cast.support}
    assert (len(plan.pairs), plan.left, plan.more) == (4, (), False)
    assert Event.objects.count() == before


def test_the_preview_costs_a_constant_number_of_statements(cast, dossiers, django_assert_max_num_queries):
    to, unit = [cast.support, cast.office], office()
    with django_assert_max_num_queries(4):
        reassigning.plan(reassigning.open_steps(unit), to, TODAY)


def test_what_changed_since_the_preview_stays_and_is_reported(cast, dossiers):
    plan = reassigning.plan(reassigning.open_steps(office(), of=cast.office), [cast.support], TODAY)
    done = plan.pairs[1].step.dossier
    actions.complete_step(done, by=cast.office, now=NOW)
    wrong = Pair(plan.pairs[2].step, cast.clerk)
    report = actions.reassign_several(
        [plan.pairs[0], plan.pairs[1], wrong, plan.pairs[3]], by=cast.head, now=NOW
    )
    assert {pair.step.dossier.code for pair in report.moved} == {
        plan.pairs[0].step.dossier.code,
        plan.pairs[3].step.dossier.code,
    }
    why = {left.step.dossier.code: left.why.vi for left in report.left}
    assert cast.office.name_vi in why[done.code]
    assert "không giữ chức danh" in why[wrong.step.dossier.code]
    assert Event.objects.filter(kind="dossier.reassigned").count() == 2
