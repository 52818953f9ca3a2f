"""Opinions and what else they touch: the clock that may stand still for them, the decision that waits."""

from datetime import date, datetime

from motcua.base.actions import part_of_action
from motcua.base.actors import Actor
from motcua.domain.free_text import written
from motcua.domain.ledger import ClockKind
from motcua.domain.refusal import Invalid
from motcua.domain.words import Words
from motcua.dossiers.ledger_entries import enter
from motcua.dossiers.models import Dossier, Opinion, Step
from motcua.dossiers.models.opinions import ANSWERING
from motcua.people.models import Officer, Post
from motcua.places.models import Unit

REASON_LENGTH = 500
BASIS = "Nghị định 118/2025/NĐ-CP"


def paused_for_opinions(dossier: Dossier) -> bool:
    """Whether an open question names the law by which the clock stands still."""
    return dossier.opinions.open().exclude(pausing_basis="").exists()


def go_on(dossier: Dossier, closed: Opinion, by: Actor, now: datetime) -> None:
    """The clock goes on with the last answer for which it stood still."""
    if closed.pausing_basis and not paused_for_opinions(dossier):
        enter(dossier, ClockKind.RESUMED, at=now, by=by, now=now)


@part_of_action
def set_aside(dossier: Dossier, *, reason: str, by: Officer, now: datetime) -> None:
    """Who signs goes on without the open answers, and says why; refuses without a reason.

    Part of ``decide``, on a dossier that is ``locked``: its event is the decision's.
    """
    waiting = list(dossier.opinions.open().select_related("unit"))
    if not waiting:
        return
    reason = written(reason, field="without_opinions", most=REASON_LENGTH)
    if not reason:
        names = ", ".join(opinion.unit.name_vi for opinion in waiting)
        names_en = ", ".join(opinion.unit.name_in("en") for opinion in waiting)
        raise Invalid(
            "opinions_open",
            Words(
                vi=f"Còn chờ ý kiến của {names}. Ghi lý do nếu ký trước khi có ý kiến.",
                en=f"{names_en} has not answered yet. Say why if you decide without waiting.",
            ),
            basis=BASIS,
            field="without_opinions",
        )
    dossier.opinions.open().update(set_aside_at=now, set_aside_by=by, set_aside_reason=reason)
    if any(opinion.pausing_basis for opinion in waiting):
        enter(dossier, ClockKind.RESUMED, at=now, by=by, now=now)


def askable_units(dossier: Dossier, step: Step, day: date) -> list[Unit]:
    """The other units of the commune in which somebody answers; by name."""
    posts = Post.objects.held_on(day).filter(role__in=ANSWERING, officer__is_active=True)
    parts = Unit.objects.filter(commune=dossier.center.commune_id, parent__isnull=False)
    return list(parts.filter(pk__in=posts.values("unit")).exclude(pk=step.unit_id).order_by("name_vi"))
