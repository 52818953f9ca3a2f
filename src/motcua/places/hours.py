"""A center's working hours as the rules read them: the calendar's rows and the center's sessions."""

from datetime import date, datetime, time

from motcua.domain.words import Words
from motcua.domain.workdays import Calendar, DayKind, DayStatus, Session, Sessions, SpecialDay, local
from motcua.domain.working_hours import WorkingHours, working_hours
from motcua.places.models import CalendarDay, Center


def calendar() -> Calendar:
    """The calendar of state bodies as it stands in the database now; one statement."""
    return Calendar.of(
        SpecialDay(
            row.day, DayKind(row.kind), Words(row.name_vi, row.name_en), DayStatus(row.status), row.source
        )
        for row in CalendarDay.objects.order_by("day")
    )


def sessions(center: Center) -> Sessions:
    by_weekday = tuple(
        tuple(Session(time.fromisoformat(opens), time.fromisoformat(closes)) for opens, closes in day)
        for day in (center.hours.get(str(weekday), []) for weekday in range(7))
    )
    return Sessions(by_weekday)


def hours_of(center: Center) -> WorkingHours:
    """When this center works: the official calendar and its own sessions."""
    return working_hours(calendar(), sessions(center))


def business_date(moment: datetime) -> date:
    """The date in Vietnam, by which numbers, codes and posts are counted."""
    return local(moment).date()
