"""The demo's appointments at any hour and on any day, played again at a start on the next day."""

from datetime import datetime, timedelta

import pytest

from motcua.domain.workdays import ZONE
from motcua.hall.models import Appointment, WaitingListEntry
from motcua.sandbox.appointments import Appointments
from motcua.sandbox.stage import Stage

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 23, 14, 40, tzinfo=ZONE)


def play(cast, now):
    stage = Stage(seed=1)
    Appointments(stage, cast.kim_bang).begin(now)
    stage.play(now)


def test_somebody_came_somebody_did_not_and_others_are_expected(cast):
    play(cast, MONDAY)
    today = Appointment.objects.filter(day=MONDAY.date())
    assert {"arrived", "missed", "booked"} == set(today.values_list("state", flat=True))
    assert Appointment.objects.filter(day__gt=MONDAY.date(), state="booked").count() >= 4
    assert WaitingListEntry.objects.get().state == "waiting"


@pytest.mark.parametrize("hour", [0, 4, 12, 23])
def test_on_every_day_of_a_week(cast, hour):
    for ahead in range(5):  # from Thursday: over a weekend, whose next working day is the same
        play(cast, MONDAY.replace(hour=hour) + timedelta(days=3 + ahead))
    assert Appointment.objects.filter(state="booked").exists()
