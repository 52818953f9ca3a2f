"""What a kiosk's agent keeps for the hours without the server: its own pages, made here, with blanks.

The pages are this house's templates, so that the kiosk looks the same in both languages; ``@@name@@`` is
filled in by the agent (``motcua.kiosk.pages``): number, field, time, code, and how the person wants the
page to look.
"""

from typing import Any

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_GET

from motcua.domain.codes import TOKEN_LENGTH
from motcua.domain.queueing import PRIORITY_NAMES, Priority
from motcua.domain.refusal import Refusal
from motcua.hall import offline
from motcua.hall.offline import FieldAlone
from motcua.places.models import Device
from motcua.web.kiosk import look
from motcua.web.kiosk.views import NUMBER_STAYS, on_paired
from motcua.web.requests import Request

BLANK = look.Look("@@look@@", "@@large@@", "@@low@@", "@@to_large@@", "@@to_low@@")


@require_GET
@on_paired
def pages(request: Request, device: Device) -> HttpResponse:
    """Every page by language and name, the fields by code, and where a number is followed."""
    center = device.center
    fields = offline.fields_alone(center, request.now)
    request.look = BLANK  # type: ignore[attr-defined]
    made = {}
    for language, _ in settings.LANGUAGES:
        with translation.override(language):
            made[language] = _pages(request, {"center": center, "fields": fields})
    answer = {
        "pages": made,
        "fields": {row.field.code: _limits(row) for row in fields},
        "priorities": [code.value for code in Priority],
        "follow": _follow(request),
        "center": {language: _where(device, language) for language, _ in settings.LANGUAGES},
        "seconds": NUMBER_STAYS,
    }
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False})


def _where(device: Device, language: str) -> str:
    """As the slip says it: the center, and the receiving point where the kiosk stands."""
    name = device.center.name_in(language)
    return f"{name}, {device.point.name_in(language)}" if device.point else name


def _limits(row: FieldAlone) -> dict[str, Any]:
    """A field's name, and what keeps it from giving numbers: ``closed`` (why, or null), ``spans`` of its own
    hours (null: the center's), what its quota leaves by day (null: no quota)."""
    return {
        "series": row.field.series,
        "vi": row.field.name_in("vi"),
        "en": row.field.name_in("en"),
        "closed": _said(row.closed) if row.closed else None,
        "spans": [[begins.isoformat(), ends.isoformat()] for begins, ends in row.spans]
        if row.spans is not None
        else None,
        "out_of_hours": _said(row.out_of_hours),
        "left": {day.isoformat(): left for day, left in row.left.items()} if row.left is not None else None,
        "full": _said(row.full),
    }


def _said(refusal: Refusal) -> dict[str, str]:
    return {"vi": refusal.words.vi, "en": refusal.words.en}


def _pages(request: Request, shared: dict[str, Any]) -> dict[str, str]:
    def page(name: str, **more: Any) -> str:
        context = {"seconds": NUMBER_STAYS, "again": look.AGAIN} | shared | more
        return render_to_string(name, context, request)

    made = {
        "start": page("kiosk/offline_start.html"),
        "start:result": page("kiosk/offline_start.html", lane="result"),
        "number": page("kiosk/offline_number.html"),
        "closed": page("kiosk/offline_closed.html"),
        "priority": page("kiosk/priority.html", classes=[(code.value, code.words) for code in Priority]),
    }
    for code in Priority:
        made[f"start:{code}"] = page(
            "kiosk/offline_start.html", priority=code.value, priority_words=PRIORITY_NAMES[code]
        )
    return made


def _follow(request: Request) -> str:
    """The address of a number's own page, with ``@@token@@`` in its place."""
    token = "0" * TOKEN_LENGTH
    return request.build_absolute_uri(reverse("ticket", args=[token])).replace(token, "@@token@@")
