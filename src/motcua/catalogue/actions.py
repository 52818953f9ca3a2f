"""Entering procedures as drafts and publishing them."""

from datetime import date, datetime

from motcua.base.actions import action
from motcua.base.actors import Actor
from motcua.base.journal import record
from motcua.catalogue.models import (
    Document,
    Fee,
    Field,
    Procedure,
    ProcedureStep,
    ProcedureTerm,
    Revision,
)
from motcua.catalogue.reading import FieldRow
from motcua.domain.folding import fold
from motcua.domain.procedure_record import ProcedureRecord
from motcua.domain.refusal import Invalid, Refusal
from motcua.domain.words import Words
from motcua.places.models import Unit


@action
def load_fields(rows: list[FieldRow], *, owner: Unit, by: Actor, now: datetime) -> None:
    """Enter the fields of work; one that exists takes the table's words."""
    for row in rows:
        Field.objects.update_or_create(
            code=row.code,
            defaults={
                "series": row.series,
                "position": row.order,
                "icon": row.icon,
                "unit_kind": row.unit,
                "name_vi": row.name.vi,
                "name_en": row.name.en,
                "hint_vi": row.hint.vi,
                "hint_en": row.hint.en,
            },
        )
    record("fields.loaded", owner, by=by, at=now, count=len(rows))


@action
def enter(given: ProcedureRecord, *, owner: Unit, valid_from: date, by: Actor, now: datetime) -> Revision:
    """A draft of a procedure's next revision. ``owner`` is the unit that announces it (the province)."""
    if not Field.objects.filter(code=given.field).exists():
        raise Invalid(
            "unknown_field",
            Words(vi=f"Không có lĩnh vực {given.field[:30]}.", en=f"There is no field {given.field[:30]}."),
            field="field",
        )
    procedure, _ = Procedure.objects.update_or_create(
        code=given.code,
        defaults={
            "name_vi": given.name.vi,
            "name_en": given.name.en,
            "field_id": given.field,
            "field_vi": given.field_vi,
            "rank": given.rank,
            "authoritative_system": given.authoritative_system,
            "search": fold(
                " ".join(
                    [given.name.vi, given.official_name_vi, *given.keywords_vi, given.name.en, given.code]
                )
            ),
        },
    )
    last = procedure.revisions.order_by("-number").values_list("number", flat=True).first()
    revision = Revision.objects.create(
        procedure=procedure,
        number=(last or 0) + 1,
        valid_from=valid_from,
        decision=given.decision,
        result_vi=given.result.vi,
        result_en=given.result.en,
        legal_basis=list(given.legal_basis),
        is_standard_process=given.process == "standard",
        source=given.source[:300],
    )
    _terms_and_fees(revision, given)
    _documents_and_steps(revision, given)
    record("revision.entered", owner, by=by, at=now, procedure=given.code, revision=revision.number)
    return revision


@action
def publish(revision: Revision, *, owner: Unit, by: Actor, now: datetime) -> Revision:
    """Put a draft in force from its day; the one before ends the day before. Published text never changes."""
    revision = Revision.objects.select_for_update().get(pk=revision.pk)
    if revision.state != Revision.State.DRAFT:
        raise Refusal(
            "already_published",
            Words(vi="Bản này đã công bố.", en="This revision is already published."),
            basis="Nghị định 63/2010/NĐ-CP, Điều 15",
        )
    procedure = revision.procedure
    if procedure.revisions.filter(
        state=Revision.State.PUBLISHED, valid_from__gte=revision.valid_from
    ).exists():
        raise Invalid(
            "not_later",
            Words(
                vi="Ngày có hiệu lực phải sau ngày của bản đang công bố.",
                en="It must take effect after the day of the revision that is published already.",
            ),
            field="valid_from",
        )
    eve = date.fromordinal(revision.valid_from.toordinal() - 1)
    procedure.revisions.filter(state=Revision.State.PUBLISHED, valid_to__isnull=True).update(valid_to=eve)
    revision.state = Revision.State.PUBLISHED
    revision.save(update_fields=["state"])
    record(
        "revision.published",
        owner,
        by=by,
        at=now,
        procedure=procedure.code,
        revision=revision.number,
        valid_from=revision.valid_from,
    )
    return revision


def _terms_and_fees(revision: Revision, given: ProcedureRecord) -> None:
    ProcedureTerm.objects.bulk_create(
        ProcedureTerm(
            revision=revision,
            channel=term.channel,
            value=term.value,
            promised_value=term.promised,
            unit=term.unit,
            is_inferred=term.inferred,
        )
        for term in given.terms
    )
    Fee.objects.bulk_create(
        Fee(
            revision=revision,
            channel=fee.channel,
            kind=fee.kind,
            amount=fee.amount,
            per_vi=fee.per.vi[:120],
            per_en=fee.per.en[:120],
            position=place,
        )
        for place, fee in enumerate(given.fees)
    )


def _documents_and_steps(revision: Revision, given: ProcedureRecord) -> None:
    Document.objects.bulk_create(
        Document(
            revision=revision,
            code=document.code,
            name_vi=document.name.vi,
            name_en=document.name.en,
            originals=document.originals,
            copies=document.copies,
            is_shown=document.shown,
            is_always=document.is_always,
            when_vi=document.when.vi,
            when_en=document.when.en,
            position=place,
        )
        for place, document in enumerate(given.documents)
    )
    ProcedureStep.objects.bulk_create(
        ProcedureStep(
            revision=revision,
            position=step.order,
            act=step.act,
            role=step.role,
            unit_kind=step.unit,
            name_vi=step.name.vi,
            name_en=step.name.en,
            result_vi=step.result.vi,
            result_en=step.result.en,
            hours=step.hours,
            is_counted=step.counted,
        )
        for step in given.steps
    )
