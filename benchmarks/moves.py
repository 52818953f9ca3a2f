"""SQL statements and CPU of every move a dossier can make, among 10,000 and a million others (PostgreSQL).

One row for each action that makes a move of ``domain/states.py``; a move that has none is an error. Each
is made on dossiers of its own, whose way up to there is not measured. CPU is that of this program; the time
is what one caller waits, the database's work and its commit included.
``MOTCUA_BENCH_DOSSIERS`` makes the million smaller.
"""

import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks import ground
from benchmarks.figures import Figure, show
from benchmarks.province import populate
from benchmarks.walks import PROCEDURES, REQUEST, WHO, Walk
from motcua.domain.states import Move
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier

FEW, MANY = 10_000, int(os.environ.get("MOTCUA_BENCH_DOSSIERS", "1000000"))
WARM_UP, ROUNDS = 3, 20
WAITED_OUT = timedelta(days=60)
Act = Callable[[Walk, Dossier], object]


@dataclass(frozen=True)
class Made:
    """An action that makes the move, on a dossier that stands where a method of ``Walk`` brings it."""

    move: Move
    stands: str
    act: Act
    name: str = ""


def first(name: str, move: Move, act: Callable[[Walk], object]) -> Made:
    """What begins a dossier: nothing stands before it."""
    return Made(move, "", lambda walk, _: act(walk), name)


M = Move
MADE: tuple[Made, ...] = (
    first("submit", M.SUBMIT, lambda w: w.submitted()),
    first("accept, at the counter", M.ACCEPT, lambda w: w.received()),
    Made(M.ACCEPT, "submitted", lambda w, d: actions.accept(d, by=w.counter, now=w.now()), "accept, by post"),
    Made(
        M.ASK_SUPPLEMENT_AT_INTAKE,
        "submitted",
        lambda w, d: actions.ask_at_intake(d, request=REQUEST, by=w.counter, now=w.now()),
    ),
    Made(
        M.REFUSE_AT_INTAKE,
        "submitted",
        lambda w, d: actions.refuse_at_intake(d, reason="Không thuộc thẩm quyền", by=w.counter, now=w.now()),
    ),
    Made(M.TRANSFER, "received", lambda w, d: actions.transfer(d, by=w.counter, now=w.now())),
    Made(M.ASSIGN, "received", lambda w, d: actions.assign(d, to=w.office, by=w.head, now=w.now())),
    Made(M.PROCESS, "assigned", lambda w, d: actions.complete_step(d, by=w.office, now=w.now())),
    Made(
        M.REQUEST_SUPPLEMENT,
        "assigned",
        lambda w, d: actions.request_supplement(d, request=REQUEST, by=w.office, now=w.now()),
    ),
    Made(
        M.SUPPLEMENT, "asked", lambda w, d: actions.take_supplement(d, papers=(), by=w.counter, now=w.now())
    ),
    Made(
        M.CLOSE_UNSUPPLEMENTED,
        "asked",
        lambda w, d: actions.close_unsupplemented(d, by=w.head, now=w.now() + WAITED_OUT),
    ),
    Made(
        M.PAUSE,
        "assigned",
        lambda w, d: actions.pause_for_payment(d, notice=w.notice(), by=w.office, now=w.now()),
    ),
    Made(
        M.RESUME,
        "paused",
        lambda w, d: actions.resume_after_payment(d, proof=f"GNT {d.code}", by=w.counter, now=w.now()),
    ),
    Made(
        M.EXTEND,
        "assigned",
        lambda w, d: actions.extend(
            d, reason_code="verification", reason="Chờ biên bản.", by=w.head, now=w.now()
        ),
    ),
    Made(M.WITHDRAW, "received", lambda w, d: actions.withdraw(d, by=w.counter, now=w.now())),
    Made(
        M.STOP,
        "assigned",
        lambda w, d: actions.stop(
            d, reason="Có tranh chấp", basis="Luật Đất đai 2024, Điều 236", by=w.head, now=w.now()
        ),
    ),
    Made(M.DECIDE, "reviewed", lambda w, d: actions.decide(d, kind="granted", by=w.leader, now=w.now())),
    Made(
        M.REFUSE,
        "reviewed",
        lambda w, d: actions.decide(d, kind="refused", reason="Không đủ điều kiện", by=w.leader, now=w.now()),
    ),
    Made(M.ISSUE, "decided", lambda w, d: actions.issue(d, symbol="KQ", by=w.clerk, now=w.now())),
    Made(
        M.SEND_BACK, "appraised", lambda w, d: actions.send_back(d, reason="Soát lại", by=w.head, now=w.now())
    ),
    Made(M.TAKE_BACK, "appraised", lambda w, d: actions.take_back(d, by=w.office, now=w.now())),
    Made(M.RETURN, "issued", lambda w, d: actions.hand_over(d, collection=WHO, by=w.counter, now=w.now())),
)


@dataclass
class Cost:
    """Statements (BEGIN and COMMIT among them), median milliseconds of CPU and of waiting."""

    statements: int
    cpu: float
    waited: float


def cost_of(made: Made, now: datetime) -> Cost:
    walk, cpu, waited, statements = Walk(now), [], [], 0
    for turn in range(WARM_UP + ROUNDS):
        dossier = getattr(walk, made.stands)() if made.stands else Dossier()
        if made.stands:
            dossier = Dossier.objects.get(pk=dossier.pk)  # as a request finds it
        began, at = time.process_time(), time.perf_counter()
        if turn == 0:
            with CaptureQueriesContext(connection) as captured:
                made.act(walk, dossier)
            statements = len(captured)
        else:
            made.act(walk, dossier)
        if turn >= WARM_UP:
            cpu.append((time.process_time() - began) * 1000)
            waited.append((time.perf_counter() - at) * 1000)
    return Cost(statements, statistics.median(cpu), statistics.median(waited))


def measure(among: int, now: datetime) -> dict[str, Cost]:
    costs = {}
    for made in MADE:
        name = made.name or str(made.move)
        costs[name] = cost_of(made, now)
        print(f"{among:>9,} {name:<26} {costs[name]}", flush=True)
    return costs


def main() -> None:
    if missing := set(Move) - {made.move for made in MADE}:
        raise SystemExit(f"no action is measured for {', '.join(sorted(missing))}")
    now = ground.lay(*PROCEDURES)
    populate(FEW, now)
    few = measure(FEW, now)
    populate(MANY, now, already=FEW)
    many = measure(MANY, now)
    for name, cost in many.items():
        show(Figure(f"{name}: statements", cost.statements, "", "==", few[name].statements))
        show(Figure(f"{name}: CPU", cost.cpu, "ms"))
        show(Figure(f"{name}: waited", cost.waited, "ms"))
    for what in ("cpu", "waited"):
        ratios = [getattr(many[name], what) / getattr(few[name], what) for name in many]
        show(Figure(f"{what}, {MANY:,} to {FEW:,} dossiers, median ratio", statistics.median(ratios), ""))


if __name__ == "__main__":
    main()
