"""``/counter/appointments``: who is expected today, who has come, a time booked for somebody; and one of
them found, moved or cancelled for who calls or stands at the counter (``appointment_changes``)."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.catalogue.models import Field
from motcua.domain.queueing import Skill
from motcua.domain.refusal import Forbidden, NotFound, Refusal
from motcua.domain.words import Words
from motcua.hall import appointments as plans
from motcua.hall.actions import appointments
from motcua.hall.models import Appointment, AppointmentRules
from motcua.places.hours import business_date
from motcua.places.models import Center
from motcua.web.access import role_required
from motcua.web.appointment_asked import Asked, asked
from motcua.web.counter.appointment_shell import NO_TIME, ROLES, center_of, shown
from motcua.web.counter.said import say
from motcua.web.requests import OfficerRequest

STATES = {"booked": "due_soon", "arrived": "done", "missed": "overdue", "cancelled": "refused"}
"""How the list shows a state: colour and shape of another, with its own word."""


@never_cache
@require_safe
@role_required(*ROLES)
def of_day(request: OfficerRequest) -> HttpResponse:
    """Today, or another day that can be booked; a constant number of statements, however long the list is."""
    center, today = center_of(request), business_date(request.now)
    rules = plans.rules_for(center)
    ahead = plans.days_ahead(rules, request.now) if rules else [today]
    day = next((row for row in ahead if row.isoformat() == request.GET.get("day")), today)
    rows = plans.of_day(center, day)
    context = {
        "rows": listed(rows),
        "outside": plans.outside(rows, plans.diary(center, rules, [day], request.now)) if rules else set(),
        "day": day,
        "days": ahead,
        "is_today": day == today,
        "can_book": bool(rules and rules.counters),
        "now": request.now,
    }
    return shown(request, "counter/appointments.html", center, context)


def listed(rows: list[Appointment]) -> list[tuple[Appointment, str, str]]:
    """Each with how its state is shown."""
    return [(row, STATES[row.state], state_word(row)) for row in rows]


def state_word(row: Appointment) -> str:
    if row.state == "arrived" and row.ticket is not None:
        return _("has come: %(number)s") % {"number": row.ticket.text}
    said = {"booked": _("expected"), "missed": _("did not come"), "cancelled": _("cancelled")}
    return said.get(row.state, "")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("contact")
@role_required(*ROLES)
def entry(request: OfficerRequest) -> HttpResponse:
    """What for and which day first; then a time, and a contact if they want reminders."""
    center = center_of(request)
    rules = plans.rules_needed(center)
    given = request.POST if request.method == "POST" else request.GET
    answers = asked(center, rules, given, given.getlist("needs"))
    errors: list[Refusal] = [NO_TIME] if request.method == "POST" and answers.at is None else []
    if request.method == "POST" and answers.wanted is not None and answers.at is not None:
        try:
            made = appointments.book(
                center,
                wanted=answers.wanted,
                starts_at=answers.at,
                contact=given.get("contact", "")[:300],
                language=get_language() or "vi",
                press=given.get("press", "")[:64] or None,
                by=request.user,
                now=request.now,
            )
        except Refusal as refusal:
            if not refusal.field:
                raise
            errors.append(refusal)
        else:
            messages.success(request, _("Booked. Tell them the time and the code, or print their page."))
            return redirect("counter_appointment", made.pk)
    return _entry_page(request, center, rules, answers, errors, given.get("contact", "")[:300])


def _entry_page(
    request: OfficerRequest,
    center: Center,
    rules: AppointmentRules,
    answers: Asked,
    errors: list[Refusal],
    contact: str,
) -> HttpResponse:
    ahead = plans.days_ahead(rules, request.now)
    diary = plans.diary(center, rules, ahead, request.now)
    wanted, day = answers.wanted, answers.day
    context: dict[str, Any] = {
        "fields": [row for row in Field.objects.all() if rules.counters.get(f"field:{row.code}")],
        "points": [row for row in center.points.filter(closed_at__isnull=True)
                   if rules.counters.get(f"place:{row.pk}")],
        "skills": [skill for skill in Skill if rules.counters.get(f"skill:{skill}")],
        "most": plans.MOST_AMOUNT,
        "press": uuid4().hex,
        "query": urlencode(answers.kept(day=True)),
        "answers": answers,
        "days": plans.days_left(wanted, diary, request.now) if wanted else [],
        "slots": diary.left(wanted, day, request.now) if wanted and day in ahead and day else [],
        "kept": answers.kept(day=True),
        "contact": contact,
        "errors": errors,
    }  # fmt: skip
    return shown(request, "counter/appointment_entry.html", center, context, 422 if errors else 200)


@require_POST
@role_required(*ROLES)
def arrival(request: OfficerRequest, pk: UUID) -> HttpResponse:
    found = of_center(request, pk)
    try:
        ticket = appointments.check_in(found, by=request.user, now=request.now)
    except Forbidden:
        raise
    except Refusal as refusal:
        say(request, refusal)
    else:
        messages.success(request, _("They have number %(number)s.") % {"number": ticket.text})
    return redirect("counter_appointments")


@require_POST
@role_required(*ROLES)
def cancellation(request: OfficerRequest, pk: UUID) -> HttpResponse:
    found = of_center(request, pk)
    try:
        appointments.cancel(found, by=request.user, now=request.now)
    except Forbidden:
        raise
    except Refusal as refusal:
        say(request, refusal)
    else:
        messages.success(request, _("Cancelled; who left a phone or e-mail is told."))
    return redirect(f"{reverse('counter_appointments')}?day={found.day.isoformat()}")


def of_center(request: OfficerRequest, pk: UUID) -> Appointment:
    rows = Appointment.objects.select_related("center__commune", "field", "point", "ticket")
    found = rows.filter(pk=pk, center=center_of(request)).first()
    if found is None:
        raise NotFound("no_appointment", Words("Không có cuộc hẹn này.", "There is no such appointment."))
    return found


appointment_urls = [
    path("appointments", of_day, name="counter_appointments"),
    path("appointments/entry", entry, name="counter_appointment_entry"),
    path("appointments/<uuid:pk>/arrivals", arrival, name="counter_appointment_arrivals"),
    path("appointments/<uuid:pk>/cancellations", cancellation, name="counter_appointment_cancellations"),
]
