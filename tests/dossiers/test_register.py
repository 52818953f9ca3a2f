"""The register (Form 07): who stands in it, in which order, under which number, and as a spreadsheet."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.base.models import Event
from motcua.domain.refusal import Invalid, InvalidFields
from motcua.domain.workdays import local
from motcua.dossiers import actions, register_sheet
from motcua.dossiers import register as module
from motcua.dossiers.handover import Collection
from motcua.dossiers.models import Applicant, Dossier
from motcua.dossiers.register import Register, register, register_pdf
from motcua.dossiers.register_sheet import write_spreadsheet
from tests.cast import ALICE, FRIDAY_1000, MONDAY_0900, filing, received
from tests.dossiers.test_forms import opened, said

LINK = "https://motcua.example.vn/office/register"
NOVEMBER = {"begins_on": date(2026, 11, 1), "ends_on": date(2026, 11, 30)}


@pytest.fixture
def november(cast) -> Register:
    return register(cast.kim_bang, **NOVEMBER, fields=[])


def sheets(asked: Register) -> openpyxl.Workbook:
    file = io.BytesIO()
    write_spreadsheet(asked, file)
    return openpyxl.load_workbook(file)


def rows_of(page) -> list[tuple[object, ...]]:
    return [tuple(cell.value for cell in row) for row in page.iter_rows(min_row=6)]


def test_it_holds_what_was_received_in_order(cast, november):
    later = received(cast, now=MONDAY_0900)
    first = received(cast, now=FRIDAY_1000)
    received(cast, now=datetime(2026, 12, 1, 2, tzinfo=UTC))
    assert [(entry.order, entry.code) for entry in november.entries()] == [(1, first.code), (2, later.code)]


def test_another_center_is_not_in_it(cast, november):
    received(cast)
    theirs = register(cast.son_lam, **NOVEMBER, fields=[])
    assert (november.count, theirs.count) == (1, 0)


def test_each_line_says_what_the_dossier_and_the_journal_say(cast, november):
    dossier = received(cast)
    actions.assign(dossier, to=cast.office, by=cast.head, now=MONDAY_0900)
    actions.complete_step(dossier, by=cast.office, now=MONDAY_0900)
    actions.complete_step(dossier, by=cast.head, now=MONDAY_0900)
    actions.decide(dossier, kind="granted", by=cast.leader, now=MONDAY_0900)
    actions.issue(dossier, symbol="GKS", by=cast.clerk, now=MONDAY_0900)
    who = Collection(ALICE.name, ALICE.identity_number, "identity_card")
    back = MONDAY_0900 + timedelta(hours=2)
    actions.hand_over(dossier, collection=who, by=cast.counter, now=back)
    (entry,) = november.entries()
    at = dict(Event.objects.filter(subject=f"dossier/{dossier.code}").values_list("kind", "at"))
    assert (entry.received_at, entry.returned_at) == (at["dossier.received"], at["dossier.returned"])
    assert entry.due_at == dossier.due_at
    assert (entry.person, entry.signed) == (ALICE.name, ALICE.name)
    assert entry.contact == "Xóm 1, Xã Kim Bảng, 0900000001"
    assert entry.procedure.startswith("Đăng ký khai sinh")
    assert entry.agency == "Ủy ban nhân dân xã Kim Bảng"
    assert entry.way == "Trực tiếp tại Trung tâm"


def test_one_field_has_its_own_register_numbered_on_through_the_year(cast):
    for now in (FRIDAY_1000, MONDAY_0900, MONDAY_0900 + timedelta(hours=1)):
        received(cast, now=now)
    (field,) = set(Dossier.objects.values_list("revision__procedure__field", flat=True))
    monday = {"begins_on": MONDAY_0900.date(), "ends_on": MONDAY_0900.date()}
    assert [entry.order for entry in register(cast.kim_bang, **monday, fields=[field]).entries()] == [2, 3]
    assert register(cast.kim_bang, **monday, fields=["land"]).count == 0


def test_a_new_year_begins_a_new_count(cast):
    old, new = datetime(2026, 12, 31, 2, tzinfo=UTC), datetime(2027, 1, 4, 2, tzinfo=UTC)
    for now in (MONDAY_0900, old, new):
        received(cast, now=now)
    turn = register(cast.kim_bang, begins_on=date(2026, 12, 1), ends_on=date(2027, 1, 31), fields=[])
    assert [entry.order for entry in turn.entries()] == [2, 1]


def test_what_was_not_accepted_is_not_in_the_register(cast, november):
    actions.refuse_at_intake(
        actions.submit(
            replace(filing(), channel="online"), center=cast.kim_bang, by=cast.counter, now=MONDAY_0900
        ),
        reason="Không thuộc thẩm quyền",
        by=cast.counter,
        now=MONDAY_0900,
    )
    assert Dossier.objects.count() == 1
    assert november.count == 0


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_slices_neither_repeat_nor_lose_a_line(cast, november, monkeypatch, size):
    dossiers = [received(cast, now=MONDAY_0900 + timedelta(minutes=n // 3)) for n in range(7)]
    monkeypatch.setattr(module, "SLICE", size)
    inside = [row.code for row in sorted(dossiers, key=lambda row: (row.received_at, row.pk))]
    assert [entry.code for entry in november.entries()] == inside
    assert [entry.code for entry in november.entries(skip=2, most=3)] == inside[2:5]
    assert [entry.order for entry in november.entries(skip=2, most=3)] == [3, 4, 5]


def test_a_slice_is_one_statement_however_long_the_register(cast, november):
    received(cast)
    with CaptureQueriesContext(connection) as few:
        list(november.entries())
    for n in range(9):
        received(cast, now=MONDAY_0900 + timedelta(minutes=n))
    with CaptureQueriesContext(connection) as many:
        assert len(list(Register(november.center, **NOVEMBER).entries())) == 10
    assert len(few) == len(many) == 2  # the lines of the year before, and the slice


FORMULAS = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "#N/A", '=HYPERLINK("http://x","y")']


def test_no_cell_becomes_a_formula(cast, november):
    for n, text in enumerate(FORMULAS):
        dossier = received(cast, now=MONDAY_0900 + timedelta(minutes=n))
        Applicant.objects.filter(dossier=dossier).update(name=text, address=text, phone="")
    page = sheets(november).worksheets[0]
    for row, text in zip(page.iter_rows(min_row=6), FORMULAS, strict=True):
        for cell in (row[3], row[4]):
            assert cell.value == text
            assert cell.data_type == "s"
            assert cell.quotePrefix


def test_a_letter_no_spreadsheet_takes_is_left_out(cast, november):
    dossier = received(cast)
    Applicant.objects.filter(dossier=dossier).update(name="Ví\x0b Dụ\x1f")
    assert rows_of(sheets(november).worksheets[0])[0][3] == "Ví Dụ"


def test_the_spreadsheet_has_the_columns_of_the_form_and_real_times(cast, november):
    dossier = received(cast)
    page = sheets(november).worksheets[0]
    assert page["A1"].value == "SỔ THEO DÕI HỒ SƠ"
    assert page["A2"].value == "Trung tâm Phục vụ hành chính công xã Kim Bảng"
    assert [cell.value for cell in page[5]][:4] == ["STT", "Mã hồ sơ", "Tên TTHC", "Tên tổ chức, cá nhân"]
    assert page.freeze_panes == "A6"
    (row,) = rows_of(page)
    assert row[:2] == (1, dossier.code)
    assert row[6] == datetime(2026, 11, 23, 9, 0)  # noqa: DTZ001 - a sheet knows no zones
    assert row[7] == local(dossier.due_at).replace(tzinfo=None)
    assert row[8] is None
    assert row[11] == row[7]  # the first appointment still holds


def test_a_dossier_put_off_shows_the_first_appointment_too(cast, november):
    dossier = received(cast)
    later = dossier.due_at + timedelta(days=7)
    Dossier.objects.filter(pk=dossier.pk).update(due_at=later)  # as an apology letter does
    (entry,) = november.entries()
    assert (entry.due_at, entry.due_original) == (later, dossier.due_original)
    text = said(register_pdf(november, first=1, last=1, link=LINK, now=MONDAY_0900))
    assert "hẹn đầu" in text
    (row,) = rows_of(sheets(november).worksheets[0])
    assert row[7] - row[11] == timedelta(days=7)


def test_a_full_sheet_is_followed_by_another(cast, november, monkeypatch):
    codes = [received(cast, now=MONDAY_0900 + timedelta(minutes=n)).code for n in range(5)]
    monkeypatch.setattr(register_sheet, "A_SHEET", 2)
    pages = sheets(november).worksheets
    assert [len(rows_of(page)) for page in pages] == [2, 2, 1]
    assert [row[1] for page in pages for row in rows_of(page)] == codes


def test_the_paper_register_prints_the_pages_asked_for(cast, november, monkeypatch):
    monkeypatch.setattr(module, "A_PAGE", 2)
    codes = [received(cast, now=MONDAY_0900 + timedelta(minutes=n)).code for n in range(5)]
    pdf = register_pdf(november, first=2, last=3, link=LINK, now=MONDAY_0900)
    text = said(pdf)
    assert [code in text for code in codes] == [False, False, True, True, True]
    assert "Trang sổ 2/3" in text
    assert "Số: 2026/STD-TTPVHCC" in text
    assert "Lĩnh vực: Tất cả lĩnh vực" in text
    assert len(opened(pdf).pages) == 2


@pytest.mark.parametrize(("first", "last"), [(0, 1), (2, 1), (1, 2), (1, 10**9)])
def test_pages_that_the_register_has_not_got_are_refused(cast, november, first, last):
    received(cast)
    with pytest.raises(Invalid):
        register_pdf(november, first=first, last=last, link=LINK, now=MONDAY_0900)


@pytest.mark.parametrize(
    "asked",
    [
        {"begins_on": date(2026, 11, 2), "ends_on": date(2026, 11, 1), "fields": []},
        {"begins_on": date(2020, 1, 1), "ends_on": date(2026, 1, 1), "fields": []},
        {**NOVEMBER, "fields": ["no-such-field"]},
    ],
)
def test_a_register_that_cannot_be_is_refused(cast, asked):
    with pytest.raises(InvalidFields):
        register(cast.kim_bang, **asked)
