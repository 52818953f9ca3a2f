"""The life of a revision: approved by a second person, published for a day, ended.

Decree 63/2010/NĐ-CP Art 15: what is announced says from when it binds. The text is frozen by the approval.
"""

from datetime import date, datetime, timedelta

from django.db.models import Q

from motcua.base.actions import action
from motcua.base.actors import Actor
from motcua.base.journal import record
from motcua.catalogue import access, writing
from motcua.catalogue.lives import act, check_another_approves, checked, refuse_unless, reread
from motcua.catalogue.models import (
    Document,
    Fee,
    Field,
    Procedure,
    ProcedureStep,
    ProcedureTerm,
    Revision,
    RevisionAct,
)
from motcua.catalogue.revisions import published_text_of
from motcua.domain.procedure_check import check, refusals
from motcua.domain.procedure_record import ProcedureRecord
from motcua.domain.procedure_text import Instrument, digest, read_back
from motcua.domain.refusal import Invalid, InvalidFields
from motcua.domain.words import Words
from motcua.places.hours import business_date
from motcua.places.models import Unit

FARTHEST = timedelta(days=3660)
LONGEST_STANDSTILL = timedelta(days=92)
"""For so long the work process may have stood still, and a name still comes with its revision."""


@action
def approve_revision(
    revision: Revision, *, instrument: Instrument, owner: Unit, by: Actor, now: datetime
) -> Revision:
    """Approve a draft whose record is sound; from now on its text stays. Another person than who wrote it.

    Raises ``InvalidFields`` naming everything that is wrong with the record.
    """
    day = business_date(now)
    officer = access.check_may_keep_catalogue(by, day)
    revision = reread(revision)
    refuse_unless(revision, Revision.State.DRAFT)
    check_another_approves(revision, officer)
    instrument = checked(instrument, day, is_officer=officer is not None)
    text = revision.text.record
    given = read_back(text)
    _check_sound(given)
    ProcedureTerm.objects.bulk_create(writing.terms(revision, given))
    Fee.objects.bulk_create(writing.fees(revision, given))
    Document.objects.bulk_create(writing.documents(revision, given))
    ProcedureStep.objects.bulk_create(writing.steps(revision, given))
    act(revision, RevisionAct.Kind.APPROVED, by=officer, now=now, text=text, instrument=instrument).save(
        force_insert=True
    )
    revision.state = Revision.State.APPROVED
    revision.save(update_fields=["state"])
    record(
        "revision.approved",
        owner,
        by=by,
        at=now,
        procedure=revision.procedure_id,
        revision=revision.number,
        digest=digest(text),
    )
    return revision


@action
def publish_revision(
    revision: Revision,
    *,
    valid_from: date,
    instrument: Instrument,
    open_dossiers: str = RevisionAct.Dossiers.STAY,
    legal_basis: str = "",
    owner: Unit,
    by: Actor,
    now: datetime,
) -> Revision:
    """Put an approved revision in force from a day on; the one before ends the day before.

    What was scheduled for that day or later never comes into force. ``open_dossiers`` only notes the
    decision: the dossiers are the floor above's (``dossiers.actions.revisions``).
    """
    today = business_date(now)
    officer = access.check_may_keep_catalogue(by, today)
    procedure = Procedure.objects.select_for_update().get(pk=revision.procedure_id)
    revision = reread(revision)
    refuse_unless(revision, Revision.State.APPROVED)
    instrument = checked(instrument, today, is_officer=officer is not None)
    _check_day(procedure, valid_from, today)
    published = procedure.revisions.filter(state=Revision.State.PUBLISHED)
    for later in published.filter(valid_from__gte=valid_from):
        act(later, RevisionAct.Kind.CANCELLED, by=officer, now=now).save(force_insert=True)
        later.state = Revision.State.CANCELLED
        later.save(update_fields=["state"])
    eve = valid_from - timedelta(days=1)
    published.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=eve)).update(valid_to=eve)
    text = published_text_of(revision, valid_from=valid_from, publication=instrument)
    act(
        revision,
        RevisionAct.Kind.PUBLISHED,
        by=officer,
        now=now,
        text=text,
        instrument=instrument,
        open_dossiers=open_dossiers,
        legal_basis=legal_basis,
    ).save(force_insert=True)
    revision.state, revision.valid_from, revision.digest = Revision.State.PUBLISHED, valid_from, digest(text)
    revision.save(update_fields=["state", "valid_from", "digest"])
    if valid_from <= today:
        _adopt(revision)
    record(
        "revision.published",
        owner,
        by=by,
        at=now,
        procedure=procedure.code,
        revision=revision.number,
        valid_from=valid_from,
        open_dossiers=open_dossiers,
        digest=revision.digest,
    )
    return revision


