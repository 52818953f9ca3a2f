"""A procedure's record: what is refused, with which code, and that junk never gets through as a traceback."""

import copy
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.domain.procedure_check import Level, check, refusals
from motcua.domain.procedure_record import ProcedureRecord, read
from motcua.domain.refusal import Refusal

STEPS = [
    ("receive", "counter", "center", 4),
    ("assign", "head_of_unit", "economic", 4),
    ("appraise", "specialist", "economic", 112),
    ("review", "head_of_unit", "economic", 24),
    ("sign", "leader", "committee", 16),
    ("number", "clerk", "office", 8),
    ("return", "counter", "center", 0),
]
"""The published process of Nghệ An for 1.012994: 168 hours, 21 working days (Decision 3857/QĐ-UBND)."""


def sound() -> dict[str, Any]:
    return {
        "code": "1.012994",
        "name_vi": "Khấu trừ kinh phí bồi thường",
        "field": "land",
        "authoritative_system": "motcua",
        "terms": [{"channel": "direct", "value": 21, "unit": "working_day", "inferred": False}],
        "fees": [{"channel": "direct", "kind": "fixed", "amount": 2000}],
        "documents": [{"code": "D1", "name_vi": "Đơn đề nghị", "originals": 1}],
        "result_vi": "Quyết định",
        "legal_basis": ["103/2024/NĐ-CP"],
        "process": "published",
        "steps": [
            {"order": n, "act": act, "role": role, "unit": unit, "name_vi": act, "result_vi": act,
             "hours": hours, "counted": act != "return"}
            for n, (act, role, unit, hours) in enumerate(STEPS, 1)
        ],
    }  # fmt: skip


def changed(path: str, value: object) -> ProcedureRecord:
    """The sound record with one value changed; ``path`` such as ``terms.0.unit``."""
    record = sound()
    at: Any = record
    *way, last = path.split(".")
    for key in way:
        at = at[int(key)] if key.isdigit() else at[key]
    at[int(last) if last.isdigit() else last] = value
    return read(record)


def test_the_published_process_of_the_province_is_sound() -> None:
    assert check(read(sound()), fields={"land"}) == []


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("code", "1012994", "bad_code"),
        ("code", "", "bad_code"),
        ("name_vi", "  ", "missing_name"),
        ("field", "", "missing_field"),
        ("field", "moon", "unknown_field"),
        ("result_vi", "", "missing_result"),
        ("authoritative_system", "somewhere", "unknown_system"),
        ("terms", [], "missing_term"),
        ("terms.0.unit", "day", "unknown_unit"),
        ("terms.0.unit", None, "unknown_unit"),
        ("terms.0.value", 0, "bad_term"),
        ("terms.0.value", 20, "hours_do_not_add_up"),
        ("terms.0.unit", "calendar_day", "hours_do_not_add_up"),
        ("terms.0.promised", 22, "bad_promise"),
        ("terms.0.promised", 0, "bad_promise"),
        ("terms.0.channel", "fax", "bad_channel"),
        ("process_channel", "online", "missing_term"),
        ("fees.0.amount", None, "fee_without_amount"),
        ("fees.0.kind", "free", "amount_without_fee"),
        ("fees.0.kind", "a gift", "unknown_fee"),
        ("documents", [], "no_documents"),
        ("documents.0.code", "", "bad_document_code"),
        ("documents.0.name_vi", "", "missing_document_name"),
        ("documents.0.originals", 0, "no_copies"),
        ("documents.0.required", "when", "bad_condition"),
        ("documents.0.when_vi", "Nếu có", "bad_condition"),
        ("process", "invented", "unknown_process"),
        ("steps", [], "missing_step"),
        ("steps.2.hours", 111.5, "hours_do_not_add_up"),
        ("steps.2.hours", 0, "step_without_time"),
        ("steps.1.order", 7, "bad_order"),
        ("steps.1.act", "ponder", "unknown_act"),
        ("steps.1.role", "friend", "unknown_role"),
        ("steps.1.unit", "district", "unknown_unit_kind"),
        ("steps.1.result_vi", "", "missing_step_name"),
        ("steps.6.counted", True, "return_not_last"),
        ("steps.5.act", "return", "return_not_last"),
    ],
)
def test_a_broken_rule_is_refused_by_its_code(path: str, value: object, code: str) -> None:
    assert code in [problem.code for problem in refusals(check(changed(path, value), fields={"land"}))]


