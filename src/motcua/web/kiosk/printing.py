"""A kiosk with a printer of its own: the slip is queued with the number, and the page says how it goes.

A kiosk without one prints as its browser can, as before.
"""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language

from motcua.domain.refusal import Refusal
from motcua.hall import actions
from motcua.hall.models import Printer, PrintJob, Ticket
from motcua.hall.printers import is_open, last_print
from motcua.places.models import Device
from motcua.web.requests import Request

PRINTING, PRINTED, NOT_PRINTED = "printing", "printed", "not_printed"


def print_slip(request: Request, device: Device, printer: Printer | None, ticket: Ticket) -> None:
    """Queue the slip, once however often the same press arrives. The number stands whatever happens here."""
    if printer is None:
        return
    link = request.build_absolute_uri(reverse("ticket", args=[ticket.token]))
    language = (get_language() or "vi")[:2]
    try:
        actions.print_ticket(
            ticket, printer=printer, link=link, language=language, by=device, now=request.now
        )
    except Refusal:  # the printer was taken out of use this moment: the page says that nothing comes
        return


def slip_state(printer: Printer | None, ticket: Ticket, now: datetime) -> str:
    """Empty where this kiosk has no printer: then its browser prints.

    A printer known to be in trouble is not waited for; what nobody knows counts as not printed here, since
    the person sees by themselves whether paper came.
    """
    if printer is None:
        return ""
    job = last_print(ticket)
    if job is not None and job.state == PrintJob.State.CONFIRMED:
        return PRINTED
    troubled = printer.heard_at is not None and printer.state_at(now) not in ("ready", "paper_low", "unknown")
    if job is None or not is_open(job, now) or (troubled and job.state == PrintJob.State.QUEUED):
        return NOT_PRINTED
    return PRINTING
