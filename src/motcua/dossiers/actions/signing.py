"""Opening what is to be signed, and signing it together with others that are like it."""

from datetime import datetime

from motcua.base.actions import action
from motcua.base.journal import record
from motcua.dossiers import access
from motcua.dossiers.actions.steps import decide
from motcua.dossiers.models import Decision, Dossier, Opening
from motcua.dossiers.moving import locked
from motcua.dossiers.signing_queue import Judge, readable
from motcua.people.models import Officer
from motcua.places.hours import business_date


@action
def open_draft(dossier: Dossier, *, digest: str, seen: int, by: Officer, now: datetime) -> Opening | None:
    """The officer whose turn the signature is has the dossier before them; noted once for what it says.

    ``digest`` is ``draft.digest_of`` the rows that were shown, ``seen`` their open step. None where the
    turn has passed meanwhile: a page that is read refuses nothing.
    """
    dossier = locked(dossier)
    step = dossier.steps.open().select_related("unit", "officer").first()
    if step is None or step.act != "sign" or step.turn != seen:
        return None
    if not access.may_take_step(by, step, business_date(now)):
        return None
    known = Opening.objects.filter(step=step, officer=by, digest=digest).first()
    if known is not None:
        return known
    opening = Opening.objects.create(dossier=dossier, step=step, officer=by, digest=digest, at=now)
    record("dossier.draft_opened", dossier, by=by, at=now, step=step.turn, digest=digest)
    return opening


@action
def sign_opened(dossier: Dossier, *, seen: int, by: Officer, now: datetime) -> Decision:
    """Grant one of several like decisions: only as it was opened, and only where nothing else is open.

    Its own transaction, its own grant, its own decision and event, as if it were signed alone.
    """
    dossier = locked(dossier)
    step = readable(dossier.steps.open()).first()
    if step is None or step.act != "sign" or step.turn != seen:
        raise access.another_step(dossier, step)
    access.check_may_take_step(by, step, business_date(now))
    obstacle = Judge([step], by=by, now=now).obstacle(step)
    if obstacle is not None:
        raise obstacle
    return decide(dossier, kind=Decision.Kind.GRANTED, seen=seen, by=by, now=now)
