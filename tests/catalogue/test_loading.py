"""The world as it is loaded: the province, the catalogue, revisions that follow each other."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from motcua.base.actors import System
from motcua.base.models import Event
from motcua.catalogue import reading
from motcua.catalogue.actions import enter, load_fields
from motcua.catalogue.models import Field, Procedure, Revision
from motcua.catalogue.queries import in_force, search
from motcua.domain.procedure_record import ProcedureRecord
from motcua.domain.refusal import Invalid, Refusal
from motcua.places.models import Center, Commune, Unit
from motcua.sandbox import setting
from tests.cast import BIRTH, MONDAY_0900

BY = System("test")
pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return Unit.objects.get(kind=Unit.Kind.PROVINCE)


def record_of(code: str) -> ProcedureRecord:
    record = reading.procedure(reading.DATA / "procedures" / f"{code}.json").record
    assert record is not None
    return record


def test_the_province_has_its_communes_and_two_that_live():
    assert Commune.objects.count() == Center.objects.count() == 130
    assert sorted(
        Center.objects.filter(counters__isnull=False).distinct().values_list("commune", flat=True)
    ) == [
        "17759",
        "17791",
    ]
    assert Unit.objects.filter(kind=Unit.Kind.PROVINCE).count() == 1


def test_all_111_procedures_are_in_force_with_their_parts():
    assert Procedure.objects.count() == 111
    for code in Procedure.objects.values_list("code", flat=True):
        parts = in_force(code, date(2026, 11, 23))
        assert parts.documents, code
        assert parts.steps, code
        assert parts.terms, code


def test_what_was_loaded_is_what_the_file_says():
    record, parts = record_of(BIRTH), in_force(BIRTH, date(2026, 11, 23))
    assert parts.procedure.name_vi == record.name.vi
    assert [document.code for document in parts.documents] == [document.code for document in record.documents]
    assert [step.act for step in parts.steps] == [step.act for step in record.steps]


def test_loading_twice_changes_nothing(province):
    before = Revision.objects.count(), Unit.objects.count(), Procedure.objects.count()
    setting.load_places(MONDAY_0900)
    setting.load_catalogue(province, MONDAY_0900, only=(BIRTH,))
    setting.load_cast(MONDAY_0900)
    assert before == (Revision.objects.count(), Unit.objects.count(), Procedure.objects.count())


@pytest.mark.parametrize("code", ["9.999999", "", "x" * 500, "1.001193'"])
def test_an_unknown_procedure_is_refused_in_a_sentence(code):
    with pytest.raises(Refusal) as refused:
        in_force(code, date(2026, 11, 23))
    assert refused.value.words.vi
    assert 400 <= refused.value.status < 500


def test_a_procedure_of_a_field_that_is_not_there_is_not_entered(province):
    record = record_of(BIRTH)
    object.__setattr__(record, "field", "nowhere")
    with pytest.raises(Invalid, match="no field nowhere"):
        enter(record, owner=province, valid_from=date(2026, 12, 1), by=BY, now=MONDAY_0900)
    assert Revision.objects.filter(procedure=BIRTH).count() == 1


def test_fields_take_the_tables_words(province):
    Field.objects.filter(code="land").update(name_vi="Cũ")
    load_fields(reading.field_rows(), owner=province, by=BY, now=MONDAY_0900)
    assert Field.objects.get(code="land").name_vi != "Cũ"
    assert Event.objects.filter(kind="fields.loaded").last().data == {"count": Field.objects.count()}


@pytest.mark.parametrize(
    "typed", ["khai sinh", "KHAI SINH", "dang ky khai sinh", "đăng ký khai sinh", "  khai   sinh "]
)
def test_a_procedure_is_found_without_diacritics(typed):
    assert BIRTH in [procedure.code for procedure in search(typed, limit=10)]


def test_two_revisions_cannot_have_one_number(province):
    first = Revision.objects.get(procedure=BIRTH)
    with pytest.raises(IntegrityError), transaction.atomic():
        Revision.objects.create(procedure_id=BIRTH, number=first.number, valid_from=date(2026, 12, 1))
