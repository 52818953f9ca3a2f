"""The slip of a number that staff give or replace: out of the printer for staff, where there is one."""

from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.domain.codes import spaced_token
from motcua.domain.refusal import Refusal
from motcua.hall import actions
from motcua.hall.models import Ticket
from motcua.hall.printers import staff_printer
from motcua.people.models import Officer


def link_of(request: HttpRequest, ticket: Ticket) -> str:
    """What the QR on the slip opens."""
    return request.build_absolute_uri(reverse("ticket", args=[ticket.token]))


def print_given(request: HttpRequest, ticket: Ticket, *, by: Officer, now: datetime) -> str:
    """Queue the first slip, once however often it is asked for; what to tell the person who waits for it.

    In Vietnamese, as nobody knows which language they read. The number stands whatever happens here.
    """
    printer = staff_printer(ticket.center)
    if printer is not None:
        try:
            actions.print_ticket(ticket, printer=printer, link=link_of(request, ticket), by=by, now=now)
        except Refusal:  # the printer was taken out of use this moment
            printer = None
    if printer is not None:
        return _("The slip comes out at: %(printer)s.") % {"printer": printer.name}
    code = spaced_token(ticket.token)
    return _("No slip is printed: tell the person the number. Follow code: %(code)s") % {"code": code}
