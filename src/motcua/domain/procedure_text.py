"""The text of a procedure's revision, written so that the same content is always the same bytes.

What was in force on a past day must be shown as it stood (Decree 63/2010/NĐ-CP Art 15: what is published
binds from its day). The digest of the bytes is kept and recorded when a revision is published; whoever
has the text can reckon it again.

>>> digest("{}")
'44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a'
"""

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

from motcua.domain.procedure_record import (
    DocumentRecord,
    FeeRecord,
    ProcedureRecord,
    StepRecord,
    TermRecord,
    read,
)
from motcua.domain.words import Words


@dataclass(frozen=True, slots=True)
class Instrument:
    """The decision behind an act, such as 12/QĐ-UBND; ``day`` is None where only its number is known."""

    document: str
    day: date | None = None


def digest(text: str) -> str:
    """SHA-256 of the text in UTF-8, in hexadecimal."""
    return sha256(text.encode()).hexdigest()


def published_text(
    record: ProcedureRecord, *, number: int, valid_from: date, approval: Instrument, publication: Instrument
) -> str:
    """The whole text of a published revision: what it says, from when, and on which decisions."""
    return canonical(
        {
            "number": number,
            "valid_from": valid_from.isoformat(),
            "approval": _instrument(approval),
            "publication": _instrument(publication),
            "procedure": as_json(record),
        }
    )


def canonical(value: object) -> str:
    """JSON with sorted keys and no spaces: equal values have equal texts."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def written(record: ProcedureRecord) -> str:
    """The record alone as canonical text; ``read_back`` gives it again."""
    return canonical(as_json(record))


def read_back(text: str) -> ProcedureRecord:
    return read(json.loads(text))


def as_json(record: ProcedureRecord) -> dict[str, Any]:
    """The record in the shape of the files in data/procedures."""
    return {
        "code": record.code,
        **_both("name", record.name),
        "official_name_vi": record.official_name_vi,
        "keywords_vi": list(record.keywords_vi),
        "field": record.field,
        "field_vi": record.field_vi,
        "rank": record.rank,
        "decision": record.decision,
        "authoritative_system": record.authoritative_system,
        "subjects": list(record.subjects),
        "terms": [_term(term) for term in record.terms],
        "fees": [_fee(fee) for fee in record.fees],
        "documents": [_document(document) for document in record.documents],
        **_both("result", record.result),
        "legal_basis": list(record.legal_basis),
        "process": record.process,
        "process_channel": record.process_channel,
        "steps": [_step(step) for step in record.steps],
        "source": record.source,
    }


def _instrument(given: Instrument) -> dict[str, str | None]:
    return {"document": given.document, "date": given.day.isoformat() if given.day else None}


def _both(name: str, words: Words) -> dict[str, str]:
    return {f"{name}_vi": words.vi, f"{name}_en": words.en}


def _term(term: TermRecord) -> dict[str, Any]:
    promised = {} if term.promised is None else {"promised": term.promised}
    return {
        "channel": term.channel,
        "value": term.value,
        "unit": term.unit,
        "inferred": term.inferred,
        **_both("why", term.why),
        **promised,
    }


def _fee(fee: FeeRecord) -> dict[str, Any]:
    return {
        "channel": fee.channel,
        "kind": fee.kind,
        "amount": fee.amount,
        **_both("per", fee.per),
        **_both("note", fee.note),
    }


def _document(document: DocumentRecord) -> dict[str, Any]:
    return {
        "code": document.code,
        **_both("name", document.name),
        "originals": document.originals,
        "copies": document.copies,
        "shown": document.shown,
        "required": document.required,
        **_both("when", document.when),
    }


def _step(step: StepRecord) -> dict[str, Any]:
    return {
        "order": step.order,
        "act": step.act,
        "role": step.role,
        "unit": step.unit,
        **_both("name", step.name),
        **_both("result", step.result),
        "hours": _number(step.hours),
        "counted": step.counted,
        "forms": list(step.forms),
    }


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
