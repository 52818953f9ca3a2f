"""The hall: numbers, calls, counters, and what becomes of a number.

``{counter}`` is the center's code and the number on the wall, as in ``17791-3``. A number of another
commune is answered 404.
"""

import re
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from ninja import Router

from motcua.api.auth import ApiRequest, Bearer, officer_of
from motcua.api.hall_schemas import (
    CallWanted,
    CounterOpening,
    DutyOut,
    HallOut,
    NumberGiven,
    NumberWanted,
    TicketOut,
    Transfer,
    VisitEnding,
    Voiding,
    duty_out,
    hall_out,
    number_given,
    ticket_out,
)
from motcua.api.idempotent import PARAMETER, get, post
from motcua.api.number_extras import extras
from motcua.api.shapes import POST_REFUSALS, READ_REFUSALS, Problem
from motcua.catalogue.models import Field, Procedure
from motcua.domain import codes
from motcua.domain.refusal import Forbidden, Invalid, NotFound
from motcua.domain.words import Words
from motcua.dossiers.models import PROVINCE_ROLES, Dossier
from motcua.hall import actions, queries
from motcua.hall.guards import check_may_attend
from motcua.hall.models import Ticket
from motcua.people.models import Officer
from motcua.places.hours import business_date
from motcua.places.models import Center, Counter, Device
from motcua.places.queries import center_of

router = Router(tags=["hall"])
officers = Bearer("hall")
KEYED = {"parameters": [PARAMETER]}
COUNTER = re.compile(r"([0-9]{5})-([0-9]{1,3})")


@router.post(
    "/centers/{center}/tickets",
    auth=Bearer("hall", Device.Kind.KIOSK),
    response={201: NumberGiven, POST_REFUSALS: Problem},
    openapi_extra=KEYED,
    summary="Take a number",
)
def issue(request: ApiRequest, center: str, wanted: NumberWanted) -> HttpResponse:
    """A kiosk for its own center, or an officer who receives people there."""
    place = _here(request, center)
    _check_may_issue(request, place)

    def effect() -> NumberGiven:
        field, procedure = _purpose(wanted, place)
        ticket = actions.issue(
            place,
            field=field,
            procedure_code=procedure,
            dossier_code=wanted.dossier,
            priority=wanted.priority,
            source=Ticket.Source.API if isinstance(request.auth, Officer) else Ticket.Source.KIOSK,
            **extras(wanted, place),
            by=request.auth,
            now=request.now,
        )
        return number_given(queries.standing(ticket, queries.floor(place, request.now)))

    return post(request, effect, status=201)


@router.get(
    "/centers/{center}/hall",
    auth=Bearer("hall", Device.Kind.KIOSK, Device.Kind.DISPLAY),
    response={200: HallOut, READ_REFUSALS: Problem},
    summary="The hall now",
)
def hall(request: ApiRequest, center: str) -> HttpResponse:
    """Counters, who waits for what, the latest calls. For the center's own people and the province."""
    place = _here(request, center)
    _check_may_watch(request, place)
    return get(hall_out(place, queries.counters(place), queries.board(place, request.now)))


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


MOVED = {200: TicketOut, POST_REFUSALS: Problem}


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


def _here(request: ApiRequest, code: str) -> Center:
    """The center by its commune's code; a device's own was read with its token."""
    if isinstance(request.auth, Device) and request.auth.center.code == code:
        return request.auth.center
    return center_of(code if codes.COMMUNE.fullmatch(code) else "")


def counter_named(text: str) -> Counter:
    match = COUNTER.fullmatch(text)
    found = Counter.objects.select_related("center__commune")
    counter = found.filter(center__commune=match[1], number=int(match[2])).first() if match else None
    if counter is None:
        raise NotFound(
            "no_counter",
            Words(
                "Không có quầy này; mã quầy gồm mã xã và số quầy, như 17791-3.",
                "There is no such counter; it is named by commune and number, as in 17791-3.",
            ),
        )
    return counter


def ticket_named(request: ApiRequest, id: str | UUID) -> Ticket:
    """A number of the officer's own commune."""
    try:
        key = UUID(str(id))
    except ValueError:
        raise _no_ticket() from None
    posts = officer_of(request).posts_on(business_date(request.now))
    mine = (Ticket.objects.visible_to(post.unit.commune_id) for post in posts)
    tickets = reduce(or_, mine, Ticket.objects.none())
    ticket = tickets.select_related("center__commune").filter(pk=key).first()
    if ticket is None:
        raise _no_ticket()
    return ticket


def _no_ticket() -> NotFound:
    return NotFound("no_ticket", Words("Không có số thứ tự này.", "There is no such number."))


def _check_may_issue(request: ApiRequest, center: Center) -> None:
    if isinstance(request.auth, Officer):
        check_may_attend(center, request.auth, request.now)
    elif request.auth.center_id != center.pk:
        raise _another_center()


def _check_may_watch(request: ApiRequest, center: Center) -> None:
    if isinstance(request.auth, Device):
        if request.auth.center_id != center.pk:
            raise _another_center()
        return
    posts = request.auth.posts_on(business_date(request.now))
    if not any(post.unit.commune_id == center.code or post.role in PROVINCE_ROLES for post in posts):
        raise _another_center()


def _another_center() -> Forbidden:
    return Forbidden(
        "another_center",
        Words("Bạn không thuộc Trung tâm này.", "You do not belong to this center."),
    )


def _purpose(wanted: NumberWanted, center: Center) -> tuple[Field, str]:
    """The field the person queues for, and the procedure if they named one."""
    if wanted.dossier:
        known = Dossier.objects.select_related("revision__procedure__field").filter(center=center)
        dossier = known.filter(code=wanted.dossier).first()
        if dossier is None:
            raise Invalid(
                "no_dossier",
                Words("Trung tâm không có hồ sơ này.", "The center has no such dossier."),
                field="dossier",
            )
        if not wanted.field and not wanted.procedure:
            return dossier.revision.procedure.field, dossier.revision.procedure.code
    if not wanted.procedure:
        return field_named(wanted.field), ""
    procedure = Procedure.objects.select_related("field").filter(code=wanted.procedure).first()
    if procedure is None:
        raise Invalid(
            "unknown_procedure",
            Words("Không có thủ tục này.", "There is no such procedure."),
            field="procedure",
        )
    if wanted.field and wanted.field != procedure.field_id:
        raise Invalid(
            "field_of_another_procedure",
            Words(
                f"Thủ tục này thuộc lĩnh vực {procedure.field_id}.",
                f"This procedure belongs to the field {procedure.field_id}.",
            ),
            field="field",
        )
    return procedure.field, procedure.code


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


def field_named(code: str) -> Field:
    field = Field.objects.filter(code=code).first()
    if field is None:
        known = ", ".join(Field.objects.values_list("code", flat=True))
        raise Invalid(
            "field_unknown",
            Words(f"Chọn một lĩnh vực: {known}.", f"Choose a field: {known}."),
            field="field",
        )
    return field
