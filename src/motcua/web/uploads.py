"""A request that brings more than any file may have is refused before it is read into anything."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from motcua.domain.file_content import MOST_BYTES, too_large
from motcua.web.refusals import page

ROOM = 512 * 1024
"""Bytes for the other fields of a form that carries a file."""
DRAINED = 8 * MOST_BYTES
"""So much is read and thrown away, so that a browser hears the answer instead of a broken line."""


class UploadLimit:
    """Stands before everything that reads a form (the CSRF check does)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        size = request.META.get("CONTENT_LENGTH") or "0"
        if not size.isdigit() or int(size) <= MOST_BYTES + ROOM:
            return self.get_response(request)
        if int(size) <= DRAINED:
            while request.read(1 << 16):
                pass
        return page(request, too_large())
