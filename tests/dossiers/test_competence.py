"""The database itself refuses a decision that no instrument carries: rows by bare SQL, on both databases."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from motcua.base.actors import System
from motcua.domain.authority import Revocation
from motcua.domain.workdays import ZONE
from motcua.dossiers.models import Decision
from motcua.people.actions_grants import delegate, enter_grant, revoke_grant
from motcua.people.instruments import Instrument
from motcua.people.models import Grant, Post
from motcua.places.models import Unit
from tests.cast import MONDAY_0900, received

BY = System("test")
DAY = date(2026, 11, 23)
LAW = Instrument(
    kind="reallocation",
    document_number="120/2025/NĐ-CP",
    document_date=date(2025, 6, 11),
    fields=["civil-status"],
    valid_from=date(2025, 7, 1),
)
DELEGATION = Instrument(
    kind="delegation",
    document_number="34/QĐ-UBND",
    document_date=date(2026, 11, 2),
    fields=["civil-status"],
    valid_from=DAY,
    valid_to=DAY,
    conditions_vi="Khi Chủ tịch đi vắng",
)


def sql_id(pk):
    return pk.hex if connection.vendor == "sqlite" else str(pk)


def insert(dossier, grant, signer, at):
    """What somebody with the database in their hands would do."""
    # As SQLite keeps moments: without an offset, in UTC.
    moment = at.astimezone(tz=None) if connection.vendor == "postgresql" else utc(at)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO dossiers_decision (dossier_id, kind, grant_id, signed_by_id, signed_at, reason) "
            "VALUES (%s, 'granted', %s, %s, %s, '')",
            [sql_id(dossier.pk), sql_id(grant.pk), sql_id(signer.pk), moment],
        )


def utc(at):
    return f"{at.astimezone(ZONE) - timedelta(hours=7):%Y-%m-%d %H:%M:%S}"


def refused(dossier, grant, signer, at=MONDAY_0900):
    with pytest.raises(DatabaseError, match="no instrument"), transaction.atomic():
        insert(dossier, grant, signer, at)
    assert not Decision.objects.filter(dossier=dossier).exists()


def allowed(dossier, grant, signer, at=MONDAY_0900):
    with transaction.atomic():
        insert(dossier, grant, signer, at)
        assert Decision.objects.filter(dossier=dossier).exists()
        transaction.set_rollback(True)


def given(cast, instrument=DELEGATION, *, to=None, issuer=None):
    post = (to or cast.leader).every_post[0]
    issuer = issuer or (Unit.objects.get(identifier="H41") if instrument.kind != "delegation" else None)
    return enter_grant(post, issuer=issuer or post.unit.parent, instrument=instrument, by=BY, now=MONDAY_0900)


def on(day, hour=9, minute=0):
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


@pytest.fixture
def dossier(cast):
    return received(cast)


def test_a_decision_in_force_is_taken(cast, dossier):
    for grant in (given(cast), given(cast, LAW)):
        allowed(dossier, grant, cast.leader)


def test_the_day_is_the_one_in_vietnam(cast, dossier):
    grant = given(cast)
    for at in (on(23, 0, 0), on(23, 6, 59), on(23, 7, 0), on(23, 23, 59)):
        allowed(dossier, grant, cast.leader, at)
    for at in (on(22, 23, 59), on(24, 0, 0), on(24, 6, 59)):
        refused(dossier, grant, cast.leader, at)


def test_revoked_by_then(cast, dossier):
    grant = given(cast, LAW)
    ended = Revocation(on=DAY, document_no="60/QĐ-UBND", document_date=DAY, reason="Luật mới")
    revoke_grant(grant, revocation=ended, by=BY, now=MONDAY_0900)
    allowed(dossier, grant, cast.leader, on(22))
    refused(dossier, grant, cast.leader)


def test_neither_the_procedure_nor_its_field(cast, dossier):
    code = dossier.revision.procedure_id
    for scope in ({"fields": ["land"]}, {"fields": [], "procedures": ["1.000894"]}):
        refused(dossier, given(cast, replace(DELEGATION, **scope)), cast.leader)
    allowed(dossier, given(cast, replace(DELEGATION, fields=["land"], procedures=["1.9", code])), cast.leader)


def test_another_signer_than_the_holder(cast, dossier):
    grant = given(cast)
    refused(dossier, grant, cast.clerk)
    refused(dossier, grant, cast.of_son_lam("leader"))


def test_a_post_that_is_held_no_more_or_not_yet(cast, dossier):
    grant = given(cast)
    for change in ({"valid_to": date(2026, 11, 22)}, {"valid_from": date(2026, 11, 24), "valid_to": None}):
        Post.objects.filter(pk=grant.holder_id).update(**change)
        refused(dossier, grant, cast.leader)
    Post.objects.filter(pk=grant.holder_id).update(valid_from=DAY, valid_to=DAY)
    allowed(dossier, grant, cast.leader)


def test_what_rests_on_an_ended_instrument(cast, dossier):
    source = given(cast, LAW)
    grant = delegate(source, holder=cast.clerk.every_post[0], instrument=DELEGATION, by=BY, now=MONDAY_0900)
    allowed(dossier, grant, cast.clerk)
    ended = Revocation(on=DAY, document_no="60/QĐ-UBND", document_date=DAY, reason="Luật mới")
    revoke_grant(source, revocation=ended, by=BY, now=MONDAY_0900)
    refused(dossier, grant, cast.clerk)


def test_a_kept_decision_is_not_moved_to_another_instrument(cast, dossier):
    insert(dossier, given(cast), cast.leader, MONDAY_0900)
    other = given(cast, replace(DELEGATION, fields=["land"]))
    with pytest.raises(DatabaseError, match="no instrument"), transaction.atomic():
        Decision.objects.filter(dossier=dossier).update(grant=other)
    with pytest.raises(DatabaseError, match="no instrument"), transaction.atomic():
        Decision.objects.filter(dossier=dossier).update(signed_by=cast.clerk)
    with pytest.raises(DatabaseError, match="no instrument"), transaction.atomic():
        Decision.objects.filter(dossier=dossier).update(signed_at=on(24))


def test_without_any_grant_there_is_no_decision(cast, dossier):
    assert Grant.objects.exists()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO dossiers_decision (dossier_id, kind, signed_by_id, signed_at, reason) "
            "VALUES (%s, 'granted', %s, %s, '')",
            [sql_id(dossier.pk), sql_id(cast.leader.pk), utc(MONDAY_0900)],
        )
