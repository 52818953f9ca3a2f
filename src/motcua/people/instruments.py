"""Instruments as documents say them, as rows that are not saved yet: what a preview shows and an action
enters."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from motcua.base.actors import Actor
from motcua.domain import authority
from motcua.domain.authority import Kind
from motcua.domain.free_text import written
from motcua.domain.refusal import Conflict
from motcua.domain.words import Words
from motcua.people import access
from motcua.people.models import Absence, Grant, Post
from motcua.places.models import Unit

NUMBER_LENGTH, TEXT_LENGTH = 60, 300


@dataclass(frozen=True, slots=True)
class Instrument:
    """A grant as the document says it (see ``people.models.Grant``)."""

    kind: str
    document_number: str
    document_date: date
    fields: list[str]
    valid_from: date
    valid_to: date | None = None
    procedures: list[str] = field(default_factory=list)
    conditions_vi: str = ""
    conditions_en: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """The document by which somebody signs for an absent officer."""

    document_number: str
    document_date: date
    conditions_vi: str


def drafted(holder: Post, *, issuer: Unit, instrument: Instrument, source: Grant | None = None) -> Grant:
    """The instrument as a row. ``source`` is what the giver holds, where they delegate a part of it."""
    return Grant(
        kind=instrument.kind,
        issuer=issuer,
        holder=holder,
        source=source,
        document_number=written(instrument.document_number, field="document_no", most=NUMBER_LENGTH),
        document_date=instrument.document_date,
        fields=instrument.fields,
        procedures=instrument.procedures,
        conditions_vi=written(instrument.conditions_vi, field="conditions", most=TEXT_LENGTH),
        conditions_en=written(instrument.conditions_en, field="conditions", most=TEXT_LENGTH),
        valid_from=instrument.valid_from,
        valid_to=instrument.valid_to,
    )


def standing_in(absence: Absence, grants: Iterable[Grant], *, holder: Post, paper: Paper) -> Iterator[Grant]:
    """The delegations by which ``holder`` signs while the officer of ``grants`` is away, for that time only.

    What the absent officer holds by delegation its giver delegates anew, for it may not be passed on;
    anything else the absent officer's own organisation delegates.
    """
    for held in grants:
        first = max(absence.begins_on, held.valid_from)
        last = min(day for day in (absence.ends_on, held.valid_to, _last_day(held)) if day is not None)
        if first > last:
            continue
        delegated = held.kind == Kind.DELEGATION
        instrument = Instrument(
            kind=Kind.DELEGATION,
            document_number=paper.document_number,
            document_date=paper.document_date,
            fields=list(held.fields),
            procedures=list(held.procedures),
            valid_from=first,
            valid_to=last,
            conditions_vi=paper.conditions_vi,
        )
        grant = drafted(
            holder,
            issuer=held.issuer if delegated else held.holder.unit.owner,
            instrument=instrument,
            source=held.source if delegated else held,
        )
        grant.absence = absence
        yield grant


def _last_day(grant: Grant) -> date | None:
    return grant.revoked_on - timedelta(days=1) if grant.revoked_on else None


def check_may_enter(grant: Grant, *, by: Actor, day: date) -> None:
    """Whether this draft may become an instrument: who enters it, who gives what to whom, is it complete."""
    access.check_may_keep_grants(by, grant.issuer, day)
    access.check_may_give(by, Kind(grant.kind), grant.issuer, grant.holder)
    if grant.source is not None:
        authority.check_passing_on(grant.source.as_rule(), Kind(grant.kind))
    authority.check_grant(grant.as_rule())
    same = {
        name: getattr(grant, name) for name in ("issuer", "holder", "source", "document_number", "valid_from")
    }
    scopes = Grant.objects.filter(**same, revoked_on__isnull=True).values_list("fields", "procedures")
    if (grant.fields, grant.procedures) in list(scopes):
        raise Conflict(
            "grant_already_entered",
            Words(
                vi=f"Văn bản {grant.document_number} giao cho {grant.holder} đã được nhập.",
                en=f"Document {grant.document_number} for {grant.holder} has been entered already.",
            ),
        )
