"""Any day of any center, replayed from its journal alone: events are read, no number and no counter.

The hall's events stand in the order in which things happened (``hall.locking``), and carry all that the
rule of calling reads; ``domain.replay`` plays them again.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from django.db.models import Max, Min, Q, QuerySet

from motcua.base.models import Event
from motcua.domain import replay as domain
from motcua.domain.replay_state import Hall, Happened
from motcua.domain.workdays import ZONE
from motcua.hall.daybreak import LATEST
from motcua.hall.models import HallRules
from motcua.places.models import Center

KINDS = (
    Q(kind__startswith="ticket.")
    | Q(kind__startswith="counter.")
    | Q(kind__in=("break.begun", "break.ended", "press.undone", "hall.drawn", "hall.rules_set"))
)
CALLED = "ticket.called"
LEFT = ("ticket.missed", "ticket.held", "ticket.transferred", "ticket.continued", "ticket.completed")
"""How a number that was called leaves its counter, from where it may be called again."""
STEP = timedelta(minutes=5)
"""The log's verdict on a running day is as of the last full five minutes, so that it is made but once."""


def replay(center: Center, day: date) -> domain.Verdict:
    """The day's calls against the rule, with the first difference if there is one."""
    first, last = _span(center, day)
    return _replay(center, day, first, last)


@lru_cache(maxsize=256)
def verdict_until(center_id: str, day: date, until: datetime) -> domain.Verdict:
    """The same for the events until a moment, kept by this process: what has happened never changes."""
    center = Center.objects.select_related("commune").get(pk=center_id)
    first, last = _span(center, day, until)
    return _replay(center, day, first, last)


def steady(now: datetime) -> datetime:
    """The last full five minutes."""
    return now - timedelta(minutes=now.minute % 5, seconds=now.second, microseconds=now.microsecond)


def calls(center: Center, day: date, *, after: int = 0, limit: int = 500) -> list[Event]:
    """The day's calls as the journal has them, in order, after a call's number."""
    first, last = _span(center, day)
    events = _events(center, first, last).filter(kind=CALLED, data__day=day.isoformat())
    return list(events.filter(data__call__gt=after).order_by("number")[:limit])


def undone(center: Center, day: date) -> set[int]:
    """The events of that day which were taken back."""
    first, last = _span(center, day)
    events = _events(center, first, last).filter(kind="press.undone")
    return {int(data["undone"]) for data in events.values_list("data", flat=True)}


def mistaken(center: Center, day: date) -> set[str]:
    """The numbers of that day (``Event.subject``) made void as mistaken: so ends a press of *without ticket*
    that is taken back, as the number is never used again."""
    first, last = _span(center, day)
    events = _events(center, first, last).filter(kind="ticket.voided", data__reason="mistaken")
    return set(events.values_list("subject", flat=True))


def again(center: Center, day: date, subjects: set[str]) -> dict[int, str]:
    """For each call of a number that had been called before: the kind of event that put it back in the line,
    or on hold, since. A press that was taken back has not happened."""
    first, last = _span(center, day)
    taken_back = undone(center, day)
    asked = _events(center, first, last).filter(subject__in=subjects, kind__in=(CALLED, *LEFT))
    since: dict[str, str] = {}
    found: dict[int, str] = {}
    for number, kind, subject in asked.values_list("number", "kind", "subject"):
        if kind == CALLED and subject in since:
            found[number] = since[subject]
        if number not in taken_back and (kind == CALLED or subject in since):
            since[subject] = kind
    return {number: kind for number, kind in found.items() if kind != CALLED}


def _replay(center: Center, day: date, first: int, last: int) -> domain.Verdict:
    rules, misses = _rules_before(center, first)
    return domain.replay(_happened(center, first, last), day, rules=rules, misses=misses)


def _span(center: Center, day: date, until: datetime | None = None) -> tuple[int, int]:
    """The numbers of the first and the last event that can matter: from the day before on, as who came
    before midnight may still wait, until the center's next day has begun."""
    begins = datetime.combine(day, time(), ZONE)
    ends = begins + timedelta(days=1, hours=LATEST.hour)
    events = Event.objects.filter(stream=center.journal_stream, at__gte=begins - timedelta(days=1))
    found = events.filter(at__lt=min(until, ends) if until else ends).aggregate(Min("number"), Max("number"))
    return found["number__min"] or 0, found["number__max"] or 0


def _events(center: Center, first: int, last: int) -> QuerySet[Event]:
    return Event.objects.filter(
        KINDS, stream=center.journal_stream, number__gte=first, number__lte=last
    ).order_by("number")


def _happened(center: Center, first: int, last: int) -> Iterator[Happened]:
    rows = _events(center, first, last).values_list("number", "kind", "subject", "at", "data", "previous")
    for number, kind, subject, at, data, previous in rows.iterator(chunk_size=2000):
        yield Happened(number, kind, subject, at, data, previous)


def _rules_before(center: Center, first: int) -> tuple[domain.Rules, int]:
    """The rules that held when the span began: as last set before it, or the defaults."""
    known = Event.objects.filter(subject=HallRules(center=center).journal_subject, kind="hall.rules_set")
    event = known.filter(stream=center.journal_stream, number__lt=first).order_by("-number").first()
    hall = Hall()
    if event is not None:
        hall.happen(Happened(event.number, event.kind, event.subject, event.at, event.data))
    return hall.rules, hall.misses
