"""How good the promised wait is, on days nobody has seen before (no database).

Past days are played first; from them alone the hall learns its lengths of visits, how often favoured people
come, no-shows and breaks. Then new days: whoever takes a number and finds no counter waiting for them is
given a forecast and a promise, and later we look when they were called. Targets of issue 4: mean error at
most 0.30 of the mean wait and below "people ahead x mean / counters"; the promise kept by 77-83 %, nowhere
fewer than 70 %; at most 10 ms of CPU an estimate. ``python -m benchmarks.waits [DAYS A LOAD]``.
"""

import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from statistics import fmean

from benchmarks import hall_days
from benchmarks.figures import Figure, show
from benchmarks.hall_days import OPENS, SESSION, AtCounter, Day, Guest, Seen
from motcua.domain.queueing import Desk, order
from motcua.domain.service_times import Observed, ServiceTimes
from motcua.domain.waiting import Counter, InLine, Pace, forecasts, seems_away, stretched

LOADS = (0.85, 0.95, 1.05, 1.2)
LEARNED = 12
"""Past days a load from which the hall learns lengths and habits."""
CORRECTED = 12
"""Later days, with promises already, whose record corrects the next."""


@dataclass
class Told:
    """One promise and what became of it, in minutes."""

    guest: Guest
    load: float
    half: float
    promised: float
    plain: tuple[float, ...]  # by each reading of people ahead x mean / counters
    seconds: float  # CPU

    @property
    def waited(self) -> float:
        assert self.guest.called is not None
        return self.guest.called - self.guest.at

    @property
    def kept(self) -> bool:
        return self.waited <= self.promised


@dataclass
class Knows:
    """What the hall has learned."""

    times: ServiceTimes
    pace: Pace
    mean: float


def learn(days: list[Day]) -> Knows:
    served = [g for day in days for g in day.guests if g.is_there]
    fields: dict[str, list[float]] = defaultdict(list)
    procedures: dict[tuple[str, str], list[float]] = defaultdict(list)
    for guest in served:
        fields[guest.person.field].append(guest.service * 60)
        if guest.procedure:
            procedures[guest.person.field, guest.procedure].append(guest.service * 60)
    everybody = [g for day in days for g in day.guests]
    hours = len(days) * SESSION / 60
    favoured = {
        code: sum(g.at > 0 and g.person.priority is not None and g.person.field == code for g in everybody)
        / hours
        for code in fields
    }
    breaks = [length for day in days for length in day.breaks]
    pace = Pace(
        leaves=sum(not g.is_there for g in everybody) / len(everybody),
        missed_seconds=hall_days.MISSED * 60,
        misses=hall_days.MISSES,
        breaks_an_hour=len(breaks) / (sum(day.worked for day in days) / 60),
        break_minutes=fmean(breaks),
        favoured=favoured,
    )
    seen = ServiceTimes(
        {code: Observed.of(rows) for code, rows in fields.items()},
        {key: Observed.of(rows) for key, rows in procedures.items()},
    )
    return Knows(seen, pace, fmean(g.service for g in served))


def tell(seen: Seen, guest: Guest, knows: Knows, load: float) -> Told | None:
    """The forecast for who just took a number; None where a counter waits for them."""
    if hall_days.free_for(seen, guest):
        return None
    began = time.process_time()
    now = OPENS + timedelta(minutes=seen.at)
    line = [
        InLine(g.person, knows.times.of(g.person.field, g.procedure), _leaves(g, knows)) for g in seen.line
    ]
    found = forecasts(
        line,
        [_counter(here, seen, knows) for here in seen.counters],
        knows.pace,
        now=now,
        calls_made=seen.calls_made,
        wanted={guest.person.id},
        times_of={code: knows.times.of(code) for code in knows.pace.favoured},
    )[guest.person.id]
    cpu = time.process_time() - began
    promised = (found.promised_by(now) - now).total_seconds() / 60
    return Told(guest, load, found.half / 60, promised, plain(seen, guest, knows), cpu)


def _leaves(guest: Guest, knows: Knows) -> float:
    return 0.9 if guest.missed else knows.pace.leaves


def _counter(here: AtCounter, seen: Seen, knows: Knows) -> Counter:
    if here.guest is None:
        since, now = OPENS + timedelta(minutes=here.free), OPENS + timedelta(minutes=seen.at)
        unseen = seems_away(here.desk, (g.person for g in seen.line), free_since=since, now=now)
        return Counter(here.desk, away=here.is_seen_away or unseen)
    times = knows.times.of(here.guest.person.field, here.guest.procedure)
    return Counter(here.desk, times, OPENS + timedelta(minutes=here.since))


