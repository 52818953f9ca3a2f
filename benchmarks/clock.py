"""How many deadlines one process replays in a second (no database).

Each dossier gets its own receipt time, so nothing is answered from a cache of answers; the table of
the calendar is made once, as in the program. Target (issue 2): 20,000 a second with three events.
"""

import random
import sys
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta

from benchmarks.figures import Figure, show
from motcua.domain.clock import ClockEvent, ClockKind, Deadline, Term, Unit, replay
from motcua.domain.workdays import DEFAULT_SESSIONS, ZONE, Calendar
from motcua.domain.working_hours import WorkingHours, working_hours
from motcua.places.calendar_file import national_calendar

DOSSIERS = 4_000
TARGET = 20_000
TERMS = [Term(n, unit) for n in (2, 5, 15, 21) for unit in (Unit.WORKING_DAY, Unit.CALENDAR_DAY)]
Dossier = tuple[list[ClockEvent], Term]


def dossier(rng: random.Random, events: int) -> Dossier:
    """Received, then pauses; the last row asks for a pause (3 events: received, paused, resumed)."""
    at = datetime.combine(date(2026, 1, 5) + timedelta(days=rng.randrange(300)), datetime.min.time(), ZONE)
    at += timedelta(minutes=rng.randrange(450, 1020))
    rows = [ClockEvent(ClockKind.RECEIVED, at)]
    while len(rows) < events:
        at += timedelta(minutes=rng.randrange(1, 2000))
        rows.append(ClockEvent(ClockKind.PAUSED if len(rows) % 2 else ClockKind.RESUMED, at))
    return rows, rng.choice(TERMS)


def rate(work: Callable[[Dossier], object], dossiers: list[Dossier], seconds: float) -> tuple[float, float]:
    """(done in a second of wall time, CPU microseconds each)."""
    done, began, cpu = 0, time.perf_counter(), time.process_time()
    while time.perf_counter() - began < seconds:
        for each in dossiers:
            work(each)
        done += len(dossiers)
    return done / (time.perf_counter() - began), (time.process_time() - cpu) / done * 1e6


def main(seconds: float) -> None:
    calendar: Calendar = national_calendar()
    began = time.perf_counter()
    WorkingHours(calendar)
    table_ms = (time.perf_counter() - began) * 1000
    working_hours(calendar, DEFAULT_SESSIONS)

    def due(each: Dossier) -> Deadline:
        return replay(*each, calendar)

    def explained(each: Dossier) -> object:
        return due(each).why

    for label, work, events, target in (
        ("deadlines, 1 clock event", due, 1, None),
        ("deadlines, 3 clock events", due, 3, TARGET),
        ("deadlines, 10 clock events", due, 10, None),
        ("deadlines, 3 clock events, explained", explained, 3, None),
    ):
        rng = random.Random(2026)
        per_second, cpu = rate(work, [dossier(rng, events) for _ in range(DOSSIERS)], seconds)
        show(Figure(label, per_second, "a second", ">=" if target else "", target))
        show(Figure(f"CPU each, {label}", cpu, "µs"))
    show(Figure("table of a new calendar, once", table_ms, "ms"))


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 2.0)
