"""Overdue is prevented: when somebody is warned that a dossier's time runs out.

The person whose turn it is and their head are warned when 75 % and 90 % of the term's working time have
passed; a working day before the due date somebody asks whether it will be kept (``domain.extension``). All
instants belong to one due date: what was said about an earlier one does not count for a new one.

>>> from datetime import date
>>> from motcua.domain.workdays import ZONE, Calendar
>>> from motcua.domain.working_hours import working_hours
>>> hours = working_hours(Calendar((), date(2026, 1, 1), date(2026, 12, 31)))
>>> monday, friday = (datetime(2026, 11, day, 7, 30, tzinfo=ZONE) for day in (16, 20))
>>> print(instant(Level.FIRST, Span(monday, friday), hours))
2026-11-18 17:00:00+07:00
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum

from motcua.domain.extension import Window
from motcua.domain.workdays import local
from motcua.domain.working_hours import WorkingHours

LOOK_AGAIN = timedelta(hours=1)
"""Within the last day for an apology a dossier that looked well is looked at again so often."""
PAST = timedelta(seconds=1)
"""On the due instant itself a result is still in time."""


class Level(IntEnum):
    """How much of the term has passed, in per cent; at 100 it is too late for a warning."""

    FIRST = 75
    LAST = 90
    OVERDUE = 100


@dataclass(frozen=True, slots=True)
class Span:
    """One count of a term: from its first counted instant to the due date, less the working time paused."""

    counted_from: datetime
    due_at: datetime
    paused: timedelta = timedelta()

    def length(self, hours: WorkingHours) -> timedelta:
        """The working time the office has for the dossier; not negative."""
        whole = hours.working_time_between(self.counted_from, self.due_at) - self.paused
        return max(whole, timedelta())


def instant(level: Level, span: Span, hours: WorkingHours) -> datetime:
    """When the warning is owed: not before the count begins and, for a warning, not after the due date.

    Counted back from the due date, so that a pause does not use up anybody's time.
    """
    if level is Level.OVERDUE:
        return local(span.due_at) + PAST
    left = span.length(hours) * (100 - level) / 100
    whole = hours.working_time_between(span.counted_from, span.due_at)
    if whole <= timedelta():
        return local(span.due_at)
    return hours.walk(span.counted_from, max(whole - left, timedelta()))


def owed(span: Span, given: Collection[Level], now: datetime, hours: WorkingHours) -> Level | None:
    """The level to give now, if any: the highest that was reached, above all that were given.

    A lower one that nobody gave in its time is not made up for: two warnings at one moment are one.
    """
    reached = [level for level in Level if instant(level, span, hours) <= now]
    highest = max(reached, default=None)
    return highest if highest is not None and highest > max(given, default=0) else None


def next_look(
    span: Span,
    hours: WorkingHours,
    *,
    given: Collection[Level] = (),
    window: Window | None = None,
    now: datetime | None = None,
) -> datetime | None:
    """When somebody must look at the dossier next, after ``now`` (None: it was only just dated).

    ``window``: the time for an apology letter, as long as none was prepared.
    """
    above = max(given, default=0)
    looks = [instant(level, span, hours) for level in Level if level > above]
    if window is not None:
        looks.append(window.begins_at)
        if now is not None and window.holds(now) and (again := hours.walk(now, LOOK_AGAIN)) <= window.ends_at:
            looks.append(again)
    return min((look for look in looks if now is None or look > now), default=None)
