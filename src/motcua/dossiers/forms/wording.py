"""Days, times, money and names of offices as an official Vietnamese paper writes them.

Decree 30/2020/NĐ-CP, Annex I: the months one and two and days under ten are written with a zero in
front. A no-break space holds each number to its word.
"""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")

_place = re.compile(r"\b(xã|phường|đặc khu|tỉnh|thành phố)( \w+){1,3}$", re.IGNORECASE)


def day_in_words(day: date) -> str:
    """
    >>> day_in_words(date(2026, 2, 5)).replace("\\xa0", " ")
    'ngày 05 tháng 02 năm 2026'
    """
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return _held(f"ngày_{day.day:02} tháng_{month} năm_{day.year}")


def moment_in_words(at: datetime) -> str:
    """
    >>> moment_in_words(datetime(2026, 11, 26, 17, tzinfo=VIETNAM)).replace("\\xa0", " ")
    '17 giờ 00 phút, thứ Năm ngày 26 tháng 11 năm 2026'
    """
    here = local(at)
    weekday = WEEKDAYS[here.weekday()].replace(" ", "_")
    return _held(f"{here:%H}_giờ_{here:%M}_phút, {weekday} ") + day_in_words(here)


def clock_and_day(at: datetime) -> str:
    """As narrow columns write it.

    >>> clock_and_day(datetime(2026, 2, 5, 8, 5, tzinfo=VIETNAM)).replace("\\xa0", " ")
    '08:05, 05/02/2026'
    """
    here = local(at)
    return f"{here:%H:%M}, {here:%d/%m/%Y}"


def local(at: datetime) -> datetime:
    """The same moment on the clock in Vietnam. Raises ``ValueError`` for a time without a zone."""
    if at.tzinfo is None:
        raise ValueError("a time on a paper needs a zone")
    return at.astimezone(VIETNAM)


def dong(amount: int) -> str:
    """
    >>> dong(1_250_000).replace("\\xa0", " ")
    '1.250.000 đồng'
    """
    return _held(f"{amount:,}_đồng".replace(",", "."))


def unit_held(name: str) -> str:
    """The name of an office with its place kept on one line: never "xã Kim / Bảng".

    >>> unit_held("Ủy ban nhân dân xã Kim Bảng").replace("\\xa0", "_")
    'Ủy ban nhân dân xã_Kim_Bảng'
    """
    return _place.sub(lambda place: place[0].replace(" ", "\u00a0"), name)


def _held(text: str) -> str:
    return text.replace("_", "\u00a0")
