"""Today at one center: the hall, the dossiers, what will be late, and who was not warned."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.base.keyset import page
from motcua.domain.refusal import Forbidden, NotFound
from motcua.domain.words import Words
from motcua.dossiers import center_day
from motcua.dossiers.center_day import Heap
from motcua.dossiers.models import Step
from motcua.hall import queries as hall
from motcua.people.models import Role
from motcua.places.hours import business_date
from motcua.places.models import Center
from motcua.web.access import role_required
from motcua.web.requests import OfficerRequest

ROWS = 50
TITLES = {
    Heap.RECEIVED: _("Received today"),
    Heap.RETURNED: _("Returned today"),
    Heap.OVERDUE: _("Overdue"),
    Heap.DUE_SOON: _("Due soon"),
    Heap.FORECAST_LATE: _("Will probably be late"),
    Heap.TO_APOLOGISE: _("Apologies to sign"),
    Heap.UNWARNED: _("Overdue without two warnings"),
    Heap.WARNED: _("Warned of today"),
    Heap.SILENT: _("Units that gave no opinion"),
    Heap.PAPER_LATE: _("Papers not acknowledged in time"),
}
EXPLAINED = {
    Heap.SILENT: _("Another unit let its term for an opinion pass, and the dossier is still open."),
    Heap.PAPER_LATE: _("The paper original left the center, and nobody has said that it came."),
    Heap.RECEIVED: _("Dossiers accepted today."),
    Heap.RETURNED: _("Results handed over today."),
    Heap.OVERDUE: _("The date has passed, and it is our turn."),
    Heap.DUE_SOON: _("Due within the next eight working hours."),
    Heap.FORECAST_LATE: _("What is left to do does not fit before the date."),
    Heap.TO_APOLOGISE: _("The letter is prepared; the head of the unit or a leader must sign it in time."),
    Heap.UNWARNED: _("The date passed in the last 30 days although fewer than two warnings had been given."),
    Heap.WARNED: _("The officer and their head were warned today at 75% or 90% of the time."),
}
MARKS = {
    Heap.SILENT: "stat-overdue",
    Heap.PAPER_LATE: "stat-overdue",
    Heap.OVERDUE: "stat-overdue",
    Heap.UNWARNED: "stat-overdue",
    Heap.DUE_SOON: "stat-due-soon",
    Heap.FORECAST_LATE: "stat-due-soon",
    Heap.TO_APOLOGISE: "stat-due-soon",
}
"""Colour and shape where there is something to worry about."""
GROUPS = (
    (_("Dossiers today"), (Heap.RECEIVED, Heap.RETURNED)),
    (_("Dates"), (Heap.OVERDUE, Heap.DUE_SOON, Heap.FORECAST_LATE)),
    (_("Between units"), (Heap.SILENT, Heap.PAPER_LATE)),
    (_("Prevention"), (Heap.TO_APOLOGISE, Heap.WARNED, Heap.UNWARNED)),
)


@dataclass(frozen=True, slots=True)
class Figure:
    which: Heap
    title: Any
    count: int
    mark: str


@never_cache
@require_safe
@role_required(Role.CENTER_HEAD)
def day(request: OfficerRequest) -> HttpResponse:
    """The page itself: a constant number of statements."""
    center = _center(request)
    counts = center_day.figures(center, request.now)
    at_counters = hall.counters(center)
    lines = hall.waiting_by_field(center, request.now)
    context = {
        "center": center,
        "groups": [(title, [_figure(which, counts[which]) for which in heaps]) for title, heaps in GROUPS],
        "counters": at_counters,
        "open": sum(1 for row in at_counters if row.duty),
        "lines": [line for line in lines if line.waiting],
        "waiting": sum(line.waiting for line in lines),
    }
    return render(request, "center/day.html", context)


@never_cache
@require_safe
@role_required(Role.CENTER_HEAD)
def heap(request: OfficerRequest, which: str) -> HttpResponse:
    """The codes behind one figure, with whose turn it is."""
    if which not in list(Heap):
        raise NotFound("no_such_list", Words(vi="Không có danh sách này.", en="There is no such list."))
    center, chosen = _center(request), Heap(which)
    turns = Step.objects.open().select_related("unit", "officer")
    rows = center_day.heap(chosen, center, request.now)
    rows = rows.select_related("revision__procedure").prefetch_related(Prefetch("steps", queryset=turns))
    found = page(rows, by="due_at", after=request.GET.get("after", ""), limit=ROWS)
    context = {
        "center": center,
        "title": TITLES[chosen],
        "explained": EXPLAINED[chosen],
        "dossiers": found.rows,
        "next": found.next,
        "first": not request.GET.get("after"),
    }
    return render(request, "center/heap.html", context)


def _figure(which: Heap, count: int) -> Figure:
    return Figure(which, TITLES[which], count, MARKS.get(which, "") if count else "")


def _center(request: OfficerRequest) -> Center:
    center = request.user.center_on(business_date(request.now))
    if center is None:
        raise Forbidden(
            "no_center",
            Words(
                vi="Trang này dành cho Trung tâm của xã, phường.", en="This page is for a commune's center."
            ),
        )
    return center
