"""Questions about figures: the whole province on a day, one commune over the last weeks."""

from dataclasses import dataclass, fields, replace
from datetime import date, timedelta

from django.db.models import OuterRef, Subquery

from motcua.places.models import Commune
from motcua.statistics.models import DailyFact

LATEST = timedelta(days=14)
"""A report older than this says nothing about how a commune stands."""


@dataclass(frozen=True)
class Figures:
    """One commune on one day, or all of them together. None: not reported.

    What flows (waiting, received, returned) is of that day alone; what lies (in process, due soon,
    overdue) stands from the latest report on.
    """

    waiting: int | None = None
    received: int | None = None
    returned: int | None = None
    in_process: int | None = None
    due_soon: int | None = None
    overdue: int | None = None

    @property
    def share(self) -> float | None:
        """The part of the work in process that is past its date, 0 to 1."""
        if self.in_process is None or self.overdue is None:
            return None
        return self.overdue / self.in_process if self.in_process else 0.0


@dataclass(frozen=True)
class CommuneFigures:
    """A commune with its figures and the report they are from (None: nothing in the last two weeks)."""

    commune: Commune
    figures: Figures
    fact: DailyFact | None


def province_on(day: date) -> list[CommuneFigures]:
    """All communes in order of their codes; two statements."""
    reports = DailyFact.objects.filter(commune=OuterRef("pk"), day__lte=day, day__gt=day - LATEST)
    latest = Subquery(reports.order_by("-day").values("pk")[:1])
    communes = list(Commune.objects.annotate(latest=latest).order_by("code"))
    facts = DailyFact.objects.in_bulk([commune.latest for commune in communes if commune.latest])
    return [
        CommuneFigures(commune, figures_of(facts.get(commune.latest), day), facts.get(commune.latest))
        for commune in communes
    ]


def commune_on(commune: Commune, day: date) -> CommuneFigures:
    """One commune's latest figures; one statement."""
    fact = commune.daily_facts.filter(day__lte=day, day__gt=day - LATEST).order_by("-day").first()
    return CommuneFigures(commune, figures_of(fact, day), fact)


def figures_of(fact: DailyFact | None, day: date) -> Figures:
    if fact is None:
        return Figures()
    figures = Figures(
        fact.waiting, fact.received, fact.returned, fact.in_process, fact.due_soon, fact.overdue
    )
    return figures if fact.day == day else replace(figures, waiting=None, received=None, returned=None)


def total(rows: list[CommuneFigures]) -> Figures:
    """The sums of what is reported; None where nobody reported."""
    sums = {}
    for field in fields(Figures):
        known = [value for row in rows if (value := getattr(row.figures, field.name)) is not None]
        sums[field.name] = sum(known) if known else None
    return Figures(**sums)


def history(commune: Commune, until: date, *, days: int = 30) -> list[DailyFact]:
    """The reports of the last ``days`` days and of ``until``, oldest first; one statement."""
    since = until - timedelta(days=days)
    return list(commune.daily_facts.filter(day__gte=since, day__lte=until).order_by("day"))
