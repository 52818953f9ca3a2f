"""What the head of a center does from the live page: move a clerk, begin a break, close a counter."""

from datetime import datetime, timedelta

from motcua.base.actions import action, part_of_action
from motcua.base.journal import Value, record
from motcua.base.rows import new_id
from motcua.domain.refusal import Conflict, Invalid
from motcua.domain.words import Words
from motcua.hall import moves
from motcua.hall.actions.presses import moment
from motcua.hall.guards import (
    check_calls_now,
    check_free,
    check_may_arrange,
    check_may_work_at,
    counter_closed,
    held_by_another,
)
from motcua.hall.locking import lock_hall
from motcua.hall.models import Break, Duty, Ticket
from motcua.people.models import Officer
from motcua.places.models import Counter

LONGEST = timedelta(hours=4)


@action
def move_clerk(counter: Counter, *, to: Counter, by: Officer, now: datetime) -> Duty:
    """The clerk of an open counter goes to another, with the same fields and skills: closed here and opened
    there in one step. Refused while somebody is called or served here, and where the other is taken."""
    check_may_arrange(counter, by, now)
    lock_hall(counter.center, now)
    duty = _open_duty(counter)
    check_free(counter)
    if to.center_id != counter.center_id or to.pk == counter.pk:
        raise Invalid(
            "counter_unknown",
            Words("Chọn một quầy khác của Trung tâm.", "Choose another counter of the center."),
            field="to",
        )
    check_may_work_at(to, duty.officer, now)
    taken = Duty.objects.select_related("officer").filter(counter=to, closed_at__isnull=True).first()
    if taken is not None:
        raise held_by_another(taken, to)
    check_free(to)
    _close(duty, by, now)
    there = Duty(
        id=new_id(),
        counter=to,
        officer=duty.officer,
        fields=duty.fields,
        skills=duty.skills,
        favoured_run=0,
        opened_at=now,
    )
    there.save(force_insert=True)
    facts: dict[str, Value] = {
        "duty": str(there.pk),
        "fields": "+".join(there.fields),
        "skills": "+".join(there.skills),
        "point": str(to.point_id or ""),
    }
    record("counter.opened", there, by=by, at=now, **facts, left_over=0)
    return there


@action
def close_for(counter: Counter, *, by: Officer, now: datetime) -> Duty:
    """Close a counter whose clerk has left it open; refused while somebody is called or served there."""
    check_may_arrange(counter, by, now)
    lock_hall(counter.center, now)
    duty = _open_duty(counter)
    check_free(counter)
    _close(duty, by, now)
    return duty


@action
def begin_break_for(
    counter: Counter, *, reason: str, by: Officer, now: datetime, until: datetime | None = None
) -> Break:
    """The clerk is away, for one of ``moves.BREAK_REASONS``; ``until``: back at, if known."""
    check_may_arrange(counter, by, now)
    moves.check_reason(reason, moves.BREAK_REASONS)
    if until is not None and not now < until <= now + LONGEST:
        raise Invalid(
            "break_until_impossible",
            Words("Chọn giờ quay lại trong 4 giờ tới.", "Say when they are back, within 4 hours."),
            field="until",
        )
    lock_hall(counter.center, now)
    duty = _open_duty(counter)
    check_calls_now(duty, now)
    check_free(counter)
    away = Break(id=new_id(), duty=duty, reason=reason, begins_at=now, until=until)
    away.save(force_insert=True)
    facts: dict[str, Value] = {"until": moment(until)} if until else {}
    record("break.begun", away, by=by, at=now, reason=reason, **facts)
    return away


@action
def end_break_for(counter: Counter, *, by: Officer, now: datetime) -> Break:
    """The clerk is back."""
    check_may_arrange(counter, by, now)
    lock_hall(counter.center, now)
    away = Break.objects.filter(duty=_open_duty(counter), ended_at__isnull=True).first()
    if away is None:
        words = Words(
            f"Quầy {counter.number} không tạm nghỉ.", f"Counter {counter.number} is not on a break."
        )
        raise Conflict("no_break", words)
    away.ended_at = max(now, away.begins_at)
    away.save(update_fields=["ended_at"])
    record("break.ended", away, by=by, at=now, reason=away.reason)
    return away


def _open_duty(counter: Counter) -> Duty:
    duty = (
        Duty.objects.select_for_update(of=("self",))
        .select_related("officer")
        .filter(counter=counter, closed_at__isnull=True)
        .first()
    )
    if duty is None:
        raise counter_closed(counter)
    duty.counter = counter
    return duty


@part_of_action
def _close(duty: Duty, by: Officer, now: datetime) -> None:
    at = max(now, duty.opened_at)
    Break.objects.filter(duty=duty, ended_at__isnull=True).update(ended_at=at)
    Ticket.objects.filter(counter=duty.counter_id, state=Ticket.State.WAITING).update(counter=None)
    duty.closed_at = at
    duty.save(update_fields=["closed_at"])
    record("counter.closed", duty, by=by, at=now, duty=str(duty.pk))
