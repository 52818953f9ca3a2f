"""After a result was issued: a competent person revokes it or issues it again."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from motcua.base.actions import action
from motcua.base.counting import next_number
from motcua.base.journal import record
from motcua.domain.free_text import written
from motcua.domain.refusal import Conflict, Invalid, InvalidFields, NotFound
from motcua.domain.words import Words
from motcua.domain.workdays import local
from motcua.dossiers import access
from motcua.dossiers.aftermath import in_force
from motcua.dossiers.handover import Collection, checked
from motcua.dossiers.models import (
    Decision,
    Dossier,
    Reissue,
    ReissueReturn,
    Result,
    ResultSeries,
    Revocation,
)
from motcua.dossiers.moving import locked
from motcua.dossiers.reissuing import put_reissue
from motcua.dossiers.telling import revoked_text, tell_applicant
from motcua.people.authority import competent_grant
from motcua.people.models import Grant, Officer
from motcua.places.hours import business_date

NUMBER_LENGTH, BASIS_LENGTH, REASON_LENGTH, CORRECTION_LENGTH = 60, 200, 1000, 500
AHEAD = timedelta(days=366)
"""Nobody revokes further ahead than a year."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """Why a result is revoked: the decision's own number, the article of law, the reason, from which day."""

    document_number: str
    basis: str
    reason: str
    revoked_from: date


@action
def revoke_result(
    dossier: Dossier, *, grounds: Grounds, position: int | None = None, by: Officer, now: datetime
) -> Revocation:
    """Take back the paper in force, within a grant as the decision was; whoever checks it is told at once.

    Its copies share its fate; what a corrected one replaced is not revoked, for it holds no longer.
    ``position``: of the paper that the signer read about, 0 for the first; a ``Conflict`` where that one is
    not in force any more. None: whichever is.
    """
    dossier = locked(dossier)
    result, grant = _issued(dossier), _competent(dossier, by, now)
    _check_not_revoked(result)
    paper = in_force(result)
    place = paper.position if isinstance(paper, Reissue) else 0
    if position is not None and position != place:
        raise _replaced_meanwhile(paper)
    grounds = _checked(grounds, paper, business_date(now))
    revocation = Revocation.objects.create(
        result=result,
        grant=grant,
        signed_by=by,
        signed_at=now,
        document_number=grounds.document_number,
        basis=grounds.basis,
        reason=grounds.reason,
        revoked_from=grounds.revoked_from,
    )
    tell_applicant(dossier, revoked_text(dossier, paper.text), by=by, now=now)
    record(
        "result.revoked",
        dossier,
        by=by,
        at=now,
        position=place,
        number=paper.number,
        year=paper.year,
        grant=str(grant.pk),
        since=grounds.revoked_from.isoformat(),
    )
    return revocation


@action
def reissue_result(dossier: Dossier, *, kind: str, reason: str, by: Officer, now: datetime) -> Reissue:
    """Issue the result once more, within a grant as the decision was.

    A copy of a lost one keeps its number and says that it was issued again. A corrected one gets a new
    number, says what is corrected, and replaces what stood before. What is revoked is not issued again.
    """
    dossier = locked(dossier)
    if kind not in Reissue.Kind.values:
        raise _say("kind", "Chọn cấp lại hay đính chính.", "Choose a copy or a correction.")
    reason = written(reason, field="reason", most=CORRECTION_LENGTH)
    if not reason:
        raise _say("reason", "Ghi lý do cấp lại.", "Say why it is issued again.")
    result, grant = _issued(dossier), _competent(dossier, by, now)
    _check_not_revoked(result)
    count = result.reissues.count()
    stands = in_force(result)
    corrected, year = kind == Reissue.Kind.CORRECTED, business_date(now).year
    again = Reissue(
        result=result,
        position=count + 1,
        kind=kind,
        unit=result.unit,
        year=year if corrected else stands.year,
        number=next_number(ResultSeries, unit=result.unit, year=year) if corrected else stands.number,
        symbol=stands.symbol,
        valid_until=stands.valid_until,
        issued_at=now,
        grant=grant,
        signed_by=by,
        signed_at=now,
        reason=reason,
    )
    put_reissue(again, Decision.objects.get(dossier=dossier), now=now)
    again.save(force_insert=True)
    file = again.file.sha256 if again.file else None
    record(
        "result.reissued",
        dossier,
        by=by,
        at=now,
        how=kind,
        position=again.position,
        number=again.number,
        year=again.year,
        grant=str(grant.pk),
        file=file,
        signed=again.is_signed,
    )
    return again


