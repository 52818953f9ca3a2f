"""The hall's timed jobs, registered at start-up; what they do is imported when they run."""

from datetime import datetime, timedelta

from motcua.base import timed
from motcua.base.models import Event
from motcua.base.subscriptions import subscribe_errand

EVERY = timedelta(minutes=1)
ERASE_EVERY = timedelta(hours=1)
FREED = ["appointment.cancelled", "appointment.moved", "waiting.ended"]


def register() -> None:
    timed.schedule("hall.appointments", EVERY, look_after_appointments)
    timed.schedule("hall.appointments.erase", ERASE_EVERY, erase_contacts)
    subscribe_errand("hall.waiting_list", FREED, offer_what_is_free)


def look_after_appointments(now: datetime) -> None:
    from motcua.hall import appointment_jobs  # here: the app is not ready when this is registered

    appointment_jobs.look_after(now)


def erase_contacts(now: datetime) -> None:
    from motcua.hall import appointment_jobs

    appointment_jobs.erase(now)


def offer_what_is_free(event: Event, now: datetime) -> None:
    from motcua.hall import appointment_jobs

    appointment_jobs.offer_what_is_free(event, now)
