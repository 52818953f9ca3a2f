"""A procedure's revisions through time: which there are, and the text of any day as it stood."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery

from motcua.catalogue.models import Procedure, Revision, RevisionAct
from motcua.domain import folding
from motcua.domain.procedure_record import ProcedureRecord
from motcua.domain.procedure_text import Instrument, digest, published_text, read_back
from motcua.domain.refusal import NotFound
from motcua.domain.words import Words
from motcua.places.models import Unit


@dataclass(frozen=True, slots=True)
class Text:
    """A published revision as it stood: the canonical text and its digest, reckoned from it just now."""

    revision: Revision
    record: ProcedureRecord
    text: str
    digest: str

    @property
    def is_as_published(self) -> bool:
        return self.digest == self.revision.digest


def history(code: str) -> tuple[Procedure, list[Revision]]:
    """The procedure and its revisions, newest first, with their acts. Refuses an unknown code."""
    found = Procedure.objects.filter(pk=_code(code)).select_related("field").first()
    if found is None:
        raise NotFound(
            "unknown_procedure", Words(vi="Không có thủ tục này.", en="There is no such procedure.")
        )
    acts = RevisionAct.objects.select_related("by")
    rows = (
        found.revisions.order_by("-number")
        .select_related("based_on")
        .prefetch_related(Prefetch("acts", queryset=acts))
    )
    return found, list(rows)


def revision_of(code: str, number: int) -> Revision:
    """One revision with its text, acts and procedure."""
    acts = RevisionAct.objects.select_related("by")
    found = (
        Revision.objects.filter(procedure_id=_code(code), number=number)
        .select_related("procedure__field", "based_on", "text")
        .prefetch_related(Prefetch("acts", queryset=acts))
        .first()
    )
    if found is None:
        raise NotFound("unknown_revision", Words(vi="Không có bản này.", en="There is no such revision."))
    return found


def record_of(revision: Revision) -> ProcedureRecord:
    """What the revision says, draft or not."""
    return read_back(revision.text.record)


def text_of(revision: Revision) -> Text:
    """The text of a published revision."""
    text = published_text_of(revision)
    return Text(revision, record_of(revision), text, digest(text))


def text_on(code: str, day: date) -> Text | None:
    """What stood on ``day``; None where the procedure was not in force."""
    found = (
        Revision.objects.in_force(day)
        .filter(procedure_id=_code(code))
        .select_related("procedure", "text")
        .prefetch_related("acts")
        .first()
    )
    return text_of(found) if found else None


def published_text_of(
    revision: Revision, *, valid_from: date | None = None, publication: Instrument | None = None
) -> str:
    """The canonical text; with day and decision given, as the publication is about to make it."""
    return published_text(
        record_of(revision),
        number=revision.number,
        valid_from=valid_from or revision.valid_from,
        approval=_instrument(revision, RevisionAct.Kind.APPROVED),
        publication=publication or _instrument(revision, RevisionAct.Kind.PUBLISHED),
    )


def _instrument(revision: Revision, kind: RevisionAct.Kind) -> Instrument:
    return next((each.instrument for each in revision.acts.all() if each.kind == kind), Instrument(""))


def keeper() -> Unit:
    """The unit that announces the catalogue: the province."""
    return Unit.objects.get(kind=Unit.Kind.PROVINCE)


def overview(text: str, day: date, *, limit: int) -> list[Procedure]:
    """Procedures for what somebody typed, best first, each with ``number`` and ``since`` of the revision in
    force on ``day``, ``coming`` (the day of the next one) and ``drafts`` (how many wait). One statement."""
    wanted = text.strip()
    rows = _with_standing(Procedure.objects.select_related("field"), day)
    if not wanted:
        return list(rows[:limit])
    found = [(folding.score(wanted, row.search), row) for row in rows if folding.matches(wanted, row.search)]
    found.sort(key=lambda pair: (-pair[0], pair[1].rank, pair[1].code))
    return [row for _, row in found[:limit]]


def _with_standing(rows: "QuerySet[Procedure]", day: date) -> "QuerySet[Procedure]":
    own = Revision.objects.filter(procedure=OuterRef("pk"))
    now = own.filter(pk__in=Revision.objects.in_force(day).values("pk"))
    coming = own.filter(state=Revision.State.PUBLISHED, valid_from__gt=day).order_by("valid_from")
    waiting = Q(revisions__state__in=(Revision.State.DRAFT, Revision.State.APPROVED))
    return rows.annotate(
        number=Subquery(now.values("number")[:1]),
        since=Subquery(now.values("valid_from")[:1]),
        coming=Subquery(coming.values("valid_from")[:1]),
        drafts=Count("revisions", filter=waiting),
    ).order_by("rank", "name_vi")


def _code(code: str) -> str:
    return code[:30] if code.isprintable() else ""  # PostgreSQL takes no NUL even to look for it
