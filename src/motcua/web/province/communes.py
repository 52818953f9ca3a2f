"""``/province/communes/<code>``: one commune today, its last weeks, and its open dossiers."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.domain.states import UNDER_PROCESS
from motcua.domain.time_limits import Standing, due_soon_until
from motcua.dossiers.models import Dossier, Step
from motcua.people.models import Officer
from motcua.places.hours import business_date, hours_of
from motcua.places.models import Center
from motcua.places.queries import center_of
from motcua.statistics.queries import commune_on, history
from motcua.web.access import role_required
from motcua.web.province.bars import charts
from motcua.web.province.levels import READERS, level_of

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Line:
    """An open dossier and the step it waits at."""

    dossier: Dossier
    step: Step | None
    standing: Standing


@never_cache
@require_safe
@role_required(*READERS)
def commune(request: HttpRequest, code: str) -> HttpResponse:
    center = center_of(code)
    day = business_date(request.now)
    row = commune_on(center.commune, day)
    facts = history(center.commune, day)
    counted = row.fact is not None and row.fact.is_counted
    context: dict[str, Any] = {
        "commune": center.commune,
        "is_ward": center.commune.kind == "ward",
        "day": day,
        "figures": row.figures,
        "fact": row.fact,
        "level": level_of(row.figures.share),
        "counted": counted,
        "charts": charts(facts),
        "facts": list(reversed(facts)),
    }
    if counted:
        context |= _dossiers(request, request.user, center, day)
    return render(request, "province/commune.html", context)


def _dossiers(request: HttpRequest, officer: Officer, center: Center, day: date) -> dict[str, Any]:
    """A page of the open dossiers in order of their due dates, all or those that stand alike."""
    soon = due_soon_until(request.now, hours_of(center))
    conditions = {
        Standing.OVERDUE: Q(due_at__lt=request.now),
        Standing.DUE_SOON: Q(due_at__gte=request.now, due_at__lt=soon),
        Standing.IN_TIME: Q(due_at__gte=soon),
    }
    wanted = request.GET.get("standing", "")
    standing = Standing(wanted) if wanted in set(Standing) else None
    steps = Step.objects.open().select_related("unit")
    dossiers = (
        Dossier.objects.visible_to(officer, day)
        .filter(conditions[standing] if standing else Q(), center=center, state__in=UNDER_PROCESS)
        .select_related("revision__procedure")
        .prefetch_related(Prefetch("steps", queryset=steps, to_attr="open_steps"))
        .order_by("due_at", "code")
    )
    after = request.GET.get("after", "")[:45]
    rows = list(_after(dossiers, after)[: A_PAGE + 1])
    page = rows[:A_PAGE]
    return {
        "lines": [_line(dossier, request, soon) for dossier in page],
        "standing": standing,
        "next": page[-1].code if len(rows) > A_PAGE else None,
        "first": not after,
    }


def _after(dossiers: QuerySet[Dossier], code: str) -> QuerySet[Dossier]:
    """What comes after the dossier a page ended with; from the start where it has gone meanwhile."""
    last = Dossier.objects.filter(code=code).values_list("due_at", flat=True).first() if code else None
    if last is None:
        return dossiers
    return dossiers.filter(Q(due_at__gt=last) | Q(due_at=last, code__gt=code))


def _line(dossier: Any, request: HttpRequest, soon: Any) -> Line:
    if dossier.due_at < request.now:
        standing = Standing.OVERDUE
    else:
        standing = Standing.DUE_SOON if dossier.due_at < soon else Standing.IN_TIME
    return Line(dossier, dossier.open_steps[0] if dossier.open_steps else None, standing)
