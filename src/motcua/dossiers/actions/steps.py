"""The straight way after reception: assign, appraise, decide, issue, hand over."""

from datetime import date, datetime

from motcua.base.actions import action
from motcua.base.counting import next_number
from motcua.base.journal import record
from motcua.domain.free_text import written
from motcua.domain.refusal import Invalid
from motcua.domain.states import Move, State, check
from motcua.domain.words import Words
from motcua.dossiers import access
from motcua.dossiers.handover import Collection, checked
from motcua.dossiers.models import Decision, Dossier, Result, ResultSeries, Return, Step
from motcua.dossiers.moving import locked, move
from motcua.dossiers.stepping import next_step
from motcua.people.authority import competent_grant
from motcua.people.models import Officer, Role
from motcua.places.hours import business_date

NOTE_LENGTH, REASON_LENGTH, SYMBOL_LENGTH = 500, 1000, 30


# Each act takes ``seen``: the position of the step that the officer's page showed, where there was a page.
# If the dossier has moved on since, the answer says who was first and when.


@action
def assign(
    dossier: Dossier, *, to: Officer, note: str = "", seen: int | None = None, by: Officer, now: datetime
) -> Step:
    """The head of the unit gives the dossier to one officer (Decree 61/2018 Art 19(1))."""
    dossier, step, day = _turn(dossier, ("assign",), seen, by, now)
    if not to.is_active or to.post_as(Role.SPECIALIST, day, unit=step.unit) is None:
        raise Invalid(
            "not_of_this_unit",
            Words(
                vi=f"{to.name_vi} không phải chuyên viên của {step.unit.name_vi}.",
                en=f"{to.name_vi} is not a specialist of {step.unit.name_in('en')}.",
            ),
            field="officer",
        )
    _finish(step, note=note, by=by, now=now)
    following = _opened(next_step(dossier, after_position=step.position, officer=to, now=now))
    move(dossier, Move.ASSIGN, by=by, now=now)
    record("dossier.assigned", dossier, by=by, at=now, step=step.position, officer=str(to.pk))
    return following


@action
def complete_step(
    dossier: Dossier, *, note: str = "", seen: int | None = None, by: Officer, now: datetime
) -> Step:
    """Appraisal or review is done; the next step opens. Deciding, numbering, returning have their own."""
    dossier, step, _ = _turn(dossier, ("appraise", "review"), seen, by, now)
    _finish(step, note=note, by=by, now=now)
    following = _opened(next_step(dossier, after_position=step.position, now=now))
    move(dossier, Move.PROCESS, by=by, now=now)
    record("dossier.step_completed", dossier, by=by, at=now, step=step.position, act=step.act)
    return following


@action
def decide(
    dossier: Dossier, *, kind: str, reason: str = "", seen: int | None = None, by: Officer, now: datetime
) -> Decision:
    """The competent person signs or refuses, under a grant that is valid at this instant.

    A refusal gives its reason (Form 03), is a result like any other, and ends the processing time.
    """
    dossier, step, _ = _turn(dossier, ("sign",), seen, by, now)
    reason = _checked_decision(kind, reason)
    procedure = dossier.revision.procedure
    grant = competent_grant(by, procedure=procedure.code, field=procedure.field_id, at=now)
    _finish(step, note="", by=by, now=now)
    decision = Decision.objects.create(
        dossier=dossier, kind=kind, grant=grant, signed_by=by, signed_at=now, reason=reason
    )
    if kind == Decision.Kind.REFUSED:
        move(dossier, Move.REFUSE, by=by, now=now, processed_at=now)
        _opened(next_step(dossier, act="return", now=now))
    else:
        move(dossier, Move.DECIDE, by=by, now=now)
        _opened(next_step(dossier, after_position=step.position, now=now))
    record("dossier.decided", dossier, by=by, at=now, decision=kind, grant=str(grant.pk))
    return decision


@action
def issue(dossier: Dossier, *, symbol: str, seen: int | None = None, by: Officer, now: datetime) -> Result:
    """The clerk numbers the signed result and issues it: from here on the dossier is processed."""
    dossier, step, day = _turn(dossier, ("number",), seen, by, now)
    symbol = symbol.strip()
    if not 1 <= len(symbol) <= SYMBOL_LENGTH or not symbol.isprintable():
        raise Invalid(
            "symbol_wrong",
            Words(
                vi="Nhập ký hiệu văn bản, ví dụ QĐ-UBND.", en="Enter the document symbol, such as QĐ-UBND."
            ),
            field="symbol",
        )
    _finish(step, note="", by=by, now=now)
    unit = dossier.competent_unit
    result = Result.objects.create(
        dossier=dossier,
        unit=unit,
        year=day.year,
        number=next_number(ResultSeries, unit=unit, year=day.year),
        symbol=symbol,
        issued_at=now,
        issued_by=by,
    )
    move(dossier, Move.ISSUE, by=by, now=now, processed_at=now)
    _opened(next_step(dossier, after_position=step.position, now=now))
    record("dossier.issued", dossier, by=by, at=now, number=result.number, year=result.year)
    return result


@action
def hand_over(dossier: Dossier, *, collection: Collection, by: Officer, now: datetime) -> Return:
    """The result goes to the applicant or their agent, who prove who they are (Decree 61/2018 Art 20)."""
    dossier = locked(dossier)
    access.check_may_receive(by, dossier.center, business_date(now))
    gone = Return.objects.filter(dossier=dossier).select_related("by").first()
    if gone is not None:
        raise access.already_returned(gone)
    check(State(dossier.state), Move.RETURN)
    collection = checked(collection, dossier.applicant)
    for step in dossier.steps.open():
        _finish(step, note="", by=by, now=now)
    handover = Return.objects.create(dossier=dossier, at=now, by=by, **collection.as_row())
    move(dossier, Move.RETURN, by=by, now=now, returned_at=now)
    record("dossier.returned", dossier, by=by, at=now, proof=collection.proof)
    return handover


def _turn(
    dossier: Dossier, acts: tuple[str, ...], seen: int | None, by: Officer, now: datetime
) -> tuple[Dossier, Step, date]:
    """The locked dossier and its open step, if it is this officer's turn to do one of these acts."""
    dossier = locked(dossier)
    day = business_date(now)
    step = dossier.steps.open().select_related("unit", "officer").first()
    if step is None or step.act not in acts or seen not in (None, step.position):
        raise access.another_step(dossier, step)
    access.check_may_take_step(by, step, day)
    return dossier, step, day


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
            basis="Nghị định 61/2018/NĐ-CP, Điều 19",
            field="reason",
        )
    return reason


def _finish(step: Step, *, note: str, by: Officer, now: datetime) -> None:
    note = written(note, field="note", most=NOTE_LENGTH)
    Step.objects.filter(pk=step.pk, done_at__isnull=True).update(done_at=now, done_by=by, note=note)


def _opened(step: Step) -> Step:
    step.save(force_insert=True)
    return step
