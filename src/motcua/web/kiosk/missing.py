"""Somebody brings the paper that was missing: by the slip, the number or the dossier's code, in one scan.

On the same day the number of before is taken up again; on another day there is a new one in the lane of
those who come back, so that nobody queues twice for one dossier.
"""

import re
import uuid
from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from motcua.base.limits import check_rate
from motcua.domain import codes
from motcua.domain.refusal import NotFound, Refusal
from motcua.domain.states import State
from motcua.domain.words import Words
from motcua.dossiers.models import Dossier
from motcua.hall import actions, queries
from motcua.hall.actions.help import come_back as bring_list
from motcua.hall.daybreak import business_day
from motcua.hall.helping import CODE_LENGTH
from motcua.hall.models import Ticket
from motcua.places.models import Device
from motcua.web.kiosk.views import IDLE, back_after, on_paired
from motcua.web.requests import Request

LONGEST = 300
TRIES = 20
"""From one kiosk within ten minutes: nobody tries out other people's codes."""


@require_http_methods(["GET", "POST"])
@on_paired
def missing(request: Request, device: Device) -> HttpResponse:
    error: Refusal | None = None
    if request.method == "POST":
        check_rate("missing", str(device.pk), most=TRIES, within=timedelta(minutes=10), now=request.now)
        try:
            ticket = _taken_up(device, request)
        except Refusal as refusal:
            error = refusal
        else:
            return redirect("kiosk_number", device.center.code, ticket.token)
    context = {
        "center": device.center,
        "errors": [error] if error else [],
        "press": uuid.uuid4().hex,
        "error": error,
    }
    response = render(request, "kiosk/missing.html", context, status=error.status if error else 200)
    return back_after(response, device.center.code, IDLE)


def _taken_up(device: Device, request: Request) -> Ticket:
    typed = request.POST.get("code", "")[:LONGEST]
    listed = _written_list(typed)
    if listed:
        press = request.POST.get("press", "")[:40] or None
        return bring_list(listed, center=device.center, by=device, now=request.now, press=press)
    ticket, dossier = _found(device, typed, request)
    if ticket is not None and ticket.state in (Ticket.State.WAITING, Ticket.State.CALLED):
        return ticket  # nothing to take up: its page says how things stand
    if ticket is not None and _may_take_up(ticket, dossier):
        return actions.come_back(ticket, by=device, now=request.now)
    if dossier is None or dossier.state != State.SUPPLEMENT:
        raise _nothing_missing()
    procedure = dossier.revision.procedure
    press = request.POST.get("press", "")[:40]
    return actions.issue(
        device.center,
        field=procedure.field,
        procedure_code=procedure.code,
        dossier_code=dossier.code,
        lane=Ticket.Lane.COME_BACK,
        press=f"{press}:back" if press else None,
        by=device,
        now=request.now,
    )


def _may_take_up(ticket: Ticket, dossier: Dossier | None) -> bool:
    """On hold, or ended because a paper was missing: as the officer said, or as its dossier says."""
    if ticket.state == Ticket.State.HELD:
        return True
    asked = dossier is not None and dossier.state == State.SUPPLEMENT
    return ticket.state == Ticket.State.DONE and (asked or ticket.outcome == "supplement")


def _found(device: Device, text: str, request: Request) -> tuple[Ticket | None, Dossier | None]:
    """Today's number and the dossier behind what was scanned or typed: an address, a code, a number."""
    word = re.sub(r"\s", "", text.split("?")[0].rstrip("/").rpartition("/")[2])
    today = Ticket.objects.select_related("field", "center__commune").filter(
        center=device.center, day=business_day(device.center, request.now)
    )
    dossiers = Dossier.objects.select_related("revision__procedure__field", "ticket").filter(
        center=device.center
    )
    ticket = dossier = None
    token = _token(word)
    number = re.fullmatch(r"([A-Za-z])-?([0-9]{1,4})", word)
    if number and number[2].isascii():
        ticket = today.filter(series=number[1].upper(), number=int(number[2])).first()
    elif token:
        ticket = queries.by_token(token)
        ticket = ticket if ticket is not None and ticket.center_id == device.center_id else None
        dossier = None if ticket else dossiers.filter(token=token).first()
    else:
        dossier = dossiers.filter(code=word.upper()).first()
    if dossier is not None:
        ticket = today.filter(dossiers=dossier).first() or today.filter(dossier_code=dossier.code).first()
    elif ticket is not None:
        dossier = dossiers.filter(ticket=ticket, state=State.SUPPLEMENT).first()
    if ticket is None and dossier is None:
        raise _unknown()
    return ticket, dossier


def _written_list(text: str) -> str:
    """The code of a helper's written list, where that is what was scanned or typed; else nothing."""
    word = re.sub(r"\s", "", text.split("?")[0].rstrip("/").rpartition("/")[2])
    return word if len(word.replace("-", "")) == CODE_LENGTH and not codes.TICKET.fullmatch(word) else ""


def _token(word: str) -> str:
    try:
        return codes.read_token(word)
    except NotFound:
        return ""


def _unknown() -> NotFound:
    return NotFound(
        "nothing_found",
        Words(
            "Không tìm thấy số hay hồ sơ này tại Trung tâm. Hãy quét lại, hoặc hỏi bàn hỗ trợ.",
            "This number or dossier is not known here. Scan it again, or ask at the help desk.",
        ),
    )


def _nothing_missing() -> Refusal:
    return Refusal(
        "nothing_missing",
        Words(
            "Không có giấy tờ nào đang chờ bổ sung. Hãy lấy số mới, hoặc hỏi bàn hỗ trợ.",
            "No paper is awaited. Take a new number, or ask at the help desk.",
        ),
    )
