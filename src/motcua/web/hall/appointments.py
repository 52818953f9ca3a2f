"""``/hall/<center>/appointment/<token>``: an appointment seen, moved, cancelled, come for; no log-in.

Whoever holds the token sees when and what for, never who.
"""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.base.actors import Resident
from motcua.base.limits import check_rate
from motcua.base.qr import qr_svg
from motcua.catalogue.models import Procedure
from motcua.domain.codes import spaced_token
from motcua.domain.refusal import Refusal
from motcua.hall import appointment_texts as texts
from motcua.hall import appointments as plans
from motcua.hall.actions import appointments
from motcua.hall.closures import closure_at, closures_ahead
from motcua.hall.models import Appointment
from motcua.hall.rules import rules_of
from motcua.places.hours import business_date
from motcua.places.queries import center_of
from motcua.web.appointment_asked import Asked, asked
from motcua.web.hall import booking
from motcua.web.hall.calendar_entry import entry
from motcua.web.hall.waiting import waiting_urls
from motcua.web.requests import Request

TRIES = 30
METHODS = ["GET", "HEAD", "POST"]


@never_cache
@require_safe
def appointment(request: Request, center: str, token: str) -> HttpResponse:
    return show(request, plans.by_token(center_of(center), token))


def show(request: Request, found: Appointment, *, error: Refusal | None = None) -> HttpResponse:
    place = found.center
    is_open = found.state == "booked" and found.starts_at > request.now
    today = found.day == business_date(request.now)
    context = {
        "center": place,
        "appointment": found,
        "procedure": Procedure.objects.filter(code=found.procedure_code).first(),
        "is_open": is_open,
        "closure": closure_at(found, closures_ahead(place, request.now)) if is_open else None,
        "can_come": today and found.state in ("booked", "missed"),
        "is_today": today,
        "rules": rules_of(place),
        "door": request.GET.get("door", "")[:40],
        "done": "done" in request.GET and is_open,
        "code": spaced_token(found.token),
        "qr": qr_svg(found.token, size="medium") if is_open or today else "",
        "errors": [error] if error else [],
    }
    return render(request, "hall/appointment.html", context, status=error.status if error else 200)


@never_cache
@require_safe
def calendar(request: Request, center: str, token: str) -> HttpResponse:
    found = plans.by_token(center_of(center), token)
    language = get_language() or "vi"
    address = f"{settings.PUBLIC_ADDRESS}{reverse('hall_appointment', args=[center, found.token])}"
    body = entry(
        uid=f"{found.token}@motcua",
        starts_at=found.starts_at,
        minutes=found.minutes,
        made_at=found.made_at,
        title=f"{found.center.name_in(language)}: {found.field.name_in(language)}",
        place=found.center.address or found.center.name_in(language),
        text=texts.booked(found).in_language(language),
        url=address,
        cancelled=found.state != "booked",
    )
    headers = {"Content-Disposition": f'attachment; filename="hen-{found.day:%Y-%m-%d}.ics"'}
    return HttpResponse(body, content_type="text/calendar; charset=utf-8", headers=headers)


@never_cache
@require_http_methods(METHODS)
def move(request: Request, center: str, token: str) -> HttpResponse:
    """Another day, another time; saved with one press, and the old slot is free again."""
    place = center_of(center)
    found = plans.by_token(place, token)
    if found.state != "booked" or found.starts_at <= request.now:
        raise appointments.ended(found)
    rules = plans.rules_needed(place)
    given = request.POST if request.method == "POST" else request.GET
    when = asked(place, rules, given, [])
    answers = Asked(appointments.as_wanted(found), None, when.day, when.at)
    more: dict[str, Any] = {"action": request.path, "without": [found.pk], "moving": found}
    if answers.day is None:
        return booking.days(request, place, rules, answers, **more)
    if request.method == "POST" and answers.at is not None:
        try:
            new = appointments.move(found, starts_at=answers.at, by=Resident(), now=request.now)
        except Refusal as refusal:
            if refusal.field != "at":
                raise
            return booking.times(request, place, rules, answers, errors=[refusal], **more)
        return redirect(f"{reverse('hall_appointment', args=[place.code, new.token])}?done=1")
    return booking.times(request, place, rules, answers, **more)


@never_cache
@require_http_methods(METHODS)
def cancellation(request: Request, center: str, token: str) -> HttpResponse:
    """Asked once, then done."""
    found = plans.by_token(center_of(center), token)
    if request.method == "POST" and found.state != "cancelled":
        appointments.cancel(found, by=Resident(), now=request.now)
    if request.method == "POST" or found.state == "cancelled":
        return redirect("hall_appointment", found.center.code, found.token)
    if found.state != "booked" or found.starts_at <= request.now:
        raise appointments.ended(found)
    return render(request, "hall/appointment_cancel.html", {"center": found.center, "appointment": found})


@never_cache
@require_POST
def arrival(request: Request, center: str, token: str) -> HttpResponse:
    """In the hall, at one's own phone: with the code on the display, or the QR at the door."""
    found = plans.by_token(center_of(center), token)
    who = request.META.get("REMOTE_ADDR", "")
    check_rate("presence", who, most=TRIES, within=timedelta(minutes=10), now=request.now)
    proof = request.POST.get("proof", "").strip()[:40]
    try:
        ticket = appointments.check_in(found, proof=proof, by=Resident(), now=request.now)
    except Refusal as refusal:
        return show(request, found, error=refusal)
    return redirect("ticket", ticket.token)


appointment_urls = [
    path("appointment", booking.appointment, name="hall_appointment_new"),
    path("appointment/<str:token>", appointment, name="hall_appointment"),
    path("appointment/<str:token>/calendar.ics", calendar, name="hall_appointment_calendar"),
    path("appointment/<str:token>/move", move, name="hall_appointment_move"),
    path("appointment/<str:token>/cancellation", cancellation, name="hall_appointment_cancellation"),
    path("appointment/<str:token>/arrival", arrival, name="hall_appointment_arrival"),
    *waiting_urls,
]
