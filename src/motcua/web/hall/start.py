"""``/hall/<center>/start``: the order of the crowd that came before the doors opened, and how to check it."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.base.models import Event
from motcua.hall import fair_start
from motcua.hall.daybreak import business_day
from motcua.places.queries import center_of
from motcua.web.hall.day_asked import day_asked
from motcua.web.requests import Request


@never_cache
@require_safe
def start(request: Request, center: str) -> HttpResponse:
    place = center_of(center)
    today = business_day(place, request.now)
    day = day_asked(request.GET.get("on", ""), today)
    starts = fair_start.starts(place, request.now, day)
    drawn = [f"draw/{one.draw.pk}" for one in starts if one.draw]
    events = dict(
        Event.objects.filter(stream=place.journal_stream, subject__in=drawn).values_list("subject", "number")
    )
    context = {
        "center": place,
        "day": day,
        "today": today,
        "before": day - timedelta(days=1),
        "following": day + timedelta(days=1) if day < today else None,
        "draws": fair_start.draws(place) if day == today else any(one.draw for one in starts),
        "starts": [(one, events.get(f"draw/{one.draw.pk}") if one.draw else None) for one in starts],
    }
    return render(request, "hall/start.html", context)


start_urls = [path("start", start, name="hall_start")]
