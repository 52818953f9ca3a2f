"""The helpers' first page: where people wait longest, who they are by number, and finding one."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.domain import codes
from motcua.domain.day_words import length_words
from motcua.domain.queueing import Lane, Priority
from motcua.domain.refusal import Invalid, NotFound, Refusal
from motcua.domain.words import Words
from motcua.hall import appointment_search, forecasts, helping, queries
from motcua.hall.actions.help import come_back
from motcua.hall.appointments import CODE_LENGTH
from motcua.hall.loads_seen import by_field
from motcua.hall.models import Ticket
from motcua.hall.rules import rules_of
from motcua.web.requests import OfficerRequest
from motcua.web.said import say, sentence
from motcua.web.support.helpers import Helper, at_desk

SHOWN = 40
"""So many of those who wait longest can be touched; the others are found by their number."""
SHORT = re.compile(r"\s*([A-Za-z])[\s\-]*([0-9]{1,3})\s*")
LANES = {
    Lane.COME_BACK: Words(vi="Quay lại bổ sung", en="Back with what was missing"),
    Lane.RESULT: Words(vi="Nhận kết quả", en="To collect a result"),
}
LINK = re.compile(r"/(?:t|papers|appointment)/([0-9A-Za-z]+)")
"""What a scanner types: the address behind the QR of a number, of a written list or of an appointment."""


@never_cache
@require_safe
@at_desk
def desk(request: OfficerRequest, helper: Helper) -> HttpResponse:
    """The desk; htmx asks for the line alone, which is a part of the whole page."""
    if request.htmx:
        return render(request, "support/line.html", line(helper))
    return page(request, helper)


@require_POST
@at_desk
def find(request: HttpRequest, helper: Helper) -> HttpResponse:
    """A number as typed ("a 15"), or what a scanner read from the QR of a number, a list, an appointment."""
    typed = request.POST.get("q", "")[:300].replace("\x00", "")
    try:
        return _found(typed, helper)
    except Refusal as refusal:
        return page(request, helper, q=typed, error=sentence(refusal), status=422)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def brought(request: HttpRequest, helper: Helper, code: str) -> HttpResponse:
    """A written list is here again: what was missing, and the way back into the line."""
    check = helping.by_code(code)
    if check.center_id != helper.center.pk:
        raise NotFound("list_unknown", Words("Không có phiếu nào mang mã này.", "No list has this code."))
    if request.method == "POST":
        try:
            ticket = come_back(check.code, center=helper.center, by=helper.officer, now=helper.now)
        except Refusal as refusal:
            say(request, refusal)
            return redirect("support_list", check.code)
        return redirect("support_number", ticket.pk)
    context = {"helper": helper, "center": helper.center, "check": check, "lines": check.lines.all()}
    return render(request, "support/brought.html", context)


def page(
    request: HttpRequest, helper: Helper, *, q: str = "", error: str = "", status: int = 200
) -> HttpResponse:
    context = line(helper) | {
        "q": q,
        "error": error,
        "errors": [{"field": "q", "text": error}] if error else [],
    }
    return render(request, "support/desk.html", context, status=status)


def line(helper: Helper) -> dict[str, Any]:
    """Everybody who waits, the longest first, and the fields; a constant number of statements."""
    now, limit = helper.now, rules_of(helper.center).wait_limit_minutes
    fields = helping.lines(helper.center, now)
    told = {load.field.pk: load.wait for load in by_field(helper.center, now)}
    return {
        "helper": helper,
        "tab": "support",
        "center": helper.center,
        "fields": [
            {
                "field": row.field,
                "waiting": row.waiting,
                "longest": length_words(now - row.since) if row.since else None,
                "is_long": row.since is not None and now - row.since > timedelta(minutes=limit),
                "wait": told.get(row.field.pk),
            }
            for row in fields
        ],
        "total": sum(row.waiting for row in fields),
        "waiting": [described(ticket, helper) for ticket in helping.waiting(helper.center, now, SHOWN)],
        "held": [described(ticket, helper) for ticket in helping.held(helper.center, now)],
        "helped": helping.helped_now(helper.center, now),
        "limit": limit,
        "over": {row.field.pk for row in fields if row.since and now - row.since > timedelta(minutes=limit)},
        "warnings": forecasts.warnings(helper.center, now),
    }


def described(ticket: Ticket, helper: Helper) -> dict[str, Any]:
    """A number with what matters at a glance."""
    return {
        "ticket": ticket,
        "waited": length_words(max(helper.now - helping.since(ticket), timedelta())),
        "priority": Priority(ticket.priority).words if ticket.priority else None,
        "lane": LANES.get(Lane(ticket.lane)),
    }


def _found(typed: str, helper: Helper) -> HttpResponse:
    link = LINK.search(typed)
    code = re.sub(r"[\s\-]", "", link[1] if link else typed)
    if len(code) == helping.CODE_LENGTH and not codes.TICKET.fullmatch(code.upper()):
        return redirect("support_list", helping.by_code(code).code)
    if len(code) == codes.TOKEN_LENGTH:
        ticket = queries.by_token(codes.read_token(code))
        if ticket is not None and ticket.center_id == helper.center.pk:
            return redirect("support_number", ticket.pk)
        if (booked := _appointment(code, helper)) is not None:
            return booked
        raise NotFound("token_unknown", Words("Không có số nào ứng với mã này.", "No number has this code."))
    if len(code) == CODE_LENGTH and (booked := _appointment(code, helper)) is not None:
        return booked
    return redirect("support_number", _typed(typed, helper))


def _appointment(code: str, helper: Helper) -> HttpResponse | None:
    """Who has one shows its code or its QR here as at the machine."""
    try:
        first = appointment_search.found(helper.center, code, helper.day)[0]
    except Invalid:
        return None
    return redirect("counter_appointment", first.pk)


def _typed(typed: str, helper: Helper) -> UUID:
    short = SHORT.fullmatch(typed[:20])
    if short is None:
        raise Invalid("ticket_number", Words("Gõ số như A15.", "Type the number, such as A15."), field="q")
    series, number = codes.parse_ticket_number(f"{short[1].upper()}{int(short[2]):03d}", "q")
    found = queries.live(helper.center, helper.now).filter(series=series, number=number)
    pk = found.order_by("-issued_at").values_list("pk", flat=True).first()
    if pk is None:
        text = codes.ticket_number(series, number)
        words = Words(vi=f"Hôm nay không có số {text}.", en=f"There is no number {text} today.")
        raise Invalid("no_such_number", words, field="q")
    return pk
