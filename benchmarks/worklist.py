"""Waiting, statements and plans of the work lists and of search, among 10,000 and a million (PostgreSQL).

Every queue of every officer of Kim Bảng, who has 30,000 of the million; "due soon"; the counts beside the
queues; and searches by every kind of text a person brings, each with its own entry in the journal. A figure
is that of the officer who waits longest. The promises are issue 3's: due soon and search within 50 ms, 95 of
100 times; a constant number of statements, however many dossiers; no big table read from end to end.
``MOTCUA_BENCH_DOSSIERS`` makes the million smaller.
"""

import os
import random
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks import backend, ground
from benchmarks.figures import Figure, show
from benchmarks.province import populate
from benchmarks.walks import PROCEDURES
from motcua.domain.time_limits import Standing
from motcua.dossiers import finding, queues, work
from motcua.dossiers.actions import search
from motcua.dossiers.desks import desk_of
from motcua.dossiers.models import Applicant
from motcua.dossiers.selecting import Selection
from motcua.people.models import Officer
from motcua.places.hours import business_date

FEW, MANY = 10_000, int(os.environ.get("MOTCUA_BENCH_DOSSIERS", "1000000"))
ROUNDS, SEARCHES = 40, 100
PROMISE = 50.0
STATEMENTS = 10
"""As many as a queue has parts, and a few: fewer than a page has rows. An empty page needs fewer still."""
LOGINS = ("office", "head", "leader", "clerk", "center", "counter")
Read = Callable[[], object]


@dataclass
class Cost:
    """Milliseconds, each time it was done; ``cpu``: of the program and the database, on the average.
    ``scans``: whole tables read, in words."""

    statements: int = 0
    cpu: float = 0.0
    waited: list[float] = field(default_factory=list)
    scans: list[str] = field(default_factory=list)

    @property
    def p50(self) -> float:
        return statistics.median(self.waited)

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.waited, n=20)[-1]


def cost_of(reads: list[Read]) -> Cost:
    """Of doing each once; the first of them is done before, to be looked at."""
    with CaptureQueriesContext(connection) as captured:
        reads[0]()
    statements = [query["sql"] for query in captured.captured_queries]
    cost = Cost(len(statements), scans=backend.scanned(statements))
    spent = time.process_time() + backend.cpu()
    for read in reads:
        began = time.perf_counter()
        read()
        cost.waited.append((time.perf_counter() - began) * 1000)
    cost.cpu = (time.process_time() + backend.cpu() - spent) / len(reads) * 1000
    return cost


def worst(one: Cost, other: Cost) -> Cost:
    """Of two officers at the same list: who waits longer, with the more statements of either."""
    slower = max(one, other, key=lambda cost: cost.p95)
    statements, cpu = max(one.statements, other.statements), max(one.cpu, other.cpu)
    return Cost(statements, cpu, slower.waited, one.scans + other.scans)


def lists(now: datetime) -> Iterator[tuple[str, Read]]:
    """Each list of each officer: a page of 25, the second page of what is their turn, the counts."""
    for officer in Officer.objects.filter(login__in=[f"{login}.kimbang" for login in LOGINS]):
        day = business_date(now)
        seen = queues.seen_by(officer, day)
        for queue in seen:

            def first_page(queue: queues.Queue = queue, officer: Officer = officer) -> work.Page[work.Work]:
                return work.listed(queue, desk_of(officer, now), limit=25)

            yield f"queue {queue.code}", first_page
            cursor = first_page().next
            if cursor:
                yield (
                    f"queue {queue.code}, next page",
                    lambda queue=queue, officer=officer, cursor=cursor: work.listed(
                        queue, desk_of(officer, now), after=cursor, limit=25
                    ),
                )
        yield (
            "due soon",
            lambda officer=officer: work.listed(
                queues.QUEUES["turns"],
                desk_of(officer, now),
                chosen=Selection(standing=Standing.DUE_SOON),
                limit=25,
            ),
        )
        yield (
            "counts of all queues",
            lambda officer=officer, seen=seen: work.counts(seen, desk_of(officer, now)),
        )


def searches(now: datetime) -> Iterator[tuple[str, list[Read]]]:
    """By each kind of text, for people who are there; the counter officer asks."""
    officer = Officer.objects.get(login="counter.kimbang")
    day, chance = business_date(now), random.Random(2026)  # noqa: S311 - the same every time
    known = list(
        Applicant.objects.filter(dossier__center__commune="17791")
        .select_related("dossier")
        .order_by("dossier_id")
    )
    people = chance.choices(known, k=SEARCHES)

    def read(text: str) -> object:
        return finding.listed(search(text, by=officer, now=now), officer, day, limit=50)

    texts: dict[str, Callable[[Applicant], str]] = {
        "code": lambda person: person.dossier.code,
        "last digits": lambda person: person.dossier.code[-4:],
        "telephone": lambda person: person.phone,
        "identity number": lambda person: person.identity_number,
        "whole name": lambda person: person.name,
        "one word of the name": lambda person: person.name.split()[-1],
        "the commonest family name": lambda _: "nguyen",
    }
    for kind, text_of in texts.items():
        yield f"search by {kind}", [lambda text=text_of(person): read(text) for person in people]


def measure(among: int, now: datetime) -> dict[str, Cost]:
    costs: dict[str, Cost] = {}
    for name, read in lists(now):
        cost = cost_of([read] * ROUNDS)
        costs[name] = worst(cost, costs[name]) if name in costs else cost
    for name, reads in searches(now):
        costs[name] = cost_of(reads)
    for name, cost in costs.items():
        measured = f"{cost.statements:>3} {cost.cpu:8.1f} {cost.p50:8.1f} {cost.p95:8.1f}"
        print(f"{among:>9,} {name:<40} {measured}", *cost.scans, flush=True)
    return costs


def main() -> None:
    now = ground.lay(*PROCEDURES)
    populate(FEW, now)
    few = measure(FEW, now)
    populate(MANY, now, already=FEW)
    many = measure(MANY, now)
    for name, cost in many.items():
        promised = name == "due soon" or name.startswith("search")
        show(Figure(f"{name}: CPU, the database's too", cost.cpu, "ms"))
        show(Figure(f"{name}: half below", cost.p50, "ms"))
        show(Figure(f"{name}: 95 of 100 below", cost.p95, "ms", *(("<=", PROMISE) if promised else ())))
        show(Figure(f"{name}: statements", cost.statements, "", "<=", STATEMENTS))
        if name in few:
            show(Figure(f"{name}: CPU to that among {FEW:,}", cost.cpu / few[name].cpu, ""))
    show(
        Figure("big tables read from end to end", sum(len(cost.scans) for cost in many.values()), "", "==", 0)
    )


if __name__ == "__main__":
    main()
