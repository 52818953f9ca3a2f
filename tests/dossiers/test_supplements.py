"""A supplement is asked for once, with everything at once; the clock stops and counts from zero."""

from datetime import timedelta

import pytest

from motcua.base.models import Event
from motcua.domain.refusal import Conflict, Forbidden, Invalid, InvalidFields, Refusal
from motcua.domain.states import State, StopKind
from motcua.domain.workdays import ZONE
from motcua.dossiers import actions, queries
from motcua.dossiers.actions.supplements import Request
from motcua.dossiers.allowance import Allowance
from motcua.dossiers.defects import Lack
from motcua.dossiers.explaining import account
from motcua.dossiers.filing import Handed
from motcua.dossiers.models import Dossier
from motcua.dossiers.timing import deadline
from tests.cast import FRIDAY_1000, MONDAY_0900, filing, received

TREES = "1.002693"  # 10 working days, two documents, the economic unit
REQUEST = Request((Lack("Nộp bản chính còn hiệu lực"), Lack("Ký tên vào tờ khai")), "Tờ khai chưa ký")


def in_appraisal(cast, *, procedure: str = TREES, now=FRIDAY_1000) -> Dossier:
    dossier = received(cast, procedure=procedure, now=now)
    actions.assign(dossier, to=cast.office, by=cast.head, now=now + timedelta(minutes=30))
    return Dossier.objects.get(pk=dossier.pk)


def asked(cast, request: Request = REQUEST, *, now=MONDAY_0900) -> Dossier:
    dossier = in_appraisal(cast)
    actions.request_supplement(dossier, request=request, by=cast.office, now=now)
    return Dossier.objects.get(pk=dossier.pk)


def test_a_request_stops_the_clock_and_leaves_nobody_a_turn(cast):
    dossier = in_appraisal(cast)
    due = dossier.due_at
    supplement = actions.request_supplement(dossier, request=REQUEST, by=cast.office, now=MONDAY_0900)
    dossier.refresh_from_db()
    assert dossier.state == State.SUPPLEMENT
    assert [defect.wanted for defect in supplement.defects.all()] == [lack.wanted for lack in REQUEST.lacks]
    assert supplement.form.form == "supplement"
    assert not supplement.is_late
    assert dossier.due_at == due == deadline(dossier).due_at  # nobody is held to it
    assert [entry.kind for entry in dossier.clock_entries.all()] == ["received", "supplement_requested"]
    assert not dossier.steps.for_officer(cast.office, MONDAY_0900.date()).exists()
    assert not Dossier.objects.overdue(due + timedelta(days=90)).filter(pk=dossier.pk).exists()


def test_the_term_counts_from_zero_when_everything_is_there(cast):
    dossier = asked(cast)
    old, brought = dossier.due_at, MONDAY_0900 + timedelta(days=7)
    actions.take_supplement(dossier, papers=(), by=cast.counter, now=brought)
    dossier.refresh_from_db()
    assert dossier.state == State.IN_PROCESS
    assert dossier.counted_from >= brought
    assert dossier.due_at > old
    assert dossier.due_at == deadline(dossier).due_at
    assert old in deadline(dossier).former
    assert dossier.steps.open().get().due_at <= dossier.due_at
    assert dossier.issued_forms.filter(form="receipt").count() == 1
    assert dossier.supplements.get().end == "completed"


def test_a_supplement_lacks_what_was_asked_for(cast):
    dossier = in_appraisal(cast)
    documents = list(dossier.revision.documents.all())[:2]
    lacks = tuple(Lack("Nộp lại", document.code) for document in documents)
    actions.request_supplement(dossier, request=Request(lacks), by=cast.office, now=MONDAY_0900)
    one = (Handed(documents[0].code, "original"),)
    with pytest.raises(InvalidFields) as refused:
        actions.take_supplement(dossier, papers=one, by=cast.counter, now=MONDAY_0900)
    assert [error.field for error in refused.value.errors] == [f"documents.{documents[1].code}"]
    both = (*one, Handed(documents[1].code, "certified", 2))
    actions.take_supplement(dossier, papers=both, by=cast.counter, now=MONDAY_0900 + timedelta(hours=1))
    assert dossier.papers.get(document=documents[1], kind="certified").count == 2


