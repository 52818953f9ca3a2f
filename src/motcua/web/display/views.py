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
from motcua.hall import fair_start, presence, promises
from motcua.hall.boards import Call
from motcua.hall.boards import board as hall_board
from motcua.hall.voice.choosing import chosen
from motcua.places.hours import business_date
from motcua.places.models import Center, Device, Point
from motcua.places.queries import announced, center_of, opening
from motcua.web import pairing
from motcua.web.device import device_of
from motcua.web.display.clips import Spoken, spoken_words, voices_for
from motcua.web.requests import Request


@require_GET
@never_cache
def display(request: Request, center: str) -> HttpResponse:
    """``?voice=south,english`` names other voices than the center's; ``?voice=none`` is silent."""
    place = center_of(center)
    device = device_of(request, Device.Kind.DISPLAY, place.code)
    if device is None:
        return pairing.ask(request, place, Device.Kind.DISPLAY)
    page = context(place, device.point, request.now)
    asked = request.GET.get("voice")
    wanted = page["speakers"].split() if asked is None else asked.split(",")
    more = {"voices": voices_for(wanted), "own_voices": asked is not None}
    return render(request, "display/page.html", page | more)


@require_GET
@never_cache
def board(request: Request, center: str) -> HttpResponse:
    """The changing part alone: what a board fetches while its stream is cut."""
    place = center_of(center)
    return HttpResponse(rendered(place, paired(request, place).point, request.now))


def paired(request: Request, center: Center) -> Device:
    """The display that asks. Raises ``Forbidden`` for any other browser."""
    device = device_of(request, Device.Kind.DISPLAY, center.code)
    if device is None:
        raise Forbidden(
            "not_paired",
            Words("Màn hình này chưa được ghép nối.", "This display is not paired."),
        )
    return device


@require_POST
def pair(request: Request, center: str) -> HttpResponse:
    return pairing.pair(request, center_of(center), Device.Kind.DISPLAY)


def rendered(center: Center, point: Point | None, now: datetime) -> str:
    """The changing part in the active language."""
    return render_to_string("display/board.html", context(center, point, now))


def context(center: Center, point: Point | None, now: datetime) -> dict[str, Any]:
    board = hall_board(center, point, now)
    return {
        "center": center,
        "point": point,
        "calls": board.calls,
        "speakers": " ".join(chosen(center)),
        "announced": [(call, _said(call)) for call in board.announced],
        "lines": board.lines,
        "notices": board.notices,
        "waiting": board.waiting,
        "kept": promises.kept(center, now),
        "presence": presence.shown(center, now, point),
        "drawn": fair_start.fresh_draw(center, now),
        "closed": [] if center.round_the_clock else _closed(center, now),
        "as_of": now,
    }


def _said(call: Call) -> list[Spoken]:
    return spoken_words(call.ticket.text, call.counter.number, again=call.again)


def _closed(center: Center, now: datetime) -> list[Words]:
    """Why it is closed and when it opens, and the closures that begin later today."""
    state = opening(center, now)
    said = [] if state.is_open else [state.words]
    today = business_date(now)
    return said + [announced(row) for row in state.coming if business_date(row.begins_at) == today]
