"""The hall as its head sees it now: each counter with its state and since when, each field with its line."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.catalogue.models import Field
from motcua.domain.words import Words
from motcua.hall import helping, moves, queries
from motcua.hall.fields_now import CLOSED_REASONS
from motcua.hall.models import Break, FieldRules, Ticket
from motcua.places.models import Center

COUNTER_WORDS = {
    "closed": Words(vi="Đóng", en="Closed"),
    "free": Words(vi="Chờ người tiếp theo", en="Free"),
    "break": Words(vi="Tạm nghỉ", en="On a break"),
    "called": Words(vi="Đang gọi", en="Calling"),
    "serving": Words(vi="Đang phục vụ", en="Serving"),
}


@dataclass(frozen=True)
class CounterNow:
    """One counter: its state (a code of ``COUNTER_WORDS``), since when, and the break its clerk takes."""

    place: queries.AtCounter
    state: str
    since: datetime | None
    away: Break | None

    @property
    def words(self) -> Words:
        return COUNTER_WORDS[self.state]

    @property
    def away_words(self) -> Words | None:
        return moves.BREAK_REASONS.get(self.away.reason) if self.away else None


@dataclass(frozen=True)
class FieldLine:
    """One field: its line, since when the first waits, and whether numbers are given for it."""

    field: Field
    waiting: int
    since: datetime | None
    rules: FieldRules | None

    @property
    def closed_words(self) -> Words | None:
        """Why no numbers are given now; None where they are."""
        if self.rules is None or self.rules.closed_at is None:
            return None
        return CLOSED_REASONS.get(self.rules.closed_reason, CLOSED_REASONS["other"])


def counters(center: Center) -> list[CounterNow]:
    """Every counter; five statements, however many."""
    places = queries.counters(center)
    duties = [place.duty for place in places if place.duty]
    away = {row.duty_id: row for row in Break.objects.filter(duty__in=duties, ended_at__isnull=True)}
    freed: dict[UUID, datetime] = {}
    if duties:
        ended = Ticket.objects.filter(
            center=center, called_at__gte=min(duty.opened_at for duty in duties), ended_at__isnull=False
        )
        rows = ended.order_by("ended_at").values_list("counter_id", "ended_at")
        freed = {counter: at for counter, at in rows if counter is not None and at is not None}
    return [_now(place, away, freed.get(place.counter.pk)) for place in places]


def _now(place: queries.AtCounter, away: dict[UUID, Break], freed: datetime | None) -> CounterNow:
    duty, ticket = place.duty, place.ticket
    if duty is None:
        return CounterNow(place, "closed", None, None)
    if ticket is not None:
        serving = ticket.state == Ticket.State.SERVING
        return CounterNow(
            place,
            "serving" if serving else "called",
            ticket.serving_at if serving else ticket.called_at,
            None,
        )
    pause = away.get(duty.pk)
    if pause is not None:
        return CounterNow(place, "break", pause.begins_at, pause)
    since = max(freed, duty.opened_at) if freed else duty.opened_at
    return CounterNow(place, "free", since, None)


def fields(center: Center, now: datetime) -> list[FieldLine]:
    """Every field; four statements."""
    lines = {line.field.pk: line for line in helping.lines(center, now)}
    rules = {row.field_id: row for row in FieldRules.objects.filter(center=center)}
    rows = []
    for field in Field.objects.all():
        line = lines.get(field.pk)
        rows.append(
            FieldLine(field, line.waiting if line else 0, line.since if line else None, rules.get(field.pk))
        )
    return rows
