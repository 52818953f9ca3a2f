"""The requests that views see, with what the middleware has put on them, for the type checker."""

from datetime import datetime

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from motcua.people.models import Officer


class Request(HttpRequest):
    """Any request: its one moment, and whether htmx asks for a part of the page."""

    now: datetime
    htmx: HtmxDetails


class OfficerRequest(Request):
    """A request of a logged-in officer (``web.access`` has made sure)."""

    user: Officer
