"""Originals that the center still holds though the dossier is over: a list, and giving them back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from motcua.domain.refusal import Forbidden, Refusal
from motcua.dossiers import actions
from motcua.dossiers import originals as rules
from motcua.web.counter.collecting import originals_of, settling
from motcua.web.counter.desks import Desk, at_center
from motcua.web.counter.dossiers import at_this_center, find
from motcua.web.counter.said import say

A_PAGE = 50


@never_cache
@require_safe
@at_center
def held(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Longest over first; a constant number of statements however many there are."""
    papers = rules.open_in(at_this_center(desk))
    rows = papers.select_related("document", "dossier__applicant", "dossier__revision__procedure")
    context = {
        "desk": desk,
        "center": desk.center,
        "tab": "results",
        "rows": rows.order_by("dossier__received_at", "dossier", "document__position")[:A_PAGE],
        "count": papers.count(),
        "limit": A_PAGE,
    }
    return render(request, "counter/originals.html", context)


@never_cache
@require_POST
@at_center
def settle(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """Tick off originals after the hand-over."""
    dossier = find(desk, code)
    try:
        actions.settle_originals(
            dossier,
            settling=settling(originals_of(dossier, request.POST)),
            receiver=request.POST.get("receiver", ""),
            by=desk.officer,
            now=desk.now,
        )
        messages.success(request, _("Ticked off."))
    except Forbidden:
        raise
    except Refusal as refusal:
        say(request, refusal)
    return redirect("counter_result", dossier.code)
