"""``/setup/appointments``: what the head of a center plans for appointments."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.catalogue.models import Field
from motcua.domain.queueing import Skill
from motcua.domain.refusal import Invalid
from motcua.domain.slots import LONGEST
from motcua.hall.actions.appointment_rules import LENGTHS, REMINDERS, check_may_plan, set_appointment_rules
from motcua.hall.appointment_lengths import Lengths
from motcua.hall.appointments import rules_for
from motcua.hall.models import AppointmentRules
from motcua.people.models import Role
from motcua.places.hours import business_date
from motcua.places.models import Center, Counter, Point
from motcua.web.access import role_required
from motcua.web.fields import RuleForm
from motcua.web.requests import OfficerRequest

WHOLE = {"invalid": gettext_lazy("Enter a whole number."), "required": gettext_lazy("Enter a whole number.")}


class PlanForm(RuleForm):
    """The numbers of the whole center; the counts by field, skill and place stand beside it."""

    walk_ins = forms.IntegerField(
        label=gettext_lazy("Share kept for people without an appointment, per cent"), error_messages=WHOLE
    )
    length = forms.TypedChoiceField(
        label=gettext_lazy("Length of a time, minutes"), coerce=int, choices=[(n, n) for n in LENGTHS]
    )
    days_ahead = forms.IntegerField(
        label=gettext_lazy("How many days ahead people may book"), error_messages=WHOLE
    )
    offer_hours = forms.IntegerField(
        label=gettext_lazy("Hours for which a freed time is held for one person of the waiting list"),
        error_messages=WHOLE,
    )
    reminders = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Reminders, hours before"),
        coerce=int,
        choices=[(n, n) for n in REMINDERS],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.CENTER_HEAD)
def plan(request: OfficerRequest) -> HttpResponse:
    center = request.user.center_on(business_date(request.now))
    assert center is not None  # the head of a center belongs to a commune
    check_may_plan(center, request.user, request.now)
    rules = rules_for(center) or AppointmentRules(center=center, reminders=[24, 2])
    names = ("walk_ins", "length", "days_ahead", "offer_hours", "reminders")
    form = PlanForm(request.POST or None, initial={name: getattr(rules, name) for name in names})
    given = {name: str(value).strip() for name, value in request.POST.items() if ":" in name}
    if request.method == "POST" and form.is_valid():
        try:
            set_appointment_rules(
                center,
                counters=_whole(given, ("place:", "field:", "skill:")),
                minutes={
                    name.removeprefix("minutes:"): count
                    for name, count in _whole(given, ("minutes:",)).items()
                    if count
                },
                **form.cleaned_data,
                by=request.user,
                now=request.now,
            )
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved. Times promised already stay promised."))
            return redirect("setup_appointments")
    lengths = Lengths(center, rules)
    context: dict[str, Any] = {
        "form": form,
        "center": center,
        "places": _places(center, rules, given),
        "fields": [
            (
                row,
                given.get(f"field:{row.code}", rules.counters.get(f"field:{row.code}", 0)),
                given.get(f"minutes:{row.code}", rules.minutes.get(row.code, "")),
                lengths.of_field(row.code),
            )
            for row in Field.objects.all()
        ],
        "skills": [
            (skill, given.get(f"skill:{skill}", rules.counters.get(f"skill:{skill}", 0))) for skill in Skill
        ],
        "standing": Counter.objects.filter(center=center).count(),
        "longest": LONGEST,
    }
    return render(request, "setup/appointments.html", context, status=422 if form.errors else 200)


def _places(center: Center, rules: AppointmentRules, given: dict[str, str]) -> list[tuple[str, Any, Any]]:
    """The main place (None) and every further one, with how many counters are planned there."""
    rows: list[tuple[str, Point | None]] = [("place:", None)]
    rows += [(f"place:{row.pk}", row) for row in Point.objects.filter(center=center, closed_at__isnull=True)]
    return [(name, row, given.get(name, rules.counters.get(name, 0))) for name, row in rows]


def _whole(given: dict[str, str], starts: tuple[str, ...]) -> dict[str, int]:
    """Counts as typed, nothing meaning none; the rule refuses what is impossible."""
    found = {}
    for name, typed in given.items():
        if name.startswith(starts):
            right = typed.isascii() and typed.isdigit() and len(typed) <= 3
            found[name] = int(typed) if right else (0 if not typed else -1)
    return found
