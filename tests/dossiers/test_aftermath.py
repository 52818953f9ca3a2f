"""After the issue: until when a result holds, its revocation, and the same result issued again."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from motcua.base.actors import System
from motcua.base.files import read
from motcua.base.models import Event, OutgoingMessage
from motcua.catalogue.models import Procedure
from motcua.domain.refusal import Conflict, Forbidden, Invalid, InvalidFields, NotFound
from motcua.domain.validity import ResultStanding
from motcua.domain.words import Words
from motcua.dossiers import actions, aftermath, authentic
from motcua.dossiers.actions.aftermath import Grounds
from motcua.dossiers.actions.fee_rules import Rule
from motcua.dossiers.models import Reissue, Result, ResultKind, Revocation
from motcua.people.signing import signatures_of
from tests.cast import BIRTH, MONDAY_0900, received
from tests.dossiers.results_world import ISSUED, LATER, issued, make_keys
from tests.dossiers.test_signatures import text_of
from tests.dossiers.test_steps import HERSELF

TODAY = MONDAY_0900.date()
GROUNDS = Grounds("12/QĐ-UBND", "Điều 20 Luật Hộ tịch", "Kê khai sai sự thật", TODAY)


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    settings.KEYS_ROOT = tmp_path / "keys"


@pytest.fixture
def keys(settings, cast):
    make_keys(settings, cast)


def kind_of(cast, months, since=TODAY, by=None) -> ResultKind:
    rule = Rule(Words("Giấy xác nhận", "Confirmation"), "Nghị định 123/2015/NĐ-CP, Điều 23", since)
    return actions.set_result_kind(
        Procedure.objects.get(pk=BIRTH),
        owner=cast.kim_bang.unit.owner,
        rule=rule,
        months=months,
        by=by or System(),
        now=MONDAY_0900,
    )


def revoked(dossier, cast, **more) -> Revocation:
    return actions.revoke_result(dossier, grounds=GROUNDS, by=cast.leader, now=LATER, **more)


def again(dossier, cast, kind="copy", now=LATER) -> Reissue:
    return actions.reissue_result(dossier, kind=kind, reason="Làm mất bản chính", by=cast.leader, now=now)


def standing_of(paper, day=TODAY) -> ResultStanding:
    return aftermath.after(paper, day).standing


def test_a_result_holds_as_its_kind_says_on_the_day_of_issue(cast):
    kind = kind_of(cast, 6)
    result = issued(cast).result
    assert (result.kind, result.valid_until) == (kind, date(2027, 5, 23))
    assert standing_of(result, date(2027, 5, 23)) == ResultStanding.IN_FORCE
    assert standing_of(result, date(2027, 5, 24)) == ResultStanding.EXPIRED
    kind_of(cast, None, since=TODAY + timedelta(days=1))
    kind.refresh_from_db()
    assert kind.valid_to == TODAY
    assert Result.objects.get().valid_until == date(2027, 5, 23)


def test_without_a_line_it_holds_without_limit_and_a_decision_may_set_its_own_day(cast):
    assert issued(cast).result.valid_until is None
    assert issued(cast, valid_until=date(2027, 1, 31)).result.valid_until == date(2027, 1, 31)
    with pytest.raises(Invalid) as refused:
        issued(cast, valid_until=date(2026, 1, 31))
    assert refused.value.field == "valid_until"


def test_the_paper_says_until_when(cast, keys):
    kind_of(cast, 6)
    assert "đến hết ngày 23/05/2027" in text_of(read(issued(cast).result.file))


def test_only_the_province_sets_kinds_each_with_its_basis(cast):
    kind_of(cast, 6, by=cast.home_affairs)
    with pytest.raises(Forbidden):
        kind_of(cast, 6, since=TODAY + timedelta(days=3), by=cast.leader)
    with pytest.raises(Invalid):
        kind_of(cast, 0, since=TODAY + timedelta(days=3))
    with pytest.raises(Invalid):
        kind_of(cast, 7)


def test_a_revocation_names_its_grounds_and_its_grant(cast):
    dossier = issued(cast)
    revocation = revoked(dossier, cast)
    assert revocation.grant == dossier.decision.grant
    result = Result.objects.get(dossier=dossier)
    assert standing_of(result) == ResultStanding.REVOKED
    assert standing_of(result, TODAY - timedelta(days=1)) == ResultStanding.IN_FORCE
    event = Event.objects.get(kind="result.revoked")
    said = {"position": 0, "number": result.number, "year": result.year}
    assert event.data == said | {"grant": str(revocation.grant_id), "since": TODAY.isoformat()}
    assert "thu hồi" in OutgoingMessage.objects.get(purpose="result_revoked").text
    with pytest.raises(Conflict):
        revoked(dossier, cast)
    with pytest.raises(Conflict):
        again(dossier, cast)


def test_a_revocation_to_come_holds_from_its_day(cast):
    dossier = issued(cast)
    day = TODAY + timedelta(days=10)
    actions.revoke_result(dossier, grounds=Grounds("1", "Điều 1", "x", day), by=cast.leader, now=LATER)
    seen = aftermath.after(Result.objects.get(dossier=dossier), TODAY)
    assert (seen.standing, seen.will_be_revoked) == (ResultStanding.IN_FORCE, True)
    assert standing_of(Result.objects.get(dossier=dossier), day) == ResultStanding.REVOKED


@pytest.mark.parametrize("login", ["counter", "office", "head", "clerk", "center", "province"])
def test_without_a_grant_nobody_revokes_or_issues_again(cast, login):
    dossier, by = issued(cast), getattr(cast, login)
    with pytest.raises((Forbidden, NotFound)):
        actions.revoke_result(dossier, grounds=GROUNDS, by=by, now=LATER)
    with pytest.raises((Forbidden, NotFound)):
        actions.reissue_result(dossier, kind="copy", reason="mất", by=by, now=LATER)


def test_the_database_refuses_it_too(cast):
    dossier = issued(cast)
    row = {
        "result_id": dossier.pk,
        "grant": dossier.decision.grant,
        "signed_at": LATER,
        "document_number": "1",
        "basis": "Điều 1",
        "reason": "x",
        "revoked_from": TODAY,
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Revocation.objects.create(**row, signed_by=cast.head)
    long_ago = MONDAY_0900 - timedelta(days=20_000)
    with pytest.raises(IntegrityError), transaction.atomic():
        Revocation.objects.create(**row | {"signed_at": long_ago}, signed_by=cast.leader)
    revocation = Revocation.objects.create(**row, signed_by=cast.leader)
    with pytest.raises(IntegrityError), transaction.atomic():
        Revocation.objects.update(revoked_from=TODAY + timedelta(days=1))
    with pytest.raises(IntegrityError), transaction.atomic():
        revocation.delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        Result.objects.update(valid_until=TODAY)


@pytest.mark.parametrize("missing", ["document_number", "basis", "reason"])
def test_grounds_are_complete(cast, missing):
    grounds = Grounds(**{name: getattr(GROUNDS, name) for name in GROUNDS.__slots__} | {missing: " "})
    with pytest.raises(InvalidFields) as refused:
        actions.revoke_result(issued(cast), grounds=grounds, by=cast.leader, now=LATER)
    assert [error.field for error in refused.value.errors] == [missing]


def test_a_copy_keeps_the_number_says_what_it_is_and_replaces_nothing(cast, keys):
    dossier = issued(cast)
    copy = again(dossier, cast)
    result = Result.objects.get(dossier=dossier)
    assert copy.text == f"{result.text} (cấp lại lần 1)"
    assert copy.authenticity not in ("", result.authenticity)
    assert standing_of(result) == ResultStanding.IN_FORCE
    assert aftermath.after(result, TODAY).copies == [copy]
    said = text_of(read(copy.file))
    assert f"Cấp lại lần 1 văn bản số {result.text} ngày 23/11/2026" in said
    assert [one.is_good for one in signatures_of(read(copy.file), now=LATER)] == [True, True]
    assert again(dossier, cast).position == 2


def test_a_correction_has_a_new_number_and_replaces_what_stood(cast, keys):
    dossier = issued(cast)
    first = again(dossier, cast)
    corrected = again(dossier, cast, "corrected")
    result = Result.objects.get(dossier=dossier)
    assert corrected.number == result.number + 1
    assert standing_of(result) == standing_of(first) == ResultStanding.REPLACED
    assert standing_of(corrected) == ResultStanding.IN_FORCE
    assert aftermath.after(result, TODAY).replaced_by == corrected
    assert f"Thay thế văn bản số {result.text}" in text_of(read(corrected.file))
    copy = again(dossier, cast)
    assert copy.text == f"{corrected.text} (cấp lại lần 3)"
    assert f"Cấp lại lần 3 văn bản số {corrected.text}" in text_of(read(copy.file))
    assert aftermath.newest(result) == copy


def test_what_is_revoked_is_the_paper_in_force_and_not_what_it_replaced(cast):
    dossier = issued(cast)
    first_copy = again(dossier, cast)
    corrected = again(dossier, cast, "corrected")
    copy = again(dossier, cast)
    result = Result.objects.get(dossier=dossier)
    assert (aftermath.in_force(result), aftermath.replaced(result)) == (corrected, [result])
    with pytest.raises(Conflict) as refused:
        revoked(dossier, cast, position=0)
    assert refused.value.code == "result_replaced"
    assert corrected.text in refused.value.words.vi
    assert not Revocation.objects.exists()
    revocation = revoked(dossier, cast, position=corrected.position)
    event = Event.objects.get(kind="result.revoked").data
    assert (event["position"], event["number"]) == (corrected.position, corrected.number)
    assert f"số {corrected.text} " in OutgoingMessage.objects.get(purpose="result_revoked").text
    assert standing_of(corrected) == standing_of(copy) == ResultStanding.REVOKED
    for old in (result, first_copy):
        seen = aftermath.after(old, TODAY)
        assert (seen.standing, seen.revocation) == (ResultStanding.REPLACED, None)
        assert (seen.replaced_by, seen.of_replacement) == (corrected, revocation)


def test_a_copy_shares_the_fate_of_its_original(cast, keys):
    dossier = issued(cast)
    copy = again(dossier, cast)
    revoked(dossier, cast, position=0)
    assert standing_of(copy) == standing_of(Result.objects.get()) == ResultStanding.REVOKED


def test_each_paper_is_found_by_its_own_codes_and_its_file(cast, keys):
    dossier = issued(cast)
    corrected = again(dossier, cast, "corrected")
    result = Result.objects.get(dossier=dossier)
    assert authentic.by_codes(dossier.code, result.authenticity) == result
    assert authentic.by_codes(dossier.code, corrected.authenticity) == corrected
    assert authentic.by_content(read(corrected.file)) == corrected


def test_what_was_issued_again_is_handed_over_once(cast):
    dossier = issued(cast)
    copy = again(dossier, cast)
    handed = actions.hand_over_reissue(copy, collection=HERSELF, by=cast.counter, now=LATER)
    assert handed.receiver_name == HERSELF.receiver_name
    with pytest.raises(Conflict):
        actions.hand_over_reissue(copy, collection=HERSELF, by=cast.counter, now=LATER)
    with pytest.raises(Forbidden):
        actions.hand_over_reissue(
            again(dossier, cast), collection=HERSELF, by=cast.of_son_lam("counter"), now=LATER
        )


def test_before_the_issue_there_is_nothing_to_revoke(cast):
    with pytest.raises(NotFound):
        actions.revoke_result(received(cast), grounds=GROUNDS, by=cast.leader, now=ISSUED)
    with pytest.raises(Invalid):
        again(issued(cast), cast, "other")
