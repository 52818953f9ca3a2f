"""Which counters a center needs: worked out by the work process from the last days' numbers, and kept.

It takes seconds of computing (``domain.counters_needed``), so a page never does it.
"""

from collections import Counter as Tally
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta

from motcua.base import timed
from motcua.base.actions import part_of_action, writing
from motcua.domain.counters_needed import AIM, Came, Needed, Outcome, Plan, Week, needed
from motcua.domain.queueing import Desk, Skill, serves
from motcua.domain.simulation import Habits
from motcua.domain.simulation_hall import Span
from motcua.domain.workdays import Session, local
from motcua.hall import service_times
from motcua.hall.models import CounterPlan, Duty, Ticket
from motcua.hall.rules import calling_rules, rules_of
from motcua.places.hours import business_date, hours_of
from motcua.places.models import Center

EVERY = timedelta(minutes=10)
FRESH = timedelta(hours=23)
DAYS = 6
"""The last so many days on which numbers were given: a week."""
LOOKED_BACK = timedelta(days=28)
FEWEST_DAYS, FEWEST_PEOPLE = 3, 30
HALF_HOUR = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Slot:
    """One half-hour: people a day who come in it, the counters to open (their numbers), the wait in minutes
    that nine in ten stay below, and whether the aim is out of reach with the counters there are."""

    begins: str  # 07:30
    people: float
    counters: list[int]
    most: float
    is_beyond: bool


@dataclass(frozen=True, slots=True)
class Holds:
    """What a number of counters comes to, in minutes of waiting; ``over``: percent who wait too long."""

    counters: float  # on average over the day
    most: float
    mean: float
    over: float


@dataclass(frozen=True, slots=True)
class Stored:
    """A plan as it is kept; ``fields``: by number of the counter the codes it serves, none for all; likewise
    ``skills`` and ``points``, where it has any."""

    aim: int
    people: int
    days: int
    slots: list[Slot]
    fields: dict[str, list[str]]
    planned: Holds
    one_more: Holds
    one_less: Holds
    all_day: list[Holds]
    skills: dict[str, list[str]] = field(default_factory=dict)
    points: dict[str, str] = field(default_factory=dict)


def register() -> None:
    timed.schedule("hall.counter_plans", EVERY, plan_next)


def plan_next(now: datetime) -> int:
    """Work out the plan that is oldest, one at a time so that the work process does other things too; how
    many were worked out (1 or 0)."""
    called = Ticket.objects.filter(day__gte=business_date(now) - LOOKED_BACK, called_at__isnull=False)
    fresh = CounterPlan.objects.filter(made_at__gt=now - FRESH).values("center")
    due = Center.objects.filter(pk__in=called.values("center")).exclude(pk__in=fresh)
    for center in due.order_by("pk"):
        if plan(center, now) is not None:
            return 1
    return 0


def plan(center: Center, now: datetime) -> Stored | None:
    """Work it out and keep it; None where there are too few days or people to say anything."""
    rows = _rows(center, now)
    days = sorted({row.day for row in rows})
    counters = _counters(center, now)
    sessions = hours_of(center).sessions_of(days[-1]) if days else ()
    if len(days) < FEWEST_DAYS or len(rows) < FEWEST_PEOPLE or not counters or not sessions:
        return None
    slots, desks = half_hours(sessions), list(counters.values())
    times, row = service_times.known(center)
    rules = rules_of(center)
    pace = service_times.pace_of(row, rules.misses)
    kinds = {(r.field_id, r.lane == Ticket.Lane.RESULT) for r in rows}

    def week(seed: int, plays: int) -> Week:
        return Week(
            [_came([r for r in rows if r.day == day], sessions[0], desks) for day in days],
            desks,
            slots,
            {kind: times.of(kind[0], service_times.RESULT if kind[1] else "") for kind in kinds},
            rules=calling_rules(rules),
            habits=Habits(pace.missed_seconds, pace.misses),
            seed=seed,
            plays=plays,
        )

    search = week(1, 2)
    made = _stored(
        needed(search, week(2, 5)), search, list(counters), counters, sessions, len(rows), len(days)
    )
    with writing():
        _keep(center, made, first_day=days[0], last_day=days[-1], made_at=now)
    return made


@part_of_action
def _keep(center: Center, made: Stored, **facts: date | datetime) -> None:
    """A derived figure: it can be worked out again from the tickets at any time."""
    CounterPlan.objects.update_or_create(center=center, defaults=facts | {"plan": asdict(made)})


def stored(center: Center) -> tuple[CounterPlan, Stored] | None:
    """The plan worked out last, and for which days; one statement."""
    row = CounterPlan.objects.filter(center=center).first()
    if row is None:
        return None
    facts = dict(row.plan)
    facts["slots"] = [Slot(**slot) for slot in facts["slots"]]
    facts["all_day"] = [Holds(**each) for each in facts["all_day"]]
    for name in ("planned", "one_more", "one_less"):
        facts[name] = Holds(**facts[name])
    return row, Stored(**facts)


