"""``/t/<token>``: a number followed on a phone. No name, no identity: only who holds the token sees it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from motcua.domain.codes import read_token
from motcua.domain.refusal import NotFound
from motcua.domain.words import Words
from motcua.hall import moves, queries
from motcua.hall.models import Ticket
from motcua.web.requests import Request

SOON = 2
"""So many people ahead or fewer: time to come near the board."""


@require_GET
@never_cache
def ticket(request: Request, token: str) -> HttpResponse:
    found = ticket_of(token)
    hall = queries.floor(found.center, request.now)
    return render(request, "resident/ticket.html", context(found, hall))


@require_GET
@never_cache
def ticket_now(request: Request, token: str) -> HttpResponse:
    """The changing part alone: what the page fetches while its stream is cut."""
    found = ticket_of(token)
    return HttpResponse(rendered(found, queries.floor(found.center, request.now)))


def ticket_of(token: str) -> Ticket:
    found = queries.by_token(read_token(token))
    if found is None:
        raise NotFound(
            "token_unknown",
            Words(
                vi="Không có số nào ứng với mã này. Hãy quét lại mã QR trên phiếu hoặc hỏi bàn hướng dẫn.",
                en="There is no number under this code. Scan your slip again, or ask at the help desk.",
            ),
        )
    return found


def rendered(ticket: Ticket, hall: queries.Floor) -> str:
    """The changing part in the active language."""
    return render_to_string("resident/ticket_now.html", context(ticket, hall))


def context(ticket: Ticket, hall: queries.Floor) -> dict[str, Any]:
    standing = queries.standing(ticket, hall)
    return {
        "center": hall.center,
        "ticket": ticket,
        "standing": standing,
        "counters": [duty.counter for duty in hall.serving(ticket)],
        "over": is_over(ticket, hall),
        "soon": standing.ahead is not None and standing.ahead <= SOON,
        "calls_until_back": max(1, ticket.returns_at - hall.calls_made),
        "now": hall.now,
    }


def is_over(ticket: Ticket, hall: queries.Floor) -> bool:
    """Nothing will change any more: the visit ended, or the number is of an earlier day."""
    return ticket.state in moves.ENDED or not queries.is_live(ticket, hall.now)


ticket_urls = [
    path("t/<str:token>", ticket, name="ticket"),
    path("t/<str:token>/now", ticket_now, name="ticket_now"),
]
