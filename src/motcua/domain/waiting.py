"""How long a wait may be: the hall played forward many times, and a promise four in five times kept.

``forecasts`` knows what everybody in the hall can see (who waits for what, which counters are open for what,
how long the visits going on have lasted, who is on a break) and what the hall has learned from its own past
days (``service_times``, ``Pace``). It plays the real rule (``simulation``) forward ``PLAYS`` times with
lengths of visits that might be, so fields, skills, priorities, appointments and missed calls need no formula
of their own. Half of the plays call somebody before ``half``; four in five before ``likely``: the promise.

* Each person's lengths are the ``PLAYS`` middles of equal slices of their distribution, in an order of their
  own: a few plays then say what many random ones would.
* Whoever has been served for a while is likely to take longer than average: what is left of a visit is
  drawn from the lengths that are longer than what has passed.
* Favoured people who come later are called first, so they are expected, as often as on past days; people
  with an appointment at its time (``expected``).
* ``Pace.stretch`` corrects the promise by the record: the number that would have made four in
  five of the last weeks' promises kept, stretches the next ones (``stretched``).

Where counters serve nobody of this kind there is no forecast and no promise at all. In a line too long to
play (``LONG_LINE``) the plain formula ``rough`` answers.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from math import exp, log, sqrt
from random import Random

from motcua.domain.expected import COMES, Expected, arrivals
from motcua.domain.queueing import RULES, Desk, Rules, Waiting, serves
from motcua.domain.service_times import DEFAULT, LogTimes
from motcua.domain.simulation import LONGEST, Habits, Play
from motcua.domain.simulation_hall import ALWAYS, Arrival, Hall, Span, Station
from motcua.domain.simulation_slices import NORMAL, PLAYS, SLICES, lengths, order
from motcua.domain.wait_words import Wait

LONG_LINE = 150
"""A longer line is not played: an estimate costs 10 ms of CPU at most, while a crowd presses."""
LIKELY = 0.8
HOLD = 20
"""So many days weigh the belief that no correction is needed: the promises of one day fail together."""
UNPRESSED = timedelta(seconds=75)
"""Between two visits a clerk is quicker than this."""
FAR = 0.98
"""A visit longer than this share of all is beyond what the middle of the distribution says."""
AHEAD = 4 * 3600.0
"""Later arrivals are expected for so many seconds."""


@dataclass(frozen=True, slots=True)
class InLine:
    """Somebody who waits, the likely lengths of their visit, and how probably they have left unseen."""

    person: Waiting
    times: LogTimes = DEFAULT
    leaves: float = 0.0


@dataclass(frozen=True, slots=True)
class Counter:
    """An open counter. ``times``, ``since``: of the visit going on (``times`` None: free). ``back``: the
    announced end of a break; ``away``: on one without. ``spans``: when it calls (seconds from now)."""

    desk: Desk
    times: LogTimes | None = None
    since: datetime | None = None
    back: datetime | None = None
    away: bool = False
    spans: tuple[Span, ...] = ALWAYS


@dataclass(frozen=True, slots=True)
class Pace:
    """What the hall has learned of its days. ``breaks_an_hour``: unannounced ones, by a clerk at work.
    ``favoured``: favoured people who come in an hour, by field. ``comes``: how many keep an appointment.
    ``stretch``: see ``stretched``."""

    leaves: float = 0.05
    missed_seconds: float = 90.0
    misses: int = 3
    breaks_an_hour: float = 0.0
    break_minutes: float = 10.0
    favoured: Mapping[str, float] = field(default_factory=dict)
    stretch: float = 1.0
    comes: float = COMES


@dataclass(frozen=True, slots=True)
class Forecast:
    """Seconds until the call: half are called earlier than ``half``, four in five than ``likely``."""

    half: float
    likely: float

    def promised_by(self, now: datetime) -> datetime | None:
        """The promise: a whole minute, not before ``likely``; None beyond what is played (``LONGEST``)."""
        if self.likely >= LONGEST:
            return None
        at = now + timedelta(seconds=self.likely)
        return at if at.second == at.microsecond == 0 else at.replace(second=0, microsecond=0) + MINUTE

    @property
    def wait(self) -> Wait:
        """The range people are told: to whole five minutes."""
        return Wait.between(self.half / 60, self.likely / 60)


MINUTE = timedelta(minutes=1)


def forecasts(
    line: Sequence[InLine],
    counters: Sequence[Counter],
    pace: Pace,
    *,
    now: datetime,
    calls_made: int = 0,
    rules: Rules = RULES,
    wanted: Collection[str] | None = None,
    times_of: Mapping[str, LogTimes] | None = None,
    expected: Sequence[Expected] = (),
) -> dict[str, Forecast]:
    """By the id of everybody in the line (or those ``wanted``) whom some counter serves.

    ``times_of``: lengths by field, for favoured people who may come later. ``expected``: appointments of
    today for which nobody has come yet.
    """
    hall = Hall(
        [row.person for row in line],
        [Station(counter.desk, counter.spans) for counter in counters],
        now=now,
        calls_made=calls_made,
        rules=rules,
    )
    later = _Later(hall, pace, times_of or {}, [row.person for row in line])
    asked = {n for n in hall.callable if wanted is None or line[n].person.id in wanted}
    coming = arrivals(expected, hall, now=now, rules=rules)
    visits = [lengths(row.times, n) for n, row in enumerate(line)]
    free = [_free(counter, pace, now, n) for n, counter in enumerate(counters)]
    gone = _gone(line)
    random = Random(20261123)  # noqa: S311 - the same hall has the same forecast; nothing secret
    habits = Habits(pace.missed_seconds, pace.misses, _breaks(pace, random))
    called: list[list[float]] = []
    for play in range(PLAYS if asked else 0):
        run = Play(
            hall,
            [row[play] for row in free],
            [row[play] for row in visits],
            gone[play],
            [*later.arrivals(random), *coming[play]],
            habits,
            asked,
        )
        called.append(run.run())
    return {line[n].person.id: _forecast([run[n] for run in called], pace.stretch) for n in sorted(asked)}


def seems_away(desk: Desk, line: Iterable[Waiting], *, free_since: datetime, now: datetime) -> bool:
    """Whether nobody seems to be at a counter that has no break: it calls nobody although it is free and
    somebody has been waiting for it, both for ``UNPRESSED``."""
    before = now - UNPRESSED
    return free_since <= before and any(p.arrived <= before and serves(desk, p) for p in line)


def rough(
    people_ahead: int,
    counters: int,
    times: LogTimes,
    stretch: float = 1.0,
    coming: Iterable[tuple[float, float]] = (),
) -> Forecast | None:
    """People ahead x mean / counters, and the spread of their sum; None where no counter is open.

    ``coming``: who is called first if they come (``expected.before``). Each is one of those ahead as far as
    they are likely to come and their time begins before the wait is over.
    """
    if counters < 1:
        return None
    mean = times.minutes * 60
    spread = mean * sqrt(exp(times.spread**2) - 1)
    people = float(people_ahead)
    for begins, comes in sorted(coming):
        if begins <= people * mean / counters:
            people += comes
    half = people * mean / counters
    most = half + 0.8416 * spread * sqrt(people + 1) / counters + mean / counters
    return Forecast(half, max(half, most * stretch))


def stretched(kept: Sequence[tuple[float, float]], days: int, before: float) -> float:
    """The correction that would have kept four in five of these promises, drawn towards ``before``.

    ``kept``: (seconds promised, seconds waited) of people called on so many ``days``; the promises already
    carry the correction of their day, so this is what they lacked or had too much. Between 0.5 and 2.
    """
    ratios = sorted(waited / promised for promised, waited in kept if promised > 0)
    if not ratios:
        return before
    needed = log(max(_quantile(ratios, LIKELY), 0.1)) * days / (days + HOLD)
    return min(2.0, max(0.5, before * exp(needed)))


def _forecast(calls: Sequence[float], stretch: float) -> Forecast:
    calls = sorted(min(call, LONGEST) for call in calls)
    half, likely = _quantile(calls, 0.5), _smooth(calls)
    return Forecast(half, max(half, likely * stretch))


def _quantile(ordered: Sequence[float], share: float) -> float:
    at = share * len(ordered) - 0.5
    low = min(max(int(at), 0), len(ordered) - 1)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * min(max(at - low, 0.0), 1.0)


def _smooth(ordered: Sequence[float]) -> float:
    """The 80th percentile, averaged over its neighbours: one play more or less hardly moves it."""
    return sum(_quantile(ordered, LIKELY + step) for step in (-0.06, -0.03, 0, 0.03, 0.06)) / 5


def _gone(line: Sequence[InLine]) -> list[frozenset[int]]:
    """Who is not there, in each play: each person in as many plays as is probable."""
    absent: list[set[int]] = [set() for _ in range(PLAYS)]
    for n, row in enumerate(line):
        if row.leaves:
            places = order(n + 101)
            for play in range(PLAYS):
                if SLICES[places[play]] < row.leaves:
                    absent[play].add(n)
    return [frozenset(each) for each in absent]


def _free(counter: Counter, pace: Pace, now: datetime, number: int) -> list[float]:
    """When the counter calls for the first time, in each play."""
    places = order(number + 57)
    if counter.back is not None:
        return [max(0.0, (counter.back - now).total_seconds())] * PLAYS
    if counter.away:
        return [-pace.break_minutes * 60 * log(1 - SLICES[place]) for place in places]
    if counter.times is None or counter.since is None:
        return [0.0] * PLAYS
    passed = max(1.0, (now - counter.since).total_seconds())
    return [max(15.0, left) for left in _left(counter.times, passed, places)]


def _left(times: LogTimes, passed: float, places: Sequence[int]) -> list[float]:
    """What may be left of a visit that has lasted so long, longest lengths included."""
    over = NORMAL.cdf((log(passed) - times.mean) / times.spread)
    if over > FAR:  # there the tail is close to exponential, with this mean
        mean = passed * times.spread**2 / (log(passed) - times.mean)
        return [-mean * log(1 - SLICES[place]) for place in places]
    slices = [over + (1 - over) * SLICES[place] for place in places]
    return [exp(times.mean + times.spread * NORMAL.inv_cdf(slice_)) - passed for slice_ in slices]


def _breaks(pace: Pace, random: Random):  # type: ignore[no-untyped-def]
    if not pace.breaks_an_hour:
        return None
    rate, away = pace.breaks_an_hour / 3600, 1 / (pace.break_minutes * 60)

    def pause(visit: float) -> float:
        return random.expovariate(away) if random.random() < visit * rate else 0.0

    return pause


class _Later:
    """Favoured people who may still come, as often as on past days."""

    def __init__(
        self, hall: Hall, pace: Pace, times: Mapping[str, LogTimes], line: Sequence[Waiting]
    ) -> None:
        points = {person.point for person in line} or {""}
        point = "" if "" in points else min(points)
        self.rows = [
            (hall.kind_of(_somebody(code, point)), an_hour / 3600, times.get(code, DEFAULT))
            for code, an_hour in sorted(pace.favoured.items())
            if an_hour > 0
        ]

    def arrivals(self, random: Random) -> list[Arrival]:
        coming = []
        for kind, rate, times in self.rows:
            at = random.expovariate(rate)
            while at < AHEAD:
                coming.append(Arrival(at, kind, True, random.lognormvariate(times.mean, times.spread)))
                at += random.expovariate(rate)
        return coming


def _somebody(code: str, point: str) -> Waiting:
    return Waiting("", datetime.min.replace(tzinfo=UTC), "", 0, code, point=point)
