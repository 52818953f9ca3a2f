"""How many minutes an appointment takes out of a slot: as the head of the center entered it for the field,
else as visits here really took, else what is believed of any hall.

What was learned is read when it is first needed. Appointments keep the minutes they were booked with.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from motcua.domain.service_times import ServiceTimes
from motcua.domain.slots import LONGEST
from motcua.hall import service_times
from motcua.hall.models import AppointmentRules
from motcua.places.models import Center

SHORTEST = 3
FEW = 12
"""Below so many visits the center's other fields weigh as much (``domain.service_times.PLAIN``)."""


class Why(StrEnum):
    ENTERED = "entered"  # by the head of the center
    LEARNED = "learned"
    FEW = "few"  # learned, still close to the center's other fields
    BELIEVED = "believed"  # nobody has been served in this field yet


@dataclass(frozen=True)
class Length:
    """``minutes`` in use for a field and why; ``learned`` from ``visits`` of the last four weeks."""

    minutes: int
    why: Why
    learned: int
    visits: int


class Lengths:
    """Of one center; two statements where something is asked that was not entered."""

    def __init__(self, center: Center, rules: AppointmentRules) -> None:
        self.center, self.rules = center, rules

    @cached_property
    def times(self) -> ServiceTimes:
        return service_times.known(self.center)[0]

    def minutes(self, field: str, procedure: str = "") -> int:
        """Of one service; whole minutes."""
        entered = self.rules.minutes.get(field)
        return int(entered) if entered else self._learned(field, procedure)

    def of_field(self, field: str) -> Length:
        """For the page on which it is planned."""
        seen = self.times.fields.get(field)
        visits = seen.n if seen else 0
        why = Why.BELIEVED if not visits else Why.FEW if visits < FEW else Why.LEARNED
        if self.rules.minutes.get(field):
            why = Why.ENTERED
        return Length(self.minutes(field), why, self._learned(field), visits)

    def _learned(self, field: str, procedure: str = "") -> int:
        return min(LONGEST, max(SHORTEST, round(self.times.of(field, procedure).minutes)))
