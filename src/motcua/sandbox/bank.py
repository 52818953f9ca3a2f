"""The demo plays the bank: one page where an order of the sandbox platform is confirmed, failed or mispaid.

Only under MOTCUA_DEMO. What it does goes the way of a real platform: a signed callback, read and heard.
"""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.base.actors import System
from motcua.domain.payment_notices import OUTCOMES, Outcome, Status
from motcua.domain.refusal import NotFound
from motcua.domain.words import Words
from motcua.dossiers import actions
from motcua.dossiers.models import PaymentOrder
from motcua.sandbox.payments import SandboxBank, callback

SHORT = 1_000
ANSWERS = {"confirm": Status.CONFIRMED, "short": Status.CONFIRMED, "fail": Status.FAILED}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def bank(request: HttpRequest, pk: UUID) -> HttpResponse:
    """An order as the payer's bank shows it; a press is what the bank then tells the center."""
    order = _order(pk)
    answer = request.POST.get("answer", "")
    if request.method == "POST" and answer in ANSWERS:
        amount = max(1, order.amount - SHORT) if answer == "short" else order.amount
        platform = SandboxBank()
        heard = platform.read(*callback(order.pk, ANSWERS[answer], amount))
        now = request.now  # type: ignore[attr-defined]
        actions.hear(heard, by=System(f"payments.{platform.name}"), now=now)
        return redirect("demo_bank", pk=order.pk)
    told = [(notice, OUTCOMES[Outcome(notice.outcome)]) for notice in order.notices.all()]
    context = {"order": order, "dossier": order.charge.dossier, "told": told, "short": SHORT}
    return render(request, "demo/bank.html", context)


def _order(pk: UUID) -> PaymentOrder:
    found = PaymentOrder.objects.filter(pk=pk, connector=SandboxBank.name) if settings.DEMO else None
    order = found.select_related("charge__dossier__center__commune").first() if found is not None else None
    if order is None:
        raise NotFound(
            "no_order", Words(vi="Không có lệnh thanh toán này.", en="There is no such payment order.")
        )
    return order


urlpatterns = [path("demo/bank/<uuid:pk>", bank, name="demo_bank")]
