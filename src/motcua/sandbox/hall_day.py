"""The invented day in the hall: numbers given, called, served; a few people who did not come."""

from datetime import datetime, timedelta

from motcua.base.actors import System
from motcua.catalogue.models import Field
from motcua.domain.queueing import Priority
from motcua.domain.workdays import local
from motcua.hall.actions import call_next, complete, issue, no_show, open_counter, start_serving
from motcua.hall.models import Break, Ticket
from motcua.places.models import Center, Counter
from motcua.sandbox.casework import Casework
from motcua.sandbox.stage import Stage

KIOSK = System("demo-kiosk")
FILES, MISSED, FIRST = 0.3, 0.06, 0.12
WEIGHTS = {
    "civil-status": 30,
    "certification": 28,
    "land": 14,
    "social": 10,
    "business": 7,
    "construction": 6,
}


class HallDay:
    """One center's hall from its first number until now."""

    def __init__(
        self, stage: Stage, casework: Casework, center: Center, *, numbers: int, counters: int
    ) -> None:
        self.stage = stage
        self.chance = stage.chance
        self.casework = casework
        self.center = center
        self.fields = list(Field.objects.order_by("position"))
        self.numbers = numbers
        # Counter 1 stays closed: it is the one a newcomer opens.
        self.counters = list(Counter.objects.filter(center=center, number__gt=1)[:counters])

    def begin(self, now: datetime) -> None:
        """Spread the day's numbers over the hours of today that have passed, five and a half at most."""
        midnight = local(now).replace(hour=0, minute=0, second=0, microsecond=0)
        opened = max(now - timedelta(hours=5, minutes=30), midnight + timedelta(seconds=1))
        span = now - opened
        for place, counter in enumerate(self.counters):
            self._man(counter, f"counter{place + 2}", opened, span)
        for place in range(self.numbers):
            share = (place + self.chance.random()) / self.numbers
            self.stage.at(opened + span * share**1.15, self._arrive)

    def _man(self, counter: Counter, login: str, opened: datetime, span: timedelta) -> None:
        by = self.casework.people[login]
        self.stage.at(opened, lambda now: open_counter(counter, by=by, now=now))
        self.stage.at(opened + span * 0.02, lambda now: self._serve(counter, login, now, span))

    def _arrive(self, now: datetime) -> None:
        weights = [WEIGHTS.get(field.code, 4) for field in self.fields]
        field = self.chance.choices(self.fields, weights)[0]
        priority = self.chance.choice(list(Priority)) if self.chance.random() < FIRST else ""
        issue(self.center, field=field, priority=priority, by=KIOSK, now=now)

    def _serve(self, counter: Counter, login: str, now: datetime, span: timedelta) -> None:
        """Call whoever is next; they come and are served, or don't come; then the next one."""
        by = self.casework.people[login]
        if Break.objects.filter(duty__counter=counter, ended_at__isnull=True).exists():
            return
        ticket = call_next(counter, by=by, now=now)
        pace = span / self.numbers * len(self.counters)

        def again(at: datetime) -> None:
            self._serve(counter, login, at, span)

        if ticket is None:
            self.stage.at(now + pace / 2, again)
        elif self.chance.random() < MISSED:
            self.stage.at(now + pace * 0.2, lambda at: no_show(ticket, by=by, now=at))
            self.stage.at(now + pace * 0.25, again)
        else:
            length = pace * self.chance.uniform(0.7, 1.55)
            self.stage.at(now + pace * 0.08, lambda at: start_serving(ticket, by=by, now=at))
            self.stage.at(now + length, lambda at: self._finish(ticket, login, at))
            self.stage.at(now + length * 1.02, again)

    def _finish(self, ticket: Ticket, login: str, now: datetime) -> None:
        if self.chance.random() < FILES:
            self.casework.receive(now, ticket=ticket, by=login)
        complete(ticket, by=self.casework.people[login], now=now)