def test_a_second_request_needs_the_head_and_is_late(cast):
    dossier = asked(cast)
    actions.take_supplement(dossier, papers=(), by=cast.counter, now=MONDAY_0900 + timedelta(hours=2))
    later = MONDAY_0900 + timedelta(hours=3)
    with pytest.raises(Invalid) as refused:
        actions.request_supplement(dossier, request=REQUEST, by=cast.office, now=later)
    assert refused.value.code == "second_supplement"
    for allowance, code in [
        (Allowance(cast.office, "Cần thêm"), "not_the_head"),
        (Allowance(cast.of_son_lam("counter"), "Cần thêm"), "not_the_head"),
        (Allowance(cast.head, " "), "allowed_reason_missing"),
    ]:
        with pytest.raises(Invalid) as refused:
            actions.request_supplement(
                dossier, request=Request(REQUEST.lacks, "", allowance), by=cast.office, now=later
            )
        assert refused.value.code == code
    allowed = Request(REQUEST.lacks, "", Allowance(cast.head, "Đo đạc lại ranh giới"))
    second = actions.request_supplement(dossier, request=allowed, by=cast.office, now=later)
    assert (second.number, second.is_late, second.allowed_by) == (2, True, cast.head)
    event = Event.objects.filter(kind="dossier.supplement_requested").latest("number")
    assert event.data["late"] is True


def test_after_three_working_days_the_head_must_allow_even_the_first(cast):
    dossier = in_appraisal(cast)
    with pytest.raises(Invalid) as refused:
        actions.request_supplement(
            dossier, request=REQUEST, by=cast.office, now=FRIDAY_1000 + timedelta(days=6, hours=1)
        )
    assert refused.value.code == "second_supplement"


@pytest.mark.parametrize(
    ("lacks", "field"),
    [
        ((), "defects"),
        ((Lack(" "),), "defects"),
        ((Lack("x", "ZZ"),), "defects"),
        ((Lack("x" * 501),), "defects"),
    ],
)
def test_defects_are_named_in_words(cast, lacks, field):
    dossier = in_appraisal(cast)
    with pytest.raises(InvalidFields) as refused:
        actions.request_supplement(dossier, request=Request(lacks), by=cast.office, now=MONDAY_0900)
    assert refused.value.errors[0].field == field
    assert not dossier.supplements.exists()


def test_only_whose_turn_it_is_asks_and_only_the_center_takes(cast):
    dossier = in_appraisal(cast)
    for officer in (cast.counter, cast.head, cast.province, cast.of_son_lam("counter")):
        with pytest.raises(Forbidden):
            actions.request_supplement(dossier, request=REQUEST, by=officer, now=MONDAY_0900)
    actions.request_supplement(dossier, request=REQUEST, by=cast.office, now=MONDAY_0900)
    for officer in (cast.office, cast.of_son_lam("counter")):
        with pytest.raises(Forbidden):
            actions.take_supplement(dossier, papers=(), by=officer, now=MONDAY_0900)


def test_closing_is_never_early_and_never_silent(cast):
    dossier = asked(cast)
    supplement = dossier.supplements.get()
    assert supplement.wait_ends_at.astimezone(ZONE).strftime("%d/%m %H:%M") == "15/12 17:00"  # 24/11 is off
    with pytest.raises(Refusal) as refused:
        actions.close_unsupplemented(dossier, by=cast.head, now=supplement.wait_ends_at)
    assert refused.value.code == "still_waiting"
    after = supplement.wait_ends_at + timedelta(hours=16)
    with pytest.raises(Forbidden):
        actions.close_unsupplemented(dossier, by=cast.of_son_lam("counter"), now=after)
    actions.close_unsupplemented(dossier, by=cast.counter, now=after)
    dossier.refresh_from_db()
    assert (dossier.state, dossier.stop_kind) == (State.STOPPED, StopKind.CLOSED_NO_SUPPLEMENT)
    assert not dossier.steps.open().exists()
    with pytest.raises(Refusal):
        actions.take_supplement(dossier, papers=(), by=cast.counter, now=after)


def test_the_applicant_withdraws_until_somebody_decided(cast):
    dossier = asked(cast)
    actions.withdraw(dossier, reason="Gia đình đổi ý", by=cast.counter, now=MONDAY_0900 + timedelta(days=2))
    dossier.refresh_from_db()
    assert dossier.state == State.WITHDRAWN
    assert dossier.supplements.get().end == "withdrawn"
    assert dossier.issued_forms.filter(form="stopping").exists()
    with pytest.raises(Refusal):
        actions.withdraw(dossier, by=cast.counter, now=MONDAY_0900 + timedelta(days=2))


def test_a_leader_stops_on_a_legal_basis(cast):
    dossier = in_appraisal(cast)
    with pytest.raises(Forbidden):
        actions.stop(dossier, reason="x", basis="y", by=cast.office, now=MONDAY_0900)
    with pytest.raises(Invalid) as refused:
        actions.stop(dossier, reason="Tòa án thụ lý", basis="", by=cast.leader, now=MONDAY_0900)
    assert refused.value.field == "basis"
    actions.stop(dossier, reason="Tòa án thụ lý", basis="Luật 1/2025", by=cast.leader, now=MONDAY_0900)
    dossier.refresh_from_db()
    assert (dossier.state, dossier.stop_kind) == (State.STOPPED, StopKind.FINAL_STOP)


