"""Seven like decisions that wait for Kim Bảng's leader: five of them opened."""

import random
from datetime import datetime, timedelta

from motcua.dossiers import actions
from motcua.dossiers.draft import digest_of, drafts
from motcua.dossiers.filing import Filing
from motcua.dossiers.models import Dossier
from motcua.sandbox.casework import Casework, always_asked
from motcua.sandbox.residents import resident
from motcua.sandbox.stage import Stage

PROCEDURE = "1.004873"
"""The certificate of marital status: three working days, so that none is late."""
HOW_MANY, OPENED = 7, 5
FIRST_SERIAL = 9_000
"""Of the invented identity numbers; nobody else on the stage has them."""


def wait_for_the_leader(stage: Stage, casework: Casework, *, until: datetime) -> None:
    """Received in the last working hours before then, and worked on up to the signature."""
    last = casework.hours.walk(until - timedelta(days=3), timedelta())
    chance = random.Random(4873)  # noqa: S311 - an invented day must be the same each time
    for place in range(HOW_MANY):
        _one(stage, casework, chance, place, casework.hours.walk(last, timedelta(minutes=20 * place)))


def _one(stage: Stage, casework: Casework, chance: random.Random, place: int, when: datetime) -> None:
    made: list[Dossier] = []
    people = casework.people

    def receive(now: datetime) -> None:
        filing = Filing(
            procedure=PROCEDURE,
            channel="direct",
            applicant=resident(chance, FIRST_SERIAL + place, casework.center.name_vi),
            papers=always_asked(PROCEDURE, now),
        )
        made.append(actions.receive(filing, center=casework.center, by=people["counter2"], now=now))

    def assign(now: datetime) -> None:
        actions.assign(made[0], to=people["office"], by=people["head"], now=now)

    def appraise(now: datetime) -> None:
        actions.complete_step(made[0], note="Đủ điều kiện.", by=people["office"], now=now)

    def review(now: datetime) -> None:
        actions.complete_step(made[0], by=people["head"], now=now)

    def read(now: datetime) -> None:
        _read(made[0], casework, now)

    acts = [receive, assign, appraise, review]
    if place < OPENED:
        acts.append(read)
    for order, act in enumerate(acts):
        stage.at(when + timedelta(minutes=5 * order), act)


def _read(dossier: Dossier, casework: Casework, now: datetime) -> None:
    """The leader opens it, as its page would note."""
    shown = drafts(Dossier.objects.filter(pk=dossier.pk)).get()
    step = next(step for step in shown.steps.all() if step.done_at is None)
    leader = casework.people["leader"]
    actions.open_draft(dossier, digest=digest_of(shown), seen=step.turn, by=leader, now=now)
