"""A wait as people are told it: a range in whole five minutes, and the latest moment.

>>> Wait.between(22, 38).words.en
'about 20 to 40 minutes'
"""

from dataclasses import dataclass
from datetime import datetime
from math import ceil, floor

from motcua.domain.words import Words
from motcua.domain.workdays import local

STEP = 5
"""Minutes to which both ends are rounded outwards."""
IN_HOURS = 120
"""A wait of at least so many minutes is said in hours."""


@dataclass(frozen=True, slots=True)
class Wait:
    """A range in whole minutes."""

    least: int
    most: int

    @classmethod
    def between(cls, least: float, most: float) -> "Wait":
        """Minutes, rounded outwards to whole steps; never an empty range."""
        lower = max(0, floor(least / STEP) * STEP)
        return cls(lower, max(lower + STEP, ceil(most / STEP) * STEP))

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


def latest(promised_by: datetime) -> Words:
    """The promise in a sentence's end: latest at hh:mm."""
    at = local(promised_by)
    return Words(vi=f"muộn nhất lúc {at:%H:%M}", en=f"latest at {at:%H:%M}")
