"""What can happen in the hall."""

from motcua.base.journal import declare

EVENTS = declare(
    {
        "ticket.issued": "A number was given",
        "ticket.called": "A number was called to a counter",
        "ticket.recalled": "A number was called again",
        "ticket.missed": "Nobody came at the call",
        "ticket.serving": "Serving began",
        "ticket.held": "A visit was put on hold",
        "ticket.resumed": "Somebody on hold is back in the line",
        "ticket.transferred": "A number was moved to another field, keeping its time of arrival",
        "ticket.completed": "A visit ended",
        "ticket.voided": "A number was made void",
        "numbers.leased": "Blocks of numbers were lent to a kiosk for hours without the server",
        "counter.opened": "An officer opened a counter",
        "counter.closed": "A counter was closed",
        "printer.added": "A printer of the center was entered",
        "printer.changed": "What is entered of a printer was changed",
        "printer.removed": "A printer was taken out of use",
        "printer.assigned": "A kiosk was given the printer at which its slips come out",
        "printer.state": "A printer's state changed, as its print agent saw it",
        "print.queued": "A slip was queued for printing",
        "print.sent": "A print agent took a slip; from now on it may be on paper",
        "print.ended": "What became of a slip: confirmed, unknown, failed, or back in the queue unsent",
    }
)
