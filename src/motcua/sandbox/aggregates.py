"""The invented figures of the communes that the demo shows only in sum.

How many dossiers a day: by people and kind of place, at the rates that were published (each with its
source in ``data/statistics.csv``). The rest is chance with a seed, so that every start shows the same
province: six communes in trouble, the highlands short of staff, a slow swell over the weeks. Which
communes those are is drawn by lot and says nothing about the real ones.
"""

import csv
import math
import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path

from motcua.domain.workdays import ZONE, Calendar
from motcua.dossiers.models import Dossier
from motcua.places.hours import business_date, calendar
from motcua.places.models import Center, Commune
from motcua.statistics.counting import FIGURES, recount_all
from motcua.statistics.models import DailyFact

FILE = Path(__file__).resolve().parent.parent / "data" / "statistics.csv"
HIGHLAND = 120
"""People on a square kilometre; where fewer live, distances are long and staff is short."""
IN_TROUBLE = 6
REPORTED, CLOSED = time(10, 30), time(17)
"""Centers that report in sum do so at half past ten and at the end of the day."""
BY_HALF_PAST_TEN = 0.42
DAYS = 30
"""How far back the figures go."""


@dataclass(frozen=True)
class Place:
    """What makes one commune's figures, the same on every day."""

    daily: float  # dossiers received on an ordinary working day
    backlog: float  # working days of reception that lie in process
    overdue: float  # share of what lies in process
    phase: float


def load(now: datetime) -> None:
    """Figures of all 130 communes for today and the days before it; what was reported before stays."""
    today = business_date(now)
    living = list(Center.objects.filter(counters__isnull=False).distinct())
    others = list(Commune.objects.exclude(center__in=living))
    reported = set(DailyFact.objects.filter(is_counted=False).values_list("day", flat=True))
    official = calendar()
    rows = []
    for day in (today - timedelta(days=ago) for ago in range(DAYS, -1, -1)):
        if day == today or day not in reported:
            rows += facts(others, day, official, now=now)
        if day < today:
            rows += [fact for center in living if (fact := _looked_back(center, day))]
    DailyFact.objects.bulk_create(
        rows,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["commune", "day"],
        update_fields=[*FIGURES, "is_counted", "as_of"],
    )
    recount_all(now=now)


def _looked_back(center: Center, day: date) -> DailyFact | None:
    """How a living center stood at the end of a day: its dossiers know when they came and went."""
    begin, end = (datetime.combine(day, at, ZONE) for at in (time(), time.max))
    here = Dossier.objects.filter(center=center, received_at__lte=end)
    if not here.exists():
        return None
    open_then = here.exclude(processed_at__lte=end)
    received = here.filter(received_at__gte=begin).count()
    return DailyFact(
        commune_id=center.code,
        day=day,
        tickets=round(received * 2.1),  # nobody played the numbers of past days
        received=received,
        returned=here.filter(returned_at__gte=begin, returned_at__lte=end).count(),
        in_process=open_then.count(),
        overdue=open_then.filter(due_at__lt=end).count(),
        as_of=datetime.combine(day, CLOSED, ZONE),
    )


def facts(communes: Iterable[Commune], day: date, official: Calendar, *, now: datetime) -> list[DailyFact]:
    """A fact for each commune, not saved. A day that is over ends at 17:00, today stands at 10:30."""
    places = list(communes)
    troubled = in_trouble(commune.code for commune in places)
    is_over = day < now.astimezone(ZONE).date()
    as_of = min(now, datetime.combine(day, CLOSED if is_over else REPORTED, ZONE))
    works = official.is_working(day)
    return [
        _fact(commune, _place(commune, commune.code in troubled), day, works, is_over, as_of)
        for commune in places
    ]


def in_trouble(codes: Iterable[str]) -> frozenset[str]:
    """The communes drawn by lot."""
    return frozenset(sorted(codes, key=lambda code: sha256(f"lot {code}".encode()).digest())[:IN_TROUBLE])


def _fact(
    commune: Commune, place: Place, day: date, works: bool, is_over: bool, as_of: datetime
) -> DailyFact:
    chance = random.Random(f"{commune.code} {day}")  # noqa: S311 - invented, and the same each time
    part = 1.0 if is_over else BY_HALF_PAST_TEN
    swell = 1 + 0.18 * math.sin(day.toordinal() / 9 + place.phase)
    monday = 1.25 if day.weekday() == 0 else 1.0
    received = _about(chance, place.daily * swell * monday * part) if works else 0
    # Where the work piles up, less leaves than arrives.
    returned = _about(chance, place.daily * swell * part * (1 - place.overdue)) if works else 0
    in_process = max(1, _about(chance, place.daily * place.backlog * swell))
    tide = 1 + 0.25 * math.sin(day.toordinal() / 13 + place.phase)
    late = _about(chance, in_process * place.overdue * tide)
    due_soon = _about(chance, (in_process - late) * 0.13) if works else 0
    tickets = _about(chance, received * 2.1)
    waiting = 0 if is_over or not works else _about(chance, 1 + place.daily * 0.11)
    return DailyFact(
        commune=commune,
        day=day,
        waiting=min(waiting, tickets),
        tickets=tickets,
        received=received,
        returned=returned,
        in_process=in_process,
        due_soon=due_soon,
        overdue=min(late, in_process),
        is_counted=False,
        as_of=as_of,
    )


def _place(commune: Commune, troubled: bool) -> Place:
    chance = random.Random(f"place {commune.code}")  # noqa: S311 - as above
    highland = commune.population / float(commune.area_km2) < HIGHLAND
    kind = "ward" if commune.kind == "ward" else "highland" if highland else "lowland"
    overdue = chance.choice((0, 0.004, 0.006, 0.01, 0.015, 0.025))
    if highland:
        overdue = chance.choice((0.01, 0.02, 0.035, 0.05, 0.07))
    if troubled:
        overdue = chance.uniform(0.13, 0.27)
    backlog = chance.uniform(2.4, 4.2) + (3 if troubled else 1 if highland else 0)
    return Place(_rates()[kind] * commune.population, backlog, overdue, chance.uniform(0, math.tau))


@cache
def _rates() -> dict[str, float]:
    """Dossiers a working day for one inhabitant, by kind of place, from the published figures."""
    with FILE.open(encoding="utf-8", newline="") as file:
        published = {row["key"]: float(row["value"]) for row in csv.DictReader(file)}
    measured = {"ward": 123_507, "lowland": 26_043, "highland": 12_210}  # people of the commune measured
    return {kind: published[f"dossiers_per_day.{kind}"] / people for kind, people in measured.items()}


def _about(chance: random.Random, mean: float) -> int:
    """A count scattered around its mean as arrivals are."""
    return max(0, round(chance.gauss(mean, math.sqrt(max(mean, 0)) * 0.8)))
