"""Receiving: one transaction gives code, clock, papers, two steps and one event; or nothing at all."""

from dataclasses import replace
from datetime import timedelta

import pytest

from motcua.base.actors import System
from motcua.base.models import Event
from motcua.catalogue.models import Field, Revision
from motcua.domain.refusal import Forbidden, InvalidFields, Refusal
from motcua.domain.states import State
from motcua.dossiers.actions import receive
from motcua.dossiers.models import Applicant, CodeSeries, Dossier
from motcua.dossiers.timing import deadline
from motcua.hall import actions as hall
from tests.cast import ALICE, BIRTH, MONDAY_0900, filing, received


def test_a_dossier_is_complete_from_its_first_moment(cast):
    dossier = received(cast)
    dossier.refresh_from_db()
    assert dossier.code == "H41.17.791-261123-0001"
    assert dossier.state == State.ACCEPTED
    assert dossier.due_at == deadline(dossier).due_at == dossier.due_original
    assert dossier.applicant.name_search == "nguyen thi vi du"
    assert dossier.papers.count() == 3
    assert [(step.act, step.done_at is not None) for step in dossier.steps.all()] == [
        ("receive", True),
        ("assign", False),
    ]
    assert dossier.steps.first().done_by == cast.counter
    event = Event.objects.get(kind="dossier.received")
    assert event.subject == f"dossier/{dossier.code}"
    assert ALICE.name not in str(event.data)


def test_codes_count_up_by_center_and_day(cast):
    assert [received(cast).code[-4:] for _ in range(3)] == ["0001", "0002", "0003"]
    assert received(cast, now=MONDAY_0900 + timedelta(days=1)).code.endswith("261124-0001")


def test_a_refused_filing_uses_no_code_and_leaves_nothing(cast):
    with pytest.raises(InvalidFields):
        receive(replace(filing(), papers=()), center=cast.kim_bang, by=cast.counter, now=MONDAY_0900)
    assert not Dossier.objects.exists()
    assert not Applicant.objects.exists()
    assert not CodeSeries.objects.exists()


@pytest.mark.parametrize("name", ["office", "leader", "clerk", "support", "province", "admin"])
def test_who_has_no_post_at_the_counter_receives_nothing(cast, name):
    with pytest.raises(Forbidden) as refused:
        receive(filing(), center=cast.kim_bang, by=getattr(cast, name), now=MONDAY_0900)
    assert refused.value.basis


def test_an_officer_of_another_center_receives_nothing_here(cast):
    with pytest.raises(Forbidden):
        receive(filing(), center=cast.kim_bang, by=cast.of_son_lam("counter"), now=MONDAY_0900)


def test_a_number_of_another_center_does_not_fit(cast):
    field = Field.objects.get(code="civil-status")
    ticket = hall.issue(cast.son_lam, field=field, by=System(), now=MONDAY_0900)
    with pytest.raises(Refusal, match="another center"):
        receive(filing(), center=cast.kim_bang, ticket=ticket, by=cast.counter, now=MONDAY_0900)
    assert not Dossier.objects.exists()


def test_a_procedure_not_in_force_is_refused_with_the_basis(cast):
    given = filing()
    Revision.objects.filter(procedure_id=BIRTH).update(valid_to=MONDAY_0900.date() - timedelta(days=1))
    with pytest.raises(Refusal) as refused:
        receive(given, center=cast.kim_bang, by=cast.counter, now=MONDAY_0900)
    assert (refused.value.code, bool(refused.value.basis)) == ("procedure_not_in_force", True)


def test_who_files_for_another_is_kept_beside_the_applicant(cast):
    agent = replace(
        ALICE,
        agent_name="Trần Văn Ví Dụ",
        agent_identity_number="040880000002",
        agent_paper="Giấy ủy quyền ngày 20/11/2026",
    )
    person = received(cast, applicant=agent).applicant
    assert (person.name, person.agent_name) == (ALICE.name, "Trần Văn Ví Dụ")


def test_the_note_goes_to_the_next_officer(cast):
    dossier = receive(
        replace(filing(), note="Đã đối chiếu."), center=cast.kim_bang, by=cast.counter, now=MONDAY_0900
    )
    assert dossier.steps.first().note == "Đã đối chiếu."


def test_receiving_costs_at_most_twenty_statements(cast, django_assert_max_num_queries):
    received(cast)  # the catalogue is read once
    given, center, officer = filing(), cast.kim_bang, cast.counter
    with django_assert_max_num_queries(20):
        receive(given, center=center, by=officer, now=MONDAY_0900)
