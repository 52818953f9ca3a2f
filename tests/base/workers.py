"""Real processes beside a test: what several of them do at once to one database.

As a program (``python -m tests.base.workers TASK ...``) it is one of them; ``together`` starts them.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
KIND = "test.happened"


class Thing:
    """Something an event can be about."""

    def __init__(self, stream: str = "test") -> None:
        self.journal_stream, self.journal_subject = stream, f"{stream}/1"


def together(environment: dict[str, str], count: int, task: str, *arguments: object) -> list[list[str]]:
    """``count`` processes that begin the same task at the same moment; what each printed, by lines."""
    started = [start(environment, task, *arguments) for _ in range(count)]
    for process in started:
        begin(process)
    return [finish(process) for process in started]


def start(environment: dict[str, str], task: str, *arguments: object) -> subprocess.Popen[str]:
    """One process, ready to begin."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.base.workers", task, *map(str, arguments)],
        cwd=ROOT,
        env={**environment, "DJANGO_SETTINGS_MODULE": "motcua.config.settings"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def begin(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("go\n")
    process.stdin.flush()


def finish(process: subprocess.Popen[str]) -> list[str]:
    output, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    return output.splitlines()


@contextmanager
def opened(environment: dict[str, str]) -> Iterator[Any]:
    """The same database by its bare driver: a person with a database tool and the rights to everything."""
    if environment.get("DATABASE_URL"):
        import psycopg

        with psycopg.connect(environment["DATABASE_URL"], autocommit=True) as connection:
            yield connection
        return
    import pysqlite3

    connection = pysqlite3.connect(environment["MOTCUA_DB"], isolation_level=None)
    try:
        yield connection
    finally:
        connection.close()


# --- what one process does; each task takes its arguments as texts and prints lines ---


def numbers(times: str) -> None:
    """Draw numbers of one series, each in a transaction of its own; every fifth time all is undone."""
    from django.utils import timezone

    from motcua.base.actions import writing
    from motcua.base.counting import next_number
    from motcua.hall.models import Series
    from motcua.places.models import Center

    center = Center.objects.get(commune_id="17791")
    day = timezone.now().date()
    for turn in range(int(times)):
        try:
            with writing():
                number = next_number(Series, center=center, day=day, letter="Z")
                if turn % 5 == 4:
                    raise TimeoutError
        except TimeoutError:
            continue
        print(number)


def events(seconds: str) -> None:
    """Record events in one stream for so long; prints how long each writing had to wait, in seconds."""
    from django.utils import timezone

    from motcua.base.actions import writing
    from motcua.base.actors import System
    from motcua.base.journal import record

    end = time.monotonic() + float(seconds)
    while time.monotonic() < end:
        asked = time.monotonic()
        with writing():
            record(KIND, Thing(), by=System(), at=timezone.now())
        print(f"{time.monotonic() - asked:.4f}")


def deliveries(log: str, pause: str) -> None:
    """Hand over until nothing is due; each hand-over writes one line at its start and one at its end."""
    from django.utils import timezone

    from motcua.base.models import Event
    from motcua.base.subscriptions import subscribe
    from motcua.base.work import work_off

    def handle(event: Event) -> None:
        _line(log, f"start {event.pk} {os.getpid()}")
        time.sleep(float(pause))
        _line(log, f"end {event.pk} {os.getpid()}")

    subscribe("test", [KIND], handle)
    while work_off(timezone.now(), limit=5):
        pass


def jobs(log: str, pause: str) -> None:
    """Do what is scheduled and due, once; the job writes one line at its start and one at its end."""
    from django.utils import timezone

    from motcua.base import timed

    def run(now: Any) -> None:
        _line(log, f"start {os.getpid()}")
        time.sleep(float(pause))
        _line(log, f"end {os.getpid()}")

    timed.schedule("test.job", timedelta(hours=1), run)
    for name in timed.run_due(timezone.now()):
        print(name)


def repetitions(key: str, log: str) -> None:
    """Send the same request; prints the answer."""
    from django.utils import timezone

    from motcua.base.actors import System
    from motcua.base.idempotency import Request, once

    def effect() -> tuple[int, Any]:
        _line(log, "effect")
        time.sleep(0.2)
        return 201, {"pid": os.getpid()}

    print(once(Request(key, b"{}", "POST /things"), effect, by=System(), now=timezone.now()))


def tries(times: str) -> None:
    """Try one door so often; prints how many tries were let through."""
    from django.utils import timezone

    from motcua.base.limits import TooMany, check_rate

    passed = 0
    now = timezone.now().replace(minute=5)
    for _ in range(int(times)):
        try:
            check_rate("door", "192.0.2.1", most=10, within=timedelta(hours=1), now=now)
            passed += 1
        except TooMany:
            pass
    print(passed)


def _line(log: str, text: str) -> None:
    """One line at the end of a file: small appends of several processes don't mix."""
    descriptor = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(descriptor, f"{text}\n".encode())
    os.close(descriptor)


TASKS = {task.__name__: task for task in (numbers, events, deliveries, jobs, repetitions, tries)}


def main() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    import django

    django.setup()
    from motcua.base import journal

    journal.declare({KIND: "Something happened"})
    print("ready", flush=True)
    sys.stdin.readline()
    TASKS[sys.argv[1]](*sys.argv[2:])


if __name__ == "__main__":
    main()
