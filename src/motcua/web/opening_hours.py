"""A center's week in sentences: days with the same hours stand together."""

from itertools import groupby

from motcua.domain.words import Words
from motcua.domain.workdays import Session, Sessions

DAYS = (
    Words("thứ Hai", "Monday"),
    Words("thứ Ba", "Tuesday"),
    Words("thứ Tư", "Wednesday"),
    Words("thứ Năm", "Thursday"),
    Words("thứ Sáu", "Friday"),
    Words("thứ Bảy", "Saturday"),
    Words("Chủ nhật", "Sunday"),
)


def week(sessions: Sessions) -> list[Words]:
    """Từ thứ Hai đến thứ Sáu: 07:30-11:30 và 13:00-17:00 | Monday to Friday: 07:30-11:30 and 13:00-17:00."""
    runs = groupby(range(7), key=lambda weekday: sessions.by_weekday[weekday])
    return [_line(list(days), hours) for hours, days in runs if hours]


def _line(days: list[int], hours: tuple[Session, ...]) -> Words:
    first, last = DAYS[days[0]], DAYS[days[-1]]
    times = [f"{session.opens:%H:%M}-{session.closes:%H:%M}" for session in hours]
    vi, en = " và ".join(times), " and ".join(times)
    if first is last:
        return Words(vi=f"{first.vi[0].upper()}{first.vi[1:]}: {vi}", en=f"{first.en}: {en}")
    return Words(vi=f"Từ {first.vi} đến {last.vi}: {vi}", en=f"{first.en} to {last.en}: {en}")
