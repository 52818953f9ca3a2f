"""The waiting list for a full day or an earlier time: a freed slot is held for one person after the other."""

import secrets
from datetime import date, datetime, timedelta

from motcua.base.actions import action, part_of_action
from motcua.base.actors import Actor
from motcua.base.journal import record
from motcua.base.rows import new_id
from motcua.domain import codes
from motcua.domain.refusal import Conflict, Invalid
from motcua.domain.words import Words
from motcua.domain.workdays import local
from motcua.hall import appointment_texts as texts
from motcua.hall import appointments as plans
from motcua.hall.actions.promising import (
    as_codes,
    check_left,
    check_no_other,
    lock_days,
    locked,
    moved,
    promised,
    stamp,
)
from motcua.hall.appointment_lengths import Lengths
from motcua.hall.appointments import Wanted
from motcua.hall.models import Appointment, AppointmentRules, WaitingListEntry
from motcua.places.hours import business_date
from motcua.places.models import Center

State = WaitingListEntry.State
NOTICE = timedelta(hours=1)
"""A slot that begins sooner is offered to nobody: it is free to whoever looks."""
MORNING = 8
"""An offer made at night is held until this hour at least."""
MOST_OFFERS = 3


@action
def join(
    center: Center,
    *,
    wanted: Wanted,
    first_day: date,
    last_day: date,
    contact: str,
    by: Actor,
    now: datetime,
    language: str = "vi",
    appointment: Appointment | None = None,
) -> WaitingListEntry:
    """Wait for a slot between two days; with an ``appointment``, for an earlier one than it is."""
    plans.check(wanted)
    reached = plans.contact_of(contact, required=True)
    rules = plans.rules_needed(center)
    ahead = plans.days_ahead(rules, now)
    if not ahead[0] <= first_day <= last_day <= ahead[-1]:
        raise Invalid(
            "waiting_days",
            Words(
                vi=f"Chọn ngày trong {rules.days_ahead} ngày tới.",
                en=f"Choose days within the next {rules.days_ahead} days.",
            ),
            field="last_day",
        )
    _check_open(center, rules, [day for day in ahead if first_day <= day <= last_day], now)
    lock_days(center, [first_day])
    holder = plans.digest_of(reached)
    if WaitingListEntry.objects.filter(
        center=center, holder=holder, first_day=first_day, state__in=(State.WAITING, State.OFFERED)
    ).exists():
        raise Conflict(
            "waiting_already",
            Words(
                vi="Số điện thoại hoặc thư này đã có trong danh sách chờ của ngày đó.",
                en="This phone or e-mail is on the waiting list of that day already.",
            ),
            field="contact",
        )
    entry = WaitingListEntry(
        id=new_id(),
        center=center,
        field=wanted.field,
        procedure_code=wanted.procedure_code,
        point=wanted.point,
        needs=sorted(wanted.needs),
        amount=wanted.amount,
        minutes=wanted.minutes(Lengths(center, rules)),
        token=codes.new_token(secrets.token_bytes(codes.TOKEN_BYTES)),
        contact=reached,
        holder=holder,
        language="en" if language.startswith("en") else "vi",
        made_at=now,
        first_day=first_day,
        last_day=last_day,
        appointment=appointment,
    )
    entry.save(force_insert=True)
    record("waiting.joined", entry, by=by, at=now, field=entry.field_id, first=first_day, last=last_day)
    return entry


def _check_open(center: Center, rules: AppointmentRules, days: list[date], now: datetime) -> None:
    """Nobody waits for a day on which nothing can become free."""
    diary = plans.diary(center, rules, days, now)
    if not any(slot > now for day in days for run in diary.book(day).day for slot in run):
        raise Invalid(
            "waiting_closed",
            Words(
                vi="Trung tâm không làm việc vào ngày này. Mời chọn ngày khác.",
                en="The center is closed on this day. Please choose another.",
            ),
            field="last_day",
        )


@action
def offer(entry: WaitingListEntry, *, starts_at: datetime, by: Actor, now: datetime) -> WaitingListEntry:
    """Hold a free slot for the first who wants it, and tell them until when."""
    day = business_date(starts_at)
    lock_days(entry.center, [day])
    fresh = _locked(entry)
    rules = plans.rules_needed(fresh.center)
    if fresh.state != State.WAITING:
        raise _ended(fresh)
    check_left(fresh.center, rules, _wanted(fresh), starts_at, now)
    fresh.state, fresh.offers = State.OFFERED, fresh.offers + 1
    fresh.offered_day, fresh.offered_at = day, starts_at
    fresh.offered_until = held_until(starts_at, now, hours=rules.offer_hours)
    fresh.save(update_fields=["state", "offers", "offered_day", "offered_at", "offered_until"])
    texts.tell(fresh, "appointment_offer", texts.offer(fresh), by=by, now=now)
    record("waiting.offered", fresh, by=by, at=now, starts_at=stamp(starts_at))
    return fresh


