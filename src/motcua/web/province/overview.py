"""``/province/``: all communes today, as sums, as one picture and as a table that sorts and searches."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.domain import folding
from motcua.places.hours import business_date
from motcua.places.models import Commune
from motcua.statistics.queries import CommuneFigures, Figures, province_on, total
from motcua.web.access import role_required
from motcua.web.province.levels import READERS, Level, legend, level_of
from motcua.web.province.picture import picture, short_name
from motcua.web.requests import OfficerRequest

MOST_URGENT = 8
COLUMNS = {
    "name": _("Commune or ward"),
    "waiting": _("Numbers waiting"),
    "received": _("Received today"),
    "returned": _("Returned today"),
    "in_process": _("In process"),
    "due_soon": _("Due soon"),
    "overdue": _("Overdue"),
    "share": _("Overdue share"),
}
ONLY: dict[str, Callable[[CommuneFigures], bool]] = {
    "inspected": lambda row: row.commune.inspected,
    "overdue": lambda row: level_of(row.figures.share) >= Level.POOR,
    "wards": lambda row: row.commune.kind == "ward",
    "unreported": lambda row: row.figures.received is None,
}
ONLY_NAMES = {
    "": _("All communes and wards"),
    "inspected": _("Under inspection by Working Group No. 4"),
    "overdue": _("5% overdue and more"),
    "wards": _("Wards only"),
    "unreported": _("Not yet reported today"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table."""

    commune: Commune
    figures: Figures
    level: int
    counted: bool


@dataclass(frozen=True, slots=True)
class Head:
    """A head of the table: its words, what pressing it sorts by, and whether it is the present order."""

    column: str
    words: str
    here: bool


@never_cache
@require_safe
@role_required(*READERS)
def province(request: OfficerRequest) -> HttpResponse:
    day = business_date(request.now)
    rows = province_on(day)
    sort = request.GET.get("sort", "")
    sort = sort if sort in COLUMNS else "share"
    only = request.GET.get("only", "")
    text = request.GET.get("q", "").strip()[:60]
    shown = ordered([row for row in rows if fits(row, only, text)], sort)
    neighbours = Commune.neighbours.through.objects.values_list("from_commune_id", "to_commune_id")
    context = {
        "day": day,
        "total": total(rows),
        "reported": sum(1 for row in rows if row.figures.received is not None),
        "counted": sum(1 for row in rows if row.fact and row.fact.is_counted),
        "communes": len(rows),
        "picture": picture(rows, neighbours) if rows else None,
        "legend": legend(),
        "urgent": [line(row) for row in ordered(rows, "share")[:MOST_URGENT] if row.figures.overdue],
        "heads": [Head(name, str(words), name == sort) for name, words in COLUMNS.items()],
        "lines": [line(row) for row in shown],
        "sum": total(shown),
        "sort": sort,
        "order": COLUMNS[sort],
        "only": only if only in ONLY else "",
        "choices": ONLY_NAMES.items(),
        "q": text,
    }
    return render(request, "province/overview.html", context)


def line(row: CommuneFigures) -> Line:
    counted = row.fact is not None and row.fact.is_counted
    return Line(row.commune, row.figures, level_of(row.figures.share), counted)


def fits(row: CommuneFigures, only: str, text: str) -> bool:
    """Whether the filter and what was typed (with or without diacritics) let a commune through."""
    if only in ONLY and not ONLY[only](row):
        return False
    return folding.matches(
        text, folding.fold(f"{row.commune.name_vi} {row.commune.name_en} {row.commune.code}")
    )


def ordered(rows: list[CommuneFigures], sort: str) -> list[CommuneFigures]:
    """By name, or the largest figure first; what was not reported comes last."""
    if sort == "name":
        return sorted(rows, key=lambda row: folding.fold(short_name(row.commune)))

    def rank(row: CommuneFigures) -> tuple[bool, float, int]:
        figure = getattr(row.figures, sort)
        return figure is None, -(figure or 0), -(row.figures.overdue or 0)

    return sorted(rows, key=rank)
