"""Whether a dossier will miss its date as its work stands now, and which date could be promised instead."""

from dataclasses import dataclass
from datetime import datetime

from motcua.catalogue.queries import bundle
from motcua.domain import extension
from motcua.domain.clock import Deadline
from motcua.dossiers.models import Dossier, Step
from motcua.dossiers.spans import span_of


@dataclass(frozen=True, slots=True)
class Forecast:
    """``new_due_at``: what a letter would promise."""

    is_late: bool
    new_due_at: datetime


def forecast(dossier: Dossier, step: Step, deadline: Deadline, now: datetime) -> Forecast:
    """By the hours of the internal process that are left from the open step on."""
    hours, length = deadline.hours, span_of(deadline).length(deadline.hours)
    plan = [
        extension.PlanStep(row.position, row.act, row.hours)
        for row in bundle(dossier.revision).steps
        if row.is_counted
    ]
    needs = extension.left(
        plan, position=step.position, opened_at=step.opened_at, now=now, length=length, hours=hours
    )
    due_at = deadline.due_at
    return Forecast(
        extension.is_forecast_late(
            act=step.act, needs=needs, length=length, due_at=due_at, now=now, hours=hours
        ),
        extension.new_date(needs, due_at=due_at, now=now, hours=hours),
    )
