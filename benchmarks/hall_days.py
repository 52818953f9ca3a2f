"""A hall invented for measuring forecasts: days of visits, breaks and no-shows, called by the real rule.

Not the simulation that forecasts (``domain.simulation``): this one keeps people as objects, asks
``queueing.next_ticket`` at each call, and knows the true parameters, which a forecast never sees. A forecast
sees the hall as its screens show it (``Seen``), at the moment when somebody takes a number.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from math import exp, log, sqrt

from motcua.domain.queueing import RULES, Desk, Priority, Waiting, next_ticket, return_after, run_after

OPENS = datetime(2026, 11, 23, 1, tzinfo=UTC)
SESSION = 4 * 60.0
LAST_NUMBER = SESSION - 20
AT_THE_DOOR = 15
MEANS = {"civil-status": 9.0, "certification": 6.0, "land": 16.0, "social": 12.0}
"""Minutes of a visit by field; each field has a short and a long procedure, a fifth below and above."""
SHARES = {"civil-status": 0.36, "certification": 0.30, "land": 0.16, "social": 0.18}
COUNTERS = [
    {"civil-status", "certification"},
    {"civil-status", "certification", "social"},
    {"land", "certification"},
    {"social", "land", "civil-status"},
    {"civil-status", "social"},
]
SPREAD = 0.45
"""Spread of the logarithm of a visit's length around its procedure."""
FAVOURED, NO_SHOW, NAMED = 0.12, 0.06, 0.6
BREAK_EVERY, BREAK = 90.0, (4.0, 12.0)
"""A clerk goes away unannounced once in so many minutes of work, for so many minutes."""
PRESSED = 0.5
"""So many of them press "break" as they go; of the others the hall sees only a counter that calls nobody."""
GAP = 1.25
"""Minutes a counter has called nobody although somebody waited: written down as a break, pressed or not."""
MISSED = 1.5
"""Minutes until a clerk gives up waiting for somebody called."""
MISSES = 2


@dataclass
class Guest:
    person: Waiting
    procedure: str  # "" where they did not name it
    service: float  # minutes, known to nobody before
    is_there: bool
    at: float  # minutes after opening
    called: float | None = None
    missed: int = 0


@dataclass
class AtCounter:
    desk: Desk
    guest: Guest | None = None
    since: float = 0.0
    free: float = 0.0  # since when nobody is here
    is_away: bool = False
    is_seen_away: bool = False  # and has pressed "break"


@dataclass
class Seen:
    """What the hall's own screens show at one moment."""

    at: float
    line: list[Guest]
    counters: list[AtCounter]
    calls_made: int


@dataclass
class Day:
    """What is written down of a day: its guests, lengths of visits, and breaks."""

    guests: list[Guest] = field(default_factory=list)
    breaks: list[float] = field(default_factory=list)
    worked: float = 0.0


def guests(rng: random.Random, load: float) -> list[Guest]:
    """Who comes on a day: the crowd at the door, then at random; ``load`` is work over counters' time."""
    mean = sum(share * MEANS[code] for code, share in SHARES.items())
    expected = load * len(COUNTERS) * SESSION / mean - AT_THE_DOOR
    arrivals = [0.0] * AT_THE_DOOR
    at = rng.expovariate(expected / LAST_NUMBER)
    while at < LAST_NUMBER:
        arrivals.append(at)
        at += rng.expovariate(expected / LAST_NUMBER)
    return [_guest(rng, number, at) for number, at in enumerate(arrivals, 1)]


def _guest(rng: random.Random, number: int, at: float) -> Guest:
    code = rng.choices(list(SHARES), list(SHARES.values()))[0]
    long = rng.random() < 0.5
    mean = MEANS[code] * (1.2 if long else 0.8)
    priority = Priority.ELDERLY if rng.random() < FAVOURED else None
    return Guest(
        Waiting(str(number), OPENS + timedelta(minutes=at), "A", number, code, priority),
        f"{code}-{'long' if long else 'short'}" if rng.random() < NAMED else "",
        rng.lognormvariate(log(mean) - SPREAD**2 / 2, SPREAD),
        rng.random() >= NO_SHOW,
        at,
    )


