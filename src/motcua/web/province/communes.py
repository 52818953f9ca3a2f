"""``/province/communes/<code>``: one commune today, its last weeks, and the dossiers behind its figures."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.base.keyset import page
from motcua.domain.states import UNDER_PROCESS, State
from motcua.domain.time_limits import Standing, due_soon_until
from motcua.domain.workdays import ZONE
from motcua.dossiers.models import Dossier, Step
from motcua.places.hours import business_date, hours_of
from motcua.places.models import Center
from motcua.places.queries import center_of
from motcua.statistics.queries import commune_on, history
from motcua.web.access import role_required
from motcua.web.province.bars import charts
from motcua.web.province.levels import READERS
from motcua.web.requests import OfficerRequest

A_PAGE = 100
SHOW = {
    "": _("Open dossiers by due date"),
    "overdue": _("Open dossiers that are overdue"),
    "due_soon": _("Open dossiers that are due soon"),
    "in_time": _("Open dossiers in time"),
    "received": _("Received today"),
    "returned": _("Returned today"),
}
"""The figures that open to their dossiers, as headings."""
CHOICES = {
    "": _("All open"),
    "overdue": _("Overdue"),
    "due_soon": _("Due soon"),
    "in_time": _("In time"),
    "received": _("Received today"),
    "returned": _("Returned today"),
}
"""The same as links beside each other."""


@dataclass(frozen=True, slots=True)
class Line:
    """A dossier, the step it waits at, and how it stands (a ``Standing``, or done)."""

    dossier: Dossier
    step: Step | None
    standing: str


@never_cache
@require_safe
@role_required(*READERS)
def commune(request: OfficerRequest, code: str) -> HttpResponse:
    center = center_of(code)
    day = business_date(request.now)
    row = commune_on(center.commune, day)
    facts = history(center.commune, day)
    counted = row.fact is not None and row.fact.is_counted
    context: dict[str, Any] = {
        "commune": center.commune,
        "figures": row.figures,
        "fact": row.fact,
        "counted": counted,
        "charts": charts(facts),
        "facts": list(reversed(facts)),
    }
    if counted:
        context |= _dossiers(request, center)
    return render(request, "province/commune.html", context)


def _dossiers(request: OfficerRequest, center: Center) -> dict[str, Any]:
    """A page of the dossiers behind one of the figures, in order of their due dates."""
    soon = due_soon_until(request.now, hours_of(center))
    behind = _behind(request.now, soon)
    wanted = request.GET.get("show", "")
    show = wanted if wanted in behind else ""
    after = request.GET.get("after", "")
    steps = Step.objects.open().select_related("unit")
    dossiers = (
        Dossier.objects.visible_to(request.user, business_date(request.now))
        .filter(behind[show], center=center)
        .select_related("revision__procedure")
        .prefetch_related(Prefetch("steps", queryset=steps, to_attr="open_steps"))
    )
    found = page(dossiers, by="due_at", after=after, limit=A_PAGE)
    return {
        "lines": [
            Line(row, next(iter(row.open_steps), None), _standing(row, request.now, soon))  # type: ignore[attr-defined]
            for row in found.rows
        ],
        "shown": SHOW[show],
        "choices": [(name, words, name == show) for name, words in CHOICES.items()],
        "next": found.next,
        "first": not after,
    }


def _behind(now: datetime, soon: datetime) -> dict[str, Q]:
    """What each figure counts."""
    midnight = datetime.combine(business_date(now), time(), ZONE)
    is_open = Q(state__in=UNDER_PROCESS)
    return {
        "": is_open,
        Standing.OVERDUE: is_open & Q(due_at__lt=now),
        Standing.DUE_SOON: is_open & Q(due_at__gte=now, due_at__lt=soon),
        Standing.IN_TIME: is_open & Q(due_at__gte=soon),
        "received": Q(received_at__gte=midnight, received_at__lt=midnight + timedelta(days=1)),
        "returned": Q(returned_at__gte=midnight, returned_at__lt=midnight + timedelta(days=1)),
    }


def _standing(dossier: Dossier, now: datetime, soon: datetime) -> str:
    if State(dossier.state) not in UNDER_PROCESS:
        return "done"
    if dossier.due_at < now:
        return Standing.OVERDUE
    return Standing.DUE_SOON if dossier.due_at < soon else Standing.IN_TIME
