"""Lending blocks of numbers to a kiosk, and taking its numbers in when the line is back."""

from dataclasses import dataclass
from datetime import date, datetime

from motcua.base.actions import action, part_of_action
from motcua.base.actors import Actor
from motcua.base.journal import record
from motcua.base.rows import new_id
from motcua.catalogue.models import Field
from motcua.domain import codes, leases
from motcua.domain.queueing import Priority
from motcua.domain.refusal import Conflict, Invalid
from motcua.domain.words import Words
from motcua.hall import fair_start, offline
from motcua.hall.actions import entering
from motcua.hall.locking import lock_hall
from motcua.hall.models import Lease, Ticket
from motcua.places.models import Center, Device


@action
def lease(device: Device, *, by: Actor, now: datetime) -> list[Lease]:
    """What this kiosk may give without the server, today and on the next working day.

    Tops up each series to at least ``leases.IN_HAND`` numbers not given yet; asked again it lends nothing
    more and records nothing. No online number and no other lease can hold a leased number.
    """
    center = device.center
    lock_hall(center, now)
    days = offline.days(center, now)
    known = list(Lease.objects.filter(center=center, day__in=days))
    mine = [row for row in known if row.device_id == device.pk]
    finals = {day: offline.finals(center, day) for day in days}
    new = [
        Lease(id=new_id(), center=center, day=day, series=series, block=block, device=device, leased_at=now)
        for day in days
        for series, final in finals[day].items()
        for block in _blocks(
            [row.block for row in mine if (row.day, row.series) == (day, series)],
            {row.block for row in known if (row.day, row.series) == (day, series)},
            offline.given(center, day, series),
            final,
        )
    ]
    if new:
        Lease.objects.bulk_create(new)
        record("numbers.leased", device, by=by, at=now, day=days[0], until=days[-1], blocks=len(new))
    return sorted(mine + new, key=lambda row: (row.day, row.series, row.block))


def _blocks(mine: list[int], taken: set[int], given: set[int], final: int) -> list[int]:
    """The blocks to add for one series on one day: the lowest free ones above the online numbers."""
    left = sum(1 for block in mine for number in leases.numbers_of(block) if number not in given)
    block, added = leases.first_block_above(final), []
    while left < leases.IN_HAND:
        if block not in taken:
            added.append(block)
            left += leases.BLOCK
        block += 1
    return added


@dataclass(frozen=True)
class OfflineNumber:
    """A number as the kiosk wrote it down before it was shown. ``press``: the touch it answered."""

    day: date
    series: str
    number: int
    field: str
    token: str
    at: datetime
    priority: str = ""
    lane: str = ""
    press: str = ""


@action
def join(center: Center, *, given: OfflineNumber, by: Actor, now: datetime) -> Ticket:
    """The ticket of a number given without the server, in the line from its time of arrival.

    Asked again it gives the same ticket. The kiosk's clock may be wrong: its time counts only between the
    lease (or the day's beginning) and now. If the server had answered the same press although the answer
    never arrived, nobody holds that other number, and it is made void. Raises ``Conflict`` for a number
    that was never leased, ``Invalid`` for an unknown field or a malformed token.
    """
    lock_hall(center, now)
    key = {"center": center, "day": given.day, "series": given.series}
    known = Ticket.objects.filter(**key, number=given.number).select_related("field", "center__commune")
    before = known.first()
    if before is not None:
        if before.token != given.token:
            raise _taken()
        return before
    lent = (
        Lease.objects.select_related("device__point")
        .filter(**key, block=leases.block_of(given.number))
        .first()
    )
    if lent is None:
        raise _not_leased()
    ghost = Ticket.objects.filter(center=center, press=given.press).first() if given.press else None
    ticket = _ticket(lent, given, _field(given), offline.bounded(given.at, lent, now))
    ticket.press = given.press if given.press and ghost is None else None
    ticket.save(force_insert=True)
    if ghost is not None:
        _void_unheld(ghost, ticket, by, now)
    said = {"number": ticket.text, "day": ticket.day.isoformat(), "field": ticket.field_id}
    said |= {"priority": ticket.priority, "lane": ticket.lane, "source": ticket.source}
    said["arrived"] = entering.moment(ticket.queued_at)
    if ticket.point_id:
        said["point"] = str(ticket.point_id)
    record("ticket.issued", ticket, by=by, at=now, **said, drawn=ticket.drawn)
    return ticket


def _ticket(lent: Lease, given: OfflineNumber, field: Field, at: datetime) -> Ticket:
    """In front of the kiosk that gave it. What cannot be read of priority and lane costs nobody their
    number."""
    queued_at, drawn = fair_start.place_of(lent.center, at)
    point = lent.device.point
    return Ticket(
        id=new_id(),
        center=lent.center,
        point=point if point is not None and point.closed_at is None else None,
        day=given.day,
        series=given.series,
        number=given.number,
        field=field,
        priority=given.priority if given.priority in set(Priority) else "",
        lane=given.lane if given.lane in Ticket.Lane.values else Ticket.Lane.NEW,
        source=Ticket.Source.OFFLINE,
        token=given.token,
        issued_at=at,
        queued_at=queued_at,
        drawn=drawn,
        present_at=at,
    )


@part_of_action
def _void_unheld(ghost: Ticket, held: Ticket, by: Actor, now: datetime) -> None:
    """The server's own number for the same press: its answer was lost, so nobody has seen it."""
    if ghost.state != Ticket.State.WAITING or ghost.source == Ticket.Source.OFFLINE:
        return
    ghost.state, ghost.ended_at = Ticket.State.VOID, max(now, ghost.issued_at)
    ghost.save(update_fields=["state", "ended_at"])
    record("ticket.voided", ghost, by=by, at=now, reason="never_shown", held=held.text)


def _field(given: OfflineNumber) -> Field:
    if codes.read_token(given.token) != given.token:
        raise Invalid("token_malformed", Words("Mã theo dõi sai.", "The token is malformed."), field="token")
    field = next((field for field in Field.objects.all() if field.code == given.field), None)
    if field is None:
        raise Invalid(
            "field_unknown", Words("Không có lĩnh vực này.", "There is no such field."), field="field"
        )
    return field


def _not_leased() -> Conflict:
    return Conflict(
        "number_not_leased",
        Words("Số này không nằm trong dải số đã giao cho máy.", "This number was not leased to a kiosk."),
    )


def _taken() -> Conflict:
    return Conflict(
        "number_taken", Words("Số này đã thuộc một người khác.", "This number is somebody else's already.")
    )