@action
def accept(entry: WaitingListEntry, *, by: Actor, now: datetime) -> Appointment:
    """Take the slot that is held: a new appointment, or the one they have moves to it."""
    center = entry.center
    rules = plans.rules_needed(center)
    days = {day for day in (entry.offered_day, _day_of(entry.appointment)) if day}
    lock_days(center, days)
    fresh = _locked(entry)
    at, until = fresh.offered_at, fresh.offered_until
    if fresh.state != State.OFFERED or at is None or until is None or until <= now:
        raise _ended(fresh)
    wanted, had = _wanted(fresh), _booked(fresh.appointment)
    freed = [fresh.pk, *([had.pk] if had else [])]
    check_left(center, rules, wanted, at, now, without=freed)
    if had is not None:
        appointment = moved(had, rules, at, by=by, now=now)
    else:
        check_no_other(center, business_date(at), fresh.contact)
        appointment = promised(center, rules, wanted, at, fresh.contact, fresh.language, by=by, now=now)
        appointment.save(force_insert=True)
    fresh.state, fresh.contact, fresh.holder = State.TAKEN, "", ""
    fresh.save(update_fields=["state", "contact", "holder"])
    texts.tell(appointment, "appointment_booked", texts.booked(appointment), by=by, now=now)
    record("waiting.taken", fresh, by=by, at=now, appointment=str(appointment.pk), **as_codes(appointment))
    return appointment


@action
def leave(entry: WaitingListEntry, *, by: Actor, now: datetime) -> WaitingListEntry:
    """They want no slot any more; what was held for them is free again."""
    fresh = _locked(entry)
    if fresh.state not in (State.WAITING, State.OFFERED):
        raise _ended(fresh)
    _end(fresh, State.LEFT)
    record("waiting.ended", fresh, by=by, at=now, state=fresh.state)
    return fresh


@action
def lapse(entry: WaitingListEntry, *, by: Actor, now: datetime) -> WaitingListEntry:
    """An offer nobody answered: to the end of the list, and off it after some; or the last day passed."""
    fresh = _locked(entry)
    unanswered = fresh.state == State.OFFERED and fresh.offered_until and fresh.offered_until <= now
    over = fresh.last_day < business_date(now) or (unanswered and fresh.offers >= MOST_OFFERS)
    if over and fresh.state in (State.WAITING, State.OFFERED):
        _end(fresh, State.LAPSED)
    elif unanswered:
        fresh.state, fresh.made_at = State.WAITING, now
        fresh.save(update_fields=["state", "made_at"])
    else:
        return fresh
    record("waiting.ended", fresh, by=by, at=now, state=fresh.state)
    return fresh


def held_until(starts_at: datetime, now: datetime, *, hours: int) -> datetime:
    """Some hours from now; from what is sent at night until the morning; never up to the time itself."""
    until = now + timedelta(hours=hours)
    morning = local(now).replace(hour=MORNING, minute=0, second=0, microsecond=0)
    if local(now).hour >= 21:
        morning += timedelta(days=1)
    at_night = local(now).hour >= 21 or local(now).hour < MORNING - 1
    return min(max(until, morning) if at_night else until, starts_at - NOTICE)


@part_of_action
def _locked(entry: WaitingListEntry) -> WaitingListEntry:
    rows = WaitingListEntry.objects.select_for_update(of=("self",))
    return rows.select_related("center__commune", "field", "point", "appointment").get(pk=entry.pk)


@part_of_action
def _booked(appointment: Appointment | None) -> Appointment | None:
    """The appointment they have, if it still holds. It may have been moved meanwhile: then the new one."""
    if appointment is None:
        return None
    fresh = locked(appointment)
    later = Appointment.objects.filter(replaces=fresh).first() if fresh.state == "moved" else None
    if later is not None:
        return _booked(later)
    return fresh if fresh.state == Appointment.State.BOOKED else None


@part_of_action
def _end(entry: WaitingListEntry, state: str) -> None:
    entry.state, entry.contact, entry.holder = state, "", ""
    entry.save(update_fields=["state", "contact", "holder"])


def _day_of(appointment: Appointment | None) -> date | None:
    return appointment.day if appointment else None


def _wanted(row: WaitingListEntry) -> Wanted:
    return Wanted(row.field, row.procedure_code, row.point, tuple(row.needs), row.amount)


def _ended(entry: WaitingListEntry) -> Conflict:
    return Conflict(
        "offer_ended",
        Words(
            vi="Chỗ này không còn giữ cho ông/bà nữa. Ông/bà có thể chọn giờ khác còn trống.",
            en="This slot is not held for you any more. You can choose another free time.",
        ),
    )


def wants(entry: WaitingListEntry, starts_at: datetime) -> bool:
    """Whether this time is one they wait for: within their days, and before the one they have."""
    had = entry.appointment
    if had is not None and had.state == Appointment.State.BOOKED and starts_at >= had.starts_at:
        return False
    return entry.first_day <= business_date(starts_at) <= entry.last_day


def offer_free(center: Center, rules: AppointmentRules, *, by: Actor, now: datetime) -> int:
    """Offer every slot that is free to the first on the list who wants it; how many offers that made.

    Each is an action of its own; who is told something meanwhile by another process keeps it.
    """
    waiting = WaitingListEntry.objects.filter(
        center=center, state=State.WAITING, last_day__gte=business_date(now)
    )
    made = 0
    for entry in waiting.select_related("center__commune", "field", "point", "appointment").order_by(
        "made_at"
    ):
        slot = _slot_for(entry, rules, now)
        if slot is not None:
            try:
                offer(entry, starts_at=slot, by=by, now=now)
                made += 1
            except Conflict:  # taken in between: the next look finds another
                continue
    return made


def _slot_for(entry: WaitingListEntry, rules: AppointmentRules, now: datetime) -> datetime | None:
    ahead = plans.days_ahead(rules, now)
    days = [day for day in ahead if entry.first_day <= day <= entry.last_day]
    if not days:
        return None
    book = plans.diary(entry.center, rules, days, now)
    return next(
        (
            slot.starts_at
            for day in days
            for slot in book.left(_wanted(entry), day, now + NOTICE)
            if wants(entry, slot.starts_at)
        ),
        None,
    )
