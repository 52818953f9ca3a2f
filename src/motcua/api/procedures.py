"""The catalogue as it is in force today: found as people type, and each procedure whole."""

from typing import Annotated

from django.http import HttpResponse
from ninja import Query, Router

from motcua.api import paging, procedure_views
from motcua.api.auth import ApiRequest, Bearer
from motcua.api.idempotent import get
from motcua.api.paging import After, Limit
from motcua.api.procedure_views import ProcedureOut, ProcedurePage
from motcua.api.shapes import READ_REFUSALS, Problem
from motcua.catalogue import queries
from motcua.catalogue.models import Revision
from motcua.domain import codes
from motcua.domain.refusal import NotFound, Refusal
from motcua.domain.words import Words
from motcua.places.hours import business_date

router = Router(tags=["procedures"], auth=Bearer("procedures"))
Asked = Annotated[str, Query(max_length=200, description="code or words, with or without diacritics")]
EVERY = 100_000


@router.get("/procedures", response={200: ProcedurePage, READ_REFUSALS: Problem})
def list_procedures(request: ApiRequest, q: Asked = "", after: After = "", limit: Limit = 50) -> HttpResponse:
    """Those in force today; best match first, without ``q`` the most asked first."""
    in_force = Revision.objects.in_force(business_date(request.now)).values_list("procedure_id", flat=True)
    current = set(in_force)
    found = [procedure for procedure in queries.search(q, limit=EVERY) if procedure.code in current]
    rows = paging.beyond(found, after, lambda procedure: procedure.code)[: limit + 1]
    shown, following = paging.cut(rows, limit, lambda procedure: paging.write_cursor(procedure.code))
    return get(ProcedurePage(items=[procedure_views.line(row) for row in shown], next=following))


@router.get("/procedures/{code}", response={200: ProcedureOut, READ_REFUSALS: Problem})
def show_procedure(request: ApiRequest, code: str) -> HttpResponse:
    """The revision in force today: documents, terms, fees, internal steps, law."""
    if not codes.PROCEDURE.fullmatch(code):
        raise _not_found()
    try:
        parts = queries.in_force(code, business_date(request.now))
    except Refusal as refusal:
        raise NotFound(refusal.code, refusal.words, basis=refusal.basis) from None
    return get(procedure_views.whole(parts))


def _not_found() -> NotFound:
    return NotFound("unknown_procedure", Words("Không có thủ tục này.", "There is no such procedure."))
