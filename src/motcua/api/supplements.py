"""Asking for what a dossier lacks, taking it in, and ending a dossier before its result."""

from django.http import HttpResponse
from ninja import Router, Schema
from pydantic import Field

from motcua.api.auth import ApiRequest, Bearer
from motcua.api.dossier_moves import KEYED, MOVED, moved, officer_named
from motcua.api.dossier_schemas import HandedIn
from motcua.domain.states import State
from motcua.dossiers import actions
from motcua.dossiers.actions.supplements import Request
from motcua.dossiers.allowance import Allowance
from motcua.dossiers.defects import Lack
from motcua.dossiers.filing import Handed
from motcua.dossiers.models import Dossier, Supplement
from motcua.people.models import Officer

router = Router(tags=["dossiers"], auth=Bearer("dossiers"))


class DefectIn(Schema):
    """What must be brought or mended; ``document`` is the component's code, if it is about one."""

    wanted: str
    document: str = ""


class SupplementWanted(Schema):
    """All defects at once. ``allowed_by`` (a head's log-in) and ``allowed_reason`` for a second request."""

    defects: list[DefectIn]
    reason: str = ""
    allowed_by: str = ""
    allowed_reason: str = ""
    step: int | None = None


class SupplementGiven(Schema):
    """What was brought, and how."""

    documents: list[HandedIn] = []
    mended: list[int] | None = Field(
        None, description="positions of the defects in words that are put right; left out: all of them"
    )
    channel: str = "direct"


class Ending(Schema):
    reason: str = ""


class Stopping(Schema):
    reason: str
    basis: str


@router.post("/dossiers/{code}/supplement-requests", response=MOVED, openapi_extra=KEYED)
def request_supplement(request: ApiRequest, code: str, wanted: SupplementWanted) -> HttpResponse:
    """Form 02: the clock stops. The center asks of what is only submitted, else whose turn it is."""

    def effect(dossier: Dossier, by: Officer) -> object:
        given = _request(wanted)
        if dossier.state == State.SUBMITTED:
            return actions.ask_at_intake(dossier, request=given, by=by, now=request.now)
        return actions.request_supplement(dossier, request=given, seen=wanted.step, by=by, now=request.now)

    return moved(request, code, effect)


@router.post("/dossiers/{code}/supplements", response=MOVED, openapi_extra=KEYED)
def take_supplement(request: ApiRequest, code: str, given: SupplementGiven) -> HttpResponse:
    """Everything asked for is there: the term counts from zero, or begins."""

    def effect(dossier: Dossier, by: Officer) -> object:
        papers = tuple(Handed(paper.code, paper.kind, paper.count) for paper in given.documents)
        open_one = dossier.supplements.open().first()
        at_intake = open_one is not None and open_one.stage == Supplement.Stage.INTAKE
        act = actions.accept if at_intake else actions.take_supplement
        return act(dossier, papers=papers, mended=given.mended, channel=given.channel, by=by, now=request.now)

    return moved(request, code, effect)


@router.post("/dossiers/{code}/closings", response=MOVED, openapi_extra=KEYED)
def close_unsupplemented(request: ApiRequest, code: str) -> HttpResponse:
    """Close a dossier whose request for papers stayed unanswered past the waiting term."""
    return moved(
        request, code, lambda dossier, by: actions.close_unsupplemented(dossier, by=by, now=request.now)
    )


@router.post("/dossiers/{code}/withdrawals", response=MOVED, openapi_extra=KEYED)
def withdraw(request: ApiRequest, code: str, given: Ending | None = None) -> HttpResponse:
    """The applicant withdraws, as the center records it; possible until somebody decided."""
    reason = given.reason if given else ""
    return moved(
        request, code, lambda dossier, by: actions.withdraw(dossier, reason=reason, by=by, now=request.now)
    )


@router.post("/dossiers/{code}/stoppings", response=MOVED, openapi_extra=KEYED)
def stop(request: ApiRequest, code: str, given: Stopping) -> HttpResponse:
    """The head or a leader stops the dossier on a legal basis."""
    return moved(
        request,
        code,
        lambda dossier, by: actions.stop(
            dossier, reason=given.reason, basis=given.basis, by=by, now=request.now
        ),
    )


def _request(wanted: SupplementWanted) -> Request:
    allowance = None
    if wanted.allowed_by:
        allowance = Allowance(officer_named(wanted.allowed_by, "allowed_by"), wanted.allowed_reason)
    lacks = tuple(Lack(defect.wanted, defect.document) for defect in wanted.defects)
    return Request(lacks, wanted.reason, allowance)
