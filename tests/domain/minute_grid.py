"""A second clock, independent of the first: a plain list of all counted minutes.

It shares nothing with ``motcua.domain.working_hours``, ``term`` or ``clock`` but their data types.
Every counted minute of some years stands in one list, in order; a term of n minutes ends with the
n-th of them. The rules are written once more from ``domain.md`` 1.4, day by day. Whole minutes only.
"""

from array import array
from bisect import bisect_left
from calendar import monthrange
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache

from motcua.domain.ledger import ClockEvent, ClockKind
from motcua.domain.term import Channel, Convention, DayCount, Term, Unit
from motcua.domain.workdays import Calendar, Session, Sessions

VIETNAM = timezone(timedelta(hours=7))
MINUTES_A_DAY = 24 * 60
FIRST_DAY, LAST_DAY = date(2023, 12, 1), date(2030, 12, 31)


def minute_of(moment: datetime) -> int:
    """Minutes since 1 January of year 1, on Vietnam's clocks."""
    wall = moment.astimezone(VIETNAM)
    return wall.toordinal() * MINUTES_A_DAY + wall.hour * 60 + wall.minute


def moment_of(minute: int) -> datetime:
    day, rest = divmod(minute, MINUTES_A_DAY)
    return datetime.fromordinal(day).replace(hour=rest // 60, minute=rest % 60, tzinfo=VIETNAM)


def clock_minute(clock) -> int:
    return clock.hour * 60 + clock.minute


class Grid:
    """``minutes``: the beginning of every counted minute. ``closing``: of each working day, its end."""

    def __init__(self, calendar: Calendar, sessions: Sessions) -> None:
        self.minutes = array("i")  # four bytes each: year 2030 is some 1,067,000,000 minutes on
        self.closing: dict[int, int] = {}
        self.ordinary_day = sum(length(session) for session in sessions.by_weekday[sessions.swapped_day_as])
        marked = {special.day: special.kind.value for special in calendar.days}
        day = FIRST_DAY
        while day <= LAST_DAY:
            mark, usual = marked.get(day), sessions.by_weekday[day.weekday()]
            works = mark == "working" or (mark is None and day.weekday() in calendar.weekdays)
            if mark == "working":
                usual = sessions.by_weekday[sessions.swapped_day_as]
            if works or (mark is None and sessions.rest_day_counts):
                midnight = day.toordinal() * MINUTES_A_DAY
                for session in usual:
                    begin, end = (
                        midnight + clock_minute(session.opens),
                        midnight + clock_minute(session.closes),
                    )
                    self.minutes.extend(range(begin, end))
                if usual and works:
                    self.closing[day.toordinal()] = end
            day += timedelta(days=1)

    def minutes_of(self, day: int) -> array:
        first = bisect_left(self.minutes, day * MINUTES_A_DAY)
        return self.minutes[first : bisect_left(self.minutes, (day + 1) * MINUTES_A_DAY)]

    def first_from(self, minute: int) -> int:
        return self.minutes[bisect_left(self.minutes, minute)]

    def after(self, minute: int, count: int) -> int:
        """The end of the ``count``-th counted minute from that minute on."""
        return self.minutes[bisect_left(self.minutes, minute) + count - 1] + 1 if count else minute

    def counted(self, begin: int, end: int) -> int:
        return bisect_left(self.minutes, end) - bisect_left(self.minutes, begin)

    def close_of_nth_working_day_after(self, day: int, count: int) -> int:
        while count:
            day += 1
            count -= day in self.closing
        return self.closing[day]


def length(session: Session) -> int:
    return clock_minute(session.closes) - clock_minute(session.opens)


@lru_cache(maxsize=128)
def grid_of(calendar: Calendar, sessions: Sessions) -> Grid:
    return Grid(calendar, sessions)


def start(minute: int, channel: Channel, grid: Grid, convention: Convention) -> int:
    day = minute // MINUTES_A_DAY
    today = grid.minutes_of(day)
    tomorrow = grid.first_from((day + 1) * MINUTES_A_DAY)
    if not today:
        return tomorrow
    close = today[-1] + 1
    if minute >= close:
        return tomorrow
    if channel is Channel.ONLINE:
        if minute % MINUTES_A_DAY > clock_minute(convention.online_day_ends):
            return tomorrow
        if convention.online_last_hour and minute > close - 60:
            return tomorrow
    return max(minute, today[0])


def due(minute: int, channel: Channel, term: Term, grid: Grid, convention: Convention) -> int:
    day = minute // MINUTES_A_DAY
    begins = start(minute, channel, grid, convention)
    if term.unit is Unit.WORKING_HOUR:
        return grid.after(begins, term.value * 60)
    if term.unit is Unit.SAME_DAY:
        in_time = minute % MINUTES_A_DAY <= clock_minute(convention.cutoff)
        if day in grid.closing and in_time and minute < grid.closing[day]:
            return grid.closing[day]
        return grid.close_of_nth_working_day_after(day, 1)
    if term.unit is Unit.WORKING_DAY:
        moved_on = begins // MINUTES_A_DAY > day
        if convention.next_day_is_day_zero and moved_on:
            day = begins // MINUTES_A_DAY
            begins = grid.minutes_of(day)[-1] + 1
        civil_code = grid.close_of_nth_working_day_after(day, term.value)
        if convention.day_count is DayCount.CIVIL_CODE:
            return civil_code
        return min(civil_code, grid.after(begins, term.value * grid.ordinary_day))
    if term.unit is Unit.CALENDAR_DAY:
        return grid.close_of_nth_working_day_after(day + term.value - 1, 1)
    return grid.close_of_nth_working_day_after(
        months_later(date.fromordinal(day), term.value).toordinal() - 1, 1
    )


def months_later(day: date, count: int) -> date:
    year, month = day.year, day.month
    for _ in range(count):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def new_appointment(minute: int, grid: Grid) -> int:
    day = minute // MINUTES_A_DAY
    if day not in grid.closing:
        return grid.close_of_nth_working_day_after(day, 1)
    close = grid.closing[day]
    if minute >= close:
        return close
    is_closing_of_a_session = minute - 1 in grid.minutes_of(day)
    return minute if is_closing_of_a_session else grid.first_from(minute)


def put_right(events: list[ClockEvent], calendar: Calendar) -> tuple[list[ClockEvent], Calendar]:
    """The rows as corrected and the calendar as known in the end."""
    rows = list(events)
    for row in events:
        if row.kind is ClockKind.CORRECTED:
            wrong = rows[row.corrects]
            rows[row.corrects] = ClockEvent(wrong.kind, row.to, channel=wrong.channel, to=wrong.to)
        elif row.kind is ClockKind.CALENDAR_CHANGED:
            calendar = row.calendar
    return rows, calendar


def read_ledger(
    events: list[ClockEvent],
    term: Term,
    calendar: Calendar,
    sessions: Sessions,
    convention: Convention,
) -> tuple[datetime, datetime]:
    """The due date by the present term, and what was first promised in the present count.

    Two ledgers side by side: the one goes by ``term`` all the way, the other by the term of the day its
    count began, which is the one that the next change of it left behind.
    """
    rows, calendar = put_right(events, calendar)
    grid = grid_of(calendar, sessions)
    channel, present, original, paused = Channel.DIRECT, 0, 0, 0
    for place, row in enumerate(rows):
        now = minute_of(row.at)
        if row.kind in (ClockKind.RECEIVED, ClockKind.SUPPLEMENTED):
            came_by = row.channel or channel
            if row.kind is ClockKind.RECEIVED:
                channel = came_by
            left_behind = [later.former for later in rows[place:] if later.former is not None]
            present = due(now, came_by, term, grid, convention)
            original = due(now, came_by, [*left_behind, term][0], grid, convention)
        elif row.kind is ClockKind.PAUSED:
            paused = now
        elif row.kind is ClockKind.RESUMED:
            lost = grid.counted(paused, now)
            present, original = grid.after(present, lost), grid.after(original, lost)
        elif row.kind is ClockKind.EXTENDED_TO:
            present = max(present, new_appointment(minute_of(row.to), grid))
    return moment_of(present), moment_of(original)
