"""``motcua work``: deliveries as they fall due, and the timed jobs."""

import logging
import signal
import threading
from datetime import datetime, timedelta

from django.db import close_old_connections
from django.utils import timezone

from motcua.base import files, idempotency, limits
from motcua.base.timed import run_due
from motcua.base.work import work_off
from motcua.statistics.counting import recount_all

log = logging.getLogger("motcua.work")

PAUSE = 1.0
"""Seconds between two looks when nothing is due."""
JOBS_EVERY = timedelta(hours=1)
LOOK_EVERY = timedelta(seconds=15)
"""How often the loop asks which scheduled job (``base.timed``) is due."""
FIGURES_EVERY = timedelta(minutes=1)
"""Work becomes overdue, and a day begins, without any event."""


def work(*, once: bool = False) -> int:
    """Hand over what is due; with ``once`` until nothing is, else until told to stop. The exit code."""
    if once:
        run_due(timezone.now())
        while work_off(timezone.now()):
            pass
        return 0
    stop = threading.Event()
    for told in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told, lambda *_: stop.set())
    keep_working(stop)
    return 0


def keep_working(stop: threading.Event) -> None:
    """The loop itself. A fault (the database is away) is logged and waited out, never the end.

    A job's next time is noted before it is done, so that one that always fails keeps no delivery waiting.
    """
    jobs_due = figures_due = look_due = timezone.now()
    while not stop.is_set():
        done = 0
        try:
            close_old_connections()
            now = timezone.now()
            if now >= jobs_due:
                jobs_due = now + JOBS_EVERY
                timed_jobs(now)
            if now >= figures_due:
                figures_due = now + FIGURES_EVERY
                recount_all(now=now)
            if now >= look_due:
                look_due = now + LOOK_EVERY
                run_due(now)
            done = work_off(now)
        except Exception:
            log.exception("the work loop met a fault and goes on")
            stop.wait(5)
        if not done:
            stop.wait(PAUSE)
    close_old_connections()


def timed_jobs(now: datetime) -> None:
    limits.forget_old(now)
    idempotency.forget_old(now)
    files.sweep(now)
