"""Calling: the next one in order, a given one with a reason, the same one again.

The hall is locked first (``hall.locking``), so that what happens in a center happens one after the other
and a day can be replayed from the journal; the state of the ticket is tested again in the update itself,
so that no number is ever called twice.
"""

from datetime import datetime

from motcua.base.actions import action
from motcua.base.journal import record
from motcua.domain import queueing
from motcua.domain.refusal import Conflict
from motcua.domain.words import Words
from motcua.domain.workdays import local
from motcua.hall import moves, queries
from motcua.hall.guards import lock_at_counter, lock_duty, lock_ticket, somebody_was_first
from motcua.hall.locking import lock_hall
from motcua.hall.models import Duty, HallDay, Ticket
from motcua.hall.rules import calling_rules, rules_of
from motcua.people.models import Officer
from motcua.places.models import Counter


@action
def call_next(counter: Counter, *, by: Officer, now: datetime) -> Ticket | None:
    """Call whoever's turn it is at this counter, or nobody (None) when nobody it serves is waiting."""
    day = lock_hall(counter.center, now)
    duty = lock_duty(counter, by, now)
    duty.counter = counter
    _check_free(counter)
    rules = calling_rules(rules_of(counter.center))
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
    _call(ticket, counter, day, by, now)
    duty.favoured_run = queueing.run_after(duty.favoured_run, turn, now, rules)
    Duty.objects.filter(pk=duty.pk).update(favoured_run=duty.favoured_run)
    record("ticket.called", ticket, by=by, at=now, **_facts(ticket, counter, day), reason="next")
    return ticket


@action
def call_ticket(ticket: Ticket, *, counter: Counter, reason: str, by: Officer, now: datetime) -> Ticket:
    """Call a given number out of turn; why is one of ``moves.CALL_REASONS`` and stays in the journal."""
    moves.check_reason(reason, moves.CALL_REASONS)
    day = lock_hall(counter.center, now)
    lock_duty(counter, by, now)
    _check_free(counter)
    fresh = lock_ticket(ticket, "call")
    if fresh.center_id != counter.center_id:
        raise somebody_was_first(fresh)
    _call(fresh, counter, day, by, now)
    record("ticket.called", fresh, by=by, at=now, **_facts(fresh, counter, day), reason=reason)
    return fresh


@action
def recall(ticket: Ticket, *, by: Officer, now: datetime) -> Ticket:
    """Call the same number again: the display shows it as the newest once more."""
    lock_hall(ticket.center, now)
    fresh = lock_at_counter(ticket, "recall", by, now)
    fresh.calls += 1
    fresh.called_at = now
    fresh.save(update_fields=["calls", "called_at"])
    record("ticket.recalled", fresh, by=by, at=now, calls=fresh.calls)
    return fresh


def _check_free(counter: Counter) -> None:
    here = (
        Ticket.objects.select_related("officer").filter(counter=counter, state__in=moves.AT_COUNTER).first()
    )
    if here is not None:
        words, at = moves.STATE_WORDS[here.state], local(here.serving_at or here.called_at or here.issued_at)
        raise Conflict(
            "counter_busy",
            Words(
                vi=f"Số {here.text} {words.vi} tại quầy {counter.number} từ {at:%H:%M:%S}. "
                "Hãy kết thúc lượt đó trước.",
                en=f"Number {here.text} {words.en} at counter {counter.number} since {at:%H:%M:%S}. "
                "End that visit first.",
            ),
        )


def _call(ticket: Ticket, counter: Counter, day: HallDay, by: Officer, now: datetime) -> None:
    """Give the ticket to the counter if its state is still the one that was read; else ``Conflict``."""
    changes = {
        "state": Ticket.State.CALLED,
        "counter": counter,
        "officer": by,
        "called_at": now,
        "calls": ticket.calls + 1,
        "serving_at": None,
        "ended_at": None,
        "returns_at": 0,
    }
    if not Ticket.objects.filter(pk=ticket.pk, state=ticket.state).update(**changes):
        raise somebody_was_first(Ticket.objects.select_related("officer", "counter").get(pk=ticket.pk))
    for name, value in changes.items():
        setattr(ticket, name, value)
    day.made += 1
    HallDay.objects.filter(pk=day.pk).update(made=day.made)


def _facts(ticket: Ticket, counter: Counter, day: HallDay) -> dict[str, str | int]:
    return {"number": ticket.text, "counter": counter.number, "call": day.made}
