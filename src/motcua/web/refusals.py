"""One place where a rule's "no" becomes an answer: a page for people, JSON under ``/api/``.

Also here: the sentences for a failed CSRF check, a missing page and a fault of ours.
"""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.translation import get_language

from motcua.domain.refusal import Refusal

log = logging.getLogger("motcua.web")


class RefusalMiddleware:
    """Answers a ``Refusal`` that a view let through. The API answers its own (``api.problems``)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return page(request, error) if isinstance(error, Refusal) else None


def page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    words = refusal.words.in_language(get_language() or "vi")
    context = {"sentence": words, "basis": refusal.basis, "code": refusal.code, "status": refusal.status}
    return render(request, "refusal.html", context, status=refusal.status)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Without the request: what broke it (a dead database) would break its page as well."""
    return HttpResponse(get_template("500.html").render(), status=500)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Without the request: it is the request that cannot be read."""
    return HttpResponse(get_template("400.html").render({"language": get_language() or "vi"}), status=400)
