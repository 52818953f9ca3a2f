"""A change of authority and the open dossiers: which change hands, and what their signing steps say.

``hands`` is what a page shows before a grant, a revocation or an absence is saved; ``refresh_after`` is
the effect of those events, in their own transaction: the steps that wait for a signature name the
instrument as it is now.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from motcua.base.actions import part_of_action
from motcua.base.models import Event
from motcua.base.subscriptions import subscribe_effect
from motcua.catalogue.models import Revision
from motcua.catalogue.queries import bundle
from motcua.domain.workdays import ZONE
from motcua.dossiers.models import Decision, Dossier, Step
from motcua.dossiers.stepping import authority_of
from motcua.people.competence import Change, Picture, Signer, by_officer, picture
from motcua.people.models import Absence, Grant, Officer
from motcua.places.hours import business_date
from motcua.places.models import Unit

SHOWN = 200
"""Dossiers listed one by one; of more the page says how many."""


@dataclass(frozen=True, slots=True)
class Hand:
    """An open dossier whose signature passes from some to others; ``step`` is where it stands now."""

    dossier: Dossier
    step: Step | None
    before: tuple[Signer, ...]
    after: tuple[Signer, ...]


@dataclass(frozen=True, slots=True)
class Hands:
    """What changes on ``day``: the dossiers that this officer may see, and how many there are in all.

    ``orphans`` counts those that nobody could decide any more.
    """

    day: date
    rows: tuple[Hand, ...]
    total: int
    orphans: int


Group = tuple[str, UUID]
"""A commune and a procedure's revision: their open dossiers have the same signers."""
Moved = dict[Group, tuple[tuple[Signer, ...], tuple[Signer, ...]]]
"""Of each group that changes hands the signers before and after."""


def hands(change: Change, *, day: date, viewer: Officer, today: date) -> Hands:
    """Which open dossiers change hands when ``change`` counts on ``day``.

    A constant number of statements, but for one a revision that this process has not read before.
    """
    communes = change.communes
    before = picture(communes, day)
    after = before.after(change)
    waiting = _undecided(communes)
    moved: Moved = {}
    for group, sign in _signing(waiting, communes).items():
        pair = (_signers(before, sign), _signers(after, sign))
        if by_officer(pair[0]) != by_officer(pair[1]):
            moved[group] = pair
    theirs = waiting.filter(_of(moved))
    seen = theirs.filter(pk__in=Dossier.objects.visible_to(viewer, today).values("pk"))
    alone = {group: pair for group, pair in moved.items() if not pair[1]}
    return Hands(
        day=day,
        rows=tuple(_hand(row, moved) for row in seen[:SHOWN]) if moved else (),
        total=theirs.count() if moved else 0,
        orphans=waiting.filter(_of(alone)).count() if alone else 0,
    )


def _of(groups: Iterable[Group]) -> Q:
    """The dossiers of these groups."""
    wanted = Q(pk__in=[])
    for commune, revision in groups:
        wanted |= Q(center__commune=commune, revision=revision)
    return wanted


def _undecided(communes: Collection[str]) -> QuerySet[Dossier]:
    steps = Step.objects.open().order_by("position")
    return (
        Dossier.objects.open()
        .filter(center__commune__in=communes, decision__isnull=True)
        .select_related("revision__procedure", "center__commune")
        .prefetch_related(Prefetch("steps", queryset=steps, to_attr="open_steps"))
        .order_by("due_at", "code")
    )


@dataclass(frozen=True, slots=True)
class Signing:
    """Where a procedure is signed in one commune."""

    unit: UUID
    role: str
    procedure: str
    field: str


def _signing(waiting: QuerySet[Dossier], communes: Collection[str]) -> dict[Group, Signing]:
    """Of each group of waiting dossiers the step of its signature, where its process has one."""
    groups = set(waiting.order_by().values_list("center__commune", "revision"))
    units = {(unit.commune_id, unit.kind): unit.pk for unit in Unit.objects.filter(commune__in=communes)}
    revisions = Revision.objects.filter(pk__in={pk for _, pk in groups}).select_related("procedure__field")
    parts = {revision.pk: bundle(revision) for revision in revisions}
    found = {}
    for commune, pk in groups:
        sign = next((row for row in parts[pk].steps if row.act == "sign"), None)
        unit = sign and units.get((commune, sign.unit_kind))
        if sign and unit:
            procedure = parts[pk].procedure
            found[commune, pk] = Signing(unit, sign.role, procedure.code, procedure.field_id)
    return found


def _signers(drawn: Picture, sign: Signing) -> tuple[Signer, ...]:
    return tuple(drawn.signers(sign.unit, sign.role, sign.procedure, sign.field))


def _hand(dossier: Dossier, moved: Moved) -> Hand:
    before, after = moved[dossier.center.commune_id, dossier.revision_id]
    return Hand(dossier, next(iter(dossier.open_steps), None), before, after)  # type: ignore[attr-defined]


def turns_of(officer: Officer, day: date, *, viewer: Officer) -> list[Step]:
    """The open steps whose turn it is for this officer, as far as ``viewer`` may see the dossiers."""
    seen = Dossier.objects.visible_to(viewer, day)
    return list(
        Step.objects.for_officer(officer, day)
        .filter(dossier__in=seen)
        .select_related("dossier__revision__procedure", "unit")
        .order_by("due_at", "pk")[:SHOWN]
    )


def decided_since(grant: Grant, day: date) -> int:
    """How many decisions were signed on this instrument on that day or later."""
    return Decision.objects.filter(grant=grant, signed_at__gte=datetime.combine(day, time.min, ZONE)).count()


@part_of_action
def refresh_after(event: Event) -> None:
    """The signing steps of the communes that the event is about say the instrument as it is now."""
    today = business_date(event.at)
    communes = _communes(event)
    if not communes:
        return
    drawn = picture(communes, today)
    steps = (
        Step.objects.open()
        .filter(act="sign", dossier__center__commune__in=communes)
        .select_related("unit", "dossier__revision__procedure__field")
    )
    texts: dict[tuple[str, str], list[UUID]] = {}
    for step, vi, en in _worded(steps, drawn, event):
        if (step.authority, step.authority_en) != (vi, en):
            texts.setdefault((vi, en), []).append(step.pk)
    for (vi, en), keys in texts.items():
        for start in range(0, len(keys), 500):
            Step.objects.filter(pk__in=keys[start : start + 500]).update(authority=vi, authority_en=en)


def _worded(steps: Iterable[Step], drawn: Picture, event: Event) -> Iterator[tuple[Step, str, str]]:
    said = {}
    for step in steps:
        group = (step.unit_id, step.dossier.revision_id)
        if group not in said:
            parts = bundle(step.dossier.revision)
            row = next(row for row in parts.steps if row.act == "sign")
            said[group] = authority_of(parts, row, step.unit, event.at, drawn=drawn)
        yield step, said[group].vi, said[group].en


def _communes(event: Event) -> set[str]:
    kind, _, key = event.subject.partition("/")
    if kind == "grant":
        grant = Grant.objects.select_related("holder__unit").get(pk=key)
        return Change(revoked=(grant,)).communes
    absence = Absence.objects.select_related("officer").get(pk=key)
    return Change(away=(absence,)).communes


def register() -> None:
    subscribe_effect(["grant.entered", "grant.revoked"], refresh_after)
    subscribe_effect(["absence.registered", "absence.ended"], refresh_after)
