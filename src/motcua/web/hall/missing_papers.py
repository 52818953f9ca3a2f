"""``/hall/<center>/papers/<code>``: the written list of what is still missing. It names nobody."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.base.qr import qr_svg
from motcua.domain.refusal import NotFound
from motcua.domain.words import Words
from motcua.dossiers.forms import missing_papers
from motcua.hall import helping
from motcua.hall.models import PapersCheck
from motcua.places.queries import center_of
from motcua.web.list_words import line_words
from motcua.web.requests import Request


@never_cache
@require_safe
def papers(request: Request, center: str, code: str) -> HttpResponse:
    """The list in the person's language, unless the reader asks for another."""
    check = _check(center, code)
    if "lang" in request.GET:
        return render(request, "hall/papers.html", _context(request, check))
    with override(check.language):
        return render(request, "hall/papers.html", _context(request, check))


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
    path("papers/<str:code>/list.pdf", pdf, name="hall_papers_pdf"),
]
