"""Form 01: receipt of a dossier and appointment for its result (Giấy tiếp nhận hồ sơ và hẹn trả kết quả).

Annex I of Circular 03/2025/TT-VPCP; the right to a receipt, and to collect without it when it is
lost, is Article 6 of Decree 118/2025/NĐ-CP.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from motcua.dossiers.forms.official import Official, Person, Values, in_words, printed
from motcua.dossiers.forms.wording import dong

TEMPLATE = "form01"
PaperKind = Literal["original", "copy", "certified", "electronic", "shown"]
FeeStatus = Literal["free", "exempt", "paid", "paid_in_part", "unpaid", "by_count", "by_tariff", "by_law"]

PAPER_KINDS: dict[PaperKind, str] = {
    "original": "Bản chính",
    "copy": "Bản sao",
    "certified": "Bản sao chứng thực",
    "electronic": "Bản điện tử",
    "shown": "Xuất trình",
}


UNPRICED: dict[FeeStatus, str] = {
    "free": "không thu",
    "by_tariff": "theo mức thu niêm yết tại Trung tâm, chưa nộp",
    "by_law": "nghĩa vụ tài chính theo thông báo của cơ quan thuế",
}


@dataclass(frozen=True, slots=True)
class Paper:
    """A document handed over: how many of which kind."""

    name: str
    kind: PaperKind
    count: int = 1


@dataclass(frozen=True, slots=True)
class Fee:
    """Whole dong. ``voucher`` is the number of the payment's own receipt, where there is one; ``how`` it was
    paid; ``per`` what a counted rate is for; ``due`` what of it is still to pay."""

    dong: int = 0
    status: FeeStatus = "free"
    voucher: str = ""
    how: str = ""
    waived: int = 0
    refunded: int = 0
    due: int = 0
    per: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form01(Official):
    """With a ``principal``, the submitter acts for that person under ``authorisation`` (the paper for it)."""

    hotline: str
    submitter: Person
    principal: Person | None = None
    authorisation: str = ""
    request: str
    papers: tuple[Paper, ...]
    sets: int = 1
    term: str
    received_at: datetime
    due_at: datetime
    collect_at: str
    register_book: str = ""
    register_entry: str = ""
    fee: Fee = Fee()
    receiver: str


def values(form: Form01) -> Values:
    return in_words(form, "receipt") | {
        "fee": fee_in_words(form.fee),
        "papers": [
            {"name": item.name, "kind": PAPER_KINDS[item.kind], "count": item.count} for item in form.papers
        ],
    }


def render(form: Form01) -> bytes:
    """The PDF: one A5 page for an ordinary dossier, more where the papers or names need them."""
    return printed(TEMPLATE, values(form), link=form.link, at=form.issued_at)


def fee_in_words(fee: Fee) -> str:
    """What the fee line says; the resident sees at a glance whether anything is still to pay."""
    if fee.status in UNPRICED:
        return UNPRICED[fee.status]
    if fee.status == "by_count":
        return f"{dong(fee.dong)}/{fee.per}, tính theo số lượng, chưa nộp"
    if fee.status == "exempt":
        return f"{dong(fee.dong)}, được miễn" if fee.dong else "được miễn"
    parts = [dong(fee.dong)]
    if fee.waived:
        parts.append(f"được giảm {dong(fee.waived)}")
    if fee.status != "unpaid":
        parts.append(" ".join(part for part in ("đã nộp", fee.how, _voucher(fee)) if part))
    if fee.refunded:
        parts.append(f"đã hoàn trả {dong(fee.refunded)}")
    if fee.status != "paid":
        parts.append(f"còn phải nộp {dong(fee.due)}" if fee.due not in (0, fee.dong) else "chưa nộp")
    return ", ".join(parts)


def _voucher(fee: Fee) -> str:
    return f"(biên lai số {fee.voucher})" if fee.voucher else ""
