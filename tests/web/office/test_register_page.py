"""The register's page, its paper and its spreadsheet: whose they are, and what a wrong period is told."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import ALICE, MONDAY_0900, received
from tests.dossiers.test_forms import opened, said
from tests.web.office.conftest import TEN

PAGES = ("/office/register", "/office/register.xlsx", "/office/register.pdf")
KEEPERS = ("counter", "center", "leader")
OTHERS = ("support", "office", "head", "clerk", "province", "group4", "home_affairs", "admin")


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("role", KEEPERS)
def test_the_keepers_of_the_center_read_its_register(cast, desk, role, address):
    received(cast)
    assert desk(getattr(cast, role)).get(address).status_code == 200


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("role", OTHERS)
def test_nobody_else_does_not_even_the_province(cast, desk, role, address):
    received(cast)
    answer = desk(getattr(cast, role)).get(address)
    assert answer.status_code == 403
    assert ALICE.name not in answer.content.decode()


def test_another_commune_reads_its_own_which_is_empty(cast, desk):
    dossier = received(cast)
    page = desk(cast.of_son_lam("counter")).get("/office/register").content.decode()
    assert dossier.code not in page
    assert ALICE.name not in page


def test_the_page_shows_the_month_so_far_and_links_to_each_dossier(cast, desk):
    dossier = received(cast)
    page = desk(cast.center).get("/office/register").content.decode()
    assert 'value="2026-11-01"' in page
    assert 'value="2026-11-23"' in page
    assert f'href="/office/dossiers/{dossier.code}"' in page
    assert ALICE.name in page


def test_the_spreadsheet_has_what_the_page_asks_for(cast, desk):
    codes = [received(cast, now=MONDAY_0900 + timedelta(minutes=n)).code for n in range(3)]
    answer = desk(cast.center).get("/office/register.xlsx?begins_on=2026-11-23&ends_on=2026-11-23")
    assert answer["Content-Disposition"] == (
        'attachment; filename="so-theo-doi-ho-so-20261123-20261123.xlsx"'
    )
    page = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).worksheets[0]
    assert [row[1].value for row in page.iter_rows(min_row=6)] == codes


def test_the_paper_has_the_pages_asked_for_and_leads_back_to_the_page(cast, desk):
    received(cast)
    pdf = desk(cast.center).get("/office/register.pdf?first=1&last=1")
    assert pdf["Content-Type"] == "application/pdf"
    assert ALICE.name in said(pdf.content)
    assert len(opened(pdf.content).pages) == 1


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("begins_on=2026-11-23&ends_on=2026-11-01", "Ngày cuối phải sau ngày đầu."),
        ("begins_on=hôm%20nay&ends_on=2026-11-01", "Nhập ngày, ví dụ 1/11/2026."),
        ("begins_on=2001-01-01&ends_on=2026-11-01", "Chọn tối đa năm năm."),
        ("begins_on=2026-11-01&ends_on=2026-11-23&field=%00", "không"),
        ("begins_on=9999-12-31&ends_on=9999-12-31", "năm 2099"),
        ("begins_on=0001-01-01&ends_on=0001-01-01", "từ năm 2000"),
    ],
)
def test_a_wrong_period_is_told_and_kept_in_the_form(cast, desk, address, asked, words):
    answer = desk(cast.center).get(f"{address}?{asked}")
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_pages_the_register_has_not_got_are_told_beside_their_field(cast, desk):
    received(cast)
    answer = desk(cast.center).get("/office/register.pdf?first=1&last=7")
    assert answer.status_code == 422
    assert "Sổ có trang 1 đến 1." in answer.content.decode()


def test_the_page_costs_the_same_for_one_line_and_for_many(cast, desk):
    client = desk(cast.center)
    received(cast)
    with CaptureQueriesContext(connection) as few:
        client.get("/office/register")
    for n in range(1, 30):
        received(cast, now=MONDAY_0900 + timedelta(minutes=n))
    with CaptureQueriesContext(connection) as many:
        client.get("/office/register")
    assert len(many) == len(few)


def test_the_page_speaks_english(cast, desk):
    received(cast)
    client = desk(cast.center)
    client.cookies["motcua_language"] = "en"
    assert "Dossier register" in client.get("/office/register").content.decode()


def test_the_tab_is_there_for_its_readers_only(cast, desk):
    assert "/office/register" in desk(cast.leader).get("/office/").content.decode()
    assert "/office/register" not in desk(cast.clerk).get("/office/").content.decode()
    assert TEN.tzinfo is not None
