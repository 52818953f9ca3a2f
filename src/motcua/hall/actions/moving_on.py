"""One number, several things: moved to another field, place or counter, and from one errand to the next."""

from datetime import datetime

from motcua.base.actions import action
from motcua.base.journal import Value, record
from motcua.catalogue.models import Field
from motcua.domain.queueing import serves
from motcua.domain.refusal import Invalid, Refusal
from motcua.domain.words import Words
from motcua.hall import moves, queries
from motcua.hall.actions.presses import remember
from motcua.hall.actions.visits import become
from motcua.hall.guards import check_may_attend, lock_at_counter, lock_duty, lock_ticket
from motcua.hall.locking import lock_hall
from motcua.hall.models import Duty, Errand, Ticket
from motcua.hall.wishes import MOST, Wish, check_amount
from motcua.people.models import Officer
from motcua.places.models import Center, Counter, Point


@action
def transfer(
    ticket: Ticket,
    *,
    by: Officer,
    now: datetime,
    field: Field | None = None,
    point: Point | Center | None = None,
    counter: Counter | None = None,
    note: str = "",
) -> Ticket:
    """To another field, another receiving point (the center itself: its main place), or one counter alone,
    with the same number and the first arrival, so that nobody queues twice. ``None``: as it was."""
    lock_hall(ticket.center, now)
    fresh = lock_at_counter(ticket, "transfer", by, now)
    remember("ticket.transferred", fresh, by=by, now=now)
    here = fresh.counter_id
    was = (fresh.field_id, fresh.point_id)
    fresh.field = field or fresh.field
    fresh.point = counter.point if counter is not None else _point(fresh, point)
    if was == (fresh.field_id, fresh.point_id) and (counter is None or counter.pk == here):
        raise _same_place()
    if counter is not None:
        _check_serves(counter, fresh)
    become(
        fresh,
        Ticket.State.WAITING,
        field=fresh.field,
        point=fresh.point,
        counter=counter,  # while somebody waits: the only one that may call them
        officer=None,
        serving_at=None,
        returns_at=0,
        note=moves.check_note(note) or fresh.note,
    )
    facts: dict[str, Value] = {"field": fresh.field_id}
    if was[1] != fresh.point_id:
        facts["point"] = str(fresh.point_id or "")
    if counter is not None:
        facts["only"] = counter.number
    record("ticket.transferred", fresh, by=by, at=now, **facts)
    return fresh


@action
def add_errand(ticket: Ticket, *, wish: Wish, by: Officer, now: datetime) -> Errand:
    """Something else the holder of the number turns out to want: one more in the basket."""
    check_may_attend(ticket.center, by, now)
    check_amount(wish.amount)
    lock_hall(ticket.center, now)
    fresh = lock_ticket(ticket, "note")
    known = list(fresh.errands.values_list("position", flat=True))
    if len(known) >= MOST:
        raise Refusal(
            "basket_full", Words("Mỗi số làm nhiều nhất tám việc.", "One number is for eight things at most.")
        )
    errand = Errand(
        ticket=fresh,
        position=max(known, default=0) + 1,
        field=wish.field,
        procedure_code=wish.procedure_code,
        amount=wish.amount,
    )
    errand.save(force_insert=True)
    record(
        "ticket.errand_added",
        fresh,
        by=by,
        at=now,
        errand=errand.position,
        purpose=f"{wish.field.pk}:{wish.amount}",
    )
    return errand


@action
def go_on(ticket: Ticket, *, by: Officer, now: datetime) -> Ticket:
    """The next errand of the basket becomes what the number is for: served on at this counter if it does
    that field, else back in the line with the first arrival."""
    lock_hall(ticket.center, now)
    fresh = lock_at_counter(ticket, "continue", by, now)
    errand = fresh.errands.select_related("field").filter(begun_at__isnull=True).first()
    if errand is None:
        raise Refusal(
            "nothing_further",
            Words(
                f"Số {fresh.text} không còn việc nào khác.", f"Number {fresh.text} is for nothing further."
            ),
        )
    assert fresh.counter is not None  # noqa: S101 - it is at a counter
    remember("ticket.continued", fresh, by=by, now=now)
    fresh.field, fresh.procedure_code, fresh.amount = errand.field, errand.procedure_code, errand.amount
    if fresh.lane == Ticket.Lane.RESULT:
        fresh.lane = Ticket.Lane.NEW  # the result has been collected
    here = serves(queries.as_desk(lock_duty(fresh.counter, by, now)), queries.as_waiting(fresh))
    state = Ticket.State.SERVING if here else Ticket.State.WAITING
    elsewhere = {} if here else {"counter": None, "officer": None, "returns_at": 0}
    become(
        fresh,
        state,
        field=fresh.field,
        procedure_code=fresh.procedure_code,
        amount=fresh.amount,
        lane=fresh.lane,
        serving_at=now if here else None,
        **elsewhere,
    )
    errand.begun_at = now
    errand.save(update_fields=["begun_at"])
    record(
        "ticket.continued",
        fresh,
        by=by,
        at=now,
        errand=errand.position,
        field=fresh.field_id,
        procedure=fresh.procedure_code,
        lane=fresh.lane,
        here=here,
    )
    return fresh


def _point(ticket: Ticket, point: Point | Center | None) -> Point | None:
    if point is None:
        return ticket.point
    if isinstance(point, Center):
        return None
    if point.center_id != ticket.center_id or point.closed_at is not None:
        raise Invalid(
            "point_unknown",
            Words("Chọn một điểm tiếp nhận của Trung tâm.", "Choose a receiving point of the center."),
            field="place",
        )
    return point


def _check_serves(counter: Counter, ticket: Ticket) -> None:
    """Only to an open counter of this center that does this: else the person would wait for ever."""
    duty = (
        Duty.objects.select_related("counter")
        .filter(counter=counter, counter__center=ticket.center_id, closed_at__isnull=True)
        .first()
    )
    if duty is None or not serves(queries.as_desk(duty), queries.as_waiting(ticket)):
        raise Invalid(
            "counter_does_not_serve",
            Words(
                f"Quầy {counter.number} chưa mở hoặc không tiếp nhận việc này.",
                f"Counter {counter.number} is closed or does not serve this.",
            ),
            field="place",
        )


def _same_place() -> Invalid:
    return Invalid(
        "same_field",
        Words(
            "Số này đang ở đúng lĩnh vực và nơi đó. Chọn lĩnh vực hoặc quầy khác.",
            "It is in that field and place. Choose another field or counter.",
        ),
        field="field",
    )
