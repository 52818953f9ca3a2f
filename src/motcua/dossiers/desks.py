"""Who looks at the work: the officer, their posts of the day, those they stand in for, and the time."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from motcua.dossiers.models import centers_of
from motcua.dossiers.queries import Ruler, ruler
from motcua.people.absences import substituted_by
from motcua.people.models import Officer, Post
from motcua.places.hours import business_date, hours_of


@dataclass(frozen=True, slots=True)
class Desk:
    """``people``: the officer and those whose turns they take today; ``posts``: of all of them.
    ``centers``: of the communes the officer works for; nobody's of the province."""

    officer: Officer
    now: datetime
    day: date
    ruler: Ruler
    people: tuple[Officer, ...]
    posts: tuple[Post, ...]
    centers: tuple[UUID, ...]


def desk_of(officer: Officer, now: datetime) -> Desk | None:
    """The officer's desk in a commune, measured by its center's hours; None for the province."""
    day = business_date(now)
    center = officer.center_on(day)
    if center is None:
        return None
    people = (officer, *substituted_by(officer, day))
    posts = tuple(post for person in people for post in person.posts_on(day))
    return Desk(
        officer, now, day, ruler(now, hours_of(center)), people, posts, tuple(centers_of(officer, day))
    )
