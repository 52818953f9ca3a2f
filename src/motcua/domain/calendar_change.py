"""Changing the working calendar: which days differ, what may be entered, and how it is said.

Labour Code 2019 Art 111-112 and the yearly notices: the calendar is data with a source for each day
(``domain.md`` 6). A day off entered for a day that is worked, a Saturday worked in exchange, or a special
day taken out again.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from motcua.domain.day_words import full_day_words
from motcua.domain.free_text import written
from motcua.domain.refusal import Invalid, InvalidFields
from motcua.domain.words import Words
from motcua.domain.workdays import FIRST_YEAR, LAST_YEAR, Calendar, DayKind, DayStatus, SpecialDay

LONGEST = 31
NAME_LENGTH, SOURCE_LENGTH, DECISION_LENGTH = 120, 300, 60
NAMED_AT_MOST = 3


class Act(StrEnum):
    OFF = "off"
    WORKING = "working"
    ORDINARY = "ordinary"  # no special day any more


@dataclass(frozen=True, slots=True)
class CalendarChange:
    """The days from ``first`` to ``last`` are off, worked, or ordinary again.

    ``exchanged``: a rest day that is worked instead, by the same decision (hoán đổi ngày làm việc).
    """

    act: Act
    first: date
    last: date
    name: Words
    source: str
    decision: str
    exchanged: date | None = None


def applied(change: CalendarChange, calendar: Calendar) -> Calendar:
    """The calendar after the change. Raises ``InvalidFields`` naming everything that is wrong at once."""
    change = _tidy(change, calendar)
    days = [change.first + timedelta(days=n) for n in range((change.last - change.first).days + 1)]
    kept = [special for special in calendar.days if special.day not in days]
    if change.act is not Act.ORDINARY:
        kept += [_special(day, DayKind(change.act.value), change) for day in days]
    if change.exchanged:
        kept = [special for special in kept if special.day != change.exchanged]
        kept.append(_special(change.exchanged, DayKind.WORKING, change))
    return Calendar.of(kept)


def changed_days(before: Calendar, after: Calendar) -> tuple[date, ...]:
    """The days that are worked otherwise than before, in order. A new name alone moves no date."""
    kinds = [{special.day: special.kind for special in calendar.days} for calendar in (before, after)]
    return tuple(sorted(day for day in kinds[0] | kinds[1] if kinds[0].get(day) != kinds[1].get(day)))


def renamed(before: Calendar, after: Calendar) -> tuple[Words, ...]:
    """The days entered once more under another name, each with the name it has: they stay what they are."""
    names = {special.day: (special.kind, special.name) for special in before.days}
    found = []
    for special in after.days:
        kind, name = names.get(special.day, (None, special.name))
        if kind is special.kind and name != special.name:
            day = full_day_words(special.day)
            found.append(
                Words(
                    vi=f"{day.vi}: {name.vi}, nay ghi là {special.name.vi}",
                    en=f"{day.en}: {name.en}, now to be called {special.name.en}",
                )
            )
    return tuple(found)


def change_words(before: Calendar, after: Calendar) -> Words:
    """nghỉ thứ Ba 01/12/2026, nghỉ tránh bão | Tuesday 1 December 2026 off, storm day."""
    days = changed_days(before, after)
    named = [_day_words(day, after) for day in days[:NAMED_AT_MOST]]
    more = len(days) - len(named)
    vi = [words.vi for words in named] + [f"và {more} ngày khác"] * bool(more)
    en = [words.en for words in named] + [f"and {more} more"] * bool(more)
    return Words(vi="; ".join(vi), en="; ".join(en))


def _day_words(day: date, after: Calendar) -> Words:
    special, said = after.special(day), full_day_words(day)
    if special is None:
        return Words(vi=f"{said.vi} trở lại bình thường", en=f"{said.en} as usual again")
    if special.kind is DayKind.OFF:
        return Words(vi=f"nghỉ {said.vi}, {special.name.vi}", en=f"{said.en} off, {special.name.en}")
    return Words(vi=f"làm việc {said.vi}, {special.name.vi}", en=f"{said.en} worked, {special.name.en}")


def _special(day: date, kind: DayKind, change: CalendarChange) -> SpecialDay:
    return SpecialDay(day, kind, change.name, DayStatus.NOTICE, change.source)


def _tidy(change: CalendarChange, calendar: Calendar) -> CalendarChange:
    wrong: list[Invalid] = []
    texts = {
        "name_vi": (change.name.vi, NAME_LENGTH),
        "name_en": (change.name.en, NAME_LENGTH),
        "source": (change.source, SOURCE_LENGTH),
        "decision": (change.decision, DECISION_LENGTH),
    }
    tidy: dict[str, str] = {}
    for field, (text, most) in texts.items():
        try:
            tidy[field] = " ".join(written(text, field=field, most=most).split())
        except Invalid as error:
            wrong.append(error)
        else:
            is_named = field == "name_vi" and change.act is not Act.ORDINARY
            if not tidy[field] and (is_named or field in ("source", "decision")):
                wrong.append(_missing(field))
    wrong += _wrong_days(change, calendar)
    if wrong:
        raise InvalidFields(wrong)
    return CalendarChange(
        change.act,
        change.first,
        change.last,
        Words(vi=tidy["name_vi"], en=tidy["name_en"] or tidy["name_vi"]),
        tidy["source"],
        tidy["decision"],
        change.exchanged,
    )


def _wrong_days(change: CalendarChange, calendar: Calendar) -> list[Invalid]:
    first, last, other = change.first, change.last, change.exchanged
    if first.year < FIRST_YEAR or last.year > LAST_YEAR:
        return [_WRONG["years"]]
    if not first <= last <= first + timedelta(days=LONGEST - 1):
        return [_WRONG["order"]]
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    is_special = any(calendar.special(day) for day in days)
    wrong = {
        "rest": change.act is Act.OFF and not is_special and not any(map(calendar.is_working, days)),
        "weekday": change.act is Act.WORKING and not all(map(calendar.is_rest_weekday, days)),
        "ordinary": change.act is Act.ORDINARY and not is_special,
        "no_exchange": other is not None and change.act is not Act.OFF,
        "exchange": other is not None and not calendar.is_rest_weekday(other),
    }
    return [_WRONG[name] for name, holds in wrong.items() if holds]


def _wrong(field: str, vi: str, en: str) -> Invalid:
    return Invalid("calendar_wrong", Words(vi=vi, en=en), field=field)


_WRONG = {
    "years": _wrong(
        "first",
        f"Chọn ngày từ năm {FIRST_YEAR} đến năm {LAST_YEAR}.",
        f"Choose days from {FIRST_YEAR} to {LAST_YEAR}.",
    ),
    "order": _wrong(
        "last",
        f"Ngày cuối phải từ ngày đầu trở đi, nhiều nhất {LONGEST} ngày.",
        f"The last day must not be before the first, and there may be {LONGEST} days at most.",
    ),
    "rest": _wrong(
        "first", "Những ngày này vốn là ngày nghỉ hằng tuần.", "These days are days of rest already."
    ),
    "weekday": _wrong(
        "first",
        "Chỉ ghi làm việc cho thứ Bảy, Chủ nhật; với ngày thường, hãy bỏ ngày nghỉ đã ghi.",
        "Only a Saturday or Sunday is entered as worked; for a weekday take its day off out.",
    ),
    "ordinary": _wrong(
        "first",
        "Lịch không ghi gì riêng cho những ngày này.",
        "The calendar says nothing special of these days.",
    ),
    "no_exchange": _wrong(
        "exchanged",
        "Chỉ có ngày làm bù khi cho nghỉ ngày khác.",
        "A day is worked in exchange only for a day off.",
    ),
    "exchange": _wrong(
        "exchanged",
        "Ngày làm bù phải là thứ Bảy hoặc Chủ nhật.",
        "The day worked in exchange must be a Saturday or Sunday.",
    ),
}


_MISSING = {
    "name_vi": Words(vi="Ghi tên của ngày bằng tiếng Việt.", en="Give the day's name in Vietnamese."),
    "source": Words(vi="Ghi văn bản làm căn cứ.", en="Name the text it rests on."),
    "decision": Words(vi="Ghi số của quyết định.", en="Enter the number of the decision."),
}


def _missing(field: str) -> Invalid:
    return Invalid("calendar_incomplete", _MISSING[field], field=field)
