"""Four eyes: whoever worked on what a decision rests on does not decide it, nor review it.

What counts is who did a step (``done_by``), in whatever round and for whomever they stood in. Giving the
dossier to an officer is no work on it and bars nobody.
"""

from collections.abc import Iterable
from uuid import UUID

from motcua.domain.refusal import Forbidden
from motcua.domain.words import Words
from motcua.dossiers.guarding_four_eyes import BARRED_BY
from motcua.dossiers.models import Step
from motcua.people.models import Officer


def check(officer: Officer, step: Step, *, steps: Iterable[Step] | None = None) -> None:
    """Refuses who may not take this step because of what they did before.

    ``steps``: all of the dossier's, where they are read already; else one statement, for a review or a
    signature alone.
    """
    acts = BARRED_BY.get(step.act, ())
    if not acts:
        return
    if steps is None:
        barred = bool(barred_from([step], officer))
    else:
        barred = any(
            done.act in acts and done.outcome == Step.Outcome.DONE and done.done_by_id == officer.pk
            for done in steps
        )
    if barred:
        raise Forbidden("four_eyes", SAID[step.act])


def barred_from(steps: Iterable[Step], officer: Officer) -> set[UUID]:
    """Of these steps (by id) the ones that the officer may not take; one statement."""
    asked = [step for step in steps if step.act in BARRED_BY]
    if not asked:
        return set()
    done = Step.objects.filter(
        dossier__in=[step.dossier_id for step in asked], done_by=officer, outcome=Step.Outcome.DONE
    )
    worked = set(done.values_list("dossier", "act"))
    return {step.pk for step in asked if any((step.dossier_id, act) in worked for act in BARRED_BY[step.act])}


SAID = {
    "review": Words(
        vi="Bạn đã thẩm định hồ sơ này nên người khác phải xem xét.",
        en="You appraised this dossier, so somebody else has to review it.",
    ),
    "sign": Words(
        vi="Bạn đã thẩm định hoặc xem xét hồ sơ này nên người khác phải ký.",
        en="You appraised or reviewed this dossier, so somebody else has to sign it.",
    ),
}
