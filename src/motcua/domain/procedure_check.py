"""What is wrong with a procedure's record.

The sum of counted hours equals the term, eight hours a working day, and for other units the shares add up
to 100 (Decision 3857/QĐ-UBND of Nghệ An; domain.md 1.2 and 1.8 no. 13); a term has a unit; a dossier has
components (Decree 63/2010/NĐ-CP Art 8). A unit that had to be inferred is a notice, not a refusal.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from motcua.domain.codes import PROCEDURE
from motcua.domain.procedure_record import ProcedureRecord, StepRecord, TermRecord
from motcua.domain.refusal import Refusal
from motcua.domain.term import Channel, Term, Unit
from motcua.domain.words import Words

HOURS_A_DAY = 8
SHARES = 100
ACTS = ("receive", "assign", "appraise", "review", "sign", "number", "return")
ROLES = frozenset({"counter", "head_of_unit", "specialist", "leader", "clerk"})
UNIT_KINDS = frozenset({"center", "office", "economic", "culture", "committee", "police", "military"})
SYSTEMS = frozenset({"motcua", "portal", "ministry"})
FEE_KINDS = frozenset({"free", "fixed", "provincial_rule", "by_law", "not_stated"})
PROCESSES = frozenset({"standard", "published"})
FORMS = frozenset({"01", "02", "03", "04", "05", "06", "07"})
"""The seven standard forms (Circular 03/2025/TT-VPCP, Annex I)."""


class Level(StrEnum):
    REFUSAL = "refusal"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a record: a code for programs, a sentence, and where."""

    code: str
    words: Words
    field: str = ""
    level: Level = Level.REFUSAL


def check(record: ProcedureRecord, fields: Collection[str] | None = None) -> list[Problem]:
    """Everything wrong with a record, refusals and notices; ``fields``: the codes of the known fields."""
    return [
        *_identity(record),
        *_field(record, fields),
        *_terms(record),
        *_fees(record),
        *_documents(record),
        *_steps(record),
    ]


def refusals(problems: list[Problem]) -> list[Problem]:
    """The problems for which a record is not taken in."""
    return [problem for problem in problems if problem.level is Level.REFUSAL]


def _identity(record: ProcedureRecord) -> Iterator[Problem]:
    if PROCEDURE.fullmatch(record.code) is None:
        yield _problem(
            "bad_code", "code", "Mã thủ tục phải có dạng 1.012994.", "The code must look like 1.012994."
        )
    if not record.name.vi:
        yield _problem("missing_name", "name_vi", "Thiếu tên thủ tục.", "The name is missing.")
    if not record.result.vi:
        yield _problem("missing_result", "result_vi", "Thiếu kết quả.", "The result is missing.")
    if record.authoritative_system not in SYSTEMS:
        vi, en = "Hệ thống giải quyết không rõ.", "The authoritative system is unknown."
        yield _problem("unknown_system", "authoritative_system", vi, en)
    if not record.legal_basis:
        vi, en = "Chưa ghi căn cứ pháp lý.", "No legal text is named."
        yield _problem("no_legal_basis", "legal_basis", vi, en, Level.NOTICE)


def _field(record: ProcedureRecord, fields: Collection[str] | None) -> Iterator[Problem]:
    if not record.field:
        yield _problem("missing_field", "field", "Thiếu lĩnh vực.", "The field is missing.")
    elif fields is not None and record.field not in fields:
        vi, en = f"Không có lĩnh vực «{record.field}».", f"There is no field “{record.field}”."
        yield _problem("unknown_field", "field", vi, en)


def _terms(record: ProcedureRecord) -> Iterator[Problem]:
    if not record.terms:
        yield _problem("missing_term", "terms", "Thiếu thời hạn giải quyết.", "The term is missing.")
    channels = [term.channel for term in record.terms]
    if len(set(channels)) < len(channels) or not set(channels) <= set(Channel):
        vi, en = "Mỗi cách nộp có một thời hạn.", "Each known channel has one term."
        yield _problem("bad_channel", "terms", vi, en)
    for number, term in enumerate(record.terms):
        yield from _term_problems(term, f"terms[{number}]")


def _term_problems(term: TermRecord, path: str) -> Iterator[Problem]:
    if term.unit not in set(Unit):
        vi, en = "Không rõ đơn vị của thời hạn.", "The unit of the term is unknown."
        yield _problem("unknown_unit", f"{path}.unit", vi, en)
        return
    try:
        Term(term.value, Unit(term.unit))
    except Refusal as refusal:
        yield Problem("bad_term", refusal.words, f"{path}.value")
    if term.promised is not None and not 0 < term.promised <= term.value:
        vi = "Thời hạn tỉnh cam kết phải lớn hơn 0 và không dài hơn thời hạn theo luật."
        en = "The promised term must be more than 0 and no longer than the legal term."
        yield _problem("bad_promise", f"{path}.promised", vi, en)
    if term.inferred:
        vi = f"Thời hạn được suy ra: {term.why.vi or 'nguồn không ghi rõ'}."
        en = f"The term is inferred: {term.why.en or 'the source does not say'}."
        yield _problem("inferred_unit", f"{path}.unit", vi, en, Level.NOTICE)


