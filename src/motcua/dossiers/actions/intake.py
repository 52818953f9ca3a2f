"""Before a dossier is accepted: it arrives from afar, lacks papers, or is refused.

Decree 118/2025 Art 17: the receiving officer answers with Form 01, 02 or 03; what came by post or online is
answered within 8 working hours (Decree 297/2025 Art 6(4)), with all defects in one message.
"""

from datetime import datetime

from motcua.base.actions import action
from motcua.base.journal import record
from motcua.catalogue.models import Channel
from motcua.catalogue.queries import Bundle, bundle, in_force
from motcua.domain import time_limits
from motcua.domain.free_text import written
from motcua.domain.refusal import Invalid, Refusal
from motcua.domain.states import Move, State, check
from motcua.domain.words import Words
from motcua.dossiers import access, issuing
from motcua.dossiers.actions.forms import issue_form
from motcua.dossiers.actions.reception import set_dates, start
from motcua.dossiers.actions.sealing import want_electronic
from motcua.dossiers.actions.supplements import Request, ask, end_supplement, open_supplement, tell
from motcua.dossiers.allowance import check_allowance
from motcua.dossiers.defects import REASON_LENGTH, checked
from motcua.dossiers.filing import Filing, Handed, check_filed_here, lacking
from motcua.dossiers.filing import check as check_filing
from motcua.dossiers.models import Dossier, Paper, Supplement
from motcua.dossiers.moving import begin, locked, move
from motcua.dossiers.registration import applicant_of, new_dossier, papers_of, what_was_received
from motcua.dossiers.supplementing import Mended, add_papers, check_complete
from motcua.hall.models import Ticket
from motcua.people.models import Officer
from motcua.people.signing import has_key
from motcua.places.hours import business_date, hours_of, version_in_force
from motcua.places.models import Center

FROM_AFAR = ("post", "online")


@action
def submit(filing: Filing, *, center: Center, by: Officer, now: datetime) -> Dossier:
    """A dossier came by post or from another system: it waits for its check, complete or not."""
    if filing.channel not in FROM_AFAR:
        raise Invalid(
            "channel_wrong",
            Words(
                vi="Hồ sơ nộp trực tiếp được nhận ngay tại quầy.",
                en="What is handed in at the counter is received there and then.",
            ),
            field="channel",
        )
    dossier, _ = _registered(filing, Move.SUBMIT, center=center, ticket=None, by=by, now=now)
    record("dossier.submitted", dossier, by=by, at=now, channel=dossier.channel)
    return dossier


@action
def accept(
    dossier: Dossier,
    *,
    papers: tuple[Handed, ...] = (),
    mended: Mended = None,
    channel: str = "direct",
    by: Officer,
    now: datetime,
) -> Dossier:
    """The dossier is complete: the clock starts. ``papers``, ``mended`` and ``channel`` are of a supplement
    just brought.

    The term of what came from afar counts from its arrival; after a supplement, from completion.
    """
    dossier = locked(dossier)
    access.check_may_receive(by, dossier.center, business_date(now))
    check(State(dossier.state), Move.ACCEPT)
    parts = bundle(dossier.revision)
    since = dossier.received_at
    if dossier.state == State.SUPPLEMENT:
        since = now
        check_complete(open_supplement(dossier, Supplement.Stage.INTAKE), papers, channel, mended)
        dossier.channel = channel if channel in parts.terms else dossier.channel
    add_papers(dossier, parts, papers)
    _check_documents(dossier, parts)
    end_supplement(dossier, Supplement.End.COMPLETED, by=by, now=now)
    calendar = version_in_force(to_count_by=True)
    set_dates(dossier, parts, calendar, since=since)
    dates = ("due_at", "due_original", "legal_due_at", "counted_from")
    columns = {name: getattr(dossier, name) for name in dates}
    move(
        dossier,
        Move.ACCEPT,
        by=by,
        now=now,
        received_at=since,
        received_by=by,
        channel=dossier.channel,
        **columns,
    )
    start(dossier, parts, calendar, since=since, by=by, now=now)
    record("dossier.received", dossier, by=by, at=now, **what_was_received(dossier, parts))
    if dossier.channel == Channel.ONLINE and has_key(dossier.center.unit):
        want_electronic(dossier, form="receipt", by=by, now=now)
    return dossier


