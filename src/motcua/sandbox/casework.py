"""The invented life of dossiers: received, worked on by the cast step by step, returned, rated."""

from collections.abc import Callable
from datetime import datetime, timedelta

from motcua.base.actors import Resident
from motcua.catalogue.models import Procedure
from motcua.catalogue.queries import in_force
from motcua.domain.working_hours import WorkingHours
from motcua.dossiers import actions
from motcua.dossiers.actions import receive
from motcua.dossiers.filing import Filing, Handed
from motcua.dossiers.models import Decision, Dossier, Step
from motcua.feedback.actions import rate
from motcua.hall.models import Ticket
from motcua.people.models import Officer
from motcua.places.hours import business_date, hours_of
from motcua.places.models import Center
from motcua.sandbox import results, tills
from motcua.sandbox.residents import resident
from motcua.sandbox.stage import Stage

MOST_ASKED = 24
"""The demo's dossiers are of the procedures people come for most."""
PAPER_FORGOTTEN = 6
"""Of so many dossiers one has papers whose arrival nobody acknowledged."""
SLOW, STUCK, REFUSED, COLLECTED, RATED, PAID = 0.05, 0.02, 0.03, 0.9, 0.6, 0.95


def always_asked(procedure: str, now: datetime) -> tuple[Handed, ...]:
    """What the procedure asks of everybody that day, handed in as it asks for it."""
    return tuple(
        Handed(doc.code, "shown" if doc.is_shown else "original" if doc.originals else "copy")
        for doc in in_force(procedure, business_date(now)).documents
        if doc.is_always
    )


class Casework:
    """Everything that happens to the dossiers of one center on a stage."""

    def __init__(self, stage: Stage, center: Center, suffix: str) -> None:
        self.stage = stage
        self.chance = stage.chance
        self.center = center
        self.hours: WorkingHours = hours_of(center)
        self.people = {
            officer.login.split(".")[0]: officer
            for officer in Officer.objects.filter(login__endswith=f".{suffix}")
        }
        # Every other letter of the day is civil status or certification; land and building take longest.
        self.procedures = list(
            Procedure.objects.filter(authoritative_system="motcua").order_by("rank", "code")[:MOST_ASKED]
        )
        self.serial = int(center.code) % 1000 * 1000

    def receive_at(self, when: datetime, *, ticket: Ticket | None = None, by: str = "counter2") -> None:
        self.stage.at(when, lambda now: self.receive(now, ticket=ticket, by=by))

    def receive(self, now: datetime, *, ticket: Ticket | None = None, by: str = "counter2") -> Dossier:
        """Somebody hands in what the procedure always asks for."""
        procedure = self._procedure(ticket)
        self.serial += 1
        filing = Filing(
            procedure=procedure.code,
            channel="direct",
            applicant=resident(self.chance, self.serial, self.center.name_vi),
            papers=always_asked(procedure.code, now),
            delivery=results.delivery_of(self.serial),
        )
        dossier = receive(filing, center=self.center, ticket=ticket, by=self.people[by], now=now)
        if self.chance.random() < PAID:
            tills.settle(dossier, self.chance, by=self.people[by], now=now)
        self._expect(dossier, now)
        return dossier

    def _procedure(self, ticket: Ticket | None) -> Procedure:
        fitting = [p for p in self.procedures if ticket is None or p.field_id == ticket.field_id]
        weights = [1 / (3 + place) for place in range(len(fitting))]
        return self.chance.choices(fitting, weights)[0] if fitting else self.procedures[0]

    def _expect(self, dossier: Dossier, now: datetime) -> None:
        """Plan when the open step will be done: mostly in its time, sometimes late, at times never."""
        step = dossier.steps.open().first()
        if step is None or self.chance.random() < STUCK:
            return
        acts: dict[str, Callable[[Dossier, Step, datetime], object]] = {
            "assign": self._assign,
            "appraise": self._complete,
            "review": self._complete,
            "sign": self._sign,
            "number": self._number,
            "return": self._return,
        }
        self.stage.at(self._when(step, now), lambda then: acts[step.act](dossier, step, then))

    def _when(self, step: Step, now: datetime) -> datetime:
        if step.act == "return":
            return self.hours.walk(now, timedelta(hours=self.chance.uniform(0.5, 20)))
        left = self.hours.working_time_between(now, step.due_at)
        share = (
            self.chance.uniform(1.1, 2.2) if self.chance.random() < SLOW else self.chance.betavariate(3, 3)
        )
        return self.hours.walk(now, max(left * share, timedelta(minutes=self.chance.randint(4, 15))))

    def _assign(self, dossier: Dossier, step: Step, now: datetime) -> None:
        if int(dossier.code[-4:]) % PAPER_FORGOTTEN:
            for line in dossier.hand_overs.unanswered():
                actions.acknowledge(line, by=self.people["head"], now=now)
        actions.assign(dossier, to=self.people["office"], by=self.people["head"], now=now)
        self._expect(dossier, now)

    def _complete(self, dossier: Dossier, step: Step, now: datetime) -> None:
        by = self.people["office" if step.act == "appraise" else "head"]
        if step.act == "appraise" and tills.pause(dossier, self.chance, by=by, now=now):
            self.stage.at(self._when(step, now), lambda then: self._resume(dossier, then))
            return
        note = "Hồ sơ đủ điều kiện, trình ký." if step.act == "review" else ""
        actions.complete_step(dossier, note=note, by=by, now=now)
        self._expect(dossier, now)

    def _resume(self, dossier: Dossier, now: datetime) -> None:
        tills.resume(dossier, self.chance, by=self.people["counter2"], now=now)
        self._expect(dossier, now)

    def _sign(self, dossier: Dossier, step: Step, now: datetime) -> None:
        refused = self.chance.random() < REFUSED
        kind = Decision.Kind.REFUSED if refused else Decision.Kind.GRANTED
        reason = "Không đủ điều kiện theo quy định (minh họa)." if refused else ""
        actions.decide(dossier, kind=kind, reason=reason, by=self.people["leader"], now=now)
        self._expect(dossier, now)

    def _number(self, dossier: Dossier, step: Step, now: datetime) -> None:
        actions.issue(dossier, symbol="KQ-UBND", by=self.people["clerk"], now=now)
        self._expect(dossier, now)

    def _return(self, dossier: Dossier, step: Step, now: datetime) -> None:
        if self.chance.random() > COLLECTED:
            return
        dossier.refresh_from_db()
        if not results.give_back(dossier, self.people, self.hours, self.stage, now):
            return
        if self.chance.random() < RATED:
            stars = self.chance.choices((5, 4, 3, 2, 1), (55, 30, 9, 4, 2))[0]
            self.stage.at(
                now + timedelta(hours=2),
                lambda then: rate(dossier, stars=stars, words="", by=Resident(), now=then),
            )
