"""``/hall/<center>``: how full it is now, when it usually is not, and which center nearby is less busy.

Everybody may see it; it counts people and names nobody.
"""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from motcua.base.qr import qr_svg
from motcua.catalogue.models import Field
from motcua.domain.quiet_hours import HALF_HOUR, clock, quietest
from motcua.hall import loads, promises
from motcua.hall.appointments import rules_for
from motcua.hall.loads import Load
from motcua.hall.loads_seen import FRESH, by_field, closed, half_hours, in_province, nearest_first
from motcua.hall.rules import rules_of
from motcua.places.hours import sessions
from motcua.places.models import Commune
from motcua.places.queries import announced, center_of, open_points, opening
from motcua.web.opening_hours import week
from motcua.web.requests import Request


@require_safe
def hall(request: Request, center: str) -> HttpResponse:
    place = center_of(center)
    now = request.now
    centers = in_province(now)
    here = next(load for load in centers if load.center.pk == place.pk)
    rows = nearest_first(centers, place.commune)
    history = half_hours(place, now)
    best = quietest(history)
    shut = closed(place, now)
    most = max((row.minutes for row in history), default=0)
    context: dict[str, Any] = {
        "center": place,
        "here": here,
        "opening": (state := opening(place, now)),
        "closures": [announced(row) for row in state.coming],
        "fields": [(row, shut.get(row.field.pk)) for row in by_field(place, now)] if here.counters else [],
        "closed": [(field, shut[field.pk]) for field in Field.objects.all() if field.pk in shut]
        if shut and here.is_known and not here.counters
        else [],
        "kept": promises.kept(place, now),
        "history": [(row, round(row.minutes), round(100 * row.minutes / most)) for row in history if most],
        "best": (best[0].text, clock(best[-1].begins + HALF_HOUR)) if best else None,
        "less_busy": loads.less_busy(rows, here),
        "points": open_points(place),
        "week": week(sessions(place)),
        "gives_appointments": bool((plan := rules_for(place)) and plan.counters),
        "from_home": rules_of(place).numbers_from_home,
        "qr": qr_svg(request.build_absolute_uri(reverse("hall", args=[place.code])), size="small"),
        "now": now,
    }
    response = render(request, "hall/live.html", context)
    response.headers["Cache-Control"] = f"private, max-age={FRESH}"
    return response


@require_safe
def halls(request: Request) -> HttpResponse:
    """Every center, nearest first from a commune one chooses; those with live figures come with them."""
    communes = list(Commune.objects.order_by("name_vi"))
    chosen = next((row for row in communes if row.code == request.GET.get("from", "")), None)
    centers = in_province(request.now)
    if chosen is None:
        rows = [loads.Away(load, 0, False) for load in sorted(centers, key=_live_first)]
    else:
        rows = nearest_first(centers, chosen)
    only = request.GET.get("show", "") == "live"
    context = {
        "rows": [row for row in rows if row.load.is_known or not only],
        "communes": communes,
        "chosen": chosen,
        "only": only,
        "now": request.now,
    }
    return render(request, "hall/province.html", context)


def _live_first(load: Load) -> tuple[bool, str]:
    return not load.is_known, load.center.name_vi


live_urls = [
    path("hall/", halls, name="halls"),
    path("hall/<str:center>", hall, name="hall"),
]
