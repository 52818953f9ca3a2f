"""Serving somebody who has no number: one is given and served at once, and the log says why."""

from datetime import datetime

from motcua.base.actions import action
from motcua.base.journal import record
from motcua.catalogue.models import Field
from motcua.hall import moves
from motcua.hall.actions.calling import call_facts, make_call
from motcua.hall.actions.issuing import issue
from motcua.hall.actions.presses import remember
from motcua.hall.actions.visits import start_serving
from motcua.hall.guards import check_calls_now, check_free, lock_duty
from motcua.hall.locking import lock_hall
from motcua.hall.models import Ticket
from motcua.people.models import Officer
from motcua.places.models import Counter

WITHOUT_TICKET = "without_ticket"
"""The kind of such a press, which is taken back by making the number void."""


@action
def serve_without_ticket(
    counter: Counter, *, field: Field, reason: str, by: Officer, now: datetime, procedure_code: str = ""
) -> Ticket:
    """A number for whoever stands at this free counter, called and served in the same moment, for one of
    ``moves.WITHOUT_TICKET``. Three events: the number, a call out of turn with its reason, the service."""
    moves.check_reason(reason, moves.WITHOUT_TICKET)
    day = lock_hall(counter.center, now)
    duty = lock_duty(counter, by, now)
    duty.counter = counter
    check_calls_now(duty, now)
    check_free(counter)
    ticket = issue(
        counter.center,
        field=field,
        procedure_code=procedure_code,
        source=Ticket.Source.STAFF,
        point=counter.point,
        by=by,
        now=now,
    )
    make_call(ticket, counter, day, by, now)
    record("ticket.called", ticket, by=by, at=now, **call_facts(ticket, counter, day), reason=reason)
    served = start_serving(ticket, by=by, now=now)
    remember(WITHOUT_TICKET, served, by=by, now=now)
    return served
