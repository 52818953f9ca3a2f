"""The working calendar: its special days, and a change that first shows which dossiers it moves."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from motcua.domain.calendar_change import (
    DECISION_LENGTH,
    NAME_LENGTH,
    SOURCE_LENGTH,
    Act,
    CalendarChange,
    applied,
    change_words,
    renamed,
)
from motcua.domain.refusal import Conflict, Invalid
from motcua.domain.words import Words
from motcua.domain.workdays import Calendar
from motcua.dossiers.actions.calendar import change_calendar
from motcua.dossiers.clock_access import CALENDAR_ROLES
from motcua.dossiers.redating import Awaited, Moved, Recount, centers_touched
from motcua.places.hours import business_date, calendar_of, version_in_force
from motcua.places.models import CalendarVersion, Center
from motcua.web import fields
from motcua.web.access import role_required
from motcua.web.requests import OfficerRequest

SHOWN = 50
"""Dossiers on a page of the preview."""


class ChangeForm(fields.RuleForm):
    act = forms.ChoiceField(
        label=gettext_lazy("What these days become"),
        choices=[
            (Act.OFF.value, gettext_lazy("days off")),
            (Act.WORKING.value, gettext_lazy("worked Saturdays or Sundays")),
            (Act.ORDINARY.value, gettext_lazy("ordinary again: take the entry out")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what they become.")},
    )
    first = fields.day(gettext_lazy("First day"))
    last = fields.day(gettext_lazy("Last day"), required=False, hint=gettext_lazy("Empty: one day only."))
    exchanged = fields.day(
        gettext_lazy("Saturday or Sunday worked in exchange"),
        required=False,
        hint=gettext_lazy("Only where the same decision swaps a working day."),
    )
    name_vi = fields.text(
        gettext_lazy("Name in Vietnamese"),
        most=NAME_LENGTH,
        hint=gettext_lazy("Not needed where an entry is taken out."),
        missing=gettext_lazy("Give the day's name in Vietnamese."),
    )
    name_en = fields.text(
        gettext_lazy("Name in English"),
        most=NAME_LENGTH,
        hint=gettext_lazy("Left empty, the Vietnamese name stands on English pages too."),
    )
    decision = fields.text(
        gettext_lazy("Number of the decision"),
        most=DECISION_LENGTH,
        missing=gettext_lazy("Enter the number of the decision."),
    )
    source = fields.text(
        gettext_lazy("Text it rests on"),
        most=SOURCE_LENGTH,
        missing=gettext_lazy("Name the text it rests on."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    center = forms.CharField(widget=forms.HiddenInput, required=False, max_length=5)
    place = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=10**6)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name_vi"].required = self.data.get("act") != Act.ORDINARY

    def change(self) -> CalendarChange:
        given = self.cleaned_data
        return CalendarChange(
            Act(given["act"]),
            given["first"],
            given["last"] or given["first"],
            Words(vi=given["name_vi"], en=given["name_en"]),
            given["source"],
            given["decision"],
            given["exchanged"],
        )


@dataclass(frozen=True, slots=True)
class Row:
    """A center: how many of its dossiers get another date, and of how many only a step is due otherwise."""

    center: Center
    count: int
    steps_only: int


@never_cache
@require_safe
@role_required(*CALENDAR_ROLES)
def page(request: OfficerRequest) -> HttpResponse:
    """The special days of this year and later, and the versions with their decisions."""
    version = version_in_force()
    year = business_date(request.now).year
    days = [special for special in calendar_of(version).days if special.day.year >= year]
    versions = CalendarVersion.objects.defer("content").order_by("-number")[:20]
    return render(request, "setup/calendar.html", {"days": days, "versions": versions, "version": version})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*CALENDAR_ROLES)
def change(request: OfficerRequest) -> HttpResponse:
    version = version_in_force()
    number = version.number if version else 0
    form = ChangeForm(
        request.POST if request.method == "POST" else None, initial={"act": Act.OFF.value, "seen": number}
    )
    context: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        try:
            wanted = form.change()
            if request.POST.get("go") == "save":
                seen = form.cleaned_data["seen"]
                change_calendar(wanted, seen=seen or 0, by=request.user, now=request.now)
                messages.success(request, _("The calendar is in force; open dossiers have new dates."))
                return redirect("setup_calendar")
            old = calendar_of(version)
            new = applied(wanted, old)
        except (Invalid, Conflict) as refusal:
            form.refuse(refusal)
        else:
            if request.POST.get("go") != "change":
                context = _seen(form, old, new, number, request.now)
    status = 422 if form.errors else 200
    return render(request, "setup/calendar_change.html", {"form": form, **context}, status=status)


def _seen(form: ChangeForm, old: Calendar, new: Calendar, number: int, now: datetime) -> dict[str, Any]:
    """How many move at each center; of the chosen one (or the first) which, a page at a time."""
    # The preview is of the calendar in force now.
    form.data = {name: form.data[name] for name in form.data} | {"seen": str(number)}
    chosen, place = form.cleaned_data["center"], form.cleaned_data["place"] or 0
    rows: list[Row] = []
    moved: list[Moved | Awaited] = []
    shown: Center | None = None
    for center in centers_touched(old, new):
        recount = Recount(center, before=old, after=new, now=now)
        found: list[Moved | Awaited] = [
            *recount.awaited(),
            *(one for batch in recount.moved() for one in batch),
        ]
        if found:
            dated = sum(one.after != one.before for one in found)
            rows.append(Row(center, dated, len(found) - dated))
            if center.code == chosen or (shown is None and not chosen):
                shown, moved = center, found
    return {
        "preview": True,
        "words": change_words(old, new),
        "rows": rows,
        "already": renamed(old, new),
        "total": sum(row.count for row in rows),
        "steps_only": sum(row.steps_only for row in rows),
        "shown": shown,
        "moved": moved[place : place + SHOWN],
        "next_place": place + SHOWN if place + SHOWN < len(moved) else None,
    }
