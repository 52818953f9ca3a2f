"""``/counter/appointments/<one>``: an appointment found for who calls or stands here, and moved for them.

Somebody's phone number or e-mail is sent in a body and leads to the row: no address carries it.
"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.catalogue.models import Procedure
from motcua.domain.queueing import Skill
from motcua.domain.refusal import Invalid, Refusal
from motcua.hall import appointment_search
from motcua.hall import appointments as plans
from motcua.hall.actions import appointments
from motcua.hall.models import Appointment
from motcua.places.hours import business_date
from motcua.web.access import role_required
from motcua.web.appointment_asked import Asked, asked
from motcua.web.counter.appointment_shell import NO_TIME, ROLES, center_of, shown
from motcua.web.counter.appointments import listed, of_center
from motcua.web.requests import OfficerRequest

SHOWN = 3
"""Of a contact only the last signs: enough to ask whoever calls, too few to learn it."""


@never_cache
@require_POST
@sensitive_post_parameters("q")
@role_required(*ROLES)
def finding(request: OfficerRequest) -> HttpResponse:
    """One found: its page. Several under one phone number: the list of them, in the answer itself."""
    center, today = center_of(request), business_date(request.now)
    typed = request.POST.get("q", "")[: appointment_search.LONGEST]
    errors: list[Refusal] = []
    rows: list[Appointment] = []
    try:
        rows = appointment_search.found(center, typed, today)
    except Invalid as refusal:
        errors.append(refusal)
    if len(rows) == 1:
        return redirect("counter_appointment", rows[0].pk)
    context = {"rows": listed(rows), "q": typed, "errors": errors}
    return shown(request, "counter/appointments_found.html", center, context, 422 if errors else 200)


@never_cache
@require_safe
@role_required(*ROLES)
def one(request: OfficerRequest, pk: UUID) -> HttpResponse:
    found = of_center(request, pk)
    later = Appointment.objects.filter(replaces=found).first()
    if later is not None:
        return redirect("counter_appointment", later.pk)
    [(_row, state, word)] = listed([found])
    is_today = found.day == business_date(request.now)
    context = {
        "appointment": found,
        "procedure": Procedure.objects.filter(code=found.procedure_code).first(),
        "needs": [Skill(need).words for need in found.needs],
        "reached": found.contact[-SHOWN:] if "@" not in found.contact else found.contact.split("@")[1],
        "state": state,
        "word": word,
        "is_open": found.state == "booked" and found.starts_at > request.now,
        "can_come": is_today and found.state in ("booked", "missed"),
    }
    return shown(request, "counter/appointment.html", found.center, context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*ROLES)
def move(request: OfficerRequest, pk: UUID) -> HttpResponse:
    """Another day and time of those that are free for it; link and code stay, and they are told."""
    found = of_center(request, pk)
    if found.state != "booked" or found.starts_at <= request.now:
        raise appointments.ended(found)
    rules = plans.rules_needed(found.center)
    when = asked(found.center, rules, request.POST if request.method == "POST" else request.GET, [])
    errors: list[Refusal] = [NO_TIME] if request.method == "POST" and when.at is None else []
    if request.method == "POST" and when.at is not None:
        try:
            new = appointments.move(found, starts_at=when.at, by=request.user, now=request.now)
        except Refusal as refusal:
            if refusal.field != "at":
                raise
            errors.append(refusal)
        else:
            told = _("Moved; they get a message with the new time.")
            messages.success(request, told if new.contact else _("Moved. Tell them the new time."))
            return redirect("counter_appointment", new.pk)
    wanted = appointments.as_wanted(found)
    ahead = plans.days_ahead(rules, request.now)
    diary = plans.diary(found.center, rules, ahead, request.now, without=[found.pk])
    day = when.day if when.day in ahead else found.day
    free = [slot for slot in diary.left(wanted, day, request.now) if slot.starts_at != found.starts_at]
    context = {
        "appointment": found,
        "days": plans.days_left(wanted, diary, request.now),
        "answers": Asked(wanted, None, day, when.at),
        "slots": free,
        "errors": errors,
    }
    return shown(request, "counter/appointment_move.html", found.center, context, 422 if errors else 200)


change_urls = [
    path("appointments/found", finding, name="counter_appointment_finding"),
    path("appointments/<uuid:pk>", one, name="counter_appointment"),
    path("appointments/<uuid:pk>/move", move, name="counter_appointment_move"),
]
