"""Checking papers before the call: find the procedure, tick its list, say what comes next."""

import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.base.qr import qr_svg
from motcua.catalogue import queries as catalogue
from motcua.catalogue.models import Document
from motcua.catalogue.queries import Bundle
from motcua.domain.refusal import Forbidden, Invalid, NotFound, Refusal
from motcua.domain.words import Words
from motcua.hall import helping
from motcua.hall.actions import print_papers
from motcua.hall.actions.help import Paper, check_papers
from motcua.hall.models import PapersCheck, PapersCheckLine, Ticket
from motcua.hall.printers import staff_printer
from motcua.web.list_words import FOUND, line_words
from motcua.web.requests import OfficerRequest
from motcua.web.said import gaps, say, sentence, text
from motcua.web.support.helpers import Helper, at_desk

SHOWN = 15
EVERYTHING = 1000  # a commune's catalogue has a few hundred procedures
COUNT = re.compile(r"[0-9]{1,3}")


@dataclass
class Line:
    """One paper of the list as the form shows it."""

    document: Document
    found: str = ""
    count: str = "1"
    error: str = ""

    @property
    def choices(self) -> list[tuple[str, Words]]:
        return [
            (code, words)
            for code, words in FOUND.items()
            if code != PapersCheckLine.Found.NOT_NEEDED or not self.document.is_always
        ]


@never_cache
@require_safe
@at_desk
def choose(request: OfficerRequest, helper: Helper, pk: UUID) -> HttpResponse:
    """Find the procedure, with or without diacritics; htmx gets the list alone."""
    ticket = helping.find_ticket(helper.center, pk)
    typed = request.GET.get("q", "")[:200].replace("\x00", "")
    found = catalogue.search(typed, limit=EVERYTHING)
    found.sort(key=lambda row: (row.code != ticket.procedure_code, row.field_id != ticket.field_id))
    context = {
        "helper": helper,
        "center": helper.center,
        "ticket": ticket,
        "q": typed,
        "found": found[:SHOWN],
        "count": len(found),
    }
    response = render(request, "support/found.html" if request.htmx else "support/choose.html", context)
    response.headers["Vary"] = "HX-Request, Cookie"
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def papers(request: HttpRequest, helper: Helper, pk: UUID, code: str) -> HttpResponse:
    """The list of the procedure in force today; sent in, it says what becomes of the number."""
    ticket = helping.find_ticket(helper.center, pk)
    parts = catalogue.in_force(code, helper.day)
    if request.method != "POST":
        lines = [Line(document, _first(document)) for document in parts.documents]
        return _page(request, helper, ticket, parts, lines)
    lines = [_line(document, request) for document in parts.documents]
    try:
        check = check_papers(
            ticket,
            procedure_code=code,
            papers={
                line.document.code: Paper(line.found, _count(line.count)) for line in lines if line.found
            },
            outcome=request.POST.get("outcome", ""),
            language=request.POST.get("language", "vi"),
            by=helper.officer,
            now=helper.now,
        )
    except Forbidden:
        raise
    except Invalid as refusal:
        return _again(request, helper, ticket, parts, lines, refusal)
    except Refusal as refusal:
        say(request, refusal)
        return redirect("support_number", ticket.pk)
    return redirect("support_check", check.pk)


@never_cache
@require_safe
@at_desk
def check(request: HttpRequest, helper: Helper, pk: UUID) -> HttpResponse:
    """What was found and what comes next: the list to give to the person, on paper or as a QR."""
    found = _find(helper, pk)
    address = request.build_absolute_uri(reverse("hall_papers", args=[helper.center.code, found.code]))
    lines = list(found.lines.all())
    context = {
        "helper": helper,
        "center": helper.center,
        "check": found,
        "ticket": found.ticket,
        "missing": [line for line in lines if line.is_open],
        "lines": lines,
        "qr": qr_svg(address, size="small"),
        "prints": staff_printer(helper.center) is not None,
    }
    return render(request, "support/check.html", context)


@require_POST
@at_desk
def printed(request: HttpRequest, helper: Helper, pk: UUID) -> HttpResponse:
    """The list once more on the staff's slip printer, in the person's language."""
    found = _find(helper, pk)
    with override(found.language):
        title = found.revision.procedure.name_in(found.language)
        lines = [line_words(line) for line in found.lines.all() if line.is_open]
    try:
        print_papers(
            helper.center,
            title=title,
            lines=[*lines, found.spaced_code],
            by=helper.officer,
            now=helper.now,
            ticket=found.ticket,
            language=found.language,
        )
    except Refusal as refusal:
        say(request, refusal)
    else:
        messages.success(request, _("The list is on its way to the printer."))
    return redirect("support_check", found.pk)


def _find(helper: Helper, pk: UUID) -> PapersCheck:
    found = PapersCheck.objects.select_related("ticket__field", "revision__procedure", "center")
    check = found.prefetch_related("lines__document").filter(center=helper.center, pk=pk).first()
    if check is None:
        raise NotFound("no_check", Words("Không có lần kiểm tra này.", "There is no such check."))
    return check


def _first(document: Document) -> str:
    """What only some cases need is not needed until somebody says so; the others are to be looked at."""
    return "" if document.is_always else PapersCheckLine.Found.NOT_NEEDED


def _line(document: Document, request: HttpRequest) -> Line:
    found = request.POST.get(f"found-{document.code}", "")
    return Line(document, found[:10], request.POST.get(f"count-{document.code}", "1").strip()[:4] or "1")


def _count(typed: str) -> int:
    return int(typed) if COUNT.fullmatch(typed) else 0


def _again(
    request: HttpRequest, helper: Helper, ticket: Ticket, parts: Bundle, lines: list[Line], refusal: Invalid
) -> HttpResponse:
    wrong = {gap.field: text(gap.words) for gap in gaps(refusal)}
    for line in lines:
        line.error = wrong.pop(line.document.code, "")
    errors = [{"field": f"found-{line.document.code}", "text": line.error} for line in lines if line.error]
    said = sentence(refusal) if wrong else ""
    errors += [{"field": "outcome", "text": said}] if said else []
    more = {"errors": errors, "outcome_error": said, "outcome": request.POST.get("outcome", "")}
    return _page(request, helper, ticket, parts, lines, more, status=422)


def _page(
    request: HttpRequest,
    helper: Helper,
    ticket: Ticket,
    parts: Bundle,
    lines: list[Line],
    more: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "helper": helper,
        "center": helper.center,
        "ticket": ticket,
        "procedure": parts.procedure,
        "lines": lines,
        "list_language": request.POST.get("language", "vi"),
        **(more or {}),
    }
    return render(request, "support/papers.html", context, status=status)
