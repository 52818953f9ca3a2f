"""A number taken from home becomes a place in the line when its holder stands in the hall; and a visit that
was broken off goes on, with the number of before."""

from datetime import datetime, timedelta

from django.db.models import Min

from motcua.base.actions import action
from motcua.base.actors import Actor
from motcua.base.journal import record
from motcua.domain.refusal import Conflict, Forbidden, Invalid
from motcua.domain.words import Words
from motcua.hall import presence
from motcua.hall.actions.entering import check_holds_none, moment
from motcua.hall.guards import check_may_attend, lock_ticket, somebody_was_first
from motcua.hall.locking import lock_hall
from motcua.hall.models import Ticket
from motcua.hall.queries import is_live
from motcua.hall.rules import rules_of
from motcua.people.models import Officer
from motcua.places.models import Center, Point


@action
def arrive(ticket: Ticket, *, by: Actor, now: datetime, proof: str = "") -> Ticket:
    """The holder of a number taken from home stands in the hall: from now on it can be called.

    The place is the time of taking, as if they had stood there; but only up to ``late_minutes`` after
    their turn has passed, that is after the first call in their field of an ordinary person who took a
    number later. Who comes after that is an ordinary person by the time of coming. So nobody is punished
    for a bus that is a little late, and nobody holds the front of the line from bed.

    An officer of the center or its kiosk sees the person; at a phone ``proof`` is what the display or the
    door shows at the place where the number is called. Pressed again it changes nothing. ``Invalid`` for a
    wrong code, ``Conflict`` where the number is no longer waiting.
    """
    center = ticket.center
    check_there(center, by, proof, now, ticket.point)
    lock_hall(center, now)
    fresh = (
        Ticket.objects.select_for_update(of=("self",))
        .select_related("center__commune", "field")
        .get(pk=ticket.pk)
    )
    if fresh.present_at is not None:
        return fresh
    if fresh.state != Ticket.State.WAITING or not is_live(fresh, now):
        raise somebody_was_first(fresh)
    passed = _turn_passed(fresh)
    kept = passed is None or now <= passed + timedelta(minutes=rules_of(center).late_minutes)
    fresh.present_at = max(now, fresh.issued_at)
    if not kept:
        fresh.queued_at, fresh.drawn = fresh.present_at, 0
    fresh.save(update_fields=["present_at", "queued_at", "drawn"])
    record(
        "ticket.arrived",
        fresh,
        by=by,
        at=now,
        number=fresh.text,
        arrived=moment(fresh.queued_at),
        drawn=fresh.drawn,
    )
    return fresh


def _turn_passed(ticket: Ticket) -> datetime | None:
    """When an ordinary person of the same field who took a number later was first called; None: not yet."""
    later = Ticket.objects.filter(
        center=ticket.center,
        day=ticket.day,
        field=ticket.field_id,
        queued_at__gt=ticket.queued_at,
        called_at__isnull=False,
        appointment_at__isnull=True,
        priority="",
        lane=Ticket.Lane.NEW,
    )
    return later.aggregate(first=Min("called_at"))["first"]


def check_there(center: Center, by: Actor, proof: str, now: datetime, point: Point | None) -> None:
    """The person stands in this hall: its officer or its kiosk sees them, a phone proves it at ``point``."""
    if isinstance(by, Officer):
        check_may_attend(center, by, now)
        return
    if by.actor_kind == "device" and getattr(by, "center_id", None) == center.pk:
        return
    check_proof(center, proof, now, point)


def check_proof(
    center: Center, proof: str, now: datetime, point: Point | None, *, field: str = "code"
) -> None:
    """A phone proves that its holder stands at this place (None: the main one), else ``Invalid``."""
    if presence.proves(center, proof, now, point):
        return
    if presence.proves_elsewhere(center, proof, now, point):
        place = (
            Words(point.name_vi, point.name_in("en"))
            if point
            else Words(f"Trung tâm {center.name_vi}", f"the center of {center.name_in('en')}")
        )
        raise Invalid(
            "presence_elsewhere",
            Words(
                f"Mã này của nơi tiếp nhận khác. Số này được gọi tại {place.vi}: hãy đến đó và nhập mã trên "
                "màn hình ở đó.",
                f"This code is of another place. The number is called at {place.en}: go there and enter "
                "the code on the display there.",
            ),
            field=field,
        )
    raise Invalid(
        "presence_code_wrong",
        Words(
            "Mã này không đúng hoặc đã đổi. Hãy nhập 4 chữ số đang hiện trên màn hình của Trung tâm.",
            "This code is wrong or has changed. Enter the 4 digits on the center's display now.",
        ),
        field=field,
    )


@action
def come_back(ticket: Ticket, *, by: Actor, now: datetime) -> Ticket:
    """Somebody brings the paper that was missing, on the same day: the old number, with its first arrival.

    For a visit on hold or ended; whether a paper was really missing, the caller knows (the dossier asks
    for one, or the visit ended so). Only at the center: its kiosk or its officers.
    """
    if isinstance(by, Officer):
        check_may_attend(ticket.center, by, now)
    elif getattr(by, "center_id", None) != ticket.center_id:
        raise Forbidden(
            "not_at_the_center",
            Words("Chỉ lấy lại số tại Trung tâm.", "A number is resumed at the center only."),
        )
    lock_hall(ticket.center, now)
    fresh = lock_ticket(ticket, "come_back")
    if not is_live(fresh, now):
        raise Conflict(
            "number_of_another_day",
            Words(
                "Số này của một ngày khác. Hãy lấy số mới.", "This number is of another day. Take a new one."
            ),
        )
    if fresh.holder:
        check_holds_none(fresh, agents=rules_of(ticket.center).agent_numbers)
    fresh.state, fresh.lane = Ticket.State.WAITING, Ticket.Lane.COME_BACK
    fresh.counter = fresh.officer = fresh.serving_at = fresh.ended_at = None
    fresh.returns_at, fresh.outcome = 0, ""
    fresh.save(
        update_fields=[
            "state", "lane", "counter", "officer", "serving_at", "ended_at", "returns_at", "outcome",
        ]
    )  # fmt: skip
    record("ticket.resumed", fresh, by=by, at=now, number=fresh.text, lane=fresh.lane)
    return fresh
