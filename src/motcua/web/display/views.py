"""The board's page, and the part of it that changes (pushed by ``config.streams``, or fetched)."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from motcua.domain.refusal import Forbidden
from motcua.domain.words import Words
from motcua.hall import queries
from motcua.places.models import Center, Device
from motcua.places.queries import center_of, opening
from motcua.web import pairing
from motcua.web.device import device_of
from motcua.web.requests import Request


@require_GET
@never_cache
def display(request: Request, center: str) -> HttpResponse:
    place = center_of(center)
    if device_of(request, Device.Kind.DISPLAY, place) is None:
        return pairing.ask(request, place, Device.Kind.DISPLAY)
    return render(request, "display/page.html", context(place, request.now))


@require_GET
@never_cache
def board(request: Request, center: str) -> HttpResponse:
    """The changing part alone: what a board fetches while its stream is cut."""
    place = center_of(center)
    if device_of(request, Device.Kind.DISPLAY, place) is None:
        raise Forbidden(
            "not_paired",
            Words("Màn hình này chưa được ghép nối.", "This display is not paired."),
        )
    return HttpResponse(rendered(place, request.now))


@require_POST
def pair(request: Request, center: str) -> HttpResponse:
    return pairing.pair(request, center_of(center), Device.Kind.DISPLAY)


def rendered(center: Center, now: datetime) -> str:
    """The changing part in the active language."""
    return render_to_string("display/board.html", context(center, now))


def context(center: Center, now: datetime) -> dict[str, Any]:
    board = queries.board(center, now)
    lines = sorted(board.lines, key=lambda line: -line.waiting)
    return {
        "center": center,
        "calls": board.calls,
        "lines": [line for line in lines if line.waiting],
        "waiting": sum(line.waiting for line in lines),
        "closed": None if center.round_the_clock else _closed(center, now),
        "as_of": now,
    }


def _closed(center: Center, now: datetime) -> Words | None:
    state = opening(center, now)
    return None if state.is_open else state.words
