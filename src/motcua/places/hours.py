"""A center's working hours as the rules read them: a version of the calendar and the center's sessions."""

from datetime import date, datetime, time
from functools import lru_cache

from django.db import connection

from motcua.domain.workdays import Calendar, Session, Sessions, local
from motcua.domain.working_hours import WorkingHours, working_hours
from motcua.places import calendar_text
from motcua.places.models import CalendarVersion, Center

IN_FORCE = "SELECT number, digest FROM places_calendarversion WHERE in_force"


def version_in_force(*, to_count_by: bool = False) -> CalendarVersion | None:
    """The newest calendar, its content not read; None before any was loaded. One statement.

    ``to_count_by``: an action starts a clock by it, so no newer one may be adopted before that action
    has committed. (PostgreSQL; SQLite has one writer.) Who had to wait for a newer one finds nothing
    in force at the first look, and the newer one at the second.
    """
    if not to_count_by or connection.vendor != "postgresql":
        return next(iter(CalendarVersion.objects.raw(IN_FORCE)), None)
    shared = f"{IN_FORCE} FOR SHARE"
    found = next(iter(CalendarVersion.objects.raw(shared)), None)
    return found or next(iter(CalendarVersion.objects.raw(shared)), None)


def calendar_of(version: CalendarVersion | None) -> Calendar:
    """The calendar of a version, read from the database once in a process: its content never changes."""
    return calendar_with(version.digest) if version else Calendar.of(())


@lru_cache(maxsize=64)
def calendar_with(digest: str) -> Calendar:
    """The calendar of the version with this digest."""
    versions = CalendarVersion.objects.filter(digest=digest).values_list("content", flat=True)
    return calendar_text.read(versions[0])


def calendar() -> Calendar:
    """The calendar of state bodies in force now; one statement."""
    return calendar_of(version_in_force())


def sessions(center: Center) -> Sessions:
    by_weekday = tuple(
        tuple(Session(time.fromisoformat(opens), time.fromisoformat(closes)) for opens, closes in day)
        for day in (center.hours.get(str(weekday), []) for weekday in range(7))
    )
    return Sessions(by_weekday)


def hours_of(center: Center, version: CalendarVersion | None = None) -> WorkingHours:
    """When this center works, by that version of the calendar or by the one in force (one statement)."""
    return working_hours(calendar_of(version or version_in_force()), sessions(center))


def business_date(moment: datetime) -> date:
    """The date in Vietnam, by which numbers, codes and posts are counted."""
    return local(moment).date()
