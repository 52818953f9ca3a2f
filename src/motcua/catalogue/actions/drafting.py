"""Drafting a revision: from a file, from an older revision, by hand. A draft binds nobody."""

from datetime import date, datetime

from motcua.base.actions import action
from motcua.base.actors import Actor
from motcua.base.journal import record
from motcua.catalogue import access, writing
from motcua.catalogue.lives import act, refuse_unless, reread
from motcua.catalogue.models import Field, Procedure, Revision, RevisionAct, RevisionText
from motcua.domain.procedure_record import ProcedureRecord
from motcua.domain.procedure_text import digest, read_back, written
from motcua.domain.refusal import Conflict, Invalid
from motcua.domain.words import Words
from motcua.places.hours import business_date
from motcua.places.models import Unit


@action
def enter(given: ProcedureRecord, *, owner: Unit, valid_from: date, by: Actor, now: datetime) -> Revision:
    """A draft of a procedure's next revision. ``owner`` is the unit that announces it (the province).

    A procedure nobody knew is known from now on; the names of one that is in force change only when the
    draft comes into force.
    """
    officer = access.check_may_keep_catalogue(by, business_date(now))
    _check_field(given)
    procedure, _ = Procedure.objects.get_or_create(code=given.code, defaults=writing.identity(given))
    revision = _draft(procedure, given, valid_from=valid_from, source=None)
    act(revision, RevisionAct.Kind.DRAFTED, by=officer, now=now, text=written(given)).save(force_insert=True)
    record("revision.entered", owner, by=by, at=now, procedure=given.code, revision=revision.number)
    return revision


@action
def draft_revision(source: Revision, *, owner: Unit, by: Actor, now: datetime) -> Revision:
    """A draft that says what ``source`` says: to change it, or, from an older one, to go back to it.

    A publication is never undone: what reverses it is a revision of its own, with its own day.
    """
    day = business_date(now)
    officer = access.check_may_keep_catalogue(by, day)
    text = source.text.record
    revision = _draft(source.procedure, read_back(text), valid_from=day, source=source)
    act(revision, RevisionAct.Kind.DRAFTED, by=officer, now=now, text=text).save(force_insert=True)
    record(
        "revision.drafted",
        owner,
        by=by,
        at=now,
        procedure=source.procedure_id,
        revision=revision.number,
        source=source.number,
        digest=digest(text),
    )
    return revision


@action
def save_draft(
    revision: Revision, *, given: ProcedureRecord, seen: str, owner: Unit, by: Actor, now: datetime
) -> Revision:
    """Put the whole record in the place of the draft's text. ``seen``: the digest of the text it changes.

    A draft may be incomplete; the approval asks for more. Refuses what somebody else saved meanwhile.
    """
    officer = access.check_may_keep_catalogue(by, business_date(now))
    revision = reread(revision)
    refuse_unless(revision, Revision.State.DRAFT)
    if given.code != revision.procedure_id:
        raise Invalid(
            "another_procedure",
            Words(
                vi="Mã thủ tục của dự thảo không đổi được.",
                en="The code of a draft's procedure cannot change.",
            ),
            field="code",
        )
    _check_field(given)
    kept = RevisionText.objects.select_for_update().get(pk=revision.pk)
    if digest(kept.record) != seen:
        raise _saved_meanwhile(revision)
    kept.record = written(given)
    kept.save(update_fields=["record"])
    Revision.objects.filter(pk=revision.pk).update(**writing.head(given))
    act(revision, RevisionAct.Kind.SAVED, by=officer, now=now, text=kept.record).save(force_insert=True)
    record(
        "revision.saved",
        owner,
        by=by,
        at=now,
        procedure=revision.procedure_id,
        revision=revision.number,
        digest=digest(kept.record),
    )
    return revision


@action
def cancel_revision(revision: Revision, *, owner: Unit, by: Actor, now: datetime) -> Revision:
    """Put away a draft, or one that was approved and will not be published. Its number is not used again."""
    officer = access.check_may_keep_catalogue(by, business_date(now))
    revision = reread(revision)
    refuse_unless(revision, Revision.State.DRAFT, Revision.State.APPROVED)
    act(revision, RevisionAct.Kind.CANCELLED, by=officer, now=now, text=revision.text.record).save(
        force_insert=True
    )
    revision.state = Revision.State.CANCELLED
    revision.save(update_fields=["state"])
    record(
        "revision.cancelled",
        owner,
        by=by,
        at=now,
        procedure=revision.procedure_id,
        revision=revision.number,
    )
    return revision


def _draft(
    procedure: Procedure, given: ProcedureRecord, *, valid_from: date, source: Revision | None
) -> Revision:
    """The next number's row with its text; under the procedure's lock, so that no number comes twice."""
    Procedure.objects.select_for_update().get(pk=procedure.pk)
    last = procedure.revisions.order_by("-number").values_list("number", flat=True).first()
    revision = Revision.objects.create(
        procedure=procedure,
        number=(last or 0) + 1,
        valid_from=valid_from,
        based_on=source,
        **writing.head(given),
    )
    RevisionText.objects.create(revision=revision, record=written(given))
    return revision


def _check_field(given: ProcedureRecord) -> None:
    if not Field.objects.filter(code=given.field).exists():
        raise Invalid(
            "unknown_field",
            Words(vi=f"Không có lĩnh vực {given.field[:30]}.", en=f"There is no field {given.field[:30]}."),
            field="field",
        )


def _saved_meanwhile(revision: Revision) -> Conflict:
    last = revision.acts.exclude(kind=RevisionAct.Kind.DRAFTED).select_related("by").last()
    name = last.by.name_vi if last and last.by else ""
    return Conflict(
        "saved_meanwhile",
        Words(
            vi=f"{name or 'Người khác'} vừa lưu dự thảo này; hãy mở lại để xem trước khi sửa tiếp.",
            en=f"{name or 'Somebody else'} has just saved this draft; open it again before you go on.",
        ),
    )
