"""The desk's first page: who waits, who is here, and the one button."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRedirect

from motcua.catalogue.models import Field, Procedure
from motcua.domain.day_words import length_words
from motcua.domain.queueing import Lane, Priority, Skill
from motcua.domain.queueing_words import SKILL_NAMES
from motcua.domain.words import Words
from motcua.dossiers.models import Dossier
from motcua.hall import moves, queries
from motcua.hall.actions.replacing import REPLACE_REASONS
from motcua.hall.actions.undo import can_still
from motcua.hall.models import Ticket
from motcua.hall.printers import REPRINT_REASONS
from motcua.web.counter.desks import Desk, at_center
from motcua.web.requests import OfficerRequest

SHOWN = 8
"""So many of those who come next are listed."""
BREAK_LENGTHS = (5, 10, 15, 30, 60)
"""Minutes until one is back, as offered."""
WRONG_FIELD = "wrong_field"
SLIP_REASONS = REPRINT_REASONS | {WRONG_FIELD: REPLACE_REASONS[WRONG_FIELD]}
PRESSES = {
    "ticket.issued": Words("cấp số", "giving the number"),
    "ticket.called": Words("gọi số", "the call"),
    "ticket.recalled": Words("gọi lại", "calling again"),
    "ticket.serving": Words("bắt đầu phục vụ", "the start of serving"),
    "ticket.missed": Words("ghi vắng mặt", "“nobody came”"),
    "ticket.held": Words("tạm dừng", "the hold"),
    "ticket.resumed": Words("đưa trở lại hàng chờ", "the return to the line"),
    "ticket.transferred": Words("chuyển số", "the move"),
    "ticket.continued": Words("chuyển sang việc tiếp theo", "going on to the next thing"),
    "ticket.completed": Words("kết thúc lượt", "the end of the visit"),
    "ticket.voided": Words("hủy số", "making it void"),
    "without_ticket": Words("phục vụ không lấy số", "serving without a number"),
}
LANES = {
    Lane.COME_BACK: Words(vi="Quay lại bổ sung", en="Back with what was missing"),
    Lane.RESULT: Words(vi="Nhận kết quả", en="To collect a result"),
}


@never_cache
@require_safe
@at_center
def desk(request: OfficerRequest, desk: Desk) -> HttpResponse:
    """The desk; htmx asks for the queue alone, which is a part of the whole page."""
    if desk.duty is None:
        return HttpResponseClientRedirect(request.path) if request.htmx else redirect("counter_opening")
    if request.htmx:
        return render(request, "counter/queue.html", waiting(desk) | {"desk": desk})
    return page(request, desk)


def page(
    request: HttpRequest,
    desk: Desk,
    *,
    errors: dict[str, str] | None = None,
    typed: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole page; ``errors`` has a sentence for each field that was wrong, ``typed`` what stands in the
    form that was sent."""
    context = waiting(desk) | {
        "desk": desk,
        "center": desk.center,
        "tab": "desk",
        "here": _here(desk.ticket, desk) if desk.ticket else None,
        "procedure": _procedure(desk.ticket),
        "received": _received(desk.ticket),
        "fields": Field.objects.all(),
        "places": _places(desk) if desk.ticket else [],
        "points": desk.center.points.filter(closed_at__isnull=True) if desk.ticket else [],
        "void_reasons": moves.VOID_REASONS,
        "call_reasons": moves.CALL_REASONS,
        "outcomes": moves.OUTCOMES,
        "walk_in_reasons": moves.WITHOUT_TICKET,
        "break_reasons": moves.BREAK_REASONS,
        "break_lengths": BREAK_LENGTHS,
        "slip_reasons": SLIP_REASONS,
        "undo": _undo(desk),
        "errors": errors or {},
        "typed": typed or {},
        "summary": [{"field": name, "text": words} for name, words in (errors or {}).items()],
    }
    return render(request, "counter/desk.html", context, status=status)


def _places(desk: Desk) -> list[queries.AtCounter]:
    """The other counters that are open now."""
    here = desk.duty.counter_id if desk.duty else None
    return [row for row in queries.counters(desk.center) if row.duty and row.counter.pk != here]


def _undo(desk: Desk) -> dict[str, Any] | None:
    """The last press, while it can still be taken back, with what it was."""
    press = desk.duty.last_press if desk.duty else None
    if press is None or not can_still(press, desk.now):
        return None
    return {"number": press["number"], "words": PRESSES.get(press["kind"])}


def waiting(desk: Desk) -> dict[str, Any]:
    """The queue at a glance: how many for which field, who comes next here, who is on hold."""
    assert desk.duty is not None  # noqa: S101 - asked only at an open counter
    lines = queries.waiting_by_field(desk.center, desk.now)
    served = set(desk.duty.fields)
    held = queries.live(desk.center, desk.now).filter(state=Ticket.State.HELD).select_related("field")
    return {
        "lines": [(line, not served or line.field.code in served) for line in lines],
        "total": sum(line.waiting for line in lines),
        "favoured": queries.in_line(desk.center, desk.now).exclude(priority="").count(),
        "coming": [described(ticket, desk) for ticket in queries.in_order(desk.duty, desk.now, SHOWN)],
        "held": [described(ticket, desk) for ticket in held.order_by("queued_at")],
    }


def described(ticket: Ticket, desk: Desk) -> dict[str, Any]:
    """A number with what the officer says about it: how long it waited, why it goes first."""
    until = ticket.called_at if ticket.state in moves.AT_COUNTER and ticket.called_at else desk.now
    return {
        "ticket": ticket,
        "waited": length_words(max(until - ticket.queued_at, timedelta())),
        "priority": Priority(ticket.priority).words if ticket.priority else None,
        "lane": LANES.get(Lane(ticket.lane)),
        "passed_over": ticket.missed > 0,
        "needs": [SKILL_NAMES[Skill(code)] for code in ticket.needs],
    }


def _here(ticket: Ticket, desk: Desk) -> dict[str, Any]:
    """The number at the counter, with what else its holder came for."""
    further = [errand for errand in ticket.errands.all() if errand.begun_at is None]
    return described(ticket, desk) | {"further": further}


def _procedure(ticket: Ticket | None) -> Procedure | None:
    if ticket is None or not ticket.procedure_code:
        return None
    return Procedure.objects.filter(code=ticket.procedure_code).first()


def _received(ticket: Ticket | None) -> list[Dossier]:
    """What was received in this visit so far."""
    if ticket is None:
        return []
    return list(Dossier.objects.filter(ticket=ticket).select_related("revision__procedure").order_by("code"))
