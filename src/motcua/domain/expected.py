"""Who has an appointment today and has not come yet: called at their time, ahead of people who wait already.

What is believed of them, and no more:

* Of a hundred so many come as on the center's past days (``comes``; ``COMES`` where it has seen none).
* They come at any moment from ``Rules.early`` before their time until ``Rules.late`` after it, each as likely
  as another. So who has not come when half of that has passed comes less probably, and who comes later than
  that has no place of their own any more: nobody waits for them.
* Who has come stands in the line with a number: whoever asks gives only those who have none.
* Somebody whose time is more than ``Rules.head_start`` after the place of the last one in the line is called
  after all of them by the rule, so the forecast leaves them out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from motcua.domain.queueing import Desk, Rules, Waiting, serves
from motcua.domain.service_times import DEFAULT, LogTimes
from motcua.domain.simulation_hall import Arrival, Hall
from motcua.domain.simulation_slices import PLAYS, SLICES, lengths, order

COMES = 0.85


@dataclass(frozen=True, slots=True)
class Expected:
    """An appointment nobody has come for yet. ``person.appointment`` is its time, ``person.arrived`` means
    nothing yet; ``times``: likely lengths of the visit; ``comes``: how probably they come in time, as was
    believed before the day."""

    person: Waiting
    times: LogTimes = DEFAULT
    comes: float = COMES

    def still(self, now: datetime, rules: Rules) -> tuple[float, float, float]:
        """From when until when they may come, in seconds from ``now``, and how probably they do."""
        assert self.person.appointment is not None
        first = (self.person.appointment - rules.early - now).total_seconds()
        last = (self.person.appointment + rules.late - now).total_seconds()
        if last < 0:
            return 0.0, 0.0, 0.0
        ahead = last / (last - first) if first < 0 else 1.0
        return max(0.0, first), last, self.comes * ahead / (self.comes * ahead + 1 - self.comes)


def arrivals(expected: Sequence[Expected], hall: Hall, *, now: datetime, rules: Rules) -> list[list[Arrival]]:
    """Who of them comes, when and for how long, in each play."""
    found: list[list[Arrival]] = [[] for _ in range(PLAYS)]
    last = max((entry[0] for entry in hall.entries), default=0.0) + hall.head_start
    for n, row in enumerate(expected):
        assert row.person.appointment is not None
        place = (row.person.appointment - now).total_seconds()
        begins, ends, comes = row.still(now, rules)
        kind = hall.kind_of(row.person)
        if place > last or not comes or not any(kind in served for served in hall.served):
            continue
        seconds, comings, moments = lengths(row.times, -1 - n), order(n + 31), order(n + 157)
        for play in range(PLAYS):
            if SLICES[comings[play]] < comes:
                at = begins + (ends - begins) * SLICES[moments[play]]
                found[play].append(Arrival(at, kind, True, seconds[play], place))
    return found


def before(
    person: Waiting, expected: Iterable[Expected], desks: Sequence[Desk], *, now: datetime, rules: Rules
) -> list[tuple[float, float]]:
    """Those whom the rule calls before somebody who waits at these counters, if they come: from when on
    (seconds) and how probably. For a line too long to be played."""
    limit = person.place(rules)[0]
    if not person.favoured_at(now, rules) and not person.early_at(now, rules):
        limit += rules.head_start
    found = []
    for row in expected:
        begins, _, comes = row.still(now, rules)
        assert row.person.appointment is not None
        if comes and row.person.appointment <= limit and any(serves(desk, row.person) for desk in desks):
            found.append((begins, comes))
    return sorted(found)
