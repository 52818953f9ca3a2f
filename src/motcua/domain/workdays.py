"""Which days are worked, and in which sessions.

Labour Code 2019 Art 111-112 (holidays, compensatory days), the yearly notices that swap working
days, and Resolution 28/2026/QH16 (24 November). A calendar is data with a source for each day
(``data/calendar.csv``), never computed: late notices are missing from every library.

>>> Sessions.of("07:30-11:30", "13:30-17:00").day_length
datetime.timedelta(seconds=27000)
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise
from zoneinfo import ZoneInfo

from motcua.domain.refusal import Invalid
from motcua.domain.words import Words

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
MONDAY = 0
FIRST_YEAR, LAST_YEAR = 1990, 2150


def no_zone() -> Invalid:
    return Invalid(
        "clock.no_zone", Words(vi="Thời điểm phải kèm múi giờ.", en="A time must carry its time zone.")
    )


def local(moment: datetime) -> datetime:
    """The same instant on the wall clocks of Vietnam (UTC+7, no daylight saving since 1975)."""
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise Invalid(
            "clock.out_of_range",
            Words(
                vi=f"Chỉ tính được thời hạn từ năm {FIRST_YEAR} đến năm {LAST_YEAR}.",
                en=f"Deadlines can be computed from {FIRST_YEAR} to {LAST_YEAR} only.",
            ),
        )
    if moment.tzinfo is None:
        raise no_zone()
    return moment if moment.tzinfo is ZONE else moment.astimezone(ZONE)


class DayKind(StrEnum):
    """How a day differs from its weekday."""

    OFF = "off"
    WORKING = "working"


class DayStatus(StrEnum):
    """How sure the calendar is of a day. The last two leave their year unannounced."""

    LAW = "law"
    NOTICE = "notice"
    COMPUTED = "computed"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day off on a weekday, or a rest day that is worked in exchange.

    ``source``: the text that says so, as it calls itself; ``source_en`` how English readers are told it.
    """

    day: date
    kind: DayKind
    name: Words
    status: DayStatus = DayStatus.LAW
    source: str = ""
    source_en: str = ""

    def source_in(self, language: str) -> str:
        return self.source_en if language.startswith("en") and self.source_en else self.source

    @property
    def is_announced(self) -> bool:
        return self.status in (DayStatus.LAW, DayStatus.NOTICE)


@dataclass(frozen=True)
class Calendar:
    """The working days of state bodies.

    ``known_from`` and ``known_until`` bound the years whose days off are officially announced;
    outside them the calendar still answers (weekdays, and the days entered so far), and every
    deadline that touches such a year says so.
    """

    days: tuple[SpecialDay, ...]
    known_from: date
    known_until: date
    weekdays: frozenset[int] = frozenset(range(5))
    _by_day: dict[date, SpecialDay] = field(init=False, repr=False, compare=False)
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_day", {special.day: special for special in self.days})
        object.__setattr__(self, "_hash", hash((self.days, self.known_until, self.weekdays)))

    def __hash__(self) -> int:  # hashed once: every deadline looks its table of hours up by calendar
        return self._hash

    @classmethod
    def of(cls, days: Iterable[SpecialDay]) -> "Calendar":
        """The calendar of these days, known until the year before the first with an unsure day.

        Without any day nothing is known: every deadline will say so.
        """
        ordered = tuple(sorted(days, key=lambda special: special.day))
        years = {special.day.year for special in ordered}
        unsure = {special.day.year for special in ordered if not special.is_announced}
        first = min(years, default=FIRST_YEAR)
        known = min(unsure, default=max(years, default=FIRST_YEAR - 1) + 1) - 1
        return cls(ordered, date(first, 1, 1), date(known, 12, 31))

    def special(self, day: date) -> SpecialDay | None:
        return self._by_day.get(day)

    def is_rest_weekday(self, day: date) -> bool:
        return day.weekday() not in self.weekdays

    def is_working(self, day: date) -> bool:
        """``d in swapped days or (d on a weekday and d not off)``."""
        special = self._by_day.get(day)
        return not self.is_rest_weekday(day) if special is None else special.kind is DayKind.WORKING

    def is_known(self, day: date) -> bool:
        return self.known_from <= day <= self.known_until

    def with_days(self, days: Iterable[SpecialDay]) -> "Calendar":
        """This calendar after a notice: the days given are added, or replace those of the same date."""
        merged = self._by_day | {special.day: special for special in days}
        ordered = tuple(sorted(merged.values(), key=lambda special: special.day))
        return Calendar(ordered, self.known_from, self.known_until, self.weekdays)


