"""Asking for a supplement in appraisal, taking it in, and closing what stays unanswered."""

from dataclasses import dataclass
from datetime import datetime

from motcua.base.actions import action, part_of_action
from motcua.base.journal import record
from motcua.catalogue.queries import bundle
from motcua.domain import time_limits
from motcua.domain.ledger import ClockKind
from motcua.domain.refusal import Conflict, Refusal
from motcua.domain.states import Move, State, check
from motcua.domain.term import Channel
from motcua.domain.words import Words
from motcua.domain.workdays import local
from motcua.dossiers import access, issuing
from motcua.dossiers.actions.forms import issue_form
from motcua.dossiers.allowance import Allowance, check_allowance
from motcua.dossiers.defects import Lack, checked, document_of
from motcua.dossiers.filing import Handed
from motcua.dossiers.forms import Defect as Asked
from motcua.dossiers.handing import followed
from motcua.dossiers.ledger_entries import enter
from motcua.dossiers.models import Defect, Dossier, Step, Supplement
from motcua.dossiers.moving import locked, move
from motcua.dossiers.supplementing import Mended, add_papers, check_complete
from motcua.dossiers.telling import tell_applicant, tell_officers
from motcua.dossiers.telling_changes import allowance_text, supplement_text
from motcua.people.models import Officer
from motcua.places.hours import business_date, hours_of

APPRAISING = ("appraise", "review", "sign")


@dataclass(frozen=True, slots=True)
class Request:
    """Every defect at once, and why; ``allowance`` where the head allows a second or a late request."""

    lacks: tuple[Lack, ...]
    reason: str = ""
    allowance: Allowance | None = None


@action
def request_supplement(
    dossier: Dossier, *, request: Request, seen: int | None = None, by: Officer, now: datetime
) -> Supplement:
    """The dossier goes back for completion (Form 02); the clock stops and will count from zero.

    Decree 61/2018 Art 19(4): within three working days from receipt, once. Beyond either, the head of the
    unit names the reason; the request is then marked late for the score.
    """
    dossier = locked(dossier)
    day = business_date(now)
    step = dossier.steps.open().select_related("unit", "officer").first()
    if step is None or step.act not in APPRAISING or seen not in (None, step.turn):
        raise access.another_step(dossier, step)
    access.check_may_take_step(by, step, day)
    check(State(dossier.state), Move.REQUEST_SUPPLEMENT)
    parts = bundle(dossier.revision)
    lacks, reason = checked(request.lacks, request.reason, parts)
    is_late = needs_allowance(dossier, now)
    allowance = check_allowance(request.allowance, step.unit, day, by=by) if is_late else None
    supplement = ask(dossier, lacks, reason, Supplement.Stage.APPRAISAL, allowance, by=by, now=now)
    move(dossier, Move.REQUEST_SUPPLEMENT, by=by, now=now)
    enter(dossier, ClockKind.SUPPLEMENT_REQUESTED, at=now, by=by, now=now)
    tell(dossier, supplement, by=by, now=now)
    record(
        "dossier.supplement_requested",
        dossier,
        by=by,
        at=now,
        number=supplement.number,
        stage=supplement.stage,
        defects=len(lacks),
        late=is_late,
    )
    return supplement


def needs_allowance(dossier: Dossier, now: datetime) -> bool:
    """A second request in appraisal, or one after the three working days."""
    if dossier.supplements.exists():
        return True
    until = time_limits.supplement_request_deadline(
        dossier.received_at, Channel(dossier.channel), hours_of(dossier.center)
    )
    return now > until


@part_of_action
def ask(
    dossier: Dossier,
    lacks: list[Lack],
    reason: str,
    stage: str,
    allowance: Allowance | None,
    *,
    by: Officer,
    now: datetime,
) -> Supplement:
    """The request with its defects and its Form 02; the move and the event are the caller's."""
    parts = bundle(dossier.revision)
    wait = time_limits.supplement_wait(now, hours_of(dossier.center))
    documents = [document_of(lack, parts) for lack in lacks]
    form = issue_form(
        dossier,
        about=issuing.SupplementRequest(
            defects=tuple(
                Asked(lack.wanted, document.name_vi if document else "")
                for lack, document in zip(lacks, documents, strict=True)
            ),
            reason=reason,
            answer_by=wait.ends_at,
        ),
        by=by,
        now=now,
    )
    supplement = Supplement.objects.create(
        dossier=dossier,
        number=dossier.supplements.count() + 1,
        stage=stage,
        requested_at=now,
        requested_by=by,
        reason=reason,
        wait_ends_at=wait.ends_at,
        is_late=allowance is not None,
        allowed_by=allowance.by if allowance else None,
        allowed_reason=allowance.reason if allowance else "",
        form=form,
    )
    Defect.objects.bulk_create(
        Defect(supplement=supplement, position=place, document=document, wanted=lack.wanted)
        for place, (lack, document) in enumerate(zip(lacks, documents, strict=True), 1)
    )
    return supplement


