"""The way of a destruction list: proposed, approved by two others, carried out, certified."""

from datetime import datetime

from motcua.base.actions import action, part_of_action
from motcua.base.counting import next_number
from motcua.base.files import kept
from motcua.base.journal import record
from motcua.domain.free_text import written
from motcua.domain.refusal import Conflict, Invalid, Refusal
from motcua.domain.retention import Verdict
from motcua.domain.words import Words
from motcua.dossiers import destruction, retention, retention_access
from motcua.dossiers.destruction_certificate import certificate_pdf, symbol_of
from motcua.dossiers.destruction_lists import Proposal, digest_of, proposal
from motcua.dossiers.models import (
    DestructionCertificate,
    DestructionLine,
    DestructionList,
    DestructionSeries,
    Dossier,
)
from motcua.people.models import Officer
from motcua.places.hours import business_date
from motcua.places.models import Center

REASON_LENGTH = 500
FILE = "destruction-certificate"
State, Outcome = DestructionList.State, DestructionLine.Outcome


@action
def propose_destruction(center: Center, *, by: Officer, now: datetime) -> DestructionList:
    """Put every dossier of the center whose time is over on one list (at most ``MOST``), with what stays."""
    day = business_date(now)
    retention_access.check_may_propose(by, center, day)
    Center.objects.select_for_update().get(pk=center.pk)  # of two at once one sees the other's list
    if DestructionList.objects.open().filter(center=center).exists():
        raise Conflict(
            "list_open",
            Words(
                vi="Trung tâm đang có một danh mục chưa xong; hãy duyệt hoặc thực hiện xong trước.",
                en="The center has a list that is not finished; approve or carry it out first.",
            ),
        )
    found = proposal(center, day)
    if not found.due:
        raise Refusal(
            "nothing_due",
            Words(vi="Chưa có hồ sơ nào hết thời hạn lưu trữ.", en="No dossier's time of keeping is over."),
        )
    made = DestructionList.objects.create(
        center=center,
        year=day.year,
        number=next_number(DestructionSeries, center=center, year=day.year),
        digest=digest_of((row.dossier.code, row.retention.kept_until) for row in found.due),
        proposed_at=now,
        proposed_by=by,
    )
    DestructionLine.objects.bulk_create(_lines(made, found))
    record("destruction.proposed", made, by=by, at=now, lines=len(found.due), digest=made.digest)
    return made


@action
def approve_destruction(asked: DestructionList, *, seen: str, by: Officer, now: datetime) -> DestructionList:
    """The first approval, then the second, by the officer whose turn it is; ``seen`` is the list's digest."""
    asked = _held(asked)
    if asked.state not in (State.PROPOSED, State.FIRST_APPROVED):
        raise _not_now(asked)
    retention_access.check_may_approve(by, asked, business_date(now))
    _check_seen(asked, seen)
    first = asked.state == State.PROPOSED
    _step(asked, State.FIRST_APPROVED if first else State.APPROVED, "first" if first else "second", by, now)
    record("destruction.approved", asked, by=by, at=now, approval=1 if first else 2, digest=asked.digest)
    return asked


@action
def refuse_destruction(asked: DestructionList, *, reason: str, by: Officer, now: datetime) -> DestructionList:
    """Whoever may approve may refuse, with the reason; the dossiers are kept."""
    asked = _held(asked)
    if asked.state not in (State.PROPOSED, State.FIRST_APPROVED):
        raise _not_now(asked)
    retention_access.check_may_approve(by, asked, business_date(now))
    reason = written(reason, field="reason", most=REASON_LENGTH)
    if not reason:
        raise Invalid(
            "reason_missing",
            Words(vi="Ghi lý do không duyệt.", en="Write why you refuse."),
            field="reason",
        )
    _step(asked, State.REFUSED, "refused", by, now, refused_reason=reason)
    asked.lines.filter(outcome=Outcome.PENDING).update(outcome=Outcome.DROPPED)
    record("destruction.refused", asked, by=by, at=now)
    return asked


@action
def carry_out_destruction(
    asked: DestructionList, *, seen: str, by: Officer, now: datetime
) -> DestructionCertificate:
    """Erase what two others approved, and write the certificate. What is held back since then stays."""
    asked = _held(asked)
    if asked.state != State.APPROVED:
        raise _not_now(asked)
    retention_access.check_may_propose(by, asked.center, business_date(now))
    _check_seen(asked, seen)
    _step(asked, State.EXECUTED, "executed", by, now)
    files = _destroy(asked, by, now)
    certificate = _certify(asked, files, now)
    record(
        "destruction.carried_out",
        asked,
        by=by,
        at=now,
        destroyed=certificate.destroyed,
        left=certificate.left,
        digest=certificate.digest,
    )
    return certificate


