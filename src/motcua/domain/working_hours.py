"""Walking through office hours: a calendar and a center's sessions, tabulated day by day.

Decision 3857/QĐ-UBND (Nghệ An) times internal steps in working hours; ``domain.md`` 1.4 walks
whole terms through the sessions. One table per calendar and center answers each question with a
binary search. All results are in Asia/Ho_Chi_Minh; durations are exact to the microsecond.
"""

from bisect import bisect_left, bisect_right
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

from motcua.domain.workdays import (
    DEFAULT_SESSIONS,
    ZONE,
    Calendar,
    DayKind,
    Session,
    Sessions,
    local,
    never_open,
)

_TICK = timedelta(microseconds=1)
_SECOND = 1_000_000
_DAY = 86_400 * _SECOND
_EPOCH = datetime(2000, 1, 1, tzinfo=ZONE)
_EPOCH_STAMP = _EPOCH.toordinal() * _DAY


def _stamp(moment: datetime) -> int:
    """Microseconds on Vietnam's wall clock since the day with ordinal 0."""
    wall = local(moment)
    seconds = (wall.hour * 60 + wall.minute) * 60 + wall.second
    return wall.toordinal() * _DAY + seconds * _SECOND + wall.microsecond


def _moment(stamp: int) -> datetime:
    return _EPOCH + timedelta(microseconds=stamp - _EPOCH_STAMP)


def _tick_of(clock: time) -> int:
    return (clock.hour * 60 + clock.minute) * 60 * _SECOND


class _Table(NamedTuple):
    """Days from ``first`` (an ordinal): counted stretches of each, and the time counted before each."""

    first: int
    stretches: list[tuple[tuple[int, int], ...]]
    before: list[int]
    working: list[int]  # ordinals of the working days

    def worked(self, stamp: int) -> int:
        """Working time from the table's first day to ``stamp``."""
        index, tick = divmod(stamp, _DAY)
        index -= self.first
        total = self.before[index]
        for opens, closes in self.stretches[index]:
            if tick <= opens:
                break
            total += (tick if tick < closes else closes) - opens
        return total

    def reach(self, worked: int) -> int:
        """The first instant at which that much working time has passed."""
        index = bisect_left(self.before, worked) - 1
        rest = worked - self.before[index]
        for opens, closes in self.stretches[index]:
            if rest <= closes - opens:
                return (self.first + index) * _DAY + opens + rest
            rest -= closes - opens
        raise AssertionError("a day holds less time than was counted for it")


