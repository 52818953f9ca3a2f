"""Who may give what to whom, that it is not passed on, and how it ends (Law 72/2025 Art 14)."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from motcua.base.actors import System
from motcua.base.models import Event
from motcua.domain.authority import Revocation
from motcua.domain.refusal import Conflict, Forbidden, InvalidFields, Refusal
from motcua.people.actions_grants import delegate, enter_grant, revoke_grant
from motcua.people.authority import competent_grant
from motcua.people.instruments import Instrument
from motcua.people.models import Grant, Officer
from motcua.places.models import Unit
from tests.cast import BIRTH, MONDAY_0900

BY = System("test")
CIVIL = "civil-status"
DELEGATION = Instrument(
    kind="delegation",
    document_number="34/QĐ-UBND",
    document_date=date(2026, 11, 2),
    fields=[CIVIL],
    valid_from=date(2026, 11, 9),
    valid_to=date(2026, 12, 31),
    conditions_vi="Ký thay khi Chủ tịch đi vắng",
)
BY_LAW = replace(
    DELEGATION, kind="reallocation", document_number="120/2025/NĐ-CP", valid_to=None, conditions_vi=""
)
ENDED = Revocation(
    on=date(2026, 11, 23), document_no="60/QĐ-UBND", document_date=date(2026, 11, 20), reason="Hết cần thiết"
)


def post(officer):
    return officer.every_post[0]


def commune(cast):
    return cast.leader.every_post[0].unit.parent


def province():
    return Unit.objects.get(identifier="H41")


def enter(cast, holder, *, by=BY, issuer=None, instrument=DELEGATION):
    return enter_grant(
        post(holder), issuer=issuer or commune(cast), instrument=instrument, by=by, now=MONDAY_0900
    )


def test_who_keeps_the_grants_of_a_commune(cast):
    for by in (cast.center, cast.leader, cast.admin):
        grant = enter(cast, cast.clerk, by=by, instrument=replace(DELEGATION, document_number=f"{by.pk}/QĐ"))
        assert grant.issuer == commune(cast)
    for by in (cast.counter, cast.head, cast.clerk, cast.province, cast.of_son_lam("leader")):
        with pytest.raises(Forbidden) as refused:
            enter(cast, cast.office, by=by)
        assert refused.value.code == "not_keeper_of_grants"


def test_the_province_keeps_what_the_law_gives(cast):
    assert enter(cast, cast.clerk, by=cast.province, issuer=province(), instrument=BY_LAW)
    with pytest.raises(Forbidden):
        enter(cast, cast.office, by=cast.center, issuer=province(), instrument=BY_LAW)


def test_a_commune_only_delegates(cast):
    with pytest.raises(Refusal) as refused:
        enter(cast, cast.clerk, by=cast.center, instrument=BY_LAW)
    assert refused.value.code == "commune_only_delegates"


def test_a_commune_delegates_to_its_own_people(cast):
    with pytest.raises(Refusal) as refused:
        enter(cast, cast.of_son_lam("leader"), by=cast.center)
    assert refused.value.code == "delegation_leaves_the_commune"


def test_nobody_enters_their_own_authority(cast):
    with pytest.raises(Forbidden) as refused:
        enter(cast, cast.center, by=cast.center)
    assert refused.value.code == "own_authority"


def test_the_same_paper_is_entered_once(cast):
    enter(cast, cast.clerk)
    with pytest.raises(Conflict) as refused:
        enter(cast, cast.clerk)
    assert refused.value.code == "grant_already_entered"
    enter(cast, cast.clerk, instrument=replace(DELEGATION, fields=["land"]))


@pytest.mark.parametrize(
    ("instrument", "field"),
    [
        (replace(BY_LAW, document_number="34/QĐ-UBND"), "document_no"),
        (replace(BY_LAW, valid_from=date(2026, 11, 1)), "valid_from"),
    ],
)
def test_what_the_law_gives_stands_in_a_normative_document(cast, instrument, field):
    with pytest.raises(InvalidFields) as refused:
        enter(cast, cast.clerk, issuer=province(), instrument=instrument)
    assert [error.field for error in refused.value.errors] == [field]


def test_what_is_held_by_law_is_delegated_for_a_time_and_not_further(cast):
    source = enter(cast, cast.leader, issuer=province(), instrument=BY_LAW)
    given = delegate(source, holder=post(cast.clerk), instrument=DELEGATION, by=cast.center, now=MONDAY_0900)
    assert (given.issuer, given.source, given.kind) == (commune(cast), source, "delegation")
    with pytest.raises(Refusal) as refused:
        delegate(given, holder=post(cast.office), instrument=DELEGATION, by=cast.center, now=MONDAY_0900)
    assert refused.value.code == "may_not_pass_on"


def test_a_delegation_ends_with_what_it_rests_on(cast):
    source = enter(cast, cast.leader, issuer=province(), instrument=BY_LAW)
    given = delegate(source, holder=post(cast.clerk), instrument=DELEGATION, by=cast.center, now=MONDAY_0900)
    clerk = {"procedure": BIRTH, "field": CIVIL, "at": MONDAY_0900}
    assert competent_grant(Officer.objects.get(pk=cast.clerk.pk), **clerk) == given
    revoke_grant(source, revocation=ENDED, by=cast.province, now=MONDAY_0900)
    with pytest.raises(Forbidden, match=r"120/2025/NĐ-CP was revoked as of 23/11/2026"):
        competent_grant(Officer.objects.get(pk=cast.clerk.pk), **clerk)


def test_nobody_gives_for_longer_than_they_hold(cast):
    short = replace(BY_LAW, valid_to=date(2026, 12, 1))
    source = enter(cast, cast.leader, issuer=province(), instrument=short)
    with pytest.raises(InvalidFields, match="beyond the period"):
        delegate(source, holder=post(cast.clerk), instrument=DELEGATION, by=cast.center, now=MONDAY_0900)


def test_revoked_once_with_document_and_reason(cast):
    grant = enter(cast, cast.clerk)
    for wrong in (
        replace(ENDED, document_no=" "),
        replace(ENDED, reason=""),
        replace(ENDED, on=date(2026, 11, 19)),
        replace(ENDED, on=date(2027, 1, 1)),
        replace(ENDED, on=date(2026, 11, 5), document_date=date(2026, 11, 5)),
    ):
        with pytest.raises(InvalidFields):
            revoke_grant(grant, revocation=wrong, by=cast.center, now=MONDAY_0900)
    with pytest.raises(Forbidden):
        revoke_grant(grant, revocation=ENDED, by=cast.of_son_lam("center"), now=MONDAY_0900)
    revoke_grant(grant, revocation=ENDED, by=cast.center, now=MONDAY_0900)
    with pytest.raises(Refusal) as refused:
        revoke_grant(grant, revocation=ENDED, by=cast.center, now=MONDAY_0900)
    assert refused.value.code == "already_revoked"
    event = Event.objects.get(kind="grant.revoked", subject=f"grant/{grant.pk}")
    assert event.data == {"on": "2026-11-23"}


WHOLE = "revoked_on = '2026-11-23', revocation_number = '1', revocation_date = '2026-11-23', "


@pytest.mark.parametrize(
    "change",
    [
        "valid_to = '2027-12-31'",
        "valid_from = '2026-01-01'",
        "document_number = '99/QĐ-UBND'",
        "fields = '[\"land\"]'",
        "kind = 'reallocation'",
        "revoked_on = '2026-11-23'",
        WHOLE + "revocation_reason = ''",
        "revocation_reason = 'x'",
    ],
)
def test_the_database_changes_no_instrument(cast, change):
    grant = enter(cast, cast.clerk)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE people_grant SET {change} WHERE document_number = '34/QĐ-UBND'")
    revoke_grant(grant, revocation=ENDED, by=cast.center, now=MONDAY_0900)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE people_grant SET revoked_on = '2027-01-01' WHERE document_number = '34/QĐ-UBND'"
        )


def test_the_database_refuses_what_is_passed_on_or_without_scope(cast):
    given = enter(cast, cast.clerk)
    for change in (
        {"source": given},
        {"fields": [], "procedures": []},
        {"document_number": ""},
        {"kind": "reallocation", "source": enter(cast, cast.leader, issuer=province(), instrument=BY_LAW)},
    ):
        row = Grant(**{**as_row(given), **change})
        with pytest.raises(DatabaseError), transaction.atomic():
            row.save(force_insert=True)


def as_row(grant):
    names = ("kind", "issuer", "holder", "fields", "valid_from", "valid_to", "conditions_vi")
    return {
        **{name: getattr(grant, name) for name in names},
        "document_number": "35/QĐ-UBND",
        "document_date": grant.document_date,
    }
