"""A procedure as the API shows it."""

from datetime import date

from ninja import Schema
from pydantic import Field

from motcua.api.shapes import Named
from motcua.catalogue.models import Document, Fee, Procedure, ProcedureStep, ProcedureTerm
from motcua.catalogue.queries import Bundle
from motcua.domain.clock_words import term_words
from motcua.domain.term import Unit
from motcua.dossiers.timing import term_of


class ProcedureLine(Named):
    field: str
    authoritative_system: str = Field(description="who receives it: motcua, portal or ministry")


class ProcedurePage(Schema):
    items: list[ProcedureLine]
    next: str | None


class TermOut(Schema):
    channel: str
    value: int
    unit: str
    text_vi: str
    text_en: str


class FeeOut(Schema):
    channel: str
    kind: str
    amount: int | None = Field(description="whole dong")
    per_vi: str
    per_en: str


class ComponentOut(Named):
    originals: int
    copies: int
    is_shown: bool = Field(description="only presented, then given back")
    is_always: bool = Field(description="false: only in the case named by when_*")
    when_vi: str
    when_en: str


class ProcessStepOut(Schema):
    position: int
    act: str
    role: str
    unit_kind: str
    name_vi: str
    name_en: str
    result_vi: str
    result_en: str
    hours: float = Field(description="working hours; per cent where the term is not in working days")
    is_counted: bool


class ProcedureOut(ProcedureLine):
    revision: int
    valid_from: date
    decision: str
    result_vi: str
    result_en: str
    legal_basis: list[str]
    is_standard_process: bool
    terms: list[TermOut]
    fees: list[FeeOut]
    documents: list[ComponentOut]
    steps: list[ProcessStepOut]


def line(procedure: Procedure) -> ProcedureLine:
    return ProcedureLine(
        code=procedure.code,
        name_vi=procedure.name_vi,
        name_en=procedure.name_en,
        field=procedure.field_id,
        authoritative_system=procedure.authoritative_system,
    )


def whole(parts: Bundle) -> ProcedureOut:
    revision = parts.revision
    return ProcedureOut(
        **line(parts.procedure).model_dump(),
        revision=revision.number,
        valid_from=revision.valid_from,
        decision=revision.decision,
        result_vi=revision.result_vi,
        result_en=revision.result_en,
        legal_basis=revision.legal_basis,
        is_standard_process=revision.is_standard_process,
        terms=[_term(term) for term in parts.terms.values()],
        fees=[_fee(fee) for fee in parts.fees],
        documents=[_document(document) for document in parts.documents],
        steps=[_step(step) for step in parts.steps],
    )


def _term(row: ProcedureTerm) -> TermOut:
    words = term_words(term_of(row))
    return TermOut(
        channel=row.channel, value=row.value, unit=Unit(row.unit), text_vi=words.vi, text_en=words.en
    )


def _fee(fee: Fee) -> FeeOut:
    shown = {name: getattr(fee, name) for name in FeeOut.model_fields}
    return FeeOut(**shown)


def _document(document: Document) -> ComponentOut:
    shown = {name: getattr(document, name) for name in ComponentOut.model_fields}
    return ComponentOut(**shown)


def _step(step: ProcedureStep) -> ProcessStepOut:
    shown = {name: getattr(step, name) for name in ProcessStepOut.model_fields}
    return ProcessStepOut(**shown)
