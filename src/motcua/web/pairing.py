"""Pairing this browser with a center as its kiosk or display; both audiences share it."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render

from motcua.base.actors import Resident
from motcua.base.limits import check_rate
from motcua.domain.refusal import Invalid
from motcua.places import actions
from motcua.places.models import Center
from motcua.places.queries import open_points
from motcua.web import device
from motcua.web.requests import Request

TRIES = 10
"""Wrong codes from one address within ten minutes."""
AGENT, TOKEN = "Motcua-Agent", "Motcua-Device-Token"
"""A kiosk's agent keeps the token itself (``motcua.kiosk``); a browser gets it only in its cookie."""


def ask(request: Request, center: Center, kind: str, *, error: Invalid | None = None) -> HttpResponse:
    """The page of a device that is not paired: a code to type; in the demo one button instead."""
    context = {
        "center": center,
        "kind": kind,
        "error": error,
        "errors": [error] if error else [],
        "typed": request.POST.get("code", "")[:40],
        "action": f"{kind}_pair",
        "points": open_points(center) if settings.DEMO else [],
    }
    return render(request, "kiosk/pairing.html", context, status=422 if error else 200)


def pair(request: Request, center: Center, kind: str) -> HttpResponse:
    """Pair by the code typed, or by the demo's button, and open the device's page."""
    if device.device_of(request, kind, center.code) is not None:
        return redirect(kind, center.code)
    now = request.now
    by = Resident()
    if "demo" in request.POST:
        chosen = request.POST["demo"]
        point = next((point for point in open_points(center) if str(point.pk) == chosen), None)
        _, token = actions.pair_demo_device(center, kind=kind, point=point, by=by, now=now)
    else:
        address = request.META.get("REMOTE_ADDR", "")
        check_rate("pair", address, most=TRIES, within=timedelta(minutes=10), now=now)
        try:
            _, token = actions.pair_device(
                center, kind=kind, code=request.POST.get("code", ""), by=by, now=now
            )
        except Invalid as error:
            return ask(request, center, kind, error=error)
    response = redirect(kind, center.code)
    device.remember(request, response, token)
    if AGENT in request.headers:
        response.headers[TOKEN] = token
    return response