def test_two_documents_under_one_code_are_refused() -> None:
    record = sound()
    record["documents"] *= 2
    assert [problem.code for problem in check(read(record))] == ["bad_document_code"]


def test_an_inferred_unit_is_told_and_taken() -> None:
    record = sound()
    record["terms"][0] |= {"inferred": True, "why_vi": "nguồn không ghi", "why_en": "not in the source"}
    problems = check(read(record))
    assert [(problem.code, problem.level) for problem in problems] == [("inferred_unit", Level.NOTICE)]
    assert "not in the source" in problems[0].words.en
    assert refusals(problems) == []


def test_shares_of_other_units_add_up_to_a_hundred() -> None:
    record = sound()
    record["terms"][0] = {"channel": "direct", "value": 30, "unit": "calendar_day"}
    for step, share in zip(record["steps"], (2.5, 2.5, 60.25, 14.75, 15, 5, 0), strict=True):
        step["hours"] = share
    assert check(read(record)) == []
    assert read(record).steps[2].hours == Decimal("60.25")


@pytest.mark.parametrize(
    ("path", "value", "field", "code"),
    [
        ("name_vi", 7, "name_vi", "not_a_text"),
        ("name_vi", "x" * 201, "name_vi", "too_long"),
        ("name_vi", "a\x00b", "name_vi", "bad_character"),
        ("name_vi", "\ud800", "name_vi", "bad_character"),
        ("steps", "all of them", "steps", "not_a_list"),
        ("steps.3", [], "steps[3]", "not_an_object"),
        ("documents", [{}] * 301, "documents", "too_long"),
        ("documents.0.shwon", True, "documents[0]", "unknown_key"),
        ("documents.0.copies", True, "documents[0].copies", "not_a_number"),
        ("documents.0.copies", -1, "documents[0].copies", "out_of_range"),
        ("terms.0.value", 1e3, "terms[0].value", "not_a_number"),
        ("terms.0.value", 10**4000, "terms[0].value", "out_of_range"),
        ("terms.0.inferred", "no", "terms[0].inferred", "not_a_flag"),
        ("steps.0.hours", float("nan"), "steps[0].hours", "out_of_range"),
        ("steps.0.hours", float("inf"), "steps[0].hours", "out_of_range"),
        ("steps.0.hours", 1.005, "steps[0].hours", "too_precise"),
        ("fees.0.amount", 2000.5, "fees[0].amount", "not_a_number"),
    ],
)
def test_a_wrong_shape_is_refused_with_the_place(path: str, value: object, field: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        changed(path, value)
    assert (refused.value.field, refused.value.code) == (field, code)
    assert field in refused.value.words.vi
    assert field in refused.value.words.en


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8) | st.integers(), inner),
    max_leaves=12,
)


def places(value: object, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of every value inside a record."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(deep for key, each in inner for deep in places(each, (*path, key)))]


@given(JUNK, st.sampled_from(places(sound())))
def test_junk_anywhere_is_read_or_refused_never_a_crash(junk: object, path: tuple[Any, ...]) -> None:
    record: Any = copy.deepcopy(sound())
    if path:
        at = record
        for key in path[:-1]:
            at = at[key]
        at[path[-1]] = junk
    else:
        record = junk
    sentences = []
    try:
        sentences = [problem.words for problem in check(read(record))]
    except Refusal as refusal:
        sentences = [refusal.words]
    for words in sentences:
        assert words.vi.encode()
        assert words.en.encode()
