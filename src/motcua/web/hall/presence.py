"""``/hall/<center>/here``: who took a number from home says that they have come.

Reached by the QR at the door, or by the code of four digits that the display shows and changes.
"""

import re
from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.base.actors import Resident
from motcua.base.limits import check_rate
from motcua.domain import codes
from motcua.domain.refusal import Invalid, NotFound, Refusal
from motcua.domain.words import Words
from motcua.hall import actions, presence, queries
from motcua.hall.daybreak import business_day
from motcua.hall.models import Ticket
from motcua.places.models import Center
from motcua.places.queries import center_of
from motcua.web.hall.numbers import number_in
from motcua.web.requests import Request

BY_TICKET, BY_ADDRESS = 5, 60
"""Tries within ten minutes for one number, and from one address (all phones of the hall share one)."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def here(request: Request, center: str) -> HttpResponse:
    place = center_of(center)
    error: Refusal | None = None
    if request.method == "POST":
        try:
            ticket = _arrived(request, place)
        except Refusal as refusal:
            if refusal.status == 429:
                raise
            error = refusal
        else:
            messages.success(request, _("Welcome. You are in the line now."))
            return redirect("ticket", ticket.token)
    given = request.POST if request.method == "POST" else request.GET
    door, is_elsewhere = given.get("door", ""), error is not None and error.code == "presence_elsewhere"
    context = {
        "center": place,
        "mine": _asked(place, given.get("number", ""), request) or number_in(request, place),
        "door": door if presence.is_a_door_key(place, door) and not is_elsewhere else "",
        "code": given.get("code", "")[:8],
        "typed": given.get("number", "")[:40],
        "errors": [error] if error else [],
        "error": error,
    }
    return render(request, "hall/here.html", context, status=error.status if error else 200)


def _arrived(request: Request, center: Center) -> Ticket:
    now, given = request.now, request.POST
    address = request.META.get("REMOTE_ADDR", "")
    check_rate("here", address, most=BY_ADDRESS, within=timedelta(minutes=10), now=now)
    ticket = _asked(center, given.get("number", ""), request) or number_in(request, center)
    if ticket is None or ticket.center_id != center.pk:
        raise Invalid(
            "number_unknown",
            Words("Nhập số bạn đã lấy, ví dụ A015.", "Enter the number you took, such as A015."),
            field="number",
        )
    check_rate("here_number", str(ticket.pk), most=BY_TICKET, within=timedelta(minutes=10), now=now)
    proof = re.sub(r"\s", "", given.get("code", "") or given.get("door", ""))[:40]
    return actions.arrive(ticket, proof=proof, by=Resident(), now=now)


def _asked(center: Center, text: str, request: Request) -> Ticket | None:
    """The number typed (A015, a 15), or the token of its page."""
    try:
        ticket = queries.by_token(codes.read_token(text[:40]))
    except NotFound:
        ticket = None
    if ticket is not None:
        return ticket if ticket.center_id == center.pk else None
    typed = re.fullmatch(r"([A-Z]{1,2})([0-9]{1,6})", re.sub(r"[\s\-]", "", text[:12]).upper(), re.ASCII)
    if typed is None:
        return None
    series, number = typed[1], int(typed[2])
    today = Ticket.objects.filter(center=center, day=business_day(center, request.now))
    return today.select_related("center__commune", "field").filter(series=series, number=number).first()


here_urls = [path("here", here, name="hall_here")]
