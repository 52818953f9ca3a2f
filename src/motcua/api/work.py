"""The queues of work, and looking for dossiers by a code, a name or a number."""

from uuid import UUID

from django.http import HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from motcua.api import dossier_views as views
from motcua.api.auth import ApiRequest, Bearer, officer_of
from motcua.api.dossier_moves import KEYED
from motcua.api.dossier_schemas import LONG, DossierPage
from motcua.api.idempotent import get, post
from motcua.api.paging import After, Limit
from motcua.api.shapes import POST_REFUSALS, READ_REFUSALS, Problem
from motcua.base.keyset import Page
from motcua.domain.refusal import Forbidden
from motcua.domain.words import Words
from motcua.dossiers import finding, queues, work
from motcua.dossiers.actions import search
from motcua.dossiers.desks import Desk, desk_of
from motcua.dossiers.selecting import Selection, check_selection
from motcua.places.hours import business_date

router = Router(tags=["work"], auth=Bearer("dossiers"))


class QueueOut(Schema):
    code: str = Field(examples=["turns"])
    name_vi: str
    name_en: str
    count: int = Field(description=f"counted up to {work.MOST}")
    is_more: bool = Field(description="there is more than was counted")


class QueuesOut(Schema):
    items: list[QueueOut]


class Narrowing(Schema):
    """What narrows a queue; all of it may be left out."""

    field: str = Field("", max_length=30, description="code of the field of procedures")
    procedure: str = Field("", max_length=30)
    standing: str = Field("", max_length=10, description="overdue, due_soon or in_time")
    period: str = Field("", max_length=10, description="received in the last week, month or quarter")


class Wanted(Schema):
    text: str = Field(
        max_length=LONG,
        description="a whole code or its last digits; a name or part of it, with or without marks; a whole "
        "phone or identity number",
    )


class SearchOut(Schema):
    id: UUID = Field(description="for GET /searches/{id}, by the same officer, for half an hour")
    kind: str = Field(description="what the text was taken for")


@router.get("/queues", response={200: QueuesOut, READ_REFUSALS: Problem})
def list_queues(request: ApiRequest) -> HttpResponse:
    """The officer's queues, each with how much is in it."""
    desk = _desk(request)
    seen = queues.seen_by(desk.officer, desk.day)
    counts = work.counts(seen, desk)
    items = [
        QueueOut(
            code=queue.code,
            name_vi=queue.name.vi,
            name_en=queue.name.en,
            count=min(counts[queue.code], work.MOST),
            is_more=counts[queue.code] > work.MOST,
        )
        for queue in seen
    ]
    return get(QueuesOut(items=items))


@router.get("/queues/{queue}", response={200: DossierPage, READ_REFUSALS: Problem})
def list_queue(
    request: ApiRequest, queue: str, narrow: Query[Narrowing], after: After = "", limit: Limit = 50
) -> HttpResponse:
    """One page of a queue in its order: most are by the due date of the step or of the dossier."""
    desk = _desk(request)
    wanted = queues.queue_of(queue, desk.officer, desk.day)
    chosen = Selection(**narrow.model_dump())
    check_selection(chosen, desk)
    return get(_page(request, work.listed(wanted, desk, chosen=chosen, after=after, limit=limit)))


@router.post("/searches", response={201: SearchOut, POST_REFUSALS: Problem}, openapi_extra=KEYED)
def make_search(request: ApiRequest, wanted: Wanted) -> HttpResponse:
    """Look for dossiers. The text is personal data: it is sent in a body and is in no address."""
    by = officer_of(request)

    def effect() -> SearchOut:
        kept = search(wanted.text, by=by, now=request.now)
        return SearchOut(id=kept.pk, kind=kept.kind)

    return post(request, effect, status=201)


@router.get("/searches/{search}", response={200: DossierPage, READ_REFUSALS: Problem})
def list_found(request: ApiRequest, search: UUID, after: After = "", limit: Limit = 50) -> HttpResponse:
    """What was found among what the officer may see, the latest first."""
    by, day = officer_of(request), business_date(request.now)
    kept = finding.opened(search, by, request.now)
    return get(_page(request, finding.listed(kept, by, day, after=after, limit=limit)))


def _page(request: ApiRequest, found: Page[work.Work]) -> DossierPage:
    items = [views.row(line.dossier, line.step, request.now) for line in found.rows]
    return DossierPage(items=items, next=found.next or None)


def _desk(request: ApiRequest) -> Desk:
    desk = desk_of(officer_of(request), request.now)
    if desk is None:
        raise Forbidden(
            "no_center",
            Words("Danh sách việc là của cán bộ xã, phường.", "Work lists are for officers of a commune."),
        )
    return desk
