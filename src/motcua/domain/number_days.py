"""How long a number lives: for its day, and past midnight where somebody still waits.

>>> from datetime import UTC
>>> alive_since(datetime(2026, 11, 23, 3, tzinfo=UTC)).isoformat()  # 10:00 in Vietnam: since midnight
'2026-11-23T00:00:00+07:00'
>>> alive_since(datetime(2026, 11, 22, 18, tzinfo=UTC)).isoformat()  # 01:00: since 17:00 of the day before
'2026-11-22T10:00:00+00:00'
"""

from datetime import date, datetime, time, timedelta

from motcua.domain.workdays import ZONE, local

PAST_MIDNIGHT = timedelta(hours=8)
"""A number taken before midnight stays alive so long; no office hour comes near, a demo at night does."""


def alive_since(now: datetime) -> datetime:
    """Numbers given before this moment are over."""
    return min(datetime.combine(local(now).date(), time(), ZONE), now - PAST_MIDNIGHT)


def is_alive(day: date, issued: datetime, now: datetime) -> bool:
    """Whether a number of this day, given at that moment, can still be called."""
    return issued >= alive_since(now) and day >= local(now).date() - timedelta(days=1)
