"""32 counters of one center call, miss, hold, move, take back and end at once (PostgreSQL).

A process of its own for each counter on one database; numbers are given all the while. Afterwards the
journal alone says whether anybody was called twice at once, whether a call number was used twice, and
whether the day replays to exactly these calls.

``MOTCUA_BENCH_CALLS`` (50,000 calls in all) makes it shorter.
"""

import os
import random
import time
from collections import Counter as Tally
from datetime import date

from django.db import connection
from django.utils import timezone

from benchmarks import ground
from benchmarks.figures import Figure, show
from motcua.base import journal
from motcua.base.actors import System
from motcua.base.models import Event
from motcua.catalogue.models import Field
from motcua.domain.queueing import Priority
from motcua.domain.replay_state import UNDONE
from motcua.hall import actions
from motcua.hall.daybreak import business_day
from motcua.hall.models import Ticket
from motcua.hall.replay import replay
from motcua.people.models import Officer, Post, Role
from motcua.places.models import Center, Counter
from tests.hall.ranges import widen

COUNTERS = 32
CALLS = int(os.environ.get("MOTCUA_BENCH_CALLS", "50000"))
FIELDS = ("civil-status", "certification", "land", "business")
FAVOURED, MISSED, TAKEN_BACK, MOVED, HELD = 0.12, 0.06, 0.03, 0.04, 0.04
"""Shares of the numbers given, and of the calls."""


class Desk:
    """One counter with its officer; a number is given before each call, so that somebody always waits."""

    def __init__(self, number: int) -> None:
        self.number, self.chance = number, random.Random(number)
        found = Counter.objects.select_related("center__commune", "center__unit")
        self.counter = found.get(center__commune_id="17791", number=number)
        self.officer = Officer.objects.get(login=login(number))
        self.fields = list(Field.objects.filter(code__in=FIELDS))

    def work(self, calls: int) -> None:
        served = self.chance.sample(FIELDS, 3)
        actions.open_counter(self.counter, fields=served, by=self.officer, now=timezone.now())
        while calls:
            self.give()
            ticket = actions.call_next(self.counter, by=self.officer, now=timezone.now())
            if ticket is not None:
                calls -= 1
                self.attend(ticket)

    def give(self) -> None:
        actions.issue(
            self.counter.center,
            field=self.chance.choice(self.fields),
            priority=self.chance.choice(list(Priority)) if self.chance.random() < FAVOURED else "",
            by=System(f"kiosk-{self.number}"),
            now=timezone.now(),
        )

    def attend(self, ticket: Ticket) -> None:
        by, pick = self.officer, self.chance.random()
        if pick < MISSED:
            actions.no_show(ticket, by=by, now=timezone.now())
        elif pick < MISSED + TAKEN_BACK:
            actions.undo(self.counter, by=by, now=timezone.now())
        else:
            actions.start_serving(ticket, by=by, now=timezone.now())
            if pick < MISSED + TAKEN_BACK + MOVED:
                other = self.chance.choice([field for field in self.fields if field.pk != ticket.field_id])
                actions.transfer(ticket, field=other, by=by, now=timezone.now())
            elif pick < MISSED + TAKEN_BACK + MOVED + HELD:
                actions.hold(ticket, by=by, now=timezone.now())
                actions.resume(ticket, by=by, now=timezone.now())
            else:
                actions.complete(ticket, by=by, now=timezone.now())


def login(number: int) -> str:
    return f"bench{number}.kimbang"


def people(center: Center) -> None:
    """32 counters, and an officer for each."""
    like = Post.objects.filter(role=Role.COUNTER, unit__commune=center.commune)[0]
    for number in range(1, COUNTERS + 1):
        Counter.objects.get_or_create(center=center, number=number)
        officer = Officer.objects.create(login=login(number), name_vi=f"Cán bộ {number}")
        Post.objects.create(officer=officer, unit=like.unit, role=Role.COUNTER, valid_from=date(2020, 1, 1))


def start(number: int) -> int:
    """A process of its own with a connection of its own."""
    connection.close()
    child = os.fork()
    if child == 0:
        done = False
        try:
            Desk(number).work(CALLS // COUNTERS)
            done = True
        finally:
            os._exit(0 if done else 1)
    return child


def called_at_once() -> int:
    """How many numbers were called while they stood at a counter already, by the journal."""
    at_counter: set[str] = set()
    twice = 0
    ends = {"ticket.completed", "ticket.missed", "ticket.held", "ticket.transferred", UNDONE}
    events = Event.objects.filter(subject__startswith="ticket/").order_by("number")
    for kind, subject in events.values_list("kind", "subject").iterator(chunk_size=5000):
        if kind == "ticket.called":
            twice += subject in at_counter
            at_counter.add(subject)
        elif kind in ends:
            at_counter.discard(subject)
    return twice


def main() -> None:
    ground.lay()
    center = Center.objects.select_related("commune").get(commune_id="17791")
    center.round_the_clock = True
    center.save(update_fields=["round_the_clock"])
    people(center)
    widen(center)
    began = time.monotonic()
    processes = [start(number) for number in range(1, COUNTERS + 1)]
    failed = sum(os.waitpid(process, 0)[1] != 0 for process in processes)
    seconds = time.monotonic() - began
    calls = Event.objects.filter(kind="ticket.called")
    numbers = Tally(calls.values_list("data__call", flat=True))
    show(Figure("counters that failed", failed, "", "==", 0))
    show(Figure("calls in all", numbers.total(), "", ">=", CALLS // COUNTERS * COUNTERS))
    show(Figure("calls a second, with all that belongs to them", numbers.total() / seconds, "/s"))
    show(Figure("numbers called twice at once", called_at_once(), "", "==", 0))
    show(Figure("call numbers used twice", numbers.total() - len(numbers), "", "==", 0))
    show(Figure("presses taken back", Event.objects.filter(kind=UNDONE).count(), ""))
    began = time.monotonic()
    verdict = replay(center, business_day(center, timezone.now()))
    show(Figure("the day's replay took", time.monotonic() - began, "s"))
    show(Figure("calls in the replay", verdict.calls, "", "==", numbers.total()))
    show(Figure("calls that differ from the rule", int(verdict.difference is not None), "", "==", 0))
    report = journal.verify()
    show(Figure("events, unbroken", report.events if not report.broken else 0, "", ">=", numbers.total()))


if __name__ == "__main__":
    main()
