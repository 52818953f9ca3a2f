"""Who is away today, and who stands in for whom. Standing in gives a turn, never authority to decide."""

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from motcua.people.models import Absence, Officer, Post


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


def posts_taken(officer: Officer, day: date) -> Iterator[Post]:
    """The posts whose work the officer does that day: their own, then those of whom they stand in for.

    Who is content with an own post asks the database nothing about absences.
    """
    yield from officer.posts_on(day)
    for absent in substituted_by(officer, day):
        yield from absent.posts_on(day)


def takes_role(officer: Officer, *roles: str, day: date) -> bool:
    """Whether one of these is the officer's role that day, own or of somebody they stand in for."""
    return any(post.role in roles for post in posts_taken(officer, day))


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
