"""A new revision and the open dossiers: they stay on theirs, or the law moves them, never silently."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.base.models import Event
from motcua.catalogue import revisions
from motcua.catalogue.models import Revision, RevisionAct
from motcua.domain.ledger import ClockKind
from motcua.domain.refusal import Forbidden, Invalid
from motcua.domain.words import Words
from motcua.dossiers import actions, queries
from motcua.dossiers.explaining import account
from motcua.dossiers.models import Dossier, RevisionMove
from motcua.dossiers.revision_effects import survey, touched
from motcua.dossiers.timing import deadline
from tests.cast import FRIDAY_1000, MONDAY_0900, received
from tests.catalogue.keepers import DECISION, Keepers

LAND = "1.013978"
TODAY = MONDAY_0900.date()
BASIS = "151/2025/NĐ-CP, Điều 99 khoản 2"
pytestmark = pytest.mark.django_db


@pytest.fixture
def keepers(cast):
    return Keepers(cast)


def change(keepers: Keepers, **changes) -> Revision:
    """An approved revision of the land procedure: 20 days instead of 27, and what ``changes`` says."""
    draft = keepers.draft(LAND)
    record = revisions.record_of(draft)
    terms = tuple(replace(term, value=20) if term.value == 27 else term for term in record.terms)
    steps = tuple(
        replace(step, hours=step.hours - Decimal(56)) if step.act == "appraise" else step
        for step in record.steps
    )
    keepers.save(draft, replace(record, **{"terms": terms, "steps": steps, **changes}))
    return keepers.approve(draft)


def publish(keepers: Keepers, revision: Revision, *, day=TODAY, open_dossiers="move", legal_basis=BASIS):
    return actions.publish_deciding(
        revision,
        valid_from=day,
        instrument=DECISION,
        open_dossiers=open_dossiers,
        legal_basis=legal_basis,
        owner=keepers.owner,
        by=keepers.second,
        now=MONDAY_0900,
    )


def test_the_preview_says_date_and_documents_before_and_after(cast, keepers):
    dossier = received(cast, procedure=LAND, now=FRIDAY_1000)
    record = revisions.record_of(revisions.revision_of(LAND, 1))
    first, *rest = record.documents
    asked = replace(first, code="D99", name=Words("Giấy mới", "New paper"))
    revision = change(keepers, documents=(*rest, asked))
    found = survey(revision, now=MONDAY_0900)
    (effect,) = found.effects
    assert (found.total, effect.dossier.code, effect.due_now) == (1, dossier.code, dossier.due_at)
    assert effect.due_then < effect.due_now
    assert [document.code for document in effect.papers.asked] == ["D99"]
    assert [document.code for document in effect.papers.dropped] == [first.code]
    publish(keepers, revision)
    assert Dossier.objects.get(pk=dossier.pk).due_at == effect.due_then


def test_a_preview_of_many_asks_the_database_no_more_than_of_one(
    cast, keepers, django_assert_max_num_queries
):
    revision = change(keepers)
    received(cast, procedure=LAND, now=FRIDAY_1000)
    survey(revision, now=MONDAY_0900)
    for minutes in range(5):
        received(cast, procedure=LAND, now=FRIDAY_1000 + timedelta(minutes=minutes))
    with django_assert_max_num_queries(5):
        assert len(survey(revision, now=MONDAY_0900).effects) == 6


def test_a_dossier_that_stays_keeps_revision_term_and_date(cast, keepers):
    dossier = received(cast, procedure=LAND, now=FRIDAY_1000)
    before = Dossier.objects.values().get(pk=dossier.pk)
    revision = change(keepers)
    report = publish(keepers, revision, open_dossiers="stay", legal_basis="")
    assert (report.codes, report.stayed) == ([], [])
    assert Dossier.objects.values().get(pk=dossier.pk) == before
    assert dossier.clock_entries.count() == 1
    assert deadline(Dossier.objects.get(pk=dossier.pk)).due_at == before["due_at"]
    assert RevisionAct.objects.get(revision=revision, kind="published").open_dossiers == "stay"
    assert received(cast, procedure=LAND).revision_id == revision.pk


@given(value=st.integers(1, 60), promised=st.integers(0, 60))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8)
def test_whatever_is_published_moves_no_date_of_a_dossier_that_stays(keepers, value, promised):
    with transaction.atomic():
        dossier = received(keepers.cast, procedure=LAND, now=FRIDAY_1000)
        record = revisions.record_of(revisions.revision_of(LAND, 1))
        terms = tuple(
            replace(term, value=value, promised=min(promised, value) or None) if term.value == 27 else term
            for term in record.terms
        )
        only = replace(record.steps[0], order=1, hours=Decimal(value * 8))
        steps = (only, replace(record.steps[-1], order=2))
        publish(keepers, change(keepers, terms=terms, steps=steps), open_dossiers="stay", legal_basis="")
        stays = Dossier.objects.get(pk=dossier.pk)
        assert (stays.due_at, stays.legal_due_at) == (dossier.due_at, dossier.legal_due_at)
        assert deadline(stays).due_at == dossier.due_at
        transaction.set_rollback(True)


def test_a_dossier_that_the_law_moves_has_a_new_date_that_explains_itself(cast, keepers):
    dossier = received(cast, procedure=LAND, now=FRIDAY_1000)
    was = dossier.due_at
    revision = change(keepers)
    assert publish(keepers, revision).codes == [dossier.code]
    moved = Dossier.objects.get(pk=dossier.pk)
    assert (moved.revision_id, moved.term_value) == (revision.pk, 20)
    assert moved.due_at < was
    assert deadline(moved).due_at == moved.due_at
    why = " ".join(line.words.en for line in deadline(moved).why)
    assert f"({BASIS}). Term: 20 working days instead of 27 working days" in why
    assert (moved.due_original, moved.legal_due_at) == (was, moved.due_at)
    row = RevisionMove.objects.get(dossier=dossier)
    assert (row.before.number, row.after.number, row.due_before, row.legal_basis) == (1, 2, was, BASIS)
    entry = moved.clock_entries.get(kind=ClockKind.TERM_CHANGED)
    assert entry.basis == BASIS
    assert Event.objects.get(kind="dossier.moved_to_revision").subject == f"dossier/{dossier.code}"
    step = moved.steps.get(done_at__isnull=True)
    assert step.due_at < moved.due_at
    with pytest.raises(DatabaseError), transaction.atomic():
        RevisionMove.objects.update(legal_basis="khác")


def test_the_clock_page_tells_each_line_as_it_was_then(cast, keepers, client):
    dossier = received(cast, procedure=LAND, now=FRIDAY_1000)
    publish(keepers, change(keepers))
    moved = queries.file_of(dossier.code, cast.head, TODAY)
    first, second = account(moved, MONDAY_0900).lines
    assert (first.due_after, second.due_before, second.due_after) == (
        dossier.due_at,
        dossier.due_at,
        moved.due_at,
    )
    assert "27 ngày làm việc" in first.words.vi
    client.force_login(cast.head)
    html = client.get(f"/office/dossiers/{dossier.code}/clock").content.decode()
    assert "Thời hạn giải quyết: 27 ngày làm việc." in html
    assert "Thời hạn giải quyết: 20 ngày làm việc thay cho 27 ngày làm việc" in html


def test_to_move_one_names_the_provision_of_law_and_waits_for_its_day(cast, keepers):
    received(cast, procedure=LAND, now=FRIDAY_1000)
    revision = change(keepers)
    for wrong, field in [
        ({"legal_basis": ""}, "legal_basis"),
        ({"legal_basis": "theo luật"}, "legal_basis"),
        ({"legal_basis": "1" * 121}, "legal_basis"),
        ({"open_dossiers": ""}, "open_dossiers"),
        ({"day": TODAY + timedelta(days=1)}, "open_dossiers"),
    ]:
        with pytest.raises(Invalid) as refused:
            publish(keepers, revision, **wrong)
        assert refused.value.field == field
    revision.refresh_from_db()
    assert revision.state == Revision.State.APPROVED
    assert not RevisionMove.objects.exists()


def test_those_that_stayed_can_be_moved_later_by_the_keeper_alone(cast, keepers):
    dossier = received(cast, procedure=LAND, now=FRIDAY_1000)
    revision = change(keepers)
    common = {"legal_basis": BASIS, "owner": keepers.owner, "now": MONDAY_0900}
    with pytest.raises(Invalid, match="in force"):
        actions.move_to_revision(revision, by=keepers.first, **common)
    publish(keepers, revision, open_dossiers="stay", legal_basis="")
    with pytest.raises(Forbidden):
        actions.move_to_revision(revision, by=cast.leader, **common)
    assert actions.move_to_revision(revision, by=keepers.first, **common).codes == [dossier.code]
    assert not touched(revision).exists()


def test_what_cannot_go_over_stays_and_the_report_says_why(cast, keepers):
    here = received(cast, procedure=LAND, now=FRIDAY_1000)
    record = revisions.record_of(revisions.revision_of(LAND, 1))
    assign, appraise = record.steps[1:3]
    turned = (replace(appraise, order=2), replace(assign, order=3))
    revision = change(keepers, terms=record.terms, steps=(record.steps[0], *turned, *record.steps[3:]))
    report = publish(keepers, revision)
    assert report.codes == []
    ((code, why),) = report.stayed
    assert code == here.code
    assert "another way" in why.en
    assert Dossier.objects.get(pk=here.pk).revision.number == 1


def test_a_channel_that_the_new_revision_closes_keeps_its_dossiers(cast, keepers):
    received(cast, procedure=LAND, now=FRIDAY_1000)
    record = revisions.record_of(revisions.revision_of(LAND, 1))
    online = tuple(term for term in record.terms if term.channel == "online")
    hours = online[0].value * 8 - sum(step.hours for step in record.steps if step.counted)
    steps = tuple(
        replace(step, hours=step.hours + hours) if step.act == "appraise" else step for step in record.steps
    )
    revision = change(keepers, terms=online, steps=steps, process_channel="online")
    (effect,) = survey(revision, now=MONDAY_0900).effects
    assert effect.due_then is None
    assert "channel" in effect.obstacle.en


def test_ended_dossiers_are_not_touched(cast, keepers):
    dossier = received(cast, procedure=LAND, now=FRIDAY_1000)
    revision = change(keepers)
    assert list(touched(revision)) == [dossier]
    actions.withdraw(dossier, by=cast.counter, now=MONDAY_0900)
    assert not touched(revision).exists()


def test_a_document_that_only_bears_another_name_is_listed_with_both(cast, keepers):
    received(cast, procedure=LAND, now=FRIDAY_1000)
    first, *rest = revisions.record_of(revisions.revision_of(LAND, 1)).documents
    again = replace(first, name=Words("Đơn theo mẫu mới", "Form of the new model"))
    (effect,) = survey(change(keepers, documents=(again, *rest)), now=MONDAY_0900).effects
    assert [*effect.papers.asked, *effect.papers.dropped, *effect.papers.changed] == []
    (renamed,) = effect.papers.renamed
    assert (renamed.before.name_vi, renamed.after.name_vi) == (first.name.vi, "Đơn theo mẫu mới")


def test_appointments_that_would_be_over_at_once_are_flagged_and_counted(cast, keepers):
    early = received(cast, procedure=LAND, now=FRIDAY_1000)
    late = received(cast, procedure=LAND, now=MONDAY_0900)
    revision = change(keepers)
    assert survey(revision, now=MONDAY_0900).made_late == 0
    first = survey(revision, now=MONDAY_0900).effects[0]
    found = survey(revision, now=first.due_then + timedelta(seconds=1))
    assert [effect.is_made_late for effect in found.effects] == [True, False]
    assert found.made_late == 1
    assert [effect.dossier for effect in found.effects] == [early, late]
    over = survey(revision, now=late.due_at + timedelta(days=1))
    assert over.made_late == 0  # overdue already, whatever is decided


def test_what_has_moved_on_is_no_dossier_of_an_older_revision(cast, keepers):
    dossier = received(cast, procedure=LAND, now=FRIDAY_1000)
    revision = change(keepers)
    publish(keepers, revision)
    assert Dossier.objects.get(pk=dossier.pk).revision == revision
    assert not touched(revisions.revision_of(LAND, 1)).exists()
    assert not touched(revision).exists()
