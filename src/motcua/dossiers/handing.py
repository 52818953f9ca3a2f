"""How a step is opened and closed: the dossier goes from hand to hand, and each time leaves its line.

Form 06 (Annex I of Circular 03/2025/TT-VPCP) is made of these lines. Data is there at once; the paper
original follows the same working day, what came after 15:00 when the next one opens (Decree 61/2018 Art 18).
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import F

from motcua.base.actions import part_of_action
from motcua.domain.free_text import written
from motcua.domain.time_limits import label, transfer_deadline
from motcua.domain.working_hours import WorkingHours
from motcua.dossiers import access
from motcua.dossiers.filing import Handed
from motcua.dossiers.models import Dossier, HandOver, Paper, Step
from motcua.dossiers.moving import locked
from motcua.people.models import Officer, Post
from motcua.places.hours import business_date, hours_of

NOTE_LENGTH = 500
TRAVELLING = (Paper.Kind.ORIGINAL, Paper.Kind.COPY, Paper.Kind.CERTIFIED)


class Turn(NamedTuple):
    """The locked dossier, its open step, and the post under which somebody takes it."""

    dossier: Dossier
    step: Step
    day: date
    post: Post

    def stands_in_for(self, by: Officer) -> UUID | None:
        """The absent officer whose turn a substitute takes; None for one's own turn."""
        return self.post.officer_id if self.post.officer_id != by.pk else None


def turn_of(dossier: Dossier, acts: tuple[str, ...], seen: int | None, by: Officer, now: datetime) -> Turn:
    """The dossier's open step, if it is this officer's turn to do one of these acts.

    ``seen`` is the turn (``Step.turn``) that the officer's page showed, where there was a page.
    """
    dossier = locked(dossier)
    day = business_date(now)
    step = dossier.steps.open().select_related("unit", "officer").first()
    if step is None or step.act not in acts or seen not in (None, step.turn):
        raise access.another_step(dossier, step)
    return Turn(dossier, step, day, access.check_may_take_step(by, step, day))


@part_of_action
def finish(
    step: Step,
    *,
    by: Officer,
    now: datetime,
    note: str = "",
    outcome: str = Step.Outcome.DONE,
    done_for: UUID | None = None,
) -> None:
    """Close the open step. Who works on a dossier has received it, even where nobody pressed for that."""
    step.note = written(note, field="note", most=NOTE_LENGTH)
    step.done_at, step.done_by, step.done_for_id, step.outcome = now, by, done_for, outcome
    Step.objects.filter(pk=step.pk, done_at__isnull=True).update(
        done_at=now, done_by=by, done_for=done_for, outcome=outcome, note=step.note
    )
    if outcome != Step.Outcome.TAKEN_BACK:
        HandOver.objects.filter(step=step, received_at__isnull=True).update(
            received_by=by, received_at=now, label=F("measured")
        )


@part_of_action
def opened(step: Step, *, after: Step, by: Officer, now: datetime, kind: str = HandOver.Kind.ON) -> Step:
    """Save the step that opens, with the hand-over that brings the dossier there from the closed one."""
    step.save(force_insert=True)
    line_to(step, after=after, by=by, now=now, kind=kind).save(force_insert=True)
    return step


def line_to(
    step: Step,
    *,
    after: Step,
    by: Officer,
    now: datetime,
    kind: str = HandOver.Kind.ON,
    hours: WorkingHours | None = None,
    has_paper: bool | None = None,
) -> HandOver:
    """The hand-over that brings the dossier to the step, not saved. What is taken back needs no answer.

    ``hours`` and ``has_paper`` spare their questions to who knows them already.
    """
    own = kind == HandOver.Kind.TAKEN_BACK
    return HandOver(
        dossier=step.dossier,
        kind=kind,
        step=step,
        from_step=after,
        given_by=by,
        given_at=now,
        measured="" if own else label(now, after.due_at),
        from_unit_id=after.unit_id,
        to_unit_id=step.unit_id,
        to_role=step.role,
        to_officer_id=step.officer_id,
        received_by=by if own else None,
        received_at=now if own else None,
        paper_due=_paper_due(step, after, now, hours, has_paper),
    )


@part_of_action
def followed(dossier: Dossier, papers: Iterable[Handed], *, by: Officer, now: datetime) -> HandOver | None:
    """What came to complete a dossier follows it to where it lies: a line of its own, acknowledged as the
    first. None where the dossier never left the center.

    The paper follows the same working day, what came after 15:00 when the next one opens.
    """
    step, center = dossier.steps.open().first(), dossier.center
    if step is None or step.unit_id == center.unit_id:
        return None
    travels = any(paper.kind in TRAVELLING for paper in papers)
    return HandOver.objects.create(
        dossier=dossier,
        kind=HandOver.Kind.SUPPLEMENT,
        step=step,
        given_by=by,
        given_at=now,
        from_unit_id=center.unit_id,
        to_unit_id=step.unit_id,
        to_role=step.role,
        to_officer_id=step.officer_id,
        paper_due=transfer_deadline(now, hours_of(center)) if travels else None,
    )


def _paper_due(
    step: Step, after: Step, now: datetime, hours: WorkingHours | None, has_paper: bool | None
) -> datetime | None:
    """By when the original has to follow; only where there is one and it leaves the center."""
    center = step.dossier.center
    if after.unit_id != center.unit_id or step.unit_id == after.unit_id:
        return None
    if has_paper is None:
        has_paper = step.dossier.papers.filter(kind__in=TRAVELLING).exists()
    if not has_paper:
        return None
    return transfer_deadline(now, hours or hours_of(center))
