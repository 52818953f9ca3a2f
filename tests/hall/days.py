"""A long random day in the hall of Kim Bảng: people of every sort, several counters, every move."""

import random
from datetime import time, timedelta

from motcua.base.actors import System
from motcua.catalogue.models import Field
from motcua.domain.queueing import Lane, Priority, Skill
from motcua.domain.refusal import Refusal
from motcua.hall import actions, moves
from motcua.hall.actions import managing
from motcua.hall.models import Duty, HallRules, Ticket
from motcua.hall.wishes import Wish
from motcua.people.models import Officer
from motcua.places.models import Counter, Point
from tests.cast import MONDAY_0900

FIELDS = ("civil-status", "land", "certification", "social")
KIOSK = System("kiosk")
AT_COUNTER = ("called", "serving")


class Day:
    """Acts at random, but only as a person could: what is refused is left. ``pressed``: acts that went."""

    def __init__(self, cast, seed, *, counters=3):
        self.chance = random.Random(seed)
        self.center = cast.kim_bang
        self.now = MONDAY_0900 - timedelta(minutes=75)  # 07:45, a quarter of an hour after opening
        self.fields = list(Field.objects.filter(code__in=FIELDS))
        places = list(Counter.objects.filter(center=self.center).select_related("center__commune"))
        self.counters = places[:counters]
        self.officers = list(
            Officer.objects.filter(login__regex=r"^counter[0-9]*\.kimbang$").order_by("login")
        )
        self.point = Point.objects.create(center=self.center, name_vi="Điểm Cửa Rào", name_en="Cua Rao")
        self.counters[-1].point = self.point
        self.counters[-1].save(update_fields=["point"])
        HallRules.objects.create(center=self.center)
        self.head = cast.center
        self.pressed = []

    def one(self, things):
        return self.chance.choice(list(things))

    def live(self, many, *, managed=0):
        """Act so often, with some seconds between two acts. ``managed``: how often the head of the center
        acts, for twelve presses at counters."""
        for counter, officer in zip(self.counters, self.officers, strict=False):
            self.attempt(self.opens, counter, officer)
        for _ in range(many):
            self.now += timedelta(seconds=self.chance.randint(1, 90))
            acts = [self.arrives] * 6 + [self.works] * 12 + [self.attends, self.arranges]
            self.attempt(self.one(acts + [self.manages] * managed))

    def attempt(self, act, *given):
        try:
            act(*given)
        except Refusal:
            return
        self.pressed.append(act.__name__)

    def arrives(self):
        soon = self.now + timedelta(minutes=self.chance.randint(-40, 40))
        source = self.one(["kiosk", "kiosk", "home"])
        actions.issue(
            self.center,
            field=self.one(self.fields),
            priority=self.one(["", "", "", *Priority]) if self.chance.random() < 0.4 else "",
            lane=self.one([Lane.NEW, Lane.NEW, Lane.RESULT, Lane.COME_BACK]),
            needs=self.one([[], [], [], [Skill.THAI], [Skill.SIGN, Skill.THAI]]),
            point=self.one([None, None, self.point]),
            source=source,
            holder=f"{len(self.pressed):064d}" if source == "home" else "",
            appointment_at=soon if self.chance.random() < 0.15 else None,
            errands=[Wish(self.one(self.fields), "1.001193")] if self.chance.random() < 0.2 else [],
            by=KIOSK,
            now=self.now,
        )

    def opens(self, counter, officer):
        chosen = self.chance.sample(FIELDS, self.chance.randint(1, 3)) + self.one([[], ["results"]])
        actions.open_counter(
            counter,
            fields=self.one([[], chosen]),
            skills=self.one([[], [Skill.THAI], [Skill.THAI, Skill.SIGN]]),
            by=officer,
            now=self.now,
        )

    def works(self):
        """Somebody at an open counter presses a button."""
        open_now = Duty.objects.filter(closed_at=None).select_related("counter__center__commune", "officer")
        duty = self.one(open_now) if open_now else None
        if duty is None:
            return
        duty.counter.center = self.center
        both = {"by": duty.officer, "now": self.now}
        here = Ticket.objects.filter(counter=duty.counter, state__in=AT_COUNTER).first()
        if self.chance.random() < 0.08:
            actions.undo(duty.counter, **both)
            self.pressed.append("undo")
        elif here is None:
            self._free(duty.counter, both)
        else:
            self._busy(here, both)

    def _free(self, counter, both):
        away = counter.duties.filter(closed_at=None, breaks__ended_at=None, breaks__isnull=False).exists()
        pick = self.chance.random()
        if away:
            actions.end_break(counter, **both)
        elif pick < 0.8:
            actions.call_next(counter, **both)
        elif pick < 0.88:
            waiting = Ticket.objects.filter(state__in=["waiting", "held", "no_show"]).order_by("pk")
            if waiting:
                reason = self.one(moves.CALL_REASONS)
                actions.call_ticket(self.one(waiting), counter=counter, reason=reason, **both)
        elif pick < 0.94:
            actions.serve_without_ticket(counter, field=self.one(self.fields), reason="brief", **both)
        elif pick < 0.97:
            actions.begin_break(counter, reason="rest", until=self.now + timedelta(minutes=9), **both)
        else:
            actions.close_counter(counter, **both)

    def _busy(self, ticket, both):
        if ticket.state == "called":
            act = self.one([*[actions.start_serving] * 5, actions.recall, *[actions.no_show] * 2])
            act(ticket, **both)
            return
        act = self.one(["complete"] * 6 + ["hold", "transfer", "go_on", "go_on", "void", "send"])
        if act == "transfer":
            place = self.one([None, self.point, self.center])
            actions.transfer(ticket, field=self.one(self.fields), point=place, **both)
        elif act == "send":
            actions.transfer(ticket, counter=self.one(self.counters), **both)
        elif act == "void":
            actions.void(ticket, reason="left", **both)
        else:
            getattr(actions, act)(ticket, **both)

    def attends(self):
        """The helpers bring people back, and see those arrive who took their number at home."""
        both = {"by": self.officers[0], "now": self.now}
        held = Ticket.objects.filter(state="held").order_by("pk").first()
        home = Ticket.objects.filter(present_at=None, state="waiting").order_by("pk").first()
        if held is not None and self.chance.random() < 0.5:
            actions.resume(held, **both)
        elif home is not None:
            actions.arrive(home, **both)

    def arranges(self):
        """A counter opens again or serves something else."""
        counter, officer = self.one(list(zip(self.counters, self.officers, strict=False)))
        self.opens(counter, officer)

    def manages(self):
        """The head of the center changes the rules, what counters serve and where they stand, mid-day."""
        counter, other = self.chance.sample(self.counters, 2)
        both = {"by": self.head, "now": self.now}
        act = self.one(["rules", "rules", "move_clerk", "change_counter", "close_for", "place", "break"])
        if act == "rules":
            actions.set_hall_rules(self.center, settings=self._rules(), **both)
        elif act == "move_clerk":
            if Duty.objects.filter(counter=other, closed_at=None).exists():
                managing.close_for(other, **both)
            managing.move_clerk(counter, to=other, **both)
        elif act == "change_counter":
            fields = self.chance.sample(FIELDS, 2)
            actions.change_counter(counter, fields=fields, skills=self.one([[], [Skill.THAI]]), **both)
        elif act == "close_for":
            managing.close_for(counter, **both)
        elif act == "place":
            managing.close_for(counter, **both)
            actions.place_counter(counter, point=self.one([None, self.point]), **both)
        else:
            managing.begin_break_for(counter, reason="rest", **both)
        self.pressed.append(act)

    def _rules(self):
        return actions.HallSettings(
            in_a_row=self.chance.randint(1, 4),
            head_start_minutes=self.one([0, 5, 15, 60, 240]),
            no_show_calls=self.chance.randint(1, 6),
            misses=self.chance.randint(1, 4),
            early_minutes=self.chance.randint(0, 40),
            late_minutes=self.chance.randint(0, 40),
            wait_limit_minutes=30,
            agent_numbers=5,
            fair_start="arrival",
            numbers_from_home=True,
            day_begins=time(),
        )
