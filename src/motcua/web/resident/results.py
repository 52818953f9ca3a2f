"""``/d/<token>/result``: the electronic result, opened with a code sent to the applicant themself.

Whoever only holds the token learns nothing here: no name, no number, no address.
"""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from motcua.base.actors import Resident
from motcua.base.files import read
from motcua.base.limits import check_rate
from motcua.domain.delivery import Posting, Way
from motcua.domain.refusal import Invalid
from motcua.domain.states import RUNNING_STATES, State
from motcua.dossiers import aftermath, delivering, destruction
from motcua.dossiers.actions import download_result, send_result_code
from motcua.dossiers.actions.electronic import document_of
from motcua.dossiers.models import Dossier, Shipment
from motcua.dossiers.queries import by_token
from motcua.places.hours import business_date, sessions
from motcua.places.queries import opening
from motcua.web.opening_hours import week
from motcua.web.requests import Request
from motcua.web.resident.way import is_refused
from motcua.web.validity import validity_of

PROMISED = RUNNING_STATES - {State.SUBMITTED}
"""A result is promised for a date, and people here are at it."""
ASKED, TRIED = 5, 10
"""Codes sent and codes tried for one dossier within the hour: a code has six digits and lives 15 minutes."""
WITHIN = timedelta(hours=1)
LONGEST = 40


@never_cache
@require_safe
def result(request: Request, token: str) -> HttpResponse:
    """The page with its two questions; ``?sent=1``: the code is on its way.

    Of what cannot be downloaded it says in which way, where and when the result is received.
    """
    found = by_token(token)
    if destruction.line_of(found) is not None:
        return redirect("dossier", token=found.token)
    reached = reaching(found, request)
    if not reached["may_download"]:
        return _elsewhere(request, found, reached)
    return _page(request, found)


@never_cache
@sensitive_post_parameters()
@require_POST
def codes(request: Request, token: str) -> HttpResponse:
    """Ask for the code with the identity number."""
    found = by_token(token)
    check_rate("result_code", found.token, most=ASKED, within=WITHIN, now=request.now)
    number = request.POST.get("identity_number", "")[:LONGEST]
    try:
        send_result_code(found, identity_number=number, by=Resident(found.token), now=request.now)
    except Invalid as refusal:
        return _page(request, found, refusal)
    response = redirect("dossier_result", token=found.token)
    response.headers["Location"] += "?sent=1"
    return response


@never_cache
@sensitive_post_parameters()
@require_POST
def downloads(request: Request, token: str) -> HttpResponse:
    """The code opens the signed file."""
    found = by_token(token)
    check_rate("result_open", found.token, most=TRIED, within=WITHIN, now=request.now)
    code = request.POST.get("code", "")[:LONGEST]
    try:
        download_result(found, code=code, by=Resident(found.token), now=request.now)
    except Invalid as refusal:
        return _page(request, found, refusal)
    document = document_of(found)
    if document.file is None:
        raise RuntimeError("what is signed has its file")
    response = HttpResponse(read(document.file), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="ket-qua-{found.code}.pdf"'
    return response


def reaching(found: Dossier, request: Request) -> dict[str, Any]:
    """How the result reaches the applicant, for the dossier's page: no address, no name."""
    issued = getattr(found, "result", None)
    has_result = found.state in (State.PROCESSED, State.RETURNED)
    way = delivering.way_now(found, issued) if has_result else Way(found.return_way)
    letter = None
    if way is Way.POST and has_result:
        letter = Shipment.objects.filter(dossier=found).prefetch_related("news").last()
    return {
        "received_by": way,
        "letter": letter,
        "is_back": letter is not None and letter.state == Posting.BACK and found.state == State.PROCESSED,
        "may_download": way is Way.ELECTRONIC and has_result,
        **validity_of(aftermath.in_force(issued) if issued else None, business_date(request.now)),
    }


def _elsewhere(request: Request, found: Dossier, reached: dict[str, Any]) -> HttpResponse:
    """There is nothing to download (yet)."""
    is_ready = found.state == State.PROCESSED
    context = {
        "dossier": found,
        "procedure": found.revision.procedure,
        "center": found.center,
        "is_ready": is_ready,
        "is_returned": found.state == State.RETURNED,
        "is_open": found.state in PROMISED,
        "is_late": request.now > found.due_at,
        "is_refused": is_refused(found),
        "opening": opening(found.center, request.now) if is_ready else None,
        "week": week(sessions(found.center)),
        **reached,
    }
    return render(request, "resident/dossier_elsewhere.html", context)


def _page(request: Request, found: Dossier, refusal: Invalid | None = None) -> HttpResponse:
    errors = [refusal] if refusal else []
    context = {
        "dossier": found,
        "procedure": found.revision.procedure,
        "errors": errors,
        "wrong": {error.field: error.words for error in errors},
        "sent": "sent" in request.GET or "code" in request.POST,
    }
    return render(request, "resident/dossier_result.html", context, status=422 if errors else 200)


result_urls = [
    path("d/<str:token>/result", result, name="dossier_result"),
    path("d/<str:token>/result/codes", codes, name="dossier_result_codes"),
    path("d/<str:token>/result/downloads", downloads, name="dossier_result_downloads"),
]
