"""``/t/<token>``: a number followed on a phone. No name, no identity: only who holds the token sees it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import path
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.base.actors import Resident
from motcua.base.limits import check_rate
from motcua.domain.codes import read_token
from motcua.domain.refusal import Invalid, NotFound
from motcua.domain.words import Words
from motcua.hall import actions, helping, moves, queries
from motcua.hall.models import Ticket, TurnNotice
from motcua.hall.turn_notices import SOON, is_needed
from motcua.hall.wishes import still_wanted
from motcua.web.requests import Request
from motcua.web.resident.results import WITHIN

ASKED = 5
"""Addresses left for one number within the hour."""
LONGEST = 254


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


@require_http_methods(["GET", "POST"])
@never_cache
def departure(request: Request, token: str) -> HttpResponse:
    """Giving the place up: asked once more, then done."""
    found = ticket_of(token)
    if request.method == "POST":
        actions.give_up(found, by=Resident(), now=request.now)
        messages.success(request, _("You gave this number up. Thank you: the people after you move up."))
    elif may_leave(found, request):
        return render(request, "resident/ticket_departure.html", {"center": found.center, "ticket": found})
    return redirect("ticket", token=found.token)


@require_http_methods(["GET", "POST"])
@never_cache
@sensitive_post_parameters("contact")
def notice(request: Request, token: str) -> HttpResponse:
    """Leaving an address for one message before the turn."""
    found = ticket_of(token)
    if request.method == "GET":
        is_left = TurnNotice.objects.filter(ticket=found).exists()
        return _notice_page(request, found, None, is_left=is_left)
    check_rate("turn_notice", found.token, most=ASKED, within=WITHIN, now=request.now)
    try:
        actions.ask_for_notice(
            found,
            contact=request.POST.get("contact", "")[:LONGEST],
            consents="consent" in request.POST,
            language=get_language() or "vi",
            by=Resident(),
            now=request.now,
        )
    except Invalid as refusal:
        return _notice_page(request, found, refusal)
    return redirect("ticket_notice", token=found.token)


@require_POST
@never_cache
def notice_withdrawal(request: Request, token: str) -> HttpResponse:
    found = ticket_of(token)
    actions.withdraw_notice(found, by=Resident(), now=request.now)
    return redirect("ticket", token=found.token)


def _notice_page(
    request: Request, found: Ticket, refusal: Invalid | None, *, is_left: bool = False
) -> HttpResponse:
    page = {
        "center": found.center,
        "ticket": found,
        "is_left": is_left,
        "is_needed": is_needed(found, request.now),
        "errors": [refusal] if refusal else [],
        "wrong": {refusal.field: refusal.words} if refusal else {},
        "typed": request.POST.get("contact", "")[:LONGEST],
        "consents": "consent" in request.POST,
    }
    return render(request, "resident/ticket_notice.html", page, status=422 if refusal else 200)


def ticket_of(token: str) -> Ticket:
    found = queries.by_token(read_token(token))
    if found is None:
        raise NotFound(
            "token_unknown",
            Words(
                vi="Không có số nào ứng với mã này. Hãy quét lại mã QR trên phiếu hoặc hỏi bàn hỗ trợ.",
                en="There is no number under this code. Scan your slip again, or ask at the help desk.",
            ),
        )
    return found


def rendered(ticket: Ticket, hall: queries.Floor) -> str:
    """The changing part in the active language."""
    return render_to_string("resident/ticket_now.html", context(ticket, hall))


def context(ticket: Ticket, hall: queries.Floor) -> dict[str, Any]:
    standing = queries.standing(ticket, hall)
    counters, over = [duty.counter for duty in hall.serving(ticket)], is_over(ticket, hall)
    soon = standing.ahead is not None and standing.ahead <= SOON
    return {
        "center": hall.center,
        "ticket": ticket,
        "standing": standing,
        "counters": counters,
        "point": _goes_to(ticket),
        "wanted": still_wanted(ticket),
        "over": over,
        "after": helping.number_after(ticket, hall.now) if ticket.state in moves.ENDED else None,
        "soon": soon,
        "alert": "called" if ticket.state == Ticket.State.CALLED else "soon" if soon and counters else "",
        "coming": ticket.state == Ticket.State.WAITING and ticket.present_at is None,
        "may_leave": ticket.state in moves.FROM["give_up"] and not over,
        "calls_until_back": max(1, ticket.returns_at - hall.calls_made),
        "now": hall.now,
    }


def _goes_to(ticket: Ticket) -> Any:
    """The receiving point to go to; None for the center's main place."""
    if ticket.state in moves.AT_COUNTER and ticket.counter is not None:
        return ticket.counter.point
    return ticket.point


def may_leave(ticket: Ticket, request: Request) -> bool:
    return ticket.state in moves.FROM["give_up"] and queries.is_live(ticket, request.now)


def is_over(ticket: Ticket, hall: queries.Floor) -> bool:
    """Nothing will change any more: the visit ended, or the number is of an earlier day."""
    return ticket.state in moves.ENDED or not queries.is_live(ticket, hall.now)


ticket_urls = [
    path("t/<str:token>", ticket, name="ticket"),
    path("t/<str:token>/now", ticket_now, name="ticket_now"),
    path("t/<str:token>/departure", departure, name="ticket_departure"),
    path("t/<str:token>/notice", notice, name="ticket_notice"),
    path("t/<str:token>/notice/withdrawal", notice_withdrawal, name="ticket_notice_withdrawal"),
]
