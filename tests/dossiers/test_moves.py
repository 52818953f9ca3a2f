"""The state of a dossier is the fold of its moves, and the database keeps it so."""

import pytest
from django.db import IntegrityError, connection, transaction

from motcua.domain.states import State
from motcua.dossiers.models import Dossier, Movement
from tests.cast import received

pytestmark = pytest.mark.django_db


def forbidden(statement: str, *values: object) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def raw(dossier: Dossier) -> str:
    return dossier.pk.hex if connection.vendor == "sqlite" else str(dossier.pk)


def test_every_move_is_a_row_that_leads_to_the_state(cast):
    dossier = received(cast)
    row = dossier.movements.get()
    assert (row.position, row.before, row.move, row.after) == (1, None, "accept", State.ACCEPTED)
    assert Dossier.objects.get(pk=dossier.pk).state == State.ACCEPTED == row.after


def test_the_database_refuses_a_state_without_its_move(cast):
    dossier = received(cast)
    forbidden("UPDATE dossiers_dossier SET state = 9 WHERE id = %s", raw(dossier))


def test_the_database_refuses_a_dossier_that_began_with_no_move(cast):
    dossier = received(cast)
    copy = Dossier.objects.get(pk=dossier.pk)
    copy.pk, copy.code, copy.token = None, "H41.17.791-261123-9999", "x" * 20
    copy._state.adding = True
    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save(force_insert=True)


@pytest.mark.parametrize(
    ("position", "before", "move", "after"),
    [
        (2, 2, "issue", 9),  # from accepted nothing is issued
        (2, 4, "decide", 4),  # lawful in itself, but the last move ended in 2
        (3, 2, "assign", 4),  # leaves out a place
        (2, 2, "assign", 9),  # leads elsewhere
    ],
)
def test_the_database_refuses_a_move_that_the_table_does_not_have(cast, position, before, move, after):
    dossier = received(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Movement.objects.create(
            dossier=dossier,
            position=position,
            before=before,
            move=move,
            after=after,
            at=dossier.received_at,
            actor="officer:x",
        )


def test_moves_are_never_changed(cast):
    dossier = received(cast)
    forbidden("UPDATE dossiers_movement SET after = 4 WHERE dossier_id = %s", raw(dossier))
    forbidden("DELETE FROM dossiers_movement WHERE dossier_id = %s", raw(dossier))
