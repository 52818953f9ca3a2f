"""The next step of a dossier: whose turn, on which authority, until when, with which result."""

from datetime import datetime
from decimal import Decimal

from motcua.base.actions import part_of_action
from motcua.catalogue.models import ProcedureStep
from motcua.catalogue.queries import Bundle, bundle
from motcua.domain import time_limits
from motcua.domain.refusal import Refusal
from motcua.domain.states import BASES, Move
from motcua.domain.words import Words
from motcua.domain.working_hours import WorkingHours
from motcua.dossiers.models import Dossier, Step
from motcua.people.authority import sole_authority
from motcua.people.competence import Picture
from motcua.people.models import Officer
from motcua.places.hours import hours_of
from motcua.places.models import Unit
from motcua.places.parts import parts_of


def next_step(
    dossier: Dossier, *, after: Step, now: datetime, act: str = "", officer: Officer | None = None
) -> Step:
    """The step after this one, or the next with the given act, as a row that is not saved yet."""
    parts = bundle(dossier.revision)
    row = next(row for row in parts.steps if row.position > after.position and act in ("", row.act))
    step = _as_step(dossier, parts, row, now)
    step.round, step.officer = after.round, officer
    return step


def step_again(
    dossier: Dossier, former: Step, *, after: Step, now: datetime, officer: Officer | None
) -> Step:
    """A step that is done once more, in a new round, after the one that led back; not saved yet."""
    parts = bundle(dossier.revision)
    row = next(row for row in parts.steps if row.position == former.position)
    step = _as_step(dossier, parts, row, now)
    step.round, step.officer = after.round + 1, officer
    return step


def _as_step(dossier: Dossier, parts: Bundle, row: ProcedureStep, now: datetime) -> Step:
    return draft(dossier, parts, row, units_of(dossier), hours_of(dossier.center), now)


def units_of(dossier: Dossier) -> dict[str, Unit]:
    """The parts of the commune that handles the dossier, by kind."""
    return parts_of(dossier.center.commune_id)


def draft(
    dossier: Dossier,
    parts: Bundle,
    row: ProcedureStep,
    units: dict[str, Unit],
    hours: WorkingHours,
    now: datetime,
) -> Step:
    """The step as a row, not saved. Refuses a process that names a unit the commune does not have."""
    units = units if row.unit_kind in units else parts_of(dossier.center.commune_id, needed=row.unit_kind)
    if row.unit_kind not in units:
        raise Refusal(
            "no_such_unit",
            Words(
                vi=f"Quy trình giao bước “{row.name_vi}” cho bộ phận mà xã chưa có.",
                en=f"The process gives the step “{row.name_vi}” to a unit the commune does not have.",
            ),
        )
    authority = authority_of(parts, row, units[row.unit_kind], now)
    return Step(
        dossier=dossier,
        position=row.position,
        act=row.act,
        unit=units[row.unit_kind],
        role=row.role,
        name_vi=row.name_vi,
        name_en=row.name_en,
        authority=authority.vi,
        authority_en=authority.en,
        expected_vi=row.result_vi,
        expected_en=row.result_en,
        opened_at=now,
        due_at=due_of(dossier, parts, row.position, hours),
    )


def due_of(dossier: Dossier, parts: Bundle, position: int, hours: WorkingHours) -> datetime:
    """When the step at this position is due: by its share of the term, counted as the ledger counts."""
    return due_between(dossier.counted_from, dossier.due_at, parts, position, hours)


def due_between(
    counted_from: datetime, due_at: datetime, parts: Bundle, position: int, hours: WorkingHours
) -> datetime:
    counted = [(step.position, step.hours) for step in parts.steps if step.is_counted]
    # What is not counted (the return) is due with the dossier, as the last counted step is.
    return time_limits.share(
        counted_from,
        due_at,
        sum((share for place, share in counted if place <= position), Decimal()),
        sum((share for _, share in counted), Decimal()),
        hours,
    )


@part_of_action
def redate(dossier: Dossier, hours: WorkingHours) -> None:
    """The dossier's dates moved: what is still to be done is due by the new ones."""
    parts = bundle(dossier.revision)
    for step in dossier.steps.open():
        due = due_of(dossier, parts, step.position, hours)
        Step.objects.filter(pk=step.pk).update(due_at=due)


ORDERED_BY = {
    "receive": Move.ACCEPT,
    "assign": Move.ASSIGN,
    "appraise": Move.PROCESS,
    "review": Move.PROCESS,
    "sign": Move.DECIDE,
    "number": Move.ISSUE,
    "return": Move.RETURN,
}
"""Which move of the law (``domain.states``) each act of a step is."""


def authority_of(
    parts: Bundle, row: ProcedureStep, unit: Unit, now: datetime, *, drawn: Picture | None = None
) -> Words:
    """On which text the step stands.

    To sign, the instrument of the one post that is competent; for the other acts the article that
    orders them, and the decision that announced the procedure. Texts of law keep their Vietnamese names.
    """
    if row.act == "sign":
        procedure = parts.procedure
        grant = sole_authority(
            unit, row.role, procedure=procedure.code, field=procedure.field_id, at=now, drawn=drawn
        )
        if grant is not None:
            return Words(vi=_sentence(grant.words.vi), en=_sentence(grant.words.en))
    article = BASES[ORDERED_BY[row.act]]
    decision = parts.revision.decision
    text = f"{article}; Quyết định {decision}" if decision else article
    return Words(vi=text, en=text)


def _sentence(phrase: str) -> str:
    return phrase[0].upper() + phrase[1:]
