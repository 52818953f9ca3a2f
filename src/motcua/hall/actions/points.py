"""Receiving points of a center, and which counter and device stands where (Decree 118/2025 Art 7(3))."""

from datetime import datetime

from motcua.base.actions import action
from motcua.base.journal import record
from motcua.base.rows import new_id
from motcua.domain.refusal import Conflict, Invalid
from motcua.domain.words import Words
from motcua.hall.locking import lock_hall
from motcua.hall.models import Duty, Ticket
from motcua.hall.setup_access import check_may_set_hall
from motcua.people.models import Officer
from motcua.places.models import Center, Counter, Device, Point


@action
def create_point(
    center: Center, *, name_vi: str, name_en: str, address: str, by: Officer, now: datetime
) -> Point:
    check_may_set_hall(by, center, now)
    _check_name(center, name_vi)
    point = Point.objects.create(
        id=new_id(), center=center, name_vi=name_vi, name_en=name_en, address=address
    )
    record("hall.point_set", point, by=by, at=now, what="created")
    return point


@action
def change_point(
    point: Point, *, name_vi: str, name_en: str, address: str, by: Officer, now: datetime
) -> Point:
    """Its names and address; who waits there waits on."""
    check_may_set_hall(by, point.center, now)
    _check_name(point.center, name_vi, but=point)
    point.name_vi, point.name_en, point.address = name_vi, name_en, address
    point.save(update_fields=["name_vi", "name_en", "address"])
    record("hall.point_set", point, by=by, at=now, what="changed")
    return point


@action
def close_point(point: Point, *, by: Officer, now: datetime) -> Point:
    """No counter and no device stands there any more, and nobody waits there."""
    check_may_set_hall(by, point.center, now)
    lock_hall(point.center, now)
    waits = Ticket.objects.filter(
        center=point.center, point=point, state__in=(Ticket.State.WAITING, Ticket.State.HELD)
    )
    kept = point.counters.exists() or point.devices.active().exists()
    if kept or waits.filter(day__gte=now.date()).exists():
        raise Conflict(
            "point_in_use",
            Words(
                "Còn quầy, thiết bị hoặc người chờ ở điểm này. Hãy chuyển đi trước.",
                "Counters, devices or people are still there. Move them first.",
            ),
        )
    point.closed_at = now
    point.save(update_fields=["closed_at"])
    record("hall.point_set", point, by=by, at=now, what="closed")
    return point


@action
def place_counter(counter: Counter, *, point: Point | None, by: Officer, now: datetime) -> Counter:
    """From now on the counter stands at this point (None: the main place); it has to be closed."""
    check_may_set_hall(by, counter.center, now)
    _check_point(counter.center, point)
    lock_hall(counter.center, now)
    if Duty.objects.filter(counter=counter, closed_at__isnull=True).exists():
        raise Conflict(
            "counter_open",
            Words(
                f"Quầy {counter.number} đang mở. Hãy đóng quầy rồi chuyển.",
                f"Counter {counter.number} is open. Close it, then move it.",
            ),
        )
    counter.point = point
    counter.save(update_fields=["point"])
    record("hall.placed", counter, by=by, at=now, point=str(point.pk) if point else "")
    return counter


@action
def place_device(device: Device, *, point: Point | None, by: Officer, now: datetime) -> Device:
    check_may_set_hall(by, device.center, now)
    _check_point(device.center, point)
    device.point = point
    device.save(update_fields=["point"])
    record("hall.placed", device, by=by, at=now, point=str(point.pk) if point else "")
    return device


def _check_name(center: Center, name: str, *, but: Point | None = None) -> None:
    others = Point.objects.filter(center=center, name_vi=name)
    if not name or any(point != but for point in others):
        raise Invalid(
            "point_name",
            Words("Đặt một tên khác cho điểm tiếp nhận này.", "Give this receiving point a name of its own."),
            field="name_vi",
        )


def _check_point(center: Center, point: Point | None) -> None:
    if point is not None and (point.center_id != center.pk or point.closed_at is not None):
        raise Invalid(
            "point_unknown",
            Words("Chọn một điểm tiếp nhận của Trung tâm.", "Choose a receiving point of the center."),
            field="point",
        )
