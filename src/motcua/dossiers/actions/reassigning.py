"""Giving open steps to other officers: one, or many with a report of what could not be moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from motcua.base.actions import action
from motcua.base.journal import record
from motcua.domain.refusal import Conflict, Refusal
from motcua.domain.states import Move
from motcua.domain.words import Words
from motcua.dossiers import access
from motcua.dossiers.models import Dossier, HandOver, Step
from motcua.dossiers.moving import locked, move
from motcua.dossiers.reassigning import Judge, Left, Pair, check_may_reassign
from motcua.people.models import Officer
from motcua.places.hours import business_date


@dataclass(frozen=True, slots=True)
class Report:
    """What was moved, and what could not be, with the reason of each."""

    moved: tuple[Pair, ...]
    left: tuple[Left, ...]


@action
def reassign(dossier: Dossier, *, to: Officer, seen: int | None = None, by: Officer, now: datetime) -> Step:
    """The head gives the open step to another officer of the unit (Decree 61/2018 Art 19(1))."""
    return _reassign(dossier, to, seen, by, now)


@action
def reassign_several(pairs: Sequence[Pair], *, by: Officer, now: datetime) -> Report:
    """Each step to its officer, as the preview showed it; what has changed since stays and is reported."""
    moved, left = [], []
    for pair in sorted(pairs, key=lambda pair: str(pair.step.dossier_id)):  # locked in one order
        try:
            step = _reassign(pair.step.dossier, pair.to, pair.step.turn, by, now)
        except Refusal as refusal:
            left.append(Left(pair.step, refusal.words))
        else:
            moved.append(Pair(step, pair.to))
    return Report(tuple(moved), tuple(left))


def _reassign(dossier: Dossier, to: Officer, seen: int | None, by: Officer, now: datetime) -> Step:
    """Refuses before it writes anything, so that one of several may stay."""
    dossier = locked(dossier)
    day = business_date(now)
    step = dossier.steps.open().select_related("unit", "officer").first()
    if step is None or seen not in (None, step.turn):
        raise access.another_step(dossier, step)
    check_may_reassign(by, step.unit, day)
    step.dossier = dossier
    obstacle = Judge([step], [to], day).obstacle(step, to)
    if obstacle is not None:
        raise _cannot_move(obstacle)
    HandOver.objects.create(
        dossier=dossier,
        kind=HandOver.Kind.REASSIGNED,
        step=step,
        given_by=by,
        given_at=now,
        from_unit=step.unit,
        to_unit=step.unit,
        to_role=step.role,
        to_officer=to,
    )
    Step.objects.filter(pk=step.pk).update(officer=to)
    step.officer = to
    move(dossier, Move.ASSIGN, by=by, now=now)
    record("dossier.reassigned", dossier, by=by, at=now, step=step.turn, officer=str(to.pk))
    return step


def _cannot_move(why: Words) -> Conflict:
    return Conflict("cannot_reassign", why, basis="Nghị định 118/2025/NĐ-CP")
