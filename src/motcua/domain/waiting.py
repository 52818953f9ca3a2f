"""How long a wait may be: an honest range, or nothing.

From three things everybody can see: people ahead, counters open for them, and how long recent people were
served. The range runs from where about one in five is called earlier to where about one in five is called
later (P20 to P80), widened to whole five minutes. With too little to go on there is no promise at all.

The spread of the sum of n services is sqrt(n) times that of one; between 0 and 1 service more than the
people ahead must end before one's own turn, because those at the counters are already being served.

>>> wait = estimate(people_ahead=6, open_counters=2, recent_minutes=[8, 12, 10, 9, 11])
>>> wait.words.en
'about 25 to 40 minutes'
>>> estimate(people_ahead=6, open_counters=0, recent_minutes=[8, 12, 10]) is None
True
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil, floor, sqrt
from statistics import fmean, pstdev

from motcua.domain.words import Words

STEP = 5
"""Minutes to which both ends are rounded outwards."""
FEWEST = 3
"""So many recent services are needed before anything is said."""
Z80 = 0.8416
"""The 80th percentile of the normal distribution in standard deviations."""
IN_HOURS = 120
"""A wait of at least so many minutes is said in hours."""


@dataclass(frozen=True, slots=True)
class Wait:
    """A range in whole minutes."""

    least: int
    most: int

    @property
    def words(self) -> Words:
        if self.least >= IN_HOURS:
            return self._in_hours()
        if self.least == 0:
            return Words(vi=f"không quá {self.most} phút", en=f"up to {self.most} minutes")
        return Words(
            vi=f"khoảng {self.least} đến {self.most} phút", en=f"about {self.least} to {self.most} minutes"
        )

    def _in_hours(self) -> Words:
        """Nobody reckons with 585 minutes: whole hours, rounded outwards."""
        least = self.least // 60
        most = max(least + 1, -(-self.most // 60))
        return Words(vi=f"khoảng {least} đến {most} giờ", en=f"about {least} to {most} hours")


def estimate(people_ahead: int, open_counters: int, recent_minutes: Sequence[float]) -> Wait | None:
    """The likely wait, or None where no counter is open or fewer than ``FEWEST`` services are known.

    ``recent_minutes``: service times in minutes of people served lately in this line, newest first or not.
    """
    served = [minutes for minutes in recent_minutes if minutes > 0]
    if open_counters < 1 or people_ahead < 0 or len(served) < FEWEST:
        return None
    mean, spread = fmean(served), pstdev(served)
    least = (people_ahead * mean - Z80 * spread * sqrt(people_ahead)) / open_counters
    most = ((people_ahead + 1) * mean + Z80 * spread * sqrt(people_ahead + 1)) / open_counters
    lower = max(0, floor(least / STEP) * STEP)
    return Wait(lower, max(lower + STEP, ceil(most / STEP) * STEP))


def promised_by(now: datetime, wait: Wait) -> datetime:
    """The moment by which the person is likely called: the later end of the range."""
    return now + timedelta(minutes=wait.most)
