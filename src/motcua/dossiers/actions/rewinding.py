"""Going back: to the step before with a reason, or by one's own hand within minutes."""

from datetime import datetime, timedelta

from django.db.models import Q

from motcua.base.actions import action
from motcua.base.journal import record
from motcua.domain.free_text import written
from motcua.domain.refusal import Conflict, Forbidden, Invalid, Refusal
from motcua.domain.states import BASES, Move, State, check
from motcua.domain.words import Words
from motcua.dossiers import access
from motcua.dossiers.handing import NOTE_LENGTH, finish, opened, turn_of
from motcua.dossiers.models import Decision, Dossier, HandOver, Opinion, Step, UndoneDecision
from motcua.dossiers.moving import locked, move
from motcua.dossiers.stepping import step_again
from motcua.people.models import Officer
from motcua.places.hours import business_date

SENDING_BACK = ("review", "sign", "number")
"""Acts whose officer may send the dossier back (``domain.states``: head, leader, clerk)."""
TAKING_BACK = ("assign", "appraise", "review", "sign")
UNDO = timedelta(minutes=10)


@action
def send_back(dossier: Dossier, *, reason: str, seen: int | None = None, by: Officer, now: datetime) -> Step:
    """The step before is done once more, by whoever did it; a signature that was not issued is undone."""
    turn = turn_of(dossier, SENDING_BACK, seen, by, now)
    dossier, step, *_ = turn
    reason = written(reason, field="reason", most=NOTE_LENGTH)
    if not reason:
        raise Invalid(
            "reason_missing",
            Words(vi="Ghi lý do trả lại.", en="Say why you send it back."),
            basis=BASES[Move.SEND_BACK],
            field="reason",
        )
    check(State(dossier.state), Move.SEND_BACK)
    former = _former(step)
    _undo_decision(dossier, by, now)
    finish(step, note=reason, outcome=Step.Outcome.SENT_BACK, by=by, now=now, done_for=turn.stands_in_for(by))
    officer = _still_there(former.done_for or former.done_by, former, now)
    again = step_again(dossier, former, after=step, officer=officer, now=now)
    opened(again, after=step, kind=HandOver.Kind.BACK, by=by, now=now)
    move(dossier, Move.SEND_BACK, by=by, now=now)
    record("dossier.sent_back", dossier, by=by, at=now, step=step.turn, to=again.turn)
    return again


@action
def take_back(dossier: Dossier, *, by: Officer, now: datetime) -> Step:
    """Within ``UNDO`` an officer takes their own act back, unless the next one has touched the dossier."""
    dossier = locked(dossier)
    step = dossier.steps.open().select_related("unit", "officer").first()
    last = last_act(dossier)
    check_may_take_back(by, dossier, step, last, now)
    assert step is not None
    assert last is not None
    _undo_decision(dossier, by, now)
    finish(step, outcome=Step.Outcome.TAKEN_BACK, by=by, now=now)
    again = step_again(dossier, last, after=step, officer=last.done_for or by, now=now)
    opened(again, after=step, kind=HandOver.Kind.TAKEN_BACK, by=by, now=now)
    move(dossier, Move.TAKE_BACK, by=by, now=now)
    record("dossier.taken_back", dossier, by=by, at=now, step=last.turn, to=again.turn)
    return again


def last_act(dossier: Dossier) -> Step | None:
    """The step that was closed last."""
    closed = dossier.steps.filter(done_at__isnull=False)
    return closed.select_related("unit", "done_by", "done_for").last()


def undo_until(last: Step) -> datetime:
    assert last.done_at is not None
    return last.done_at + UNDO


def check_may_take_back(
    officer: Officer, dossier: Dossier, step: Step | None, last: Step | None, now: datetime
) -> None:
    """``step`` is open now, ``last`` was closed before it."""
    if step is None or last is None or last.done_by_id != officer.pk:
        raise access.another_step(dossier, step)
    if last.act not in TAKING_BACK or last.outcome not in (Step.Outcome.DONE, Step.Outcome.SENT_BACK):
        raise Forbidden(
            "cannot_take_back",
            Words(vi="Bước này không rút lại được.", en="This step cannot be taken back."),
            basis=BASES[Move.TAKE_BACK],
        )
    check(State(dossier.state), Move.TAKE_BACK)
    if now > undo_until(last):
        raise Conflict(
            "too_late_to_take_back",
            Words(
                vi="Chỉ rút lại được trong 10 phút sau khi làm. Hãy đề nghị người đang giữ hồ sơ trả lại.",
                en="An act can be taken back within 10 minutes. Ask whoever has the dossier to send it back.",
            ),
        )
    received = Q(received_at__isnull=False) | Q(paper_received_at__isnull=False)
    touched = HandOver.objects.filter(received | Q(kind=HandOver.Kind.REASSIGNED), step=step)
    if touched.exists() or Opinion.objects.filter(step=step).exists():
        raise Conflict(
            "touched_already",
            Words(
                vi="Người nhận đã nhận hồ sơ nên không rút lại được nữa. Hãy đề nghị họ trả lại.",
                en="The next officer already has the dossier, so it cannot be taken back. Ask them to send "
                "it back.",
            ),
        )


def may_take_back(
    officer: Officer, dossier: Dossier, step: Step | None, last: Step | None, now: datetime
) -> bool:
    """``last.done_by`` first: for everybody else the answer costs no statement."""
    if last is None or last.done_by_id != officer.pk:
        return False
    try:
        check_may_take_back(officer, dossier, step, last, now)
    except Refusal:
        return False
    return True


def _former(step: Step) -> Step:
    """The step before this one in the process, as it was done last."""
    done = Step.objects.filter(dossier=step.dossier_id, position__lt=step.position, outcome=Step.Outcome.DONE)
    related = done.select_related("unit", "done_by", "done_for")
    former = related.order_by("-position", "-round").first()
    if former is None or former.act == "receive":
        raise Refusal(
            "nothing_before",
            Words(
                vi="Trước bước này chỉ có bước tiếp nhận; nếu hồ sơ thiếu giấy tờ, hãy yêu cầu bổ sung.",
                en="Before this step there is only the reception; if papers are missing, ask for them.",
            ),
            basis=BASES[Move.SEND_BACK],
        )
    return former


def _still_there(officer: Officer | None, former: Step, now: datetime) -> Officer | None:
    """Whoever did it, unless they no longer hold that post: then it is the turn of whoever does."""
    if officer is None or not officer.is_active:
        return None
    return officer if officer.post_as(former.role, business_date(now), unit=former.unit) else None


def _undo_decision(dossier: Dossier, by: Officer, now: datetime) -> None:
    """A decision that is not issued leaves the dossier; that it was there, and how it went, is kept."""
    for decision in Decision.objects.filter(dossier=dossier, dossier__result__isnull=True):
        UndoneDecision.objects.create(
            dossier=dossier,
            kind=decision.kind,
            grant_id=decision.grant_id,
            signed_by_id=decision.signed_by_id,
            signed_at=decision.signed_at,
            reason=decision.reason,
            undone_at=now,
            undone_by=by,
        )
        decision.delete()
