"""Form 07: dossier register (Sổ theo dõi hồ sơ), some of its pages.

Annex I of Circular 03/2025/TT-VPCP: eleven columns; one register for each field or group of fields. An
electronic register needs no printing if it holds all of this.
"""

from dataclasses import dataclass
from datetime import date, datetime

from motcua.dossiers.forms.official import Official, Values, in_words, printed
from motcua.dossiers.forms.wording import clock_and_day

TEMPLATE = "form07"
COLUMNS = (
    "STT",
    "Mã hồ sơ",
    "Tên TTHC",
    "Tên tổ chức, cá nhân",
    "Địa chỉ, số điện thoại",
    "Cơ quan chủ trì giải quyết",
    "Nhận hồ sơ",
    "Hẹn trả kết quả",
    "Trả kết quả",
    "Phương thức nhận kết quả",
    "Ký nhận",
)
FIRST_APPOINTMENT = "Hẹn trả lần đầu"
"""A spreadsheet's twelfth column, so that both dates can be sorted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the register, its eleven columns in order; ``due_original`` is the first appointment."""

    order: int
    code: str
    procedure: str
    person: str
    contact: str
    agency: str
    received_at: datetime
    due_at: datetime
    due_original: datetime
    returned_at: datetime | None
    way: str
    signed: str

    def cells(self) -> tuple[int | str, ...]:
        """The line as a sheet of paper says it: times as ``08:05, 23/11/2026``."""
        returned = clock_and_day(self.returned_at) if self.returned_at else ""
        times = clock_and_day(self.received_at), self._appointment(), returned
        known = self.order, self.code, self.procedure, self.person, self.contact, self.agency
        return (*known, *times, self.way, self.signed)

    def _appointment(self) -> str:
        """The present one, and the first where an apology put it off: a late dossier stays late by that."""
        if self.due_original == self.due_at:
            return clock_and_day(self.due_at)
        return f"{clock_and_day(self.due_at)} (hẹn đầu {clock_and_day(self.due_original)})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form07(Official):
    """``fields`` are the names of the fields the register is for; ``pages`` the entries page by page.

    ``first_page`` is the number of the first of them in the register.
    """

    fields: tuple[str, ...]
    begins_on: date
    ends_on: date
    first_page: int
    last_page: int
    pages: tuple[tuple[Entry, ...], ...]


def values(form: Form07) -> Values:
    said = in_words(form, "register")
    said["columns"] = list(COLUMNS)
    said["pages"] = [[list(entry.cells()) for entry in page] for page in form.pages]
    return said


def render(form: Form07) -> bytes:
    """The PDF on A4 across."""
    return printed(TEMPLATE, values(form), link=form.link, at=form.issued_at)
