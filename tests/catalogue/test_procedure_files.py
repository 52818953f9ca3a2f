"""The facts in data/: every file is read, says what the law wants, and fits the others."""

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from motcua.catalogue import reading
from motcua.domain.codes import AGENCY
from motcua.domain.procedure_check import Level
from motcua.domain.procedure_record import ProcedureRecord

FILES = list(reading.procedures())
RECORDS = [file.record for file in FILES if file.record is not None]
THE_NINE = {"17713", "17722", "17728", "17743", "17759", "17770", "17779", "17791", "17818"}


def test_all_111_procedures_are_read_without_a_refusal() -> None:
    assert len(FILES) == len(RECORDS) == 111
    assert [(file.path.name, file.refused) for file in FILES if file.refused] == []


def test_the_only_notices_are_units_that_had_to_be_inferred_and_each_says_why() -> None:
    notices = [(file.record, problem) for file in FILES for problem in file.problems]
    assert {problem.code for _, problem in notices} == {"inferred_unit"}
    assert all(problem.level is Level.NOTICE for _, problem in notices)
    assert len({record.code for record, _ in notices if record}) == 27
    assert all(term.why.vi and term.why.en for record in RECORDS for term in record.terms if term.inferred)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.code)
def test_counted_hours_add_up_to_the_term(record: ProcedureRecord) -> None:
    term = record.timed_term
    assert term is not None
    total = sum(step.hours for step in record.steps if step.counted)
    assert total == (term.value * 8 if term.unit == "working_day" else 100)
    assert [step.act for step in record.steps][-1] == "return"


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.code)
def test_documents_read_as_a_counter_list(record: ProcedureRecord) -> None:
    names = [document.name.vi for document in record.documents]
    assert len(set(names)) == len(names)
    for document in record.documents:
        assert 0 < len(document.name.vi) <= 110
        assert document.name.vi[0].isupper()
        assert document.name.vi[-1] not in " ,;:.-*+"
        assert "  " not in document.name.vi
        assert document.name.en
        assert bool(document.when.vi) == bool(document.when.en)
        assert len(document.when.vi) <= 160
    assert len(record.name.vi) <= 90
    assert record.name.en
    assert record.result.en


def test_every_field_of_the_source_belongs_to_one_group() -> None:
    groups = [(source, field.code) for field in reading.field_rows() for source in field.source_fields]
    owner = dict(groups)
    assert len(owner) == len(groups)
    strangers = {(r.code, r.field_vi, r.field) for r in RECORDS if owner.get(r.field_vi) != r.field}
    assert strangers == set()


def test_every_group_has_its_letter_and_its_most_asked_procedures() -> None:
    fields = reading.field_rows()
    assert [field.series for field in fields] == list("ABCDEFGH")
    ranks = Counter((record.field, record.rank) for record in RECORDS)
    assert max(ranks.values()) == 1
    assert {field.code for field in fields} == {record.field for record in RECORDS}
    assert all((field.code, 1) in ranks for field in fields)


def test_terms_of_well_known_procedures() -> None:
    known = {record.code: record for record in RECORDS}
    birth = known["1.001193"].terms[0]
    assert (birth.channel, birth.unit) == ("direct", "same_day")
    land = {term.channel: (term.value, term.unit) for term in known["1.013978"].terms}
    assert land == {"direct": (27, "working_day"), "online": (17, "working_day"), "post": (20, "working_day")}
    copies = known["2.000815"].fees[0]
    assert (copies.kind, copies.amount, copies.per.en) == ("fixed", 2000, "page")


def test_only_what_the_police_and_the_military_decide_is_processed_elsewhere() -> None:
    elsewhere = {record.code for record in RECORDS if record.authoritative_system != "motcua"}
    vertical = {r.code for r in RECORDS if any(step.unit in ("police", "military") for step in r.steps)}
    assert elsewhere == vertical
    assert len(elsewhere) == 16


def test_130_communes_of_which_nine_were_inspected() -> None:
    communes = {commune.code: commune for commune in reading.commune_rows()}
    assert len(communes) == 130
    assert Counter(commune.kind for commune in communes.values()) == {"commune": 119, "ward": 11}
    assert {code for code, commune in communes.items() if commune.inspected} == THE_NINE
    for code, commune in communes.items():
        assert commune.neighbours
        assert all(code in communes[other].neighbours for other in commune.neighbours)
        assert Decimal("18.5") < commune.lat < Decimal("20.1")
        assert Decimal("103.8") < commune.lon < Decimal("105.9")
        assert commune.population > 2500


def test_every_commune_has_its_agency_and_every_agency_a_parent() -> None:
    agencies = {agency.agency_id: agency for agency in reading.agency_rows()}
    assert agencies["H41.17.791"].name.vi == "Ủy ban nhân dân xã Kim Bảng"
    assert {commune.agency_id for commune in reading.commune_rows()} <= set(agencies)
    assert all(AGENCY.fullmatch(code) for code in agencies)
    assert [code for code, agency in agencies.items() if agency.parent_id not in agencies] == ["H41"]
    assert [code for code, agency in agencies.items() if not agency.provisional] == ["H41"]


def test_a_ward_has_another_economic_division_than_a_commune() -> None:
    in_commune = {unit.code: unit.name.vi for unit in reading.unit_rows("commune")}
    in_ward = {unit.code: unit.name.vi for unit in reading.unit_rows("ward")}
    assert in_commune["economic"] == "Phòng Kinh tế"
    assert in_ward["economic"] == "Phòng Kinh tế, Hạ tầng và Đô thị"
    used = {step.unit for record in RECORDS for step in record.steps}
    assert used <= set(in_commune) == set(in_ward)


def test_the_figures_for_the_load_are_there() -> None:
    figures = reading.figures()
    assert figures["dossiers_per_1000_people_a_month"] == 22
    assert figures["mix.certification"] > figures["mix.business"] > figures["mix.civil-status"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "unreadable_file"),
        (b"\xff\xfe", "unreadable_file"),
        (b"{", "unreadable_file"),
        (b"[" * 100_000, "unreadable_file"),
        (b'"' + b"x" * 1_000_001 + b'"', "unreadable_file"),
        (b"[]", "not_an_object"),
        (b"{}", "bad_code"),
        (b'{"steps": NaN}', "not_a_list"),
        (b'{"name_vi": "\\ud800"}', "bad_character"),
    ],
)
def test_a_hostile_file_is_reported_not_raised(tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "1.012994.json").write_bytes(content)
    (file,) = reading.procedures(tmp_path)
    assert code in [problem.code for problem in file.refused]


def test_a_file_must_carry_the_name_of_its_code(tmp_path: Path) -> None:
    source = reading.DATA / "procedures" / "1.001193.json"
    (tmp_path / "birth.json").write_bytes(source.read_bytes())
    (file,) = reading.procedures(tmp_path)
    assert [problem.code for problem in file.refused] == ["code_is_not_the_file_name"]


def test_a_broken_copy_is_reported_beside_the_sound_ones(tmp_path: Path) -> None:
    for code in ("1.001193", "1.001612"):
        (tmp_path / f"{code}.json").write_bytes((reading.DATA / "procedures" / f"{code}.json").read_bytes())
    broken = json.loads((tmp_path / "1.001612.json").read_text(encoding="utf-8"))
    broken["documents"] = []
    (tmp_path / "1.001612.json").write_text(json.dumps(broken), encoding="utf-8")
    found = {
        file.path.stem: [problem.code for problem in file.refused] for file in reading.procedures(tmp_path)
    }
    assert found == {"1.001193": [], "1.001612": ["no_documents"]}
