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
        "counter.opened": "An officer opened a counter",
        "counter.closed": "A counter was closed",
    }
)
