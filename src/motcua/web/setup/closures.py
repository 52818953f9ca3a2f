"""``/setup/hall/closures``: times in which the center is closed although its hours say open.

Nothing is saved before a page has shown how many appointments and numbers lie in that time (``go`` as in
``web/setup/fees.py``).
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from motcua.domain.refusal import Invalid, InvalidFields, NotFound, Refusal
from motcua.domain.words import Words
from motcua.domain.workdays import ZONE
from motcua.hall import actions
from motcua.hall.actions.closures import MOST_REASON, planned_closure
from motcua.hall.closures import within
from motcua.hall.setup_access import check_may_set_hall
from motcua.people.models import Role
from motcua.places.hours import business_date
from motcua.places.models import Closure
from motcua.web import fields
from motcua.web.access import role_required
from motcua.web.requests import OfficerRequest
from motcua.web.setup.hall import METHODS, own_center

MOST_PAST = 20


def _clock(label: Any, missing: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        input_formats=["%H:%M", "%H:%M:%S", "%Hh%M"],
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={
            "required": missing,
            "invalid": gettext_lazy("This is not a time: write it like 05:00."),
        },
    )


class ClosureForm(fields.RuleForm):
    """From when to when, each a day and a time, and why."""

    begins_on = fields.day(gettext_lazy("Closed from: day"))
    begins_time = _clock(
        gettext_lazy("Closed from: time"), gettext_lazy("Enter the time at which it closes.")
    )
    ends_on = fields.day(gettext_lazy("Opens again: day"))
    ends_time = _clock(
        gettext_lazy("Opens again: time"), gettext_lazy("Enter the time at which it opens again.")
    )
    reason_vi = fields.text(
        gettext_lazy("Why, in Vietnamese"),
        most=MOST_REASON,
        hint=gettext_lazy("A few plain words for everybody, such as: mất điện. Nobody's name."),
        missing=gettext_lazy("Write the reason, for example: mất điện."),
    )
    reason_en = fields.text(gettext_lazy("Why, in English"), most=MOST_REASON)

    def moment(self, edge: str) -> datetime:
        """``edge``: "begins" or "ends"."""
        given = self.cleaned_data
        return datetime.combine(given[f"{edge}_on"], given[f"{edge}_time"], ZONE)

    def refuse(self, refusal: Refusal) -> None:
        """What is said about a moment stands beside its time where the day can be right, else its day."""
        one_day = self.cleaned_data["begins_on"] == self.cleaned_data["ends_on"]
        for error in refusal.errors if isinstance(refusal, InvalidFields) else [refusal]:
            if error.field == "begins_at":
                error.field = "begins_on" if error.code == "begin_passed" else "begins_time"
            elif error.field == "ends_at":
                error.field = "ends_time" if one_day else "ends_on"
        super().refuse(refusal)


@never_cache
@require_safe
@role_required(Role.CENTER_HEAD)
def register(request: OfficerRequest) -> HttpResponse:
    """The one that runs, those to come with what lies in them, those that were."""
    center, now = own_center(request), request.now
    ahead = center.closures.filter(ends_at__gt=now).select_related("center").order_by("begins_at")
    over = center.closures.filter(ends_at__lte=now).order_by("-begins_at")
    context = {
        "center": center,
        "now_closed": [row for row in ahead if row.begins_at <= now],
        "coming": [row for row in ahead if row.begins_at > now],
        "past": over[:MOST_PAST],
    }
    return render(request, "setup/closures.html", context)


@never_cache
@require_http_methods(METHODS)
@role_required(Role.CENTER_HEAD)
def entry(request: OfficerRequest) -> HttpResponse:
    center, now = own_center(request), request.now
    today = business_date(now)
    form = ClosureForm(request.POST or None, initial={"begins_on": today, "ends_on": today})
    context: dict[str, Any] = {"center": center}
    if request.method == "POST" and form.is_valid():
        times = form.moment("begins"), form.moment("ends")
        reasons = form.cleaned_data["reason_vi"], form.cleaned_data["reason_en"]
        try:
            if request.POST.get("go") == "save":
                actions.declare_closure(
                    center,
                    begins_at=times[0],
                    ends_at=times[1],
                    reason_vi=reasons[0],
                    reason_en=reasons[1],
                    by=request.user,
                    now=now,
                )
                messages.success(
                    request, _("The closure is entered. Whoever has an appointment then is told.")
                )
                return redirect("setup_closures")
            check_may_set_hall(request.user, center, now)
            planned = planned_closure(center, *times, *reasons, now)
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            if request.POST.get("go") != "change":
                context |= {"closure": planned, "within": within(planned, now)}
    status = 422 if form.errors else 200
    return render(request, "setup/closure.html", {"form": form, **context}, status=status)


@never_cache
@require_http_methods(METHODS)
@role_required(Role.CENTER_HEAD)
def end(request: OfficerRequest, pk: UUID) -> HttpResponse:
    """Asked once, then done: one that runs ends now, one to come is taken back."""
    center, now = own_center(request), request.now
    found = Closure.objects.filter(pk=pk, center=center, ends_at__gt=now).select_related("center").first()
    if found is None:
        raise NotFound(
            "no_closure",
            Words("Không có lần đóng cửa này, hoặc đã kết thúc.", "There is no such closure, or it is over."),
        )
    if request.method == "POST":
        if actions.end_closure(found, by=request.user, now=now) is None:
            messages.success(request, _("The closure is withdrawn."))
        else:
            messages.success(request, _("The closure is ended: the center is open by its hours."))
        return redirect("setup_closures")
    context = {"closure": found, "runs": found.begins_at <= now, "within": within(found, now)}
    return render(request, "setup/closure_end.html", context)
