"""The database itself: four eyes, the order of a list, and a door through which only erasing fits."""

import uuid

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from motcua.dossiers import actions
from motcua.dossiers.guarding_destruction import DOORS
from motcua.dossiers.models import (
    DestructionCertificate,
    DestructionLine,
    DestructionList,
    Dossier,
    IssuedForm,
    Opinion,
)
from tests.dossiers import archive, till
from tests.dossiers.archive import IN_FIVE_YEARS

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier(cast):
    archive.rule()
    return archive.returned(cast)


def refuses(statement: str, *values: object) -> bool:
    """Whether the database refuses this statement; what it allowed is undone."""
    converted = [value.hex if isinstance(value, uuid.UUID) and _sqlite() else value for value in values]
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, converted)
            assert cursor.rowcount != 0, "the statement met no row"
            transaction.set_rollback(True)
    except DatabaseError:
        return True
    return False


def _sqlite() -> bool:
    return connection.vendor == "sqlite"


def moment() -> object:
    return IN_FIVE_YEARS.isoformat(" ")


LIST = "UPDATE dossiers_destructionlist SET state = %s, {who}_at = %s, {who}_by_id = %s WHERE id = %s"


def test_four_eyes_in_the_database(cast, dossier):
    asked = archive.proposed(cast)
    first, second = LIST.format(who="first"), LIST.format(who="second")
    assert refuses(first, "first_approved", moment(), cast.clerk.pk, asked.pk)
    assert not refuses(first, "first_approved", moment(), cast.center.pk, asked.pk)
    assert refuses(second, "approved", moment(), cast.leader.pk, asked.pk), "no first approval yet"
    asked = actions.approve_destruction(asked, seen=asked.digest, by=cast.center, now=IN_FIVE_YEARS)
    for officer in (cast.clerk, cast.center):
        assert refuses(second, "approved", moment(), officer.pk, asked.pk)
    assert refuses(LIST.format(who="executed"), "executed", moment(), cast.clerk.pk, asked.pk)
    assert not refuses(second, "approved", moment(), cast.leader.pk, asked.pk)


def test_who_signed_stays(cast, dossier):
    asked = archive.approved(cast)
    for column in ("proposed_by_id", "first_by_id", "second_by_id"):
        change = f"UPDATE dossiers_destructionlist SET {column} = %s, state = 'executed' WHERE id = %s"  # noqa: S608
        assert refuses(change, cast.admin.pk, asked.pk), column
    for column in ("digest", "state"):
        assert refuses(f"UPDATE dossiers_destructionlist SET {column} = 'proposed' WHERE id = %s", asked.pk)  # noqa: S608
    assert refuses("DELETE FROM dossiers_destructionlist WHERE id = %s", asked.pk)


def test_a_list_cannot_begin_approved(cast, dossier):
    asked = archive.proposed(cast)
    for state in ("first_approved", "approved", "executed"):
        forged = DestructionList(
            center=asked.center,
            year=2032,
            number=9,
            state=state,
            digest="0" * 64,
            proposed_at=IN_FIVE_YEARS,
            proposed_by=cast.clerk,
            first_at=IN_FIVE_YEARS,
            first_by=cast.center,
            second_at=None if state == "first_approved" else IN_FIVE_YEARS,
            second_by=None if state == "first_approved" else cast.leader,
            executed_at=IN_FIVE_YEARS if state == "executed" else None,
            executed_by=cast.clerk if state == "executed" else None,
        )
        with pytest.raises(DatabaseError), transaction.atomic():
            forged.save(force_insert=True)