class WorkingHours:
    """When one center works. Made by ``working_hours()``, which keeps one per calendar and center."""

    def __init__(self, calendar: Calendar, sessions: Sessions = DEFAULT_SESSIONS) -> None:
        if not any(sessions.by_weekday[weekday] for weekday in calendar.weekdays):
            raise never_open()
        self.calendar = calendar
        self.sessions = sessions
        self.day_length = sessions.day_length
        self._table = self._tabulate(calendar.known_from.year - 1, calendar.known_until.year + 2)

    # Days

    def is_working(self, day: date) -> bool:
        """A working day of the calendar on which this center has sessions."""
        return self.calendar.is_working(day) and bool(self.sessions_of(day))

    def sessions_of(self, day: date) -> tuple[Session, ...]:
        """The sessions in which the doors are open that day; none on a day off."""
        special = self.calendar.special(day)
        if special is None:
            return self.sessions.by_weekday[day.weekday()]
        if special.kind is DayKind.OFF:
            return ()
        return self.sessions.by_weekday[self.sessions.swapped_day_as]

    def counted_sessions_of(self, day: date) -> tuple[Session, ...]:
        """The sessions that count towards terms: without those of rest days, unless set so."""
        if self.sessions.rest_day_counts or self.calendar.is_working(day):
            return self.sessions_of(day)
        return ()

    def opens(self, day: date) -> datetime:
        """When the counted time of that day begins. The day must have some."""
        return datetime.combine(day, self._counted(day)[0].opens, ZONE)

    def closes(self, day: date) -> datetime:
        """When the counted time of that day ends. The day must have some."""
        return datetime.combine(day, self._counted(day)[-1].closes, ZONE)

    def next_working_day(self, day: date, count: int = 1) -> date:
        """The ``count``-th working day after ``day``."""
        ordinal = day.toordinal()
        table = self._covering(ordinal)
        while (place := bisect_right(table.working, ordinal) + count - 1) >= len(table.working):
            table = self._widen(table, table.first + len(table.stretches) + 2 * count)
        return date.fromordinal(table.working[place])

    def previous_working_day(self, day: date) -> date:
        """The last working day before ``day``."""
        ordinal = day.toordinal()
        table = self._covering(ordinal)
        while not (place := bisect_left(table.working, ordinal)):
            table = self._widen(table, table.first - 1)
        return date.fromordinal(table.working[place - 1])

    def next_opening(self, day: date) -> datetime:
        """The first counted instant after the end of ``day``."""
        return self.walk(datetime.combine(day + timedelta(days=1), time(), ZONE), timedelta())

    # Time

    def is_open(self, moment: datetime) -> bool:
        """Whether counted time is running (the closing instant included)."""
        clock = local(moment).time()
        return any(s.opens <= clock <= s.closes for s in self.counted_sessions_of(local(moment).date()))

    def walk(self, start: datetime, working: timedelta) -> datetime:
        """The first instant by which ``working`` time (not negative) has passed since ``start``.

        Lands on a closing rather than on the opening after it. A walk of nothing stays where it
        is inside a session, and goes to the next opening otherwise.
        """
        if not working:
            return self._settle(start)
        stamp, duration = _stamp(start), working // _TICK
        table = self._covering(stamp // _DAY)
        while (target := table.worked(stamp) + duration) > table.before[-1]:
            table = self._widen(table, table.first + len(table.stretches) + 365)
        return _moment(table.reach(target))

    def working_time_between(self, earlier: datetime, later: datetime) -> timedelta:
        """Working time from ``earlier`` to ``later``; negative when they are the other way round."""
        start, end = _stamp(earlier), _stamp(later)
        table = self._covering(start // _DAY, end // _DAY)
        return timedelta(microseconds=table.worked(end) - table.worked(start))

    def _settle(self, moment: datetime) -> datetime:
        if self.is_open(moment):
            return local(moment)
        return self.walk(moment, _TICK) - _TICK

    # The table

    def _counted(self, day: date) -> tuple[Session, ...]:
        counted = self.counted_sessions_of(day)
        if not counted:
            raise ValueError(f"{day} has no counted sessions")
        return counted

    def _covering(self, *ordinals: int) -> _Table:
        table = self._table
        for ordinal in ordinals:
            if not table.first <= ordinal < table.first + len(table.stretches):
                table = self._widen(table, ordinal)
        return table

    def _widen(self, table: _Table, ordinal: int) -> _Table:
        """Tabulate up to a year beyond that day. A table is never altered, so threads need no lock."""
        year = date.fromordinal(ordinal).year
        first = date.fromordinal(table.first).year
        last = date.fromordinal(table.first + len(table.stretches) - 1).year
        table = self._tabulate(min(first, year - 1), max(last, year + 1))
        self._table = table
        return table

    def _tabulate(self, first_year: int, last_year: int) -> _Table:
        first = date(first_year, 1, 1).toordinal()
        stretches, before, working = [], [0], []
        for ordinal in range(first, date(last_year, 12, 31).toordinal() + 1):
            day = date.fromordinal(ordinal)
            counted = self.counted_sessions_of(day)
            stretch = tuple((_tick_of(s.opens), _tick_of(s.closes)) for s in counted)
            stretches.append(stretch)
            before.append(before[-1] + sum(closes - opens for opens, closes in stretch))
            if counted and self.calendar.is_working(day):
                working.append(ordinal)
        return _Table(first, stretches, before, working)


@lru_cache(maxsize=256)
def working_hours(calendar: Calendar, sessions: Sessions = DEFAULT_SESSIONS) -> WorkingHours:
    """The hours of a center, tabulated once for each calendar and sessions."""
    return WorkingHours(calendar, sessions)
