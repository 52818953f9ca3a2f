"""What hangs in the hall: the board of a receiving point, the sign above a counter, what is called aloud."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count

from motcua.base.models import Event
from motcua.catalogue.models import Field
from motcua.hall import moves, queries
from motcua.hall.models import Break, Duty, Notice, Ticket
from motcua.places.models import Center, Counter, Point

KEPT = timedelta(minutes=10)
"""So long a call can still be announced: by a board that was cut off, or is busy with those before it."""
MOST = 200
ANNOUNCED = ("ticket.called", "ticket.recalled")
TAKEN_BACK = "press.undone"


@dataclass(frozen=True)
class Call:
    """One call to announce. ``number`` is its event's in the center's journal: it grows, and none repeats."""

    number: int
    ticket: Ticket
    counter: Counter
    at: datetime
    again: bool


@dataclass(frozen=True)
class Board:
    """A point's latest calls, newest first; what to announce, oldest first; how many wait for what."""

    calls: list[Ticket]
    announced: list[Call]
    lines: list[queries.Line]
    notices: list[Notice]
    as_of: datetime

    @property
    def waiting(self) -> int:
        return sum(line.waiting for line in self.lines)


def board(center: Center, point: Point | None, now: datetime) -> Board:
    """Seven statements, however many people wait. ``point`` None: the main place."""
    return Board(
        _last_calls(center, point, now),
        announced(center, point, now),
        _lines(center, point, now),
        notices(center, now),
        now,
    )


def announced(center: Center, point: Point | None, now: datetime) -> list[Call]:
    """The calls to this point's counters of the last minutes, in the journal's order, without those that
    were taken back: whoever remembers the last number it has spoken goes on after it."""
    events = Event.objects.filter(
        stream=center.journal_stream, at__gt=now - KEPT, kind__in=(*ANNOUNCED, TAKEN_BACK)
    )
    latest = list(events.order_by("-number")[:MOST])
    undone = {event.data.get("undone") for event in latest if event.kind == TAKEN_BACK}
    called = [
        event
        for event in reversed(latest)
        if event.kind in ANNOUNCED
        and event.number not in undone
        and event.data.get("reason") not in moves.WITHOUT_TICKET  # they stand at the counter already
    ]
    keys = [event.subject.removeprefix("ticket/") for event in called]
    tickets = Ticket.objects.select_related("field", "counter").in_bulk(keys)
    by_id = {str(key): ticket for key, ticket in tickets.items()}
    counters = {counter.number: counter for counter in center.counters.all()}
    found: dict[str, Call] = {}
    here = []
    for event, key in zip(called, keys, strict=True):
        ticket = by_id[key]
        counter = counters.get(event.data.get("counter") or 0) or _stands_at(ticket, found.get(key))
        if counter is not None:
            call = Call(event.number, ticket, counter, event.at, event.kind == "ticket.recalled")
            found[key] = call
            here += [call] if counter.point_id == (point.pk if point else None) else []
    return here


def _stands_at(ticket: Ticket, before: Call | None) -> Counter | None:
    """Where somebody is called again: where the call before was, or the counter that has the ticket."""
    return before.counter if before else ticket.counter


def _last_calls(center: Center, point: Point | None, now: datetime) -> list[Ticket]:
    shown = (Ticket.State.CALLED, Ticket.State.SERVING, Ticket.State.DONE)
    called = queries.live(center, now).filter(called_at__isnull=False, state__in=shown)
    here = called.filter(counter__isnull=False, counter__point=point)
    return list(here.select_related("counter", "field").order_by("-called_at", "-pk")[: queries.SHOWN_CALLS])


def _lines(center: Center, point: Point | None, now: datetime) -> list[queries.Line]:
    """Every field for which somebody waits at this point, the longest line first."""
    line = queries.in_line(center, now).filter(point=point).order_by()
    counts = dict(line.values_list("field").annotate(Count("pk")))
    lines = [queries.Line(field, counts[field.pk]) for field in Field.objects.filter(pk__in=counts)]
    return sorted(lines, key=lambda each: -each.waiting)


def notices(center: Center, now: datetime) -> list[Notice]:
    """What the center tells everybody now, urgent ones first."""
    held = Notice.objects.filter(center=center, begins_at__lte=now, ends_at__gt=now)
    return list(held.order_by("-urgent", "begins_at"))


@dataclass(frozen=True)
class Sign:
    """What stands above a counter. ``away``: the break that its officer takes now."""

    counter: Counter
    duty: Duty | None
    ticket: Ticket | None
    away: Break | None


def sign(counter: Counter) -> Sign:
    """Three statements."""
    duty = Duty.objects.filter(counter=counter, closed_at__isnull=True).first()
    ticket = Ticket.objects.filter(counter=counter, state__in=["called", "serving"]).first()
    away = Break.objects.filter(duty=duty, ended_at__isnull=True).first() if duty else None
    return Sign(counter, duty, ticket, away)
