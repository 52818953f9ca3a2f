"""What somebody has answered so far on the way to an appointment: it travels in the address, and names
nobody; only the contact, asked last, is sent by POST."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from motcua.catalogue.models import Field, Procedure
from motcua.domain.queueing import Skill
from motcua.domain.workdays import FIRST_YEAR, LAST_YEAR, ZONE
from motcua.hall.appointments import MOST_AMOUNT, Wanted
from motcua.hall.models import AppointmentRules
from motcua.places.models import Center, Point

Kept = list[tuple[str, str]]


@dataclass(frozen=True)
class Asked:
    """The answers; None for what is not answered, or not as it can be."""

    wanted: Wanted | None
    procedure: Procedure | None
    day: date | None
    at: datetime | None

    def kept(self, *, day: bool = False, at: bool = False) -> Kept:
        """As hidden fields or a query: what is wanted, and what else the next step needs."""
        wanted = self.wanted
        if wanted is None:
            return []
        pairs: Kept = [("field", wanted.field.code)]
        pairs += [("procedure", wanted.procedure_code)] if wanted.procedure_code else []
        pairs += [("point", str(wanted.point.pk))] if wanted.point else []
        pairs += [("needs", need) for need in wanted.needs]
        pairs += [("amount", str(wanted.amount))] if wanted.amount != 1 else []
        pairs += [("day", self.day.isoformat())] if day and self.day else []
        pairs += [("at", f"{self.at:%H:%M}")] if at and self.at else []
        return pairs


def asked(center: Center, rules: AppointmentRules, given: Mapping[str, str], needs: list[str]) -> Asked:
    """Read from a query or a form. What cannot be is left out, so that its question is asked again."""
    procedure = _procedure(given.get("procedure", ""))
    field = procedure.field if procedure else _field(given.get("field", ""))
    if field is not None and not rules.counters.get(f"field:{field.code}"):
        field = None
    day = _day(given.get("day", ""))
    return Asked(
        None if field is None else _wanted(center, field, procedure, given, needs),
        procedure,
        day,
        None if day is None else at_of(day, given.get("at", "")),
    )


def at_of(day: date, clock: str) -> datetime | None:
    try:
        return datetime.combine(day, time.fromisoformat(clock), ZONE) if len(clock) == 5 else None
    except ValueError:
        return None


def _wanted(
    center: Center, field: Field, procedure: Procedure | None, given: Mapping[str, str], needs: list[str]
) -> Wanted:
    typed = given.get("amount", "")
    amount = int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 3 else 1
    return Wanted(
        field,
        procedure.code if procedure else "",
        _point(center, given.get("point", "")),
        tuple(sorted({need for need in needs if need in set(Skill)})),
        min(max(amount, 1), MOST_AMOUNT),
    )


def _field(code: str) -> Field | None:
    return next((field for field in Field.objects.all() if field.code == code), None)


def _procedure(code: str) -> Procedure | None:
    if not code or not code.isprintable():
        return None
    return Procedure.objects.select_related("field").filter(code=code[:30]).first()


def _point(center: Center, pk: str) -> Point | None:
    points = center.points.filter(closed_at__isnull=True) if pk else ()
    return next((point for point in points if str(point.pk) == pk), None)


def _day(text: str) -> date | None:
    """None too for a year no calendar has: nothing can be reckoned there."""
    try:
        day = date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None
    return day if day is not None and FIRST_YEAR <= day.year <= LAST_YEAR else None
