"""The first page: what Motcua is, following a number or a dossier, and a door for each audience."""

import re
from datetime import timedelta

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.base.limits import check_rate
from motcua.domain.codes import parse_ticket_number, read_token, ticket_number
from motcua.domain.refusal import Invalid, NotFound
from motcua.dossiers import queries as dossiers
from motcua.hall import appointments
from motcua.hall import queries as hall
from motcua.places.models import Center
from motcua.web.home.demo import logins
from motcua.web.requests import Request

IN_ADDRESS = re.compile(r"/(t|d|appointment)/([^/?#\s]+)")
TRIES = 30
"""Codes looked up from one address within a minute; a code has 120 bits, so this only spares the machine."""


@never_cache
@require_safe
def home(request: Request) -> HttpResponse:
    """The page; with ``?code=`` the way to what a resident's code stands for."""
    if "code" not in request.GET:
        return show(request)
    code = request.GET["code"].strip()[:300]
    check_rate(
        "follow",
        request.META.get("REMOTE_ADDR", ""),
        most=TRIES,
        within=timedelta(minutes=1),
        now=request.now,
    )
    try:
        return redirect(*target(code))
    except NotFound:
        return show(request, code=code, wrong=True)


def number_in(typed: str) -> str:
    """The number of a slip, if that was typed instead of the code under its QR; else nothing."""
    try:
        return ticket_number(*parse_ticket_number(typed))
    except Invalid:
        return ""


def show(request: Request, *, code: str = "", wrong: bool = False) -> HttpResponse:
    centers = Center.objects.filter(round_the_clock=True).select_related("commune")
    context = {
        "code": code,
        "wrong": wrong,
        "number": number_in(code) if wrong else "",
        "trial": centers.annotate(counted=Count("counters")).order_by("-counted").first(),
        "logins": logins(request.now),
    }
    return render(request, "home/home.html", context, status=422 if wrong else 200)


def target(code: str) -> tuple[str, ...]:
    """The page and what names it, for what was typed or pasted; ``NotFound`` where there is none.

    A resident may paste the whole address of their QR, or type the code under it.
    """
    pasted = IN_ADDRESS.search(code)
    token = read_token(pasted[2] if pasted else code)
    if hall.by_token(token) is not None:
        return "ticket", token
    appointment = appointments.with_token(token)
    if appointment is not None:
        return "hall_appointment", appointment.center.code, token
    return "dossier", dossiers.by_token(token).token
