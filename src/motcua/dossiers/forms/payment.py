"""The receipt of a payment: what was paid for, how much in figures and words, under which number.

A slip of the center's own books (A6), not a form of Circular 03/2025/TT-VPCP. Vietnamese, as all papers.
"""

from dataclasses import asdict, dataclass
from datetime import datetime

from motcua.base.qr import qr_svg
from motcua.base.typesetting import typeset
from motcua.domain.money_words import in_words
from motcua.dossiers.forms.sheets import FOLDER
from motcua.dossiers.forms.wording import clock_and_day, dong, unit_held

METHODS = {
    "counter_cash": "Tiền mặt tại quầy",
    "vietqr": "Chuyển khoản (VietQR)",
    "connector": "Nền tảng thanh toán",
    "elsewhere": "Nộp vào ngân sách nhà nước",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentSlip:
    """Amounts in whole dong; ``waived`` is what an exemption took off, ``refunded`` what went back."""

    number: str
    center: str
    code: str
    procedure: str
    payer: str
    what: str
    charged: int
    waived: int
    paid: int
    refunded: int
    method: str
    reference: str
    at: datetime
    officer: str
    link: str


def render_slip(slip: PaymentSlip) -> bytes:
    """The PDF, the same however often it is printed (a refund changes what it says)."""
    data = asdict(slip) | {
        "center": unit_held(slip.center),
        "method": METHODS[slip.method],
        "at": clock_and_day(slip.at),
        "charged": dong(slip.charged),
        "waived": dong(slip.waived) if slip.waived else "",
        "paid": dong(slip.paid),
        "refunded": dong(slip.refunded) if slip.refunded else "",
        "words": in_words(slip.paid),
    }
    return typeset(FOLDER / "payment.typ", data, at=slip.at, pictures={"qr": qr_svg(slip.link)})
