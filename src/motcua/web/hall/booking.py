"""``/hall/<center>/appointment``: one question a page, from what for to the time; then the token's page.

Every step is an address, so going back works and nothing needs JavaScript. The contact is optional.
"""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.base.actors import Resident
from motcua.base.limits import check_rate
from motcua.catalogue.models import Field
from motcua.catalogue.queries import search
from motcua.domain.queueing import Skill
from motcua.domain.refusal import Invalid, Refusal
from motcua.domain.words import Words
from motcua.domain.workdays import local
from motcua.hall import appointments as plans
from motcua.hall.actions import appointments
from motcua.hall.models import AppointmentRules
from motcua.places.models import Center
from motcua.places.queries import center_of
from motcua.web.appointment_asked import Asked, asked
from motcua.web.requests import Request

TRIES = 20
"""Appointments from one address within an hour: a village shares one, a machine wants more."""
NOON = 12

CHOOSE = {
    "what": Words("Chọn việc ông/bà đến làm.", "Choose what you come for."),
    "day": Words("Chọn một ngày còn chỗ.", "Choose a day that has room."),
    "time": Words("Chọn một giờ còn chỗ.", "Choose a time that is free."),
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def appointment(request: Request, center: str) -> HttpResponse:
    place = center_of(center)
    rules = plans.rules_for(place)
    if rules is None or not rules.counters:
        return render(request, "hall/appointment_none.html", {"center": place})
    given = request.POST if request.method == "POST" else request.GET
    answers = asked(place, rules, given, given.getlist("needs"))
    if request.method == "POST":
        return _given(request, place, rules, answers)
    if answers.wanted is None:
        return what(request, place, rules, answers, action=request.path)
    if answers.day is None or request.GET.get("change") == "day":
        return days(request, place, rules, answers, action=request.path)
    if answers.at is None:
        return times(request, place, rules, answers, action=request.path)
    return _contact(request, place, answers)


def what(
    request: Request, place: Center, rules: AppointmentRules, answers: Asked, *, action: str
) -> HttpResponse:
    """What for: a field, or a procedure found by its name; folded below it the help somebody needs."""
    typed = request.GET.get("q", "").strip()[:100]
    offered = [row for row in Field.objects.all() if rules.counters.get(f"field:{row.code}")]
    found = search(typed) if typed else []
    wrong = request.GET.get("asked") == "what"
    context = {
        "center": place,
        "fields": offered,
        "q": typed,
        "found": [row for row in found if row.field in offered],
        "skills": [skill for skill in Skill if rules.counters.get(f"skill:{skill}")],
        "points": [
            row for row in place.points.filter(closed_at__isnull=True)
            if rules.counters.get(f"place:{row.pk}")
        ],
        "most": plans.MOST_AMOUNT,
        "action": action,
        "errors": [Invalid("what", CHOOSE["what"], field="field")] if wrong else [],
    }  # fmt: skip
    return render(request, "hall/appointment_what.html", context, status=422 if wrong else 200)


def days(
    request: Request, place: Center, rules: AppointmentRules, answers: Asked, *, action: str, **more: Any
) -> HttpResponse:
    assert answers.wanted is not None
    ahead = plans.days_ahead(rules, request.now)
    diary = plans.diary(place, rules, ahead, request.now, without=more.pop("without", ()))
    wrong = request.GET.get("asked") == "day"
    context = {
        "center": place,
        "days": plans.days_left(answers.wanted, diary, request.now),
        "chosen": answers.day,
        "wanted": answers.wanted,
        "kept": answers.kept(),
        "query": urlencode(answers.kept()),
        "action": action,
        "errors": [Invalid("day", CHOOSE["day"], field="day")] if wrong else [],
        **more,
    }
    return render(request, "hall/appointment_day.html", context, status=422 if wrong else 200)


def times(
    request: Request,
    place: Center,
    rules: AppointmentRules,
    answers: Asked,
    *,
    action: str,
    errors: list[Refusal] | None = None,
    **more: Any,
) -> HttpResponse:
    assert answers.wanted is not None
    assert answers.day is not None
    diary = plans.diary(place, rules, [answers.day], request.now, without=more.pop("without", ()))
    wrong = list(errors or [])
    if request.GET.get("asked") == "time":
        wrong.append(Invalid("time", CHOOSE["time"], field="at"))
    free = diary.left(answers.wanted, answers.day, request.now)
    context = {
        "center": place,
        "day": answers.day,
        "morning": [slot for slot in free if local(slot.starts_at).hour < NOON],
        "afternoon": [slot for slot in free if local(slot.starts_at).hour >= NOON],
        "length": rules.length,
        "kept": answers.kept(day=True),
        "query": urlencode(answers.kept(day=True)),
        "days_query": urlencode(answers.kept()),
        "action": action,
        "errors": wrong,
        **more,
    }
    return render(request, "hall/appointment_time.html", context, status=422 if wrong else 200)


def _contact(
    request: Request,
    place: Center,
    answers: Asked,
    *,
    contact: str = "",
    errors: list[Refusal] | None = None,
) -> HttpResponse:
    context = {
        "center": place,
        "answers": answers,
        "kept": answers.kept(day=True, at=True),
        "contact": contact,
        "errors": errors or [],
        "back": f"{request.path}?{urlencode(answers.kept(day=True))}",
    }
    return render(request, "hall/appointment_contact.html", context, status=422 if errors else 200)


def _given(request: Request, place: Center, rules: AppointmentRules, answers: Asked) -> HttpResponse:
    """The contact was typed, or the answers were checked and are right."""
    if answers.wanted is None or answers.at is None:
        return redirect("hall_appointment_new", place.code)
    typed = request.POST.get("contact", "")[:300]
    try:
        contact = plans.contact_of(typed)
        if request.POST.get("go") != "book":
            return _check(request, place, answers, contact)
        who = request.META.get("REMOTE_ADDR", "")
        check_rate("appointment", who, most=TRIES, within=timedelta(hours=1), now=request.now)
        made = appointments.book(
            place,
            wanted=answers.wanted,
            starts_at=answers.at,
            contact=contact,
            language=get_language() or "vi",
            press=request.POST.get("press", "")[:64] or None,
            by=Resident(),
            now=request.now,
        )
    except Refusal as refusal:
        if refusal.field == "at":
            return times(
                request, place, rules, answers, action=reverse("hall_appointment_new", args=[place.code]),
                errors=[refusal],
            )  # fmt: skip
        if refusal.field == "contact":
            return _contact(request, place, answers, contact=typed, errors=[refusal])
        raise
    return redirect(f"{reverse('hall_appointment', args=[place.code, made.token])}?done=1")


def _check(request: Request, place: Center, answers: Asked, contact: str) -> HttpResponse:
    here = reverse("hall_appointment_new", args=[place.code])
    context = {
        "center": place,
        "answers": answers,
        "contact": contact,
        "kept": [*answers.kept(day=True, at=True), ("contact", contact), ("press", uuid4().hex)],
        "change_what": here,
        "change_day": f"{here}?{urlencode(answers.kept())}",
        "change_time": f"{here}?{urlencode(answers.kept(day=True))}",
        "change_contact": f"{here}?{urlencode(answers.kept(day=True, at=True))}",
    }
    return render(request, "hall/appointment_check.html", context)
