"""Before a change of authority is saved: which open dossiers change hands; after it: what the steps say."""

from dataclasses import replace
from datetime import date

import pytest

from motcua.base.actors import System
from motcua.domain.authority import Revocation
from motcua.dossiers import actions
from motcua.dossiers.competence import hands
from motcua.people.actions_absences import end_absence, planned, register_absence
from motcua.people.actions_grants import enter_grant, revoke_grant
from motcua.people.competence import Change
from motcua.people.instruments import Instrument, Paper, drafted
from motcua.people.models import Absence, Grant
from tests.cast import MONDAY_0900, received

BY = System("test")
MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
PAPER = Paper("51/QĐ-UBND", date(2026, 11, 20), "Khi Phó Chủ tịch nghỉ phép")
DELEGATION = Instrument(
    kind="delegation",
    document_number="34/QĐ-UBND",
    document_date=date(2026, 11, 2),
    fields=["civil-status"],
    valid_from=MONDAY,
    valid_to=date(2026, 12, 31),
    conditions_vi="Khi Chủ tịch đi vắng",
)
ENDED = Revocation(on=MONDAY, document_no="60/QĐ-UBND", document_date=MONDAY, reason="Hết cần thiết")


def until_signature(cast):
    dossier = received(cast)
    actions.assign(dossier, to=cast.office, by=cast.head, now=MONDAY_0900)
    actions.complete_step(dossier, by=cast.office, now=MONDAY_0900)
    actions.complete_step(dossier, by=cast.head, now=MONDAY_0900)
    return dossier


def shown(change, cast, *, viewer=None, day=MONDAY):
    return hands(change, day=day, viewer=viewer or cast.center, today=MONDAY)


def names(signers):
    return [signer.post.officer.name_vi for signer in signers]


@pytest.fixture
def grant(cast):
    return Grant.objects.select_related("holder__unit", "issuer").get(holder__officer=cast.leader)


def test_a_revocation_leaves_the_open_dossiers_with_nobody(cast, grant):
    first, second = received(cast), until_signature(cast)
    seen = shown(Change(revoked=(grant,)), cast)
    assert (seen.total, seen.orphans) == (2, 2)
    assert {hand.dossier.code: hand.step.act for hand in seen.rows} == {
        first.code: "assign",
        second.code: "sign",
    }
    for hand in seen.rows:
        assert names(hand.before) == [cast.leader.name_vi]
        assert hand.after == ()
    assert grant.revoked_on is None, "a preview saves nothing"


def test_what_is_decided_does_not_change_hands(cast, grant):
    dossier = until_signature(cast)
    actions.decide(dossier, kind="granted", by=cast.leader, now=MONDAY_0900)
    assert shown(Change(revoked=(grant,)), cast).total == 0


def test_a_dossier_is_listed_only_to_who_may_see_it(cast, grant):
    received(cast)
    for viewer in (cast.admin, cast.of_son_lam("center")):
        seen = shown(Change(revoked=(grant,)), cast, viewer=viewer)
        assert (seen.rows, seen.total) == ((), 1)


def test_another_instrument_for_the_same_person_moves_nothing(cast, grant):
    received(cast)
    draft = drafted(grant.holder, issuer=grant.issuer, instrument=DELEGATION)
    assert shown(Change(entered=(draft,)), cast).total == 0


def test_an_absence_hands_them_to_the_substitute(cast):
    received(cast)
    absence = Absence(officer=cast.leader, substitute=cast.head, begins_on=TUESDAY, ends_on=TUESDAY)
    drafts = planned(absence, paper=PAPER, by=cast.center, now=MONDAY_0900)
    seen = shown(Change(entered=tuple(drafts), away=(absence,)), cast, day=TUESDAY)
    (hand,) = seen.rows
    assert (names(hand.before), names(hand.after)) == ([cast.leader.name_vi], [cast.head.name_vi])
    assert seen.orphans == 0


def test_away_without_a_substitute_nobody_is_competent(cast):
    received(cast)
    absence = Absence(officer=cast.leader, begins_on=TUESDAY, ends_on=TUESDAY)
    seen = shown(Change(away=(absence,)), cast, day=TUESDAY)
    assert (seen.total, seen.orphans) == (1, 1)


def test_back_again_they_return(cast):
    received(cast)
    absence = register_absence(
        cast.leader,
        begins_on=TUESDAY,
        ends_on=date(2026, 11, 27),
        substitute=cast.head,
        paper=PAPER,
        by=cast.center,
        now=MONDAY_0900,
    )
    given = tuple(absence.grants.select_related("holder__unit"))
    seen = shown(Change(back=(absence,), revoked=given), cast, day=TUESDAY)
    (hand,) = seen.rows
    assert (names(hand.before), names(hand.after)) == ([cast.head.name_vi], [cast.leader.name_vi])


def test_the_number_of_statements_does_not_grow(cast, grant, django_assert_num_queries):
    for _ in range(2):
        received(cast)
    change = Change(revoked=(grant,))
    center = cast.center
    assert center.every_post
    shown(change, cast, viewer=center)
    with django_assert_num_queries(STATEMENTS):
        shown(change, cast, viewer=center)
    for _ in range(3):
        received(cast)
    with django_assert_num_queries(STATEMENTS):
        shown(change, cast, viewer=center)


STATEMENTS = 11


def test_the_waiting_signature_names_the_instrument_as_it_is_now(cast, grant):
    dossier, other = until_signature(cast), received(cast)
    before = other.steps.get(done_at__isnull=True).authority
    step = dossier.steps.get(act="sign")
    assert "12/QĐ-UBND" in step.authority
    revoke_grant(grant, revocation=ENDED, by=cast.center, now=MONDAY_0900)
    step.refresh_from_db()
    assert "12/QĐ-UBND" not in step.authority
    enter_grant(grant.holder, issuer=grant.issuer, instrument=DELEGATION, by=cast.center, now=MONDAY_0900)
    step.refresh_from_db()
    assert "34/QĐ-UBND" in step.authority
    assert "34/QĐ-UBND" in step.authority_en
    assert other.steps.get(done_at__isnull=True).authority == before


def test_an_absence_renames_it_too_and_its_end_back(cast):
    dossier = until_signature(cast)
    absence = register_absence(
        cast.leader,
        begins_on=MONDAY,
        ends_on=TUESDAY,
        substitute=cast.head,
        paper=PAPER,
        by=cast.center,
        now=MONDAY_0900,
    )
    assert "51/QĐ-UBND" in dossier.steps.get(act="sign").authority
    end_absence(absence, back_on=MONDAY, by=cast.center, now=MONDAY_0900)
    assert "12/QĐ-UBND" in dossier.steps.get(act="sign").authority


def test_a_refused_grant_refreshes_nothing(cast, grant):
    dossier = until_signature(cast)
    with pytest.raises(Exception, match="document"):
        enter_grant(
            grant.holder,
            issuer=grant.issuer,
            instrument=replace(DELEGATION, document_number=""),
            by=cast.center,
            now=MONDAY_0900,
        )
    assert "12/QĐ-UBND" in dossier.steps.get(act="sign").authority
