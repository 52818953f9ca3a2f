"""The move to state 10: the result reached the applicant, however that was proven."""

from datetime import datetime

from motcua.base.actions import part_of_action
from motcua.base.actors import Actor
from motcua.domain.states import Move, State, check
from motcua.dossiers import access
from motcua.dossiers.handing import finish
from motcua.dossiers.models import Dossier, Return
from motcua.dossiers.moving import move
from motcua.people.models import Officer


def check_not_returned(dossier: Dossier) -> None:
    """Refuses what has no result yet, and what was handed over already: by whom and when."""
    gone = Return.objects.filter(dossier=dossier).select_related("by").first()
    if gone is not None:
        raise access.already_returned(gone)
    check(State(dossier.state), Move.RETURN)


@part_of_action
def returned(handover: Return, *, answers: Officer, by: Actor, now: datetime) -> Return:
    """Save the proof and make the move, on a dossier that is ``locked``. ``answers``: the officer who stands
    for the last step; for a download the one who issued the result electronically."""
    dossier = handover.dossier
    for step in dossier.steps.open():
        finish(step, by=answers, now=now)
    handover.save(force_insert=True)
    move(dossier, Move.RETURN, by=by, now=now, returned_at=handover.at)
    return handover
