"""The invented day of helpers and head: papers checked before the call, a break, a message, ratings."""

from datetime import datetime, timedelta

from motcua.base.actors import Resident
from motcua.catalogue.models import Procedure
from motcua.catalogue.queries import in_force
from motcua.domain.refusal import Refusal
from motcua.domain.workdays import local
from motcua.feedback.actions import rate_visit
from motcua.hall import helping
from motcua.hall.actions.before_call import begin_help, end_help
from motcua.hall.actions.help import Paper, check_papers, come_back
from motcua.hall.actions.managing import begin_break_for
from motcua.hall.actions.notices import write_notice
from motcua.hall.models import PapersCheck, Ticket
from motcua.places.hours import business_date
from motcua.places.models import Counter
from motcua.sandbox.casework import Casework
from motcua.sandbox.stage import Stage

CHECKS, RATINGS = 16, 9
MISSING_HOME, MISSING_TODAY = 0.12, 0.2
SAID = ("Được hướng dẫn rõ ràng, không phải đi lại.", "Chờ hơi lâu nhưng gọi đúng thứ tự.", "")


class HelpDay:
    """What the helper and the head of one center do while the hall works; after ``HallDay`` has begun."""

    def __init__(self, stage: Stage, casework: Casework) -> None:
        self.stage = stage
        self.chance = stage.chance
        self.casework = casework
        self.center = casework.center

    def begin(self, now: datetime) -> None:
        midnight = local(now).replace(hour=0, minute=0, second=0, microsecond=0)
        opened = max(now - timedelta(hours=5, minutes=30), midnight + timedelta(seconds=1))
        span = now - opened
        for place in range(CHECKS):
            self.stage.at(opened + span * ((place + 1) / (CHECKS + 1)), self._check)
        self.stage.at(opened + span * 0.5, self._help)
        self.stage.at(now - span * 0.1, self._tell)
        self.stage.at(now - span * 0.02, self._rest)
        self.stage.at(now - span * 0.001, self._rate)

    def _check(self, now: datetime) -> None:
        """The papers of whoever has waited longest and was not asked yet."""
        waiting = [row for row in helping.waiting(self.center, now, 30) if row.checked_at is None]
        ticket = next((row for row in waiting if row.lane == Ticket.Lane.NEW), None)
        procedure = self._procedure(ticket) if ticket else None
        if ticket is None or procedure is None:
            return
        share = self.chance.random()
        outcome = "home" if share < MISSING_HOME else "today" if share < MISSING_TODAY else "complete"
        documents = in_force(procedure.code, business_date(now)).documents
        papers = {doc.code: Paper("have" if doc.is_always else "none") for doc in documents}
        needed = [doc.code for doc in documents if doc.is_always]
        if outcome != "complete":
            papers[needed[-1]] = Paper("missing")
        check = check_papers(
            ticket,
            procedure_code=procedure.code,
            papers=papers,
            outcome=outcome,
            by=self.casework.people["support"],
            now=now,
        )
        if outcome == "today":
            self.stage.at(now + timedelta(minutes=25), lambda at: self._come_back(check, at))

    def _procedure(self, ticket: Ticket) -> Procedure | None:
        """The most asked for of the field that asks everybody for a paper."""
        for procedure in self.casework.procedures:
            if procedure.field_id == ticket.field_id:
                documents = in_force(procedure.code, ticket.day).documents
                if any(doc.is_always for doc in documents):
                    return procedure
        return None

    def _come_back(self, check: PapersCheck, now: datetime) -> None:
        come_back(check.code, center=self.center, by=self.casework.people["support"], now=now)

    def _help(self, now: datetime) -> None:
        waiting = helping.waiting(self.center, now, 1)
        if waiting:
            by = self.casework.people["support"]
            session = begin_help(waiting[0], kind="declare", by=by, now=now)
            self.stage.at(
                now + timedelta(minutes=12), lambda at: end_help(session, outcome="done", by=by, now=at)
            )

    def _tell(self, now: datetime) -> None:
        write_notice(
            self.center,
            text_vi="Bàn hỗ trợ ở cửa vào xem giấy tờ trước khi đến lượt. Mời ông/bà ghé qua.",
            text_en="The help desk by the door looks at your papers before your turn.",
            ends_at=now + timedelta(days=2),
            by=self.casework.people["center"],
            now=now,
        )

    def _rest(self, now: datetime) -> None:
        """One counter takes a break as soon as its visit has ended."""
        counter = Counter.objects.select_related("center").get(center=self.center, number=3)
        until = now + timedelta(minutes=30)
        try:
            begin_break_for(counter, reason="rest", until=until, by=self.casework.people["center"], now=now)
        except Refusal:
            self.stage.at(now + timedelta(seconds=20), self._rest)

    def _rate(self, now: datetime) -> None:
        done = Ticket.objects.filter(center=self.center, state=Ticket.State.DONE, serving_at__isnull=False)
        for ticket in done.order_by("-day", "-number")[:RATINGS]:
            stars = self.chance.choice((5, 5, 5, 4, 4, 3, 2))
            rate_visit(ticket, stars=stars, words=self.chance.choice(SAID), by=Resident(), now=now)
