"""The hall at one moment, as numbers and tuples: what ``simulation`` plays forward, made once for many plays.

People whom the same counters can serve form a *kind* (field, needs, point, result); each kind keeps two
heaps, favoured and others, so a counter compares the first of a few heaps. The few who are passed over
after a missed call, or wait for an appointment, lie apart.

All times inside are seconds from ``now``; what lies before is negative.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from heapq import heapify
from math import inf
from typing import NamedTuple

from motcua.domain.queueing import RULES, Desk, Lane, Rules, Waiting, serves

Entry = tuple[float, int, int]
"""A place in the line: since when, the rank among equal times, the index of the person."""
Span = tuple[float, float]
"""From when until when a counter calls."""
ALWAYS: tuple[Span, ...] = ((-inf, inf),)


@dataclass(frozen=True, slots=True)
class Station:
    """A counter for the simulation; it calls only within ``spans`` (seconds)."""

    desk: Desk
    spans: tuple[Span, ...] = ALWAYS


class Arrival(NamedTuple):
    """Somebody who comes later, after so many seconds. Their place is that moment, or the time of their
    appointment; then they are favoured, and come when it is due."""

    at: float
    kind: int
    favoured: bool
    seconds: float  # of the visit
    appointment: float | None = None

    @property
    def since(self) -> float:
        return self.at if self.appointment is None else self.appointment


class Hall:
    """Everybody and every counter at one moment, ready to be played many times."""

    def __init__(
        self,
        people: Sequence[Waiting],
        stations: Sequence[Station],
        *,
        now: datetime,
        calls_made: int = 0,
        rules: Rules = RULES,
    ) -> None:
        self.stations, self.made = stations, calls_made
        self.in_a_row, self.no_show_calls = rules.in_a_row, rules.no_show_calls
        self.head_start = rules.head_start.total_seconds()
        self.kinds: dict[tuple[object, ...], int] = {}
        self.likes: list[Waiting] = []  # somebody of each kind
        places = [person.place(rules) for person in people]
        ranks = {index: rank for rank, index in enumerate(sorted(range(len(people)), key=places.__getitem__))}
        self.entries: list[Entry] = []
        self.kind: list[int] = []
        self.due: list[float] = []  # favoured from then on: a class always, an appointment, or never
        self.absent: list[tuple[int, Entry]] = []
        for index, person in enumerate(people):
            self.kind.append(self.kind_of(person))
            self.entries.append(((places[index][0] - now).total_seconds(), ranks[index], index))
            self.due.append(_due(person, now, rules))
            if person.returns_at > calls_made:
                self.absent.append((person.returns_at, self.entries[-1]))
        heapify(self.absent)
        away = {entry[2] for _, entry in self.absent}
        self.present = [index for index in range(len(people)) if index not in away]
        self._settle()

    def kind_of(self, person: Waiting) -> int:
        """The number of the kind this person is of; somebody who comes later may be of a new one."""
        key = (person.field, person.needs, person.point, person.lane is Lane.RESULT)
        number = self.kinds.setdefault(key, len(self.kinds))
        if number == len(self.likes):
            self.likes.append(person)
            self.served = [self._served(station.desk) for station in self.stations]
        return number

    def _served(self, desk: Desk) -> list[int]:
        return [number for number, person in enumerate(self.likes) if serves(desk, person)]

    def _settle(self) -> None:
        """Everybody who can be called, in the heap of their kind; copied at each play."""
        self.favoured: list[list[Entry]] = [[] for _ in self.likes]
        self.others: list[list[Entry]] = [[] for _ in self.likes]
        self.early: list[tuple[float, Entry]] = []
        for index in self.present:
            due, entry = self.due[index], self.entries[index]
            if due <= 0:
                self.favoured[self.kind[index]].append(entry)
            elif due == inf:
                self.others[self.kind[index]].append(entry)
            else:
                self.early.append((due, entry))
        for heap in (*self.favoured, *self.others):
            heap.sort()
        self.early.sort()

    @property
    def callable(self) -> set[int]:
        """The people whom some counter serves."""
        kinds = {number for served in self.served for number in served}
        return {index for index, kind in enumerate(self.kind) if kind in kinds}


def _due(person: Waiting, now: datetime, rules: Rules) -> float:
    if person.priority is not None or person.lane is Lane.COME_BACK:
        return -inf
    if person.appointment is None or not person.kept(rules):
        return inf
    return (person.appointment - rules.early - now).total_seconds()


def opens(spans: Iterable[Span], at: float) -> float:
    """When a counter with these spans calls next: ``at`` itself, the beginning of a later span, or never."""
    return next((max(at, begin) for begin, end in spans if at < end), inf)
