"""How long people in a hall wait, forecast from what the hall knows now; and whose wait passes the limit.

``outlook`` reads a hall in a constant number of statements; what it answers afterwards costs none. It is
kept as long as the journal of the center stands still (``config.watching``), so a hall with five hundred
phones is played once a change and not once a phone.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from math import inf
from uuid import UUID

from django.db.models import Max

from motcua.domain import expected, queueing, waiting
from motcua.domain.expected import Expected
from motcua.domain.service_times import ServiceTimes
from motcua.domain.simulation_hall import ALWAYS, Span
from motcua.domain.waiting import Forecast, InLine, Pace
from motcua.domain.workdays import ZONE
from motcua.hall import service_times
from motcua.hall.line import PLACE, as_desk, as_waiting, calls_made, in_line
from motcua.hall.models import Appointment, Break, Duty, HallRules, Ticket, WaitWarning
from motcua.hall.rules import calling_rules, rules_of
from motcua.places.hours import business_date, hours_of
from motcua.places.models import Center

FEWEST = 3
"""So many visits of its own a hall must know before it promises anything."""
LAST = 10**9
GONE = 0.7
"""How probably somebody who was called and not there has left for good."""


@dataclass(frozen=True)
class Outlook:
    """A hall as the forecast sees it at one moment."""

    now: datetime
    line: Sequence[InLine]
    counters: Sequence[waiting.Counter]
    times: ServiceTimes
    pace: Pace
    calls_made: int
    rules: queueing.Rules
    is_long: bool  # too many wait to be played one by one; ``line`` is not read then
    expected: Sequence[Expected] = ()  # with an appointment today, and not here yet

    def of(self, ticket: Ticket, ahead: int = 0) -> Forecast | None:
        """When this number will be called; None where no open counter serves it. Somebody who is not in
        the line yet is forecast as if they entered it now. ``ahead``: people before them, asked only where
        the line is too long to be played. None too where the hall knows fewer than ``FEWEST`` visits."""
        if not self.counters or self.times.visits < FEWEST:
            return None
        if self.is_long:
            return self._rough(ticket, ahead)
        name = str(ticket.pk)
        if name in self._places:
            return self.all.get(name)
        return self._play([*self.line, self.entry(ticket)], self._but(ticket), wanted=[name]).get(name)

    def _rough(self, ticket: Ticket, ahead: int) -> Forecast | None:
        person = as_waiting(ticket)
        desks = [row.desk for row in self.counters if queueing.serves(row.desk, person)]
        coming = expected.before(person, self._but(ticket), desks, now=self.now, rules=self.rules)
        return waiting.rough(ahead, len(desks), self._times(ticket), self.pace.stretch, coming)

    def _but(self, ticket: Ticket) -> Sequence[Expected]:
        """Who is expected besides this person: whoever gets a number for an appointment is here now, before
        the row of the appointment says so."""
        if ticket.appointment_at is None or ticket.number is not None:
            return self.expected
        theirs = (ticket.appointment_at, ticket.field_id, str(ticket.point_id or ""), frozenset(ticket.needs))
        found = [_wish(row.person) == theirs for row in self.expected]
        at = found.index(True) if True in found else len(found)
        return [*self.expected[:at], *self.expected[at + 1 :]]

    @cached_property
    def all(self) -> dict[str, Forecast]:
        """Of everybody who waits; played once."""
        return {} if self.is_long or self.times.visits < FEWEST else self._play(self.line, self.expected)

    @cached_property
    def _places(self) -> set[str]:
        return {row.person.id for row in self.line}

    def entry(self, ticket: Ticket) -> InLine:
        person = as_waiting(ticket)
        if ticket.number is None:  # not given yet: the last of those who came at this moment
            person = replace(person, number=LAST)
        return _entry(person, ticket, self.times, self.pace)

    def _times(self, ticket: Ticket) -> waiting.LogTimes:
        return _times(self.times, ticket)

    def _play(
        self, line: Sequence[InLine], coming: Sequence[Expected], wanted: Collection[str] | None = None
    ) -> dict[str, Forecast]:
        return waiting.forecasts(
            line,
            self.counters,
            self.pace,
            now=self.now,
            calls_made=self.calls_made,
            rules=self.rules,
            wanted=wanted,
            times_of={code: self.times.of(code) for code in self.pace.favoured},
            expected=coming,
        )


def outlook(
    center: Center,
    now: datetime,
    *,
    duties: Sequence[Duty] | None = None,
    rules: HallRules | None = None,
    made: int | None = None,
    people: int | None = None,
) -> Outlook:
    """Eleven statements at most, fewer where the caller has read some of it: open duties with their counters,
    the rules of the hall, the calls made, how many people wait. A line too long to play is counted, not read:
    six."""
    if duties is None:
        open_now = Duty.objects.filter(counter__center=center, closed_at__isnull=True)
        duties = list(open_now.select_related("counter").order_by("counter__number"))
    settings = rules_of(center) if rules is None else rules
    rule = calling_rules(settings)
    times, row = service_times.known(center) if duties else (ServiceTimes({}, {}), None)
    pace = service_times.pace_of(row, settings.misses)
    if times.visits < FEWEST:  # nothing is promised, and nothing need be read
        return Outlook(now, [], [], times, pace, made or 0, rule, False)
    coming = _expected(center, times, pace, rule, now)
    crowd = (in_line(center, now).count() if people is None else people) + _soon(coming, now, rule)
    if crowd > waiting.LONG_LINE:
        counters = [waiting.Counter(as_desk(duty)) for duty in duties]
        return Outlook(now, [], counters, times, pace, made or 0, rule, True, coming)
    made = calls_made(center, now) if made is None else made
    tickets, here = _tickets(center, duties, now)
    line = [_entry(as_waiting(ticket), ticket, times, pace) for ticket in tickets]
    counters = _counters(center, duties, times, [row.person for row in line], here, now)
    return Outlook(now, line, counters, times, pace, made, rule, False, coming)


def _entry(person: queueing.Waiting, ticket: Ticket, times: ServiceTimes, pace: Pace) -> InLine:
    return InLine(person, _times(times, ticket), GONE if ticket.missed else pace.leaves)


def _times(times: ServiceTimes, ticket: Ticket) -> waiting.LogTimes:
    group = service_times.RESULT if ticket.lane == Ticket.Lane.RESULT else ticket.procedure_code
    return times.of(ticket.field_id, group)


def _counters(
    center: Center,
    duties: Sequence[Duty],
    times: ServiceTimes,
    line: Sequence[queueing.Waiting],
    here: Mapping[UUID | None, Ticket],
    now: datetime,
) -> list[waiting.Counter]:
    """Three statements. ``here``: the number at each counter."""
    ended = Ticket.objects.filter(center=center, day__gte=business_date(now), counter__in=_of(duties))
    last = dict(ended.order_by().values_list("counter").annotate(last=Max("ended_at")))
    away = {
        row.duty_id: row
        for row in Break.objects.filter(duty__in=duties, ended_at__isnull=True, begins_at__lte=now)
    }
    spans = _spans(center, now)
    found = []
    for duty in duties:
        desk, ticket, off = as_desk(duty), here.get(duty.counter_id), away.get(duty.pk)
        if off is not None:
            back = off.until if off.until is not None and off.until > now else None
            found.append(waiting.Counter(desk, back=back, away=back is None, spans=spans))
        elif ticket is not None:
            since = ticket.called_at or now
            found.append(waiting.Counter(desk, _times(times, ticket), since, spans=spans))
        else:
            free = max(filter(None, (duty.opened_at, last.get(duty.counter_id))))
            unseen = waiting.seems_away(desk, line, free_since=free, now=now)
            found.append(waiting.Counter(desk, away=unseen, spans=spans))
    return found


def _of(duties: Sequence[Duty]) -> list[UUID]:
    return [duty.counter_id for duty in duties]


def _tickets(
    center: Center, duties: Sequence[Duty], now: datetime
) -> tuple[list[Ticket], dict[UUID | None, Ticket]]:
    """Who waits, in order of place, and who is at which counter: one statement."""
    present = [Ticket.State.CALLED, Ticket.State.SERVING]
    called = Ticket.objects.filter(counter__in=_of(duties), state__in=present)
    rows = list((in_line(center, now) | called).order_by(*PLACE))
    line = [ticket for ticket in rows if ticket.state == Ticket.State.WAITING]
    return line, {ticket.counter_id: ticket for ticket in rows if ticket.state != Ticket.State.WAITING}


def _expected(
    center: Center, times: ServiceTimes, pace: Pace, rules: queueing.Rules, now: datetime
) -> list[Expected]:
    """Whose appointment of today may still be kept; one statement. Who has come, gave the time back, moved
    it, or is later than the rule allows is not expected."""
    booked = Appointment.objects.filter(
        center=center,
        day=business_date(now),
        starts_at__gte=now - rules.late,
        state=Appointment.State.BOOKED,
    )
    rows = booked.order_by("starts_at", "pk").values_list(
        "pk", "starts_at", "field_id", "procedure_code", "point_id", "needs"
    )
    return [
        Expected(
            queueing.Waiting(
                id=str(pk), arrived=at, series="", number=0, field=field,
                point=str(point or ""), needs=frozenset(needs), appointment=at,
            ),
            times.of(field, procedure),
            pace.comes,
        )
        for pk, at, field, procedure, point, needs in rows
    ]  # fmt: skip


def _soon(coming: Sequence[Expected], now: datetime, rules: queueing.Rules) -> int:
    """How many of them are played with everybody who waits now: the others are called after them."""
    until = now + rules.head_start
    return sum(row.person.appointment is not None and row.person.appointment <= until for row in coming)


def _wish(person: queueing.Waiting) -> tuple[datetime | None, str, str, frozenset[str]]:
    return person.appointment, person.field, person.point, person.needs


def _spans(center: Center, now: datetime) -> tuple[Span, ...]:
    """When the counters call today, in seconds from now: in the sessions, and after the last until nobody
    waits. Outside all sessions those who have opened a counter call at once."""
    if center.round_the_clock:
        return ALWAYS
    day = business_date(now)
    sessions = [
        (
            (datetime.combine(day, session.opens, ZONE) - now).total_seconds(),
            (datetime.combine(day, session.closes, ZONE) - now).total_seconds(),
        )
        for session in hours_of(center).sessions_of(day)
    ]
    ahead = [(begins, ends) for begins, ends in sessions if ends > 0]
    if not ahead:
        return ALWAYS
    return (*ahead[:-1], (ahead[-1][0], inf))


@dataclass(frozen=True, slots=True)
class Passing:
    """A field where somebody's wait is going to pass the limit: how many people's, when the first will
    have waited so long, and the longest wait forecast, in minutes."""

    field: str
    people: int
    passes_at: datetime
    longest: int


def passing(center: Center, now: datetime, rules: HallRules) -> list[Passing]:
    """By field, who has not waited longer than the limit yet but more likely than not will."""
    seen = outlook(center, now, rules=rules)
    limit = timedelta(minutes=rules.wait_limit_minutes)
    found: dict[str, list[tuple[datetime, timedelta]]] = {}
    for row in seen.line:
        forecast = seen.all.get(row.person.id)
        since = row.person.appointment or row.person.arrived
        if forecast is None or now - since >= limit:
            continue
        wait = now + timedelta(seconds=forecast.half) - since
        if wait > limit:
            found.setdefault(row.person.field, []).append((since + limit, wait))
    return [
        Passing(
            field, len(rows), min(at for at, _ in rows), int(max(w for _, w in rows).total_seconds()) // 60
        )
        for field, rows in sorted(found.items())
    ]


def warnings(center: Center, now: datetime) -> list[WaitWarning]:
    """The warnings that stand, for the head's page; one statement."""
    rows = WaitWarning.objects.filter(center=center, ended_at__isnull=True, given_at__lte=now)
    return list(rows.select_related("field").order_by("passes_at", "field"))
