"""The center's own day: numbers start again from the first when it begins, not always at midnight."""

from datetime import date, datetime, time, timedelta

from django.db.models import OuterRef, Subquery

from motcua.domain.workdays import local
from motcua.hall.models import Series
from motcua.places.models import Center

LATEST = time(6)
"""No center's day begins later: a number of the evening before is then over (``queries.PAST_MIDNIGHT``)."""


def day_at(now: datetime, begins: time) -> date:
    """The day that has begun at this moment, where days begin at ``begins``."""
    return (local(now) - timedelta(hours=begins.hour, minutes=begins.minute)).date()


def business_day(center: Center, now: datetime) -> date:
    """The day whose numbers are given: today by the center's own beginning of the day, or after the clock
    was set back the latest that has any. One statement."""
    latest = Series.objects.filter(center=OuterRef("pk")).order_by("-day").values("day")[:1]
    begins, known = Center.objects.values_list("hall_rules__day_begins", Subquery(latest)).get(pk=center.pk)
    today = day_at(now, begins or time())
    return max(today, known) if known else today
