"""Charges as the counter's pages show them: what for, how much, how it stands, the code to transfer by."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from motcua.base.qr import qr_svg
from motcua.base.vietqr import payload
from motcua.catalogue.models import Fee
from motcua.catalogue.queries import bundle
from motcua.domain.fees import COUNTED, Balance, Kind, Method
from motcua.dossiers import money
from motcua.dossiers.charging import BY_LAW, RULED_ELSEWHERE
from motcua.dossiers.models import Dossier, ReceivingAccount, RefundRequest
from motcua.dossiers.money import Line
from motcua.web.templatetags.motcua import dong

NAMES: dict[str, Any] = {
    Kind.FIXED: gettext_lazy("The procedure's fee"),
    Kind.PROVINCIAL_RULE: gettext_lazy("Fee set by the province"),
    Kind.EXTRA: gettext_lazy("Extra, as asked for"),
    Kind.OBLIGATION: gettext_lazy("Payment to the State budget by notice"),
}
METHODS: dict[str, Any] = {
    Method.CASH: gettext_lazy("Cash at the counter"),
    Method.VIETQR: gettext_lazy("Bank transfer (VietQR)"),
    Method.CONNECTOR: gettext_lazy("Payment platform"),
    Method.ELSEWHERE: gettext_lazy("Paid into the State budget"),
}
REASONS: dict[str, Any] = {
    RefundRequest.Reason.IN_ERROR: gettext_lazy("Paid in error"),
    RefundRequest.Reason.EXEMPT_AFTER_ALL: gettext_lazy("Was exempt after all"),
    RefundRequest.Reason.NOT_TAKEN_UP: gettext_lazy("The dossier was not taken up"),
    RefundRequest.Reason.OTHER: gettext_lazy("Another reason"),
}


@dataclass(frozen=True)
class Shown:
    """One charge of the page; ``qr`` only where a transfer to the center would pay it."""

    line: Line
    name: str | Promise
    counted: str
    state: str
    state_words: str
    qr: SafeString | str = ""
    requests: list[RefundRequest] = field(default_factory=list)

    @property
    def balance(self) -> Balance:
        return self.line.balance

    @property
    def is_own(self) -> bool:
        """The center's own money, not the State budget's."""
        return self.line.charge.kind != Kind.OBLIGATION

    @property
    def method(self) -> Any:
        return METHODS[self.line.payment.method] if self.line.payment else ""


def shown(dossier: Dossier, account: ReceivingAccount | None) -> list[Shown]:
    return [_shown(line, dossier.code, account) for line in money.lines_of(dossier)]


def unasked(dossier: Dossier, lines: list[Shown]) -> Fee | None:
    """The procedure's fee where nobody has set its amount yet: pages to count, a tariff to choose from."""
    fee = bundle(dossier.revision).fee(dossier.channel)
    if fee is None or any(shown.line.charge.kind != Kind.EXTRA for shown in lines):
        return None
    return fee if fee.kind in RULED_ELSEWHERE or fee.per_vi in COUNTED else None


def standing(dossier: Dossier) -> dict[str, Any]:
    """The fee of a dossier in a few words, for pages about something else; five statements."""
    lines = shown(dossier, None)
    whole = money.total(line.line for line in lines if line.is_own)
    to_ask = unasked(dossier, lines)
    if whole.due:
        return {"state": "due_soon", "words": _("%(amount)s to pay") % {"amount": dong(whole.due)}}
    if to_ask is not None and to_ask.kind != "not_stated":
        return {"state": "due_soon", "words": _("The amount is not set yet")}
    if whole.charged:
        return {"state": "done", "words": _("Nothing left to pay")}
    fee = bundle(dossier.revision).fee(dossier.channel)
    return {"state": "", "words": _("By notice of the tax office") if fee and fee.kind == BY_LAW else ""}


def _shown(line: Line, reference: str, account: ReceivingAccount | None) -> Shown:
    charge, balance = line.charge, line.balance
    own = charge.kind != Kind.OBLIGATION
    qr: SafeString | str = ""
    if own and account is not None and balance.due:
        text = payload(account.as_rule, balance.due, reference)
        qr = qr_svg(text, label=_("QR code to transfer %(amount)s") % {"amount": dong(balance.due)})
    state, words = _state(line)
    asked = [request for payment in line.payments for request in payment.refund_requests.all()]
    return Shown(line, NAMES[charge.kind], _counted(line), state, words, qr, asked)


def _state(line: Line) -> tuple[str, str]:
    balance = line.balance
    if balance.refunded:
        whole = balance.refunded == balance.paid
        return "paused", _("Refunded") if whole else _("Refunded in part")
    if balance.paid:
        return "done", _("Paid")
    if not balance.due:
        return "done", _("Exempt")
    return "due_soon", _("To pay")


def _counted(line: Line) -> str:
    charge = line.charge
    per = charge.per_in(get_language() or "vi")
    if charge.count == charge.copies == 1 and not per:
        return ""
    pieces = f"{charge.count} {per}".strip()
    return f"{pieces} × {charge.copies} {_('copies')}" if charge.copies > 1 else pieces
