"""Asking for a supplement from the office, and stopping a dossier."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.catalogue.queries import bundle
from motcua.domain.refusal import Forbidden, Invalid, InvalidFields, Refusal
from motcua.domain.words import Words
from motcua.dossiers import access, actions, queries
from motcua.dossiers.actions.supplements import APPRAISING, Request, needs_allowance
from motcua.dossiers.allowance import Allowance, may_allow
from motcua.dossiers.defects import Lack
from motcua.dossiers.models import Dossier, Step
from motcua.people.models import Officer
from motcua.places.hours import business_date
from motcua.web.access import role_required
from motcua.web.office import dossier as page
from motcua.web.office.lists import OFFICES
from motcua.web.requests import OfficerRequest

OTHER_LINES = 20


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*OFFICES)
def request_supplement(request: OfficerRequest, code: str) -> HttpResponse:
    """Every component of the dossier on one page, so that every defect is named at once."""
    day = business_date(request.now)
    dossier = queries.file_of(code, request.user, day)
    step = page.open_step(dossier)
    if step is None or step.act not in APPRAISING:
        raise access.another_step(dossier, step)
    access.check_may_take_step(request.user, step, day)
    lines = _lines(dossier, request)
    errors: list[dict[str, str]] = []
    if request.method == "POST":
        try:
            wanted = Request(_lacks(lines, request), request.POST.get("reason", ""), _allowance(request))
            actions.request_supplement(
                dossier, request=wanted, seen=step.turn, by=request.user, now=request.now
            )
            messages.success(request, _("The request is written. The center tells the applicant."))
            return redirect("office_dossier", code=dossier.code)
        except Invalid as refusal:
            errors = _errors(refusal)
    wrong = {error["field"]: error["text"] for error in errors}
    for line in lines:
        line["error"] = wrong.get(f"wanted-{line['code']}", "")
    context = {
        **_about(dossier, step),
        "lines": lines,
        "other": request.POST.get("other", ""),
        "reason": request.POST.get("reason", ""),
        "needs_allowance": needs_allowance(dossier, request.now),
        "heads": _heads(dossier, step, day),
        "allowed_by": request.POST.get("allowed_by", ""),
        "allowed_reason": request.POST.get("allowed_reason", ""),
        "errors": errors,
        "wrong": wrong,
    }
    return render(request, "office/supplement_request.html", context, status=422 if errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*OFFICES)
def stopping(request: OfficerRequest, code: str) -> HttpResponse:
    """The head or a leader stops the dossier for good, on a legal basis (Form 05)."""
    day = business_date(request.now)
    dossier = queries.file_of(code, request.user, day)
    access.check_may_stop(request.user, dossier, day)
    errors: list[dict[str, str]] = []
    if request.method == "POST":
        reason, basis = request.POST.get("reason", ""), request.POST.get("basis", "")
        try:
            actions.stop(dossier, reason=reason, basis=basis, by=request.user, now=request.now)
            messages.success(request, _("The dossier is stopped. The center tells the applicant."))
            return redirect("office_dossier", code=dossier.code)
        except Forbidden:
            raise
        except Refusal as refusal:
            errors = _errors(refusal)
    context = {
        **_about(dossier, page.open_step(dossier)),
        "sent": request.POST,
        "errors": errors,
        "wrong": {error["field"]: error["text"] for error in errors},
    }
    return render(request, "office/stopping.html", context, status=422 if errors else 200)


def _about(dossier: Dossier, step: Step | None) -> dict[str, Any]:
    return {"dossier": dossier, "procedure": dossier.revision.procedure, "step": step}


def _lines(dossier: Dossier, request: OfficerRequest) -> list[dict[str, Any]]:
    """Each component: its name, whether it is marked, and what is wrong with it."""
    language = get_language() or "vi"
    return [
        {
            "code": document.code,
            "name": document.name_in(language),
            "is_marked": f"lack-{document.code}" in request.POST,
            "wanted": request.POST.get(f"wanted-{document.code}", ""),
        }
        for document in bundle(dossier.revision).documents
    ]


def _lacks(lines: list[dict[str, Any]], request: OfficerRequest) -> tuple[Lack, ...]:
    marked = [
        Lack(line["wanted"], line["code"]) for line in lines if line["is_marked"] or line["wanted"].strip()
    ]
    other = request.POST.get("other", "").replace("\x00", "").splitlines()
    more = [line.strip() for line in other if line.strip()]
    if len(more) > OTHER_LINES:
        raise Invalid(
            "other_lines",
            Words(
                vi=f"Ghi nhiều nhất {OTHER_LINES} dòng; hiện đang có {len(more)}.",
                en=f"Write at most {OTHER_LINES} lines; there are {len(more)} now.",
            ),
            field="other",
        )
    return (*marked, *(Lack(line) for line in more))


def _allowance(request: OfficerRequest) -> Allowance | None:
    try:
        officer = Officer.objects.filter(pk=UUID(request.POST.get("allowed_by", ""))).first()
    except ValueError:
        return None
    return Allowance(officer, request.POST.get("allowed_reason", "")) if officer else None


def _heads(dossier: Dossier, step: Step, day: date) -> list[Officer]:
    """Who may allow a second request here."""
    commune = dossier.center.commune_id
    officers = Officer.objects.filter(posts__unit__commune=commune, is_active=True).distinct()
    return [officer for officer in officers.order_by("name_vi") if may_allow(officer, step.unit, day)]


def _errors(refusal: Refusal) -> list[dict[str, str]]:
    language = get_language() or "vi"
    found: list[Refusal] = list(refusal.errors) if isinstance(refusal, InvalidFields) else [refusal]
    return [{"field": _place(error), "text": error.words.in_language(language)} for error in found]


def _place(error: Refusal) -> str:
    """The field of the page: what is said of no component was written among the other things."""
    if (error.code, error.field) == ("defects_too_long", "defects"):
        return "other"
    return error.field.replace("defects.", "wanted-")
