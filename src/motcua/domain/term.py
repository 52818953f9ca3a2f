"""The term of a procedure: from when it counts, and when it ends.

Civil Code 2015 Art 147-148 (the first day is not counted; a term that ends on a rest day ends on
the next working day), Decree 297/2025/NĐ-CP Art 6(3) and its general rules clause 5 (online
dossiers of the last hour, after 17:00 and on rest days), Decision 2873 (Hà Tĩnh; same-day
procedures received after 15:00). Where practice knows two conventions, ``Convention`` names them.
"""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from motcua.domain.refusal import Invalid
from motcua.domain.words import Words
from motcua.domain.workdays import ZONE, local
from motcua.domain.working_hours import WorkingHours


class Unit(StrEnum):
    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"
    WORKING_HOUR = "working_hour"
    SAME_DAY = "same_day"
    MONTH = "month"


class Channel(StrEnum):
    """How a dossier arrives. By post the instant is the stamp of arrival."""

    DIRECT = "direct"
    ONLINE = "online"
    POST = "post"


class DayCount(StrEnum):
    """The two readings of a term in working days."""

    HOUR_WALK = "hour_walk"  # n times the day's working hours from the instant of receipt
    CIVIL_CODE = "civil_code"  # the closing of the n-th working day after the day of receipt


@dataclass(frozen=True, slots=True)
class Convention:
    """The settings of the clock, each with the default that ``domain.md`` 1.4 names.

    ``next_day_is_day_zero``: a dossier whose term counts from the next working day has that day as
    its uncounted first day (terms in working days only). ``online_day_ends`` matters only for a
    center that closes later.
    """

    day_count: DayCount = DayCount.HOUR_WALK
    next_day_is_day_zero: bool = False
    online_last_hour: bool = True
    online_day_ends: time = time(17)
    cutoff: time = time(15)


DEFAULT_CONVENTION = Convention()
_LONGEST = {
    Unit.WORKING_DAY: 2500,
    Unit.CALENDAR_DAY: 3650,
    Unit.WORKING_HOUR: 20_000,
    Unit.SAME_DAY: 1,
    Unit.MONTH: 120,
}


@dataclass(frozen=True, slots=True)
class Term:
    """How long a procedure may take: at least 1 (same-day procedures: 0 or 1), at most ten years."""

    value: int
    unit: Unit

    def __post_init__(self) -> None:
        least = 0 if self.unit is Unit.SAME_DAY else 1
        if not least <= self.value <= _LONGEST[self.unit]:
            raise Invalid(
                "term.out_of_range",
                Words(
                    vi=f"Thời hạn phải là số nguyên từ {least} đến {_LONGEST[self.unit]}.",
                    en=f"The term must be a whole number from {least} to {_LONGEST[self.unit]}.",
                ),
                field="term",
            )


class StartRule(StrEnum):
    """Why a term begins to count when it does."""

    AT_ONCE = "at_once"
    BEFORE_OPENING = "before_opening"
    AFTER_CLOSING = "after_closing"
    REST_DAY = "rest_day"
    ONLINE_LAST_HOUR = "online_last_hour"
    ONLINE_DAY_ENDED = "online_day_ended"


_SAME_DATE = (StartRule.AT_ONCE, StartRule.BEFORE_OPENING)


def start(
    received: datetime,
    channel: Channel,
    hours: WorkingHours,
    convention: Convention = DEFAULT_CONVENTION,
    *,
    last_hour: bool = True,
) -> tuple[datetime, StartRule]:
    """The first counted instant, and the rule that chose it. ``last_hour=False``: the intake clock."""
    moment = local(received)
    day = moment.date()
    if not hours.counted_sessions_of(day):
        return hours.next_opening(day), StartRule.REST_DAY
    closes = hours.closes(day)
    if moment >= closes:
        return hours.next_opening(day), StartRule.AFTER_CLOSING
    if channel is Channel.ONLINE:
        if moment.time() > convention.online_day_ends:
            return hours.next_opening(day), StartRule.ONLINE_DAY_ENDED
        if last_hour and convention.online_last_hour and moment > closes - timedelta(hours=1):
            return hours.next_opening(day), StartRule.ONLINE_LAST_HOUR
    opens = hours.opens(day)
    return (opens, StartRule.BEFORE_OPENING) if moment < opens else (moment, StartRule.AT_ONCE)


