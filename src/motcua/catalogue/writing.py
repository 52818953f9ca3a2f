"""From a record to rows: what a revision's tables hold of its text. No row is saved here."""

from typing import Any

from motcua.catalogue.models import Document, Fee, ProcedureStep, ProcedureTerm, Revision
from motcua.domain.folding import fold
from motcua.domain.procedure_record import ProcedureRecord


def identity(given: ProcedureRecord) -> dict[str, Any]:
    """The columns of ``Procedure``: what it is called and where it belongs."""
    words = [given.name.vi, given.official_name_vi, *given.keywords_vi, given.name.en, given.code]
    return {
        "name_vi": given.name.vi,
        "name_en": given.name.en,
        "field_id": given.field,
        "field_vi": given.field_vi,
        "rank": given.rank,
        "authoritative_system": given.authoritative_system,
        "search": fold(" ".join(words)),
    }


def head(given: ProcedureRecord) -> dict[str, Any]:
    """The columns of ``Revision`` that its text decides."""
    return {
        "decision": given.decision,
        "result_vi": given.result.vi,
        "result_en": given.result.en,
        "legal_basis": list(given.legal_basis),
        "is_standard_process": given.process == "standard",
        "source": given.source[:300],
    }


def terms(revision: Revision, given: ProcedureRecord) -> list[ProcedureTerm]:
    return [
        ProcedureTerm(
            revision=revision,
            channel=term.channel,
            value=term.value,
            promised_value=term.promised,
            unit=term.unit,
            is_inferred=term.inferred,
        )
        for term in given.terms
    ]


def fees(revision: Revision, given: ProcedureRecord) -> list[Fee]:
    return [
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
    ]


def documents(revision: Revision, given: ProcedureRecord) -> list[Document]:
    return [
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
    ]


def steps(revision: Revision, given: ProcedureRecord) -> list[ProcedureStep]:
    return [
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
            forms=list(step.forms),
        )
        for step in given.steps
    ]
