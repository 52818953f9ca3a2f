"""Days, times and lengths of time, as people say them in Vietnamese and in English.

A day of the week is written as within a sentence (Decree 30/2020, Appendix II); ``opening`` begins one.
"""

from datetime import date, datetime, timedelta

from motcua.domain.words import Words
from motcua.domain.workdays import local

_WEEKDAYS_VI = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS_EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day_words(day: date) -> Words:
    """thứ Ba 24/11 | Tuesday 24 November."""
    return Words(
        vi=f"{_WEEKDAYS_VI[day.weekday()]} {day:%d/%m}",
        en=f"{_WEEKDAYS_EN[day.weekday()]} {day.day} {_MONTHS_EN[day.month - 1]}",
    )


def full_day_words(day: date) -> Words:
    """thứ Ba 24/11/2026 | Tuesday 24 November 2026."""
    short = day_words(day)
    return Words(vi=f"{short.vi}/{day.year}", en=f"{short.en} {day.year}")


def moment_words(moment: datetime) -> Words:
    """10:00 thứ Năm 26/11/2026 | 10:00 on Thursday 26 November 2026."""
    wall = local(moment)
    day = full_day_words(wall.date())
    return Words(vi=f"{wall:%H:%M} {day.vi}", en=f"{wall:%H:%M} on {day.en}")


def opening(words: str) -> str:
    """The words as a sentence begins: thứ Ba 24/11 becomes Thứ Ba 24/11."""
    return words[:1].upper() + words[1:]


def length_words(length: timedelta) -> Words:
    """3 giờ 30 phút | 3 hours 30 minutes. Whole minutes."""
    hours, minutes = divmod(length // timedelta(minutes=1), 60)
    parts_vi = [f"{hours} giờ"] * bool(hours) + [f"{minutes} phút"] * bool(minutes or not hours)
    parts_en = [_counted(hours, "hour")] * bool(hours) + [_counted(minutes, "minute")] * bool(
        minutes or not hours
    )
    return Words(vi=" ".join(parts_vi), en=" ".join(parts_en))


def weekdays_words(weekdays: set[int]) -> Words:
    """thứ Bảy và Chủ nhật | Saturdays and Sundays."""
    ordered = sorted(weekdays)
    return Words(
        vi=" và ".join(_WEEKDAYS_VI[weekday] for weekday in ordered),
        en=" and ".join(f"{_WEEKDAYS_EN[weekday]}s" for weekday in ordered),
    )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