@part_of_action
def tell(dossier: Dossier, supplement: Supplement, *, by: Officer, now: datetime) -> None:
    """The applicant hears that something is missing; the head, what was asked for in their name."""
    tell_applicant(dossier, supplement_text(dossier, supplement), by=by, now=now)
    head = supplement.allowed_by
    if head is not None and head != by:
        tell_officers([head], allowance_text(dossier, supplement), dossier, by=by, now=now)


@action
def take_supplement(
    dossier: Dossier,
    *,
    papers: tuple[Handed, ...],
    mended: Mended = None,
    channel: str = "direct",
    by: Officer,
    now: datetime,
) -> Supplement:
    """Everything asked for is there: the term counts again from zero, with a new receipt (Form 01).

    What was brought follows the dossier to its unit, which acknowledges it. Raises ``InvalidFields`` naming
    every paper and every other thing that is still missing; the request then stays open.
    """
    dossier = locked(dossier)
    access.check_may_receive(by, dossier.center, business_date(now))
    check(State(dossier.state), Move.SUPPLEMENT)
    supplement = open_supplement(dossier, Supplement.Stage.APPRAISAL)
    check_complete(supplement, papers, channel, mended)
    add_papers(dossier, bundle(dossier.revision), papers)
    _end(supplement, Supplement.End.COMPLETED, by, now)
    move(dossier, Move.SUPPLEMENT, by=by, now=now)
    followed(dossier, papers, by=by, now=now)
    reckoning = enter(dossier, ClockKind.SUPPLEMENTED, at=now, by=by, now=now, channel=channel)
    issue_form(
        dossier,
        about=issuing.Appointment(received_at=now, due_at=reckoning.promised.due_at),
        by=by,
        now=now,
    )
    record(
        "dossier.supplemented",
        dossier,
        by=by,
        at=now,
        number=supplement.number,
        channel=channel,
        due=dossier.due_at.isoformat(),
    )
    return supplement


@action
def close_unsupplemented(dossier: Dossier, *, by: Officer, now: datetime) -> Dossier:
    """The waiting term is over and somebody decides to close: never the program by itself (1.8, no. 7)."""
    dossier = locked(dossier)
    access.check_may_close(by, dossier, business_date(now))
    check(State(dossier.state), Move.CLOSE_UNSUPPLEMENTED)
    supplement = open_supplement(dossier)
    if now <= supplement.wait_ends_at:
        until = local(supplement.wait_ends_at)
        raise Refusal(
            "still_waiting",
            Words(
                vi=f"Người dân còn được bổ sung đến {until:%H:%M %d/%m/%Y}; chưa thể đóng hồ sơ.",
                en=f"It may still be completed until {until:%H:%M on %d/%m/%Y}; it cannot be closed.",
            ),
            basis="Nghị định 118/2025/NĐ-CP, Điều 17",
        )
    issue_form(
        dossier,
        about=issuing.StoppingNotice(
            reason="Đã quá thời hạn bổ sung mà hồ sơ chưa được hoàn thiện.", asked_at=supplement.requested_at
        ),
        by=by,
        now=now,
    )
    _end(supplement, Supplement.End.CLOSED, by, now)
    end_steps(dossier, by=by, now=now)
    move(dossier, Move.CLOSE_UNSUPPLEMENTED, by=by, now=now)
    record("dossier.closed_unsupplemented", dossier, by=by, at=now, number=supplement.number)
    return dossier


def open_supplement(dossier: Dossier, stage: str = "") -> Supplement:
    supplement = dossier.supplements.open().first()
    if supplement is None or (stage and supplement.stage != stage):
        raise Conflict(
            "no_supplement_open",
            Words(
                vi="Hồ sơ không có yêu cầu bổ sung nào đang chờ.",
                en="No request for papers is open on this dossier.",
            ),
        )
    return supplement


def end_supplement(dossier: Dossier, end: str, *, by: Officer, now: datetime) -> None:
    """Whatever request is open ends with the dossier, or with its acceptance."""
    for supplement in dossier.supplements.open():
        _end(supplement, end, by, now)


def _end(supplement: Supplement, end: str, by: Officer, now: datetime) -> None:
    Supplement.objects.filter(pk=supplement.pk).update(ended_at=now, ended_by=by, end=end)


@part_of_action
def end_steps(dossier: Dossier, *, by: Officer, now: datetime) -> None:
    """Nobody's turn any more: the dossier was withdrawn, stopped or closed."""
    dossier.steps.open().update(done_at=now, done_by=by, outcome=Step.Outcome.ENDED)
