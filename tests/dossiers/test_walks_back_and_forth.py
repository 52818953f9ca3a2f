"""Whatever officers do, forward or back: one open step while in process, no line missing."""

import random
from datetime import datetime, timedelta

import pytest

from motcua.base.journal import verify
from motcua.domain.refusal import Refusal
from motcua.domain.states import State
from motcua.dossiers import actions
from motcua.dossiers.models import Decision, Dossier, HandOver, Step
from motcua.people.models import Post, Role
from tests.cast import MONDAY_0900, received

pytestmark = pytest.mark.django_db
UNDER_WAY = (State.ACCEPTED, State.IN_PROCESS)
NAMES = ("office", "support", "head", "leader", "clerk", "center", "counter")


def second_specialist(cast) -> None:
    """Somebody to whom work can be given: the support officer is appointed to the office too."""
    post = cast.office.posts.get(unit__kind="office")
    Post.objects.create(
        officer=cast.support,
        unit=post.unit,
        role=Role.SPECIALIST,
        title_vi="Chuyên viên",
        title_en="Specialist",
        valid_from=post.valid_from,
    )


class Walker:
    """Presses anything at random as anybody, and counts what was done."""

    def __init__(self, cast, chance: random.Random) -> None:
        self.chance = chance
        self.people = {name: getattr(cast, name) for name in NAMES}
        self.dossier: Dossier = received(cast)
        self.now: datetime = MONDAY_0900
        self.done: list[str] = []

    def press(self) -> None:
        self.now += timedelta(minutes=self.chance.choice((0, 1, 4, 11)))
        name = self.chance.choice(("on", "on", "on", "back", "undo", "undo", "reassign", "acknowledge"))
        by = self.people[self.chance.choice(NAMES)] if self.chance.random() < 0.3 else self.whose()
        try:
            getattr(self, name)(by)
        except Refusal:
            return
        self.done.append(name)

    def whose(self):
        """Who can do the open step, or did the last one."""
        step = self.dossier.steps.open().first()
        if step is None:
            return self.people["clerk"]
        if step.officer:
            return step.officer
        return self.people[{"specialist": "office", "head_of_unit": "head"}.get(step.role, step.role)]

    def on(self, by) -> None:
        step = self.dossier.steps.open().get()
        common = {"seen": step.turn, "by": by, "now": self.now}
        if step.act == "assign":
            to = self.people[self.chance.choice(("office", "support"))]
            actions.assign(self.dossier, to=to, **common)
        elif step.act == "sign":
            actions.decide(self.dossier, kind="granted", **common)
        elif step.act == "number":
            if self.chance.random() < 0.3:
                actions.issue(self.dossier, symbol="GKS", **common)
        else:
            actions.complete_step(self.dossier, **common)

    def back(self, by) -> None:
        actions.send_back(self.dossier, reason="Soát lại dự thảo.", by=by, now=self.now)

    def undo(self, by) -> None:
        last = self.dossier.steps.filter(done_at__isnull=False).last()
        actions.take_back(self.dossier, by=last.done_by, now=self.now)

    def reassign(self, by) -> None:
        to = self.people[self.chance.choice(NAMES)]
        actions.reassign(self.dossier, to=to, by=self.people["head"], now=self.now)

    def acknowledge(self, by) -> None:
        line = self.dossier.hand_overs.unanswered().first()
        if line is not None:
            actions.acknowledge(line, by=by, now=self.now)


def check_consistent(dossier: Dossier) -> None:
    """What must hold after every press."""
    dossier.refresh_from_db()
    steps = list(dossier.steps.all())
    open_steps = [step for step in steps if step.done_at is None]
    assert len(open_steps) == 1
    assert steps[-1] == open_steps[0]  # the order of rounds is the order of time
    moves = list(dossier.movements.order_by("position"))
    assert [row.position for row in moves] == list(range(1, len(moves) + 1))
    assert all(after.before == before.after for before, after in zip(moves, moves[1:], strict=False))
    assert moves[-1].after == dossier.state
    check_lines(dossier, steps)
    has_decision = Decision.objects.filter(dossier=dossier).exists()
    assert has_decision == (open_steps[0].act in ("number", "return"))


def check_lines(dossier: Dossier, steps: list[Step]) -> None:
    """Form 06: each step but the first was brought by exactly one line, which begins where the last ended."""
    lines = list(dossier.hand_overs.order_by("step__round", "step__position", "given_at", "id"))
    brought = [line for line in lines if line.kind != HandOver.Kind.REASSIGNED]
    assert [line.step_id for line in brought] == [step.pk for step in steps[1:]]
    assert [line.from_step_id for line in brought] == [step.pk for step in steps[:-1]]
    assert all(a.to_unit_id == b.from_unit_id for a, b in zip(lines, lines[1:], strict=False))
    for line in lines:
        closed = line.step.done_at is not None and line.step.outcome != Step.Outcome.TAKEN_BACK
        assert line.received_at is not None or not closed  # who worked on it has received it
        assert bool(line.label) == bool(line.received_at and line.measured)


@pytest.mark.parametrize("seed", range(12))
def test_any_sequence_leaves_one_open_step_and_a_whole_trace(cast, seed):
    second_specialist(cast)
    walker = Walker(cast, random.Random(seed))  # noqa: S311 - a walk to repeat, no secret
    for _ in range(40):
        walker.press()
        check_consistent(walker.dossier)
    assert walker.done
    assert verify().broken == ""


def test_the_walks_go_everywhere(cast):
    second_specialist(cast)
    seen: set[str] = set()
    for seed in range(8):
        walker = Walker(cast, random.Random(seed))  # noqa: S311
        for _ in range(40):
            walker.press()
        seen |= set(walker.done)
        seen |= set(walker.dossier.steps.values_list("outcome", flat=True))
    assert {"on", "back", "undo", "reassign", "acknowledge", "sent_back", "taken_back"} <= seen
