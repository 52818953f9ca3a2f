"""Other units are asked at once, each with its term; the clock runs on unless a law says so."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from motcua.base.journal import verify
from motcua.base.models import Event
from motcua.domain.refusal import Conflict, Forbidden, Invalid, InvalidFields, Refusal
from motcua.dossiers import actions
from motcua.dossiers.actions.opinions import Question, record_due_silences
from motcua.dossiers.models import Decision, Opinion
from motcua.places.models import Unit
from tests.cast import MONDAY_0900, received

pytestmark = pytest.mark.django_db
TEN = MONDAY_0900 + timedelta(hours=1)
LATER = TEN + timedelta(hours=1)
ASKED = Question("Thửa đất có tranh chấp không?", 2, "working_hour")
BY_LAW = Question("Thửa đất có tranh chấp không?", 2, "working_hour", "Luật Đất đai 2024, Điều 133")


@pytest.fixture
def dossier(cast):
    dossier = received(cast, procedure="1.000894")
    actions.assign(dossier, to=cast.office, by=cast.head, now=TEN)
    return dossier


def units(*kinds: str) -> list[Unit]:
    return [Unit.objects.get(commune_id="17791", kind=kind) for kind in kinds]


def ask(dossier, cast, question=ASKED, *kinds):
    return actions.ask_opinions(
        dossier, question=question, of=units(*(kinds or ("economic", "committee"))), by=cast.office, now=TEN
    )


def test_units_are_asked_in_parallel_with_five_clears(cast, dossier):
    first, second = ask(dossier, cast)
    assert (first.unit.kind, first.role, second.role) == ("economic", "head_of_unit", "leader")
    assert all((row.question, row.authority, row.expected_vi, row.due_at) for row in (first, second))
    assert (first.due_at - TEN) == timedelta(hours=3, minutes=30)  # over the lunch break
    assert dossier.steps.open().count() == 1
    assert list(Opinion.objects.asked_of([cast.head], TEN.date())) == [first]
    with pytest.raises(IntegrityError), transaction.atomic():
        Opinion.objects.filter(pk=first.pk).update(authority="")


def test_asking_moves_no_date_unless_a_law_says_so(cast, dossier):
    before = dossier.due_at
    ask(dossier, cast)
    dossier.refresh_from_db()
    assert dossier.due_at == before
    assert dossier.clock_entries.count() == 1


def test_where_a_law_says_so_the_clock_stands_still_until_the_last_answer(cast, dossier):
    before = dossier.due_at
    first, second = ask(dossier, cast, BY_LAW)
    assert dossier.clock_entries.last().kind == "paused"
    actions.answer_opinion(first, answer="agree", text="", by=cast.head, now=LATER)
    assert dossier.clock_entries.last().kind == "paused"
    actions.answer_opinion(second, answer="other", text="Hỏi thêm xóm.", by=cast.leader, now=LATER)
    entry = dossier.clock_entries.last()
    assert (entry.kind, dossier.clock_entries.count()) == ("resumed", 3)
    assert dossier.clock_entries.get(kind="paused").basis == BY_LAW.pausing_basis
    dossier.refresh_from_db()
    assert dossier.due_at > before


def test_only_whose_turn_it_is_asks_and_only_the_unit_answers(cast, dossier):
    for officer in (cast.head, cast.counter, cast.of_son_lam("office"), cast.province):
        with pytest.raises(Forbidden):
            actions.ask_opinions(dossier, question=ASKED, of=units("economic"), by=officer, now=TEN)
    (opinion,) = ask(dossier, cast, ASKED, "committee")
    for officer in (cast.office, cast.head, cast.of_son_lam("leader"), cast.province):
        with pytest.raises(Forbidden):
            actions.answer_opinion(opinion, answer="agree", text="", by=officer, now=LATER)


def test_every_gap_of_a_question_is_named_at_once(cast, dossier):
    ask(dossier, cast, ASKED, "economic")
    with pytest.raises(InvalidFields) as refused:
        ask(dossier, cast, Question(" ", 0, "month"), "economic")
    assert {error.field for error in refused.value.errors} == {"question", "value", "units"}
    elsewhere = [Unit.objects.get(commune_id="17759", kind="economic")]
    with pytest.raises(InvalidFields):
        actions.ask_opinions(dossier, question=ASKED, of=elsewhere, by=cast.office, now=TEN)


def test_who_does_not_agree_says_why(cast, dossier):
    (opinion,) = ask(dossier, cast, ASKED, "economic")
    with pytest.raises(Invalid) as refused:
        actions.answer_opinion(opinion, answer="disagree", text=" ", by=cast.head, now=LATER)
    assert refused.value.field == "text"
    answered = actions.answer_opinion(
        opinion, answer="disagree", text="Vướng quy hoạch.", by=cast.head, now=LATER
    )
    assert answered.answered_by == cast.head
    with pytest.raises(Conflict):
        actions.answer_opinion(opinion, answer="agree", text="", by=cast.head, now=LATER)
    with pytest.raises(IntegrityError), transaction.atomic():
        Opinion.objects.filter(pk=opinion.pk).update(text="khác")


def test_a_silence_is_recorded_after_the_term_and_a_late_answer_still_counts(cast, dossier):
    (opinion,) = ask(dossier, cast, ASKED, "economic")
    with pytest.raises(Refusal) as refused:
        actions.record_silence(opinion, by=cast.office, now=opinion.due_at)
    assert refused.value.code == "term_still_runs"
    after = opinion.due_at + timedelta(minutes=1)
    assert record_due_silences(after) == 1
    assert record_due_silences(after) == 0
    assert list(Opinion.objects.silent()) == [opinion]
    assert Event.objects.filter(kind="dossier.opinion_silent", actor_kind="system").count() == 1
    actions.answer_opinion(opinion, answer="agree", text="", by=cast.head, now=after)
    assert list(Opinion.objects.silent()) == []
    assert verify().broken == ""


def test_nobody_signs_over_an_open_question_without_a_reason(cast, dossier):
    (opinion,) = ask(dossier, cast, BY_LAW, "economic")
    actions.complete_step(dossier, by=cast.office, now=LATER)
    actions.complete_step(dossier, by=cast.head, now=LATER)
    with pytest.raises(Invalid) as refused:
        actions.decide(dossier, kind="granted", by=cast.leader, now=LATER)
    assert refused.value.field == "without_opinions"
    assert not Decision.objects.filter(dossier=dossier).exists()
    actions.decide(dossier, kind="granted", without_opinions="Đã rõ.", by=cast.leader, now=LATER)
    opinion.refresh_from_db()
    assert (opinion.set_aside_by, opinion.set_aside_reason) == (cast.leader, "Đã rõ.")
    assert dossier.clock_entries.last().kind == "resumed"


def test_the_database_itself_lets_a_decision_wait(cast, dossier):
    ask(dossier, cast, ASKED, "economic")
    signed = received(cast)
    actions.assign(signed, to=cast.office, by=cast.head, now=TEN)
    actions.complete_step(signed, by=cast.office, now=TEN)
    actions.complete_step(signed, by=cast.head, now=TEN)
    made = actions.decide(signed, kind="granted", by=cast.leader, now=TEN)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(
            dossier=dossier, kind="granted", grant=made.grant, signed_by=cast.leader, signed_at=TEN
        )
