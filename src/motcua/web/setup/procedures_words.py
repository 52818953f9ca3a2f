"""What the pages of the catalogue call things: a revision's standing, its acts, what changed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.catalogue.models import Revision, RevisionAct, Standing
from motcua.domain import procedure_words as said
from motcua.domain.procedure_difference import Difference, Part, differences
from motcua.domain.procedure_record import ProcedureRecord, StepRecord
from motcua.domain.words import Words

STANDINGS: dict[Standing, tuple[str, Promise | str]] = {
    Standing.DRAFT: ("draft", _("Draft")),
    Standing.APPROVED: ("due_soon", _("Approved, not published")),
    Standing.SCHEDULED: ("paused", _("Comes into force")),
    Standing.IN_FORCE: ("in_time", _("In force")),
    Standing.ENDED: ("done", _("Ended")),
    Standing.CANCELLED: ("refused", _("Put away")),
}
ACTS: dict[RevisionAct.Kind, Promise | str] = {
    RevisionAct.Kind.DRAFTED: _("Drafted"),
    RevisionAct.Kind.SAVED: _("Draft changed"),
    RevisionAct.Kind.APPROVED: _("Approved"),
    RevisionAct.Kind.PUBLISHED: _("Published"),
    RevisionAct.Kind.ENDED: _("Last day set"),
    RevisionAct.Kind.CANCELLED: _("Put away"),
}
DOSSIERS: dict[str, Promise | str] = {
    RevisionAct.Dossiers.STAY: _("Open dossiers stay on their revision"),
    RevisionAct.Dossiers.MOVE: _("Open dossiers move to this revision"),
}
PARTS: dict[Part, Promise | str] = {
    Part.NAME: _("Name of the procedure"),
    Part.TERM: _("Term"),
    Part.DOCUMENT: _("Paper"),
    Part.STEP: _("Step"),
    Part.FEE: _("Fee"),
    Part.RESULT: _("Result"),
    Part.BASIS: _("Legal text"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A revision in the history: its standing, and the act that published it, if any."""

    revision: Revision
    tag: str
    standing: Promise | str
    published: RevisionAct | None
    acts: list[tuple[Promise | str, RevisionAct, Promise | str]]

    @property
    def number(self) -> int:
        return self.revision.number


def row_of(revision: Revision, today: date) -> Row:
    tag, standing = STANDINGS[revision.standing_on(today)]
    acts = list(revision.acts.all())
    published = next((act for act in acts if act.kind == RevisionAct.Kind.PUBLISHED), None)
    lines = [(ACTS[RevisionAct.Kind(act.kind)], act, DOSSIERS.get(act.open_dossiers, "")) for act in acts]
    return Row(revision, tag, standing, published, lines)


@dataclass(frozen=True, slots=True)
class StepLine:
    order: int
    name: Words
    who: Words
    time: Words
    result: Words
    forms: str


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """What a revision says, as its page lists it; ``total``: what the counted steps add up to."""

    record: ProcedureRecord
    terms: list[tuple[Words, Words]]
    fees: list[tuple[Words, Words]]
    documents: list[Words]
    steps: list[StepLine]
    total: Words


def paragraphs(record: ProcedureRecord) -> Paragraphs:
    unit = record.timed_term.unit if record.timed_term else ""
    counted = sum((step.hours for step in record.steps if step.counted), Decimal())
    return Paragraphs(
        record,
        terms=[(said.channel(each.channel), said.term(each)) for each in record.terms],
        fees=[(said.channel(each.channel), said.fee(each)) for each in record.fees],
        documents=[said.document(each) for each in record.documents],
        steps=[_step(each, unit) for each in record.steps],
        total=said.share(counted, unit),
    )


def _step(step: StepRecord, unit: str) -> StepLine:
    return StepLine(
        step.order,
        step.name,
        said.whose(step),
        said.share(step.hours, unit) if step.counted else said.NOT_COUNTED,
        step.result,
        ", ".join(step.forms),
    )


def changes(old: ProcedureRecord, new: ProcedureRecord) -> list[tuple[Promise | str, Difference]]:
    """What changed, each with the name of the part it is in."""
    return [(PARTS[each.part], each) for each in differences(old, new)]
