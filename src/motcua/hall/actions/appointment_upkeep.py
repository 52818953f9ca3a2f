"""What time does to appointments: nobody came, a reminder is due, contacts are erased after the day."""

from datetime import datetime, timedelta

from django.db.models import Q

from motcua.base.actions import action
from motcua.base.actors import Actor
from motcua.base.journal import record
from motcua.hall import appointment_texts as texts
from motcua.hall.actions.promising import locked, stamp
from motcua.hall.closures import closure_at, closures_ahead
from motcua.hall.models import Appointment, AppointmentRules, WaitingListEntry
from motcua.hall.rules import rules_of
from motcua.places.hours import business_date
from motcua.places.models import Center

State = Appointment.State


@action
def miss(appointment: Appointment, *, by: Actor, now: datetime) -> Appointment:
    """Its time and the time allowed for being late have passed. Who comes on that day after all is still
    received (``check_in``)."""
    fresh = locked(appointment)
    if fresh.state != State.BOOKED or now <= lapses_at(fresh):
        return fresh
    fresh.state, fresh.ended_at = State.MISSED, now
    fresh.save(update_fields=["state", "ended_at"])
    record("appointment.missed", fresh, by=by, at=now)
    return fresh


@action
def excuse(appointment: Appointment, *, by: Actor, now: datetime) -> Appointment:
    """The center was closed at its time, and its day is over: the center gave it back, nobody missed it.
    Until then who comes on that day after all is still received."""
    fresh = locked(appointment)
    if fresh.state != State.BOOKED or fresh.day >= business_date(now):
        return fresh
    fresh.state, fresh.ended_at = State.CANCELLED, now
    fresh.contact = fresh.holder = ""
    fresh.save(update_fields=["state", "ended_at", "contact", "holder"])
    record("appointment.cancelled", fresh, by=by, at=now, starts_at=stamp(fresh.starts_at))
    return fresh


def lapses_at(appointment: Appointment) -> datetime:
    """When somebody who has not come counts as not coming."""
    return appointment.starts_at + timedelta(minutes=rules_of(appointment.center).late_minutes)


@action
def remind(appointment: Appointment, *, hours: int, by: Actor, now: datetime) -> Appointment:
    """Tell them once so many hours before; later reminders replace those that were not sent in time. Nobody
    is reminded of a time at which the center is closed."""
    fresh = locked(appointment)
    told = fresh.reminded is not None and fresh.reminded <= hours
    if fresh.state != State.BOOKED or fresh.starts_at <= now or not fresh.contact or told:
        return fresh
    if closure_at(fresh, closures_ahead(fresh.center, now)) is not None:
        return fresh
    fresh.reminded = hours
    fresh.save(update_fields=["reminded"])
    texts.tell(fresh, "appointment_reminder", texts.reminder(fresh), by=by, now=now)
    record("appointment.reminded", fresh, by=by, at=now, hours=hours)
    return fresh


@action
def tell_of_closure(appointment: Appointment, *, by: Actor, now: datetime) -> Appointment:
    """Tell them once that the center is closed at their time, and once that it is open after all where the
    closure was taken back or ended before. Who moves it to another slot has nothing more to be told."""
    fresh = locked(appointment)
    closure = closure_at(fresh, closures_ahead(fresh.center, now))
    known = fresh.told_closed == (closure is not None)
    if fresh.state != State.BOOKED or fresh.starts_at <= now or not fresh.contact or known:
        return fresh
    fresh.told_closed = closure is not None
    fresh.save(update_fields=["told_closed"])
    if closure is not None:
        texts.tell(fresh, "appointment_closed", texts.closed(fresh, closure), by=by, now=now)
    else:
        texts.tell(fresh, "appointment_open_again", texts.open_again(fresh), by=by, now=now)
    record("appointment.closed_told", fresh, by=by, at=now, closed=closure is not None)
    return fresh


def due_reminder(rules: AppointmentRules, appointment: Appointment, now: datetime) -> int | None:
    """The reminder whose time has come last and that was not sent, in hours before."""
    passed = [hours for hours in rules.reminders if appointment.starts_at - timedelta(hours=hours) <= now]
    hours = min(passed, default=None)
    if hours is None or (appointment.reminded is not None and appointment.reminded <= hours):
        return None
    return hours


@action
def erase_contacts(center: Center, *, by: Actor, now: datetime) -> int:
    """After the day nobody needs to be reached about it; how many were erased."""
    today = business_date(now)
    kept = ~Q(contact="") | ~Q(holder="")
    erased = Appointment.objects.filter(kept, center=center, day__lt=today).update(contact="", holder="")
    erased += WaitingListEntry.objects.filter(kept, center=center, last_day__lt=today).update(
        contact="", holder=""
    )
    if erased:
        record("appointments.erased", center, by=by, at=now, count=erased)
    return erased
