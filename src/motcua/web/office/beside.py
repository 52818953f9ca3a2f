"""What an officer can do on a dossier's page beside the act whose turn it is."""

from datetime import date, timedelta
from typing import Any

from motcua.domain.states import Move, State, moves_from
from motcua.dossiers import access, reassigning
from motcua.dossiers.actions.handing import may_acknowledge
from motcua.dossiers.actions.opinions import ASKING
from motcua.dossiers.actions.rewinding import SENDING_BACK, may_take_back, undo_until
from motcua.dossiers.models import Dossier, Step
from motcua.web.office.handovers import line
from motcua.web.office.opinion_lines import lines_of
from motcua.web.requests import OfficerRequest


def beside(request: OfficerRequest, dossier: Dossier, step: Step | None, day: date) -> dict[str, Any]:
    """For the templates ``office/beside.html`` and ``office/opinions_of.html``."""
    officer, now = request.user, request.now
    leads = step is not None and access.may_take_step(officer, step, day)
    moves = moves_from(State(dossier.state))
    return {
        "opinions": lines_of(dossier, officer, now, leads=leads),
        "came": _came(request, dossier, day),
        "may_ask_opinion": leads and step is not None and step.act in ASKING and Move.PROCESS in moves,
        "may_send_back": leads and step is not None and step.act in SENDING_BACK and Move.SEND_BACK in moves,
        "may_reassign": step is not None
        and step.act in reassigning.ACTS
        and Move.ASSIGN in moves
        and reassigning.may_reassign(officer, step.unit, day),
        "undo_minutes": _undo_minutes(request, dossier, step),
    }


def _came(request: OfficerRequest, dossier: Dossier, day: date) -> list[Any]:
    """What was handed over with this dossier and waits for the officer's press."""
    rows = dossier.hand_overs.unanswered().select_related(
        "dossier", "step", "to_unit", "given_by", "from_unit"
    )
    return [line(row, request) for row in rows if may_acknowledge(request.user, row, day)]


def _undo_minutes(request: OfficerRequest, dossier: Dossier, step: Step | None) -> int:
    """How many minutes, begun ones counted, the officer may still take their last act back; 0: not at all."""
    last = [closed for closed in dossier.steps.all() if closed.done_at is not None][-1:]
    if not last or not may_take_back(request.user, dossier, step, last[0], request.now):
        return 0
    left = undo_until(last[0]) - request.now
    return max(1, -(-left // timedelta(minutes=1)))
