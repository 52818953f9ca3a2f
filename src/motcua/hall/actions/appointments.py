"""Appointments: a slot is promised, moved, given back, and becomes a number when its holder has come."""

from datetime import datetime

from motcua.base.actions import action
from motcua.base.actors import Actor
from motcua.base.journal import record
from motcua.domain.refusal import Invalid, Refusal
from motcua.domain.words import Words
from motcua.hall import appointment_texts as texts
from motcua.hall import appointments as plans
from motcua.hall.actions.issuing import issue
from motcua.hall.actions.presence import check_proof
from motcua.hall.actions.promising import (
    as_codes,
    as_wanted,
    check_left,
    check_no_other,
    ended,
    lock_booked,
    lock_days,
    locked,
    moved,
    promised,
    stamp,
)
from motcua.hall.appointments import Wanted
from motcua.hall.guards import check_may_attend
from motcua.hall.locking import lock_hall
from motcua.hall.models import Appointment, Ticket
from motcua.people.models import Officer
from motcua.places.hours import business_date
from motcua.places.models import Center

State = Appointment.State


@action
def book(
    center: Center,
    *,
    wanted: Wanted,
    starts_at: datetime,
    by: Actor,
    now: datetime,
    contact: str = "",
    language: str = "vi",
    press: str | None = None,
) -> Appointment:
    """Promise the slot that begins at ``starts_at``. The same ``press`` gives the same appointment again.

    Raises ``Conflict`` where the slot has just been taken or the contact has an appointment on that day,
    ``Invalid`` for what cannot be wanted, ``Refusal`` where the center gives no appointments.
    """
    if isinstance(by, Officer):
        check_may_attend(center, by, now)
    plans.check(wanted)
    reached = plans.contact_of(contact)
    rules = plans.rules_needed(center)
    lock_days(center, [business_date(starts_at)])
    before = Appointment.objects.select_related("center__commune", "field").filter(press=press).first()
    if press and before is not None and before.center_id == center.pk:
        return before
    check_left(center, rules, wanted, starts_at, now)
    check_no_other(center, business_date(starts_at), reached)
    appointment = promised(center, rules, wanted, starts_at, reached, language, by=by, now=now)
    appointment.press = press or None
    appointment.save(force_insert=True)
    texts.tell(appointment, "appointment_booked", texts.booked(appointment), by=by, now=now)
    record("appointment.booked", appointment, by=by, at=now, **as_codes(appointment))
    return appointment


@action
def move(appointment: Appointment, *, starts_at: datetime, by: Actor, now: datetime) -> Appointment:
    """To another slot, under the same token and, where it is free on that day, the same code: the paper
    and the calendar entry that somebody has keep working. The old row stays, as moved."""
    center = appointment.center
    if isinstance(by, Officer):
        check_may_attend(center, by, now)
    rules = plans.rules_needed(center)
    lock_days(center, [appointment.day, business_date(starts_at)])
    old = lock_booked(appointment, now)
    if old.starts_at == starts_at:
        raise Invalid(
            "same_slot",
            Words(
                "Ông/bà đang có đúng giờ này. Chọn giờ khác.", "You have this time already. Choose another."
            ),
            field="at",
        )
    check_left(center, rules, as_wanted(old), starts_at, now, without=[old.pk])
    new = moved(old, rules, starts_at, by=by, now=now)
    texts.tell(new, "appointment_booked", texts.booked(new), by=by, now=now)
    record("appointment.moved", new, by=by, at=now, was=str(old.pk), **as_codes(new))
    return new


@action
def cancel(appointment: Appointment, *, by: Actor, now: datetime) -> Appointment:
    """Give the slot back; the contact is erased at once. Who cancels for somebody else tells them."""
    if isinstance(by, Officer):
        check_may_attend(appointment.center, by, now)
    lock_days(appointment.center, [appointment.day])
    fresh = lock_booked(appointment, now)
    if isinstance(by, Officer):
        texts.tell(fresh, "appointment_cancelled", texts.cancelled(fresh), by=by, now=now)
    fresh.state, fresh.ended_at = State.CANCELLED, now
    fresh.contact = fresh.holder = ""
    fresh.save(update_fields=["state", "ended_at", "contact", "holder"])
    record("appointment.cancelled", fresh, by=by, at=now, starts_at=stamp(fresh.starts_at))
    return fresh


@action
def check_in(appointment: Appointment, *, by: Actor, now: datetime, proof: str = "") -> Ticket:
    """Its holder is in the hall: a number, called by the early and late rules of ``domain.queueing``.

    Once: again gives the same number. Who is marked as missed and comes on the same day after all waits
    like everybody by arrival. Refused on another day. From a phone ``proof`` is what the display or the
    door shows (``hall.presence``); officers and kiosks see the person.
    """
    center = appointment.center
    if isinstance(by, Officer):
        check_may_attend(center, by, now)
    elif by.actor_kind == "resident":
        check_proof(center, proof, now, appointment.point, field="proof")
    lock_hall(center, now)
    fresh = locked(appointment)
    if fresh.ticket is not None:
        return fresh.ticket
    if fresh.state not in (State.BOOKED, State.MISSED):
        raise ended(fresh)
    if fresh.day != business_date(now):
        at = texts.when(fresh.starts_at)
        raise Refusal(
            "appointment_other_day",
            Words(
                vi=f"Cuộc hẹn này vào lúc {at.vi}. Mời ông/bà đến đúng ngày, hoặc đổi giờ hẹn.",
                en=f"This appointment is at {at.en}. Please come on that day, or move it.",
            ),
        )
    ticket = issue(
        center,
        field=fresh.field,
        procedure_code=fresh.procedure_code,
        point=fresh.point,
        needs=fresh.needs,
        amount=fresh.amount,
        source=Ticket.Source.APPOINTMENT,
        appointment_at=fresh.starts_at,
        by=by,
        now=now,
    )
    fresh.state, fresh.ended_at, fresh.ticket = State.ARRIVED, now, ticket
    fresh.save(update_fields=["state", "ended_at", "ticket"])
    record("appointment.arrived", fresh, by=by, at=now, ticket=str(ticket.pk))
    return ticket
