"""A land dossier that waits for its tax: the office enters the notice, and later the proof of payment."""

import re
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.domain.refusal import Forbidden, Invalid, InvalidFields, Refusal
from motcua.domain.states import State
from motcua.domain.words import Words
from motcua.dossiers import access, actions, money, queries
from motcua.dossiers.actions.pauses import TaxNotice
from motcua.dossiers.models import Dossier
from motcua.places.hours import business_date
from motcua.web.access import role_required
from motcua.web.office import dossier as page
from motcua.web.office.lists import OFFICES
from motcua.web.requests import OfficerRequest

AMOUNT = re.compile(r"[0-9]{1,3}(?:[.,\s][0-9]{3})+|[0-9]{1,12}")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*OFFICES)
def pause(request: OfficerRequest, code: str) -> HttpResponse:
    """The tax office's notice: number, day, amount. From now on the term stands still."""
    day = business_date(request.now)
    dossier = queries.file_of(code, request.user, day)
    step = page.open_step(dossier)
    if step is None or step.act != "appraise" or dossier.state != State.IN_PROCESS:
        raise access.another_step(dossier, step)
    access.check_may_take_step(request.user, step, day)

    def effect() -> str:
        notice = _notice(request, day)
        actions.pause_for_payment(dossier, notice=notice, seen=step.turn, by=request.user, now=request.now)
        return _("The term stands still. The applicant sees on their page what is to be paid.")

    return _answer(request, dossier, "office/pause.html", effect, {"today": day})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*OFFICES)
def resumption(request: OfficerRequest, code: str) -> HttpResponse:
    """The applicant has paid: the number of the bank's or treasury's paper, and the work goes on."""
    day = business_date(request.now)
    dossier = queries.file_of(code, request.user, day)
    step = page.open_step(dossier)
    if step is None or dossier.state != State.AWAIT_PAYMENT:
        raise access.another_step(dossier, step)
    access.check_may_take_step(request.user, step, day)

    def effect() -> str:
        proof = request.POST.get("reference", "")
        actions.resume_after_payment(dossier, proof=proof, by=request.user, now=request.now)
        return _("The payment is proven. The term goes on; the new date is the second appointment.")

    waiting = money.waiting_obligation(dossier)
    return _answer(request, dossier, "office/resumption.html", effect, {"waiting": waiting})


def _answer(
    request: OfficerRequest, dossier: Dossier, template: str, effect: Any, more: dict[str, Any]
) -> HttpResponse:
    errors: list[dict[str, str]] = []
    if request.method == "POST":
        try:
            messages.success(request, effect())
            return redirect("office_dossier", code=dossier.code)
        except Forbidden:
            raise
        except Invalid as refusal:
            errors = _errors(refusal)
    context = {
        "dossier": dossier,
        "procedure": dossier.revision.procedure,
        "sent": request.POST,
        "errors": errors,
        "wrong": {error["field"]: error["text"] for error in errors},
        **more,
    }
    return render(request, template, context, status=422 if errors else 200)


def _notice(request: OfficerRequest, today: date) -> TaxNotice:
    sent = request.POST
    amount = AMOUNT.fullmatch(sent.get("amount", "").strip())
    return TaxNotice(
        number=sent.get("number", ""),
        day=_day(sent.get("day", ""), "day") or today,
        agency=sent.get("agency", ""),
        amount=int(re.sub(r"\D", "", amount[0])) if amount else 0,
        due_on=_day(sent.get("due_on", ""), "due_on"),
    )


def _day(typed: str, field: str) -> date | None:
    try:
        return date.fromisoformat(typed) if typed.strip() else None
    except ValueError:
        raise Invalid(
            f"{field}_wrong", Words(vi="Nhập ngày hợp lệ.", en="Enter a day that exists."), field=field
        ) from None


def _errors(refusal: Refusal) -> list[dict[str, str]]:
    language = get_language() or "vi"
    found: list[Refusal] = list(refusal.errors) if isinstance(refusal, InvalidFields) else [refusal]
    return [{"field": error.field, "text": error.words.in_language(language)} for error in found]
