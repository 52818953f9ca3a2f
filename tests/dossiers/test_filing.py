"""The check of what is handed in: every gap at once, everything tidied, nothing that a database refuses."""

from dataclasses import replace
from datetime import date

import pytest

from motcua.catalogue.queries import Bundle, in_force
from motcua.domain.refusal import InvalidFields, Refusal
from motcua.dossiers import filing as rules
from motcua.dossiers.filing import Filing, Handed
from motcua.dossiers.models import Applicant
from tests.cast import ALICE, BIRTH, filing

MONDAY = date(2026, 11, 23)


@pytest.fixture
def parts(cast) -> Bundle:
    return in_force(BIRTH, MONDAY)


def wrong(parts: Bundle, given: Filing) -> list[str]:
    """The fields of everything that is refused."""
    with pytest.raises(InvalidFields) as refused:
        rules.check(given, parts, MONDAY)
    return [error.field for error in refused.value.errors]


def of(**person: object) -> Filing:
    return replace(filing(), applicant=replace(ALICE, **person))


def test_a_complete_filing_passes_and_comes_back_tidy(parts):
    given = of(name="  Nguye\u0302\u0303n\tThị \u202eVí Dụ ", phone="+84 900 000 001", email=" a@b.vn ")
    checked = rules.check(replace(given, note=" Đủ.\r\nKèm bản sao.\x00 "), parts, MONDAY)
    assert checked.applicant.name == "Nguyễn Thị Ví Dụ"
    assert checked.applicant.phone == "0900000001"
    assert checked.applicant.email == "a@b.vn"
    assert checked.note == "Đủ.\nKèm bản sao."


def test_every_gap_is_named_in_one_go_with_its_place(parts):
    given = Filing(
        BIRTH, "online?", replace(ALICE, name=" ", identity_number="1"), (Handed("D2", "original"),)
    )
    assert wrong(parts, given) == ["channel", "name", "identity_number", "documents.D1", "documents.D3"]


@pytest.mark.parametrize(
    ("person", "fields"),
    [
        ({"kind": "king"}, ["kind"]),
        ({"name": "…"}, ["name"]),
        ({"name": "A" * 201}, ["name"]),
        ({"identity_number": "٠٤٠٩٥٨٠٠٠٠٠١"}, ["identity_number"]),
        ({"kind": "organisation", "identity_number": "٠١٢٣٤٥٦٧٨٩"}, ["identity_number"]),
        ({"kind": "organisation", "identity_number": "12345"}, ["identity_number"]),
        ({"kind": "foreigner", "identity_number": "AB 1"}, ["identity_number"]),
        ({"born_on": date(2026, 11, 24)}, ["born_on"]),
        ({"born_on": date(1790, 1, 1)}, ["born_on"]),
        ({"address": "x" * 301}, ["address"]),
        ({"phone": "113"}, ["phone"]),
        ({"email": "a@b@c.d"}, ["email"]),
        ({"agent_name": "Trần Văn Ví Dụ"}, ["agent_identity_number", "agent_paper"]),
        ({"agent_paper": "Giấy ủy quyền"}, ["agent_name", "agent_identity_number"]),
    ],
)
def test_a_wrong_value_is_named(parts, person, fields):
    assert wrong(parts, of(**person)) == fields


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        (Applicant.Kind.PERSON, "040 958 000 001", "040958000001"),
        (Applicant.Kind.ORGANISATION, "2900 000 001-001", "2900000001001"),
        (Applicant.Kind.FOREIGNER, "c1234567", "C1234567"),
    ],
)
def test_numbers_are_kept_without_what_people_write_between(parts, kind, typed, kept):
    checked = rules.check(of(kind=kind, identity_number=typed), parts, MONDAY)
    assert checked.applicant.identity_number == kept


@pytest.mark.parametrize(
    ("paper", "field"),
    [
        (Handed("D9", "original"), "documents"),
        (Handed("\ud800", "original"), "documents"),
        (Handed("D4", "gold"), "documents.D4"),
        (Handed("D4", "copy", 0), "documents.D4"),
        (Handed("D4", "copy", 100), "documents.D4"),
        (Handed("D1", "original"), "documents.D1"),  # a second time
    ],
)
def test_a_wrong_paper_is_named(parts, paper, field):
    given = filing()
    assert wrong(parts, replace(given, papers=(*given.papers, paper))) == [field]


@pytest.mark.parametrize(
    "answers",
    [[], "text", {"a": "\x00"}, {"a": "\ud800"}, {"a": float("nan")}, {"a": "x" * 20_000}, {"a": {1}}],
)
def test_answers_that_cannot_be_stored_are_refused(parts, answers):
    assert wrong(parts, replace(filing(), answers=answers)) == ["answers"]


def test_a_note_longer_than_its_place_is_refused(parts):
    assert wrong(parts, replace(filing(), note="x" * 501)) == ["note"]


def test_a_procedure_of_another_system_is_not_received_here(cast):
    from motcua.catalogue.models import Procedure

    elsewhere = Procedure.objects.exclude(authoritative_system="motcua").first()
    with pytest.raises(Refusal, match="filed in the ministry") as refused:
        rules.check_filed_here(in_force(elsewhere.code, MONDAY))
    assert refused.value.code == "filed_elsewhere"
