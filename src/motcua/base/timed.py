"""Timed jobs: done every so often by whichever work process comes first, and by one at a time.

A job's next time is noted as it is claimed, so that one that always fails keeps nobody waiting; the claim
lapses after ``LEASE``, so that a killed process stops a job only until its next time. A job may therefore
be cut off anywhere and begin again: it must find by itself what is still to do.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from motcua.base.actions import writing
from motcua.base.models import TimedJob

log = logging.getLogger("motcua.work")

LEASE = timedelta(minutes=10)
"""Longer than any job takes."""


@dataclass(frozen=True, slots=True)
class Job:
    every: timedelta
    run: Callable[[datetime], object]


_jobs: dict[str, Job] = {}


def schedule(name: str, every: timedelta, run: Callable[[datetime], object]) -> None:
    """Do ``run(now)`` every so often, under a stable ``name`` (it is stored); called at start-up."""
    _jobs[name] = Job(every, run)


def run_due(now: datetime) -> list[str]:
    """Do the jobs whose time has come and that nobody else does; their names. A fault is logged."""
    noted = set(TimedJob.objects.values_list("name", flat=True))
    missing = [TimedJob(name=name, due_at=now) for name in _jobs if name not in noted]
    if missing:
        with writing():
            TimedJob.objects.bulk_create(missing, ignore_conflicts=True)
    done = []
    for row in _due(now).order_by("due_at"):
        job = _jobs.get(row.name)  # a job of another version of the program is left to that one
        if job is not None and _claim(row.name, job, now):
            done.append(row.name)
            try:
                job.run(now)
            except Exception:  # whatever a job does wrong must not stop the loop
                log.exception("timed job %s failed; it is tried again at its next time", row.name)
            with writing():
                TimedJob.objects.filter(pk=row.name, claimed_until=now + LEASE).update(claimed_until=None)
    return done


def _due(now: datetime) -> "QuerySet[TimedJob]":
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lt=now)
    return TimedJob.objects.filter(free, due_at__lte=now)


def _claim(name: str, job: Job, now: datetime) -> bool:
    """One conditional update: of two processes that come at once, one has it."""
    with writing():
        mine = _due(now).filter(pk=name)
        return bool(mine.update(claimed_until=now + LEASE, due_at=now + job.every))
