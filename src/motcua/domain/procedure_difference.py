"""What changed between two revisions of a procedure, in words, part by part.

Terms and fees are compared by their channel, documents by their code, steps by their place in the process.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from motcua.domain import procedure_words as said
from motcua.domain.procedure_record import ProcedureRecord
from motcua.domain.words import Words

R = TypeVar("R")


class Part(StrEnum):
    NAME = "name"
    TERM = "term"
    DOCUMENT = "document"
    STEP = "step"
    FEE = "fee"
    RESULT = "result"
    BASIS = "basis"


@dataclass(frozen=True, slots=True)
class Difference:
    """One change. ``before`` is None for what is new, ``after`` for what is dropped; never both.

    ``what`` names the thing that changed, such as the channel or the step's number.
    """

    part: Part
    what: Words
    before: Words | None
    after: Words | None


def differences(old: ProcedureRecord, new: ProcedureRecord) -> list[Difference]:
    """Everything in which ``new`` says something else than ``old``; empty where they say the same."""
    return [
        *_one(Part.NAME, Words(vi="Tên thủ tục", en="Name"), old.name, new.name),
        *_many(Part.TERM, old.terms, new.terms, lambda t: t.channel, said.term, _channel),
        *_many(Part.DOCUMENT, old.documents, new.documents, lambda d: d.code, said.document, _same),
        *_many(Part.STEP, _steps(old), _steps(new), lambda s: s[0], lambda s: s[1], _step),
        *_many(Part.FEE, _fees(old), _fees(new), lambda f: f[0], lambda f: f[1], _fee),
        *_one(Part.RESULT, Words(vi="Kết quả", en="Result"), old.result, new.result),
        *_bases(old, new),
    ]


def _one(part: Part, what: Words, before: Words, after: Words) -> Iterator[Difference]:
    if before != after:
        yield Difference(part, what, before, after)


def _many(
    part: Part,
    old: Iterable[R],
    new: Iterable[R],
    key: Callable[[R], str],
    words: Callable[[R], Words],
    what: Callable[[str], Words],
) -> Iterator[Difference]:
    before = {key(each): words(each) for each in old}
    after = {key(each): words(each) for each in new}
    for name in [*before, *(name for name in after if name not in before)]:
        if before.get(name) != after.get(name):
            yield Difference(part, what(name), before.get(name), after.get(name))


def _steps(record: ProcedureRecord) -> list[tuple[str, Words]]:
    term = record.timed_term
    unit = term.unit if term else ""
    return [(str(step.order), said.step(step, unit)) for step in record.steps]


def _fees(record: ProcedureRecord) -> list[tuple[str, Words]]:
    """Several fees of one channel (a copy's page, a certificate) are told apart by their order."""
    seen: dict[str, int] = {}
    rows = []
    for fee in record.fees:
        seen[fee.channel] = seen.get(fee.channel, 0) + 1
        rows.append((f"{fee.channel}/{seen[fee.channel]}", said.fee(fee)))
    return rows


def _bases(old: ProcedureRecord, new: ProcedureRecord) -> Iterator[Difference]:
    for text in old.legal_basis:
        if text not in new.legal_basis:
            yield Difference(Part.BASIS, _same(text), _same(text), None)
    for text in new.legal_basis:
        if text not in old.legal_basis:
            yield Difference(Part.BASIS, _same(text), None, _same(text))


def _channel(code: str) -> Words:
    return said.channel(code)


def _fee(key: str) -> Words:
    return said.channel(key.partition("/")[0])


def _step(order: str) -> Words:
    return Words(vi=f"Bước {order}", en=f"Step {order}")


def _same(text: str) -> Words:
    return Words(vi=text, en=text)
