"""The sign above one counter: its number, whether it is open, until when its officer is away."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from motcua.domain.refusal import NotFound
from motcua.domain.words import Words
from motcua.hall import boards
from motcua.places.models import Center, Counter, Device
from motcua.places.queries import center_of
from motcua.web import pairing
from motcua.web.device import device_of
from motcua.web.display.views import paired
from motcua.web.requests import Request

HIGHEST = 32_767


@require_GET
@never_cache
def sign(request: Request, center: str, number: int) -> HttpResponse:
    place = center_of(center)
    if device_of(request, Device.Kind.DISPLAY, place.code) is None:
        return pairing.ask(request, place, Device.Kind.DISPLAY)
    return render(request, "display/sign.html", context(counter_of(place, number), request.now))


@require_GET
@never_cache
def sign_now(request: Request, center: str, number: int) -> HttpResponse:
    """The changing part alone."""
    place = center_of(center)
    paired(request, place)
    return HttpResponse(rendered(counter_of(place, number), request.now))


def counter_of(center: Center, number: int) -> Counter:
    """Raises ``NotFound`` where the center has no such counter."""
    found = Counter.objects.select_related("center__commune", "point").filter(center=center, number=number)
    counter = found.first() if number <= HIGHEST else None
    if counter is None:
        raise NotFound(
            "counter_unknown",
            Words(f"Trung tâm không có quầy {number}.", f"The center has no counter {number}."),
        )
    return counter


def rendered(counter: Counter, now: datetime) -> str:
    """The changing part in the active language."""
    return render_to_string("display/sign_now.html", context(counter, now))


def context(counter: Counter, now: datetime) -> dict[str, Any]:
    sign = boards.sign(counter)
    return {"center": counter.center, "point": counter.point, "sign": sign, "counter": counter, "as_of": now}