def _lines(made: DestructionList, found: Proposal) -> list[DestructionLine]:
    rows = [*found.due, *found.staying]
    return [
        DestructionLine(
            list=made,
            dossier=row.dossier,
            position=position,
            rule=row.rule,
            verdict=row.retention.verdict,
            closed_on=row.facts.closed_on,
            kept_until=row.retention.kept_until,
            outcome=Outcome.PENDING if position <= len(found.due) else Outcome.EXCLUDED,
        )
        for position, row in enumerate(rows, start=1)
    ]


@part_of_action
def _destroy(asked: DestructionList, by: Officer, now: datetime) -> int:
    """Erase line by line what is still due; how many files lost their content."""
    lines = {line.dossier_id: line for line in asked.lines.filter(outcome=Outcome.PENDING)}
    # Held, so that a hold placed at this moment comes before or is refused.
    held = Dossier.objects.select_for_update(of=("self",)).filter(pk__in=lines).order_by("pk")
    list(held.values_list("pk", flat=True))
    ruler, going = retention.Ruler(business_date(now)), []
    for dossier in retention.with_facts(Dossier.objects.filter(pk__in=lines)).order_by("code"):
        verdict = ruler.reckon(dossier).retention.verdict
        if verdict is Verdict.DUE:
            going.append(dossier)
        else:
            lines[dossier.pk].verdict, lines[dossier.pk].outcome = verdict, Outcome.LEFT
            lines[dossier.pk].save(update_fields=["verdict", "outcome"])
    pending = [lines[dossier.pk] for dossier in going]
    digests = destruction.contents_of(going)
    for line in pending:
        line.outcome, line.content_digest = Outcome.DESTROYED, digests[line.dossier_id]
    DestructionLine.objects.bulk_update(pending, ["outcome", "content_digest"])
    files = destruction.erase(going, now=now)
    for dossier in going:
        record("dossier.destroyed", dossier, by=by, at=now, list=asked.text, digest=digests[dossier.pk])
    return files


@part_of_action
def _certify(asked: DestructionList, files: int, now: datetime) -> DestructionCertificate:
    lines = list(asked.lines.exclude(outcome=Outcome.EXCLUDED).order_by("position"))
    gone = [line for line in lines if line.outcome == Outcome.DESTROYED]
    certificate = DestructionCertificate(
        list=asked,
        symbol=symbol_of(asked),
        destroyed=len(gone),
        left=len(lines) - len(gone),
        files=files,
        digest=destruction.digest_of_texts(line.content_digest for line in gone),
        at=now,
    )
    pdf = certificate_pdf(asked, certificate)
    certificate.file = kept(
        pdf, kind=FILE, name=f"bien-ban-tieu-huy-{asked.number}-{asked.year}.pdf", now=now
    )
    certificate.save(force_insert=True)
    return certificate


@part_of_action
def _step(
    asked: DestructionList, state: str, who: str, by: Officer, now: datetime, **columns: object
) -> None:
    changes = {"state": state, f"{who}_at": now, f"{who}_by": by, **columns}
    for name, value in changes.items():
        setattr(asked, name, value)
    DestructionList.objects.filter(pk=asked.pk).update(**changes)


def _held(asked: DestructionList) -> DestructionList:
    return (
        DestructionList.objects.select_for_update(of=("self",))
        .select_related("center__commune", "center__unit__parent", "proposed_by", "first_by", "second_by")
        .get(pk=asked.pk)
    )


def _check_seen(asked: DestructionList, seen: str) -> None:
    """What is approved is what was proposed, and what the page showed."""
    lines = asked.lines.filter(outcome=Outcome.PENDING).order_by("position")
    now = digest_of(lines.values_list("dossier__code", "kept_until"))
    if not seen == asked.digest == now:
        raise Conflict(
            "list_changed",
            Words(
                vi="Danh mục này khác với danh mục bạn đã xem; hãy mở lại trang.",
                en="This is not the list that you looked at; please open the page again.",
            ),
        )


def _not_now(asked: DestructionList) -> Conflict:
    said = {
        State.PROPOSED: Words("đang chờ giám đốc Trung tâm duyệt", "waits for the head of the center"),
        State.FIRST_APPROVED: Words("đang chờ lãnh đạo xã duyệt", "waits for a leader of the commune"),
        State.APPROVED: Words("đã được duyệt đủ hai lần", "was approved twice already"),
        State.EXECUTED: Words("đã thực hiện xong", "was carried out already"),
        State.REFUSED: Words("đã bị từ chối", "was refused"),
    }[State(asked.state)]
    return Conflict(
        "list_elsewhere",
        Words(vi=f"Danh mục số {asked.text} {said.vi}.", en=f"List no. {asked.text} {said.en}."),
    )
