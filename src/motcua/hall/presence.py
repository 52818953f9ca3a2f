"""Proof that somebody stands in the hall: the display's changing code, or what the QR at the door carries.

The code is an HMAC of the center and a window of time, so the server keeps nothing; the display shows the
one of now, and the one before it still counts. Four digits are few, hence the limit on tries
(``web.hall.presence``). The door's key is as long as one wishes, but does not change: who photographs the
poster can use it from afar, gaining a place by the time of taking, never an earlier one.
"""

import hashlib
import hmac
from datetime import datetime, timedelta

from django.conf import settings

from motcua.hall.rules import rules_of
from motcua.places.models import Center

WINDOW = timedelta(minutes=5)
DIGITS = 4
KEY_LENGTH = 20


def code(center: Center, now: datetime) -> str:
    """The four digits on the display now."""
    return _code(center, _window(now))


def is_code(center: Center, text: str, now: datetime) -> bool:
    """Whether this is the code of now or of the window before."""
    window = _window(now)
    return any(
        hmac.compare_digest(_code(center, one).encode(), text.encode()) for one in (window, window - 1)
    )


def shown(center: Center, now: datetime) -> str:
    """What the center's display shows now; "" where no numbers are given from home. One statement."""
    return code(center, now) if rules_of(center).numbers_from_home else ""


def door_key(center: Center) -> str:
    """What the QR at the door carries."""
    return _digest(f"door:{center.code}")[:KEY_LENGTH].hex()[:KEY_LENGTH]


def is_door_key(center: Center, text: str) -> bool:
    return hmac.compare_digest(door_key(center).encode(), text.encode())


def proves(center: Center, text: str, now: datetime) -> bool:
    """Whether what was typed or scanned shows that somebody is there."""
    return is_code(center, text, now) or is_door_key(center, text)


def _window(now: datetime) -> int:
    return int(now.timestamp() // WINDOW.total_seconds())


def _code(center: Center, window: int) -> str:
    number = int.from_bytes(_digest(f"code:{center.code}:{window}")[:8], "big")
    return f"{number % 10**DIGITS:0{DIGITS}d}"


def _digest(text: str) -> bytes:
    key = hmac.digest(settings.SECRET_KEY.encode(), b"motcua.hall.presence", hashlib.sha256)
    return hmac.digest(key, text.encode(), hashlib.sha256)
