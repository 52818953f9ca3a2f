"""Proof that somebody stands in the hall: the display's changing code, or what the QR at the door carries.

The code is an HMAC of the place and a window of time, so the server keeps nothing; the display shows the
one of now, and the one before it still counts. Each receiving point has its own code and key (``point``
None: the main place), for one is called where one stands. Four digits are few, hence the limit on tries
(``web.hall.presence``). The door's key is as long as one wishes, but does not change: who photographs the
poster can use it from afar, gaining a place by the time of taking, never an earlier one.
"""

import hashlib
import hmac
from datetime import datetime, timedelta

from django.conf import settings

from motcua.hall.rules import rules_of
from motcua.places.models import Center, Point
from motcua.places.queries import open_points

WINDOW = timedelta(minutes=5)
DIGITS = 4
KEY_LENGTH = 20


def code(center: Center, now: datetime, point: Point | None = None) -> str:
    """The four digits on the display now."""
    return _code(center, point, _window(now))


def is_code(center: Center, text: str, now: datetime, point: Point | None = None) -> bool:
    """Whether this is the code of now or of the window before."""
    window = _window(now)
    return any(
        hmac.compare_digest(_code(center, point, one).encode(), text.encode()) for one in (window, window - 1)
    )


def shown(center: Center, now: datetime, point: Point | None = None) -> str:
    """What the place's display shows now; "" where no numbers are given from home. One statement."""
    return code(center, now, point) if rules_of(center).numbers_from_home else ""


def door_key(center: Center, point: Point | None = None) -> str:
    """What the QR at the door carries."""
    return _digest(f"door:{_place(center, point)}")[:KEY_LENGTH].hex()[:KEY_LENGTH]


def is_door_key(center: Center, text: str, point: Point | None = None) -> bool:
    return hmac.compare_digest(door_key(center, point).encode(), text.encode())


def is_a_door_key(center: Center, text: str) -> bool:
    """Whether it hangs at any of the center's doors; one statement, none for an empty text."""
    return bool(text) and any(is_door_key(center, text, point) for point in (None, *open_points(center)))


def proves(center: Center, text: str, now: datetime, point: Point | None = None) -> bool:
    """Whether what was typed or scanned shows that somebody is there."""
    return is_code(center, text, now, point) or is_door_key(center, text, point)


def proves_elsewhere(center: Center, text: str, now: datetime, point: Point | None) -> bool:
    """Whether it shows that somebody is at another place of the center; one statement."""
    places = (None, *open_points(center))
    return any(proves(center, text, now, other) for other in places if other != point)


def _window(now: datetime) -> int:
    return int(now.timestamp() // WINDOW.total_seconds())


def _place(center: Center, point: Point | None) -> str:
    return f"{center.code}/{point.pk}" if point else center.code


def _code(center: Center, point: Point | None, window: int) -> str:
    number = int.from_bytes(_digest(f"code:{_place(center, point)}:{window}")[:8], "big")
    return f"{number % 10**DIGITS:0{DIGITS}d}"


def _digest(text: str) -> bytes:
    key = hmac.digest(settings.SECRET_KEY.encode(), b"motcua.hall.presence", hashlib.sha256)
    return hmac.digest(key, text.encode(), hashlib.sha256)
