"""A break of an open counter: announced with its reason, seen by all; nobody is called meanwhile."""

from datetime import datetime, timedelta

from motcua.base.actions import action
from motcua.base.journal import Value, record
from motcua.base.rows import new_id
from motcua.domain.refusal import Conflict, Invalid
from motcua.domain.words import Words
from motcua.hall import moves
from motcua.hall.actions.presses import moment
from motcua.hall.guards import check_calls_now, check_free, lock_duty
from motcua.hall.locking import lock_hall
from motcua.hall.models import Break
from motcua.people.models import Officer
from motcua.places.models import Counter

LONGEST = timedelta(hours=4)


@action
def begin_break(
    counter: Counter, *, reason: str, by: Officer, now: datetime, until: datetime | None = None
) -> Break:
    """The officer leaves the open counter, for one of ``moves.BREAK_REASONS``; ``until``: back at, if known.

    Refused while somebody is called or served there, and where a break runs already.
    """
    moves.check_reason(reason, moves.BREAK_REASONS)
    if until is not None and not now < until <= now + LONGEST:
        raise Invalid(
            "break_until_impossible",
            Words("Chọn giờ quay lại trong 4 giờ tới.", "Say when you are back, within 4 hours."),
            field="until",
        )
    lock_hall(counter.center, now)
    duty = lock_duty(counter, by, now)
    duty.counter = counter
    check_calls_now(duty, now)
    check_free(counter)
    away = Break(id=new_id(), duty=duty, reason=reason, begins_at=now, until=until)
    away.save(force_insert=True)
    facts: dict[str, Value] = {"until": moment(until)} if until else {}
    record("break.begun", away, by=by, at=now, reason=reason, **facts)
    return away


@action
def end_break(counter: Counter, *, by: Officer, now: datetime) -> Break:
    """Back at the counter."""
    lock_hall(counter.center, now)
    duty = lock_duty(counter, by, now)
    duty.counter = counter
    away = Break.objects.filter(duty=duty, ended_at__isnull=True).first()
    if away is None:
        raise Conflict(
            "no_break",
            Words(f"Quầy {counter.number} không tạm nghỉ.", f"Counter {counter.number} is not on a break."),
        )
    away.duty = duty
    away.ended_at = max(now, away.begins_at)
    away.save(update_fields=["ended_at"])
    record("break.ended", away, by=by, at=now, reason=away.reason)
    return away