def play(rng: random.Random, load: float, ask: Callable[[Seen, Guest], None] | None = None) -> Day:
    """One day until the last guest was called. ``ask`` is told of each number that is taken."""
    return _Session(rng, Day(guests(rng, load)), ask).run()


class _Session:
    def __init__(self, rng: random.Random, day: Day, ask: Callable[[Seen, Guest], None] | None) -> None:
        self.rng, self.day, self.ask = rng, day, ask
        self.counters = [AtCounter(Desk(frozenset(fields))) for fields in COUNTERS]
        self.line: list[Guest] = []
        self.made = 0
        self.events = [(each.at, 0, number) for number, each in enumerate(day.guests)]
        self.idle = set(range(len(self.counters)))

    def run(self) -> Day:
        while self.events:
            at, kind, number = heappop(self.events)
            if kind == 1:
                self.end(number, at)
            else:
                self.line.append(self.day.guests[number])
                if self.ask is not None:
                    self.ask(Seen(at, self.line, self.counters, self.made), self.day.guests[number])
            if at > 0 or number == AT_THE_DOOR - 1:  # the crowd takes its numbers before the first call
                for free in sorted(self.idle):
                    self.call(free, at)
        return self.day

    def call(self, number: int, at: float) -> None:
        here, now = self.counters[number], OPENS + timedelta(minutes=at)
        here.is_away = here.is_seen_away = False
        turn = next_ticket((g.person for g in self.line), here.desk, now=now, calls_made=self.made)
        if turn is None:
            self.idle.add(number)
            return
        self.idle.discard(number)
        guest = next(g for g in self.line if g.person.id == turn.id)
        self.line.remove(guest)
        if guest.at <= here.free and at - here.free > GAP:
            self.day.breaks.append(at - here.free)
        self.made += 1
        here.desk = replace(here.desk, favoured_run=run_after(here.desk.favoured_run, turn, now))
        guest.called = at if guest.called is None else guest.called
        here.guest, here.since = guest, at
        heappush(self.events, (at + (guest.service if guest.is_there else MISSED), 1, number))

    def end(self, number: int, at: float) -> None:
        here = self.counters[number]
        guest, here.guest = here.guest, None
        here.free = here.free if guest is None else at
        if guest is not None and guest.is_there:
            self.day.worked += guest.service
            if self.rng.random() < guest.service / BREAK_EVERY:
                self._away(here, number, at)
                return
        elif guest is not None:
            guest.missed += 1
            if guest.missed < MISSES:
                guest.person = replace(guest.person, returns_at=return_after(self.made))
                self.line.append(guest)
        self.call(number, at)

    def _away(self, here: AtCounter, number: int, at: float) -> None:
        length = self.rng.uniform(*BREAK)
        here.is_away, here.is_seen_away = True, self.rng.random() < PRESSED
        heappush(self.events, (at + length, 1, number))


def free_for(seen: Seen, guest: Guest) -> bool:
    """Whether a counter waits for somebody like this: then nobody waits, and nothing is promised."""
    others = [other for other in seen.line if other is not guest]
    return any(
        here.guest is None
        and not here.is_away
        and guest.person.field in here.desk.fields
        and not any(other.person.field in here.desk.fields for other in others)
        for here in seen.counters
    )


def parameters() -> str:
    """As the benchmark prints them."""
    return (
        f"session {SESSION:.0f} min, numbers until {LAST_NUMBER:.0f}; {len(COUNTERS)} counters "
        f"{[sorted(fields) for fields in COUNTERS]}; {AT_THE_DOOR} at the door; mean minutes {MEANS}, "
        f"shares {SHARES}, two procedures a field at 0.8 and 1.2 of it, named by {NAMED:.0%}; log-normal, "
        f"spread of the logarithm {SPREAD} (cv {sqrt(exp(SPREAD**2) - 1):.2f}); favoured "
        f"{FAVOURED:.0%}; no-shows {NO_SHOW:.0%}, {MISSES} calls of {MISSED} min; unannounced breaks once in "
        f"{BREAK_EVERY:.0f} min of work, {BREAK} min, {PRESSED:.0%} of them pressed; rule {RULES}"
    )
