"""What became of a result after it was issued, and how it stands on a day."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from motcua.domain.delivery import Way
from motcua.domain.refusal import Invalid
from motcua.domain.validity import ResultStanding, standing, valid_until
from motcua.domain.words import Words
from motcua.dossiers.models import Dossier, Numbered, Reissue, Result, ResultKind, Revocation


@dataclass(frozen=True, slots=True)
class After:
    """A paper's standing, and the rows that explain it. ``replaced_by``: a corrected paper issued after it;
    ``copies``: the copies of it that were issued after it.

    ``revocation``: of this paper. Only what is in force is revoked, and nothing is issued again afterwards,
    so one that was replaced has none: the revocation is ``of_replacement`` then.
    """

    paper: Numbered
    standing: ResultStanding
    revocation: Revocation | None
    replaced_by: Reissue | None
    copies: list[Reissue]
    of_replacement: Revocation | None

    @property
    def will_be_revoked(self) -> bool:
        """The revocation is signed, but its day has not come."""
        return self.revocation is not None and self.standing is not ResultStanding.REVOKED


def after(paper: Result | Reissue, day: date) -> After:
    """How the paper stands on the day; from rows that ``with_aftermath`` has read, or two statements."""
    result = paper.result if isinstance(paper, Reissue) else paper
    place = paper.position if isinstance(paper, Reissue) else 0
    later = [one for one in result.reissues.all() if one.position > place]
    corrected = next((one for one in reversed(later) if one.kind == Reissue.Kind.CORRECTED), None)
    signed: Revocation | None = getattr(result, "revocation", None)
    revoked = signed if corrected is None else None
    return After(
        paper,
        standing(
            day,
            until=paper.valid_until,
            revoked_from=revoked.revoked_from if revoked else None,
            is_replaced=corrected is not None,
        ),
        revoked,
        corrected,
        [one for one in later if one.kind == Reissue.Kind.COPY],
        signed if corrected is not None else None,
    )


def in_force(result: Result, before: int | None = None) -> Result | Reissue:
    """The paper that stands for the result, whose copies share its fate: the last corrected one, or the
    first. ``before``: as it stood when the paper of this position was issued."""
    rows = [one for one in result.reissues.all() if before is None or one.position < before]
    return next((one for one in reversed(rows) if one.kind == Reissue.Kind.CORRECTED), result)


def replaced(result: Result) -> list[Result | Reissue]:
    """The papers that a corrected one stands in for, in order of their issue; not their copies."""
    corrected = [one for one in result.reissues.all() if one.kind == Reissue.Kind.CORRECTED]
    papers: list[Result | Reissue] = [result, *corrected]
    return papers[:-1]


def newest(result: Result) -> Result | Reissue:
    """The paper that stands for the result now: the last one issued again that is signed, or the first."""
    signed = [one for one in result.reissues.all() if one.is_signed]
    return signed[-1] if signed else result


def to_hand_over(dossiers: QuerySet[Dossier]) -> QuerySet[Reissue]:
    """The papers issued again of these dossiers that wait for who receives them, oldest first.

    Not what was replaced or revoked since, nor a signed file that the applicant chose to download.
    """
    later = Reissue.objects.filter(
        result=OuterRef("result"), position__gt=OuterRef("position"), kind=Reissue.Kind.CORRECTED
    )
    downloaded = Q(is_signed=True, result__dossier__return_way=Way.ELECTRONIC)
    return (
        Reissue.objects.filter(
            result__dossier__in=dossiers, handover__isnull=True, result__revocation__isnull=True
        )
        .exclude(downloaded)
        .exclude(Exists(later))
        .select_related("result__dossier__applicant", "result__dossier__revision__procedure")
        .order_by("issued_at", "pk")
    )


def set_validity(result: Result, until: date | None, day: date) -> None:
    """Give a result that is not saved yet its kind and last day: what the decision sets, or the kind."""
    if until is not None and until < day:
        raise Invalid(
            "valid_until_wrong",
            Words(
                vi="Ngày hết hiệu lực không được trước ngày ban hành.",
                en="The last day of validity cannot come before the day of issue.",
            ),
            field="valid_until",
        )
    result.kind = kind_on(result.dossier.revision.procedure_id, day)
    result.valid_until = until or until_by(result.kind, day)


def until_by(kind: ResultKind | None, day: date) -> date | None:
    """The last day of a result issued on the day, as its kind says; None: without limit."""
    return valid_until(day, kind.validity_months if kind else None)


def kind_on(procedure: str, day: date) -> ResultKind | None:
    """What the procedure's result is by the line in force that day; None where the province set none."""
    return ResultKind.objects.in_force(day).filter(procedure=procedure).order_by("-valid_from").first()
