"""Questions about the hall: who waits, who is next, how long it may take, what the board shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from django.db.models import Count, F, Q

from motcua.catalogue.models import Field
from motcua.domain import queueing
from motcua.domain.wait_words import Wait, latest
from motcua.domain.waiting import Forecast
from motcua.domain.words import Words
from motcua.hall import forecasts
from motcua.hall.line import (
    FAVOURED,
    PLAIN,
    as_desk,
    as_waiting,
    calls_made,
    in_line,
    line_of,
    live,
    served_by,
    within_reach,
)
from motcua.hall.line import PLACE as PLACE
from motcua.hall.line import candidates as candidates
from motcua.hall.line import is_live as is_live
from motcua.hall.models import Break, Duty, HallRules, Ticket
from motcua.hall.rules import calling_rules, rules_of
from motcua.places.models import Center, Counter

SHOWN_CALLS = 6


def in_order(duty: Duty, now: datetime, limit: int = 20) -> list[Ticket]:
    """Who is called next at this counter, in order, if nobody else comes."""
    line = line_of(duty, now).select_related("field")
    tickets = {str(ticket.pk): ticket for ticket in line}
    people = [as_waiting(ticket) for ticket in tickets.values()]
    center = duty.counter.center
    turns = queueing.order(
        people,
        as_desk(duty),
        now=now,
        calls_made=calls_made(center, now),
        rules=calling_rules(rules_of(center)),
    )
    return [tickets[turn.id] for turn in turns[:limit]]


@dataclass(frozen=True)
class Floor:
    """What is common to all who wait in one hall at one moment; loaded once, asked for many tickets."""

    center: Center
    now: datetime
    duties: list[Duty]
    calls_made: int
    settings: HallRules

    @cached_property
    def outlook(self) -> forecasts.Outlook:
        """The hall as forecasts see it; read when somebody's wait is asked for, in eight statements."""
        return forecasts.outlook(
            self.center, self.now, duties=self.duties, rules=self.settings, made=self.calls_made
        )

    @property
    def rules(self) -> queueing.Rules:
        return calling_rules(self.settings)

    def serving(self, ticket: Ticket) -> list[Duty]:
        """The open counters at which this ticket can be called."""
        person = as_waiting(ticket)
        return [duty for duty in self.duties if queueing.serves(as_desk(duty), person)]


def floor(center: Center, now: datetime) -> Floor:
    """Three statements, however many people wait."""
    duties = Duty.objects.filter(counter__center=center, closed_at__isnull=True)
    open_now = list(duties.select_related("counter", "officer").order_by("counter__number"))
    return Floor(center, now, open_now, calls_made(center, now), rules_of(center))


@dataclass(frozen=True)
class Standing:
    """How things stand for one number: people ahead (None once called), and the likely wait if known.

    ``shared``: the counters call other fields too, so those ahead came for this and for that.
    """

    ticket: Ticket
    ahead: int | None
    hall: Floor
    shared: bool = False

    @cached_property
    def _forecast(self) -> Forecast | None:
        return None if self.ahead is None else self.hall.outlook.of(self.ticket, self.ahead)

    @property
    def wait(self) -> Wait | None:
        return self._forecast.wait if self._forecast else None

    @property
    def promised_by(self) -> datetime | None:
        """By when they are called, as things stand now; what they were told first is on the ticket."""
        return self._forecast.promised_by(self.hall.now) if self._forecast else None

    @property
    def promise(self) -> Words | None:
        """What was promised with the number, as people are told it: latest at hh:mm."""
        return latest(self.ticket.promised_by) if self.ticket.promised_by else None


def standing(ticket: Ticket, hall: Floor) -> Standing:
    """One more statement for a number that waits, none for the others."""
    if ticket.state != Ticket.State.WAITING:
        return Standing(ticket, None, hall)
    counters = hall.serving(ticket)
    shared = any(set(duty.fields) != {ticket.field_id} for duty in counters)
    return Standing(ticket, people_ahead(ticket, hall, counters), hall, shared)


