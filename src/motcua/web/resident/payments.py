"""What is to be paid, on the resident's page: the amount, the code to transfer by, the payment platform.

Never who pays, nor whether somebody is exempt and why: only what is still due.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from motcua.base.actors import Resident
from motcua.base.limits import check_rate
from motcua.base.qr import qr_svg
from motcua.base.vietqr import payload
from motcua.domain.fees import Kind
from motcua.domain.refusal import Refusal
from motcua.domain.states import OPEN_STATES, State
from motcua.dossiers import actions, money
from motcua.dossiers.models import Charge, Dossier, ReceivingAccount
from motcua.dossiers.payments import Order, connector, has_connector
from motcua.dossiers.queries import by_token
from motcua.web.requests import Request
from motcua.web.templatetags.motcua import dong

PAYABLE = OPEN_STATES | {State.PROCESSED, State.RETURNED}


@dataclass(frozen=True)
class ToPay:
    """A charge that is still due. ``qr`` and ``account`` only where the money is the center's."""

    charge: Charge
    due: int
    is_tax: bool
    qr: SafeString | str = ""
    account: ReceivingAccount | None = None


def paying(found: Dossier) -> dict[str, Any]:
    """What the page shows about money; a statement or two where nothing was ever charged."""
    if found.state not in PAYABLE or not found.charges.exists():
        return {}
    lines = [line for line in money.lines_of(found) if line.balance.due]
    account = money.account_of(found.center) if lines else None
    return {"to_pay": [_to_pay(line, found, account) for line in lines], "online": has_connector()}


@never_cache
@require_POST
def payments(request: Request, token: str) -> HttpResponse:
    """Order one charge through the payment platform, and go there."""
    found = by_token(token)
    who = request.META.get("REMOTE_ADDR", "")
    check_rate("payment", who, most=30, within=timedelta(minutes=10), now=request.now)
    given = {str(charge.pk): charge for charge in found.charges.all()}
    charge = given.get(request.POST.get("charge", ""))
    if charge is None or found.state not in PAYABLE:
        return redirect("dossier", token=found.token)
    try:
        platform = connector()
        order = actions.order_online(charge, connector=platform.name, by=Resident(), now=request.now)
    except Refusal as refusal:
        messages.info(request, refusal.words.in_language(get_language() or "vi"))
        return redirect("dossier", token=found.token)
    return HttpResponseRedirect(
        platform.ask(Order(order.pk, order.amount, found.code, order.expires_at)), status=303
    )


def _to_pay(line: money.Line, found: Dossier, account: ReceivingAccount | None) -> ToPay:
    due = line.balance.due
    if line.charge.kind == Kind.OBLIGATION:
        return ToPay(line.charge, due, is_tax=True)
    if account is None:
        return ToPay(line.charge, due, is_tax=False)
    label = _("QR code to transfer %(amount)s") % {"amount": dong(due)}
    qr = qr_svg(payload(account.as_rule, due, found.code), label=label)
    return ToPay(line.charge, due, is_tax=False, qr=qr, account=account)
