"""The day that a public page of a hall is asked for: today, or one that is over."""

from datetime import date, timedelta

from motcua.domain.refusal import Invalid
from motcua.domain.words import Words

LONGEST = timedelta(days=3660)
"""No hall has a journal from before."""


def day_asked(text: str, today: date) -> date:
    """``?on=2026-11-23``; today where it is empty. Raises ``Invalid`` for no day, or one after today."""
    if not text:
        return today
    try:
        day = date.fromisoformat(text[:20])
    except ValueError:
        day = None
    if day is None or not today - LONGEST <= day <= today:
        raise Invalid(
            "log_day",
            Words(
                "Chọn một ngày không sau hôm nay, như 2026-11-23.",
                "Choose a day up to today, such as 2026-11-23.",
            ),
            field="on",
        )
    return day
