"""The register as a spreadsheet: the columns of Form 07, written row by row, never all in memory.

Whatever people wrote stays text. A cell that begins with = + - @ would be a formula for a spreadsheet
program, at the latest after a trip through CSV; here it is typed as text and marked so (quote prefix).
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from motcua.domain.workdays import local
from motcua.dossiers import receipt
from motcua.dossiers.forms import Entry
from motcua.dossiers.forms.form07 import COLUMNS, FIRST_APPOINTMENT
from motcua.dossiers.forms.sheets import sheet
from motcua.dossiers.register import Register

A_SHEET = 1_000_000
"""Entries on one sheet; a spreadsheet program knows 1,048,576 rows."""
WIDTHS = (7, 26, 40, 28, 40, 30, 17, 17, 17, 24, 24, 17)
DAY_AND_TIME = "dd/mm/yyyy hh:mm"
LIKE_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "#")
HEAD = 5


def write_spreadsheet(asked: Register, target: IO[bytes]) -> int:
    """Write the register into ``target``; returns how many entries. A new sheet begins each million."""
    book = Workbook(write_only=True)
    entries, count = asked.entries(), 0
    while True:
        number = len(book.worksheets) + 1
        page = book.create_sheet(f"Sổ {number}" if number > 1 else "Sổ theo dõi hồ sơ")
        pen, before = Pen(page), count
        _begin(page, pen, asked)
        for entry in islice(entries, A_SHEET):
            page.append(_cells(pen, entry))
            count += 1
        if count - before < A_SHEET:
            break
    book.save(target)
    return count


class Pen:
    """The few cells with a style of one sheet, made once: a style is dear, and a row is written at once."""

    def __init__(self, page: Any) -> None:
        self._time, self._quoted, self._bold = (WriteOnlyCell(page) for _ in range(3))
        self._time.number_format = DAY_AND_TIME
        self._quoted.quotePrefix = True
        self._bold.font = Font(bold=True)

    def text(self, text: str) -> Any:
        """Text that is no formula, whatever it begins with."""
        clean = ILLEGAL_CHARACTERS_RE.sub("", text)
        if not clean.startswith(LIKE_FORMULAS):
            return clean
        self._quoted.value = clean
        self._quoted.data_type = "s"
        return self._quoted

    def time(self, at: datetime | None) -> Any:
        """A moment as a date that can be sorted, on the clock in Vietnam."""
        if at is None:
            return None
        self._time.value = local(at).replace(second=0, microsecond=0, tzinfo=None)
        return self._time

    def bold(self, text: str) -> Any:
        self._bold.value = text
        return self._bold


def _begin(page: Any, pen: Pen, asked: Register) -> None:
    page.freeze_panes = f"A{HEAD + 1}"
    for place, width in enumerate(WIDTHS, start=1):
        page.column_dimensions[get_column_letter(place)].width = width
    paper, fields = sheet("register"), "; ".join(asked.names_of_fields)
    page.append([pen.bold(paper.title.upper())])
    page.append([pen.text(receipt.name_of(asked.center))])
    page.append([pen.text(f"Lĩnh vực: {fields}")])
    page.append([f"Từ {asked.begins_on:%d/%m/%Y} đến {asked.ends_on:%d/%m/%Y}. {paper.basis}"])
    page.append(pen.bold(name) for name in (*COLUMNS, FIRST_APPOINTMENT))


def _cells(pen: Pen, entry: Entry) -> Iterator[Any]:
    """One row, drawn cell by cell as it is written: the pen has one cell of each style."""
    yield entry.order
    for text in (entry.code, entry.procedure, entry.person, entry.contact, entry.agency):
        yield pen.text(text)
    for at in (entry.received_at, entry.due_at, entry.returned_at):
        yield pen.time(at)
    yield pen.text(entry.way)
    yield pen.text(entry.signed)
    yield pen.time(entry.due_original)
