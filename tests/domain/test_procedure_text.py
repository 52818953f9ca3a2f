"""A revision's text: the same content is the same bytes, and what changed is said in words."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from motcua.catalogue import reading
from motcua.domain.procedure_check import check, refusals
from motcua.domain.procedure_difference import Part, differences
from motcua.domain.procedure_record import ProcedureRecord, read
from motcua.domain.procedure_text import Instrument, as_json, digest, published_text, read_back, written
from motcua.domain.words import Words

RECORDS = [file.record for file in reading.procedures() if file.record is not None]
LAND = next(record for record in RECORDS if record.code == "1.013978")


def text(record: ProcedureRecord, **changed: object) -> str:
    parts = {
        "number": 2,
        "valid_from": date(2026, 12, 1),
        "approval": Instrument("12/QĐ-UBND", date(2026, 11, 20)),
        "publication": Instrument("13/QĐ-UBND", date(2026, 11, 23)),
    }
    return published_text(record, **{**parts, **changed})  # type: ignore[arg-type]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.code)
def test_what_is_written_is_read_back_the_same(record: ProcedureRecord) -> None:
    assert read_back(written(record)) == record
    assert written(read(as_json(record))) == written(record)
    assert differences(record, record) == []


def test_every_change_changes_the_digest() -> None:
    last = LAND.steps[0]
    others = [
        text(replace(LAND, result=Words("Giấy khác", "Another"))),
        text(replace(LAND, terms=(replace(LAND.terms[0], promised=20), *LAND.terms[1:]))),
        text(replace(LAND, steps=(replace(last, hours=last.hours + 1), *LAND.steps[1:]))),
        text(LAND, number=3),
        text(LAND, valid_from=date(2026, 12, 2)),
        text(LAND, approval=Instrument("12/QĐ-UBND", date(2026, 11, 21))),
        text(LAND, publication=Instrument("14/QĐ-UBND", date(2026, 11, 23))),
        text(LAND, publication=Instrument("13/QĐ-UBND", None)),
    ]
    assert len({digest(each) for each in [text(LAND), *others]}) == 9


def test_a_difference_says_both_sides_in_words() -> None:
    term, *others = LAND.terms
    new = replace(LAND, terms=(replace(term, value=20, promised=15), *others))
    (found,) = differences(LAND, new)
    assert (found.part, found.what.en) == (Part.TERM, "In person")
    assert found.before == Words("27 ngày làm việc", "27 working days")
    assert found.after == Words(
        "20 ngày làm việc, tỉnh cam kết 15 ngày làm việc",
        "20 working days; the province promises 15 working days",
    )


def test_added_and_dropped_parts_have_one_side_only() -> None:
    first, *rest = LAND.documents
    asked = replace(first, code="D99", name=Words("Giấy mới", "New paper"), originals=1, copies=2)
    new = replace(LAND, documents=(*rest, asked), legal_basis=(*LAND.legal_basis, "99/2026/NĐ-CP"))
    found = {(each.part, each.what.en): each for each in differences(LAND, new)}
    assert found[Part.DOCUMENT, first.code].after is None
    added = found[Part.DOCUMENT, "D99"]
    assert added.before is None
    assert added.after is not None
    assert added.after.en.startswith("New paper: 1 original, 2 copies")
    assert found[Part.BASIS, "99/2026/NĐ-CP"].before is None
    assert len(found) == 3


def test_a_step_differs_by_who_by_time_and_by_its_forms() -> None:
    step, *rest = LAND.steps
    for changed in (
        replace(step, role="clerk"),
        replace(step, hours=Decimal("3.5")),
        replace(step, forms=("01", "02")),
        replace(step, counted=False),
    ):
        (found,) = differences(LAND, replace(LAND, steps=(changed, *rest)))
        assert (found.part, found.what.en) == (Part.STEP, "Step 1")
        assert found.before != found.after


def test_fees_of_one_channel_are_told_apart() -> None:
    fee = replace(LAND.fees[0], kind="fixed", amount=10_000, per=Words("trang", "page"))
    old, new = replace(LAND, fees=(fee, fee)), replace(LAND, fees=(fee, replace(fee, amount=2_000)))
    (found,) = differences(old, new)
    assert found.before == Words("10.000 đồng / trang", "10,000 dong / page")
    assert found.after == Words("2.000 đồng / trang", "2,000 dong / page")


def test_a_step_names_only_the_seven_forms() -> None:
    step, *rest = LAND.steps
    assert refusals(check(replace(LAND, steps=(replace(step, forms=("01", "07")), *rest)))) == []
    wrong = refusals(check(replace(LAND, steps=(replace(step, forms=("08",)), *rest))))
    assert [problem.code for problem in wrong] == ["unknown_form"]