def test_the_lines_stay_as_proposed(cast, dossier):
    asked = archive.approved(cast)
    line = asked.lines.get()
    other = archive.returned(cast)
    end = "UPDATE dossiers_destructionline SET outcome = 'destroyed', content_digest = 'x' WHERE id = %s"
    assert refuses(end, line.pk), "not carried out yet"
    change = "UPDATE dossiers_destructionline SET dossier_id = %s WHERE id = %s"
    assert refuses(change, other.pk, line.pk)
    assert refuses("DELETE FROM dossiers_destructionline WHERE id = %s", line.pk)
    late = DestructionLine(
        list=asked,
        dossier=other,
        position=2,
        rule=line.rule,
        verdict="due",
        closed_on=line.closed_on,
        kept_until=line.kept_until,
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        late.save()


def test_what_is_not_due_cannot_be_marked_destroyed(cast, dossier):
    """Even on a list that was carried out: the day of the line decides."""
    asked = archive.proposed(cast)
    early = DestructionLine.objects.create(
        list=asked,
        dossier=archive.returned(cast),
        position=2,
        rule=asked.lines.get().rule,
        verdict="due",
        closed_on="2030-11-23",
        kept_until="2035-12-31",
    )
    DestructionList.objects.filter(pk=asked.pk).update(
        state="first_approved", first_at=IN_FIVE_YEARS, first_by=cast.center
    )
    DestructionList.objects.filter(pk=asked.pk).update(
        state="approved", second_at=IN_FIVE_YEARS, second_by=cast.leader
    )
    DestructionList.objects.filter(pk=asked.pk).update(
        state="executed", executed_at=IN_FIVE_YEARS, executed_by=cast.clerk
    )
    end = "UPDATE dossiers_destructionline SET outcome = 'destroyed', content_digest = 'x' WHERE id = %s"
    assert refuses(end, early.pk)
    assert not refuses(end, asked.lines.get(position=1).pk)


ERASE = {
    "dossiers_issuedform": "words = '{}'",
    "dossiers_opinion": "text = '—', question = '—'",
}
ALTER = {
    "dossiers_issuedform": (
        "words = '{\"a\": 1}'",
        "digest = 'x'",
        "number = 99",
        "words = '{}', symbol = 'x'",
    ),
    "dossiers_opinion": ("text = 'anders'", "answer = 'agree'", "text = '—', authority = 'x'", "text = ''"),
}


@pytest.mark.parametrize("table", ERASE)
def test_the_door_is_shut_for_a_kept_dossier_and_narrow_for_a_destroyed_one(cast, dossier, table):
    kept = archive.returned(cast)
    actions.hold_dossier(kept, kind="complaint", reason="Khiếu nại.", by=cast.center, now=IN_FIVE_YEARS)
    rows = {"dossiers_issuedform": IssuedForm, "dossiers_opinion": Opinion}[table]
    if rows is IssuedForm:
        for one in (dossier, kept):
            _form(one, cast)
    archive.carried_out(cast)
    gone, other = rows.objects.get(dossier=dossier), rows.objects.get(dossier=kept)
    update = f"UPDATE {table} SET {{}} WHERE id = %s"  # noqa: S608
    assert refuses(update.format(ERASE[table]), other.pk)
    assert not refuses(update.format(ERASE[table]), gone.pk)
    for change in ALTER[table]:
        assert refuses(update.format(change), gone.pk), change
        assert refuses(update.format(change), other.pk), change


def test_what_was_erased_cannot_come_back(cast, dossier):
    archive.carried_out(cast)
    for change in ("name = 'Tăng Thị'", "phone = '0900000777'", "born_on = '1961-04-05'"):
        assert refuses(f"UPDATE dossiers_applicant SET {change} WHERE dossier_id = %s", dossier.pk)  # noqa: S608
    again = dossier.movements.last()
    again.pk, again.position = None, again.position + 1
    with pytest.raises(DatabaseError), transaction.atomic():
        again.save(force_insert=True)


def test_a_free_proof_of_exemption_is_erased_and_the_money_stays(cast):
    archive.rule()
    charge = till.charged(cast)
    proof = "Sổ hộ nghèo của bà Kỳ Lạ"
    actions.exempt(
        charge, exempted_class=till.exempted_class(), proof=proof, by=cast.counter, now=archive.MONDAY_0900
    )
    dossier = charge.dossier
    actions.withdraw(dossier, reason="Đổi ý", by=cast.counter, now=archive.MONDAY_0900)
    archive.carried_out(cast)
    charge.exemption.refresh_from_db()
    assert (charge.exemption.proof, charge.exemption.amount) == ("—", charge.amount)
    assert refuses("UPDATE dossiers_exemption SET amount = 1 WHERE charge_id = %s", charge.pk)
    assert refuses("UPDATE dossiers_exemption SET proof = 'x' WHERE charge_id = %s", charge.pk)
    assert refuses("DELETE FROM dossiers_exemption WHERE charge_id = %s", charge.pk)


def test_the_certificate_is_for_ever(cast, dossier):
    asked = archive.carried_out(cast)
    assert refuses("UPDATE dossiers_destructioncertificate SET destroyed = 9 WHERE list_id = %s", asked.pk)
    assert refuses("DELETE FROM dossiers_destructioncertificate WHERE list_id = %s", asked.pk)
    assert DestructionCertificate.objects.count() == 1


@pytest.mark.parametrize("table", DOORS)
def test_every_door_names_every_column(table):
    """A column that a door does not name could be changed through it."""
    door = DOORS[table]
    (model,) = [model for model in apps.get_models() if model._meta.db_table == table]
    columns = {field.column for field in model._meta.concrete_fields}
    assert set(door.kept.split()) | {name for name, _ in door.erased} == columns


def _form(dossier: Dossier, cast) -> IssuedForm:
    center = dossier.center
    count = IssuedForm.objects.count()
    return IssuedForm.objects.create(
        dossier=dossier,
        center=center,
        form="receipt",
        year=2026,
        number=count + 1,
        symbol="1/TNHS",
        issued_at=archive.MONDAY_0900,
        issued_by=cast.counter,
        words={"person": "Kỳ Lạ"},
        digest="0" * 64,
    )
