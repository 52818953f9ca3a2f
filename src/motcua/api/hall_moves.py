"""Further moves of a counter: breaks, baskets, notes, serving without a number, undoing the last press."""

from datetime import datetime

from django.http import HttpResponse
from ninja import Router, Schema
from pydantic import Field as Described

from motcua.api.auth import ApiRequest, Bearer, officer_of
from motcua.api.hall_names import KEYED, MOVED, counter_named, field_named, ticket_named
from motcua.api.hall_schemas import ErrandWanted, TicketOut, counter_id, ticket_out
from motcua.api.idempotent import post
from motcua.api.number_extras import wish_of
from motcua.api.shapes import POST_REFUSALS, Moment, Problem
from motcua.hall import actions
from motcua.hall.models import Break
from motcua.hall.moves import BREAK_REASONS, WITHOUT_TICKET
from motcua.places.models import Counter

router = Router(tags=["hall"])
officers = Bearer("hall")


class BreakWanted(Schema):
    reason: str = Described(max_length=20, description=", ".join(BREAK_REASONS))
    until: datetime | None = Described(None, description="back at, if known; within 4 hours")


class BreakOut(Schema):
    counter: str = Described(examples=["17791-3"])
    reason: str
    begins_at: Moment
    until: Moment | None
    ended_at: Moment | None


class WalkInWanted(Schema):
    field: str = Described(max_length=30)
    procedure: str = Described("", max_length=30)
    reason: str = Described(max_length=20, description=", ".join(WITHOUT_TICKET))


class ErrandOut(Schema):
    ticket: str
    position: int
    field: str
    procedure: str | None
    amount: int


class NoteWanted(Schema):
    text: str = Described(max_length=400, description="one line of at most 200 signs; never in the journal")


@router.post(
    "/counters/{counter}/breaks",
    auth=officers,
    response={201: BreakOut, POST_REFUSALS: Problem},
    openapi_extra=KEYED,
    summary="Begin a break",
)
def begin_break(request: ApiRequest, counter: str, wanted: BreakWanted) -> HttpResponse:
    """The counter calls nobody until the break ends. Refused while somebody is called or served there."""
    desk, by = counter_named(counter), officer_of(request)

    def effect() -> BreakOut:
        until = (
            wanted.until.replace(tzinfo=wanted.until.tzinfo or request.now.tzinfo) if wanted.until else None
        )
        away = actions.begin_break(desk, reason=wanted.reason, until=until, by=by, now=request.now)
        return break_out(away, desk)

    return post(request, effect, status=201)


@router.post(
    "/counters/{counter}/break-ends",
    auth=officers,
    response={201: BreakOut, POST_REFUSALS: Problem},
    openapi_extra=KEYED,
    summary="End the break",
)
def end_break(request: ApiRequest, counter: str) -> HttpResponse:
    """The officer is back, and the counter calls again."""
    desk, by = counter_named(counter), officer_of(request)
    return post(request, lambda: break_out(actions.end_break(desk, by=by, now=request.now), desk), status=201)


@router.post(
    "/counters/{counter}/walk-ins",
    auth=officers,
    response={201: TicketOut, POST_REFUSALS: Problem},
    openapi_extra=KEYED,
    summary="Serve without a number",
)
def walk_in(request: ApiRequest, counter: str, wanted: WalkInWanted) -> HttpResponse:
    """A number is given and served at once; the reason stands in the public log of calls."""
    desk, by = counter_named(counter), officer_of(request)
    return post(
        request,
        lambda: ticket_out(
            actions.serve_without_ticket(
                desk,
                field=field_named(wanted.field),
                procedure_code=wanted.procedure,
                reason=wanted.reason,
                by=by,
                now=request.now,
            )
        ),
        status=201,
    )


@router.post(
    "/counters/{counter}/undos",
    auth=officers,
    response={201: TicketOut, POST_REFUSALS: Problem},
    openapi_extra=KEYED,
    summary="Take back the last press",
)
def undo(request: ApiRequest, counter: str) -> HttpResponse:
    """Within two minutes, and while nothing else has happened to that number. No number is used again."""
    desk, by = counter_named(counter), officer_of(request)
    return post(request, lambda: ticket_out(actions.undo(desk, by=by, now=request.now)), status=201)


@router.post("/tickets/{id}/continuations", auth=officers, response=MOVED, openapi_extra=KEYED)
def go_on(request: ApiRequest, id: str) -> HttpResponse:
    """The next thing in the basket: served on here, or back in the line with the first arrival."""
    by = officer_of(request)
    return post(request, lambda: ticket_out(actions.go_on(ticket_named(request, id), by=by, now=request.now)))


@router.post(
    "/tickets/{id}/errands",
    auth=officers,
    response={201: ErrandOut, POST_REFUSALS: Problem},
    openapi_extra=KEYED,
)
def add_errand(request: ApiRequest, id: str, wanted: ErrandWanted) -> HttpResponse:
    """One more thing the holder of the number came for."""
    by = officer_of(request)

    def effect() -> ErrandOut:
        wish = wish_of(wanted)
        errand = actions.add_errand(ticket_named(request, id), wish=wish, by=by, now=request.now)
        return ErrandOut(
            ticket=str(errand.ticket_id),
            position=errand.position,
            field=errand.field_id,
            procedure=errand.procedure_code or None,
            amount=errand.amount,
        )

    return post(request, effect, status=201)


@router.post("/tickets/{id}/notes", auth=officers, response=MOVED, openapi_extra=KEYED)
def note(request: ApiRequest, id: str, wanted: NoteWanted) -> HttpResponse:
    """For whoever serves the number next."""
    by = officer_of(request)
    return post(
        request,
        lambda: ticket_out(
            actions.write_note(ticket_named(request, id), text=wanted.text, by=by, now=request.now)
        ),
    )


def break_out(away: Break, counter: Counter) -> BreakOut:
    return BreakOut(
        counter=counter_id(counter.center.code, counter),
        reason=away.reason,
        begins_at=away.begins_at,
        until=away.until,
        ended_at=away.ended_at,
    )