@action
def hand_over_reissue(
    reissue: Reissue, *, collection: Collection, by: Officer, now: datetime
) -> ReissueReturn:
    """The paper issued again goes to the applicant or their agent, who prove who they are."""
    dossier = locked(reissue.result.dossier)
    access.check_may_receive(by, dossier.center, business_date(now))
    gone = ReissueReturn.objects.filter(reissue=reissue).select_related("by").first()
    if gone is not None:
        at = f"{local(gone.at):%H:%M %d/%m/%Y}"
        words = Words(
            vi=f"{gone.by.name_vi} đã trả văn bản này lúc {at}.",
            en=f"{gone.by.name_vi} handed this paper over at {at}.",
        )
        raise Conflict("already_returned", words)
    collection = checked(collection, dossier.applicant)
    handed = ReissueReturn.objects.create(reissue=reissue, at=now, by=by, **collection.as_row())
    record(
        "result.reissue_returned", dossier, by=by, at=now, position=reissue.position, proof=collection.proof
    )
    return handed


def _issued(dossier: Dossier) -> Result:
    result = Result.objects.select_related("unit").filter(dossier=dossier).first()
    if result is None:
        raise NotFound(
            "no_result", Words(vi="Hồ sơ chưa có kết quả đã ban hành.", en="No result was issued yet.")
        )
    result.dossier = dossier
    return result


def _competent(dossier: Dossier, by: Officer, now: datetime) -> Grant:
    """The grant under which this officer could decide the matter today."""
    access.check_may_see(by, dossier, business_date(now))
    procedure = dossier.revision.procedure
    return competent_grant(by, procedure=procedure.code, field=procedure.field_id, at=now)


def _check_not_revoked(result: Result) -> None:
    if Revocation.objects.filter(result=result).exists():
        raise Conflict(
            "result_revoked",
            Words(vi="Kết quả này đã bị thu hồi.", en="This result has been revoked."),
        )


def _replaced_meanwhile(paper: Result | Reissue) -> Conflict:
    return Conflict(
        "result_replaced",
        Words(
            vi=f"Văn bản này đã được văn bản số {paper.text} thay thế nên không thu hồi nữa. Muốn thu hồi "
            f"văn bản số {paper.text}, hãy mở lại trang này.",
            en=f"No. {paper.text} has replaced this paper, so it is not revoked any more. To revoke no. "
            f"{paper.text}, open this page again.",
        ),
    )


def _checked(grounds: Grounds, paper: Result | Reissue, today: date) -> Grounds:
    number = " ".join(written(grounds.document_number, field="document_number", most=NUMBER_LENGTH).split())
    basis = written(grounds.basis, field="basis", most=BASIS_LENGTH)
    reason = written(grounds.reason, field="reason", most=REASON_LENGTH)
    errors = []
    if not number:
        errors.append(
            _say("document_number", "Ghi số quyết định thu hồi.", "Enter the number of the decision.")
        )
    if not basis:
        errors.append(_say("basis", "Ghi căn cứ pháp luật.", "Name the legal basis."))
    if not reason:
        errors.append(_say("reason", "Ghi lý do thu hồi.", "Say why it is revoked."))
    if not local(paper.issued_at).date() <= grounds.revoked_from <= today + AHEAD:
        errors.append(
            _say(
                "revoked_from",
                "Ngày thu hồi phải từ ngày ban hành và không quá một năm tới.",
                "The day must not come before the issue, nor more than a year ahead.",
            )
        )
    if errors:
        raise InvalidFields(errors)
    return Grounds(number, basis, reason, grounds.revoked_from)


def _say(field: str, vi: str, en: str) -> Invalid:
    return Invalid(
        f"{field}_wrong", Words(vi=vi, en=en), basis="Nghị định 118/2025/NĐ-CP, Điều 22", field=field
    )
