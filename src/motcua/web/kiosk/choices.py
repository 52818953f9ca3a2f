"""The kiosk's second way, for the few who need it: several things on one number, and what a counter must have.

The basket lives in the address of the page (how many of what, no more), so that it works without
JavaScript and the way back to the first page forgets it.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from motcua.catalogue.models import Field
from motcua.domain.queueing import Skill
from motcua.domain.refusal import Invalid
from motcua.domain.words import Words
from motcua.hall.fields_now import FieldNow, fields_now
from motcua.hall.wishes import MOST_AMOUNT, Wish
from motcua.places.models import Device
from motcua.web.kiosk.views import IDLE, back_after, on_paired
from motcua.web.requests import Request

COUNT = "n-"
"""Before the field's code: the name of its amount in the basket."""


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
    amounts = _pressed(amounts_of(request.GET), request.GET)
    rows = fields_now(device.center, request.now)
    lines = [Line(row, f"{COUNT}{row.field.code}", amounts.get(row.field.code, 0)) for row in rows]
    chosen = [line for line in lines if line.amount]
    context = {"center": device.center, "lines": lines, "chosen": chosen, "press": uuid.uuid4().hex}
    return back_after(render(request, "kiosk/basket.html", context), device.center.code, IDLE)


def amounts_of(given: Mapping[str, str]) -> dict[str, int]:
    """The basket as the address carries it; what cannot be read counts as none."""
    read = {name.removeprefix(COUNT): given[name] for name in given if name.startswith(COUNT)}
    whole = {
        code: int(text) for code, text in read.items() if text.isascii() and text.isdigit() and len(text) < 4
    }
    return {code: min(amount, MOST_AMOUNT) for code, amount in whole.items() if amount}


def _pressed(amounts: dict[str, int], given: Mapping[str, str]) -> dict[str, int]:
    change = {given.get("more", ""): 1, given.get("less", ""): -1}
    codes = {*amounts, *change} - {""}
    return {code: min(max(amounts.get(code, 0) + change.get(code, 0), 0), MOST_AMOUNT) for code in codes}


def wishes_of(given: Mapping[str, str]) -> list[Wish]:
    """What was chosen, in the kiosk's order; raises ``Invalid`` for an empty basket."""
    amounts = amounts_of(given)
    wishes = [
        Wish(field, amount=amounts[field.code]) for field in Field.objects.all() if field.code in amounts
    ]
    if not wishes:
        raise Invalid(
            "basket_empty",
            Words("Chọn ít nhất một việc.", "Choose at least one thing."),
            field="field",
        )
    return wishes