def half_hours(sessions: Sequence[Session]) -> list[Span]:
    """In seconds from the opening; the last of a session may be shorter."""
    opening, spans = _seconds(sessions[0].opens.hour, sessions[0].opens.minute), []
    for session in sessions:
        begins = _seconds(session.opens.hour, session.opens.minute) - opening
        closes = _seconds(session.closes.hour, session.closes.minute) - opening
        while begins < closes:
            ends = min(begins + HALF_HOUR.total_seconds(), closes)
            spans.append((begins, ends))
            begins = ends
    return spans


def _seconds(hour: int, minute: int) -> float:
    return hour * 3600.0 + minute * 60


def _rows(center: Center, now: datetime) -> list[Ticket]:
    """The numbers of the last days, today left out: it is not over."""
    today = business_date(now)
    held = Ticket.objects.filter(
        center=center,
        day__gte=today - LOOKED_BACK,
        day__lt=today,
        state__in=[Ticket.State.DONE, Ticket.State.NO_SHOW],
    )
    days: list[date] = sorted(set(held.order_by().values_list("day", flat=True).distinct()))[-DAYS:]
    return list(held.filter(day__in=days).order_by("queued_at").only(*_READ))


_READ = ("day", "queued_at", "issued_at", "field_id", "lane", "priority", "state", "point_id", "needs")


def _came(rows: Sequence[Ticket], first: Session, desks: Sequence[Desk]) -> list[Came]:
    """As they came. Somebody whose needs no counter meets was called out of turn: the needs are left out."""
    came = []
    for row in rows:
        back = row.lane == Ticket.Lane.COME_BACK  # who was sent home keeps the arrival, but was not here
        at = local(max(row.queued_at, row.issued_at) if back else row.queued_at)
        since = _seconds(at.hour, at.minute) + at.second - _seconds(first.opens.hour, first.opens.minute)
        favoured = bool(row.priority) or back
        gone = row.state == Ticket.State.NO_SHOW
        collects = row.lane == Ticket.Lane.RESULT
        point, needs = str(row.point_id or ""), frozenset(map(Skill, row.needs))
        person = Came(since, row.field_id, favoured, gone, collects, point, needs)
        if not any(serves(desk, person.like) for desk in desks):
            person = Came(since, row.field_id, favoured, gone, collects, point)
        came.append(person)
    return came


def _counters(center: Center, now: datetime) -> dict[int, Desk]:
    """The counters opened lately, by number, each with the fields and skills it was opened with most often,
    at its receiving point."""
    duties = Duty.objects.filter(counter__center=center, opened_at__gte=now - LOOKED_BACK)
    opened: dict[int, Tally[tuple[frozenset[str], frozenset[str]]]] = {}
    points: dict[int, str] = {}
    for number, point, fields, skills in duties.values_list(
        "counter__number", "counter__point", "fields", "skills"
    ):
        opened.setdefault(number, Tally())[frozenset(fields), frozenset(skills)] += 1
        points[number] = str(point or "")
    desks = {}
    for number, tally in sorted(opened.items()):
        [((fields, skills), _)] = tally.most_common(1)
        desks[number] = Desk(fields, skills=frozenset(map(Skill, skills)), point=points[number])
    return desks


def _stored(
    found: Needed,
    week: Week,
    numbers: list[int],
    counters: dict[int, Desk],
    sessions: Sequence[Session],
    people: int,
    days: int,
) -> Stored:
    opening = _seconds(sessions[0].opens.hour, sessions[0].opens.minute)
    came = Tally(week.slot_of(each.at)[0] for day in week.days for each in day)
    slots = []
    for n, (begins, _) in enumerate(week.slots):
        minutes = int(begins + opening) // 60
        slots.append(
            Slot(
                f"{minutes // 60:02}:{minutes % 60:02}",
                round(came[n] / len(week.days), 1),
                [numbers[place] for place in sorted(found.plan[n])],
                round(found.outcome.by_slot[n] / 60, 1),
                n in found.not_held,
            )
        )
    return Stored(
        aim=int(AIM) // 60,
        people=people,
        days=days,
        slots=slots,
        fields={str(number): sorted(desk.fields) for number, desk in counters.items()},
        skills={
            str(number): sorted(map(str, desk.skills)) for number, desk in counters.items() if desk.skills
        },
        points={str(number): desk.point for number, desk in counters.items() if desk.point},
        planned=_holds(_average(found.plan), found.outcome),
        one_more=_holds(_average(found.one_more[0]), found.one_more[1]),
        one_less=_holds(_average(found.one_less[0]), found.one_less[1]),
        all_day=[_holds(n, outcome) for n, outcome in found.all_day.items()],
    )


def _average(plan: Plan) -> float:
    return sum(len(slot) for slot in plan) / len(plan)


def _holds(counters: float, outcome: Outcome) -> Holds:
    return Holds(
        round(counters, 1),
        round(outcome.most / 60, 1),
        round(outcome.mean / 60, 1),
        round(100 * outcome.over, 1),
    )
