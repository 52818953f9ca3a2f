"""The life of a revision: drafted, approved by another person, published for a day, ended, reversed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.base.actors import System
from motcua.base.models import Event
from motcua.catalogue import renaming, revisions
from motcua.catalogue.actions import (
    adopt_names,
    cancel_revision,
)
from motcua.catalogue.models import Procedure, ProcedureTerm, Revision, RevisionAct, RevisionText, Standing
from motcua.catalogue.queries import in_force
from motcua.domain.procedure_record import TermRecord
from motcua.domain.procedure_text import Instrument, digest
from motcua.domain.refusal import Conflict, Forbidden, Invalid, InvalidFields, Refusal
from motcua.domain.words import Words
from motcua.places.models import Unit
from tests.cast import BIRTH, MONDAY_0900
from tests.catalogue.keepers import Keepers

TODAY = MONDAY_0900.date()
LAND = "1.013978"
pytestmark = pytest.mark.django_db


@pytest.fixture
def keepers(cast):
    return Keepers(cast)


def text_on(day, code=BIRTH):
    return revisions.text_on(code, day)


def test_a_draft_binds_nobody_until_it_is_approved_and_published(keepers):
    draft = keepers.draft()
    assert (draft.number, draft.based_on.number) == (2, 1)
    assert in_force(BIRTH, TODAY).revision.number == 1
    approved = keepers.approve(draft)
    assert in_force(BIRTH, TODAY).revision.number == 1
    keepers.publish(approved, date(2026, 12, 1))
    assert in_force(BIRTH, date(2026, 11, 30)).revision.number == 1
    assert in_force(BIRTH, date(2026, 12, 1)).revision.number == 2
    first = Revision.objects.get(procedure=BIRTH, number=1)
    assert first.valid_to == date(2026, 11, 30)
    second = Revision.objects.get(procedure=BIRTH, number=2)
    standings = [second.standing_on(date(2026, 11, 30)), second.standing_on(date(2026, 12, 1))]
    assert standings == [Standing.SCHEDULED, Standing.IN_FORCE]
    assert first.standing_on(date(2026, 12, 1)) == Standing.ENDED


def test_each_act_is_a_row_and_an_event_with_the_digest_of_the_text(keepers):
    revision = keepers.publish(keepers.approve(keepers.draft()), TODAY + timedelta(days=8))
    acts = list(revision.acts.values_list("kind", "by__login", "document"))
    assert acts == [
        ("drafted", "province", ""),
        ("approved", "admin", "3857/QĐ-UBND"),
        ("published", "admin", "3857/QĐ-UBND"),
    ]
    events = Event.objects.filter(kind__startswith="revision.", data__procedure=BIRTH, data__revision=2)
    assert [event.kind for event in events.order_by("number")] == [
        "revision.drafted",
        "revision.approved",
        "revision.published",
    ]
    assert events.get(kind="revision.published").data["digest"] == revision.digest


def test_who_wrote_a_part_of_it_does_not_approve_it(keepers):
    draft = keepers.draft()
    with pytest.raises(Refusal, match="somebody else must approve"):
        keepers.approve(draft, by=keepers.first)
    keepers.save(draft, revisions.record_of(draft), by=keepers.second)
    with pytest.raises(Refusal, match="somebody else must approve"):
        keepers.approve(draft, by=keepers.second)
    with pytest.raises(DatabaseError, match="does not approve"), transaction.atomic():
        RevisionAct.objects.create(revision=draft, kind="approved", at=MONDAY_0900, by=keepers.second)


@pytest.mark.parametrize("login", ["counter", "head", "leader", "center", "finance", "group4"])
def test_nobody_else_changes_the_catalogue(cast, keepers, login):
    draft = keepers.draft()
    other = getattr(cast, login)
    with pytest.raises(Forbidden):
        keepers.draft(by=other)
    with pytest.raises(Forbidden):
        keepers.save(draft, revisions.record_of(draft), by=other)
    with pytest.raises(Forbidden):
        keepers.approve(draft, by=other)


def test_a_draft_takes_a_whole_record_and_its_tables_follow_at_the_approval(keepers):
    draft = keepers.draft(LAND)
    record = revisions.record_of(draft)
    shorter = tuple(replace(term, promised=term.value - 2) for term in record.terms)
    dropped, *kept = record.documents
    keepers.save(draft, replace(record, terms=shorter, documents=tuple(kept)))
    keepers.approve(draft)
    keepers.publish(draft, TODAY)
    parts = in_force(LAND, TODAY)
    assert {term.channel: term.promised_value for term in parts.terms.values()} == {
        "direct": 25,
        "online": 15,
        "post": 18,
    }
    assert dropped.code not in [document.code for document in parts.documents]
    assert [step.name_vi for step in parts.steps] == [step.name.vi for step in record.steps]


def test_a_draft_may_be_incomplete_its_approval_names_everything_that_is_wrong(keepers):
    draft = keepers.draft()
    record = revisions.record_of(draft)
    broken = replace(
        record, documents=(), terms=(TermRecord("direct", 0, "working_day", False, Words("", "")),)
    )
    keepers.save(draft, broken)
    with pytest.raises(InvalidFields) as refused:
        keepers.approve(draft)
    assert {"no_documents", "bad_term"} <= {error.code for error in refused.value.errors}
    draft.refresh_from_db()
    assert draft.state == Revision.State.DRAFT
    assert not ProcedureTerm.objects.filter(revision=draft).exists()


def test_what_somebody_saved_meanwhile_is_not_overwritten(keepers):
    draft = keepers.draft()
    record = revisions.record_of(draft)
    seen = digest(draft.text.record)
    keepers.save(draft, replace(record, result=Words("Kết quả khác", "Another result")), by=keepers.second)
    with pytest.raises(Conflict, match="has just saved"):
        keepers.save(draft, record, seen=seen)


def test_a_draft_of_one_procedure_does_not_become_another_one(keepers):
    draft = keepers.draft()
    with pytest.raises(Invalid, match="cannot change"):
        keepers.save(draft, replace(revisions.record_of(draft), code=LAND))
    with pytest.raises(Invalid, match="no field nowhere"):
        keepers.save(draft, replace(revisions.record_of(draft), field="nowhere"))


@pytest.mark.parametrize(
    ("instrument", "codes"),
    [
        (Instrument("", None), {"document_missing", "document_date_missing"}),
        (Instrument("không số", date(2026, 11, 20)), {"document_missing"}),
        (Instrument("12/QĐ-UBND", TODAY + timedelta(days=1)), {"document_date_wrong"}),
        (Instrument("1" * 121, date(2026, 11, 20)), {"document_too_long"}),
    ],
)
def test_an_officer_names_the_decision_and_its_date(keepers, instrument, codes):
    with pytest.raises(InvalidFields) as refused:
        keepers.approve(keepers.draft(), instrument=instrument)
    assert {error.code for error in refused.value.errors} == codes


def test_acts_come_in_their_order(keepers):
    draft = keepers.draft()
    with pytest.raises(Conflict, match="still a draft"):
        keepers.publish(draft, TODAY)
    keepers.approve(draft)
    with pytest.raises(Conflict, match="is approved"):
        keepers.save(draft, revisions.record_of(draft))
    keepers.publish(draft, date(2026, 12, 1))
    for again in (lambda: keepers.approve(draft), lambda: keepers.publish(draft, date(2026, 12, 2))):
        with pytest.raises(Conflict, match="already published"):
            again()
    with pytest.raises(Conflict):
        cancel_revision(draft, owner=keepers.owner, by=keepers.first, now=MONDAY_0900)


def test_a_draft_put_away_keeps_its_number(keepers):
    draft = keepers.draft()
    cancel_revision(draft, owner=keepers.owner, by=keepers.first, now=MONDAY_0900)
    assert keepers.draft().number == 3
    with pytest.raises(Conflict, match="was cancelled"):
        keepers.approve(draft)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(2025, 7, 1), "before today"),
        (TODAY - timedelta(days=1), "before today"),
        (date(1, 1, 1), "cannot be right"),
        (date(9999, 12, 31), "cannot be right"),
    ],
)
def test_no_past_day_gets_another_text(keepers, day, sentence):
    approved = keepers.approve(keepers.draft())
    with pytest.raises(Invalid, match=sentence):
        keepers.publish(approved, day)
    approved.refresh_from_db()
    assert approved.state == Revision.State.APPROVED


def test_a_revision_follows_the_one_that_began_today(keepers):
    keepers.published(TODAY)
    approved = keepers.approve(keepers.draft(number=2))
    with pytest.raises(Invalid, match="must take effect after"):
        keepers.publish(approved, TODAY)


def test_a_reversal_is_a_new_revision_that_says_what_the_old_one_said(keepers):
    draft = keepers.draft(LAND)
    record = revisions.record_of(draft)
    keepers.save(draft, replace(record, terms=tuple(replace(t, value=t.value) for t in record.terms[:1])))
    keepers.publish(keepers.approve(draft), TODAY)
    back = keepers.publish(keepers.approve(keepers.draft(LAND, number=1)), TODAY + timedelta(days=1))
    assert (back.number, back.based_on.number) == (3, 1)
    today, tomorrow = text_on(TODAY, LAND), text_on(TODAY + timedelta(days=1), LAND)
    assert len(today.record.terms) == 1
    assert tomorrow.record == text_on(TODAY - timedelta(days=1), LAND).record
    assert len({text_on(TODAY + timedelta(days=n), LAND).digest for n in (-1, 0, 1)}) == 3


def test_what_was_scheduled_for_a_later_day_gives_way_and_is_kept_as_cancelled(keepers):
    later = keepers.published(date(2027, 1, 1))
    sooner = keepers.published(date(2026, 12, 10))
    later.refresh_from_db()
    assert later.state == Revision.State.CANCELLED
    assert [each.kind for each in later.acts.all()][-1] == "cancelled"
    assert in_force(BIRTH, date(2027, 1, 1)).revision.number == sooner.number
    assert in_force(BIRTH, date(2026, 12, 9)).revision.number == 1


def test_an_ended_procedure_is_in_force_to_its_last_day_and_may_begin_again(keepers):
    first = Revision.objects.get(procedure=BIRTH, number=1)
    keepers.end(first, date(2026, 11, 30))
    assert in_force(BIRTH, date(2026, 11, 30)).revision.number == 1
    with pytest.raises(Refusal, match="not in force"):
        in_force(BIRTH, date(2026, 12, 1))
    for wrong in (date(2026, 12, 5), TODAY - timedelta(days=1)):
        with pytest.raises(Invalid, match="last day"):
            keepers.end(first, wrong)
    keepers.published(date(2026, 12, 20))
    assert text_on(date(2026, 12, 19)) is None
    assert text_on(date(2026, 12, 20)).revision.number == 2


def test_a_name_changes_on_the_day_the_revision_comes_into_force(keepers):
    old = Procedure.objects.get(pk=BIRTH).name_vi
    draft = keepers.draft()
    keepers.save(draft, replace(revisions.record_of(draft), name=Words("Khai sinh mới", "New birth")))
    day = TODAY + timedelta(days=1)
    keepers.publish(keepers.approve(draft), day)
    assert Procedure.objects.get(pk=BIRTH).name_vi == old
    assert adopt_names(TODAY, owner=keepers.owner, by=System(), now=MONDAY_0900) == 0
    assert renaming.rename(MONDAY_0900) == 0
    assert renaming.rename(MONDAY_0900 + timedelta(days=3)) == 1
    assert Procedure.objects.get(pk=BIRTH).name_vi == "Khai sinh mới"
    assert adopt_names(day, owner=keepers.owner, by=System(), now=MONDAY_0900) == 0


def test_the_text_of_a_published_revision_can_be_checked_by_its_digest(keepers):
    text = text_on(TODAY)
    assert text.is_as_published
    assert text.digest == Revision.objects.get(procedure=BIRTH, number=1).digest == digest(text.text)


@pytest.mark.parametrize(
    "change",
    [
        lambda r: RevisionText.objects.filter(revision=r).update(record="{}"),
        lambda r: ProcedureTerm.objects.filter(revision=r).update(value=99),
        lambda r: r.documents.all().delete(),
        lambda r: r.steps.create(
            position=99, act="sign", role="leader", unit_kind="committee", name_vi="x", result_vi="x", hours=1
        ),
        lambda r: Revision.objects.filter(pk=r.pk).update(digest="0" * 64),
        lambda r: Revision.objects.filter(pk=r.pk).update(valid_from=date(2025, 1, 1)),
        lambda r: Revision.objects.filter(pk=r.pk).update(state="draft"),
        lambda r: Revision.objects.filter(pk=r.pk).update(state="cancelled"),
        lambda r: Revision.objects.filter(pk=r.pk).update(result_vi="Khác"),
        lambda r: r.acts.update(document="99/QĐ-UBND"),
        lambda r: r.acts.all().delete(),
        lambda r: Revision.objects.create(
            procedure_id=r.procedure_id, number=77, valid_from=TODAY, state="published", digest="x"
        ),
    ],
)
def test_the_database_itself_keeps_what_was_published(change):
    revision = Revision.objects.get(procedure=BIRTH, number=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        change(revision)


def test_the_database_refuses_two_revisions_on_one_day(keepers):
    approved = keepers.approve(keepers.draft())
    RevisionAct.objects.create(revision=approved, kind="published", at=MONDAY_0900)
    with pytest.raises(DatabaseError, match="two revisions"), transaction.atomic():
        Revision.objects.filter(pk=approved.pk).update(state="published", digest="x", valid_from=TODAY)


DAYS = st.integers(0, 40)


@given(st.lists(st.tuples(st.sampled_from(["publish", "end", "wait"]), DAYS), max_size=7))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
def test_any_day_has_one_revision_or_none_and_a_past_days_digest_never_changes(keepers, steps):
    now = MONDAY_0900
    past: dict[date, str | None] = {}
    with transaction.atomic():
        for what, days in steps:
            day = now.date() + timedelta(days=days)
            try:
                if what == "publish":
                    keepers.published(day, now=now)
                elif what == "end":
                    keepers.end(Revision.objects.in_force(day).get(procedure=BIRTH), day, now=now)
                else:
                    now += timedelta(days=days % 9)
            except (Refusal, Revision.DoesNotExist):
                pass
            _look(past, now.date())
        for day, known in list(past.items())[-2:]:
            text = text_on(day)
            assert (text and text.digest) == known
        transaction.set_rollback(True)


def _look(past: dict[date, str | None], today: date) -> None:
    published = list(Revision.objects.filter(procedure=BIRTH, state=Revision.State.PUBLISHED))
    for n in range(-2, 80):
        day = TODAY + timedelta(days=n)
        standing = [each.digest for each in published if each.standing_on(day) == Standing.IN_FORCE]
        assert len(standing) <= 1
        if day < today:
            digest_of_day = standing[0] if standing else None
            assert past.setdefault(day, digest_of_day) == digest_of_day


def test_the_province_is_the_keeper():
    assert revisions.keeper().kind == Unit.Kind.PROVINCE
