"""The demo's appointments: some today and on the next working day, one who did not come, one who waits for
an earlier time."""

from datetime import date, datetime, timedelta

from motcua.base.actors import Resident, System
from motcua.catalogue.models import Field
from motcua.domain.slots import Slot
from motcua.domain.workdays import local
from motcua.hall import appointments as plans
from motcua.hall.actions.appointment_rules import set_appointment_rules
from motcua.hall.actions.appointment_upkeep import miss
from motcua.hall.actions.appointments import book, check_in
from motcua.hall.actions.waiting_list import join
from motcua.hall.appointments import Wanted
from motcua.hall.models import Appointment, AppointmentRules
from motcua.hall.rules import rules_of
from motcua.places.hours import business_date, hours_of
from motcua.places.models import Center
from motcua.sandbox.stage import Stage

KIOSK = System("demo-kiosk")
HER = Resident()
COUNTERS = {
    "place:": 3,
    "field:civil-status": 2,
    "field:certification": 2,
    "field:land": 1,
    "field:social": 1,
    "field:business": 1,
    "skill:sign": 1,
    "skill:thai": 1,
}
MINUTES = {"land": 15}
"""Entered by the head; the other fields follow what visits really took."""
KINDS = ("civil-status", "land", "certification", "social", "civil-status", "business")
PHONE = "0900000002"
EVENING = timedelta(hours=3)
"""They booked so long before midnight."""


class Appointments:
    """One center's appointments around today."""

    def __init__(self, stage: Stage, center: Center) -> None:
        self.stage, self.center = stage, center
        self.fields = {field.code: field for field in Field.objects.all()}

    def begin(self, now: datetime) -> None:
        midnight = local(now).replace(hour=0, minute=0, second=0, microsecond=0)
        booked = midnight - EVENING
        rules = plans.rules_for(self.center) or self._plan(booked)
        today, hours = business_date(now), hours_of(self.center)
        self._of_day(rules, today, booked, since=now - timedelta(hours=5))
        following = hours.next_working_day(today)
        last = self._of_day(rules, following, booked + timedelta(minutes=1), since=booked)
        if last is not None:
            self._wait(last, booked + timedelta(minutes=2))

    def _plan(self, now: datetime) -> AppointmentRules:
        return set_appointment_rules(
            self.center,
            counters=COUNTERS,
            minutes=MINUTES,
            walk_ins=50,
            length=30,
            days_ahead=14,
            reminders=[24, 2],
            offer_hours=3,
            by=System("demo"),
            now=now,
        )

    def _of_day(
        self, rules: AppointmentRules, day: date, booked: datetime, *, since: datetime
    ) -> Appointment | None:
        """The day's appointments: those of an earlier start, or new ones, of which the first is returned.

        Who has a time that has passed has come, but for the second, who did not."""
        known = plans.of_day(self.center, day)
        made = known or self._booked(rules, day, booked, since=since)
        for place, row in enumerate(row for row in made if row.state == "booked"):
            self._come(row, late=place == 1)
        return made[0] if made and not known else None

    def _booked(
        self, rules: AppointmentRules, day: date, booked: datetime, *, since: datetime
    ) -> list[Appointment]:
        """Every second slot of what is left of the day, from ``since``."""
        made = []
        slots = [slot for slot in self._free(rules, day, booked) if slot.starts_at > since]
        for place, slot in enumerate(slots[: 2 * len(KINDS) : 2]):
            wanted = Wanted(self.fields[KINDS[place]])
            if slot.starts_at in [row.starts_at for row in self._free(rules, day, booked, wanted)]:
                made.append(book(self.center, wanted=wanted, starts_at=slot.starts_at, by=HER, now=booked))
        return made

    def _free(
        self, rules: AppointmentRules, day: date, booked: datetime, wanted: Wanted | None = None
    ) -> list[Slot]:
        wanted = wanted or Wanted(self.fields[KINDS[0]])
        return plans.diary(self.center, rules, [day], booked).left(wanted, day, booked)

    def _come(self, made: Appointment, *, late: bool) -> None:
        if late:
            allowed = timedelta(minutes=rules_of(self.center).late_minutes + 1)
            self.stage.at(made.starts_at + allowed, lambda now: miss(made, by=System(), now=now))
        else:
            before = timedelta(minutes=7)
            self.stage.at(made.starts_at - before, lambda now: check_in(made, by=KIOSK, now=now))

    def _wait(self, made: Appointment, now: datetime) -> None:
        """For a time before the first of that day: none can be free, so they go on waiting."""
        join(
            self.center,
            wanted=Wanted(made.field),
            first_day=made.day,
            last_day=made.day,
            contact=PHONE,
            appointment=made,
            by=HER,
            now=now,
        )