@action
def ask_at_intake(
    filing: Filing | Dossier,
    *,
    request: Request,
    center: Center | None = None,
    ticket: Ticket | None = None,
    by: Officer,
    now: datetime,
) -> Supplement:
    """Form 02 at the counter, all defects at once, for the first and only time (Decree 118/2025 Art 11).

    ``filing`` is what lies on the table (``center`` says where), or a submitted dossier.
    """
    if isinstance(filing, Filing):
        if center is None:
            raise ValueError("a filing is received at a center")
        dossier, parts = _registered(
            filing, Move.ASK_SUPPLEMENT_AT_INTAKE, center=center, ticket=ticket, by=by, now=now
        )
    else:
        dossier = locked(filing)
        access.check_may_receive(by, dossier.center, business_date(now))
        check(State(dossier.state), Move.ASK_SUPPLEMENT_AT_INTAKE)
        parts = bundle(dossier.revision)
    lacks, reason = checked(request.lacks, request.reason, parts)
    allowance = None
    if dossier.supplements.exists():
        allowance = check_allowance(request.allowance, dossier.center.unit, business_date(now), by=by)
    supplement = ask(dossier, lacks, reason, Supplement.Stage.INTAKE, allowance, by=by, now=now)
    ends = {"due_at": supplement.wait_ends_at, "due_original": supplement.wait_ends_at}
    if isinstance(filing, Filing):
        Dossier.objects.filter(pk=dossier.pk).update(**ends)
    else:
        move(dossier, Move.ASK_SUPPLEMENT_AT_INTAKE, by=by, now=now, **ends)
    tell(dossier, supplement, by=by, now=now)
    record(
        "dossier.supplement_requested",
        dossier,
        by=by,
        at=now,
        number=supplement.number,
        stage=supplement.stage,
        defects=len(lacks),
        late=supplement.is_late,
    )
    return supplement


@action
def refuse_at_intake(
    filing: Filing | Dossier,
    *,
    reason: str,
    basis: str = "",
    center: Center | None = None,
    ticket: Ticket | None = None,
    by: Officer,
    now: datetime,
) -> Dossier:
    """Form 03: the dossier is not taken, and the paper says why."""
    reason = written(reason, field="reason", most=REASON_LENGTH)
    if not reason:
        raise Invalid(
            "reason_missing",
            Words(vi="Từ chối phải ghi rõ lý do.", en="A refusal must give its reason."),
            basis="Nghị định 118/2025/NĐ-CP, Điều 17",
            field="reason",
        )
    basis = written(basis, field="basis", most=200)
    if isinstance(filing, Filing):
        if center is None:
            raise ValueError("a filing is received at a center")
        dossier, _ = _registered(filing, Move.REFUSE_AT_INTAKE, center=center, ticket=ticket, by=by, now=now)
    else:
        dossier = locked(filing)
        access.check_may_receive(by, dossier.center, business_date(now))
        move(dossier, Move.REFUSE_AT_INTAKE, by=by, now=now)
    issue_form(dossier, about=issuing.RefusalSlip(reasons=(reason,), basis=basis), by=by, now=now)
    record("dossier.not_accepted", dossier, by=by, at=now)
    return dossier


def _registered(
    filing: Filing, first: Move, *, center: Center, ticket: Ticket | None, by: Officer, now: datetime
) -> tuple[Dossier, Bundle]:
    """The dossier saved in the state of its first move, its papers with it, no clock running."""
    day = business_date(now)
    access.check_may_receive(by, center, day)
    parts = in_force(filing.procedure, day)
    check_filed_here(parts)
    filing = check_filing(filing, parts, day, is_complete=False)
    dossier = new_dossier(filing, parts, center=center, ticket=ticket, by=by, now=now)
    dossier.counted_from = now
    answer_by = time_limits.intake_decision(now, hours_of(center)) if first is Move.SUBMIT else now
    dossier.due_at = dossier.due_original = dossier.legal_due_at = answer_by
    begin(dossier, first, by=by, now=now)
    dossier.save(force_insert=True)
    applicant_of(dossier, filing).save(force_insert=True)
    Paper.objects.bulk_create(papers_of(dossier, parts, filing))
    return dossier, parts


def _check_documents(dossier: Dossier, parts: Bundle) -> None:
    """Everything that is always part of the dossier is there."""
    missing = lacking(parts, set(dossier.papers.values_list("document__code", flat=True)))
    if missing:
        names = "; ".join(document.name_vi for document in missing)
        names_en = "; ".join(document.name_in("en") for document in missing)
        raise Refusal(
            "documents_missing",
            Words(vi=f"Hồ sơ còn thiếu: {names}.", en=f"The dossier still lacks: {names_en}."),
            basis="Nghị định 118/2025/NĐ-CP, Điều 17",
        )
