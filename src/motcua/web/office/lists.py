"""Three lists: my turn, my unit's open dossiers, what I have done; and what a search finds."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.base.keyset import Page, page
from motcua.domain.refusal import Forbidden
from motcua.domain.time_limits import Standing
from motcua.domain.words import Words
from motcua.dossiers import queries
from motcua.dossiers.models import Step
from motcua.people.models import Role
from motcua.places.hours import business_date, hours_of
from motcua.places.models import Center
from motcua.web.access import role_required
from motcua.web.office.wording import Clears, clears, role_of, standing_of
from motcua.web.requests import OfficerRequest

OFFICES = (Role.SPECIALIST, Role.HEAD_OF_UNIT, Role.LEADER, Role.CLERK, Role.CENTER_HEAD)
ROWS = 25
AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Line:
    """A row: the step, how it stands (``wording.standing_of``), its five clears."""

    step: Step
    standing: str
    five: Clears
    role: str


@never_cache
@require_safe
@role_required(*OFFICES)
def turns(request: OfficerRequest) -> HttpResponse:
    day, center = business_date(request.now), _center(request)
    ruler = _ruler(request, center)
    mine = queries.turns(request.user, day)
    counts = ruler.counts(mine)
    asked = request.GET.get("standing", "")
    chosen = ruler.only(mine, Standing(asked)) if asked in list(Standing) else mine
    found = page(chosen, by="due_at", after=request.GET.get("after", ""), limit=ROWS)
    return _list(request, "turns", found, center, counts=counts, standing=asked, ruler=ruler)


@never_cache
@require_safe
@role_required(*OFFICES)
def unit(request: OfficerRequest) -> HttpResponse:
    rows = queries.of_units(request.user, business_date(request.now))
    found = page(rows, by="dossier__due_at", after=request.GET.get("after", ""), limit=ROWS)
    return _list(request, "unit", found, _center(request))


@never_cache
@require_safe
@role_required(*OFFICES)
def done(request: OfficerRequest) -> HttpResponse:
    rows = queries.done_by(request.user, request.now)
    found = page(rows, by="done_at", after=request.GET.get("after", ""), limit=ROWS, newest_first=True)
    return _list(request, "done", found, _center(request))


@never_cache
@require_safe
@role_required(*OFFICES)
def found(request: OfficerRequest) -> HttpResponse:
    """By a part of the code or of the applicant's name, among what the officer may see."""
    text = request.GET.get("q", "").strip()
    if not text:
        return redirect("office")
    rows = queries.found(text, request.user, business_date(request.now))
    first = page(rows, by="dossier__received_at", limit=AT_ONCE, newest_first=True)
    return _list(request, "found", Page(first.rows, ""), _center(request), more=bool(first.next))


def _center(request: OfficerRequest) -> Center:
    """The officer's own center: its hours measure the work."""
    center = request.user.center_on(business_date(request.now))
    if center is None:
        raise Forbidden(
            "no_center",
            Words(
                vi="Trang này dành cho cán bộ của xã, phường.",
                en="This page is for officers of a commune.",
            ),
        )
    return center


def _ruler(request: OfficerRequest, center: Center) -> queries.Ruler:
    return queries.ruler(request.now, hours_of(center))


def _list(
    request: OfficerRequest,
    tab: str,
    found: Page[Step],
    center: Center,
    *,
    ruler: queries.Ruler | None = None,
    **more: Any,
) -> HttpResponse:
    ruler = ruler or _ruler(request, center)
    context = {
        "center": center,
        "tab": tab,
        "lines": [_line(step, ruler) for step in found.rows],
        "next": found.next,
        "first": not request.GET.get("after"),
        "q": request.GET.get("q", ""),
        **more,
    }
    return render(request, "office/list.html", context)


def _line(step: Step, ruler: queries.Ruler) -> Line:
    return Line(step, standing_of(step, ruler), clears(step), role_of(step))