@dataclass(frozen=True, slots=True, order=True)
class Session:
    """One uninterrupted stretch of office hours."""

    opens: time
    closes: time

    @property
    def length(self) -> timedelta:
        return timedelta(
            hours=self.closes.hour - self.opens.hour, minutes=self.closes.minute - self.opens.minute
        )


_SESSION = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)", re.ASCII)


def parse_session(text: str) -> Session:
    """``"07:30-11:30"``; refuses anything else, and a session that does not end after it begins."""
    found = _SESSION.fullmatch(text.strip())
    if found:
        opens_h, opens_m, closes_h, closes_m = map(int, found.groups())
        session = Session(time(opens_h, opens_m), time(closes_h, closes_m))
        if session.opens < session.closes:
            return session
    raise Invalid(
        "hours.bad_session",
        Words(
            vi=f"Buổi làm việc “{text}” phải có dạng 07:30-11:30 và kết thúc sau khi bắt đầu.",
            en=f"The session “{text}” must look like 07:30-11:30 and end after it begins.",
        ),
        field="sessions",
    )


def never_open() -> Invalid:
    return Invalid(
        "hours.no_sessions",
        Words(
            vi="Trung tâm phải có giờ làm việc vào ngày thường.",
            en="The center must have office hours on ordinary days.",
        ),
        field="sessions",
    )


@dataclass(frozen=True)
class Sessions:
    """The office hours of one center: its sessions for each weekday, Monday first, whole minutes.

    ``swapped_day_as`` names the weekday whose sessions a swapped working Saturday uses (setting;
    default an ordinary Monday). A session on a rest day (Saturday morning) opens the doors; it
    counts towards terms only with ``rest_day_counts`` (setting; default no, since Decree 297/2025
    counts what arrives on a rest day from the next working day).
    """

    by_weekday: tuple[tuple[Session, ...], ...]
    swapped_day_as: int = MONDAY
    rest_day_counts: bool = False
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash((self.by_weekday, self.swapped_day_as, self.rest_day_counts)))
        for sessions in self.by_weekday:
            if any(before.closes > after.opens for before, after in pairwise(sessions)):
                raise Invalid(
                    "hours.overlap",
                    Words(
                        vi="Các buổi làm việc trong ngày phải theo thứ tự và không chồng lên nhau.",
                        en="The sessions of a day must be in order and must not overlap.",
                    ),
                    field="sessions",
                )
        if len(self.by_weekday) != 7 or not self.by_weekday[self.swapped_day_as]:
            raise never_open()

    def __hash__(self) -> int:
        return self._hash

    @classmethod
    def of(cls, *daily: str, saturday: Iterable[str] = (), rest_day_counts: bool = False) -> "Sessions":
        """The same sessions Monday to Friday, as ``"07:30-11:30"``, and those of Saturday if any."""
        day = tuple(parse_session(text) for text in daily)
        weekend = tuple(parse_session(text) for text in saturday)
        return cls((day,) * 5 + (weekend, ()), rest_day_counts=rest_day_counts)

    @property
    def day_length(self) -> timedelta:
        """The length of an ordinary day: what "one working day" is in hours at this center."""
        return sum((s.length for s in self.by_weekday[self.swapped_day_as]), timedelta())


DEFAULT_SESSIONS = Sessions.of("07:30-11:30", "13:00-17:00")
