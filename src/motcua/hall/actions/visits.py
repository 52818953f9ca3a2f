"""What follows a call: nobody came, serving, a hold, another field, the end."""

from datetime import datetime

from motcua.base.actions import action
from motcua.base.journal import record
from motcua.catalogue.models import Field
from motcua.domain import queueing
from motcua.domain.refusal import Invalid
from motcua.domain.words import Words
from motcua.hall import moves
from motcua.hall.guards import check_may_attend, lock_at_counter, lock_duty, lock_ticket
from motcua.hall.locking import lock_hall
from motcua.hall.models import Ticket
from motcua.hall.rules import calling_rules, rules_of
from motcua.people.models import Officer


@action
def start_serving(ticket: Ticket, *, by: Officer, now: datetime) -> Ticket:
    """The person stands at the counter."""
    lock_hall(ticket.center, now)
    fresh = lock_at_counter(ticket, "serve", by, now)
    _become(fresh, Ticket.State.SERVING, serving_at=now, officer=by)
    record("ticket.serving", fresh, by=by, at=now)
    return fresh


@action
def no_show(ticket: Ticket, *, by: Officer, now: datetime) -> Ticket:
    """Nobody came. The number keeps its place and is called some calls later; the third time ends it."""
    day = lock_hall(ticket.center, now)
    fresh = lock_at_counter(ticket, "miss", by, now)
    rules = rules_of(fresh.center)
    missed = fresh.missed + 1
    if missed >= rules.misses:
        _become(fresh, Ticket.State.NO_SHOW, missed=missed, ended_at=_end(fresh, now))
    else:
        back = queueing.return_after(day.made, calling_rules(rules))
        _become(fresh, Ticket.State.WAITING, missed=missed, returns_at=back, counter=None, officer=None)
    record("ticket.missed", fresh, by=by, at=now, missed=missed)
    return fresh


@action
def hold(ticket: Ticket, *, by: Officer, now: datetime) -> Ticket:
    """The visit pauses (a copy to fetch, a call to make) and the counter is free for the next one."""
    lock_hall(ticket.center, now)
    fresh = lock_at_counter(ticket, "hold", by, now)
    _become(fresh, Ticket.State.HELD)
    record("ticket.held", fresh, by=by, at=now)
    return fresh


@action
def resume(ticket: Ticket, *, by: Officer, now: datetime) -> Ticket:
    """Somebody on hold is ready: back in the line with the first arrival, before those who came later."""
    check_may_attend(ticket.center, by, now)
    lock_hall(ticket.center, now)
    fresh = lock_ticket(ticket, "resume")
    _become(fresh, Ticket.State.WAITING, lane=Ticket.Lane.COME_BACK, counter=None, officer=None, returns_at=0)
    record("ticket.resumed", fresh, by=by, at=now)
    return fresh


@action
def transfer(ticket: Ticket, *, field: Field, by: Officer, now: datetime) -> Ticket:
    """To another field, with the same number and the first arrival, so that nobody queues twice."""
    lock_hall(ticket.center, now)
    fresh = lock_at_counter(ticket, "transfer", by, now)
    if fresh.field_id == field.code:
        raise Invalid(
            "same_field",
            Words(
                "Số này đang ở đúng lĩnh vực đó. Chọn lĩnh vực khác.", "It is in that field. Choose another."
            ),
            field="field",
        )
    _become(
        fresh,
        Ticket.State.WAITING,
        field=field,
        counter=None,
        officer=None,
        serving_at=None,
        returns_at=0,
    )
    record("ticket.transferred", fresh, by=by, at=now, field=field.code)
    return fresh


@action
def complete(ticket: Ticket, *, by: Officer, now: datetime) -> Ticket:
    """The visit ends."""
    lock_hall(ticket.center, now)
    fresh = lock_at_counter(ticket, "complete", by, now)
    _become(fresh, Ticket.State.DONE, ended_at=_end(fresh, now))
    record("ticket.completed", fresh, by=by, at=now)
    return fresh


@action
def void(ticket: Ticket, *, reason: str, by: Officer, now: datetime) -> Ticket:
    """The number no longer counts, for one of ``moves.VOID_REASONS``; the row stays."""
    check_may_attend(ticket.center, by, now)
    moves.check_reason(reason, moves.VOID_REASONS)
    lock_hall(ticket.center, now)
    fresh = lock_ticket(ticket, "void")
    if fresh.state in moves.AT_COUNTER and fresh.counter is not None:
        lock_duty(fresh.counter, by, now)
    _become(fresh, Ticket.State.VOID, ended_at=_end(fresh, now))
    record("ticket.voided", fresh, by=by, at=now, reason=reason)
    return fresh


def _become(ticket: Ticket, state: str, **changes: object) -> None:
    ticket.state = state
    for name, value in changes.items():
        setattr(ticket, name, value)
    ticket.save(update_fields=["state", *changes])


def _end(ticket: Ticket, now: datetime) -> datetime:
    """Never before the beginning, also on a machine whose clock was set back in between."""
    return max(now, ticket.issued_at)
