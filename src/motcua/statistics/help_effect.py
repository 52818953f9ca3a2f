"""What checking papers before the call changes: time at the counter and come-backs, with and without it.

An honest comparison needs like with like: who is helped differs from who is not, so the two groups are
also compared within each field, and the difference is weighted by the helped visits of each. It remains
an observation, not an experiment; the page says so.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median

from django.db.models import Count

from motcua.domain.workdays import ZONE
from motcua.dossiers.models import Dossier, Supplement
from motcua.hall.models import Ticket
from motcua.places.models import Center

FEWEST = 30
"""Below so many dossiers in a group the page says that the figures prove little."""
FEWEST_IN_FIELD = 5


@dataclass(frozen=True, slots=True)
class Group:
    """Visits in which a dossier was received: how many, the middle time at the counter in minutes, and how
    often for each hundred of their dossiers something more had to be brought."""

    dossiers: int
    minutes: int | None
    come_backs: int
    per_hundred: int | None


@dataclass(frozen=True, slots=True)
class HelpEffect:
    """``difference``: minutes at the counter, helped less not helped, field by field; None: too few."""

    helped: Group
    alone: Group
    difference: float | None

    @property
    def is_little(self) -> bool:
        return min(self.helped.dossiers, self.alone.dossiers) < FEWEST


Row = tuple[str, float | None, int]


def help_effect(center: Center, first: date, last: date) -> HelpEffect:
    """Two statements. A visit counts as helped where its papers were checked before the call."""
    begin = datetime.combine(first, time(), ZONE)
    end = datetime.combine(last + timedelta(days=1), time(), ZONE)
    received = Dossier.objects.filter(
        center=center, received_at__gte=begin, received_at__lt=end, ticket__isnull=False
    )
    asked = dict(
        Supplement.objects.filter(dossier__in=received)
        .order_by()
        .values_list("dossier")
        .annotate(Count("pk"))
    )
    rows = received.values_list(
        "pk",
        "ticket__field_id",
        "ticket__checked_at",
        "ticket__serving_at",
        "ticket__ended_at",
        "ticket__state",
    )
    groups: dict[bool, list[Row]] = {True: [], False: []}
    for pk, field, checked, serving, ended, state in rows:
        minutes = None
        if state == Ticket.State.DONE and serving is not None and ended is not None:
            minutes = max(0.0, (ended - serving).total_seconds() / 60)
        groups[checked is not None].append((field, minutes, asked.get(pk, 0)))
    return HelpEffect(_group(groups[True]), _group(groups[False]), _difference(groups))


def _group(rows: list[Row]) -> Group:
    minutes = [value for _, value, _ in rows if value is not None]
    come_backs = sum(count for _, _, count in rows)
    few = len(rows) < FEWEST_IN_FIELD
    return Group(
        len(rows),
        round(median(minutes)) if len(minutes) >= FEWEST_IN_FIELD else None,
        come_backs,
        None if few else round(100 * come_backs / len(rows)),
    )


def _difference(groups: dict[bool, list[Row]]) -> float | None:
    by_field: dict[str, dict[bool, list[float]]] = defaultdict(lambda: {True: [], False: []})
    for helped, rows in groups.items():
        for field, minutes, _ in rows:
            if minutes is not None:
                by_field[field][helped].append(minutes)
    pairs = [
        (len(both[True]), median(both[True]) - median(both[False]))
        for both in by_field.values()
        if min(len(both[True]), len(both[False])) >= FEWEST_IN_FIELD
    ]
    weight = sum(count for count, _ in pairs)
    return round(sum(count * each for count, each in pairs) / weight, 1) if weight else None
