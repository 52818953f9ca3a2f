"""Learning from the hall's own days: lengths of visits, no-shows, breaks, favoured people, kept promises.

Once a day and center, from the finished visits of the last four weeks; the forecasts read the small result.
Visits that only hand over a result are a group of their own within their field.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby, pairwise
from typing import NamedTuple

from django.db.models import Count, F, OuterRef, Q, Subquery

from motcua.base import timed
from motcua.base.actions import part_of_action, writing
from motcua.domain.expected import COMES
from motcua.domain.service_times import Observed, ServiceTimes
from motcua.domain.waiting import UNPRESSED, Pace, stretched
from motcua.hall.models import Appointment, Break, HallPace, ServiceTime, Ticket
from motcua.hall.rules import calling_rules, rules_of
from motcua.places.hours import business_date
from motcua.places.models import Center

LEARNED = timedelta(days=28)
EVERY = timedelta(minutes=10)
FRESH, FEW = timedelta(hours=20), 200
"""What was learned so recently is left as it is, unless it was from so few visits."""
AT_ONCE = 20
"""Centers in one run of the job; the others have their turn ten minutes later."""
RESULT = "result"
"""The group of those who only collect a result, where others have their procedure."""
MISSED_SECONDS = 90.0
"""A call nobody answers; not learned, the tickets do not tell it."""
LONGEST_BREAK = timedelta(minutes=45)
"""A longer gap is lunch, or a counter that was closed."""
BELIEF_NO_SHOWS, BELIEF_PEOPLE = 3, 60
BELIEF_BREAKS, BELIEF_HOURS, BELIEF_MINUTES = 3, 10.0, 10.0
"""What is believed before anything was seen: 5 % no-shows, a break of ten minutes in three hours or so."""
BELIEF_APPOINTMENTS = 20
"""So many appointments weigh the belief that ``domain.expected.COMES`` of them are kept."""


class Visit(NamedTuple):
    """What is read of a ticket."""

    field: str
    procedure: str
    lane: str
    priority: str
    state: str
    day: object
    issued_at: datetime
    called_at: datetime | None
    serving_at: datetime | None
    ended_at: datetime | None
    calls: int
    promised_by: datetime | None
    counter: object
    queued_at: datetime

    @property
    def group(self) -> str:
        return RESULT if self.lane == Ticket.Lane.RESULT else self.procedure

    @property
    def seconds(self) -> float | None:
        """From the call to the end, of somebody who was served."""
        if self.state != Ticket.State.DONE or not (self.called_at and self.serving_at and self.ended_at):
            return None
        return (self.ended_at - self.called_at).total_seconds()


READ = (
    "field_id",
    "procedure_code",
    "lane",
    "priority",
    "state",
    "day",
    "issued_at",
    "called_at",
    "serving_at",
    "ended_at",
    "calls",
    "promised_by",
    "counter_id",
    "queued_at",
)


def register() -> None:
    timed.schedule("hall.service_times", EVERY, learn_all)


def learn_all(now: datetime) -> int:
    """The centers that have called somebody lately and have not learned for a day, the longest ago first; how
    many learned."""
    called = Ticket.objects.filter(day__gte=business_date(now) - LEARNED, called_at__isnull=False)
    learned = HallPace.objects.filter(as_of__gt=now - FRESH, visits__gte=FEW).values("center")
    due = Center.objects.filter(pk__in=called.values("center")).exclude(pk__in=learned)
    oldest = due.annotate(
        learned=Subquery(HallPace.objects.filter(center=OuterRef("pk")).values("as_of")[:1])
    )
    chosen = list(oldest.order_by(F("learned").asc(nulls_first=True))[:AT_ONCE])
    for center in chosen:
        learn(center, now)
    return len(chosen)


def learn(center: Center, now: datetime) -> Pace:
    """Read the last weeks and keep what they teach; a constant number of statements."""
    visits = seen(center, now)
    before = HallPace.objects.filter(center=center).values_list("stretch", "as_of").first()
    fields, procedures = _observed(visits)
    rows = [
        ServiceTime(
            center=center, field_id=field, procedure_code=code, visits=o.n, mean=o.mean, squares=o.squares
        )
        for (field, code), o in [*(((field, ""), o) for field, o in fields.items()), *procedures.items()]
        if o.n
    ]
    breaks_an_hour, break_minutes = _breaks(center, visits, now)
    learned = {
        "as_of": now,
        "visits": sum(seen_here.n for seen_here in fields.values()),
        "leaves": _leaves(visits),
        "missed_seconds": MISSED_SECONDS,
        "breaks_an_hour": breaks_an_hour,
        "break_minutes": break_minutes,
        "favoured": _favoured(visits),
        "stretch": _stretch(visits, before),
        "comes": _comes(center, now),
    }
    with writing():
        return pace_of(_keep(center, rows, learned))


@part_of_action
def _keep(center: Center, rows: Sequence[ServiceTime], learned: dict[str, object]) -> HallPace:
    """Derived figures, as those of ``statistics``: whoever wants to know how counts the tickets again."""
    ServiceTime.objects.filter(center=center).delete()
    ServiceTime.objects.bulk_create(rows)
    return HallPace.objects.update_or_create(center=center, defaults=learned)[0]


def seen(center: Center, now: datetime) -> list[Visit]:
    """The numbers of the last weeks that were called, or whose holders nobody found."""
    rows = Ticket.objects.filter(
        Q(state__in=[Ticket.State.DONE, Ticket.State.NO_SHOW]),
        center=center,
        day__gte=business_date(now) - LEARNED,
        called_at__lte=now,
    )
    return [Visit(*row) for row in rows.order_by("day", "issued_at").values_list(*READ)]


def known(center: Center) -> tuple[ServiceTimes, HallPace | None]:
    """What was learned last; two statements."""
    fields: dict[str, Observed] = {}
    procedures: dict[tuple[str, str], Observed] = {}
    for row in ServiceTime.objects.filter(center=center):
        seen_here = Observed(row.visits, row.mean, row.squares)
        if row.procedure_code:
            procedures[row.field_id, row.procedure_code] = seen_here
        else:
            fields[row.field_id] = seen_here
    return ServiceTimes(fields, procedures), HallPace.objects.filter(center=center).first()


def pace_of(row: HallPace | None, misses: int = 3) -> Pace:
    """As the forecast reads it; the belief where nothing was learned yet."""
    if row is None:
        return Pace(misses=misses, breaks_an_hour=BELIEF_BREAKS / BELIEF_HOURS, break_minutes=BELIEF_MINUTES)
    return Pace(
        leaves=row.leaves,
        missed_seconds=row.missed_seconds,
        misses=misses,
        breaks_an_hour=row.breaks_an_hour,
        break_minutes=row.break_minutes,
        favoured=row.favoured,
        stretch=row.stretch,
        comes=row.comes,
    )


def _observed(
    visits: Sequence[Visit],
) -> tuple[dict[str, Observed], dict[tuple[str, str], Observed]]:
    fields: dict[str, list[float]] = defaultdict(list)
    groups: dict[tuple[str, str], list[float]] = defaultdict(list)
    for visit in visits:
        if (seconds := visit.seconds) is None:
            continue
        if visit.group != RESULT:
            fields[visit.field].append(seconds)
        if visit.group:
            groups[visit.field, visit.group].append(seconds)
    return (
        {field: Observed.of(seconds) for field, seconds in fields.items()},
        {group: Observed.of(seconds) for group, seconds in groups.items()},
    )


def _leaves(visits: Sequence[Visit]) -> float:
    gone = sum(visit.state == Ticket.State.NO_SHOW for visit in visits)
    return (gone + BELIEF_NO_SHOWS) / (len(visits) + BELIEF_PEOPLE)


def _breaks(center: Center, visits: Sequence[Visit], now: datetime) -> tuple[float, float]:
    """How often in an hour of work a counter calls nobody for a while although somebody waits, and how many
    minutes that lasts on average: whether its clerk pressed "break" or not. Announced breaks are left out."""
    announced = Break.objects.filter(
        duty__counter__center=center, begins_at__gte=now - LEARNED, until__isnull=False
    )
    known = set(announced.values_list("duty__counter", "begins_at"))
    minutes = [
        gap.total_seconds() / 60
        for before, after in pairwise(sorted(visits, key=_at_counter))
        if (gap := _gap(before, after)) is not None
        and not any(
            counter == after.counter and before.ended_at <= at <= after.called_at  # type: ignore[operator]
            for counter, at in known
        )
    ]
    hours = sum(visit.seconds or 0.0 for visit in visits) / 3600
    often = (len(minutes) + BELIEF_BREAKS) / (hours + BELIEF_HOURS)
    return often, (sum(minutes) + BELIEF_BREAKS * BELIEF_MINUTES) / (len(minutes) + BELIEF_BREAKS)


def _at_counter(visit: Visit) -> tuple[str, datetime]:
    assert visit.called_at is not None  # ``seen`` reads no others
    return str(visit.counter), visit.called_at


def _gap(before: Visit, after: Visit) -> timedelta | None:
    """The time between two visits of one counter on one day while the later person waited already."""
    if before.counter != after.counter or before.day != after.day or before.ended_at is None:
        return None
    if after.called_at is None or after.queued_at > before.ended_at:
        return None
    gap = after.called_at - before.ended_at
    return gap if UNPRESSED < gap < LONGEST_BREAK else None


def _favoured(visits: Sequence[Visit]) -> dict[str, float]:
    """Favoured people an hour, by field; an hour of those between the first and the last number of a day."""
    hours = 0.0
    for _, rows in groupby(visits, key=lambda visit: visit.day):
        issued = [row.issued_at for row in rows]
        hours += max(1.0, (max(issued) - min(issued)).total_seconds() / 3600)
    counts: dict[str, int] = defaultdict(int)
    for visit in visits:
        if visit.priority or visit.lane == Ticket.Lane.COME_BACK:
            counts[visit.field] += 1
    return {field: count / hours for field, count in sorted(counts.items())}


def _comes(center: Center, now: datetime) -> float:
    """How many of those with an appointment come in time for it; who came later counts as not come, for the
    rule keeps them no place. Given back or moved: neither."""
    late = calling_rules(rules_of(center)).late
    past = Appointment.objects.filter(
        center=center,
        day__gte=business_date(now) - LEARNED,
        state__in=[Appointment.State.ARRIVED, Appointment.State.MISSED],
    )
    in_time = Q(state=Appointment.State.ARRIVED, ended_at__lte=F("starts_at") + late)
    counts = past.aggregate(ended=Count("pk"), came=Count("pk", filter=in_time))
    return (counts["came"] + COMES * BELIEF_APPOINTMENTS) / (counts["ended"] + BELIEF_APPOINTMENTS)


def _stretch(visits: Sequence[Visit], before: tuple[float, datetime] | None) -> float:
    """From the promises since the last correction; those that came before it have already taught theirs."""
    stretch, since = before or (1.0, None)
    kept, days = [], set()
    for visit in visits:
        if visit.promised_by is None or visit.called_at is None or visit.calls != 1:
            continue
        if since is None or visit.issued_at > since:
            promised = (visit.promised_by - visit.issued_at).total_seconds()
            kept.append((promised, (visit.called_at - visit.issued_at).total_seconds()))
            days.add(visit.day)
    return stretched(kept, len(days), stretch)
