"""``/hall/<center>/waiting``: the list for a full day or an earlier time, and the slot held for somebody."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.base.actors import Resident
from motcua.base.limits import check_rate
from motcua.domain.codes import read_token
from motcua.domain.refusal import NotFound, Refusal
from motcua.domain.words import Words
from motcua.hall import appointments as plans
from motcua.hall.actions import waiting_list
from motcua.hall.actions.promising import as_wanted
from motcua.hall.models import Appointment, AppointmentRules, WaitingListEntry
from motcua.places.models import Center
from motcua.places.queries import center_of
from motcua.web.appointment_asked import Asked, asked
from motcua.web.requests import Request

METHODS = ["GET", "HEAD", "POST"]
TRIES = 20


@never_cache
@require_http_methods(METHODS)
def waiting(request: Request, center: str) -> HttpResponse:
    """Join: for one full day, or (``?earlier=<token>``) for any time before the appointment one has."""
    place = center_of(center)
    rules = plans.rules_needed(place)
    given = request.POST if request.method == "POST" else request.GET
    earlier = given.get("earlier", "")
    had = plans.by_token(place, earlier) if earlier else None
    answers = asked(place, rules, given, given.getlist("needs"))
    if had is not None:
        answers = Asked(as_wanted(had), None, had.day, None)
    if answers.wanted is None or answers.day is None:
        return redirect("hall_appointment_new", place.code)
    if request.method == "POST":
        return _join(request, place, rules, answers, had)
    return _ask(request, place, answers, had)


def _ask(
    request: Request,
    place: Center,
    answers: Asked,
    had: Appointment | None,
    *,
    contact: str = "",
    error: Refusal | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {
        "center": place,
        "answers": answers,
        "had": had,
        "kept": [("earlier", had.token)] if had else answers.kept(day=True),
        "contact": contact,
        "errors": [error] if error else [],
    }
    return render(request, "hall/waiting_join.html", context, status=error.status if error else 200)


def _join(
    request: Request, place: Center, rules: AppointmentRules, answers: Asked, had: Appointment | None
) -> HttpResponse:
    assert answers.wanted is not None
    assert answers.day is not None
    who = request.META.get("REMOTE_ADDR", "")
    check_rate("appointment", who, most=TRIES, within=timedelta(hours=1), now=request.now)
    typed = request.POST.get("contact", "")[:300] or (had.contact if had else "")
    first = plans.days_ahead(rules, request.now)[0] if had else answers.day
    try:
        entry = waiting_list.join(
            place,
            wanted=answers.wanted,
            first_day=first,
            last_day=answers.day,
            contact=typed,
            appointment=had,
            language=get_language() or "vi",
            by=Resident(),
            now=request.now,
        )
    except Refusal as refusal:
        if refusal.field != "contact":
            raise
        return _ask(request, place, answers, had, contact=request.POST.get("contact", ""), error=refusal)
    return redirect("hall_waiting", place.code, entry.token)


@never_cache
@require_http_methods(METHODS)
def waiting_entry(request: Request, center: str, token: str) -> HttpResponse:
    """See the offer, take it or leave the list."""
    place = center_of(center)
    entry = _entry(place, token)
    if request.method == "POST" and request.POST.get("go") == "accept":
        got = waiting_list.accept(entry, by=Resident(), now=request.now)
        return redirect(f"{reverse('hall_appointment', args=[place.code, got.token])}?done=1")
    if request.method == "POST":
        waiting_list.leave(entry, by=Resident(), now=request.now)
        return redirect("hall_waiting", place.code, entry.token)
    held = entry.state == "offered" and entry.offered_until and entry.offered_until > request.now
    context = {"center": place, "entry": entry, "is_held": held, "is_waiting": entry.state == "waiting"}
    return render(request, "hall/waiting.html", context)


def _entry(place: Center, token: str) -> WaitingListEntry:
    rows = WaitingListEntry.objects.select_related("field", "center__commune", "appointment")
    entry = rows.filter(center=place, token=read_token(token)).first()
    if entry is None:
        raise NotFound(
            "waiting_unknown",
            Words(
                vi="Không có ai trong danh sách chờ ứng với mã này.",
                en="Nobody is on the waiting list under this code.",
            ),
        )
    return entry


waiting_urls = [
    path("waiting", waiting, name="hall_waiting_new"),
    path("waiting/<str:token>", waiting_entry, name="hall_waiting"),
]
