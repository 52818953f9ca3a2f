"""What the keeping of stored dossiers comes to: the facts of each, read in a few statements for many."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery

from motcua.domain.retention import Facts, Kind, Retention, Rule, Verdict, reckon
from motcua.domain.states import OPEN_STATES, State
from motcua.domain.words import Words
from motcua.domain.workdays import ZONE, local
from motcua.dossiers.models import DestructionLine, Dossier, Movement, RetentionHold, RetentionRule
from motcua.places.models import Center

CHUNK = 500
ENDS = {"granted": Kind.GRANTED, "refused": Kind.REFUSED}


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A dossier with what its keeping comes to; ``rule`` is the row behind the rule that applies."""

    dossier: Dossier
    facts: Facts
    retention: Retention
    rule: RetentionRule | None


class Ruler:
    """The rules in force on one day; reckons one dossier after the other by them."""

    def __init__(self, day: date) -> None:
        self.day = day
        self.rows = {row.as_rule: row for row in RetentionRule.objects.in_force(day)}
        self.rules: Sequence[Rule] = tuple(self.rows)

    @property
    def shortest(self) -> int | None:
        """The fewest years after which anything at all may be destroyed."""
        return min((rule.years for rule in self.rules if rule.years is not None), default=None)

    def reckon(self, dossier: Dossier) -> Reckoned:
        """``dossier`` was read by ``with_facts``."""
        facts = facts_of(dossier)
        found = reckon(facts, self.rules, today=self.day)
        return Reckoned(dossier, facts, found, self.rows[found.rule] if found.rule else None)


def with_facts(dossiers: QuerySet[Dossier]) -> QuerySet[Dossier]:
    """Reads what ``facts_of`` needs: three statements for however many."""
    last = Movement.objects.filter(dossier=OuterRef("pk")).order_by("-position").values("at")[:1]
    standing = Prefetch("retention_holds", RetentionHold.objects.standing(), to_attr="standing_holds")
    return (
        dossiers.annotate(moved_at=Subquery(last))
        .select_related("center", "revision__procedure", "decision", "result__revocation")
        .prefetch_related(standing, "result__reissues")
    )


def facts_of(dossier: Dossier) -> Facts:
    state = State(dossier.state)
    is_open = state in OPEN_STATES or state is State.PROCESSED
    return Facts(
        procedure=dossier.revision.procedure_id,
        field=dossier.revision.procedure.field_id,
        state=state,
        kind=None if is_open else _kind(dossier, state),
        closed_on=None if is_open else local(dossier.moved_at).date(),  # type: ignore[attr-defined]
        expires_on=_expires_on(dossier),
        holds=tuple(hold.words for hold in dossier.standing_holds),  # type: ignore[attr-defined]
    )


def of_dossier(dossier: Dossier, day: date) -> Reckoned:
    """One dossier by the rules in force on ``day``."""
    return Ruler(day).reckon(with_facts(Dossier.objects.filter(pk=dossier.pk)).get())


def explained(lines: Sequence[DestructionLine], day: date) -> list[tuple[DestructionLine, tuple[Words, ...]]]:
    """Each line of a list with the reasons for its date, by its own rule and as of ``day``."""
    rows = with_facts(Dossier.objects.filter(pk__in=[line.dossier_id for line in lines]))
    facts = {row.pk: replace(facts_of(row), holds=()) for row in rows}
    return [
        (line, reckon(facts[line.dossier_id], [line.rule.as_rule] if line.rule else [], today=day).lines)
        for line in lines
    ]


def aged(center: Center, ruler: Ruler) -> Iterator[Reckoned]:
    """The center's dossiers old enough that some rule might let them go, the oldest first.

    Not what was destroyed, nor what stands on a list that is not carried out yet.
    """
    if ruler.shortest is None:
        return
    youngest = ruler.day - timedelta(days=365 * ruler.shortest)
    before = datetime.combine(youngest, time.max, tzinfo=ZONE)
    listed = Q(destruction_lines__outcome__in=("", "destroyed"))
    rows = Dossier.objects.filter(center=center, received_at__lte=before).exclude(listed)
    for dossier in with_facts(rows.order_by("received_at", "code")).iterator(chunk_size=CHUNK):
        yield ruler.reckon(dossier)


def _kind(dossier: Dossier, state: State) -> Kind:
    decision = getattr(dossier, "decision", None)
    if decision is None or state is not State.RETURNED:
        return Kind.WITHOUT_RESULT
    return ENDS[decision.kind]


def _expires_on(dossier: Dossier) -> date | None:
    """The last day of what holds longest, the result or what corrected it; the day before a revocation."""
    result = getattr(dossier, "result", None)
    if result is None:
        return None
    revocation = getattr(result, "revocation", None)
    if revocation is not None:
        return revocation.revoked_from - timedelta(days=1)
    days = [result.valid_until, *(again.valid_until for again in result.reissues.all())]
    return None if None in days else max(days)


STAYING = (Verdict.HELD, Verdict.NOT_RETURNED, Verdict.NOT_CLOSED, Verdict.NO_EXPIRY)
"""Why an old dossier is named on a list among those that stay; the others are only counted."""
