"""``/center/hall``: the hall as it stands now, and what its head changes in it."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from motcua.catalogue.models import Field
from motcua.domain.day_words import length_words
from motcua.domain.refusal import Forbidden, Invalid, NotFound, Refusal
from motcua.domain.words import Words
from motcua.domain.workdays import ZONE
from motcua.hall import boards, floor_now, forecasts, printers
from motcua.hall.actions.closing_fields import close_field, open_field
from motcua.hall.actions.notices import end_notice, write_notice
from motcua.hall.fields_now import CLOSED_REASONS
from motcua.hall.loads_seen import by_field
from motcua.hall.models import Notice
from motcua.hall.rules import rules_of
from motcua.places.models import Center
from motcua.web.center.here import as_head
from motcua.web.requests import OfficerRequest
from motcua.web.said import say, sentence

HOURS = (1, 2, 4, 8)
"""For so long a message is offered to stay; another end may be typed."""


@never_cache
@require_safe
@as_head
def hall(request: OfficerRequest, center: Center) -> HttpResponse:
    """The page; htmx asks for its living part alone."""
    if request.htmx:
        return render(request, "center/hall_now.html", now_in(center, request.now))
    return page(request, center)


def page(
    request: HttpRequest,
    center: Center,
    *,
    values: dict[str, str] | None = None,
    errors: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """``errors`` has a sentence for each field of the message's form that was wrong."""
    now: datetime = request.now  # type: ignore[attr-defined]
    context = now_in(center, now) | {
        "tab": "hall",
        "fields": floor_now.fields(center, now),
        "closed_reasons": CLOSED_REASONS,
        "notices": boards.notices(center, now),
        "hours": HOURS,
        "values": values or {},
        "errors_by": errors or {},
        "errors": [{"field": name, "text": words} for name, words in (errors or {}).items()],
    }
    return render(request, "center/hall.html", context, status=status)


def now_in(center: Center, now: datetime) -> dict[str, Any]:
    """What changes by itself: counters, lines, warnings, printers; a constant number of statements."""
    limit = timedelta(minutes=rules_of(center).wait_limit_minutes)
    lines = floor_now.fields(center, now)
    told = {load.field.pk: load.wait for load in by_field(center, now)}
    return {
        "center": center,
        "now": now,
        "counters": [
            {"row": row, "for": length_words(now - row.since) if row.since else None}
            for row in floor_now.counters(center)
        ],
        "lines": [
            {
                "line": line,
                "longest": length_words(now - line.since) if line.since else None,
                "is_long": line.since is not None and now - line.since > limit,
                "wait": told.get(line.field.pk),
            }
            for line in lines
            if line.waiting
        ],
        "total": sum(line.waiting for line in lines),
        "limit": int(limit.total_seconds()) // 60,
        "over": {line.field.pk for line in lines if line.since is not None and now - line.since > limit},
        "warnings": forecasts.warnings(center, now),
        "printers": printers.troubled(center, now),
    }


@require_POST
@as_head
def field_act(request: OfficerRequest, center: Center, code: str, noun: str) -> HttpResponse:
    """Close a field with a reason, or open it again."""
    field = Field.objects.filter(code=code[:30]).first() if code.isprintable() else None
    if field is None:
        raise NotFound("no_field", Words("Không có lĩnh vực này.", "There is no such field."))
    by, now = request.user, request.now
    try:
        if noun == "closings":
            close_field(center, field=field, reason=request.POST.get("reason", ""), by=by, now=now)
            messages.success(request, _("No more numbers are given for %(field)s.") % {"field": _name(field)})
        else:
            open_field(center, field=field, by=by, now=now)
            messages.success(request, _("Numbers are given for %(field)s again.") % {"field": _name(field)})
    except Forbidden:
        raise
    except Refusal as refusal:
        say(request, refusal)
    return redirect("center_hall")


@require_POST
@as_head
def notice(request: OfficerRequest, center: Center) -> HttpResponse:
    """Put a message on the board."""
    values = {name: request.POST.get(name, "") for name in ("text_vi", "text_en", "hours", "urgent")}
    try:
        write_notice(
            center,
            text_vi=values["text_vi"],
            text_en=values["text_en"],
            ends_at=_end(values["hours"], request.now),
            urgent=bool(values["urgent"]),
            by=request.user,
            now=request.now,
        )
    except Forbidden:
        raise
    except Invalid as refusal:
        errors = {refusal.field or "text_vi": sentence(refusal)}
        return page(request, center, values=values, errors=errors, status=422)
    except Refusal as refusal:
        return page(request, center, values=values, errors={"text_vi": sentence(refusal)}, status=422)
    messages.success(request, _("The message is on the board."))
    return redirect("center_hall")


@require_POST
@as_head
def notice_ended(request: OfficerRequest, center: Center, pk: UUID) -> HttpResponse:
    found = Notice.objects.filter(center=center, pk=pk).select_related("center").first()
    if found is None:
        raise NotFound("no_notice", Words("Không có thông báo này.", "There is no such message."))
    end_notice(found, by=request.user, now=request.now)
    messages.success(request, _("The message is off the board."))
    return redirect("center_hall")


def _end(typed: str, now: datetime) -> datetime | None:
    """So many hours from now, or a moment as a form sends it; None where it is neither."""
    if typed in {str(hours) for hours in HOURS}:
        return now + timedelta(hours=int(typed))
    try:
        moment = parse_datetime(typed[:40])
    except ValueError:
        return None
    return moment.replace(tzinfo=ZONE) if moment and moment.tzinfo is None else moment


def _name(field: Field) -> str:
    return field.name_in(get_language() or "vi")
