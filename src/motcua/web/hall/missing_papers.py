"""``/hall/<center>/papers/<code>``: the written list of what is still missing, and the way back into the
line for who stands in the hall with it. It names nobody."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from motcua.base.actors import Resident
from motcua.base.limits import check_rate
from motcua.base.qr import qr_svg
from motcua.domain.refusal import NotFound, Refusal
from motcua.domain.words import Words
from motcua.dossiers.forms import missing_papers
from motcua.hall import helping
from motcua.hall.actions.help import come_back
from motcua.hall.models import PapersCheck
from motcua.places.queries import center_of
from motcua.web.list_words import line_words
from motcua.web.requests import Request

TRIES = 30
"""From one address within ten minutes, as for every code of the display."""


@never_cache
@require_safe
def papers(request: Request, center: str, code: str) -> HttpResponse:
    return _shown(request, _check(center, code))


@never_cache
@require_POST
def back(request: Request, center: str, code: str) -> HttpResponse:
    """In the hall, at one's own phone: with the digits on the display."""
    check = _check(center, code)
    who = request.META.get("REMOTE_ADDR", "")
    check_rate("presence", who, most=TRIES, within=timedelta(minutes=10), now=request.now)
    proof = request.POST.get("proof", "").strip()[:40]
    try:
        ticket = come_back(check.code, center=check.center, proof=proof, by=Resident(), now=request.now)
    except Refusal as refusal:
        return _shown(request, check, refusal)
    return redirect("ticket", ticket.token)


def _shown(request: HttpRequest, check: PapersCheck, error: Refusal | None = None) -> HttpResponse:
    """The list in the person's language, unless the reader asks for another."""
    status = error.status if error else 200
    context = _context(request, check) | {"errors": [error] if error else []}
    if "lang" in request.GET:
        return render(request, "hall/papers.html", context, status=status)
    with override(check.language):
        return render(request, "hall/papers.html", context, status=status)


@never_cache
@require_safe
def pdf(request: HttpRequest, center: str, code: str) -> HttpResponse:
    check = _check(center, code)
    with override(check.language):
        lines = [line_words(line) for line in check.lines.all() if line.is_open]
    paper = missing_papers(
        center=check.center.name_in(check.language),
        procedure=check.revision.procedure.name_in(check.language),
        lines=lines,
        code=check.spaced_code,
        checked_at=check.at,
        until=check.at + helping.LIST_KEPT,
        link=_address(request, check),
        language=check.language,
    )
    headers = {"Content-Disposition": f'inline; filename="{check.code}.pdf"'}
    return HttpResponse(paper, content_type="application/pdf", headers=headers)


def _check(center: str, code: str) -> PapersCheck:
    place, check = center_of(center), helping.by_code(code)
    if check.center_id != place.pk or check.outcome == PapersCheck.Outcome.COMPLETE:
        raise NotFound("list_unknown", Words("Không có phiếu nào mang mã này.", "No list has this code."))
    return check


def _context(request: HttpRequest, check: PapersCheck) -> dict[str, Any]:
    return {
        "center": check.center,
        "check": check,
        "today": check.outcome == PapersCheck.Outcome.TODAY,
        "until": check.at + helping.LIST_KEPT,
        "qr": qr_svg(_address(request, check), size="small"),
    }


def _address(request: HttpRequest, check: PapersCheck) -> str:
    return request.build_absolute_uri(reverse("hall_papers", args=[check.center.code, check.code]))


papers_urls = [
    path("papers/<str:code>", papers, name="hall_papers"),
    path("papers/<str:code>/return", back, name="hall_papers_return"),
    path("papers/<str:code>/list.pdf", pdf, name="hall_papers_pdf"),
]
