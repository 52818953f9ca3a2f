"""The timed work of appointments: closures told, reminders, who did not come, held slots that lapse, contacts
erased.

What cannot be done is logged and holds up nothing else.

A freed slot is offered as soon as its event is delivered, so that the list is asked before the public page.
"""

import logging
from datetime import datetime, timedelta

from django.db.models import Q

from motcua.base.actors import System
from motcua.base.models import Event
from motcua.hall.actions.appointment_upkeep import (
    due_reminder,
    erase_contacts,
    excuse,
    lapses_at,
    miss,
    remind,
    tell_of_closure,
)
from motcua.hall.actions.waiting_list import lapse, offer_free
from motcua.hall.appointments import rules_for
from motcua.hall.closures import closure_at, closures_ahead, starts_within
from motcua.hall.models import Appointment, AppointmentRules, WaitingListEntry
from motcua.places.hours import business_date
from motcua.places.models import Center

log = logging.getLogger("motcua.work")

SYSTEM = System()


def look_after(now: datetime) -> None:
    """Everything whose time has come by now, each by an action of its own."""
    for rules in AppointmentRules.objects.select_related("center__commune"):
        for part in (_tell_of_closures, _remind, _miss, _lapse, _offer):
            try:
                part(rules, now)
            except Exception:
                log.exception("appointments of %s: %s failed", rules.center_id, part.__name__)


def erase(now: datetime) -> None:
    today = business_date(now)
    past = Appointment.objects.filter(day__lt=today).exclude(contact="", holder="").values("center")
    waited = WaitingListEntry.objects.filter(last_day__lt=today).exclude(contact="", holder="")
    for center in Center.objects.filter(pk__in=past.union(waited.values("center"))):
        erase_contacts(center, by=SYSTEM, now=now)


def offer_what_is_free(event: Event, now: datetime) -> None:
    """A slot was freed at the center whose journal says so."""
    center = Center.objects.select_related("commune").filter(identifier=event.stream).first()
    rules = rules_for(center) if center else None
    if center is not None and rules is not None:
        offer_free(center, rules, by=SYSTEM, now=now)


def _tell_of_closures(rules: AppointmentRules, now: datetime) -> None:
    closures = closures_ahead(rules.center, now)
    which = Q(told_closed=True)
    for closure in closures:
        which |= starts_within(closure.begins_at, closure.ends_at)
    coming = Appointment.objects.filter(which, center=rules.center, state="booked", starts_at__gt=now)
    for appointment in coming.exclude(contact=""):
        if appointment.told_closed != (closure_at(appointment, closures) is not None):
            tell_of_closure(appointment, by=SYSTEM, now=now)


def _remind(rules: AppointmentRules, now: datetime) -> None:
    if not rules.reminders:
        return
    first = timedelta(hours=max(rules.reminders))
    coming = Appointment.objects.filter(
        center=rules.center, state="booked", starts_at__gt=now, starts_at__lte=now + first
    ).exclude(contact="")
    closures = closures_ahead(rules.center, now)
    for appointment in coming:
        hours = due_reminder(rules, appointment, now)
        if hours is not None and closure_at(appointment, closures) is None:
            remind(appointment, hours=hours, by=SYSTEM, now=now)


def _miss(rules: AppointmentRules, now: datetime) -> None:
    """Who did not come; not who found the doors closed."""
    booked = Appointment.objects.filter(center=rules.center, state="booked", starts_at__lt=now)
    passed = list(booked.order_by("starts_at"))
    closures = closures_ahead(rules.center, passed[0].starts_at) if passed else []
    for appointment in passed:
        if closure_at(appointment, closures) is not None:
            if appointment.day < business_date(now):
                excuse(appointment, by=SYSTEM, now=now)
        elif now > lapses_at(appointment):
            miss(appointment, by=SYSTEM, now=now)


def _offer(rules: AppointmentRules, now: datetime) -> None:
    offer_free(rules.center, rules, by=SYSTEM, now=now)


def _lapse(rules: AppointmentRules, now: datetime) -> None:
    rows = WaitingListEntry.objects.filter(center=rules.center)
    unanswered = rows.filter(state="offered", offered_until__lte=now)
    over = rows.filter(state__in=("waiting", "offered"), last_day__lt=business_date(now))
    for entry in unanswered | over:
        lapse(entry, by=SYSTEM, now=now)
