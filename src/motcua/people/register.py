"""The public register of authority: who may decide, on which legal basis (Decree 63/2010/NĐ-CP Art 13).

It names posts and documents, nobody's person.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from motcua.domain.words import Words
from motcua.people.models import Grant, GrantQuerySet
from motcua.places.models import Unit


def entries() -> GrantQuerySet:
    """Every instrument with what a register shows of it."""
    return Grant.objects.select_related(
        "issuer__parent", "holder__unit__parent", "holder__unit__commune", "source"
    ).order_by("holder__unit__commune__name_vi", "holder__unit__identifier", "valid_from", "pk")


def in_force(day: date) -> list[Grant]:
    """The instruments that make somebody competent on that day: in force, and the post is held."""
    held = Q(holder__valid_to__isnull=True) | Q(holder__valid_to__gte=day)
    rows = entries().valid_on(day).filter(held, holder__valid_from__lte=day, holder__officer__is_active=True)
    return [grant for grant in rows if grant.as_rule().valid_on(day)]


def deciding(procedure: str, field: str, day: date) -> list[Grant]:
    """The instruments on which this procedure is decided that day, the province's first."""
    rows = [grant for grant in in_force(day) if grant.as_rule().covers(procedure, field)]
    return sorted(rows, key=lambda grant: grant.holder.unit.commune_id is not None)


@dataclass(frozen=True, slots=True)
class Document:
    """One document of one giver: ``grant`` is any of what it gave, ``count`` how many posts."""

    grant: Grant
    count: int

    @property
    def kind(self) -> Words:
        return self.grant.as_rule().kind.words


def documents(grants: Iterable[Grant]) -> list[Document]:
    """The documents behind these instruments, the latest first."""
    found: dict[tuple[object, ...], list[Grant]] = {}
    for grant in grants:
        found.setdefault((grant.issuer_id, grant.document_number, grant.document_date), []).append(grant)
    rows = [Document(given[0], len(given)) for given in found.values()]
    return sorted(rows, key=lambda row: (row.grant.document_date, row.grant.document_number), reverse=True)


def same_document(grant: Grant) -> GrantQuerySet:
    return entries().filter(
        issuer=grant.issuer, document_number=grant.document_number, document_date=grant.document_date
    )


def organisations(day: date) -> list[tuple[Unit, int]]:
    """The organisations whose posts hold instruments that day, with how many; the province's first."""
    counts: dict[Unit, int] = {}
    for grant in in_force(day):
        owner = grant.holder.unit.owner
        counts[owner] = counts.get(owner, 0) + 1
    return sorted(counts.items(), key=lambda pair: (pair[0].commune_id is not None, pair[0].name_vi))


def of_organisation(unit: Unit) -> GrantQuerySet:
    """What the posts of an organisation and its parts hold."""
    return entries().filter(Q(holder__unit=unit) | Q(holder__unit__parent=unit))
