"""Whatever goes wrong under ``/api/`` is answered as an RFC 9457 problem, in Vietnamese or English.

A refusal says why, on which law and at which field. A fault of ours says only that it is one: what
happened stands in the log. ``ProblemMiddleware`` also turns what never reached an endpoint (no such
address, a wrong method, a request Django itself refuses) from a page into a problem.
"""

import json
import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.translation.trans_real import parse_accept_lang_header

from motcua.domain.refusal import InvalidFields, Refusal
from motcua.domain.words import Words

log = logging.getLogger("motcua.api")

CONTENT_TYPE = "application/problem+json"
PREFIX = "/api/"
LONGEST_HEADER = 200

TITLES: dict[int, Words] = {
    400: Words("Yêu cầu không đọc được", "The request cannot be read"),
    401: Words("Chưa xác thực", "Not authenticated"),
    403: Words("Không được phép", "Not allowed"),
    404: Words("Không tìm thấy", "Not found"),
    405: Words("Sai phương thức", "Wrong method"),
    409: Words("Chưa thực hiện được", "Not possible as things stand"),
    413: Words("Nội dung quá lớn", "The body is too large"),
    415: Words("Sai kiểu nội dung", "Wrong type of content"),
    422: Words("Dữ liệu chưa đúng", "Something in the data is wrong"),
    429: Words("Quá nhiều yêu cầu", "Too many requests"),
    500: Words("Lỗi của hệ thống", "A fault of ours"),
}
SENTENCES: dict[int, tuple[str, Words]] = {
    400: ("bad_request", Words("Yêu cầu không đúng quy cách.", "The request is malformed.")),
    403: ("forbidden", Words("Yêu cầu bị từ chối.", "The request was refused.")),
    404: (
        "no_such_address",
        Words(
            "Không có gì ở địa chỉ này; xem /api/v1/docs.",
            "There is nothing at this address; see /api/v1/docs.",
        ),
    ),
    405: (
        "method_not_allowed",
        Words(
            "Địa chỉ này không nhận phương thức đó; xem tiêu đề Allow.",
            "This address does not take that method; see the header Allow.",
        ),
    ),
    413: (
        "body_too_large",
        Words("Nội dung không được quá 256 kB.", "A body may have 256 kB at most."),
    ),
    500: (
        "fault",
        Words(
            "Hệ thống gặp lỗi và đã ghi lại. Hãy gửi lại sau với cùng Idempotency-Key.",
            "We met a fault and have noted it. Send the same again later, with the same Idempotency-Key.",
        ),
    ),
}


class Malformed(Refusal):
    """The request cannot be read at all."""

    status = 400


class Unauthenticated(Refusal):
    """No token, or one that opens nothing."""

    status = 401


class WrongType(Refusal):
    """The body is not JSON by its own account."""

    status = 415


class ProblemMiddleware:
    """Every error under ``/api/`` leaves as a problem, also one that no endpoint saw."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path_info.startswith(PREFIX) or response.status_code < 400:
            return response
        if response.headers.get("Content-Type", "").startswith(CONTENT_TYPE):
            return response
        plain = of_status(request, response.status_code)
        if "Allow" in response.headers:
            plain.headers["Allow"] = response.headers["Allow"]
        return plain


def of_refusal(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The problem that says why not."""
    language = language_of(request)
    parts = refusal.errors if isinstance(refusal, InvalidFields) else [refusal]
    errors: dict[str, list[str]] = {}
    for part in parts:
        if part.field:
            errors.setdefault(part.field, []).append(part.words.in_language(language))
    basis = refusal.basis or next((part.basis for part in parts if part.basis), "")
    response = _problem(refusal.status, refusal.code, refusal.words, language, errors=errors, basis=basis)
    if isinstance(refusal, Unauthenticated):
        response.headers["WWW-Authenticate"] = 'Bearer realm="Motcua"'
    return response


def of_status(request: HttpRequest, status: int) -> HttpResponse:
    """The problem for a status that has no sentence of its own."""
    known = status if status in SENTENCES else 500 if status >= 500 else 400
    code, words = SENTENCES[known]
    return _problem(status, code, words, language_of(request))


def of_fault(request: HttpRequest, error: Exception) -> HttpResponse:
    """Something broke: noted with its trace, answered without it."""
    log.error("fault at %s %s", request.method, request.resolver_match, exc_info=error)
    return of_status(request, 500)


def language_of(request: HttpRequest) -> str:
    """What the caller reads better, by Accept-Language; Vietnamese where it says nothing."""
    asked = request.headers.get("Accept-Language", "")[:LONGEST_HEADER]
    for code, weight in parse_accept_lang_header(asked):
        if weight > 0 and code[:2] in ("vi", "en"):
            return code[:2]
    return "vi"


def _problem(
    status: int,
    code: str,
    words: Words,
    language: str,
    *,
    errors: dict[str, list[str]] | None = None,
    basis: str = "",
) -> HttpResponse:
    title = TITLES.get(status, TITLES[500 if status >= 500 else 400])
    body: dict[str, object] = {
        "type": f"urn:motcua:problem:{code}",
        "title": title.in_language(language),
        "status": status,
        "detail": words.in_language(language),
        "code": code,
    }
    if errors:
        body["errors"] = errors
    if basis:
        body["basis"] = basis
    headers = {"Content-Language": language, "Cache-Control": "no-store", "Vary": "Accept-Language"}
    return HttpResponse(
        json.dumps(body, ensure_ascii=False), status=status, content_type=CONTENT_TYPE, headers=headers
    )
