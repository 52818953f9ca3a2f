"""The hall played forward: the rule of ``queueing.next_ticket`` with a clock, fast enough for a forecast.

``Play`` runs a ``Hall`` once, with given lengths of the visits, and says when each person is called for the
first time. It calls in exactly the order in which ``next_ticket`` would
(``tests/domain/test_simulation.py`` compares them), at some microseconds a call instead of a millisecond.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from math import inf

from motcua.domain.simulation_hall import ALWAYS, Arrival, Entry, Hall, opens

NEVER = inf
"""The moment of a call that does not come: no counter in the hall serves this person."""
LONGEST = 14 * 3600.0
"""Nothing is played beyond so many seconds: a hall is not open longer on a day."""


@dataclass(slots=True)
class Habits:
    """What happens besides visits: how long a call takes that nobody answers and after how many of them
    somebody is let go, and ``pause``: seconds a clerk is away after a visit of so many seconds."""

    missed_seconds: float = 90.0
    misses: int = 2
    pause: Callable[[float], float] | None = None


@dataclass(slots=True)
class Play:
    """One run. ``free[k]``: when counter k is free to call for the first time. ``seconds[i]``: how long the
    visit of person i takes; ``gone``: who is not there when called (indices). ``wanted``: stop once these
    were called; None: when nothing happens any more. ``trace`` gets (seconds, counter, person) of each call
    where a list is given."""

    hall: Hall
    free: Sequence[float]
    seconds: Sequence[float]
    gone: frozenset[int] = frozenset()
    arrivals: Sequence[Arrival] = ()
    habits: Habits = field(default_factory=Habits)
    wanted: Collection[int] | None = None
    trace: list[tuple[float, int, int]] | None = None

    called: list[float] = field(init=False)
    made: int = field(init=False)
    _favoured: list[list[Entry]] = field(init=False)
    _others: list[list[Entry]] = field(init=False)
    _early: list[tuple[float, Entry]] = field(init=False)
    _absent: list[tuple[int, Entry]] = field(init=False)
    _due: list[float] = field(init=False)
    _kind: list[int] = field(init=False)
    _lengths: list[float] = field(init=False)
    _entries: list[Entry] = field(init=False)
    _events: list[tuple[float, int]] = field(init=False)
    _runs: list[int] = field(init=False)
    _missing: dict[int, int] = field(init=False)
    _misses: dict[int, int] = field(init=False)
    _idle: set[int] = field(init=False)

    def run(self) -> list[float]:
        """The seconds until each person is first called, in the order in which the hall was given them,
        then of those who came later; ``NEVER`` where the run ended before."""
        self._begin()
        events, spans = self._events, [station.spans for station in self.hall.stations]
        wanted = self.wanted
        left = inf if wanted is None else len(wanted)
        while events and left:
            at, number = heappop(events)
            if at > LONGEST:
                break
            if number < 0:
                self._enter_later(at, -1 - number)
                continue
            start = at if spans[number] is ALWAYS else opens(spans[number], at)
            if start != at:
                if start < inf:
                    heappush(events, (start, number))
                continue
            person = self._call(at, number)
            if person is not None and wanted is not None and person in wanted:
                left -= 1
        return self.called

    def _begin(self) -> None:
        hall = self.hall
        self.made = hall.made
        self._favoured = [heap.copy() for heap in hall.favoured]
        self._others = [heap.copy() for heap in hall.others]
        for _ in range(len(hall.likes) - len(hall.favoured)):
            self._favoured.append([])
            self._others.append([])
        self._early, self._absent = hall.early.copy(), hall.absent.copy()
        self._due, self._kind, self._lengths = hall.due, hall.kind, list(self.seconds)
        self._entries = hall.entries
        if self.arrivals:
            self._due = [*hall.due, *(-inf if each.favoured else inf for each in self.arrivals)]
            self._kind = [*hall.kind, *(each.kind for each in self.arrivals)]
            self._lengths += [each.seconds for each in self.arrivals]
            first = len(hall.entries)
            later = [(each.since, first + n, first + n) for n, each in enumerate(self.arrivals)]
            self._entries = [*hall.entries, *later]
        self.called = [NEVER] * len(self._kind)
        self._events = [(at, number) for number, at in enumerate(self.free)]
        self._events += [(each.at, -1 - n) for n, each in enumerate(self.arrivals)]
        heapify(self._events)
        self._runs = [station.desk.favoured_run for station in hall.stations]
        self._missing, self._misses, self._idle = {}, {}, set()

    def _enter_later(self, at: float, number: int) -> None:
        person = len(self.hall.kind) + number
        lines = self._favoured if self.arrivals[number].favoured else self._others
        heappush(lines[self._kind[person]], self._entries[person])
        self._wake(at, self._kind[person])

    def _wake(self, at: float, kind: int) -> None:
        """Counters that had nobody to call look again."""
        for number in sorted(self._idle):
            if kind in self.hall.served[number]:
                self._idle.discard(number)
                heappush(self._events, (at, number))

    def _call(self, at: float, number: int) -> int | None:
        """Whoever's turn it is at this counter is called; their index if it is for the first time."""
        missing = self._missing.pop(number, None)
        if missing is not None:
            self._miss(at, missing)
        person = self._take(at, number)
        if person is None:
            self._idle.add(number)
            return None
        self._runs[number] = self._runs[number] + 1 if self._due[person] <= at else 0
        self.made += 1
        if self.trace is not None:
            self.trace.append((at, number, person))
        first = self.called[person] == NEVER
        if first:
            self.called[person] = at
        if person in self.gone:
            self._missing[number] = person
            length = self.habits.missed_seconds
        else:
            length = self._lengths[person]
            if self.habits.pause is not None:
                length += self.habits.pause(length)
        heappush(self._events, (at + length, number))
        return person if first else None

    def _take(self, at: float, number: int) -> int | None:
        """As ``queueing.next_ticket`` chooses."""
        while self._absent and self._absent[0][0] <= self.made:
            self._enter(at, heappop(self._absent)[1])
        while self._early and self._early[0][0] <= at:
            entry = heappop(self._early)[1]
            heappush(self._favoured[self._kind[entry[2]]], entry)
        favoured = other = None
        for kind in self.hall.served[number]:
            line = self._favoured[kind]
            if line and (favoured is None or line[0] < favoured):
                favoured = line[0]
            line = self._others[kind]
            if line and (other is None or line[0] < other):
                other = line[0]
        if favoured is None and other is None:
            return self._last_resort(number)
        if favoured is None or (other is not None and self._others_turn(favoured, other, number)):
            return heappop(self._others[self._kind[other[2]]])[2]  # type: ignore[index]
        return heappop(self._favoured[self._kind[favoured[2]]])[2]

    def _others_turn(self, favoured: Entry, other: Entry, number: int) -> bool:
        return self._runs[number] >= self.hall.in_a_row or other[0] < favoured[0] - self.hall.head_start

    def _enter(self, at: float, entry: Entry) -> None:
        due, kind = self._due[entry[2]], self._kind[entry[2]]
        if due <= at:
            heappush(self._favoured[kind], entry)
        elif due == inf:
            heappush(self._others[kind], entry)
        else:
            heappush(self._early, (due, entry))

    def _last_resort(self, number: int) -> int | None:
        """Where nobody is ready: who waits for an appointment, then who was passed over."""
        served = self.hall.served[number]
        early = [row for row in self._early if self._kind[row[1][2]] in served]
        if early:
            row = min(early, key=lambda each: each[1])
            self._early.remove(row)
            heapify(self._early)
            return row[1][2]
        absent = [row for row in self._absent if self._kind[row[1][2]] in served]
        if not absent:
            return None
        soonest = min(absent)
        self._absent.remove(soonest)
        heapify(self._absent)
        return soonest[1][2]

    def _miss(self, at: float, person: int) -> None:
        """Not there: passed over for some calls, and let go when it has happened too often."""
        self._misses[person] = self._misses.get(person, 0) + 1
        if self._misses[person] < self.habits.misses:
            heappush(self._absent, (self.made + self.hall.no_show_calls, self._entries[person]))
            self._wake(at, self._kind[person])
