"""What is done with numbers: call, recall, serve, hold, move, end. Each press is one POST, one action."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from motcua.catalogue.models import Field
from motcua.domain import codes
from motcua.domain.refusal import Forbidden, Invalid, Refusal
from motcua.domain.words import Words
from motcua.hall import actions, moves, queries
from motcua.hall.models import Duty, Ticket
from motcua.hall.wishes import Wish
from motcua.web.counter import hall_desk
from motcua.web.counter.desks import Desk, at_center
from motcua.web.counter.said import beside, say, text

SHORT = re.compile(r"\s*([A-Za-z])[\s\-]*([0-9]{1,2})\s*")
"""A number as people say it, without its zeros."""


@dataclass(frozen=True)
class Act:
    """One thing that can be done with a number; ``given`` reads what it needs from the form."""

    do: Callable[..., object]
    done: Promise  # the sentence that confirms it, with %(number)s
    given: Callable[[HttpRequest, Desk], dict[str, Any]] = lambda request, desk: {}
    field: str = ""  # of the form, where the act needs one


def _somewhere(request: HttpRequest, desk: Desk) -> dict[str, Any]:
    """Another field, another receiving point or one counter; one of them is needed."""
    field, place = request.POST.get("field", ""), request.POST.get("place", "")
    chosen = field_of(field) if field else None
    kind, _, name = place[:60].partition(":")
    if (field and chosen is None) or not (chosen or place):
        raise Invalid(
            "field_missing",
            Words(vi="Chọn lĩnh vực để chuyển số sang.", en="Choose the field to move the number to."),
            field="field",
        )
    where: dict[str, Any] = {}
    if kind == "counter":
        counters = {str(row.number): row for row in desk.center.counters.select_related("point")}
        where = {"counter": counters.get(name)}
    elif kind == "point":
        points = {str(point.pk): point for point in desk.center.points.filter(closed_at__isnull=True)}
        where = {"point": points.get(name)} if name else {"point": desk.center}
    if place and not any(where.values()):
        raise Invalid(
            "place_unknown", Words("Chọn nơi chuyển trong danh sách.", "Choose a place from the list.")
        )
    return {"field": chosen, "note": request.POST.get("note", ""), **where}


def field_of(code: str) -> Field | None:
    return {field.code: field for field in Field.objects.all()}.get(code)


def _wish(request: HttpRequest, desk: Desk) -> dict[str, Any]:
    chosen, amount = field_of(request.POST.get("field", "")), request.POST.get("amount", "1")
    if chosen is None:
        raise Invalid("field_missing", Words("Chọn lĩnh vực.", "Choose a field."), field="field")
    known = amount.isascii() and amount.isdigit() and len(amount) <= len("200")
    return {"wish": Wish(chosen, amount=int(amount) if known else 0)}


def _reason(request: HttpRequest, desk: Desk) -> dict[str, Any]:
    return {"reason": request.POST.get("reason", "")}


def _outcome(request: HttpRequest, desk: Desk) -> dict[str, Any]:
    return {"outcome": request.POST.get("outcome", "")}


def _note(request: HttpRequest, desk: Desk) -> dict[str, Any]:
    return {"text": request.POST.get("note", "")}


ACTS = {
    "recalls": Act(actions.recall, gettext_lazy("Number %(number)s was called again.")),
    "services": Act(actions.start_serving, gettext_lazy("Serving number %(number)s.")),
    "no-shows": Act(actions.no_show, gettext_lazy("Nobody came for number %(number)s.")),
    "holds": Act(actions.hold, gettext_lazy("Number %(number)s is on hold; the counter is free.")),
    "resumptions": Act(actions.resume, gettext_lazy("Number %(number)s is back in the line.")),
    "transfers": Act(
        actions.transfer,
        gettext_lazy("Number %(number)s was moved and keeps its place."),
        _somewhere,
        "transfer",
    ),
    "continuations": Act(actions.go_on, gettext_lazy("Number %(number)s goes on with the next thing.")),
    "errands": Act(
        actions.add_errand, gettext_lazy("One more thing was added to number %(number)s."), _wish, "errand"
    ),
    "notes": Act(actions.write_note, gettext_lazy("The note on number %(number)s is kept."), _note, "note"),
    "completions": Act(
        actions.complete, gettext_lazy("The visit of number %(number)s has ended."), _outcome, "outcome"
    ),
    "voids": Act(actions.void, gettext_lazy("Number %(number)s is void."), _reason, "void"),
}


@require_POST
@at_center
def act(request: HttpRequest, desk: Desk, pk: UUID, noun: str) -> HttpResponse:
    """Do one of ``ACTS`` with a number of this center, and come back to the desk."""
    what = ACTS[noun]
    ticket = desk.find_ticket(pk)
    try:
        what.do(ticket, **what.given(request, desk), by=desk.officer, now=desk.now)
    except Forbidden:
        raise
    except Invalid as refusal:
        return _again(request, desk, {what.field: text(refusal.words)}, refusal)
    except Refusal as refusal:
        say(request, refusal)
        return redirect("counter")
    messages.success(request, str(what.done) % {"number": ticket.text})
    return redirect("counter")


@require_POST
@at_center
def call(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Call the next person; or the number that was typed, with a reason."""
    if desk.duty is None:
        messages.warning(request, _("Your counter is not open. Open it first, then call."))
        return redirect("counter_opening")
    if "number" in request.POST:
        return _call_typed(request, desk, desk.duty)
    try:
        ticket = actions.call_next(desk.duty.counter, by=desk.officer, now=desk.now)
    except Forbidden:
        raise
    except Refusal as refusal:
        say(request, refusal)
        return redirect("counter")
    if ticket is None:
        messages.info(request, _("Nobody is waiting for the fields of this counter."))
    return redirect("counter")


def _call_typed(request: HttpRequest, desk: Desk, duty: Duty) -> HttpResponse:
    number, reason = request.POST["number"], request.POST.get("reason", "")
    errors: dict[str, str] = {}
    with beside("number", errors):
        ticket = typed_number(number, desk)
    with beside("reason", errors):
        moves.check_reason(reason, moves.CALL_REASONS)
    if errors:
        typed = {"number": number, "reason": reason}
        return hall_desk.page(request, desk, errors=errors, typed=typed, status=Invalid.status)
    try:
        actions.call_ticket(ticket, counter=duty.counter, reason=reason, by=desk.officer, now=desk.now)
    except Forbidden:
        raise
    except Refusal as refusal:
        say(request, refusal)
    return redirect("counter")


def typed_number(typed: str, desk: Desk) -> Ticket:
    """The number of today as somebody typed it: "a 15" is A015."""
    short = SHORT.fullmatch(typed[:20])
    whole = f"{short[1]}{int(short[2]):03d}" if short else typed[:20]
    series, number = codes.parse_ticket_number(whole, "number")
    found = queries.live(desk.center, desk.now).filter(series=series, number=number)
    ticket = found.order_by("-issued_at").first()
    if ticket is None:
        words = Words(
            vi=f"Hôm nay không có số {codes.ticket_number(series, number)}.",
            en=f"There is no number {codes.ticket_number(series, number)} today.",
        )
        raise Invalid("no_such_number", words, field="number")
    return ticket


def _again(request: HttpRequest, desk: Desk, errors: dict[str, str], refusal: Refusal) -> HttpResponse:
    """The desk with the sentence beside the field that was wrong."""
    if desk.duty is None:
        say(request, refusal)
        return redirect("counter")
    return hall_desk.page(request, desk, errors=errors, status=refusal.status)
