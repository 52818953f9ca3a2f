"""A program of its own for ``test_killed``: kiosks and counters that are killed again and again.

``python -m tests.hall.killed KILLS`` starts two kiosks and two counters as processes of their own, kills
one of them with SIGKILL at a random moment and starts it again, so many times; then prints, as JSON, what
the kiosks had been told when they lived, and what is in the database.

A kiosk keeps what it was told in a file, as a person keeps the slip. After its death it sends the press it
had not been answered again, as the button of a real kiosk does.
"""

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import django

django.setup()

from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from motcua.base.actors import System  # noqa: E402
from motcua.base.journal import verify  # noqa: E402
from motcua.base.models import Event  # noqa: E402
from motcua.catalogue.models import Field  # noqa: E402
from motcua.domain.queueing import Priority  # noqa: E402
from motcua.hall import actions  # noqa: E402
from motcua.hall.models import Series, Ticket  # noqa: E402
from motcua.people.models import Officer  # noqa: E402
from motcua.places.models import Center, Counter  # noqa: E402
from tests.hall.ranges import widen  # noqa: E402

FIELDS = ("civil-status", "certification", "land")
SHORTEST, LONGEST = 0.02, 0.35
"""Seconds between two kills."""


def center() -> Center:
    return Center.objects.select_related("commune", "unit").get(commune_id="17791")


def kiosk(name: str, told: Path) -> None:
    """Press by press; the next one only when the number of this one is on paper."""
    lines = told.read_text().splitlines() if told.exists() else []
    place, count = center(), len(lines)
    with told.open("a") as paper:
        while True:
            ticket = actions.issue(
                place,
                field=Field.objects.get(code=FIELDS[count % len(FIELDS)]),
                priority=Priority.ELDERLY if count % 8 == 0 else "",
                press=f"{name}-{count}",
                by=System(name),
                now=timezone.now(),
            )
            paper.write(f"{ticket.pk} {ticket.text}\n")
            paper.flush()
            count += 1


def counter(login: str, number: int) -> None:
    """Whoever stands at the counter is served to the end, then the next one is called."""
    officer = Officer.objects.get(login=login)
    desk = Counter.objects.select_related("center__commune").get(center=center(), number=number)
    actions.open_counter(desk, by=officer, now=timezone.now())
    while True:
        here = Ticket.objects.filter(counter=desk, state__in=["called", "serving"]).first()
        if here is None:
            here = actions.call_next(desk, by=officer, now=timezone.now())
        if here is None:
            time.sleep(0.005)
            continue
        if here.state == Ticket.State.CALLED:
            here = actions.start_serving(here, by=officer, now=timezone.now())
        actions.complete(here, by=officer, now=timezone.now())


def start(work: Callable[[], None]) -> int:
    """A process of its own, with a connection of its own."""
    connection.close()
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(1)  # only a fault ends the work
    return child


def torment(kills: int, folder: Path) -> None:
    kinds: list[Callable[[], None]] = [
        lambda: kiosk("kiosk-1", folder / "kiosk-1"),
        lambda: kiosk("kiosk-2", folder / "kiosk-2"),
        lambda: counter("counter.kimbang", 1),
        lambda: counter("counter2.kimbang", 2),
    ]
    alive = [start(kind) for kind in kinds]
    for turn in range(kills):
        time.sleep(random.uniform(SHORTEST, LONGEST))
        victim = random.randrange(len(alive))
        end(alive[victim])
        if turn < kills - 1:
            alive[victim] = start(kinds[victim])
        else:
            alive.pop(victim)
    for process in alive:
        end(process)


def end(process: int) -> None:
    os.kill(process, signal.SIGKILL)
    _, status = os.waitpid(process, 0)
    assert os.WIFSIGNALED(status), "a worker had ended by itself: a fault, on standard error"


def tell(folder: Path) -> None:
    papers = [line.split() for kiosk in sorted(folder.iterdir()) for line in kiosk.read_text().splitlines()]
    calls = Event.objects.filter(kind="ticket.called").order_by("number").values_list("data", "subject")
    tickets = list(Ticket.objects.order_by("series", "number"))
    print(
        json.dumps(
            {
                "papers": papers,
                "tickets": [[str(ticket.pk), ticket.text] for ticket in tickets],
                "series": {row.letter: row.last for row in Series.objects.all()},
                "calls": [data["call"] for data, _ in calls],
                "called": [subject.removeprefix("ticket/") for _, subject in calls],
                "done": Ticket.objects.filter(state="done").count(),
                "issued": Event.objects.filter(kind="ticket.issued").count(),
                "journal": verify().broken,
            }
        )
    )


if __name__ == "__main__":
    papers = Path(os.environ["MOTCUA_HOME"]) / "papers"
    papers.mkdir()
    widen(center())
    torment(int(sys.argv[1]), papers)
    tell(papers)
