"""What does not go straight at Kim Bảng: each way a dossier may leave the main road, once or twice.

Not accepted, lacking papers, asked again by the head, unanswered, withdrawn, stopped, extended with an
apology, sent back, referred to other units. Every story starts so many working days ago, at the same hour.
"""

import random
from collections.abc import Callable
from datetime import datetime, time, timedelta

from motcua.domain.extension import Reason
from motcua.domain.workdays import ZONE, local
from motcua.dossiers import actions
from motcua.dossiers.actions.opinions import Question, record_due_silences
from motcua.dossiers.actions.supplements import Request
from motcua.dossiers.allowance import Allowance
from motcua.dossiers.defects import Lack
from motcua.dossiers.filing import Filing
from motcua.dossiers.models import Dossier
from motcua.places.models import Unit
from motcua.sandbox import tills
from motcua.sandbox.casework import Casework, always_asked
from motcua.sandbox.residents import resident
from motcua.sandbox.stage import Stage

TREES, MARRIAGE_STATUS = "1.002693", "1.004873"
"""Ten working days with the economic division; three with the office."""
FIRST_SERIAL = 9_100
"""Of the invented identity numbers; nobody else on the stage has them."""
HOUR = timedelta(hours=1)
UNSIGNED = Request((Lack("Ký tên vào tờ khai"), Lack("Nộp bản vẽ vị trí cây (minh họa)")), "Tờ khai chưa đủ.")
AGAIN = (Lack("Nộp bản vẽ có xác nhận của xóm (minh họa)"),)
NOT_OURS = "Cây nằm ngoài địa bàn tỉnh, thuộc nơi khác giải quyết (minh họa)."
CHANGED_MIND = "Gia đình không còn nhu cầu (minh họa)."
STOPPED = "Người nộp có hai hồ sơ cùng một việc (minh họa)."