def test_at_intake_what_lacks_papers_waits_without_a_clock(cast):
    complete = filing(TREES)
    empty = type(complete)(complete.procedure, "direct", complete.applicant, ())
    documents = [Lack("Còn thiếu", paper.code) for paper in complete.papers]
    supplement = actions.ask_at_intake(
        empty, request=Request(tuple(documents)), center=cast.kim_bang, by=cast.counter, now=MONDAY_0900
    )
    dossier = supplement.dossier
    dossier.refresh_from_db()
    assert dossier.state == State.SUPPLEMENT
    assert dossier.due_at == supplement.wait_ends_at
    assert not dossier.clock_entries.exists()
    assert not dossier.steps.exists()
    brought = MONDAY_0900 + timedelta(days=3)
    with pytest.raises(InvalidFields):
        actions.accept(dossier, papers=(), by=cast.counter, now=brought)
    actions.accept(dossier, papers=complete.papers, by=cast.counter, now=brought)
    dossier.refresh_from_db()
    assert (dossier.state, dossier.received_at) == (State.ACCEPTED, brought)
    assert dossier.due_at == deadline(dossier).due_at
    assert dossier.steps.open().count() == 1


def test_what_came_by_post_is_answered_within_eight_working_hours_and_counts_from_arrival(cast):
    complete = filing(TREES)
    by_post = type(complete)(complete.procedure, "post", complete.applicant, complete.papers)
    dossier = actions.submit(by_post, center=cast.kim_bang, by=cast.counter, now=MONDAY_0900)
    assert dossier.state == State.SUBMITTED
    assert dossier.due_at.astimezone(ZONE).strftime("%d/%m %H:%M") == "25/11 09:00"  # 24/11 is off
    actions.accept(dossier, by=cast.counter, now=MONDAY_0900 + timedelta(hours=2))
    dossier.refresh_from_db()
    assert (dossier.state, dossier.received_at) == (State.ACCEPTED, MONDAY_0900)


def test_a_second_request_at_intake_needs_the_head_of_the_center(cast):
    complete = filing(TREES)
    by_post = type(complete)(complete.procedure, "post", complete.applicant, ())
    dossier = actions.submit(by_post, center=cast.kim_bang, by=cast.counter, now=MONDAY_0900)
    actions.ask_at_intake(dossier, request=REQUEST, by=cast.counter, now=MONDAY_0900)
    with pytest.raises(Refusal):  # it waits for the applicant; nothing can be asked twice
        actions.ask_at_intake(dossier, request=REQUEST, by=cast.counter, now=MONDAY_0900)


def test_a_refusal_at_intake_has_its_reason_and_its_form(cast):
    with pytest.raises(Invalid):
        actions.refuse_at_intake(
            filing(TREES), reason=" ", center=cast.kim_bang, by=cast.counter, now=MONDAY_0900
        )
    dossier = actions.refuse_at_intake(
        filing(TREES), reason="Không thuộc thẩm quyền", center=cast.kim_bang, by=cast.counter, now=MONDAY_0900
    )
    assert dossier.state == State.NOT_ACCEPTED
    assert dossier.issued_forms.get().form == "refusal"
    with pytest.raises(Refusal):
        actions.accept(dossier, by=cast.counter, now=MONDAY_0900)


def test_nothing_is_taken_in_where_nothing_was_asked(cast):
    dossier = in_appraisal(cast)
    with pytest.raises(Refusal):
        actions.take_supplement(dossier, papers=(), by=cast.counter, now=MONDAY_0900)
    dossier = asked(cast)
    with pytest.raises(Conflict):
        actions.accept(dossier, papers=(), by=cast.counter, now=MONDAY_0900)


def test_while_the_clock_stands_the_pages_say_so_and_the_shares_stay(cast, client):
    dossier = asked(cast)
    running = received(cast, procedure=TREES, now=FRIDAY_1000)
    shares = [share.allowed for share in account(_file(cast, dossier), MONDAY_0900).shares]
    assert shares[0] == account(_file(cast, running), FRIDAY_1000).shares[0].allowed
    later = account(_file(cast, dossier), MONDAY_0900 + timedelta(days=9))
    assert [share.allowed for share in later.shares] == shares
    client.force_login(cast.head)
    for address in (f"/office/dossiers/{dossier.code}", f"/office/dossiers/{dossier.code}/clock"):
        assert "đang tạm dừng</span>" in client.get(address).content.decode()
    assert "đang tạm dừng</span>" not in client.get(f"/office/dossiers/{running.code}").content.decode()


def _file(cast, dossier: Dossier) -> Dossier:
    return queries.file_of(dossier.code, cast.head, MONDAY_0900.date())
