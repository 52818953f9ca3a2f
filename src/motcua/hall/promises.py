"""The promise made with a number, "latest at hh:mm", and how often it was kept: published, not only counted.

The promise is the forecast at the moment the number was given, aimed so that four in five are kept; it stays
on the ticket while the page's own forecast moves on. Kept means called by then. Left out of the count: who
was not called at all (left, gave the number up), who did not come to the call or had to be called again,
and who found a counter waiting for them, for nothing was promised then.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Q

from motcua.domain.words import Words
from motcua.hall import forecasts
from motcua.hall.line import in_line, served_by
from motcua.hall.models import Duty, Ticket
from motcua.places.hours import business_date
from motcua.places.models import Center

FEWEST = 20
"""With fewer promises no share is published."""


def first(ticket: Ticket, now: datetime) -> datetime | None:
    """By when this number, not yet in the line, will be called: what its holder is promised.

    None where nobody can say (no counter is open for it, or its holder has not come), and where a counter
    waits for them. Eleven statements, one where no counter is open; in a long line a count instead of a play.
    """
    center = ticket.center
    open_now = Duty.objects.filter(counter__center=center, closed_at__isnull=True).select_related("counter")
    duties = list(open_now.order_by("counter__number"))
    if not duties or ticket.present_at is None:
        return None
    people, before = _line(ticket, duties, now)
    forecast = forecasts.outlook(center, now, duties=duties, people=people).of(ticket, before)
    return forecast.promised_by(now) if forecast is not None and forecast.likely > 0 else None


def _line(ticket: Ticket, duties: list[Duty], now: datetime) -> tuple[int, int]:
    """How many people wait; and for the same counters: in a long line they count as before the newest."""
    serving = [duty for duty in duties if not duty.fields or ticket.field_id in duty.fields]
    fields = set().union(*(duty.fields for duty in serving))
    everything = any(not duty.fields for duty in serving)
    same = Count("pk", filter=served_by([] if everything else fields))
    counts = in_line(ticket.center, now).aggregate(people=Count("pk"), same=same)
    return counts["people"], counts["same"]


@dataclass(frozen=True, slots=True)
class Kept:
    """Of so many promises since that day, so many were kept."""

    since: date
    promised: int
    kept: int

    @property
    def share(self) -> int | None:
        """Whole percent, rounded down; None while there are too few to say anything."""
        return 100 * self.kept // self.promised if self.promised >= FEWEST else None

    @property
    def words(self) -> Words:
        """One sentence for the display's foot and the center's page; empty while there are too few."""
        if self.share is None:
            return Words("", "")
        return Words(
            vi=f"Tháng này {self.share}% số được gọi đúng hẹn ({self.kept}/{self.promised})",
            en=f"This month {self.share}% of numbers were called by the time promised "
            f"({self.kept} of {self.promised})",
        )


def kept(center: Center, now: datetime) -> Kept:
    """This month until now; one statement."""
    since = business_date(now).replace(day=1)
    called = Ticket.objects.filter(
        center=center,
        day__gte=since,
        called_at__lte=now,
        promised_by__isnull=False,
        calls=1,
        state__in=[Ticket.State.CALLED, Ticket.State.SERVING, Ticket.State.DONE],
    )
    counts = called.aggregate(
        promised=Count("pk"), kept=Count("pk", filter=Q(called_at__lte=F("promised_by")))
    )
    return Kept(since, **counts)
