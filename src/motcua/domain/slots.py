"""Which times can be promised to people who come by appointment, without taking the hall from the others.

A center plans how many counters it keeps open, by place, field and skill, and which share of their time
belongs to those who just come. What is left is counted in minutes, slot by slot: an appointment takes its
service time from every plan it draws on, from its own slot first and, where it is longer than what is left
there, from the slots right after it. So no slot ever promises more than the counters have, less the share.

>>> from motcua.domain.workdays import Calendar
>>> hours = WorkingHours(Calendar.of(()))
>>> plan = Plan({"place:": 2, "field:land": 1}, length=30, walk_ins=50)
>>> land = draws_on("", "land")
>>> monday = Book(plan, runs(hours, date(2026, 11, 23), plan.length))
>>> monday.left(land, 10)[0].starts_at.strftime("%H:%M"), monday.left(land, 10)[0].count
('07:30', 2)
>>> monday.take(monday.left(land, 10)[0].starts_at, 10, land)
True
>>> monday.left(land, 20)[0].starts_at.strftime("%H:%M")  # 5 minutes now and 15 in the next half-hour
'07:30'
>>> runs(hours, date(2026, 11, 22), plan.length)  # a Sunday
[]
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from motcua.domain.workdays import ZONE
from motcua.domain.working_hours import WorkingHours

SERVICE_MINUTES = 10
"""Until a center has learned its own."""
LONGEST = 120
"""Minutes of one appointment at most: who brings more work comes twice."""

Run = tuple[datetime, ...]
"""The beginnings of slots that follow one another without a gap."""


def draws_on(place: str, field: str, needs: Iterable[str] = ()) -> frozenset[str]:
    """The plans from which an appointment takes its time: the place, the field, each skill it needs."""
    return frozenset({f"place:{place}", f"field:{field}", *(f"skill:{need}" for need in needs)})


@dataclass(frozen=True, slots=True)
class Plan:
    """Counters planned to be open, by place, field and skill (a name not planned: none); ``length`` of a
    slot in minutes; ``walk_ins``: how many hundredths of their time are kept for people without one."""

    counters: Mapping[str, int]
    length: int = 30
    walk_ins: int = 50

    def room(self, name: str) -> int:
        """Whole minutes of one slot that may be promised."""
        return self.counters.get(name, 0) * self.length * (100 - self.walk_ins) // 100


def runs(
    hours: WorkingHours,
    day: date,
    length: int,
    closed: Iterable[tuple[datetime, datetime]] = (),
) -> list[Run]:
    """The slots of a day: whole ones inside the sessions in which the doors are open, none that a closure
    touches. A swapped working Saturday has the sessions of an ordinary day, a day off has none."""
    shut = list(closed)
    found: list[Run] = []
    for session in hours.sessions_of(day):
        ends = datetime.combine(day, session.closes, ZONE)
        at = datetime.combine(day, session.opens, ZONE)
        run: list[datetime] = []
        while at + timedelta(minutes=length) <= ends:
            after = at + timedelta(minutes=length)
            if any(begins < after and at < end for begins, end in shut):
                found.append(tuple(run))
                run = []
            else:
                run.append(at)
            at = after
        found.append(tuple(run))
    return [run for run in found if run]


@dataclass(frozen=True, slots=True)
class Slot:
    """A time that can still be promised, and to how many."""

    starts_at: datetime
    count: int


class Book:
    """One day's slots and what has been taken from them."""

    def __init__(self, plan: Plan, day: Sequence[Run]) -> None:
        self.plan = plan
        self.day = day
        self._taken: dict[tuple[datetime, str], int] = {}

    def taken(self, slot: datetime, name: str) -> int:
        """Minutes promised in that slot out of that plan."""
        return self._taken.get((slot, name), 0)

    def slot_at(self, moment: datetime) -> datetime | None:
        """The slot in which a moment lies."""
        step = timedelta(minutes=self.plan.length)
        return next((slot for run in self.day for slot in run if slot <= moment < slot + step), None)

    def take(self, slot: datetime, minutes: int, names: frozenset[str]) -> bool:
        """Promise so many minutes from that slot on, if they are there; else nothing changes."""
        parts = self._parts(slot, minutes, names)
        for at, part in parts:
            for name in names:
                self._taken[at, name] = self.taken(at, name) + part
        return bool(parts)

    def enter(self, moment: datetime, minutes: int, names: frozenset[str]) -> None:
        """What was promised before: counted also where the plan or the hours have changed since, so that
        a slot which holds too much already takes nobody else."""
        slot = self.slot_at(moment)
        if slot is None or self.take(slot, minutes, names):
            return
        for name in names:
            self._taken[slot, name] = self.taken(slot, name) + minutes

    def left(self, names: frozenset[str], minutes: int, *, after: datetime | None = None) -> list[Slot]:
        """The slots with room for such an appointment, in order, and for how many that begin there."""
        found = []
        for run in self.day:
            for slot in run:
                if after is not None and slot <= after:
                    continue
                count = self._count(slot, minutes, names)
                if count:
                    found.append(Slot(slot, count))
        return found

    def fits(self, names: frozenset[str], minutes: int, *, after: datetime | None = None) -> int:
        """How many such appointments the rest of the day still takes."""
        trial = self._copy()
        slots = [slot for run in self.day for slot in run if after is None or slot > after]
        return sum(trial._fill(slot, minutes, names) for slot in slots)

    def _count(self, slot: datetime, minutes: int, names: frozenset[str]) -> int:
        return self._copy()._fill(slot, minutes, names)

    def _fill(self, slot: datetime, minutes: int, names: frozenset[str]) -> int:
        count = 0
        while self.take(slot, minutes, names):
            count += 1
        return count

    def _copy(self) -> "Book":
        copied = Book(self.plan, self.day)
        copied._taken = dict(self._taken)
        return copied

    def _parts(self, slot: datetime, minutes: int, names: frozenset[str]) -> list[tuple[datetime, int]]:
        """How the minutes fall on the slots from this one on; nothing where they do not fit in its run."""
        run = next((run for run in self.day if slot in run), ())
        parts: list[tuple[datetime, int]] = []
        open_minutes = minutes
        for at in run[run.index(slot) :] if run else ():
            part = min(open_minutes, *(self.plan.room(name) - self.taken(at, name) for name in names))
            if part <= 0:
                return []
            parts.append((at, part))
            open_minutes -= part
            if not open_minutes:
                return parts
        return []
