"""What is to be paid for a dossier: charge it, let somebody off, take the money, ask for it back."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from motcua.domain.refusal import Forbidden, Invalid, NotFound, Refusal
from motcua.domain.words import Words
from motcua.dossiers import actions, money
from motcua.dossiers.models import Charge, Dossier, ExemptionClass, Payment, Tariff
from motcua.dossiers.payment_slip import slip_pdf
from motcua.web.counter.desks import Desk, at_center
from motcua.web.counter.dossiers import find, resident_link, state_of
from motcua.web.counter.fee_lines import REASONS, shown, unasked
from motcua.web.counter.said import gaps, say, text
from motcua.web.templatetags.motcua import dong
from motcua.web.typed import amount_typed, count_typed

Values = dict[str, str]


@dataclass
class Asked:
    """What was sent and refused, to be shown again where it was typed."""

    noun: str = ""
    charge: str = ""
    values: Values = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


@never_cache
@require_safe
@at_center
def fees(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    return _page(request, desk, find(desk, code), Asked())


@never_cache
@require_http_methods(["POST"])
@at_center
def act(request: HttpRequest, desk: Desk, code: str, noun: str) -> HttpResponse:
    """Do one of ``ACTS`` with this dossier's money, and come back to it."""
    dossier = find(desk, code)
    values = {name: str(value)[:600].replace("\x00", "") for name, value in request.POST.items()}
    try:
        done = ACTS[noun](desk, dossier, values)
    except Forbidden as refusal:
        if refusal.code != "not_your_counter":
            raise
        say(request, refusal)
        return redirect("counter_fees", dossier.code)
    except Invalid as refusal:
        errors = {error.field: text(error.words) for error in gaps(refusal)}
        return _page(request, desk, dossier, Asked(noun, values.get("charge", ""), values, errors), 422)
    except Refusal as refusal:
        say(request, refusal)
        return redirect("counter_fees", dossier.code)
    messages.success(request, done)
    return redirect("counter_fees", dossier.code)


@never_cache
@require_safe
@at_center
def slip(request: HttpRequest, desk: Desk, code: str, number: int, year: int) -> HttpResponse:
    """The receipt of a payment, to print and hand over."""
    dossier = find(desk, code)
    found = Payment.objects.filter(charge__dossier=dossier, number=number, year=year)
    payment = found.select_related("charge", "by").first()
    if payment is None:
        raise NotFound("no_payment", Words(vi="Không có phiếu thu này.", en="There is no such receipt."))
    payment.charge.dossier = dossier
    pdf = slip_pdf(payment, link=resident_link(request, dossier))
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{dossier.code}-{payment.number}.pdf"'},
    )


def _charge(desk: Desk, dossier: Dossier, values: Values) -> str:
    chosen = values.get("tariff", "")
    common: dict[str, Any] = {
        "count": count_typed(values, "count", default="1" if chosen else ""),
        "copies": count_typed(values, "copies"),
        "by": desk.officer,
        "now": desk.now,
    }
    if chosen == "hand":
        made = actions.charge(
            dossier, amount=amount_typed(values, "amount"), basis=values.get("basis", ""), **common
        )
    elif chosen:
        made = actions.charge(dossier, tariff=_one(Tariff, chosen, "tariff"), **common)
    else:
        made = actions.charge(dossier, **common)
    return _("Charged: %(amount)s.") % {"amount": dong(made.amount)}


def _exempt(desk: Desk, dossier: Dossier, values: Values) -> str:
    made = actions.exempt(
        _charge_of(dossier, values),
        exempted_class=_one(ExemptionClass, values.get("exempted_class", ""), "exempted_class"),
        proof=values.get("proof", ""),
        by=desk.officer,
        now=desk.now,
    )
    return _("Exempted: %(amount)s.") % {"amount": dong(made.amount)}


