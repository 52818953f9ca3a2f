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
from motcua.domain.file_content import MOST_BYTES, media_type, too_large
from motcua.domain.refusal import Invalid, InvalidFields, NotFound
from motcua.domain.validity import ResultStanding
from motcua.domain.words import Words
from motcua.dossiers import authentic, destruction
from motcua.dossiers.models import Reissue, Result
from motcua.people.signing import signatures_of
from motcua.places.hours import business_date
from motcua.web.requests import Request
from motcua.web.validity import validity_of
from motcua.web.verify.verdict import certificate_of, verdict_on

CODES, FILES = 30, 10
"""Tries from one address within ten minutes: by code a program would need 40 bits; a file costs reading."""
WITHIN = timedelta(minutes=10)
LONGEST = 100
"""Characters of a typed code; more is not one."""

NOT_IN_FORCE = {
    ResultStanding.REVOKED: (
        Words(vi="Kết quả này đã bị thu hồi", en="This result was revoked"),
        Words(
            vi="Văn bản là thật nhưng không còn hiệu lực từ ngày ghi dưới đây. Đừng dùng.",
            en="It was issued here, but no longer holds from the day below. Do not rely on it.",
        ),
    ),
    ResultStanding.REPLACED: (
        Words(vi="Kết quả này đã được thay thế", en="This result was replaced"),
        Words(
            vi="Văn bản là thật nhưng đã có bản đính chính thay thế. Hãy yêu cầu bản mới.",
            en="It was issued here, but a corrected one stands in its place. Ask for the new one.",
        ),
    ),
    ResultStanding.EXPIRED: (
        Words(vi="Kết quả này đã hết hiệu lực", en="This result has expired"),
        Words(
            vi="Văn bản là thật nhưng thời hạn có giá trị đã qua.",
            en="It was issued here, but the time for which it holds is over.",
        ),
    ),
}
"""What somebody who holds a paper that exists must still know."""


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
        paper = authentic.by_codes(typed["result"], typed["code"])
        return _page(request, values=typed, **_found(request, paper))
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
        signatures=[(one, certificate_of(one)) for one in found],
        verdict=verdict_on(found),
        was_file=True,
        form_found=authentic.form_by_content(pdf),
        **_found(request, authentic.by_content(pdf)),
    )


def _found(request: Request, paper: Result | Reissue | None) -> dict[str, Any]:
    """The paper with its dossier and how it stands today; nothing for none."""
    if paper is None:
        return {"result": None}
    shown = validity_of(paper, business_date(request.now))
    standing = shown["aftermath"].standing
    title, advice = NOT_IN_FORCE.get(standing, (None, None))
    dossier = (paper.result if isinstance(paper, Reissue) else paper).dossier
    return shown | {
        "result": paper,
        "dossier": dossier,
        "gone": destruction.gone_of(dossier),
        "standing": standing,
        "standing_title": title,
        "standing_advice": advice,
    }


def _uploaded(request: Request) -> bytes:
    """The PDF that was sent; ``Invalid`` for no file, one too large, and what is not a PDF by its content."""
    file = request.FILES.get("file")
    if file is None:
        words = Words(vi="Chọn tệp PDF cần kiểm tra.", en="Choose the PDF to check.")
        raise Invalid("file_missing", words, field="file")
    if (file.size or 0) > MOST_BYTES:
        raise too_large()
    content = file.read()
    if content and not content.startswith(b"%PDF-"):
        words = Words(vi="Chỉ kiểm tra được tệp PDF.", en="Only a PDF can be checked.")
        raise Invalid("file_kind", words, field="file")
    media_type(content)
    return content


def _count(request: Request, door: str, most: int) -> None:
    check_rate(door, request.META.get("REMOTE_ADDR", ""), most=most, within=WITHIN, now=request.now)


def _page(request: Request, *, status: int = 200, **context: Any) -> HttpResponse:
    errors = {error.field: error for error in context.get("errors", [])}
    return render(request, "verify/page.html", context | {"wrong": errors}, status=status)