@action
def end_revision(
    revision: Revision, *, last_day: date, instrument: Instrument, owner: Unit, by: Actor, now: datetime
) -> Revision:
    """Say on which day a published revision binds last, where none follows it: the procedure is abolished."""
    today = business_date(now)
    officer = access.check_may_keep_catalogue(by, today)
    revision = reread(revision)
    refuse_unless(revision, Revision.State.PUBLISHED)
    instrument = checked(instrument, today, is_officer=officer is not None)
    if last_day < max(today, revision.valid_from) or (revision.valid_to and last_day > revision.valid_to):
        raise Invalid(
            "last_day_wrong",
            Words(
                vi="Ngày cuối phải từ hôm nay trở đi, trong thời gian có hiệu lực của bản này.",
                en="The last day must be today or later, and a day on which this revision is in force.",
            ),
            field="last_day",
        )
    act(revision, RevisionAct.Kind.ENDED, by=officer, now=now, instrument=instrument).save(force_insert=True)
    revision.valid_to = last_day
    revision.save(update_fields=["valid_to"])
    record(
        "revision.ended",
        owner,
        by=by,
        at=now,
        procedure=revision.procedure_id,
        revision=revision.number,
        last_day=last_day,
    )
    return revision


@action
def adopt_names(day: date, *, owner: Unit, by: Actor, now: datetime) -> int:
    """Give each procedure the names of the revision in force on ``day``: some came into force by themselves.

    Returns how many changed their names.
    """
    begun = (
        Revision.objects.in_force(day)
        .filter(valid_from__gt=day - LONGEST_STANDSTILL)
        .select_related("procedure", "text")
    )
    changed = sum(_adopt(revision) for revision in begun)
    if changed:
        record("procedures.named", owner, by=by, at=now, count=changed)
    return changed


def _adopt(revision: Revision) -> bool:
    names = writing.identity(read_back(revision.text.record))
    names.pop("rank")  # how often it is asked for is counted, not announced
    rows = Procedure.objects.filter(pk=revision.procedure_id)
    if rows.filter(**names).exists():
        return False
    rows.update(**names)
    return True


def _check_sound(given: ProcedureRecord) -> None:
    fields = set(Field.objects.values_list("code", flat=True))
    wrong = refusals(check(given, fields))
    if wrong:
        raise InvalidFields([Invalid(each.code, each.words, field=each.field) for each in wrong])


def _check_day(procedure: Procedure, valid_from: date, today: date) -> None:
    """A past day's text stays as it was, so only a procedure's first revision may begin in the past."""
    if not date(1945, 9, 2) <= valid_from <= today + FARTHEST:
        raise Invalid(
            "day_wrong",
            Words(vi="Ngày có hiệu lực không đúng.", en="The day it takes effect cannot be right."),
            field="valid_from",
        )
    published = procedure.revisions.filter(state=Revision.State.PUBLISHED)
    if not published.exists():
        return
    if valid_from < today:
        raise Invalid(
            "not_in_the_past",
            Words(
                vi="Ngày có hiệu lực không được trước hôm nay: văn bản của ngày đã qua giữ nguyên.",
                en="It cannot take effect before today: what was in force on a past day stays as it was.",
            ),
            field="valid_from",
        )
    if published.filter(valid_from__gte=valid_from, valid_from__lte=today).exists():
        raise Invalid(
            "not_later",
            Words(
                vi="Ngày có hiệu lực phải sau ngày của bản đang có hiệu lực.",
                en="It must take effect after the day of the revision that is in force.",
            ),
            field="valid_from",
        )
