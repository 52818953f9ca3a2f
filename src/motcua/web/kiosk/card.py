"""An identity card held to the kiosk's scanner: a greeting, and nothing kept.

The card's text comes in the body of a POST, never in an address, and is neither stored nor logged: from it
are taken the given name for the greeting, the age for a question about priority, and a keyed digest of the
number, by which one person holds one active number. The page carries only that digest, signed.
"""

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from motcua.domain import greeting, identity_card
from motcua.domain.queueing import Priority
from motcua.domain.refusal import Invalid
from motcua.places.hours import business_date
from motcua.places.models import Device
from motcua.web.kiosk import holding, views
from motcua.web.requests import Request


@require_http_methods(["GET", "POST"])
@views.on_paired
def card(request: Request, device: Device) -> HttpResponse:
    """Ask for the card; read it; or, when the person has said so, go on with priority."""
    if request.method == "GET":
        return _ask(request, device)
    if request.POST.get("elderly"):
        return views.start(request, device, priority=Priority.ELDERLY, more=_held(request.POST))
    try:
        read = identity_card.parse(request.POST.get("card", ""), field="card")
    except Invalid as error:
        return _ask(request, device, error=error)
    today = business_date(request.now)
    return views.start(
        request,
        device,
        more={
            "greeting": greeting.greeting(read.name, read.sex, read.born, today),
            "elderly": greeting.is_elderly(read.born, today),
            "holder": holding.signed_holder(read.number),
        },
    )


def _held(form: QueryDict) -> dict[str, Any]:
    return {"holder": form["holder"]} if holding.holder_in(form) else {}


def _ask(request: Request, device: Device, *, error: Invalid | None = None) -> HttpResponse:
    """What was scanned is not shown again, so that the next person does not see it."""
    context = {"center": device.center, "errors": [error] if error else [], "error": error}
    response = render(request, "kiosk/card.html", context, status=error.status if error else 200)
    return views.back_after(response, device.center.code, views.IDLE)