def plain(seen: Seen, guest: Guest, knows: Knows) -> tuple[float, ...]:
    """People ahead x mean / counters, in its three readings: everybody ahead by the rule and all counters;
    those who share a counter with this person and the counters of their field; those and all counters."""
    mine = [here.desk for here in seen.counters if guest.person.field in here.desk.fields]
    shared = Desk(frozenset().union(*(desk.fields for desk in mine)))
    now = OPENS + timedelta(minutes=seen.at)

    def ahead(desk: Desk) -> int:
        turns = order((g.person for g in seen.line), desk, now=now, calls_made=seen.calls_made)
        return [person.id for person in turns].index(guest.person.id)

    everybody, sharing, counters = ahead(Desk()), ahead(shared), len(hall_days.COUNTERS)
    readings = ((everybody, counters), (sharing, len(mine)), (sharing, counters))
    return tuple(people * knows.mean / number for people, number in readings)


def days(seed: int, number: int, load: float, knows: Knows | None) -> tuple[list[Day], list[Told]]:
    told: list[Told] = []

    def ask(seen: Seen, guest: Guest) -> None:
        if knows is not None and (one := tell(seen, guest, knows, load)) is not None:
            told.append(one)

    played = [hall_days.play(random.Random(seed + n), load, ask) for n in range(number)]
    return played, [one for one in told if one.guest.is_there]


def correct(knows: Knows, record: list[Told]) -> Knows:
    """By the record of kept promises, as ``hall.service_times`` does."""
    kept = [(one.promised * 60, one.waited * 60) for one in record]
    stretch = stretched(kept, CORRECTED, knows.pace.stretch)
    values = {name: getattr(knows.pace, name) for name in Pace.__slots__}
    return Knows(knows.times, Pace(**(values | {"stretch": stretch})), knows.mean)


def groups(told: list[Told]) -> Iterable[tuple[str, list[Told], bool]]:
    """Name, promises, and whether the target of the error is meant for it (fields and loads)."""
    for load in LOADS:
        yield f"load {load}", [one for one in told if one.load == load], True
    for code in hall_days.MEANS:
        yield code, [one for one in told if one.guest.person.field == code], True
    yield "favoured", [one for one in told if one.guest.person.priority is not None], False
    yield "ordinary", [one for one in told if one.guest.person.priority is None], False


def error(told: list[Told]) -> float:
    return fmean(abs(one.half - one.waited) for one in told)


def plain_error(told: list[Told]) -> float:
    """Of the reading that is best for these people."""
    return min(fmean(abs(one.plain[n] - one.waited) for one in told) for n in range(3))


def report(told: list[Told]) -> None:
    mean = fmean(one.waited for one in told)
    show(Figure("promises", len(told), ""))
    show(Figure("mean wait", mean, "min"))
    show(Figure("mean error", error(told), "min"))
    show(Figure("mean error / mean wait", error(told) / mean, "", "<=", 0.30))
    show(Figure("mean error of people ahead x mean / counters", plain_error(told), "min"))
    share = 100 * fmean(one.kept for one in told)
    show(Figure("promise kept, at least", share, "%", ">=", 77))
    show(Figure("promise kept, at most", share, "%", "<=", 83))
    show(Figure("CPU an estimate", 1000 * fmean(one.seconds for one in told), "ms", "<=", 10))
    slowest = sorted(one.seconds for one in told)[int(0.99 * len(told))]
    show(Figure("CPU an estimate, p99", 1000 * slowest, "ms"))
    for name, some, is_aimed in groups(told):
        mean, rough = fmean(one.waited for one in some), plain_error(some)
        print(
            f"{name}: {len(some)} promises, mean wait {mean:.1f}, error {error(some):.2f}, plain {rough:.2f}"
        )
        aim = ("<=", 0.30) if is_aimed else ()
        show(Figure(f"mean error / mean wait, {name}", error(some) / mean, "", *aim))
        show(Figure(f"mean error / that of the plain one, {name}", error(some) / rough, "", "<=", 1.0))
        show(Figure(f"promise kept, {name}", 100 * fmean(one.kept for one in some), "%", ">=", 70))

    for load in LOADS:
        for code in hall_days.MEANS:
            some = [one for one in told if one.load == load and one.guest.person.field == code]
            mean, rough, kept = (
                fmean(one.waited for one in some),
                plain_error(some),
                fmean(o.kept for o in some),
            )
            print(
                f"load {load}, {code}: mean wait {mean:.1f}, error {error(some):.2f} = "
                f"{error(some) / mean:.2f}, plain {rough:.2f}, kept {kept:.1%}"
            )


def main(number: int) -> None:
    print(hall_days.parameters())
    print(
        f"loads {LOADS}; learned from {LEARNED} days a load, corrected by {CORRECTED}, {number} days measured"
    )
    told: list[Told] = []
    for load in LOADS:
        past, _ = days(int(load * 100_000), LEARNED, load, None)
        knows = learn(past)
        raw, record = days(int(load * 200_000), CORRECTED, load, knows)
        knows = correct(learn([*past, *raw]), record)
        kept = fmean(one.kept for one in record)
        print(f"load {load}: kept without correction {kept:.1%}, stretch {knows.pace.stretch:.3f}")
        told += days(int(load * 300_000), number, load, knows)[1]
    report(told)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 24)