def people_ahead(ticket: Ticket, hall: Floor, counters: list[Duty]) -> int:
    """How many may be called before this one by the counters that can call it: two counts, and the rule.

    Where several counters share a line, those whom another counter alone might take are counted too: the
    number may be lower in the end, never higher by the order of the line.
    """
    fields: set[str] = {ticket.field_id}
    for duty in counters:
        fields |= set(duty.fields)
    everything = any(not duty.fields for duty in counters)
    soon = hall.now + hall.rules.early
    line = in_line(hall.center, hall.now).filter(
        served_by([] if everything else fields),
        within_reach(counters),
        Q(appointment_at__isnull=True) | Q(appointment_at__lte=soon),  # who is early is called last
        point=ticket.point_id,
        returns_at__lte=hall.calls_made,
    )
    line = line.exclude(pk=ticket.pk)
    if ticket.returns_at > hall.calls_made:
        return min(line.count(), ticket.returns_at - hall.calls_made)
    person = as_waiting(ticket)
    favoured, place = person.favoured_at(hall.now, hall.rules), person.place(hall.rules)[0]
    late = Q(appointment_at__isnull=False, queued_at__gt=F("appointment_at") + hall.rules.late)
    due = PLAIN & Q(appointment_at__isnull=False, queued_at__lte=F("appointment_at") + hall.rules.late)
    plain = PLAIN & (Q(appointment_at__isnull=True) | late)
    start = hall.rules.head_start
    if favoured:
        earlier = FAVOURED & _earlier(ticket, place) | due & Q(appointment_at__lt=place)
        others, older = plain, plain & Q(queued_at__lt=place - start)
    else:
        earlier, older = plain & _earlier(ticket, place), Q(pk__in=[])
        limit = place + start
        others = FAVOURED & Q(queued_at__lte=limit) | due & Q(appointment_at__lte=limit)
    counts = line.aggregate(
        earlier=Count("pk", filter=earlier),
        others=Count("pk", filter=others),
        others_older=Count("pk", filter=older),
    )
    run = min((duty.favoured_run for duty in counters), default=0)
    return queueing.people_ahead(**counts, favoured=favoured, favoured_run=run, rules=hall.rules)


def _earlier(ticket: Ticket, place: datetime) -> Q:
    """Who came before this place, as ``queueing.Waiting.place`` sorts."""
    rest = Q(drawn__lt=ticket.drawn) | Q(drawn=ticket.drawn) & (
        Q(series__lt=ticket.series) | Q(series=ticket.series, number__lt=ticket.number)
    )
    return Q(queued_at__lt=place) | Q(queued_at=place) & rest


@dataclass(frozen=True)
class Line:
    """One field and how many wait for it."""

    field: Field
    waiting: int


@dataclass(frozen=True)
class Board:
    """What hangs in the hall: the latest calls, newest first, and how many wait for what."""

    calls: list[Ticket]
    lines: list[Line]
    as_of: datetime


def board(center: Center, now: datetime) -> Board:
    """Three statements."""
    return Board(last_calls(center, now), waiting_by_field(center, now), now)


def last_calls(center: Center, now: datetime, limit: int = SHOWN_CALLS) -> list[Ticket]:
    shown = (Ticket.State.CALLED, Ticket.State.SERVING, Ticket.State.DONE)
    called = live(center, now).filter(called_at__isnull=False, counter__isnull=False, state__in=shown)
    return list(called.select_related("counter", "field").order_by("-called_at", "-pk")[:limit])


def waiting_by_field(center: Center, now: datetime) -> list[Line]:
    """Every field, also those for which nobody waits."""
    counts = dict(in_line(center, now).order_by().values_list("field").annotate(Count("pk")))
    return [Line(field, counts.get(field.pk, 0)) for field in Field.objects.all()]


@dataclass(frozen=True)
class AtCounter:
    """One counter: who keeps it open, which number is there, and the break its officer takes."""

    counter: Counter
    duty: Duty | None
    ticket: Ticket | None
    away: Break | None = None


def counters(center: Center) -> list[AtCounter]:
    """Four statements."""
    duties = {
        duty.counter_id: duty
        for duty in Duty.objects.filter(counter__center=center, closed_at__isnull=True).select_related(
            "officer"
        )
    }
    present = Ticket.objects.filter(counter__center=center, state__in=["called", "serving"]).select_related(
        "field"
    )
    tickets = {ticket.counter_id: ticket for ticket in present}
    gone = Break.objects.filter(
        duty__counter__center=center, ended_at__isnull=True, duty__closed_at__isnull=True
    )
    breaks = {each.duty_id: each for each in gone}
    rows = Counter.objects.filter(center=center).order_by("number")
    return [_at(row, duties.get(row.pk), tickets.get(row.pk), breaks) for row in rows]


def _at(row: Counter, duty: Duty | None, ticket: Ticket | None, breaks: dict[UUID, Break]) -> AtCounter:
    return AtCounter(row, duty, ticket, breaks.get(duty.pk) if duty else None)


def by_token(token: str) -> Ticket | None:
    """The number behind an opaque token, with what its page shows."""
    return by_tokens([token]).get(token)


def by_tokens(tokens: Iterable[str]) -> dict[str, Ticket]:
    """Three statements: the numbers, and what else each is for."""
    found = Ticket.objects.select_related("center__commune", "field", "counter__point", "point")
    found = found.prefetch_related("errands__field")
    return {ticket.token: ticket for ticket in found.filter(token__in=list(tokens))}
