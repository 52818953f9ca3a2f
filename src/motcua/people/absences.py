"""Who is away today, and who stands in for whom. Standing in gives a turn, never authority to decide."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from motcua.people.models import Absence, Officer


def is_absent(officer: Officer, day: date) -> bool:
    return Absence.objects.on(day).filter(officer=officer).exists()


def substituted_by(officer: Officer, day: date) -> list[Officer]:
    """The officers whom this one stands in for on that day, by name; nobody while they are away themselves.

    One statement, once for each officer read, as with their posts; of each officer found ``posts_on(day)``
    reads one more.
    """
    kept: dict[date, list[Officer]] = officer.__dict__.setdefault("_stands_in_for", {})
    if day not in kept:
        kept[day] = _substituted_by(officer, day)
    return kept[day]


def _substituted_by(officer: Officer, day: date) -> list[Officer]:
    running = list(
        Absence.objects.on(day).filter(substitute=officer, officer__is_active=True).select_related("officer")
    )
    if running and is_absent(officer, day):
        return []
    return sorted((absence.officer for absence in running), key=lambda person: person.name_vi)


def absent_among(officers: Iterable[UUID], day: date) -> dict[UUID, Absence]:
    """Of these officers (by id) those who are away that day, each with the absence; one statement."""
    running = Absence.objects.on(day).filter(officer__in=list(officers)).select_related("substitute")
    return {absence.officer_id: absence for absence in running}
