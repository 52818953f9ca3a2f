"""The one way in which a dossier changes its state."""

from datetime import datetime
from typing import Any

from motcua.base.actions import part_of_action
from motcua.base.actors import Actor
from motcua.domain.states import Move, State, transition
from motcua.dossiers.models import Dossier, Movement


def locked(dossier: Dossier) -> Dossier:
    """The dossier as it is now, held until the end of the transaction."""
    return (
        Dossier.objects.select_for_update(of=("self",))
        .select_related("center__commune", "competent_unit", "revision__procedure", "applicant")
        .get(pk=dossier.pk)
    )


@part_of_action
def begin(dossier: Dossier, move: Move, *, by: Actor, now: datetime) -> None:
    """The first move of a dossier that is not saved yet; save it after this, in the same transaction."""
    row = transition(None, move)
    dossier.state, dossier.moves = row.after, 1
    _movement(dossier, None, move, row.after, by, now).save(force_insert=True)


@part_of_action
def move(dossier: Dossier, move: Move, *, by: Actor, now: datetime, **columns: Any) -> None:
    """Make the move, and set these columns with it, on a dossier that is ``locked``.

    Raises ``Refusal`` (``move_not_allowed``) where the law has no such move from this state.
    """
    before = State(dossier.state)
    row = transition(before, move)
    if row.stop_kind:
        columns["stop_kind"] = row.stop_kind
    columns |= {"state": row.after, "moves": dossier.moves + 1}
    for name, value in columns.items():
        setattr(dossier, name, value)
    _movement(dossier, before, move, row.after, by, now).save(force_insert=True)
    Dossier.objects.filter(pk=dossier.pk).update(**columns)


def actor_text(by: Actor) -> str:
    """An actor as the dossier's own rows keep it: kind and id."""
    return f"{by.actor_kind}:{by.actor_id}"


def _movement(
    dossier: Dossier, before: State | None, move: Move, after: State, by: Actor, now: datetime
) -> Movement:
    return Movement(
        dossier=dossier,
        position=dossier.moves,
        before=before,
        move=move,
        after=after,
        at=now,
        actor=actor_text(by),
    )
