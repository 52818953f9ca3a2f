"""What follows a call: nobody came, serving, a hold, another place, the end."""

from datetime import datetime

from motcua.base.actions import action, part_of_action
from motcua.base.journal import record
from motcua.domain import queueing
from motcua.hall import moves
from motcua.hall.actions.presses import remember
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
    remember("ticket.serving", fresh, by=by, now=now)
    become(fresh, Ticket.State.SERVING, serving_at=now, officer=by)
    record("ticket.serving", fresh, by=by, at=now)
    return fresh


@action
def no_show(ticket: Ticket, *, by: Officer, now: datetime) -> Ticket:
    """Nobody came. The number keeps its place and is called some calls later; the third time ends it."""
    day = lock_hall(ticket.center, now)
    fresh = lock_at_counter(ticket, "miss", by, now)
    remember("ticket.missed", fresh, by=by, now=now)
    rules = rules_of(fresh.center)
    missed, returns = fresh.missed + 1, 0
    if missed >= rules.misses:
        become(fresh, Ticket.State.NO_SHOW, missed=missed, ended_at=_end(fresh, now))
    else:
        returns = queueing.return_after(day.made, calling_rules(rules))
        become(fresh, Ticket.State.WAITING, missed=missed, returns_at=returns, counter=None, officer=None)
    record(
        "ticket.missed",
        fresh,
        by=by,
        at=now,
        missed=missed,
        number=fresh.text,
        returns=returns,
        day=day.day,
    )
    return fresh


@action
def hold(ticket: Ticket, *, by: Officer, now: datetime, note: str = "") -> Ticket:
    """The visit pauses (a copy to fetch, a call to make) and the counter is free for the next one."""
    lock_hall(ticket.center, now)
    fresh = lock_at_counter(ticket, "hold", by, now)
    remember("ticket.held", fresh, by=by, now=now)
    become(fresh, Ticket.State.HELD, note=moves.check_note(note) or fresh.note)
    record("ticket.held", fresh, by=by, at=now)
    return fresh


@action
def resume(ticket: Ticket, *, by: Officer, now: datetime) -> Ticket:
    """Somebody on hold is ready: back in the line with the first arrival, before those who came later."""
    check_may_attend(ticket.center, by, now)
    lock_hall(ticket.center, now)
    fresh = lock_ticket(ticket, "resume")
    remember("ticket.resumed", fresh, by=by, now=now)
    become(fresh, Ticket.State.WAITING, lane=Ticket.Lane.COME_BACK, counter=None, officer=None, returns_at=0)
    record("ticket.resumed", fresh, by=by, at=now, lane=fresh.lane)
    return fresh


@action
def complete(ticket: Ticket, *, by: Officer, now: datetime, outcome: str = "") -> Ticket:
    """The visit ends, with what came of it (one of ``moves.OUTCOMES``, where the officer says it)."""
    if outcome:
        moves.check_reason(outcome, moves.OUTCOMES, field="outcome")
    lock_hall(ticket.center, now)
    fresh = lock_at_counter(ticket, "complete", by, now)
    remember("ticket.completed", fresh, by=by, now=now)
    become(fresh, Ticket.State.DONE, ended_at=_end(fresh, now), outcome=outcome, note="")
    record("ticket.completed", fresh, by=by, at=now, outcome=outcome)
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
    remember("ticket.voided", fresh, by=by, now=now)
    become(fresh, Ticket.State.VOID, ended_at=_end(fresh, now), note="")
    record("ticket.voided", fresh, by=by, at=now, reason=reason)
    return fresh


@action
def write_note(ticket: Ticket, *, text: str, by: Officer, now: datetime) -> Ticket:
    """A note for whoever serves this number next. It stays on the row; the journal knows only its length."""
    check_may_attend(ticket.center, by, now)
    note = moves.check_note(text)
    lock_hall(ticket.center, now)
    fresh = lock_ticket(ticket, "note")
    become(fresh, fresh.state, note=note)
    record("ticket.noted", fresh, by=by, at=now, length=len(note))
    return fresh


@part_of_action
def become(ticket: Ticket, state: str, **changes: object) -> None:
    ticket.state = state
    for name, value in changes.items():
        setattr(ticket, name, value)
    ticket.save(update_fields=["state", *changes])


def _end(ticket: Ticket, now: datetime) -> datetime:
    """Never before the beginning, also on a machine whose clock was set back in between."""
    return max(now, ticket.issued_at)
