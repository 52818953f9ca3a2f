"""Opening and closing counters."""

from datetime import datetime

from motcua.base.actions import action
from motcua.base.journal import record
from motcua.base.rows import new_id
from motcua.catalogue.models import Field
from motcua.domain.queueing import RESULTS
from motcua.domain.refusal import Conflict, Invalid, Refusal
from motcua.domain.words import Words
from motcua.domain.workdays import local
from motcua.hall import moves
from motcua.hall.guards import check_may_work_at, held_by_another, lock_duty
from motcua.hall.locking import lock_hall
from motcua.hall.models import Duty, Ticket
from motcua.people.models import Officer
from motcua.places.hours import business_date
from motcua.places.models import Counter


@action
def open_counter(counter: Counter, *, by: Officer, now: datetime, fields: list[str] | None = None) -> Duty:
    """Keep this counter open for the given fields (codes; none: all of them, and results).

    Pressing again at the counter one has already opened changes its fields. A duty and a number left over
    from an earlier day end here, so that a forgotten closing never blocks the morning.
    """
    check_may_work_at(counter, by, now)
    chosen = sorted(set(fields or []))
    _check_fields(chosen)
    lock_hall(counter.center, now)
    left_over = _end_left_over(counter, by, now)
    duty = Duty.objects.select_related("officer").filter(counter=counter, closed_at__isnull=True).first()
    if duty is not None and duty.officer_id != by.pk:
        raise held_by_another(duty, counter)
    if duty is None:
        _check_at_no_other(by)
        duty = Duty.objects.create(id=new_id(), counter=counter, officer=by, fields=chosen, opened_at=now)
    else:
        duty.fields = chosen
        duty.save(update_fields=["fields"])
    record(
        "counter.opened",
        duty,
        by=by,
        at=now,
        duty=str(duty.pk),
        fields="+".join(chosen),
        left_over=left_over,
    )
    return duty


@action
def close_counter(counter: Counter, *, by: Officer, now: datetime) -> Duty:
    """End this officer's duty. Refused while a number is called or served there: nobody is left standing."""
    lock_hall(counter.center, now)
    duty = lock_duty(counter, by, now)
    ticket = Ticket.objects.filter(counter=counter, state__in=moves.AT_COUNTER).first()
    if ticket is not None:
        raise Refusal(
            "counter_busy",
            Words(
                vi=f"Quầy {counter.number} còn số {ticket.text} {moves.STATE_WORDS[ticket.state].vi}. "
                "Hãy kết thúc lượt đó rồi đóng quầy.",
                en=f"Number {ticket.text} {moves.STATE_WORDS[ticket.state].en} at counter {counter.number}. "
                "End that visit, then close the counter.",
            ),
        )
    duty.closed_at = max(now, duty.opened_at)
    duty.save(update_fields=["closed_at"])
    record("counter.closed", duty, by=by, at=now, duty=str(duty.pk))
    return duty


def _check_fields(fields: list[str]) -> None:
    known = set(Field.objects.values_list("code", flat=True)) | {RESULTS}
    if not set(fields) <= known:
        raise Invalid(
            "field_unknown",
            Words("Chọn lĩnh vực trong danh sách.", "Choose fields from the list."),
            field="fields",
        )


def _check_at_no_other(by: Officer) -> None:
    other = Duty.objects.select_related("counter").filter(officer=by, closed_at__isnull=True).first()
    if other is not None:
        since = f"{local(other.opened_at):%H:%M}"
        raise Conflict(
            "officer_at_another_counter",
            Words(
                vi=f"Bạn đang mở quầy {other.counter.number} từ {since}. Hãy đóng quầy đó trước.",
                en=f"You have had counter {other.counter.number} open since {since}. Close it first.",
            ),
        )


def _end_left_over(counter: Counter, by: Officer, now: datetime) -> int:
    """End duties of earlier days, of this counter and of this officer, with the numbers they left open."""
    today = business_date(now)
    open_duties = Duty.objects.filter(closed_at__isnull=True)
    old = [
        duty
        for duty in open_duties.filter(counter=counter) | open_duties.filter(officer=by)
        if business_date(duty.opened_at) < today
    ]
    ended = 0
    for duty in old:
        for ticket in Ticket.objects.filter(
            counter=duty.counter_id, state__in=moves.AT_COUNTER, day__lt=today
        ):
            served = ticket.state == Ticket.State.SERVING
            ticket.state = Ticket.State.DONE if served else Ticket.State.NO_SHOW
            ticket.ended_at = ticket.serving_at or ticket.called_at
            ticket.save(update_fields=["state", "ended_at"])
            ended += 1
        duty.closed_at = now
        duty.save(update_fields=["closed_at"])
    return ended