def _pay(desk: Desk, dossier: Dossier, values: Values) -> str:
    charge, amount = _charge_of(dossier, values), amount_typed(values, "amount")
    counter = desk.duty.counter if desk.duty else None
    if values.get("method") == "vietqr":
        payment = actions.record_transfer(
            charge,
            amount=amount,
            reference=values.get("reference", ""),
            counter=counter,
            by=desk.officer,
            now=desk.now,
        )
    elif counter is None:
        raise Refusal(
            "counter_not_open",
            Words(
                vi="Quầy của bạn chưa mở. Mở quầy trước khi thu tiền.",
                en="Your counter is not open. Open it before you take money.",
            ),
        )
    else:
        payment = actions.take_cash(charge, counter=counter, amount=amount, by=desk.officer, now=desk.now)
    said = {"amount": dong(payment.amount), "number": payment.receipt_number}
    return _("Received %(amount)s, receipt no. %(number)s. Print it and hand it over.") % said


def _ask_refund(desk: Desk, dossier: Dossier, values: Values) -> str:
    payment = money.line_of(_charge_of(dossier, values)).payment
    if payment is None:
        raise Refusal("nothing_paid", Words(vi="Khoản này chưa nộp.", en="Nothing was paid on this charge."))
    actions.ask_refund(
        payment,
        amount=amount_typed(values, "amount"),
        reason=values.get("reason", ""),
        words=values.get("words", ""),
        by=desk.officer,
        now=desk.now,
    )
    return _("The refund was asked for. The head of the center answers it on the page of the day's money.")


def _resume(desk: Desk, dossier: Dossier, values: Values) -> str:
    actions.resume_after_payment(dossier, proof=values.get("reference", ""), by=desk.officer, now=desk.now)
    return _("The payment is proven. The dossier goes on, with its second appointment.")


ACTS: dict[str, Callable[[Desk, Dossier, Values], str]] = {
    "charges": _charge,
    "exemptions": _exempt,
    "payments": _pay,
    "refund-requests": _ask_refund,
    "resumptions": _resume,
}

ADDRESSES = {
    "charges": "counter_charges",
    "exemptions": "counter_exemptions",
    "payments": "counter_payments",
    "refund-requests": "counter_refund_requests",
    "resumptions": "counter_dossier_resumptions",
}
"""The last part of each act's address and the address's name."""


def _charge_of(dossier: Dossier, values: Values) -> Charge:
    found = {str(charge.pk): charge for charge in dossier.charges.all()}
    charge = found.get(values.get("charge", ""))
    if charge is None:
        raise NotFound("no_charge", Words(vi="Không có khoản thu này.", en="There is no such charge."))
    return charge


def _one(model: Any, given: str, field: str) -> Any:
    try:
        found = model.objects.filter(pk=UUID(given)).first()
    except ValueError:
        found = None
    if found is None:
        raise Invalid(
            f"{field}_missing", Words(vi="Chọn một dòng trong danh sách.", en="Choose one."), field=field
        )
    return found


def _page(
    request: HttpRequest, desk: Desk, dossier: Dossier, asked: Asked, status: int = 200
) -> HttpResponse:
    account = money.account_of(desk.center)
    lines = shown(dossier, account)
    tariffs = Tariff.objects.in_force(desk.day).filter(procedure=dossier.revision.procedure_id)
    whole = money.total(line.line for line in lines)
    context = {
        "desk": desk,
        "center": desk.center,
        "tab": "dossiers",
        "dossier": dossier,
        "applicant": dossier.applicant,
        "state": state_of(dossier, desk),
        "lines": lines,
        "whole": whole,
        "account": account,
        "unasked": unasked(dossier, lines),
        "waiting": money.waiting_obligation(dossier),
        "tariffs": [row for row in tariffs if row.channel in ("", dossier.channel)],
        "classes": ExemptionClass.objects.in_force(desk.day).order_by("name_vi"),
        "reasons": REASONS.items(),
        "asked": asked,
        "errors": [{"field": name, "text": words} for name, words in asked.errors.items()],
    }
    return render(request, "counter/fees.html", context, status=status)
