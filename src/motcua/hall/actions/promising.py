"""What the actions on appointments share: the lock of a day, what is still free, the row itself."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from motcua.base.actions import part_of_action
from motcua.base.actors import Actor
from motcua.base.rows import new_id
from motcua.domain import codes
from motcua.domain.refusal import Conflict
from motcua.domain.words import Words
from motcua.domain.workdays import local
from motcua.hall import appointment_texts as texts
from motcua.hall import appointments as plans
from motcua.hall.appointment_lengths import Lengths
from motcua.hall.appointments import Wanted
from motcua.hall.models import Appointment, AppointmentDay, AppointmentRules
from motcua.people.models import Officer
from motcua.places.hours import business_date
from motcua.places.models import Center

State = Appointment.State


@part_of_action
def lock_days(center: Center, days: Iterable[date]) -> None:
    """Whoever takes or frees slots of these days waits here for the one before; always in order of days."""
    for day in sorted(set(days)):
        AppointmentDay.objects.select_for_update().get_or_create(center=center, day=day)


@part_of_action
def lock_booked(appointment: Appointment, now: datetime) -> Appointment:
    """As it is now, locked; raises ``Conflict`` where it holds no more or its time has come."""
    fresh = locked(appointment)
    if fresh.state != State.BOOKED or fresh.starts_at <= now:
        raise ended(fresh)
    return fresh


@part_of_action
def locked(appointment: Appointment) -> Appointment:
    rows = Appointment.objects.select_for_update(of=("self",))
    return rows.select_related("center__commune", "field", "point", "ticket").get(pk=appointment.pk)


STATE_WORDS: dict[str, Words] = {
    State.BOOKED: Words("đã đến giờ", "its time has come"),
    State.MOVED: Words("đã đổi sang giờ khác", "it was moved to another time"),
    State.CANCELLED: Words("đã hủy", "it was cancelled"),
    State.ARRIVED: Words("người hẹn đã đến và có số", "its holder has come and has a number"),
    State.MISSED: Words("đã quá giờ mà không có người đến", "its time passed and nobody came"),
}


def ended(appointment: Appointment) -> Conflict:
    words, at = STATE_WORDS[appointment.state], texts.when(appointment.starts_at)
    return Conflict(
        "appointment_ended",
        Words(
            vi=f"Cuộc hẹn {at.vi} không đổi hay dùng được nữa: {words.vi}.",
            en=f"The appointment of {at.en} cannot be changed or used any more: {words.en}.",
        ),
    )


def as_wanted(row: Appointment) -> Wanted:
    return Wanted(row.field, row.procedure_code, row.point, tuple(row.needs), row.amount)


def check_left(
    center: Center,
    rules: AppointmentRules,
    wanted: Wanted,
    starts_at: datetime,
    now: datetime,
    *,
    without: Iterable[UUID] = (),
) -> None:
    """Raises ``Conflict`` where the slot is not to be had (any more). Under the lock of its day."""
    day = business_date(starts_at)
    if day in plans.days_ahead(rules, now):
        book = plans.diary(center, rules, [day], now, without=without)
        if any(slot.starts_at == starts_at for slot in book.left(wanted, day, now)):
            return
    raise Conflict(
        "slot_taken",
        Words(
            vi=f"Giờ {local(starts_at):%H:%M} ngày {local(starts_at):%d/%m/%Y} không còn chỗ. Mời chọn giờ "
            "khác.",
            en=f"{local(starts_at):%H:%M} on {local(starts_at):%d/%m/%Y} is not free any more. Please choose "
            "another time.",
        ),
        field="at",
    )


def check_no_other(center: Center, day: date, contact: str) -> None:
    """One active appointment a contact and day (the constraint of the table, said in words)."""
    holder = plans.digest_of(contact)
    booked = Appointment.objects.filter(center=center, day=day, state=State.BOOKED, holder=holder)
    if holder and booked.exists():
        raise Conflict(
            "appointment_already",
            Words(
                vi="Với số điện thoại hoặc thư này đã có một cuộc hẹn trong ngày. Mở liên kết trong tin nhắn "
                "để đổi giờ, hoặc chọn ngày khác.",
                en="There is an appointment on that day under this phone or e-mail. Open the link in your "
                "message to move it, or choose another day.",
            ),
            field="contact",
        )


def promised(
    center: Center,
    rules: AppointmentRules,
    wanted: Wanted,
    starts_at: datetime,
    contact: str,
    language: str,
    *,
    by: Actor,
    now: datetime,
) -> Appointment:
    """The row, not saved yet; the reminders whose time has passed already are left out."""
    day = business_date(starts_at)
    return Appointment(
        id=new_id(),
        center=center,
        field=wanted.field,
        procedure_code=wanted.procedure_code,
        point=wanted.point,
        needs=sorted(wanted.needs),
        amount=wanted.amount,
        minutes=wanted.minutes(Lengths(center, rules)),
        token=codes.new_token(secrets.token_bytes(codes.TOKEN_BYTES)),
        contact=contact,
        holder=plans.digest_of(contact),
        language="en" if language.startswith("en") else "vi",
        made_at=now,
        day=day,
        starts_at=starts_at,
        code=_new_code(center, day),
        by_staff=isinstance(by, Officer),
        reminded=min(
            (hours for hours in rules.reminders if starts_at - timedelta(hours=hours) <= now), default=None
        ),
    )


@part_of_action
def moved(
    old: Appointment, rules: AppointmentRules, starts_at: datetime, *, by: Actor, now: datetime
) -> Appointment:
    """The new row in place of the old one, which gives it its token and its code."""
    new = promised(old.center, rules, as_wanted(old), starts_at, old.contact, old.language, by=by, now=now)
    new.by_staff, new.replaces = old.by_staff, old
    new.token, old.token = old.token, new.token
    taken = Appointment.objects.filter(center=old.center, day=new.day, code=old.code).exclude(pk=old.pk)
    if not taken.exists():
        new.code, old.code = old.code, _new_code(old.center, old.day)
    old.state, old.ended_at, old.contact, old.holder = State.MOVED, now, "", ""
    old.save(update_fields=["state", "ended_at", "contact", "holder", "token", "code"])
    new.save(force_insert=True)
    return new


def _new_code(center: Center, day: date) -> str:
    while True:
        code = "".join(secrets.choice(codes.TOKEN_ALPHABET) for _ in range(plans.CODE_LENGTH))
        if not Appointment.objects.filter(center=center, day=day, code=code).exists():
            return code


def stamp(moment: datetime) -> str:
    return local(moment).isoformat(timespec="minutes")


def as_codes(row: Appointment) -> dict[str, str | int]:
    return {
        "field": row.field_id,
        "procedure": row.procedure_code,
        "starts_at": stamp(row.starts_at),
        "minutes": row.minutes,
        "needs": "+".join(row.needs),
    }