class Setbacks:
    """The stories of one center on a stage; ``today`` is the day up to which they are played."""

    def __init__(self, stage: Stage, casework: Casework, *, until: datetime, since: datetime) -> None:
        self.stage, self.casework, self.until, self.since = stage, casework, until, since
        self.people, self.hours = casework.people, casework.hours
        self.chance = random.Random(1693)  # noqa: S311 - an invented day must be the same each time
        self.serial = FIRST_SERIAL

    def plan(self) -> None:
        """Every story at its day. A long holiday leaves out those for which there were too few days."""
        stories: tuple[tuple[int, Callable[[datetime], object]], ...] = (
            (1, self._submitted),
            (2, self._refused_at_once),
            (1, self._incomplete_at_once),
            (3, self._waits_for_papers),
            (7, self._completed),
            (6, self._asked_again),
            (16, self._unanswered),
            (16, self._closed_unanswered),
            (3, self._awaits_payment),
            (4, self._withdrawn),
            (5, self._stopped),
            (8, self._extended),
            (2, self._sent_back),
            (4, self._referred),
        )
        for days, story in stories:
            start = self._days_ago(days)
            if start > self.since:
                self.stage.at(start, story)

    def _days_ago(self, count: int) -> datetime:
        day = local(self.until).date()
        for _ in range(count):
            day = self.hours.previous_working_day(day)
        return self.hours.walk(datetime.combine(day, time(), ZONE), HOUR)

    def _later(self, now: datetime, hours: float, act: Callable[[datetime], object]) -> None:
        self.stage.at(self.hours.walk(now, timedelta(hours=hours)), act)

    # --- before anything is accepted ---

    def _filing(
        self, procedure: str, now: datetime, *, channel: str = "direct", complete: bool = True
    ) -> Filing:
        papers = always_asked(procedure, now)
        self.serial += 1
        return Filing(
            procedure=procedure,
            channel=channel,
            applicant=resident(self.chance, self.serial, self.casework.center.name_vi),
            papers=papers if complete else papers[:1],
        )

    def _submitted(self, now: datetime) -> None:
        filing = self._filing(TREES, now, channel="post")
        actions.submit(filing, center=self.casework.center, by=self.people["counter2"], now=now + 6 * HOUR)

    def _refused_at_once(self, now: datetime) -> None:
        filing = self._filing(TREES, now)
        center, by = self.casework.center, self.people["counter2"]
        actions.refuse_at_intake(filing, reason=NOT_OURS, center=center, by=by, now=now)

    def _incomplete_at_once(self, now: datetime) -> None:
        filing = self._filing(TREES, now, complete=False)
        center, by = self.casework.center, self.people["counter2"]
        actions.ask_at_intake(filing, request=UNSIGNED, center=center, by=by, now=now)

    # --- in the office ---

    def _in_appraisal(self, now: datetime, procedure: str = TREES) -> Dossier:
        filing, by = self._filing(procedure, now), self.people["counter2"]
        dossier = actions.receive(filing, center=self.casework.center, by=by, now=now)
        tills.settle(dossier, self.chance, by=by, now=now)
        for line in dossier.hand_overs.unanswered():
            actions.acknowledge(line, by=self.people["head"], now=now + HOUR / 2)
        actions.assign(dossier, to=self.people["office"], by=self.people["head"], now=now + HOUR / 2)
        return dossier

    def _asked_for_papers(self, now: datetime) -> Dossier:
        dossier = self._in_appraisal(now)
        self._later(now, 3, lambda then: self._request(dossier, UNSIGNED, then))
        return dossier

    def _request(self, dossier: Dossier, request: Request, now: datetime) -> None:
        actions.request_supplement(dossier, request=request, by=self.people["office"], now=now)

    def _brought(self, dossier: Dossier, now: datetime) -> None:
        actions.take_supplement(dossier, papers=(), by=self.people["counter2"], now=now)

    def _waits_for_papers(self, now: datetime) -> None:
        self._asked_for_papers(now)

    def _completed(self, now: datetime) -> Dossier:
        dossier = self._asked_for_papers(now)
        self._later(now, 14, lambda then: self._brought(dossier, then))
        return dossier

    def _asked_again(self, now: datetime) -> None:
        """A second time, in the head's name and with the reason: it counts as late."""
        dossier = self._completed(now)
        leave = Allowance(self.people["head"], "Bản vẽ nộp bổ sung không khớp thực địa (minh họa).")
        request = Request(AGAIN, "Bản vẽ không khớp.", leave)
        self._later(now, 18, lambda then: self._request(dossier, request, then))

    def _unanswered(self, now: datetime) -> None:
        """The waiting time passes; the program proposes to close it, and leaves it to somebody."""
        self._asked_for_papers(now)

    def _closed_unanswered(self, now: datetime) -> None:
        dossier = self._asked_for_papers(now + HOUR)
        self.stage.at(self._days_ago(0), lambda then: self._close(dossier, then))

    def _close(self, dossier: Dossier, now: datetime) -> None:
        waits = dossier.supplements.get()
        if waits.wait_ends_at < now:
            actions.close_unsupplemented(dossier, by=self.people["head"], now=now)

    def _awaits_payment(self, now: datetime) -> None:
        dossier, by = self._in_appraisal(now, tills.TAXED), self.people["office"]
        self._later(now, 3, lambda then: tills.pause(dossier, self.chance, by=by, now=then))

    def _withdrawn(self, now: datetime) -> None:
        dossier, by = self._in_appraisal(now), self.people["counter2"]
        self._later(now, 10, lambda then: actions.withdraw(dossier, reason=CHANGED_MIND, by=by, now=then))

    def _stopped(self, now: datetime) -> None:
        dossier, by, basis = self._in_appraisal(now), self.people["head"], "Nghị định 118/2025/NĐ-CP, Điều 21"
        self._later(now, 12, lambda then: actions.stop(dossier, reason=STOPPED, basis=basis, by=by, now=then))

    def _extended(self, now: datetime) -> None:
        dossier, by = self._in_appraisal(now), self.people["head"]
        code, reason = Reason.VERIFICATION.value, "Chờ kiểm tra thực địa sau mưa lũ (minh họa)."
        self._later(
            now, 50, lambda then: actions.extend(dossier, reason_code=code, reason=reason, by=by, now=then)
        )

    def _sent_back(self, now: datetime) -> None:
        dossier = self._in_appraisal(now, MARRIAGE_STATUS)
        appraiser, reviewer = self.people["office"], self.people["head"]
        why = "Dự thảo thiếu nơi cư trú trước đây (minh họa)."
        self._later(now, 2, lambda then: actions.complete_step(dossier, by=appraiser, now=then))
        self._later(now, 4, lambda then: actions.send_back(dossier, reason=why, by=reviewer, now=then))

    def _referred(self, now: datetime) -> None:
        """Two units are asked; one answers, the other is silent beyond its term."""
        dossier = self._in_appraisal(now)
        units = list(
            Unit.objects.filter(
                commune=self.casework.center.commune, kind__in=("office", "culture")
            ).order_by("identifier")
        )
        question = Question("Khu đất có nằm trong quy hoạch công trình công cộng không?", 2, "working_day")
        by = self.people["office"]
        self._later(
            now, 3, lambda then: actions.ask_opinions(dossier, question=question, of=units, by=by, now=then)
        )
        self._later(now, 9, lambda then: self._answer(dossier, then))
        self._later(now, 22, record_due_silences)

    def _answer(self, dossier: Dossier, now: datetime) -> None:
        first, *_ = dossier.opinions.open().order_by("pk")
        text = "Không nằm trong quy hoạch (minh họa)."
        actions.answer_opinion(first, answer="agree", text=text, by=self.people["head"], now=now)
