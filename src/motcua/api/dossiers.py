"""Dossiers: received, looked up, listed by their due date, worked on, returned.

An officer sees the dossiers of their own commune, the province's officers see all of them; any other is
answered 404. Whose dossier it is only its own commune's officers see, and only in a GET.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.http import HttpResponse
from ninja import Router

from motcua.api import dossier_views as views
from motcua.api.auth import ApiRequest, Bearer, officer_of
from motcua.api.dossier_list import listed
from motcua.api.dossier_moves import KEYED, MOVED, moved, officer_named
from motcua.api.dossier_schemas import (
    Assignment,
    DecisionWanted,
    DossierOut,
    DossierPage,
    HandOverOfResult,
    Issuing,
    Received,
    Reception,
    StepCompletion,
)
from motcua.api.idempotent import get, post
from motcua.api.paging import After, Limit
from motcua.api.shapes import POST_REFUSALS, READ_REFUSALS, Problem
from motcua.domain.refusal import Forbidden, Invalid, InvalidFields
from motcua.domain.words import Words
from motcua.dossiers import access, actions, queries
from motcua.dossiers.actions import receive
from motcua.dossiers.destruction import check_kept
from motcua.dossiers.filing import Filing, Handed, Person
from motcua.dossiers.handover import Collection
from motcua.dossiers.models import Dossier
from motcua.dossiers.owing import AlthoughDue
from motcua.dossiers.receipt import receipt_pdf
from motcua.dossiers.timing import deadline
from motcua.hall.models import Ticket
from motcua.people.models import Officer
from motcua.places.hours import business_date
from motcua.places.models import Center

router = Router(tags=["dossiers"], auth=Bearer("dossiers"))
APPLICANT = frozenset(Person.__slots__)


@router.post("/dossiers", response={201: Received, POST_REFUSALS: Problem}, openapi_extra=KEYED)
def receive_dossier(request: ApiRequest, given: Reception) -> HttpResponse:
    """Receive a complete dossier: code, due date with its reasons, receipt. Names every gap at once."""
    by = officer_of(request)
    filing = _filing(given)

    def effect() -> Received:
        with at_the_applicant():
            dossier = receive(
                filing,
                center=_center(given.center, by, request),
                ticket=_ticket(given),
                by=by,
                now=request.now,
            )
        return views.received(dossier, dossier.reckoned or deadline(dossier))

    return post(request, effect, status=201)


@router.get("/dossiers", response={200: DossierPage, READ_REFUSALS: Problem})
def list_dossiers(
    request: ApiRequest,
    state: str = "",
    due_before: str = "",
    unit: str = "",
    after: After = "",
    limit: Limit = 50,
) -> HttpResponse:
    """In order of their due date. ``state``: a state's name, or ``open`` for all that are under way.
    ``due_before``: a day or a time. ``unit``: the identifier of the competent body or of the part of it
    whose turn it is."""
    page = listed(request, state=state, due_before=due_before, unit=unit, after=after, limit=limit)
    return get(page)


@router.get("/dossiers/{code}", response={200: DossierOut, READ_REFUSALS: Problem})
def show_dossier(request: ApiRequest, code: str) -> HttpResponse:
    """One dossier with its steps, documents, outcome and the reasons of its date."""
    officer, day = officer_of(request), business_date(request.now)
    dossier = queries.file_of(code, officer, day)
    personal = access.may_see_person(officer, dossier, day)
    return get(views.whole(dossier, request.now, personal=personal))


@router.get("/dossiers/{code}/receipt", response={READ_REFUSALS: Problem})
def show_receipt(request: ApiRequest, code: str) -> HttpResponse:
    """The receipt (Form 01) as PDF, for officers of the commune."""
    officer, day = officer_of(request), business_date(request.now)
    dossier = queries.file_of(code, officer, day)
    if not access.may_see_person(officer, dossier, day):
        raise Forbidden(
            "personal_data",
            Words(
                "Giấy tiếp nhận có thông tin cá nhân; chỉ cán bộ của xã thụ lý được xem.",
                "The receipt has personal data; only officers of the commune in charge may see it.",
            ),
        )
    check_kept(dossier)
    link = request.build_absolute_uri(views.follow_link(dossier))
    headers = {
        "Content-Disposition": f'inline; filename="{dossier.code}.pdf"',
        "Cache-Control": "no-store",
    }
    return HttpResponse(receipt_pdf(dossier, link=link), content_type="application/pdf", headers=headers)


@router.post("/dossiers/{code}/assignments", response=MOVED, openapi_extra=KEYED)
def assign(request: ApiRequest, code: str, to: Assignment) -> HttpResponse:
    """The head of the unit gives the dossier to one officer."""

    def effect(dossier: Dossier, by: Officer) -> object:
        officer = officer_named(to.officer, "officer")
        return actions.assign(dossier, to=officer, note=to.note, seen=to.step, by=by, now=request.now)

    return moved(request, code, effect)


@router.post("/dossiers/{code}/step-completions", response=MOVED, openapi_extra=KEYED)
def complete_step(request: ApiRequest, code: str, done: StepCompletion | None = None) -> HttpResponse:
    """Appraisal or review is done; the next step opens."""
    note, seen = (done.note, done.step) if done else ("", None)
    return moved(
        request,
        code,
        lambda dossier, by: actions.complete_step(dossier, note=note, seen=seen, by=by, now=request.now),
    )


@router.post("/dossiers/{code}/decisions", response=MOVED, openapi_extra=KEYED)
def decide(request: ApiRequest, code: str, wanted: DecisionWanted) -> HttpResponse:
    """The competent person signs, or refuses with the reason, under a grant valid at this instant."""
    return moved(
        request,
        code,
        lambda dossier, by: actions.decide(
            dossier,
            kind=wanted.kind,
            reason=wanted.reason,
            without_opinions=wanted.without_opinions,
            seen=wanted.step,
            by=by,
            now=request.now,
        ),
    )


@router.post("/dossiers/{code}/issues", response=MOVED, openapi_extra=KEYED)
def issue(request: ApiRequest, code: str, wanted: Issuing) -> HttpResponse:
    """The clerk numbers the signed result and issues it."""
    return moved(
        request,
        code,
        lambda dossier, by: actions.issue(
            dossier,
            symbol=wanted.symbol,
            on_paper=wanted.on_paper,
            valid_until=wanted.valid_until,
            seen=wanted.step,
            by=by,
            now=request.now,
        ),
    )


@router.post("/dossiers/{code}/returns", response=MOVED, openapi_extra=KEYED)
def hand_over(request: ApiRequest, code: str, given: HandOverOfResult) -> HttpResponse:
    """The result goes to the applicant or their agent, who prove who they are; the money comes first."""
    although = AlthoughDue(given.although_due, given.due_reason)
    collection = Collection(
        given.receiver_name, given.receiver_identity_number, given.proof, given.is_agent, given.paper
    )
    return moved(
        request,
        code,
        lambda dossier, by: actions.hand_over(
            dossier, collection=collection, although=although, by=by, now=request.now
        ),
    )


def _filing(given: Reception) -> Filing:
    return Filing(
        procedure=given.procedure,
        channel=given.channel,
        applicant=Person(**given.applicant.model_dump()),
        papers=tuple(Handed(paper.code, paper.kind, paper.count) for paper in given.documents),
        answers=given.answers,
        note=given.note,
        delivery=given.delivery.rule(),
    )


def _center(code: str, by: Officer, request: ApiRequest) -> Center:
    """The officer's own center, read with their posts; another one only to say that it is not theirs."""
    own = by.center_on(business_date(request.now))
    if own is not None and own.code == code:
        return own
    center = Center.objects.select_related("unit").filter(commune_id=code).first()
    if center is None:
        raise Invalid(
            "center_unknown",
            Words("Không có Trung tâm nào mang mã này.", "There is no center with this code."),
            field="center",
        )
    return center


def _ticket(given: Reception) -> Ticket | None:
    if given.ticket is None:
        return None
    ticket = Ticket.objects.filter(pk=given.ticket, center__commune=given.center).first()
    if ticket is None:
        raise Invalid(
            "no_ticket",
            Words("Trung tâm không có số thứ tự này.", "The center has no such number."),
            field="ticket",
        )
    return ticket


@contextmanager
def at_the_applicant() -> Iterator[None]:
    """The rules name a person's fields plainly; in this API they lie in ``applicant``."""
    try:
        yield
    except InvalidFields as refusal:
        for error in refusal.errors:
            if error.field in APPLICANT:
                error.field = f"applicant.{error.field}"
        raise
