"""The last mornings in one hall: what forecasts learn from, and plans of counters are made of."""

from datetime import datetime, timedelta

from motcua.base.actors import System
from motcua.catalogue.models import Field
from motcua.domain.queueing import Priority
from motcua.hall import counter_plans, service_times
from motcua.hall.actions import (
    call_next,
    close_counter,
    complete,
    issue,
    no_show,
    open_counter,
    start_serving,
)
from motcua.hall.models import Ticket
from motcua.places.models import Counter
from motcua.sandbox.casework import Casework
from motcua.sandbox.stage import Act, Stage

KIOSK = System("demo-kiosk")
DAYS, NUMBERS = 3, 30
"""So many working days, so many numbers on each: enough for a plan of counters, and little to play."""
MORNING = timedelta(hours=3, minutes=15)
AT_THE_DOOR = 5
WEIGHTS = {"civil-status": 34, "certification": 30, "land": 14, "social": 12, "business": 10}
MINUTES = {"civil-status": 9, "certification": 6, "land": 16, "social": 12, "business": 13}
SERVED = {
    1: ("counter", ["certification", "civil-status"]),
    2: ("counter2", ["business", "civil-status", "land", "social"]),
    3: ("counter3", ["business", "certification", "land", "social"]),
}
"""By number of the counter: who keeps it open, for which fields."""
FAVOURED, MISSED = 0.12, 0.05


class HallPast:
    """A few mornings before today, from the first number to the last visit."""

    def __init__(self, stage: Stage, casework: Casework) -> None:
        self.stage, self.chance, self.casework = stage, stage.chance, casework
        self.center = casework.center
        self.fields = {field.code: field for field in Field.objects.all()}
        self.counters = {row.number: row for row in Counter.objects.filter(center=self.center)}

    def plan(self, before: datetime) -> None:
        """Put the mornings of the last working days before this midnight on the stage, and the learning."""
        hours, day, found = self.casework.hours, before, 0
        while found < DAYS:
            day -= timedelta(days=1)
            if hours.is_working(day.date()):
                found += 1
                self._morning(hours.opens(day.date()))
        self.stage.at(before, lambda now: service_times.learn(self.center, now))
        self.stage.at(before, lambda now: counter_plans.plan(self.center, now))

    def _morning(self, opens: datetime) -> None:
        for number in range(NUMBERS):
            early = timedelta(minutes=self.chance.uniform(-12, 0))
            later = MORNING * self.chance.random() ** 1.2
            self.stage.at(opens + (early if number < AT_THE_DOOR else later), self._arrive)
        for number, (login, fields) in SERVED.items():
            self._man(number, login, fields, opens)

    def _man(self, number: int, login: str, fields: list[str], opens: datetime) -> None:
        by, counter = self.casework.people[login], self.counters[number]
        self.stage.at(opens, lambda now: open_counter(counter, by=by, now=now, fields=fields))
        self.stage.at(opens, lambda now: self._serve(number, login, now, opens + MORNING))

    def _arrive(self, now: datetime) -> None:
        code = self.chance.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        priority = self.chance.choice(list(Priority)) if self.chance.random() < FAVOURED else ""
        issue(self.center, field=self.fields[code], priority=priority, by=KIOSK, now=now)

    def _serve(self, number: int, login: str, now: datetime, ends: datetime) -> None:
        """Call whoever is next until the morning is over and nobody waits."""
        by, counter = self.casework.people[login], self.counters[number]
        ticket = call_next(counter, by=by, now=now)

        def again(at: datetime) -> None:
            self._serve(number, login, at, ends)

        if ticket is None:
            if now < ends:
                self.stage.at(now + timedelta(minutes=3), again)
            else:
                close_counter(counter, by=by, now=now)
        elif self.chance.random() < MISSED:
            self.stage.at(now + timedelta(seconds=80), lambda at: no_show(ticket, by=by, now=at))
            self.stage.at(now + timedelta(seconds=90), again)
        else:
            self._visit(ticket, login, now, again)

    def _visit(self, ticket: Ticket, login: str, now: datetime, again: Act) -> None:
        by = self.casework.people[login]
        length = timedelta(minutes=MINUTES[ticket.field_id] * self.chance.lognormvariate(-0.08, 0.4))
        self.stage.at(now + timedelta(seconds=30), lambda at: start_serving(ticket, by=by, now=at))
        ends = now + max(length, timedelta(minutes=2))
        self.stage.at(ends, lambda at: complete(ticket, by=by, now=at))
        self.stage.at(ends + timedelta(seconds=20), again)
