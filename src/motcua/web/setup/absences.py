"""Absences: who is away now and soon, registering one, ending one early.

As with instruments, nothing is saved before a page has shown whose work passes to whom.
"""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from motcua.domain.refusal import Forbidden, Invalid, NotFound, Refusal
from motcua.domain.words import Words
from motcua.dossiers.competence import hands, turns_of
from motcua.people import access
from motcua.people.actions_absences import check_end, end_absence, planned, register_absence
from motcua.people.competence import Change
from motcua.people.models import Absence
from motcua.places.hours import business_date
from motcua.web.access import role_required
from motcua.web.instruments import lines_of
from motcua.web.requests import OfficerRequest
from motcua.web.setup import preview
from motcua.web.setup.absence_forms import AbsenceForm, EndForm, posts_for

METHODS = ["GET", "HEAD", "POST"]
MOST = 300


@never_cache
@require_safe
@role_required(*access.REGISTRARS)
def register(request: OfficerRequest) -> HttpResponse:
    """Who is away today and who will be, the nearest first."""
    today = business_date(request.now)
    rows = [row for row in _kept(request, today)[:MOST] if row.back_on is None or row.back_on > today]
    now = [row for row in rows if row.runs_on(today)]
    coming = [row for row in rows if row.begins_on > today]
    return render(request, "setup/absences.html", {"now_away": now, "coming": coming})


@never_cache
@require_http_methods(METHODS)
@role_required(*access.REGISTRARS)
def entry(request: OfficerRequest) -> HttpResponse:
    today = business_date(request.now)
    form = AbsenceForm(request.POST or None, posts=posts_for(request.user, today))
    context: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        try:
            absence, paper = form.absence(), form.paper()
            if request.POST.get("go") == "save":
                register_absence(
                    absence.officer,
                    begins_on=absence.begins_on,
                    ends_on=absence.ends_on,
                    substitute=absence.substitute,
                    paper=paper,
                    by=request.user,
                    now=request.now,
                )
                messages.success(request, _("The absence is registered."))
                return redirect("setup_absences")
            drafts = planned(absence, paper=paper, by=request.user, now=request.now)
        except Refusal as refusal:
            if isinstance(refusal, Forbidden) and not refusal.field:
                raise
            form.refuse(refusal)
        else:
            if request.POST.get("go") != "change":
                day = max(today, absence.begins_on)
                change = Change(entered=tuple(drafts), away=(absence,))
                context = {"absence": absence, "grants": lines_of(drafts, today)}
                context |= _seen(request, change, absence, day)
    return _shown(request, "setup/absence.html", form, context)


@never_cache
@require_http_methods(METHODS)
@role_required(*access.REGISTRARS)
def end(request: OfficerRequest, pk: UUID) -> HttpResponse:
    today = business_date(request.now)
    absence = _kept(request, today).filter(pk=pk).first()
    if absence is None:
        raise NotFound("no_absence", Words(vi="Không có đợt vắng mặt này.", en="There is no such absence."))
    access.check_may_register_absence(request.user, absence.officer, today)
    form = EndForm(request.POST or None, initial={"back_on": max(today, absence.begins_on)})
    context: dict[str, Any] = {"absence": absence}
    if request.method == "POST" and form.is_valid():
        back_on = form.cleaned_data["back_on"]
        try:
            if request.POST.get("go") == "save":
                end_absence(absence, back_on=back_on, by=request.user, now=request.now)
                messages.success(request, _("The absence is ended."))
                return redirect("setup_absences")
            check_end(absence, back_on, today)
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            if request.POST.get("go") != "change":
                given = absence.grants.filter(revoked_on__isnull=True).select_related("holder__unit")
                change = Change(back=(absence,), revoked=tuple(given))
                context |= _seen(request, change, absence, back_on)
    return _shown(request, "setup/absence_end.html", form, context)


def _seen(request: OfficerRequest, change: Change, absence: Absence, day: date) -> dict[str, Any]:
    found = hands(change, day=day, viewer=request.user, today=business_date(request.now))
    waiting = turns_of(absence.officer, business_date(request.now), viewer=request.user)
    return {"hands": found, "lines": preview.lines(found), "waiting": preview.turns(waiting, absence)}


def _kept(request: OfficerRequest, today: date) -> Any:
    """The absences of the organisations for which this officer keeps the set-up, not over yet."""
    rows = Absence.objects.filter(ends_on__gte=today).select_related("officer", "substitute")
    officers = {post.officer_id for post in posts_for(request.user, today)}
    return rows.filter(officer__in=officers)


def _shown(
    request: OfficerRequest, template: str, form: AbsenceForm | EndForm, context: dict[str, Any]
) -> HttpResponse:
    return render(request, template, {"form": form, **context}, status=422 if form.errors else 200)
