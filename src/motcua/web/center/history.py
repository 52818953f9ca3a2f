"""``/center/history``: what the hall was like, with its counts, and what these figures do not show."""

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.catalogue.models import Field
from motcua.feedback import ratings
from motcua.hall import moves
from motcua.hall.rules import rules_of
from motcua.places.hours import business_date
from motcua.places.models import Center
from motcua.statistics.hall_history import FEWEST, History, Line, Spread, history, lists, period
from motcua.statistics.help_effect import help_effect
from motcua.web.center.here import as_head
from motcua.web.requests import OfficerRequest

SPANS = {"day": gettext_lazy("Day"), "week": gettext_lazy("Week"), "month": gettext_lazy("Month")}
WIDTH, ROW = 640, 26
LEFT, RIGHT = 84, 130
"""The bars' picture: room for the half-hour before, and for the figure behind each bar."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One half-hour as SVG; its figures stand in the table."""

    name: str
    y: int
    text_y: int
    width: str
    label: str
    label_x: str
    is_long: bool


@never_cache
@require_safe
@as_head
def page(request: OfficerRequest, center: Center) -> HttpResponse:
    day, span = _asked(request)
    first, last = period(day, span)
    found, fields = history(center, first, last, request.now), _fields()
    limit = rules_of(center).wait_limit_minutes
    context = {
        "center": center,
        "tab": "history",
        "span": span,
        "spans": SPANS,
        "day": day,
        "first": first,
        "last": last,
        "before": first - timedelta(days=1),
        "after": last + timedelta(days=1) if last < business_date(request.now) else None,
        "found": found,
        "fields": _named(found, fields),
        "work": [{"row": row, "field": fields[row.field]} for row in found.work],
        "out_of_turn": [
            {"words": moves.CALL_REASONS.get(code), "code": code, "count": count}
            for code, count in found.out_of_turn.most_common()
        ],
        "lists": lists(center, first, last),
        "effect": help_effect(center, first, last),
        "ratings": ratings.given(center, first, last),
        "bars": _bars(found.half_hours, limit),
        "limit": limit,
        "height": ROW * len(found.half_hours),
        "fewest": FEWEST,
    }
    return render(request, "center/history.html", context)


@never_cache
@require_safe
@as_head
def download(request: OfficerRequest, center: Center) -> HttpResponse:
    """The tables as CSV, for a spreadsheet: UTF-8 with its mark, so that Vietnamese letters stay right."""
    day, span = _asked(request)
    first, last = period(day, span)
    found, fields = history(center, first, last, request.now), _fields()
    name = f"hall-{center.code}-{first:%Y%m%d}-{last:%Y%m%d}.csv"
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.write("\ufeff")
    rows = csv.writer(response)
    head = [
        _("Table"),
        _("Row"),
        _("Numbers"),
        _("Served"),
        _("Wait, median (minutes)"),
        _("Wait, P90 (minutes)"),
        _("At the counter, median (minutes)"),
        _("Nobody came"),
        _("Came back"),
    ]
    rows.writerow(head)
    rows.writerow([_("All"), "", *_cells(found.whole)])
    for line in found.half_hours:
        rows.writerow([_("Half-hour"), line.key, *_cells(line)])
    for each in _named(found, fields):
        rows.writerow([_("Field"), _name(each["field"]), *_cells(each["line"])])
    for row in found.work:
        clerk = [_("Officer"), _safe(f"{row.officer}, {_name(fields[row.field])}")]
        rows.writerow([*clerk, "", row.service.count, "", "", _cell(row.service.median), "", ""])
    return response


def _asked(request: HttpRequest) -> tuple[date, str]:
    """The day and the span that were asked for; today's where they cannot be read."""
    span = request.GET.get("span", "day")
    today = business_date(request.now)  # type: ignore[attr-defined]
    try:
        day = date.fromisoformat(request.GET.get("day", "")[:10])
    except ValueError:
        day = today
    day = min(max(day, today - timedelta(days=3660)), today)
    return day, span if span in SPANS else "day"


def _fields() -> dict[str, Field]:
    return {field.code: field for field in Field.objects.all()}


def _named(found: History, fields: dict[str, Field]) -> list[dict[str, Any]]:
    return [{"field": fields[line.key], "line": line} for line in found.fields]


def _name(field: Field) -> str:
    return _safe(field.name_in(get_language() or "vi"))


def _safe(text: str) -> str:
    """No spreadsheet takes it for a formula."""
    return f"'{text}" if text[:1] in "=+-@\t\r" else text


def _cell(value: int | None) -> str:
    return "" if value is None else str(value)


def _cells(line: Line) -> list[str | int]:
    wait: Spread = line.wait
    return [
        line.numbers,
        line.served,
        _cell(wait.median),
        _cell(wait.p90),
        _cell(line.service.median),
        line.no_shows,
        line.come_backs,
    ]


def _bars(lines: list[Line], limit: int) -> list[Bar]:
    """Numbers taken in each half-hour, as lying bars with their figure behind them."""
    highest = max((line.numbers for line in lines), default=1)
    bars = []
    for place, line in enumerate(lines):
        width = (WIDTH - LEFT - RIGHT) * line.numbers / highest
        wait = line.wait.median
        label = f"{line.numbers}" + (f" · {wait}′" if wait is not None else "")
        y = place * ROW
        is_long = wait is not None and wait > limit
        bars.append(Bar(line.key, y + 4, y + 18, f"{width:.0f}", label, f"{LEFT + width + 8:.0f}", is_long))
    return bars
