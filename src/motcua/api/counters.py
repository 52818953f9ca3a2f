"""Counters: open, close, call."""

from django.http import HttpResponse
from ninja import Router

from motcua.api.auth import ApiRequest, officer_of
from motcua.api.hall_names import KEYED, counter_named, officers, ticket_named
from motcua.api.hall_schemas import CallWanted, CounterOpening, DutyOut, TicketOut, duty_out, ticket_out
from motcua.api.idempotent import post
from motcua.api.shapes import POST_REFUSALS, Problem
from motcua.hall import actions
from motcua.hall.models import Ticket

router = Router(tags=["hall"])


@router.post(
    "/counters/{counter}/duties",
    auth=officers,
    response={201: DutyOut, POST_REFUSALS: Problem},
    openapi_extra=KEYED,
    summary="Open a counter",
)
def open_counter(request: ApiRequest, counter: str, opening: CounterOpening | None = None) -> HttpResponse:
    """The officer of the token keeps this counter from now on. Again at the same counter: other fields."""
    desk, by = counter_named(counter), officer_of(request)
    fields = opening.fields if opening else []
    skills = opening.skills if opening else None
    return post(
        request,
        lambda: duty_out(
            actions.open_counter(desk, fields=fields, skills=skills, by=by, now=request.now), desk
        ),
        status=201,
    )


@router.post(
    "/counters/{counter}/closures",
    auth=officers,
    response={201: DutyOut, POST_REFUSALS: Problem},
    openapi_extra=KEYED,
    summary="Close a counter",
)
def close_counter(request: ApiRequest, counter: str) -> HttpResponse:
    """Refused while a number is called or served there."""
    desk, by = counter_named(counter), officer_of(request)
    return post(
        request, lambda: duty_out(actions.close_counter(desk, by=by, now=request.now), desk), status=201
    )


@router.post(
    "/counters/{counter}/calls",
    auth=officers,
    response={201: TicketOut, 204: None, POST_REFUSALS: Problem},
    openapi_extra=KEYED,
    summary="Call the next one",
)
def call(request: ApiRequest, counter: str, wanted: CallWanted | None = None) -> HttpResponse:
    """Whose turn it is at this counter (204: nobody waits), or a given number with a reason."""
    desk, by = counter_named(counter), officer_of(request)

    def effect() -> TicketOut | None:
        if wanted is not None and wanted.ticket is not None:
            asked = ticket_named(request, wanted.ticket)
            called: Ticket | None = actions.call_ticket(
                asked, counter=desk, reason=wanted.reason, by=by, now=request.now
            )
        else:
            called = actions.call_next(desk, by=by, now=request.now)
        return ticket_out(called) if called else None

    return post(request, effect, status=201)
