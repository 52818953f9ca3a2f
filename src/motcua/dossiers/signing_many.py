"""Many like decisions in one act: each in a transaction of its own, and a report that loses none.

A process that is killed on the way has signed those it came to, wholly; the others still wait.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.domain.refusal import Invalid, Refusal
from motcua.domain.words import Words
from motcua.dossiers import access
from motcua.dossiers.actions.signing import sign_opened
from motcua.dossiers.models import Dossier, Step
from motcua.dossiers.signing_queue import AT_ONCE, BASIS, Judge, kind_of, readable, to_sign
from motcua.people.models import Officer
from motcua.places.hours import business_date

log = logging.getLogger("motcua")


@dataclass(frozen=True, slots=True)
class Left:
    """A decision that was not signed, and why."""

    step: Step
    why: Words


@dataclass(frozen=True, slots=True)
class Summary:
    """What a choice would sign, and what it would leave, each with its reason; nothing is signed yet."""

    ready: tuple[Step, ...]
    left: tuple[Left, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What was signed and what was not; together all that was chosen."""

    signed: tuple[Step, ...]
    left: tuple[Left, ...]


def summary(chosen: Sequence[UUID], *, by: Officer, now: datetime) -> Summary:
    """What ``sign_several`` would do with these steps now; refuses a choice as that does."""
    steps = _chosen(chosen, by, now)
    keys = [step.pk for step in steps]
    theirs = {step.pk: step for step in readable(to_sign(by, business_date(now)).filter(pk__in=keys))}
    judge = Judge(theirs.values(), by=by, now=now)
    ready: list[Step] = []
    left: list[Left] = []
    for step in steps:
        if step.pk not in theirs:
            left.append(Left(step, access.done_words(step) if step.done_at else NOT_YOURS))
        elif obstacle := judge.obstacle(theirs[step.pk]):
            left.append(Left(step, obstacle.words))
        else:
            ready.append(theirs[step.pk])
    return Summary(tuple(ready), tuple(left))


def sign_several(chosen: Sequence[UUID], *, by: Officer, now: datetime) -> Report:
    """Sign these steps (by id, as the page showed them) as granted; refuses the whole of an unlike choice.

    Raises ``Invalid`` (``nothing_chosen``, ``too_many``, ``unlike``) before anything is signed, and
    ``NotFound`` where one is unknown to this officer.
    """
    steps = _chosen(chosen, by, now)
    signed: list[Step] = []
    left: list[Left] = []
    for step in steps:
        try:
            sign_opened(step.dossier, seen=step.turn, by=by, now=now)
        except Refusal as refusal:
            left.append(Left(step, refusal.words))
        except Exception:  # one that fails keeps neither those before nor those after from their signature
            log.exception("dossier %s could not be signed with others", step.dossier_id)
            left.append(Left(step, FAULT))
        else:
            signed.append(step)
    return Report(tuple(signed), tuple(left))


def _chosen(chosen: Sequence[UUID], by: Officer, now: datetime) -> list[Step]:
    wanted = set(chosen)
    if not wanted:
        raise _wrong(
            "nothing_chosen", "Chọn ít nhất một hồ sơ để ký.", "Choose at least one dossier to sign."
        )
    if len(wanted) > AT_ONCE:
        raise _wrong(
            "too_many",
            f"Mỗi lần ký nhiều nhất {AT_ONCE} hồ sơ.",
            f"At most {AT_ONCE} dossiers are signed at once.",
        )
    known = Dossier.objects.visible_to(by, business_date(now))
    found = Step.objects.filter(pk__in=wanted, act="sign", dossier__in=known)
    named = found.select_related("unit", "done_by", "dossier__revision__procedure")
    steps = list(named.order_by("due_at", "pk"))
    if len(steps) != len(wanted):
        raise access.not_found()
    if len({kind_of(step) for step in steps}) > 1:
        raise _wrong(
            "unlike",
            "Chỉ ký cùng lúc các hồ sơ giống nhau: cùng thủ tục, cùng phiên bản, cùng bước.",
            "Only like decisions are signed together: of one procedure, one revision of it, one step.",
        )
    return steps


def _wrong(code: str, vi: str, en: str) -> Invalid:
    return Invalid(code, Words(vi=vi, en=en), basis=BASIS, field="step")


NOT_YOURS = Words(
    vi="Hồ sơ này không đến lượt bạn ký.",
    en="It is not your turn to sign this dossier.",
)
FAULT = Words(
    vi="Hệ thống gặp lỗi với hồ sơ này nên chưa ký. Hãy thử lại hoặc mở hồ sơ để ký riêng.",
    en="The program failed on this dossier and did not sign it. Try again, or sign it on its own page.",
)
