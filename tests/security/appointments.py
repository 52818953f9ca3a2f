"""An appointment of this morning and somebody on the waiting list at each center, and honest requests."""

from datetime import timedelta
from typing import Any

from motcua.base.actors import Resident, System
from motcua.catalogue.models import Field
from motcua.hall import presence
from motcua.hall.actions.appointment_rules import set_appointment_rules
from motcua.hall.actions.appointments import book
from motcua.hall.actions.waiting_list import join
from motcua.hall.appointments import Wanted
from motcua.hall.models import Appointment, WaitingListEntry
from tests.cast import MONDAY_0900

PAGES = ("appointment", "appointments", "waiting")


def set_up(place: Any) -> None:
    set_appointment_rules(
        place.center,
        counters={"place:": 1, "field:civil-status": 1},
        minutes={},
        walk_ins=50,
        length=30,
        days_ahead=7,
        reminders=[24],
        offer_hours=3,
        by=System("test"),
        now=MONDAY_0900,
    )
    wanted = Wanted(Field.objects.get(pk="civil-status"))
    mine = book(
        place.center,
        wanted=wanted,
        starts_at=MONDAY_0900.replace(hour=10),
        by=Resident(),
        now=MONDAY_0900,
    )
    join(
        place.center,
        wanted=wanted,
        first_day=mine.day,
        last_day=mine.day + timedelta(days=1),
        contact=place.person.phone,
        by=Resident(),
        now=MONDAY_0900,
    )


def example(words: list[str], place: Any) -> dict[str, str]:
    """Of the parts of an address about an appointment or the waiting list."""
    if words[:2] == ["counter", "appointments"]:
        return {"pk": str(Appointment.objects.get(center=place.center).pk)}
    if words[0] != "hall" or not set(words) & set(PAGES):
        return {}
    rows = WaitingListEntry if "waiting" in words else Appointment
    return {"token": rows.objects.get(center=place.center).token}


def bodies(place: Any) -> dict[str, dict[str, Any]]:
    wanted = {"field": "civil-status", "day": "2026-11-23", "at": "10:30"}
    token, code = Appointment.objects.values_list("token", "code").get(center=place.center)
    return {
        "/hall/<str:center>/appointment": {**wanted, "go": "book"},
        "/hall/<str:center>/appointment/<str:token>/move": wanted,
        "/hall/<str:center>/appointment/<str:token>/arrival": {
            "proof": presence.code(place.center, MONDAY_0900)
        },
        "/hall/<str:center>/waiting": {"earlier": token, "contact": "0900000077"},
        "/hall/<str:center>/waiting/<str:token>": {"go": "leave"},
        "/kiosk/<str:center>/appointment": {"code": code},
        "/counter/appointments/entry": wanted,
        "/counter/appointments/found": {"q": code},
        "/counter/appointments/<uuid:pk>/move": wanted,
        "/setup/appointments": {
            "place:": "1",
            "field:civil-status": "1",
            "walk_ins": "50",
            "length": "30",
            "days_ahead": "7",
            "offer_hours": "3",
        },
    }
