"""Calling: the next one in order, a given one with a reason, the same one again.

The hall is locked first (``hall.locking``), so that what happens in a center happens one after the other
and a day can be replayed from the journal; the state of the ticket is tested again in the update itself,
so that no number is ever called twice.
"""

from datetime import datetime

from motcua.base.actions import action, part_of_action
from motcua.base.journal import record
from motcua.domain import queueing
from motcua.hall import moves, queries
from motcua.hall.actions.drawing import draw_if_due
from motcua.hall.actions.presses import remember
from motcua.hall.guards import (
    check_calls_now,
    check_free,
    lock_at_counter,
    lock_duty,
    lock_ticket,
    somebody_was_first,
)
from motcua.hall.locking import lock_hall
from motcua.hall.models import HallDay, Ticket
from motcua.hall.rules import calling_rules, rules_of
from motcua.people.models import Officer
from motcua.places.models import Counter


@action
def call_next(counter: Counter, *, by: Officer, now: datetime) -> Ticket | None:
    """Call whoever's turn it is at this counter, or nobody (None) when nobody it serves is waiting."""
    day = lock_hall(counter.center, now)
    duty = lock_duty(counter, by, now)
    duty.counter = counter
    check_calls_now(duty, now)
    check_free(counter)
    settings = rules_of(counter.center)
    draw_if_due(counter.center, day, settings, by=by, now=now)
    rules = calling_rules(settings)
    turn = queueing.next_ticket(
        queries.candidates(duty, day.made, now, rules),
        queries.as_desk(duty),
        now=now,
        calls_made=day.made,
        rules=rules,
    )
    if turn is None:
        return None
    ticket = Ticket.objects.select_related("center__commune", "field").get(pk=turn.id)
    run = queueing.run_after(duty.favoured_run, turn, now, rules)
    remember("ticket.called", ticket, by=by, now=now, run_before=duty.favoured_run, favoured_run=run)
    make_call(ticket, counter, day, by, now)
    record("ticket.called", ticket, by=by, at=now, **call_facts(ticket, counter, day), reason="next")
    return ticket


@action
def call_ticket(ticket: Ticket, *, counter: Counter, reason: str, by: Officer, now: datetime) -> Ticket:
    """Call a given number out of turn; why is one of ``moves.CALL_REASONS`` and stays in the journal."""
    moves.check_reason(reason, moves.CALL_REASONS)
    day = lock_hall(counter.center, now)
    check_calls_now(lock_duty(counter, by, now), now)
    check_free(counter)
    fresh = lock_ticket(ticket, "call")
    if fresh.center_id != counter.center_id:
        raise somebody_was_first(fresh)
    remember("ticket.called", fresh, by=by, now=now)
    make_call(fresh, counter, day, by, now)
    record("ticket.called", fresh, by=by, at=now, **call_facts(fresh, counter, day), reason=reason)
    return fresh


@action
def recall(ticket: Ticket, *, by: Officer, now: datetime) -> Ticket:
    """Call the same number again: the display shows it as the newest once more."""
    lock_hall(ticket.center, now)
    fresh = lock_at_counter(ticket, "recall", by, now)
    remember("ticket.recalled", fresh, by=by, now=now)
    fresh.calls += 1
    fresh.called_at = now
    fresh.save(update_fields=["calls", "called_at"])
    record("ticket.recalled", fresh, by=by, at=now, calls=fresh.calls)
    return fresh


@part_of_action
def make_call(ticket: Ticket, counter: Counter, day: HallDay, by: Officer, now: datetime) -> None:
    """Give the ticket to the counter if its state is still the one that was read; else ``Conflict``.

    Who took the number from home and is called all the same stands in the hall.
    """
    changes = {
        "state": Ticket.State.CALLED,
        "counter": counter,
        "officer": by,
        "called_at": now,
        "calls": ticket.calls + 1,
        "serving_at": None,
        "ended_at": None,
        "returns_at": 0,
        "present_at": ticket.present_at or now,
    }
    if not Ticket.objects.filter(pk=ticket.pk, state=ticket.state).update(**changes):
        raise somebody_was_first(Ticket.objects.select_related("officer", "counter").get(pk=ticket.pk))
    for name, value in changes.items():
        setattr(ticket, name, value)
    day.made += 1
    HallDay.objects.filter(pk=day.pk).update(made=day.made)


def call_facts(ticket: Ticket, counter: Counter, day: HallDay) -> dict[str, str | int]:
    """What the journal says of a call: the number, the counter, which call of which day of the hall."""
    return {
        "number": ticket.text,
        "counter": counter.number,
        "call": day.made,
        "day": day.day.isoformat(),
    }