def due(
    received: datetime,
    term: Term,
    channel: Channel,
    hours: WorkingHours,
    convention: Convention = DEFAULT_CONVENTION,
) -> datetime:
    """When the term ends, for a full and valid dossier received at that instant."""
    return _DUE[term.unit](local(received), term.value, channel, hours, convention)


def nominal_end(received: datetime, term: Term) -> date:
    """The last day of a term in calendar days or months, before it moves off a rest day."""
    day = local(received).date()
    if term.unit is Unit.CALENDAR_DAY:
        return day + timedelta(days=term.value)
    years, month = divmod(day.month - 1 + term.value, 12)  # Civil Code 148(3)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def received_by_cutoff(moment: datetime, hours: WorkingHours, convention: Convention) -> bool:
    """Whether a same-day result or transfer is still due that day: a working day, 15:00 or before."""
    wall = local(moment)
    return (
        hours.is_working(wall.date())
        and wall.time() <= convention.cutoff
        and wall < hours.closes(wall.date())
    )


def _working_days(
    received: datetime, value: int, channel: Channel, hours: WorkingHours, convention: Convention
) -> datetime:
    begins, rule = start(received, channel, hours, convention)
    day = received.date()
    if convention.next_day_is_day_zero and rule not in _SAME_DATE:
        day, begins = begins.date(), hours.closes(begins.date())
    civil = hours.closes(hours.next_working_day(day, value))
    if convention.day_count is DayCount.CIVIL_CODE:
        return civil
    # Where weekdays differ in length a walk could pass the Civil Code's date, which is the law's bound.
    return min(civil, hours.walk(begins, value * hours.day_length))


def _working_hours(
    received: datetime, value: int, channel: Channel, hours: WorkingHours, convention: Convention
) -> datetime:
    return hours.walk(start(received, channel, hours, convention)[0], timedelta(hours=value))


def _calendar(unit: Unit) -> Callable[[datetime, int, Channel, WorkingHours, Convention], datetime]:
    def end(
        received: datetime, value: int, channel: Channel, hours: WorkingHours, convention: Convention
    ) -> datetime:
        last = nominal_end(received, Term(value, unit))  # Civil Code 147(2), 148(3)(5)
        return hours.closes(hours.next_working_day(last - timedelta(days=1)))

    return end


def _same_day(
    received: datetime, value: int, channel: Channel, hours: WorkingHours, convention: Convention
) -> datetime:
    if received_by_cutoff(received, hours, convention):
        return hours.closes(received.date())
    return hours.closes(hours.next_working_day(received.date()))


_DUE: dict[Unit, Callable[[datetime, int, Channel, WorkingHours, Convention], datetime]] = {
    Unit.WORKING_DAY: _working_days,
    Unit.WORKING_HOUR: _working_hours,
    Unit.CALENDAR_DAY: _calendar(Unit.CALENDAR_DAY),
    Unit.MONTH: _calendar(Unit.MONTH),
    Unit.SAME_DAY: _same_day,
}


def end_on(moment: datetime, hours: WorkingHours) -> datetime:
    """A date somebody names, brought into office hours.

    A rest day moves to the closing of the next working day (Civil Code 148(5)); a time after closing
    to that closing; a time before a session to its opening.
    """
    wall = local(moment)
    day = wall.date()
    if not hours.is_working(day):
        return hours.closes(hours.next_working_day(day))
    if wall >= hours.closes(day):
        return hours.closes(day)
    if hours.is_open(wall):
        return wall
    return next(
        datetime.combine(day, session.opens, ZONE)
        for session in hours.counted_sessions_of(day)
        if wall.time() < session.opens
    )
