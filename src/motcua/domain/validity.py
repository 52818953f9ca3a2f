"""Until when a result holds, and how it stands on a day: in force, expired, replaced or revoked.

>>> valid_until(date(2026, 8, 31), 6), valid_until(date(2026, 8, 31), None)
(datetime.date(2027, 2, 28), None)
>>> standing(date(2027, 3, 1), until=date(2027, 2, 28))
<ResultStanding.EXPIRED: 'expired'>
"""

import calendar
from datetime import date
from enum import StrEnum

from motcua.domain.words import Words


class ResultStanding(StrEnum):
    """What somebody who holds the paper must know."""

    IN_FORCE = "in_force"
    EXPIRED = "expired"
    REPLACED = "replaced"
    REVOKED = "revoked"

    @property
    def words(self) -> Words:
        return NAMES[self]


NAMES: dict[ResultStanding, Words] = {
    ResultStanding.IN_FORCE: Words("Còn hiệu lực", "In force"),
    ResultStanding.EXPIRED: Words("Hết hiệu lực", "Expired"),
    ResultStanding.REPLACED: Words("Đã được thay thế", "Replaced"),
    ResultStanding.REVOKED: Words("Đã bị thu hồi", "Revoked"),
}


def valid_until(issued_on: date, months: int | None) -> date | None:
    """The last day of validity: the same day so many months later, or that month's last (Civil Code Art
    148(3)). None for a result that holds without limit."""
    if months is None:
        return None
    count = issued_on.year * 12 + issued_on.month - 1 + months
    year, month = divmod(count, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(issued_on.day, last))


def standing(
    day: date, *, until: date | None, revoked_from: date | None = None, is_replaced: bool = False
) -> ResultStanding:
    """How a result stands on a day; what is revoked is first of all that."""
    if revoked_from is not None and revoked_from <= day:
        return ResultStanding.REVOKED
    if is_replaced:
        return ResultStanding.REPLACED
    return ResultStanding.EXPIRED if until is not None and day > until else ResultStanding.IN_FORCE
