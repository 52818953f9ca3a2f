"""The receipt of a payment as the payment's own facts fill it, and what a charge is called on it."""

from motcua.domain.fees import Kind
from motcua.dossiers.forms.payment import PaymentSlip, render_slip
from motcua.dossiers.models import Charge, Payment
from motcua.dossiers.money import line_of
from motcua.dossiers.receipt import center_name

NAMES = {
    Kind.FIXED: "Phí, lệ phí của thủ tục",
    Kind.PROVINCIAL_RULE: "Phí, lệ phí theo quy định của tỉnh",
    Kind.EXTRA: "Khoản thu thêm theo yêu cầu",
    Kind.OBLIGATION: "Nghĩa vụ tài chính theo thông báo",
}


def slip_pdf(payment: Payment, *, link: str) -> bytes:
    """The receipt as PDF; ``link`` is the resident's page in full."""
    charge, dossier = payment.charge, payment.charge.dossier
    balance = line_of(charge).balance
    return render_slip(
        PaymentSlip(
            number=payment.receipt_number,
            center=center_name(dossier),
            code=dossier.code,
            procedure=dossier.revision.procedure.name_vi,
            payer=dossier.applicant.name,
            what=what_for(charge),
            charged=charge.amount,
            waived=balance.waived,
            paid=payment.amount,
            refunded=balance.refunded,
            method=payment.method,
            reference=payment.reference or "",
            at=payment.at,
            officer=payment.by.name_vi if payment.by else "",
            link=link,
        )
    )


def what_for(charge: Charge) -> str:
    """What was charged, in Vietnamese: 5 trang × 2 bản."""
    counted = f" ({charge.count} {charge.per_vi})" if charge.per_vi else ""
    copies = f" × {charge.copies} bản" if charge.copies > 1 else ""
    return f"{NAMES[Kind(charge.kind)]}{counted}{copies}"