def _fees(record: ProcedureRecord) -> Iterator[Problem]:
    for number, fee in enumerate(record.fees):
        path = f"fees[{number}]"
        if fee.kind not in FEE_KINDS or fee.channel not in set(Channel):
            vi, en = "Loại phí hoặc cách nộp không rõ.", "The kind of fee or its channel is unknown."
            yield _problem("unknown_fee", path, vi, en)
        if fee.kind == "fixed" and not fee.amount:
            yield _problem(
                "fee_without_amount", f"{path}.amount", "Phí thiếu mức thu.", "The fee has no amount."
            )
        if fee.kind != "fixed" and fee.amount is not None:
            vi, en = "Mức thu chỉ ghi cho phí cố định.", "An amount belongs to a fixed fee only."
            yield _problem("amount_without_fee", f"{path}.amount", vi, en)


def _documents(record: ProcedureRecord) -> Iterator[Problem]:
    if not record.documents:
        vi, en = "Thành phần hồ sơ trống.", "The list of documents is empty."
        yield _problem("no_documents", "documents", vi, en)
    seen: set[str] = set()
    for number, document in enumerate(record.documents):
        path = f"documents[{number}]"
        if not document.code or document.code in seen:
            vi, en = "Mã giấy tờ thiếu hoặc lặp lại.", "A document's code is missing or repeated."
            yield _problem("bad_document_code", f"{path}.code", vi, en)
        seen.add(document.code)
        if not document.name.vi:
            vi, en = "Giấy tờ thiếu tên.", "A document has no name."
            yield _problem("missing_document_name", f"{path}.name_vi", vi, en)
        if document.originals + document.copies == 0:
            vi, en = "Giấy tờ không ghi số bản.", "A document has no number of originals or copies."
            yield _problem("no_copies", path, vi, en)
        if document.required not in ("always", "when") or document.is_always == bool(document.when.vi):
            vi = "Giấy tờ có điều kiện phải nêu điều kiện; giấy tờ luôn phải nộp thì không."
            en = "A conditional document names its condition; one that is always asked has none."
            yield _problem("bad_condition", f"{path}.required", vi, en)


def _steps(record: ProcedureRecord) -> Iterator[Problem]:
    if not record.steps:
        yield _problem("missing_step", "steps", "Thiếu quy trình nội bộ.", "The internal steps are missing.")
        return
    if record.process not in PROCESSES:
        vi, en = "Không rõ quy trình là mẫu chung hay đã công bố.", "Standard or published process? Unknown."
        yield _problem("unknown_process", "process", vi, en)
    for number, step in enumerate(record.steps):
        yield from _step_problems(step, number)
    last = record.steps[-1]
    if last.act != "return" or last.counted or any(step.act == "return" for step in record.steps[:-1]):
        vi, en = (
            "Bước cuối là trả kết quả, không tính thời gian.",
            "The last step is the return, not counted.",
        )
        yield _problem("return_not_last", "steps", vi, en)
    yield from _sum(record)


def _step_problems(step: StepRecord, number: int) -> Iterator[Problem]:
    path = f"steps[{number}]"
    if step.order != number + 1:
        yield _problem(
            "bad_order", f"{path}.order", "Thứ tự bước không liền nhau.", "Steps are out of order."
        )
    if step.act not in ACTS:
        yield _problem(
            "unknown_act", f"{path}.act", "Không rõ việc của bước.", "The act of the step is unknown."
        )
    if step.role not in ROLES:
        yield _problem("unknown_role", f"{path}.role", "Không rõ ai làm bước này.", "The role is unknown.")
    if step.unit not in UNIT_KINDS:
        yield _problem("unknown_unit_kind", f"{path}.unit", "Không rõ đơn vị làm.", "The unit is unknown.")
    if any(form not in FORMS for form in step.forms):
        yield _problem("unknown_form", f"{path}.forms", "Không có biểu mẫu số này.", "There is no such form.")
    if not step.name.vi or not step.result.vi:
        vi, en = "Bước thiếu tên hoặc kết quả phải có.", "A step lacks its name or its result."
        yield _problem("missing_step_name", path, vi, en)


def _sum(record: ProcedureRecord) -> Iterator[Problem]:
    term = record.timed_term
    if term is None:
        vi, en = (
            "Quy trình tính theo cách nộp không có thời hạn.",
            "The process is timed by a channel without a term.",
        )
        yield _problem("missing_term", "process_channel", vi, en)
        return
    in_hours = term.unit == Unit.WORKING_DAY
    wanted = Decimal(term.value * HOURS_A_DAY) if in_hours else Decimal(SHARES)
    total = sum((step.hours for step in record.steps if step.counted), Decimal(0))
    if total != wanted:
        kind = Words("giờ", "hours") if in_hours else Words("phần trăm", "percent")
        added = f"{total.normalize():f}"
        vi = f"Các bước cộng lại là {added.replace('.', ',')} {kind.vi}, phải là {wanted:f}."
        en = f"The steps add up to {added} {kind.en} instead of {wanted:f}."
        yield _problem("hours_do_not_add_up", "steps", vi, en)
    if any(step.counted and step.hours == 0 for step in record.steps):
        yield _problem(
            "step_without_time", "steps", "Có bước không có thời gian.", "A counted step has no time."
        )


def _problem(code: str, field: str, vi: str, en: str, level: Level = Level.REFUSAL) -> Problem:
    return Problem(code, Words(vi=vi, en=en), field, level)
