"""The straight way after reception: assign, appraise, decide, issue, hand over."""

from datetime import date, datetime

from motcua.base.actions import action
from motcua.base.counting import next_number
from motcua.base.journal import record
from motcua.domain.delivery import Way
from motcua.domain.free_text import written
from motcua.domain.refusal import Invalid
from motcua.domain.states import Move
from motcua.domain.symbols import checked_symbol
from motcua.domain.words import Words
from motcua.dossiers import access, aftermath, originals, returning
from motcua.dossiers.actions.forms import issue_form
from motcua.dossiers.actions.sealing import want_notice
from motcua.dossiers.asking import set_aside
from motcua.dossiers.delivering import check_is_here, way_now
from motcua.dossiers.handing import finish, opened, turn_of
from motcua.dossiers.handover import Collection, checked
from motcua.dossiers.issuing import RefusalSlip
from motcua.dossiers.models import Decision, Dossier, Result, ResultSeries, Return, Step
from motcua.dossiers.moving import locked, move
from motcua.dossiers.owing import AlthoughDue, answered
from motcua.dossiers.result_document import put_document
from motcua.dossiers.stepping import next_step
from motcua.dossiers.telling import answer_text, available_text, ready_text, tell_applicant
from motcua.people.authority import competent_grant
from motcua.people.models import Officer, Role
from motcua.places.hours import business_date

REASON_LENGTH = 1000


# Each act takes ``seen``: the turn (``Step.turn``) that the officer's page showed, where there was a page.
# If the dossier has moved on since, the answer says who was first and when.


@action
def assign(
    dossier: Dossier, *, to: Officer, note: str = "", seen: int | None = None, by: Officer, now: datetime
) -> Step:
    """The head of the unit gives the dossier to one officer (Decree 61/2018 Art 19(1))."""
    turn = turn_of(dossier, ("assign",), seen, by, now)
    dossier, step, day, _ = turn
    if not to.is_active or to.post_as(Role.SPECIALIST, day, unit=step.unit) is None:
        raise Invalid(
            "not_of_this_unit",
            Words(
                vi=f"{to.name_vi} không phải chuyên viên của {step.unit.name_vi}.",
                en=f"{to.name_vi} is not a specialist of {step.unit.name_in('en')}.",
            ),
            field="officer",
        )
    finish(step, note=note, by=by, now=now, done_for=turn.stands_in_for(by))
    following = opened(next_step(dossier, after=step, officer=to, now=now), after=step, by=by, now=now)
    move(dossier, Move.ASSIGN, by=by, now=now)
    record("dossier.assigned", dossier, by=by, at=now, step=step.position, officer=str(to.pk))
    return following


@action
def complete_step(
    dossier: Dossier, *, note: str = "", seen: int | None = None, by: Officer, now: datetime
) -> Step:
    """Appraisal or review is done; the next step opens. Deciding, numbering, returning have their own."""
    turn = turn_of(dossier, ("appraise", "review"), seen, by, now)
    dossier, step, *_ = turn
    finish(step, note=note, by=by, now=now, done_for=turn.stands_in_for(by))
    following = opened(next_step(dossier, after=step, now=now), after=step, by=by, now=now)
    move(dossier, Move.PROCESS, by=by, now=now)
    record("dossier.step_completed", dossier, by=by, at=now, step=step.position, act=step.act)
    return following


@action
def decide(
    dossier: Dossier,
    *,
    kind: str,
    reason: str = "",
    without_opinions: str = "",
    seen: int | None = None,
    by: Officer,
    now: datetime,
) -> Decision:
    """The competent person signs or refuses, under a grant that is valid at this instant.

    A refusal gives its reason (Form 03), is a result like any other, and ends the processing time.
    ``without_opinions``: why the signer does not wait for the units that were asked and are still silent.
    """
    turn = turn_of(dossier, ("sign",), seen, by, now)
    dossier, step, *_ = turn
    reason = _checked_decision(kind, reason)
    procedure = dossier.revision.procedure
    grant = competent_grant(by, procedure=procedure.code, field=procedure.field_id, at=now)
    set_aside(dossier, reason=without_opinions, by=by, now=now)
    finish(step, by=by, now=now, done_for=turn.stands_in_for(by))
    decision = Decision.objects.create(
        dossier=dossier, kind=kind, grant=grant, signed_by=by, signed_at=now, reason=reason
    )
    if kind == Decision.Kind.REFUSED:
        slip = RefusalSlip(reasons=(reason,), after_appraisal=True)
        issue_form(dossier, about=slip, by=by, now=now)
        want_notice(dossier, by=by, now=now)
        move(dossier, Move.REFUSE, by=by, now=now, processed_at=now)
        opened(next_step(dossier, after=step, act="return", now=now), after=step, by=by, now=now)
        if way_now(dossier, None) is not Way.POST:
            tell_applicant(dossier, answer_text(dossier), by=by, now=now)
    else:
        move(dossier, Move.DECIDE, by=by, now=now)
        opened(next_step(dossier, after=step, now=now), after=step, by=by, now=now)
    record("dossier.decided", dossier, by=by, at=now, decision=kind, grant=str(grant.pk))
    return decision


