"""The page that checks a paper: by its two printed codes, or by its signatures.

``GET /verify?result=..&code=..`` is what a printed QR code opens. A ``POST`` brings a PDF, which is read in
memory and kept nowhere. No answer names an applicant.
"""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.base.limits import check_rate
from motcua.domain.file_content import MOST_BYTES, PDF, media_type, too_large
from motcua.domain.refusal import Invalid, InvalidFields, NotFound
from motcua.domain.words import Words
from motcua.dossiers import authentic
from motcua.people.signing import signatures_of
from motcua.web.requests import Request
from motcua.web.verify.verdict import verdict_on

CODES, FILES = 30, 10
"""Tries from one address within ten minutes: by code a program would need 40 bits; a file costs reading."""
WITHIN = timedelta(minutes=10)
LONGEST = 100
"""Characters of a typed code; more is not one."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: Request) -> HttpResponse:
    """The page with its two questions, and the answer to the one that was asked."""
    if request.method == "POST":
        return _file(request)
    if "result" in request.GET or "code" in request.GET:
        return _codes(request)
    return _page(request)


def _codes(request: Request) -> HttpResponse:
    typed = {name: request.GET.get(name, "").strip()[:LONGEST] for name in ("result", "code")}
    _count(request, "verify_code", CODES)
    try:
        return _page(request, values=typed, result=authentic.by_codes(typed["result"], typed["code"]))
    except InvalidFields as refusal:
        return _page(request, values=typed, errors=refusal.errors, status=422)
    except NotFound as refusal:
        form = authentic.form_by_codes(typed["result"], typed["code"])
        if form is not None:
            return _page(request, values=typed, form_found=form)
        return _page(request, values=typed, unknown=refusal.words, status=404)


def _file(request: Request) -> HttpResponse:
    _count(request, "verify_file", FILES)
    try:
        pdf = _uploaded(request)
        found = signatures_of(pdf, now=request.now)
    except Invalid as refusal:
        return _page(request, errors=[refusal], status=422)
    return _page(
        request,
        signatures=found,
        verdict=verdict_on(found),
        result=authentic.by_content(pdf),
        form_found=authentic.form_by_content(pdf),
        was_file=True,
    )


def _uploaded(request: Request) -> bytes:
    """The PDF that was sent; ``Invalid`` for no file, one too large, and what is not a PDF by its content."""
    file = request.FILES.get("file")
    if file is None:
        words = Words(vi="Chọn tệp PDF cần kiểm tra.", en="Choose the PDF to check.")
        raise Invalid("file_missing", words, field="file")
    if (file.size or 0) > MOST_BYTES:
        raise too_large()
    content = file.read()
    if media_type(content) != PDF:
        words = Words(vi="Chỉ kiểm tra được tệp PDF.", en="Only a PDF can be checked.")
        raise Invalid("file_kind", words, field="file")
    return content


def _count(request: Request, door: str, most: int) -> None:
    check_rate(door, request.META.get("REMOTE_ADDR", ""), most=most, within=WITHIN, now=request.now)


def _page(request: Request, *, status: int = 200, **context: Any) -> HttpResponse:
    errors = {error.field: error for error in context.get("errors", [])}
    return render(request, "verify/page.html", context | {"wrong": errors}, status=status)
