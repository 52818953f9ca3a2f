"""``/center/hall/counters/<n>``: one counter, and what its center's head changes at it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from motcua.catalogue.models import Field
from motcua.domain.queueing import RESULTS, Skill
from motcua.domain.refusal import Forbidden, Invalid, NotFound, Refusal
from motcua.domain.words import Words
from motcua.hall import floor_now, moves
from motcua.hall.actions.counters import change_counter
from motcua.hall.actions.managing import begin_break_for, close_for, end_break_for, move_clerk
from motcua.places.models import Center, Counter
from motcua.web.center.here import as_head
from motcua.web.requests import OfficerRequest
from motcua.web.said import say, sentence

MINUTES = (10, 15, 30, 60)
"""For so long a break is announced; none: until the clerk is back."""


def _change(counter: Counter, request: OfficerRequest) -> None:
    chosen = request.POST.getlist("fields")
    if not chosen:
        raise Invalid(
            "fields_missing", Words("Chọn ít nhất một lĩnh vực.", "Choose a field."), field="fields"
        )
    everything = {*Field.objects.values_list("code", flat=True), RESULTS}
    change_counter(
        counter,
        fields=[] if set(chosen) == everything else chosen,
        skills=request.POST.getlist("skills"),
        by=request.user,
        now=request.now,
    )


def _move(counter: Counter, request: OfficerRequest) -> None:
    move_clerk(
        counter, to=_counter(counter.center, request.POST.get("to", "")), by=request.user, now=request.now
    )


def _begin_break(counter: Counter, request: OfficerRequest) -> None:
    typed = request.POST.get("minutes", "")
    until = request.now + timedelta(minutes=int(typed)) if typed in {str(m) for m in MINUTES} else None
    begin_break_for(
        counter, reason=request.POST.get("reason", ""), until=until, by=request.user, now=request.now
    )


def _end_break(counter: Counter, request: OfficerRequest) -> None:
    end_break_for(counter, by=request.user, now=request.now)


def _close(counter: Counter, request: OfficerRequest) -> None:
    close_for(counter, by=request.user, now=request.now)


ACTS: dict[str, Callable[[Counter, OfficerRequest], None]] = {
    "services": _change,
    "moves": _move,
    "breaks": _begin_break,
    "break-endings": _end_break,
    "closings": _close,
}


@never_cache
@require_safe
@as_head
def counter(request: OfficerRequest, center: Center, number: int) -> HttpResponse:
    return page(request, _counter(center, str(number)))


@require_POST
@as_head
def act(request: OfficerRequest, center: Center, number: int, noun: str) -> HttpResponse:
    """Do one of ``ACTS`` with a counter of this center, and come back to the hall."""
    place = _counter(center, str(number))
    try:
        ACTS[noun](place, request)
    except Forbidden:
        raise
    except Invalid as refusal:
        errors = {refusal.field or "fields": sentence(refusal)}
        return page(request, place, errors=errors, status=422)
    except Refusal as refusal:
        say(request, refusal)
        return redirect("center_counter", number)
    messages.success(request, _("Counter %(number)s: done.") % {"number": number})
    return redirect("center_hall")


def page(
    request: HttpRequest, place: Counter, *, errors: dict[str, str] | None = None, status: int = 200
) -> HttpResponse:
    rows = floor_now.counters(place.center)
    here = next(row for row in rows if row.place.counter.pk == place.pk)
    duty = here.place.duty
    everything = [*Field.objects.values_list("code", flat=True), RESULTS]
    context: dict[str, Any] = {
        "center": place.center,
        "tab": "hall",
        "counter": place,
        "here": here,
        "free": [row.place.counter for row in rows if row.place.duty is None],
        "fields": Field.objects.all(),
        "results": RESULTS,
        "chosen": (duty.fields or everything) if duty else [],
        "skills": [(skill.value, skill.words) for skill in Skill],
        "break_reasons": moves.BREAK_REASONS,
        "minutes": MINUTES,
        "errors_by": errors or {},
        "errors": [{"field": name, "text": words} for name, words in (errors or {}).items()],
    }
    return render(request, "center/hall_counter.html", context, status=status)


def _counter(center: Center, number: str) -> Counter:
    """A counter of this center by its number."""
    rows = {str(row.number): row for row in Counter.objects.filter(center=center)}
    found = rows.get(number)
    if found is None:
        raise NotFound("no_counter", Words("Không có quầy này.", "There is no such counter."))
    found.center = center
    return found
