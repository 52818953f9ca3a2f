"""A dossier as the API shows it: made from rows already read, without a further statement."""

from datetime import datetime
from typing import Any

from motcua.api import dossier_schemas as out
from motcua.api.shapes import Named, Reason
from motcua.domain.clock import Deadline
from motcua.domain.states import RUNNING_STATES, State
from motcua.dossiers.aftermath import after
from motcua.dossiers.models import Applicant, Dossier, Step
from motcua.dossiers.timing import appointment
from motcua.places.hours import business_date
from motcua.places.models import Unit


def received(dossier: Dossier, given: Deadline) -> out.Received:
    return out.Received(
        code=dossier.code,
        due_at=dossier.due_at,
        why=_why(given),
        receipt=receipt_link(dossier),
        follow=follow_link(dossier),
    )


def receipt_link(dossier: Dossier) -> str:
    return f"/api/v1/dossiers/{dossier.code}/receipt"


def follow_link(dossier: Dossier) -> str:
    return f"/d/{dossier.token}"


def line(dossier: Dossier, now: datetime) -> out.DossierLine:
    """One row of a list; its open step was prefetched."""
    return row(dossier, next(iter(dossier.steps.all()), None), now)


def row(dossier: Dossier, step: Step | None, now: datetime) -> out.DossierLine:
    """One row of a list, and the step it lies at if that is open."""
    turn = step if step is not None and step.done_at is None else None
    return out.DossierLine(
        code=dossier.code,
        center=dossier.center.code,
        unit=dossier.competent_unit.identifier,
        procedure=_procedure(dossier),
        channel=dossier.channel,
        state=_state(dossier),
        received_at=dossier.received_at,
        due_at=dossier.due_at,
        is_overdue=_is_overdue(dossier, now),
        step=out.Turn(**_turn(turn)) if turn else None,
    )


def whole(dossier: Dossier, now: datetime, *, personal: bool) -> out.DossierOut:
    """The dossier with its steps and outcome; whose it is only where ``personal``."""
    return out.DossierOut(
        code=dossier.code,
        center=dossier.center.code,
        unit=dossier.competent_unit.identifier,
        procedure=_procedure(dossier),
        channel=dossier.channel,
        state=_state(dossier),
        term_value=dossier.term_value,
        term_unit=dossier.term_unit,
        received_at=dossier.received_at,
        received_by=dossier.received_by.name_vi,
        due_at=dossier.due_at,
        due_original=dossier.due_original,
        is_overdue=_is_overdue(dossier, now),
        why=_why(appointment(dossier)),
        processed_at=dossier.processed_at,
        returned_at=dossier.returned_at,
        return_way=dossier.return_way,
        fee=dossier.fee,
        fee_kind=dossier.fee_note,
        documents=_documents(dossier),
        steps=[_step(step) for step in dossier.steps.all()],
        decision=_decision(dossier),
        result=_result(dossier, now),
        handover=_handover(dossier),
        personal=_personal(dossier) if personal else None,
    )


def _procedure(dossier: Dossier) -> Named:
    procedure = dossier.revision.procedure
    return Named(code=procedure.code, name_vi=procedure.name_vi, name_en=procedure.name_en)


def _state(dossier: Dossier) -> str:
    return State(dossier.state).name.lower()


def _is_overdue(dossier: Dossier, now: datetime) -> bool:
    return dossier.state in RUNNING_STATES and dossier.due_at < now


def _why(given: Deadline | None) -> list[Reason]:
    if given is None:
        return []
    return [Reason(at=line.at, text_vi=line.words.vi, text_en=line.words.en) for line in given.why]


def _unit(unit: Unit) -> Named:
    return Named(code=unit.identifier, name_vi=unit.name_vi, name_en=unit.name_en)


def _turn(step: Step) -> dict[str, Any]:
    return {
        "position": step.position,
        "turn": step.turn,
        "act": step.act,
        "name_vi": step.name_vi,
        "name_en": step.name_en,
        "unit": _unit(step.unit),
        "role": step.role,
        "officer": step.officer.name_vi if step.officer else None,
        "due_at": step.due_at,
    }


def _step(step: Step) -> out.StepOut:
    return out.StepOut(
        **_turn(step),
        authority_vi=step.authority,
        authority_en=step.authority_en,
        result_vi=step.expected_vi,
        result_en=step.expected_en,
        opened_at=step.opened_at,
        done_at=step.done_at,
        done_by=step.done_by.name_vi if step.done_by else None,
    )


def _documents(dossier: Dossier) -> list[out.DocumentOut]:
    return [
        out.DocumentOut(
            code=paper.document.code,
            name_vi=paper.document.name_vi,
            name_en=paper.document.name_en,
            kind=paper.kind,
            count=paper.count,
        )
        for paper in dossier.papers.all()
    ]


def _decision(dossier: Dossier) -> out.DecisionOut | None:
    decision = getattr(dossier, "decision", None)
    if decision is None:
        return None
    return out.DecisionOut(
        kind=decision.kind,
        signed_by=decision.signed_by.name_vi,
        signed_at=decision.signed_at,
        grant=decision.grant.document_number,
    )


def _result(dossier: Dossier, now: datetime) -> out.ResultOut | None:
    result = getattr(dossier, "result", None)
    if result is None:
        return None
    standing = after(result, business_date(now)).standing
    return out.ResultOut(
        number=result.text,
        issued_at=result.issued_at,
        valid_until=result.valid_until,
        standing=standing.value,
    )


def _handover(dossier: Dossier) -> out.ReturnOut | None:
    given = getattr(dossier, "handover", None)
    return (
        out.ReturnOut(
            at=given.at,
            way=given.way,
            proof=given.proof,
            is_agent=given.is_agent,
            although_due=bool(given.due_reason),
        )
        if given
        else None
    )


def _personal(dossier: Dossier) -> out.PersonalOut:
    person: Applicant = dossier.applicant
    shown = {name: getattr(person, name) for name in out.ApplicantOut.model_fields}
    return out.PersonalOut(
        applicant=out.ApplicantOut(**shown),
        answers=dossier.answers,
        receipt=receipt_link(dossier),
        follow=follow_link(dossier),
    )
