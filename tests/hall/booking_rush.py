"""A program of its own for ``test_appointments_race``: books what is left of one morning, or says what came.

``python -m tests.hall.booking_rush plan`` · ``book`` · ``tell``
"""

import json
import sys
from datetime import datetime, timedelta

import django

django.setup()

from django.utils import timezone  # noqa: E402

from motcua.base.actors import Resident, System  # noqa: E402
from motcua.base.journal import verify  # noqa: E402
from motcua.catalogue.models import Field  # noqa: E402
from motcua.domain.refusal import Conflict  # noqa: E402
from motcua.domain.workdays import local  # noqa: E402
from motcua.hall import appointments as plans  # noqa: E402
from motcua.hall.actions import appointments  # noqa: E402
from motcua.hall.actions.appointment_rules import set_appointment_rules  # noqa: E402
from motcua.hall.appointments import Wanted  # noqa: E402
from motcua.hall.models import Appointment, AppointmentRules  # noqa: E402
from motcua.places.hours import hours_of  # noqa: E402
from motcua.places.models import Center  # noqa: E402


def center() -> Center:
    return Center.objects.select_related("commune").get(commune_id="17791")


def plan() -> None:
    """Two counters of 60 minutes, half kept: 60 minutes a slot, four appointments of 15."""
    set_appointment_rules(
        center(),
        counters={"place:": 2, "field:land": 2},
        minutes={"land": 15},
        walk_ins=50,
        length=60,
        days_ahead=14,
        reminders=[],
        offer_hours=3,
        by=System("test"),
        now=timezone.now(),
    )


def slots() -> list[datetime]:
    """The first three of the next working day but one (so that no day ends meanwhile)."""
    place = center()
    hours = hours_of(place)
    day = hours.next_working_day(local(timezone.now()).date(), 2)
    return [hours.opens(day) + timedelta(hours=ahead) for ahead in range(3)]


def book() -> None:
    got = 0
    for at in slots() * 6:
        wanted = Wanted(Field.objects.get(code="land"))
        try:
            appointments.book(center(), wanted=wanted, starts_at=at, by=Resident(), now=timezone.now())
            got += 1
        except Conflict:
            pass
    print(json.dumps({"booked": got}))


def tell() -> None:
    place, now = center(), timezone.now()
    rules = AppointmentRules.objects.get(center=place)
    day = local(slots()[0]).date()
    book_of_day = plans.diary(place, rules, [day], now).book(day)
    taken = [book_of_day.taken(at, "place:") for run in book_of_day.day for at in run]
    told = {
        "rows": Appointment.objects.count(),
        "taken": taken[:4],
        "journal": verify().broken,
    }
    print(json.dumps(told))


if __name__ == "__main__":
    {"plan": plan, "book": book, "tell": tell}[sys.argv[1]]()
