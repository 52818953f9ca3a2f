"""Opening and closing counters, and what an open one serves."""

from collections.abc import Collection
from datetime import datetime

from motcua.base.actions import action, part_of_action
from motcua.base.journal import Value, record
from motcua.base.rows import new_id
from motcua.catalogue.models import Field
from motcua.domain.queueing import RESULTS, Skill
from motcua.domain.refusal import Conflict, Invalid, Refusal
from motcua.domain.words import Words
from motcua.domain.workdays import local
from motcua.hall import moves
from motcua.hall.guards import (
    check_may_arrange,
    check_may_work_at,
    counter_closed,
    held_by_another,
    lock_duty,
)
from motcua.hall.locking import lock_hall
from motcua.hall.models import Break, Duty, Ticket
from motcua.people.models import Officer
from motcua.places.hours import business_date
from motcua.places.models import Counter


@action
def open_counter(
    counter: Counter,
    *,
    by: Officer,
    now: datetime,
    fields: Collection[str] | None = None,
    skills: Collection[str] | None = None,
) -> Duty:
    """Keep this counter open for the given fields (codes; none: all of them, and results) and skills.

    Pressing again at the counter one has already opened changes its fields. A duty and a number left over
    from an earlier day end here, so that a forgotten closing never blocks the morning.
    """
    check_may_work_at(counter, by, now)
    chosen = _fields(fields or [])
    known = _skills(skills or [])
    lock_hall(counter.center, now)
    left_over = _end_left_over(counter, by, now)
    duty = Duty.objects.select_related("officer").filter(counter=counter, closed_at__isnull=True).first()
    if duty is not None and duty.officer_id != by.pk:
        raise held_by_another(duty, counter)
    if duty is not None:
        return _serve(duty, counter, chosen, duty.skills if skills is None else known, by, now)
    _check_at_no_other(by)
    duty = Duty(id=new_id(), counter=counter, officer=by, fields=chosen, skills=known, opened_at=now)
    duty.save(force_insert=True)
    record("counter.opened", duty, by=by, at=now, **_facts(duty), left_over=left_over)
    return duty


@action
def change_counter(
    counter: Counter,
    *,
    by: Officer,
    now: datetime,
    fields: Collection[str] | None = None,
    skills: Collection[str] | None = None,
) -> Duty:
    """Other fields or skills for an open counter (``None``: as they were; no field: all of them), by its
    officer or by the center's head."""
    chosen = None if fields is None else _fields(fields)
    known = None if skills is None else _skills(skills)
    lock_hall(counter.center, now)
    open_now = Duty.objects.select_for_update(of=("self",)).select_related("officer")
    duty = open_now.filter(counter=counter, closed_at__isnull=True).first()
    if duty is None:
        raise counter_closed(counter)
    if duty.officer_id == by.pk:
        check_may_work_at(counter, by, now)
    else:
        check_may_arrange(counter, by, now)
    return _serve(
        duty,
        counter,
        duty.fields if chosen is None else chosen,
        duty.skills if known is None else known,
        by,
        now,
    )


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
    _close(duty, by, max(now, duty.opened_at), now)
    return duty


@part_of_action
def _serve(
    duty: Duty, counter: Counter, fields: list[str], skills: list[str], by: Officer, now: datetime
) -> Duty:
    duty.counter, duty.fields, duty.skills = counter, fields, skills
    duty.save(update_fields=["fields", "skills"])
    record("counter.changed", duty, by=by, at=now, **_facts(duty))
    return duty


@part_of_action
def _close(duty: Duty, by: Officer, at: datetime, now: datetime) -> None:
    """End a duty and its break. Who was sent to this counter alone may be called by any other."""
    Break.objects.filter(duty=duty, ended_at__isnull=True).update(ended_at=at)
    Ticket.objects.filter(counter=duty.counter_id, state=Ticket.State.WAITING).update(counter=None)
    duty.closed_at = at
    duty.save(update_fields=["closed_at"])
    record("counter.closed", duty, by=by, at=now, duty=str(duty.pk))


def _facts(duty: Duty) -> dict[str, Value]:
    """What the rule of calling reads of a counter."""
    return {
        "duty": str(duty.pk),
        "fields": "+".join(duty.fields),
        "skills": "+".join(duty.skills),
        "point": str(duty.counter.point_id or ""),
    }


def _fields(fields: Collection[str]) -> list[str]:
    known = set(Field.objects.values_list("code", flat=True)) | {RESULTS}
    if not set(fields) <= known:
        raise Invalid(
            "field_unknown",
            Words("Chọn lĩnh vực trong danh sách.", "Choose fields from the list."),
            field="fields",
        )
    return sorted(set(fields))


def _skills(skills: Collection[str]) -> list[str]:
    if not set(skills) <= set(Skill):
        raise Invalid(
            "skill_unknown",
            Words("Chọn kỹ năng trong danh sách.", "Choose skills from the list."),
            field="skills",
        )
    return sorted(set(skills))


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


@part_of_action
def _end_left_over(counter: Counter, by: Officer, now: datetime) -> int:
    """End duties of earlier days, of this counter and of this officer, with the numbers they left open."""
    today = business_date(now)
    open_duties = Duty.objects.filter(closed_at__isnull=True).select_related("counter__center")
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
        _close(duty, by, now, now)
    return ended
