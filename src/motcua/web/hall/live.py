"""``/hall/<center>``: how full it is now, when it usually is not, and which center nearby is less busy.

Everybody may see it; it counts people and names nobody. Read once for all who look: kept as long as the
journals of the centers stand still, and half a minute at most.
"""

from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.db.models import Max, Sum
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from motcua.base.models import Stream
from motcua.base.qr import qr_svg
from motcua.domain.quiet_hours import HALF_HOUR, clock, quietest
from motcua.hall import loads, promises
from motcua.hall.appointments import rules_for
from motcua.hall.loads import FieldLoad, Load
from motcua.hall.rules import rules_of
from motcua.places.hours import sessions
from motcua.places.models import Center, Commune
from motcua.places.queries import center_of, opening
from motcua.web.opening_hours import week
from motcua.web.requests import Request

FRESH = 30
"""Seconds for which what was read is shown again, if nothing has happened meanwhile."""


@require_safe
def hall(request: Request, center: str) -> HttpResponse:
    place = center_of(center)
    seen, now = _province(request.now), request.now
    here = next(load for load in seen if load.center.pk == place.pk)
    rows = loads.by_distance(seen, place.commune, _neighbours(place.commune))
    history = _kept(f"half-hours:{place.pk}", lambda: loads.half_hours(place.pk, now))
    best = quietest(history)
    most = max((row.minutes for row in history), default=0)
    context: dict[str, Any] = {
        "center": place,
        "here": here,
        "opening": opening(place, now),
        "fields": by_field(place, now) if here.counters else [],
        "kept": promises.kept(place, now),
        "history": [(row, round(row.minutes), round(100 * row.minutes / most)) for row in history if most],
        "best": (best[0].text, clock(best[-1].begins + HALF_HOUR)) if best else None,
        "less_busy": loads.less_busy(rows, here),
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
    seen = _province(request.now)
    if chosen is None:
        rows = [loads.Away(load, 0, False) for load in sorted(seen, key=_live_first)]
    else:
        rows = loads.by_distance(seen, chosen, _neighbours(chosen))
    only = request.GET.get("show", "") == "live"
    context = {
        "rows": [row for row in rows if row.load.is_known or not only],
        "communes": communes,
        "chosen": chosen,
        "only": only,
        "now": request.now,
    }
    return render(request, "hall/province.html", context)


def by_field(place: Center, now: datetime) -> list[FieldLoad]:
    """What somebody who comes now is told, by field; the helpers and the head see the same figures."""
    found: list[FieldLoad] = _kept(f"fields:{place.pk}", lambda: loads.by_field(place, now))
    return found


def _live_first(load: Load) -> tuple[bool, str]:
    return not load.is_known, load.center.name_vi


def _neighbours(commune: Commune) -> set[str]:
    return set(commune.neighbours.values_list("code", flat=True))


def _province(now: datetime) -> list[Load]:
    found: list[Load] = _kept("loads", lambda: loads.loads(now))
    return found


def _kept(name: str, read: Any) -> Any:
    """What was read, until something is written in any journal, and half a minute at most."""
    heads = Stream.objects.aggregate(events=Sum("number"), last=Max("hash"))
    key = f"hall:{name}:{heads['events']}:{heads['last']}"
    found = cache.get(key)
    if found is None:
        found = read()
        cache.set(key, found, FRESH)
    return found


live_urls = [
    path("hall/", halls, name="halls"),
    path("hall/<str:center>", hall, name="hall"),
]
