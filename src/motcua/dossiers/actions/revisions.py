"""Publishing a revision of a procedure, with the decision about the dossiers that are open."""

from dataclasses import dataclass
from datetime import date, datetime

from motcua.base.actions import action
from motcua.base.actors import Actor
from motcua.base.journal import record
from motcua.catalogue import access
from motcua.catalogue.actions import publish_revision
from motcua.catalogue.models import Revision, RevisionAct
from motcua.catalogue.queries import bundle
from motcua.domain.free_text import written
from motcua.domain.ledger import ClockKind
from motcua.domain.procedure_text import Instrument
from motcua.domain.refusal import Invalid
from motcua.domain.states import RUNNING_STATES
from motcua.domain.words import Words
from motcua.dossiers.ledger_entries import enter
from motcua.dossiers.models import Dossier, RevisionMove
from motcua.dossiers.moving import actor_text
from motcua.dossiers.revision_effects import Effect, effects, touched, with_clock
from motcua.dossiers.telling import tell_applicant
from motcua.dossiers.telling_changes import moved_text
from motcua.places.hours import business_date
from motcua.places.models import Unit

BASIS_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Moved:
    """The report: codes of the dossiers moved, and those that could not be, each with the reason."""

    codes: list[str]
    stayed: list[tuple[str, Words]]


@action
def publish_deciding(
    revision: Revision,
    *,
    valid_from: date,
    instrument: Instrument,
    open_dossiers: str,
    legal_basis: str = "",
    owner: Unit,
    by: Actor,
    now: datetime,
) -> Moved:
    """Publish it and do with the open dossiers what was decided: they stay, or the law moves them.

    ``legal_basis`` is the provision that moves them. They can be moved only once it is in force.
    """
    if open_dossiers not in RevisionAct.Dossiers.values:
        raise Invalid(
            "open_dossiers_missing",
            Words(
                vi="Chọn hồ sơ đang giải quyết ở lại bản cũ hay chuyển sang bản mới.",
                en="Decide whether the open dossiers stay on the old revision or move to the new one.",
            ),
            field="open_dossiers",
        )
    moves = open_dossiers == RevisionAct.Dossiers.MOVE
    basis = _basis(legal_basis) if moves else ""
    if moves and valid_from > business_date(now):
        raise Invalid(
            "not_in_force_yet",
            Words(
                vi="Bản này chưa có hiệu lực; đến ngày đó mới chuyển được hồ sơ, nay chọn ở lại.",
                en="It is not in force yet; dossiers can be moved from that day on. Choose that they stay.",
            ),
            field="open_dossiers",
        )
    waiting = list(_held(revision)) if moves else []
    revision = publish_revision(
        revision,
        valid_from=valid_from,
        instrument=instrument,
        open_dossiers=open_dossiers,
        legal_basis=basis,
        owner=owner,
        by=by,
        now=now,
    )
    return _move_all(waiting, revision, basis, by, now)


@action
def move_to_revision(revision: Revision, *, legal_basis: str, owner: Unit, by: Actor, now: datetime) -> Moved:
    """Move the open dossiers of older revisions to the one in force, on the provision of law that says so."""
    today = business_date(now)
    access.check_may_keep_catalogue(by, today)
    basis = _basis(legal_basis)
    waiting = list(_held(revision))
    if not Revision.objects.in_force(today).filter(pk=revision.pk).exists():
        raise Invalid(
            "not_in_force",
            Words(
                vi="Chỉ chuyển hồ sơ sang bản đang có hiệu lực.",
                en="Dossiers are moved only to the revision that is in force.",
            ),
            field="legal_basis",
        )
    moved = _move_all(waiting, revision, basis, by, now)
    record(
        "revision.dossiers_moved",
        owner,
        by=by,
        at=now,
        procedure=revision.procedure_id,
        revision=revision.number,
        moved=len(moved.codes),
        stayed=len(moved.stayed),
    )
    return moved


def _held(revision: Revision) -> list[Dossier]:
    """All of them locked, in one order, before anything is written: nobody waits for us in a circle."""
    keys = list(touched(revision).select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    return list(with_clock(Dossier.objects.filter(pk__in=keys)).order_by("center_id", "pk"))


def _move_all(dossiers: list[Dossier], revision: Revision, basis: str, by: Actor, now: datetime) -> Moved:
    """Dates first, then the events: a commune's journal is held only while its lines are written."""
    found = effects(dossiers, revision, now)
    movable = [effect for effect in found if effect.obstacle is None]
    moves = [_move(effect, revision, basis, by, now) for effect in movable]
    for each in moves:
        if each.dossier.state in RUNNING_STATES and each.due_after != each.due_before:
            text = moved_text(each.dossier, each.due_before, each.due_after)
            tell_applicant(each.dossier, text, by=by, now=now)
        record(
            "dossier.moved_to_revision",
            each.dossier,
            by=by,
            at=now,
            revision=revision.number,
            due_before=each.due_before.isoformat(),
            due=each.due_after.isoformat(),
        )
    stayed = [(each.dossier.code, each.obstacle) for each in found if each.obstacle is not None]
    return Moved([each.dossier.code for each in moves], stayed)


def _move(effect: Effect, revision: Revision, basis: str, by: Actor, now: datetime) -> RevisionMove:
    dossier, before, due_before = effect.dossier, effect.dossier.revision, effect.dossier.due_at
    former = (dossier.term_value, dossier.term_unit, dossier.promised_value)
    new = bundle(revision).terms[dossier.channel]
    dossier.revision, dossier.term_value, dossier.term_unit = revision, new.value, new.unit
    dossier.promised_value = new.promised_value
    dossier.save(update_fields=["revision", "term_value", "term_unit", "promised_value"])
    reckoning = enter(
        dossier,
        ClockKind.TERM_CHANGED,
        at=now,
        by=by,
        now=now,
        former=former,
        reason=Words(vi=basis, en=basis),
        basis=basis,
    )
    move = RevisionMove(
        dossier=dossier,
        before=before,
        after=revision,
        legal_basis=basis,
        due_before=due_before,
        due_after=reckoning.promised.due_at,
        at=now,
        actor=actor_text(by),
    )
    move.save(force_insert=True)
    return move


def _basis(text: str) -> str:
    basis = written(text, field="legal_basis", most=BASIS_LENGTH)
    if not any(sign.isdigit() for sign in basis):
        raise Invalid(
            "legal_basis_missing",
            Words(
                vi="Ghi điều khoản chuyển tiếp của văn bản cho phép chuyển hồ sơ đang giải quyết.",
                en="Name the provision of law that moves dossiers already received, with its number.",
            ),
            basis=access.PUBLICATION,
            field="legal_basis",
        )
    return basis
