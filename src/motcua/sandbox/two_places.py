"""Sơn Lâm receives at two places: a second one that shares its numbers and clerks; and its mornings begin
with an order drawn by lot."""

from datetime import datetime, timedelta

from motcua.base.actors import System
from motcua.catalogue.models import Field
from motcua.domain.workdays import local
from motcua.hall.actions import (
    call_next,
    close_counter,
    complete,
    create_point,
    draw,
    issue,
    open_counter,
    place_counter,
    set_hall_rules,
    start_serving,
)
from motcua.hall.actions.rules import HallSettings
from motcua.hall.models import HallRules
from motcua.hall.rules import rules_of
from motcua.people.models import Officer
from motcua.places.actions_loading import equip
from motcua.places.models import Center, Counter, Point
from motcua.sandbox.casework import Casework
from motcua.sandbox.cast import SON_LAM
from motcua.sandbox.stage import Stage

KIOSK = System("demo-kiosk")
COUNTER = 3
NAME_VI, NAME_EN = "Điểm tiếp nhận bản Xuân (minh họa)", "Receiving point of Xuân village (invented)"
CROWD = ("civil-status", "certification", "civil-status", "land", "certification", "social")
"""Before the doors of one morning, one person every three minutes."""
SERVED = timedelta(minutes=9)
THERE = ("certification", "civil-status", "social", "civil-status")
"""Who comes to the second place today, one after the other; the first two are served."""


def found(now: datetime) -> None:
    """A third counter, at the second place; the crowd of the morning is drawn by lot."""
    center = Center.objects.select_related("commune").get(commune_id=SON_LAM)
    head = Officer.objects.get(login="center.sonlam")
    equip(
        center,
        counters=COUNTER,
        address=center.address,
        hotline=center.hotline,
        round_the_clock=center.round_the_clock,
        by=System("demo"),
        now=now,
    )
    point = create_point(
        center, name_vi=NAME_VI, name_en=NAME_EN, address="Nhà văn hóa bản Xuân", by=head, now=now
    )
    place_counter(Counter.objects.get(center=center, number=COUNTER), point=point, by=head, now=now)
    rules = rules_of(center)
    kept = {name: getattr(rules, name) for name in HallSettings.__dataclass_fields__}
    settings = HallSettings(**kept | {"fair_start": HallRules.FairStart.DRAW.value})
    set_hall_rules(center, settings=settings, by=head, now=now)


class TwoPlaces:
    """One drawn morning before today, and today at the second place."""

    def __init__(self, stage: Stage, casework: Casework) -> None:
        self.stage, self.casework, self.center = stage, casework, casework.center
        self.fields = {field.code: field for field in Field.objects.all()}
        self.counters = {row.number: row for row in Counter.objects.filter(center=self.center)}

    def plan(self, before: datetime) -> None:
        """The morning of the last working day before this midnight."""
        day = before - timedelta(days=1)
        while not self.casework.hours.is_working(day.date()):
            day -= timedelta(days=1)
        opens = self.casework.hours.opens(day.date())
        for place, code in enumerate(CROWD):
            self._come(opens - timedelta(minutes=25 - 3 * place), code)
        self.stage.at(opens, lambda now: draw(self.center, by=System("fair-start"), now=now))
        self._serve(2, "counter2", opens + timedelta(minutes=1), len(CROWD), closes=True)

    def begin(self, now: datetime) -> None:
        """Today: two are served at the second place, two wait there."""
        midnight = local(now).replace(hour=0, minute=0, second=0, microsecond=0)
        since = max(now - timedelta(hours=1), midnight + timedelta(seconds=2))
        step = (now - since) / 8
        point = self.center.points.first()
        for place, code in enumerate(THERE):
            self._come(since + step * place * 2, code, point)
        self._serve(COUNTER, "counter3", since + step, len(THERE) - 2, each=step * 2)

    def _come(self, at: datetime, code: str, point: Point | None = None) -> None:
        field = self.fields[code]
        self.stage.at(at, lambda now: issue(self.center, field=field, point=point, by=KIOSK, now=now))

    def _serve(
        self,
        number: int,
        login: str,
        begins: datetime,
        people: int,
        *,
        each: timedelta = SERVED,
        closes: bool = False,
    ) -> None:
        by, counter = self.casework.people[login], self.counters[number]

        def visit(now: datetime) -> None:
            ticket = call_next(counter, by=by, now=now)
            if ticket is not None:
                self.stage.at(now + each * 0.05, lambda at: start_serving(ticket, by=by, now=at))
                self.stage.at(now + each * 0.9, lambda at: complete(ticket, by=by, now=at))

        self.stage.at(begins, lambda now: open_counter(counter, by=by, now=now))
        for place in range(people):
            self.stage.at(begins + each * place, visit)
        if closes:
            self.stage.at(begins + each * people, lambda now: close_counter(counter, by=by, now=now))
