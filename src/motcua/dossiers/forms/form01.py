"""Form 01: receipt of a dossier and appointment for its result (Giấy tiếp nhận hồ sơ và hẹn trả kết quả).

Annex I of Circular 03/2025/TT-VPCP; the right to a receipt, and to collect without it when it is
lost, is Article 6 of Decree 118/2025/NĐ-CP.
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal

from motcua.base.qr import qr_svg
from motcua.base.typesetting import typeset
from motcua.dossiers.forms.sheets import FOLDER, sheet
from motcua.dossiers.forms.wording import day_in_words, dong, local, moment_in_words, unit_held

PaperKind = Literal["original", "copy", "certified", "electronic", "shown"]
FeeStatus = Literal["free", "exempt", "paid", "unpaid", "by_tariff"]

PAPER_KINDS: dict[PaperKind, str] = {
    "original": "Bản chính",
    "copy": "Bản sao",
    "certified": "Bản sao chứng thực",
    "electronic": "Bản điện tử",
    "shown": "Xuất trình",
}


@dataclass(frozen=True, slots=True)
class Person:
    """A person or an organisation as the form names one."""

    name: str
    id_number: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document handed over: how many of which kind."""

    name: str
    kind: PaperKind
    count: int = 1


@dataclass(frozen=True, slots=True)
class Fee:
    """Whole dong. ``voucher`` is the number of the payment's own receipt, where there is one."""

    dong: int = 0
    status: FeeStatus = "free"
    voucher: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form01:
    """All that Form 01 says. Times carry a zone; texts may be anything, they are printed as they stand.

    ``number`` is the paper's own serial (``142``, the symbol is added); ``agency`` and ``center`` are
    full names; ``place`` heads the date; ``link`` is the resident's page. With a ``principal``, the
    submitter acts for that person under ``authorisation`` (the paper that says so). ``electronic``:
    digital signatures stand in place of wet ones.
    """

    code: str
    number: str
    agency: str
    center: str
    place: str
    hotline: str
    submitter: Person
    principal: Person | None = None
    authorisation: str = ""
    request: str
    papers: tuple[Paper, ...]
    sets: int = 1
    term: str
    issued_at: datetime
    received_at: datetime
    due_at: datetime
    collect_at: str
    register_book: str = ""
    register_entry: str = ""
    fee: Fee = Fee()
    receiver: str
    link: str
    electronic: bool = False


def render(form: Form01) -> bytes:
    """The PDF: one A5 page for an ordinary dossier, more where the papers or names need them."""
    paper = sheet("receipt")
    issued = local(form.issued_at)
    data = asdict(form) | {
        "sheet": asdict(paper),
        "letterhead": {"agency": unit_held(form.agency), "center": unit_held(form.center)},
        "symbol": paper.symbol.format(number=form.number, year=issued.year),
        "place_and_day": f"{form.place}, {day_in_words(issued)}",
        "issued_at": moment_in_words(form.issued_at),
        "received_at": moment_in_words(form.received_at),
        "due_at": moment_in_words(form.due_at),
        "fee": fee_in_words(form.fee),
        "papers": [
            {"name": item.name, "kind": PAPER_KINDS[item.kind], "count": item.count} for item in form.papers
        ],
    }
    return typeset(FOLDER / "form01.typ", data, at=form.issued_at, pictures={"qr": qr_svg(form.link)})


def fee_in_words(fee: Fee) -> str:
    """What the fee line says; the resident sees at a glance whether anything is still to pay."""
    if fee.status == "free":
        return "không thu"
    if fee.status == "exempt":
        return "được miễn"
    if fee.status == "by_tariff":
        return "theo mức thu niêm yết tại Trung tâm"
    state = "đã nộp" if fee.status == "paid" else "chưa nộp"
    voucher = f" (biên lai số {fee.voucher})" if fee.voucher else ""
    return f"{dong(fee.dong)}, {state}{voucher}"
