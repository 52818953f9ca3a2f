"""The moment of a request, read once."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone


class Moment:
    """Sets ``request.now``: views and actions take time from there, so one request has one time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.now = timezone.now()  # type: ignore[attr-defined]
        return self.get_response(request)
