"""The hall's timed jobs, registered at start-up; what they do is imported when they run."""

from datetime import datetime, timedelta

from motcua.base import timed
from motcua.base.models import Event
from motcua.base.subscriptions import subscribe_errand

EVERY = timedelta(minutes=1)
ERASE_EVERY = timedelta(hours=1)
NOTES_EVERY = timedelta(hours=12)
FREED = ["appointment.cancelled", "appointment.moved", "waiting.ended"]


def register() -> None:
    timed.schedule("hall.appointments", EVERY, look_after_appointments)
    timed.schedule("hall.appointments.erase", ERASE_EVERY, erase_contacts)
    timed.schedule("hall.notes", NOTES_EVERY, forget_notes)
    subscribe_errand("hall.waiting_list", FREED, offer_what_is_free)


def look_after_appointments(now: datetime) -> None:
    from motcua.hall import appointment_jobs  # here: the app is not ready when this is registered

    appointment_jobs.look_after(now)


def erase_contacts(now: datetime) -> None:
    from motcua.hall import appointment_jobs

    appointment_jobs.erase(now)


def forget_notes(now: datetime) -> None:
    from motcua.base.actors import System
    from motcua.hall.actions.notes import centers_with_notes, forget_notes

    for center in centers_with_notes(now):
        forget_notes(center, by=System(), now=now)


def offer_what_is_free(event: Event, now: datetime) -> None:
    from motcua.hall import appointment_jobs

    appointment_jobs.offer_what_is_free(event, now)
