"""What becomes of a number that was called."""

from typing import Any

from django.http import HttpResponse
from ninja import Router

from motcua.api.auth import ApiRequest, officer_of
from motcua.api.hall_names import KEYED, MOVED, counter_named, field_named, officers, ticket_named
from motcua.api.hall_schemas import TicketOut, Transfer, VisitEnding, Voiding, ticket_out
from motcua.api.idempotent import post
from motcua.domain.refusal import Invalid
from motcua.domain.words import Words
from motcua.hall import actions
from motcua.hall.models import Ticket

router = Router(tags=["hall"])


@router.post("/tickets/{id}/services", auth=officers, response=MOVED, openapi_extra=KEYED)
def serve(request: ApiRequest, id: str) -> HttpResponse:
    """The person stands at the counter: serving begins."""
    by = officer_of(request)
    return post(
        request, lambda: ticket_out(actions.start_serving(ticket_named(request, id), by=by, now=request.now))
    )


@router.post("/tickets/{id}/recalls", auth=officers, response=MOVED, openapi_extra=KEYED)
def recall(request: ApiRequest, id: str) -> HttpResponse:
    """Call the same number again."""
    by = officer_of(request)
    return post(
        request, lambda: ticket_out(actions.recall(ticket_named(request, id), by=by, now=request.now))
    )


@router.post("/tickets/{id}/no-shows", auth=officers, response=MOVED, openapi_extra=KEYED)
def no_show(request: ApiRequest, id: str) -> HttpResponse:
    """Nobody came. The number is called again some calls later; the third time ends it."""
    by = officer_of(request)
    return post(
        request, lambda: ticket_out(actions.no_show(ticket_named(request, id), by=by, now=request.now))
    )


@router.post("/tickets/{id}/holds", auth=officers, response=MOVED, openapi_extra=KEYED)
def hold(request: ApiRequest, id: str) -> HttpResponse:
    """The visit pauses and the counter is free for the next one."""
    by = officer_of(request)
    return post(request, lambda: ticket_out(actions.hold(ticket_named(request, id), by=by, now=request.now)))


@router.post("/tickets/{id}/resumptions", auth=officers, response=MOVED, openapi_extra=KEYED)
def resume(request: ApiRequest, id: str) -> HttpResponse:
    """Somebody on hold is back in the line, with the place of their first arrival."""
    by = officer_of(request)
    return post(
        request, lambda: ticket_out(actions.resume(ticket_named(request, id), by=by, now=request.now))
    )


@router.post("/tickets/{id}/transfers", auth=officers, response=MOVED, openapi_extra=KEYED)
def transfer(request: ApiRequest, id: str, to: Transfer) -> HttpResponse:
    """To another field, with the same number and place."""
    by = officer_of(request)

    def effect() -> TicketOut:
        ticket = ticket_named(request, id)
        return ticket_out(actions.transfer(ticket, **_whither(to, ticket), by=by, now=request.now))

    return post(request, effect)


@router.post("/tickets/{id}/completions", auth=officers, response=MOVED, openapi_extra=KEYED)
def complete(request: ApiRequest, id: str, ending: VisitEnding | None = None) -> HttpResponse:
    """The visit ends, with what came of it where that is said."""
    by, outcome = officer_of(request), ending.outcome if ending else ""
    return post(
        request,
        lambda: ticket_out(
            actions.complete(ticket_named(request, id), outcome=outcome, by=by, now=request.now)
        ),
    )


@router.post("/tickets/{id}/voids", auth=officers, response=MOVED, openapi_extra=KEYED)
def void(request: ApiRequest, id: str, why: Voiding) -> HttpResponse:
    """The number no longer counts, for a reason."""
    by = officer_of(request)
    return post(
        request,
        lambda: ticket_out(
            actions.void(ticket_named(request, id), reason=why.reason, by=by, now=request.now)
        ),
    )


def _whither(to: Transfer, ticket: Ticket) -> dict[str, Any]:
    """The field, the receiving point or the counter that is wanted, as ``actions.transfer`` takes them."""
    wanted: dict[str, Any] = {"field": field_named(to.field) if to.field else None, "note": to.note}
    if to.counter:
        wanted["counter"] = counter_named(to.counter)
    elif to.point == "main":
        wanted["point"] = ticket.center
    elif to.point:
        points = {str(point.pk): point for point in ticket.center.points.filter(closed_at__isnull=True)}
        if to.point not in points:
            raise Invalid(
                "point_unknown",
                Words("Trung tâm không có điểm này.", "The center has no such point."),
                field="point",
            )
        wanted["point"] = points[to.point]
    return wanted
