"""A procedure as a file says it: typed, and not yet judged.

``read`` turns untrusted JSON into a record or refuses it with the path of the wrong value;
``procedure_check.check`` then looks at what a well-shaped record says.
"""

from dataclasses import dataclass
from decimal import Decimal

from motcua.domain.shapes import both, decimal, flag, row, rows, text, whole
from motcua.domain.words import Words


@dataclass(frozen=True, slots=True)
class TermRecord:
    """``promised``: the shorter term the province promises, in the same unit; None where there is none."""

    channel: str
    value: int
    unit: str
    inferred: bool
    why: Words
    promised: int | None = None


@dataclass(frozen=True, slots=True)
class FeeRecord:
    """``amount`` in whole dong, only where ``kind`` is fixed; ``per`` is what it is charged for."""

    channel: str
    kind: str
    amount: int | None
    per: Words
    note: Words


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """One component. ``shown``: only presented, then given back. ``when``: empty where always asked."""

    code: str
    name: Words
    originals: int
    copies: int
    shown: bool
    required: str
    when: Words

    @property
    def is_always(self) -> bool:
        return self.required == "always"


@dataclass(frozen=True, slots=True)
class StepRecord:
    """``hours`` are working hours where the term is in working days, else percent of the term.

    ``forms``: the numbers of the standard forms that the step fills in, such as 02 (Circular 03/2025).
    """

    order: int
    act: str
    role: str
    unit: str
    name: Words
    result: Words
    hours: Decimal
    counted: bool
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProcedureRecord:
    code: str
    name: Words
    official_name_vi: str
    keywords_vi: tuple[str, ...]
    field: str
    field_vi: str
    rank: int
    decision: str
    authoritative_system: str
    subjects: tuple[str, ...]
    terms: tuple[TermRecord, ...]
    fees: tuple[FeeRecord, ...]
    documents: tuple[DocumentRecord, ...]
    result: Words
    legal_basis: tuple[str, ...]
    process: str
    process_channel: str
    steps: tuple[StepRecord, ...]
    source: str

    @property
    def timed_term(self) -> TermRecord | None:
        """The term that the hours of the steps add up to; other channels scale them."""
        return next((term for term in self.terms if term.channel == self.process_channel), None)


_TERM_KEYS = frozenset({"channel", "value", "promised", "unit", "inferred", "why_vi", "why_en"})
_FEE_KEYS = frozenset({"channel", "kind", "amount", "per_vi", "per_en", "note_vi", "note_en"})
_DOCUMENT_KEYS = frozenset(
    {"code", "name_vi", "name_en", "originals", "copies", "shown", "required", "when_vi", "when_en"}
)
_STEP_KEYS = frozenset(
    {"order", "act", "role", "unit", "name_vi", "name_en", "result_vi", "result_en", "hours", "counted"}
    | {"forms"}
)
_KEYS = frozenset(
    {"code", "name_vi", "name_en", "official_name_vi", "keywords_vi", "field", "field_vi", "rank", "decision"}
    | {"authoritative_system", "subjects", "terms", "fees", "documents", "result_vi", "result_en"}
    | {"legal_basis", "process", "process_channel", "steps", "source"}
)


def read(value: object) -> ProcedureRecord:
    """The record in untrusted JSON; raises ``Invalid`` with the path of the first wrong value."""
    given = row(value, "procedure", _KEYS)
    return ProcedureRecord(
        code=text(given.get("code", ""), "code", 30),
        name=both(given, "name", "", 200),
        official_name_vi=text(given.get("official_name_vi", ""), "official_name_vi", 2000),
        keywords_vi=rows(given.get("keywords_vi", []), "keywords_vi", text),
        field=text(given.get("field", ""), "field", 30),
        field_vi=text(given.get("field_vi", ""), "field_vi", 120),
        rank=whole(given.get("rank", 999), "rank", 9999),
        decision=text(given.get("decision", ""), "decision", 120),
        authoritative_system=text(given.get("authoritative_system", ""), "authoritative_system", 10),
        subjects=rows(given.get("subjects", []), "subjects", text),
        terms=rows(given.get("terms", []), "terms", _term),
        fees=rows(given.get("fees", []), "fees", _fee),
        documents=rows(given.get("documents", []), "documents", _document),
        result=both(given, "result", "", 300),
        legal_basis=rows(given.get("legal_basis", []), "legal_basis", text),
        process=text(given.get("process", ""), "process", 20),
        process_channel=text(given.get("process_channel", "direct"), "process_channel", 10),
        steps=rows(given.get("steps", []), "steps", _step),
        source=text(given.get("source", ""), "source"),
    )


def _term(value: object, path: str) -> TermRecord:
    given = row(value, path, _TERM_KEYS)
    promised = given.get("promised")
    return TermRecord(
        channel=text(given.get("channel", ""), f"{path}.channel"),
        value=whole(given.get("value", 0), f"{path}.value", 20_000),
        unit=text(given.get("unit") or "", f"{path}.unit"),
        inferred=flag(given.get("inferred", False), f"{path}.inferred"),
        why=both(given, "why", path),
        promised=None if promised is None else whole(promised, f"{path}.promised", 20_000),
    )


def _fee(value: object, path: str) -> FeeRecord:
    given = row(value, path, _FEE_KEYS)
    amount = given.get("amount")
    return FeeRecord(
        channel=text(given.get("channel", ""), f"{path}.channel"),
        kind=text(given.get("kind", ""), f"{path}.kind"),
        amount=None if amount is None else whole(amount, f"{path}.amount", 1_000_000_000),
        per=both(given, "per", path),
        note=both(given, "note", path),
    )


def _document(value: object, path: str) -> DocumentRecord:
    given = row(value, path, _DOCUMENT_KEYS)
    return DocumentRecord(
        code=text(given.get("code", ""), f"{path}.code", 10),
        name=both(given, "name", path),
        originals=whole(given.get("originals", 0), f"{path}.originals", 99),
        copies=whole(given.get("copies", 0), f"{path}.copies", 99),
        shown=flag(given.get("shown", False), f"{path}.shown"),
        required=text(given.get("required", "always"), f"{path}.required"),
        when=both(given, "when", path),
    )


def _step(value: object, path: str) -> StepRecord:
    given = row(value, path, _STEP_KEYS)
    return StepRecord(
        order=whole(given.get("order", 0), f"{path}.order", 99),
        act=text(given.get("act", ""), f"{path}.act", 10),
        role=text(given.get("role", ""), f"{path}.role", 14),
        unit=text(given.get("unit", ""), f"{path}.unit", 12),
        name=both(given, "name", path, 200),
        result=both(given, "result", path, 200),
        hours=decimal(given.get("hours", 0), f"{path}.hours", 9999),
        counted=flag(given.get("counted", True), f"{path}.counted"),
        forms=rows(given.get("forms", []), f"{path}.forms", _form),
    )


def _form(value: object, path: str) -> str:
    return text(value, path, 2)
