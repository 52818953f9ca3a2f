"""Entering printers, changing them, and saying which kiosk prints where."""

import re
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address

from motcua.base.actions import action
from motcua.base.actors import Actor
from motcua.base.journal import record
from motcua.base.rows import new_id
from motcua.domain.refusal import Invalid, InvalidFields, NotFound
from motcua.domain.words import Words
from motcua.hall.models import KioskPrinter, Printer
from motcua.hall.printer_access import check_may_set_printers
from motcua.places.models import Center, Device, Point

ADDRESS = {
    "network": re.compile(r"[A-Za-z0-9]([A-Za-z0-9.\-]{0,80}[A-Za-z0-9])?(:[0-9]{1,5})?", re.ASCII),
    "usb": re.compile(r"/dev/(usb/)?lp[0-9]{1,2}|[0-9a-f]{4}:[0-9a-f]{4}", re.ASCII),
    "cups": re.compile(r"[A-Za-z0-9][A-Za-z0-9_.\-]{0,60}", re.ASCII),
}
NUMBERS = re.compile(r"[0-9.]+", re.ASCII)
HIGHEST_PORT = 65_535
HINTS = {
    "network": Words("Ví dụ 192.168.1.50:9100", "As in 192.168.1.50:9100"),
    "usb": Words("Ví dụ /dev/usb/lp0 hoặc 04b8:0202", "As in /dev/usb/lp0 or 04b8:0202"),
    "cups": Words(
        "Tên hàng đợi CUPS: chữ không dấu, chữ số, gạch nối",
        "The CUPS queue's name: plain letters, digits, hyphens",
    ),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """What is entered of a printer; the meaning of each as on ``Printer``."""

    name: str
    kind: str
    address: str
    dots: int = 576
    way: str = "raster"
    cuts: bool = True
    answers: bool = True
    for_staff: bool = False
    point: Point | None = None


@action
def add_printer(center: Center, *, entry: Entry, by: Actor, now: datetime) -> Printer:
    check_may_set_printers(by, center, now)
    _check(entry, center)
    _only_one_for_staff(center, entry)
    printer = Printer(id=new_id(), center=center)
    _fill(printer, entry)
    printer.save(force_insert=True)
    record("printer.added", printer, by=by, at=now, how=printer.kind, dots=printer.dots)
    return printer


@action
def change_printer(printer: Printer, *, entry: Entry, by: Actor, now: datetime) -> Printer:
    check_may_set_printers(by, printer.center, now)
    fresh = _locked(printer)
    _check(entry, printer.center, but=fresh)
    _only_one_for_staff(printer.center, entry)
    _fill(fresh, entry)
    fresh.save()
    record("printer.changed", fresh, by=by, at=now, how=fresh.kind, dots=fresh.dots)
    return fresh


@action
def remove_printer(printer: Printer, *, by: Actor, now: datetime) -> Printer:
    """Out of use: its kiosks print as their browsers can, and what waits for it ends as too late."""
    check_may_set_printers(by, printer.center, now)
    fresh = _locked(printer)
    fresh.removed_at = now
    fresh.for_staff = False
    fresh.save(update_fields=["removed_at", "for_staff"])
    fresh.kiosks.all().delete()
    record("printer.removed", fresh, by=by, at=now)
    return fresh


@action
def assign_printer(kiosk: Device, *, printer: Printer | None, by: Actor, now: datetime) -> None:
    """The slips of this kiosk come out there from now on; None: its browser prints."""
    check_may_set_printers(by, kiosk.center, now)
    if kiosk.kind != Device.Kind.KIOSK or (
        printer is not None and (printer.center_id != kiosk.center_id or printer.removed_at is not None)
    ):
        raise NotFound(
            "no_such_printer", Words("Không có máy in này tại Trung tâm.", "No such printer at this center.")
        )
    if printer is None:
        KioskPrinter.objects.filter(kiosk=kiosk).delete()
    else:
        KioskPrinter.objects.update_or_create(kiosk=kiosk, defaults={"printer": printer})
    record("printer.assigned", kiosk, by=by, at=now, printer=str(printer.pk) if printer else "")


@action
def hear_printer(printer: Printer, *, state: str, by: Device, now: datetime) -> Printer:
    """How the agent found the printer; an event only where that changed (``printer.state``)."""
    if state not in Printer.State.values:
        raise Invalid(
            "state_unknown",
            Words("Không rõ tình trạng máy in này.", "This state of a printer is not known."),
            field="state",
        )
    fresh = _locked(printer)
    was = fresh.state_at(now)
    fresh.heard_at = now
    if fresh.state != state or fresh.state_since is None:
        fresh.state, fresh.state_since = state, now
    fresh.save(update_fields=["state", "state_since", "heard_at"])
    if was != state:
        record("printer.state", fresh, by=by, at=now, state=state, was=was)
    return fresh


def _locked(printer: Printer) -> Printer:
    rows = (
        Printer.objects.in_use()
        .select_for_update(of=("self",), no_key=True)
        .select_related("center__commune")
    )
    found = rows.filter(pk=printer.pk).first()
    if found is None:
        raise NotFound(
            "no_such_printer", Words("Không có máy in này tại Trung tâm.", "No such printer at this center.")
        )
    return found


def _fill(printer: Printer, entry: Entry) -> None:
    for name in ("kind", "dots", "way", "cuts", "answers", "for_staff", "point"):
        setattr(printer, name, getattr(entry, name))
    printer.name, printer.address = entry.name.strip(), entry.address.strip()


def _only_one_for_staff(center: Center, entry: Entry) -> None:
    if entry.for_staff:
        Printer.objects.in_use().filter(center=center, for_staff=True).update(for_staff=False)


def _possible(entry: Entry) -> bool:
    """Whether a network address can be one: a slip of a finger would else look like a printer that is off."""
    if entry.kind != "network":
        return True
    host, _, port = entry.address.strip().partition(":")
    if port and not 1 <= int(port) <= HIGHEST_PORT:
        return False
    try:
        return not NUMBERS.fullmatch(host) or bool(ip_address(host))
    except ValueError:
        return False


def _check(entry: Entry, center: Center, *, but: Printer | None = None) -> None:
    """Everything that is wrong, at once."""
    wrong: list[Invalid] = []
    name = entry.name.strip()
    if not 1 <= len(name) <= 60:
        wrong.append(_wrong("name", Words("Đặt tên từ 1 đến 60 ký tự.", "Give a name of 1 to 60 letters.")))
    else:
        others = Printer.objects.in_use().filter(center=center, name=name)
        if (others.exclude(pk=but.pk) if but else others).exists():
            wrong.append(
                _wrong("name", Words("Đã có máy in mang tên này.", "A printer already has that name."))
            )
    shape = ADDRESS.get(entry.kind)
    if shape is None:
        wrong.append(_wrong("kind", Words("Chọn cách nối máy in.", "Choose how the printer is connected.")))
    elif not shape.fullmatch(entry.address.strip()) or not _possible(entry):
        hint = HINTS[entry.kind]
        words = Words(f"Địa chỉ chưa đúng. {hint.vi}.", f"This is no such address. {hint.en}.")
        wrong.append(_wrong("address", words))
    if entry.dots not in (384, 576):
        wrong.append(_wrong("dots", Words("Chọn khổ giấy.", "Choose the width of the paper.")))
    if entry.way not in Printer.Way.values:
        wrong.append(_wrong("way", Words("Chọn lệnh in ảnh.", "Choose the picture command.")))
    if entry.point is not None and entry.point.center_id != center.pk:
        wrong.append(_wrong("point", Words("Chọn điểm tiếp nhận.", "Choose the receiving point.")))
    if wrong:
        raise InvalidFields(wrong)


def _wrong(field: str, words: Words) -> Invalid:
    return Invalid(f"printer_{field}", words, field=field)
