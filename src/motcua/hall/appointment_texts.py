"""What is written to people about their appointment: the time, the place and the link; no name.

Everything else stands on the page behind the link, where it can be moved or cancelled without log-in.
"""

from datetime import datetime

from django.conf import settings

from motcua.base import outgoing
from motcua.base.actors import Actor
from motcua.base.messages import Message
from motcua.domain.words import Words
from motcua.domain.workdays import local
from motcua.hall.models import Appointment, WaitingListEntry
from motcua.places.models import Center, Closure
from motcua.places.queries import DAYS_EN, DAYS_VI


def when(moment: datetime) -> Words:
    """08:30 thứ Ba 24/11/2026 | 08:30 on Tuesday 24/11/2026."""
    at = local(moment)
    return Words(
        vi=f"{at:%H:%M} {DAYS_VI[at.weekday()]} {at:%d/%m/%Y}",
        en=f"{at:%H:%M} on {DAYS_EN[at.weekday()]} {at:%d/%m/%Y}",
    )


def place(center: Center) -> Words:
    return Words(f"Trung tâm {center.name_vi}", f"the center of {center.name_in('en')}")


def link(row: Appointment | WaitingListEntry) -> str:
    page = "appointment" if isinstance(row, Appointment) else "waiting"
    return f"{settings.PUBLIC_ADDRESS}/hall/{row.center.code}/{page}/{row.token}"


def booked(row: Appointment) -> Words:
    at, where = when(row.starts_at), place(row.center)
    return Words(
        vi=f"Đã hẹn: {at.vi}, {where.vi}, mã {row.code}. Xem, đổi giờ, hủy: {link(row)}",
        en=f"Booked: {at.en}, {where.en}, code {row.code}. See, move, cancel: {link(row)}",
    )


def reminder(row: Appointment) -> Words:
    at, where = when(row.starts_at), place(row.center)
    return Words(
        vi=f"Nhắc hẹn: {at.vi}, {where.vi}, mã {row.code}. Không đến được, xin hủy để người khác dùng: "
        f"{link(row)}",
        en=f"Reminder: {at.en}, {where.en}, code {row.code}. If you cannot come, please cancel so that "
        f"somebody else can: {link(row)}",
    )


def cancelled(row: Appointment) -> Words:
    at, where = when(row.starts_at), place(row.center)
    return Words(
        vi=f"Cuộc hẹn {at.vi} tại {where.vi} đã bị Trung tâm hủy. Mời ông/bà hẹn lại hoặc đến lấy số.",
        en=f"The appointment of {at.en} at {where.en} was cancelled by the center. Please book another, or "
        "come and take a number.",
    )


def closed(row: Appointment, closure: Closure) -> Words:
    at, where = when(row.starts_at), place(row.center)
    return Words(
        vi=f"{where.vi} đóng cửa vào giờ hẹn {at.vi}: {closure.reason_vi}. Mã {row.code}. Xin đổi giờ hoặc "
        f"hủy: {link(row)}",
        en=f"Closed at the time of your appointment, {at.en}, {where.en}: {closure.reason_in('en')}. Code "
        f"{row.code}. Please move or cancel it: {link(row)}",
    )


def open_again(row: Appointment) -> Words:
    at, where = when(row.starts_at), place(row.center)
    return Words(
        vi=f"{where.vi} vẫn mở cửa lúc {at.vi}: cuộc hẹn mã {row.code} giữ nguyên. Xem, đổi giờ, hủy: "
        f"{link(row)}",
        en=f"Open after all: {at.en}, {where.en}. Your appointment, code {row.code}, stands. See, move, "
        f"cancel: {link(row)}",
    )


def offer(row: WaitingListEntry) -> Words:
    assert row.offered_at is not None
    assert row.offered_until is not None
    at, until, where = when(row.offered_at), local(row.offered_until), place(row.center)
    return Words(
        vi=f"Có chỗ trống: {at.vi}, {where.vi}. Giữ cho ông/bà đến {until:%H:%M %d/%m}. Nhận hoặc bỏ: "
        f"{link(row)}",
        en=f"A slot is free: {at.en}, {where.en}. Held for you until {until:%H:%M %d/%m}. Take or leave it: "
        f"{link(row)}",
    )


SUBJECTS = {
    "appointment_booked": Words("Đã hẹn giờ đến Trung tâm", "Your appointment"),
    "appointment_reminder": Words("Nhắc hẹn", "A reminder of your appointment"),
    "appointment_cancelled": Words("Cuộc hẹn bị hủy", "Your appointment was cancelled"),
    "appointment_closed": Words("Trung tâm đóng cửa vào giờ hẹn", "Closed at the time of your appointment"),
    "appointment_open_again": Words(
        "Trung tâm vẫn mở cửa vào giờ hẹn", "Open at the time of your appointment"
    ),
    "appointment_offer": Words("Có chỗ trống cho ông/bà", "A slot is free for you"),
}


def tell(row: Appointment | WaitingListEntry, purpose: str, text: Words, *, by: Actor, now: datetime) -> None:
    """By the one way they left; nothing where they left none. Within an action."""
    if not row.contact:
        return
    by_mail = "@" in row.contact
    subject = SUBJECTS[purpose].in_language(row.language) if by_mail else ""
    message = Message(
        row.contact, "email" if by_mail else "sms", subject, text.in_language(row.language), row.language
    )
    outgoing.prepare(message, about=row, purpose=purpose, by=by, now=now)
