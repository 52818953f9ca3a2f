"""Limits on use: how often a door may be tried within a window of time."""

import hashlib
from datetime import datetime, timedelta

from django.db import connection

from motcua.base.actions import writing
from motcua.base.models import Allowance
from motcua.domain.refusal import Refusal
from motcua.domain.words import Words


class TooMany(Refusal):
    status = 429


def check_rate(door: str, who: str, *, most: int, within: timedelta, now: datetime) -> None:
    """Count one try at ``door`` by ``who``; raises ``TooMany`` beyond ``most`` tries in the window.

    ``who`` (an address, a log-in name) is stored only as a digest.
    """
    span = int(within.total_seconds())
    window = int(now.timestamp()) // span
    digest = hashlib.sha256(f"{door}|{who}".encode()).hexdigest()[:32]
    key = f"{door}:{window}:{digest}"
    with writing():
        count = _count(key, ends_at=now + within)
    if count > most:
        minutes = max(1, span // 60)
        minutes_en = "1 minute" if minutes == 1 else f"{minutes} minutes"
        raise TooMany(
            "too_many",
            Words(
                vi=f"Quá nhiều lần thử. Xin đợi {minutes} phút rồi thử lại.",
                en=f"Too many tries. Please wait {minutes_en} and try again.",
            ),
        )


def _count(key: str, *, ends_at: datetime) -> int:
    """One more; how many that makes in this window. One statement, at every press of a kiosk."""
    table = connection.ops.quote_name(Allowance._meta.db_table)
    ends = Allowance._meta.get_field("ends_at").get_db_prep_save(ends_at, connection)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (key, count, ends_at) VALUES (%s, 1, %s) "  # noqa: S608 - our own table
            f"ON CONFLICT (key) DO UPDATE SET count = {table}.count + 1 RETURNING count",
            [key, ends],
        )
        return int(cursor.fetchone()[0])


def forget_old(now: datetime) -> int:
    """Drop the windows that have ended (a timed job)."""
    with writing():
        return Allowance.objects.filter(ends_at__lt=now).delete()[0]