@action
def issue(
    dossier: Dossier,
    *,
    symbol: str,
    on_paper: bool = False,
    valid_until: date | None = None,
    seen: int | None = None,
    by: Officer,
    now: datetime,
) -> Result:
    """The clerk numbers the signed result and issues it: from here on the dossier is processed.

    Its document is signed and sealed digitally where the organisation has a key, unless ``on_paper``.
    ``valid_until``: the last day that the decision itself sets; else as the kind of result says.
    """
    turn = turn_of(dossier, ("number",), seen, by, now)
    dossier, step, day, _ = turn
    symbol = checked_symbol(symbol)
    finish(step, by=by, now=now, done_for=turn.stands_in_for(by))
    unit = dossier.competent_unit
    result = Result(
        dossier=dossier,
        unit=unit,
        year=day.year,
        number=next_number(ResultSeries, unit=unit, year=day.year),
        symbol=symbol,
        issued_at=now,
        issued_by=by,
    )
    aftermath.set_validity(result, valid_until, day)
    put_document(result, on_paper=on_paper, now=now)
    result.save(force_insert=True)
    move(dossier, Move.ISSUE, by=by, now=now, processed_at=now)
    opened(next_step(dossier, after=step, now=now), after=step, by=by, now=now)
    way = way_now(dossier, result)
    if way is not Way.POST:  # of a letter the carrier's number tells, when it is posted
        text = available_text(dossier) if way is Way.ELECTRONIC else ready_text(dossier)
        tell_applicant(dossier, text, by=by, now=now)
    record(
        "dossier.issued",
        dossier,
        by=by,
        at=now,
        number=result.number,
        year=result.year,
        file=result.file.sha256 if result.file else None,
        signed=result.is_signed,
    )
    return result


@action
def hand_over(
    dossier: Dossier,
    *,
    collection: Collection,
    settling: originals.Settling | None = None,
    although: AlthoughDue | None = None,
    by: Officer,
    now: datetime,
) -> Return:
    """The result goes to the applicant or their agent, who prove who they are (Decree 61/2018 Art 20).

    At the center of reception only (invariant 11), whatever way was registered, unless the carrier has it.
    ``settling``: the originals given back or kept for good; what is not named stays open. Where money is
    due, the officer says ``although`` and why: the reason stays with the row, the event carries a flag.
    """
    dossier = locked(dossier)
    day = business_date(now)
    access.check_may_receive(by, dossier.center, day)
    returning.check_not_returned(dossier)
    check_is_here(dossier)
    collection = checked(collection, dossier.applicant)
    due, reason = answered(dossier, although or AlthoughDue(), day)
    handover = Return(
        dossier=dossier, at=now, by=by, amount_due=due, due_reason=reason, **collection.as_row()
    )
    returning.returned(handover, answers=by, by=by, now=now)
    settled = originals.settle(dossier, settling or {}, receiver=collection.receiver_name, by=by, now=now)
    record(
        "dossier.returned",
        dossier,
        by=by,
        at=now,
        proof=collection.proof,
        originals=len(settled),
        although_due=bool(reason),
    )
    return handover


def _checked_decision(kind: str, reason: str) -> str:
    """The reason, tidied: a refusal has one, a signature needs none."""
    if kind not in Decision.Kind.values:
        raise Invalid(
            "kind_wrong", Words(vi="Chọn ký hay từ chối.", en="Choose to sign or to refuse."), field="kind"
        )
    if kind == Decision.Kind.GRANTED:
        return ""
    reason = written(reason, field="reason", most=REASON_LENGTH)
    if not reason:
        raise Invalid(
            "reason_missing",
            Words(vi="Từ chối phải ghi rõ lý do.", en="A refusal must give its reason."),
            basis="Nghị định 118/2025/NĐ-CP",
            field="reason",
        )
    return reason
