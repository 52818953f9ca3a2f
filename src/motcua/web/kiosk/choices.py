"""The kiosk's second way: several things on one number, and what a counter must have."""

import uuid
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from motcua.domain.queueing import Skill
from motcua.hall.fields_now import FieldNow, fields_now
from motcua.places.models import Device
from motcua.web.basket import COUNT, amounts_of, pressed
from motcua.web.kiosk.views import IDLE, back_after, on_paired
from motcua.web.requests import Request


@require_GET
@on_paired
def more(request: Request, device: Device) -> HttpResponse:
    """The other ways to take a number, each with a sentence."""
    response = render(request, "kiosk/more.html", {"center": device.center})
    return back_after(response, device.center.code, IDLE)


@require_GET
@on_paired
def needs(request: Request, device: Device) -> HttpResponse:
    """What a counter must have to serve this person: a language, signs, room for a wheelchair."""
    context = {"center": device.center, "skills": [(skill.value, skill.words) for skill in Skill]}
    return back_after(render(request, "kiosk/needs.html", context), device.center.code, IDLE)


@dataclass(frozen=True)
class Line:
    """One field in the basket page, and how many of it."""

    now: FieldNow
    name: str
    amount: int


@require_GET
@on_paired
def basket(request: Request, device: Device) -> HttpResponse:
    """How many of what; each press of + or − shows the page again with the new amounts."""
    amounts = pressed(amounts_of(request.GET), request.GET)
    rows = fields_now(device.center, request.now)
    lines = [Line(row, f"{COUNT}{row.field.code}", amounts.get(row.field.code, 0)) for row in rows]
    chosen = [line for line in lines if line.amount]
    context = {"center": device.center, "lines": lines, "chosen": chosen, "press": uuid.uuid4().hex}
    return back_after(render(request, "kiosk/basket.html", context), device.center.code, IDLE)
