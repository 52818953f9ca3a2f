"""The fee line of Form 01: free, let off, paid and how, or still to pay, as the books stand then."""

from collections.abc import Sequence

from motcua.catalogue.queries import bundle
from motcua.domain.fees import COUNTED, Balance, Kind, Method
from motcua.dossiers import forms, money
from motcua.dossiers.charging import BY_LAW
from motcua.dossiers.forms.form01 import FeeStatus
from motcua.dossiers.models import Dossier
from motcua.dossiers.money import Line

FREE = ("free", "exempt")
HOW = {
    Method.CASH: "bằng tiền mặt",
    Method.VIETQR: "bằng chuyển khoản",
    Method.CONNECTOR: "qua nền tảng thanh toán",
}


def fee_of(dossier: Dossier) -> forms.Fee:
    """What is owed to the center; the State budget's own money has its own notice and no line here."""
    lines = [line for line in money.lines_of(dossier) if line.charge.kind != Kind.OBLIGATION]
    return _charged(lines) if lines else _uncharged(dossier)


def _charged(lines: Sequence[Line]) -> forms.Fee:
    whole = money.total(lines)
    payments = [line.payment for line in lines if line.payment is not None]
    return forms.Fee(
        whole.charged,
        _status(whole),
        voucher=", ".join(payment.receipt_number for payment in payments),
        how=" và ".join(dict.fromkeys(HOW[Method(payment.method)] for payment in payments)),
        waived=whole.waived,
        refunded=whole.refunded,
        due=whole.due,
    )


def _status(whole: Balance) -> FeeStatus:
    if whole.waived == whole.charged:
        return "exempt"
    if not whole.paid:
        return "unpaid"
    return "paid" if whole.is_settled else "paid_in_part"


def _uncharged(dossier: Dossier) -> forms.Fee:
    """Nobody has set an amount: there is none, or it waits for a count, a tariff, the tax office."""
    if dossier.fee:
        fee = bundle(dossier.revision).fee(dossier.channel)
        if fee is not None and fee.per_vi in COUNTED:
            return forms.Fee(dossier.fee, "by_count", per=fee.per_vi)
        return forms.Fee(dossier.fee, "unpaid")
    if dossier.fee_note in FREE:
        return forms.Fee()
    return forms.Fee(0, "by_law" if dossier.fee_note == BY_LAW else "by_tariff")
