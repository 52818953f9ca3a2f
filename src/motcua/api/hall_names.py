"""What the hall's addresses name: a counter, a number, a field. ``{counter}`` is the center's code and the
number on the wall, as in ``17791-3``; a number of another commune is answered 404."""

import re
from functools import reduce
from operator import or_
from uuid import UUID

from motcua.api.auth import ApiRequest, Bearer, officer_of
from motcua.api.hall_schemas import TicketOut
from motcua.api.idempotent import PARAMETER
from motcua.api.shapes import POST_REFUSALS, Problem
from motcua.catalogue.models import Field
from motcua.domain.refusal import Invalid, NotFound
from motcua.domain.words import Words
from motcua.hall.models import Ticket
from motcua.places.hours import business_date
from motcua.places.models import Counter

officers = Bearer("hall")
KEYED = {"parameters": [PARAMETER]}
MOVED = {200: TicketOut, POST_REFUSALS: Problem}
COUNTER = re.compile(r"([0-9]{5})-([0-9]{1,3})")


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
