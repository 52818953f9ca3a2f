"""Dossiers as the counter looks for them: those that wait for the resident, and what a search finds.

What is typed is somebody's name or number: it comes in a body and is kept; no address carries it.
"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from motcua.dossiers import actions, desks, finding, work
from motcua.dossiers.models import Dossier, Search, Supplement
from motcua.dossiers.queries import Work
from motcua.dossiers.queues import queue_of
from motcua.web.counter.desks import Desk, at_center
from motcua.web.counter.dossiers import at_this_center, state_of
from motcua.web.requests import OfficerRequest

ROWS = 25


@never_cache
@require_safe
@at_center
def waiting(request: OfficerRequest, desk: Desk) -> HttpResponse:
    """The queue "waiting for the resident": papers or a payment, what must come first at the top."""
    mine = desks.desk_of(desk.officer, desk.now)
    if mine is None:  # a counter's officer is of a commune; one whose post ended a moment ago is not
        return redirect("counter")
    queue = queue_of("resident", desk.officer, desk.day)
    page = work.listed(queue, mine, after=request.GET.get("after", ""), limit=ROWS)
    counted = work.counts([queue, queue_of("return", desk.officer, desk.day)], mine)
    more = {"tab": "waiting", "next": page.next, "counts": counted, "most": work.MOST}
    return _page(request, desk, page.rows, more)


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("q")
@sensitive_variables("text")
@at_center
def search(request: OfficerRequest, desk: Desk) -> HttpResponse:
    """Keeps the search and leads to what it found: a whole code straight to its dossier."""
    text = request.POST.get("q", "")
    if not text.strip("\x00 \t\r\n"):
        return redirect("counter_waiting")
    kept = actions.search(text, by=desk.officer, now=desk.now)
    if kept.kind == Search.Kind.CODE:
        only = finding.found(at_this_center(desk), text, [desk.center.pk]).first()
        if only is not None:
            return redirect("counter_dossier", only.code)
    return redirect("counter_found", kept.pk)


@never_cache
@require_safe
@at_center
def found(request: OfficerRequest, desk: Desk, pk: UUID) -> HttpResponse:
    """What a search found among what the officer may see, the latest first."""
    kept = finding.opened(pk, desk.officer, desk.now)
    page = finding.listed(kept, desk.officer, desk.day, after=request.GET.get("after", ""), limit=ROWS)
    rows = [row for row in page.rows if row.dossier.center_id == desk.center.pk]
    return _page(request, desk, rows, {"tab": "found", "next": page.next, "q": kept.text})


def _page(request: OfficerRequest, desk: Desk, rows: list[Work], more: dict[str, Any]) -> HttpResponse:
    dossiers = [row.dossier for row in rows]
    asked = _asked(dossiers)
    context = {
        "desk": desk,
        "center": desk.center,
        "rows": [
            {"dossier": dossier, "state": state_of(dossier, desk), "asked": asked.get(dossier.pk)}
            for dossier in dossiers
        ],
        "first": not request.GET.get("after"),
        **more,
    }
    return render(request, "counter/list.html", context)


def _asked(dossiers: list[Dossier]) -> dict[UUID, Supplement]:
    """The open request for papers of each dossier that has one; one statement."""
    return {asked.dossier_id: asked for asked in Supplement.objects.open().filter(dossier__in=dossiers)}
