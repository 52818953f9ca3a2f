"""Instruments of authority as pages show them: to residents by post, never by name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from motcua.catalogue.models import Field, Procedure
from motcua.domain.authority import Kind
from motcua.people.models import Grant

STATES: dict[str, Promise | str] = {
    "in_time": _("In force"),
    "paused": _("Not yet in force"),
    "done": _("Ended"),
    "refused": _("Revoked"),
}
"""By the shape of ``parts/state_tag.html``."""


@dataclass(frozen=True, slots=True)
class Line:
    """One instrument: ``grant`` for its dates and keys, the rest in the page's words."""

    grant: Grant
    state: str
    kind: str
    giver: str
    post: str
    unit: str
    organisation: str
    fields: tuple[str, ...]
    procedures: tuple[tuple[str, str], ...]  # code and name
    conditions: str
    signs_for_giver: bool
    may_pass_on: bool

    @property
    def state_word(self) -> Promise | str:
        return STATES[self.state]


def lines_of(grants: Sequence[Grant], today: date) -> list[Line]:
    """Two statements for all of them; the grants come with issuer, holder's unit and its parent, source."""
    language = get_language() or "vi"
    fields = {row.code: row.name_in(language) for row in Field.objects.all()}
    codes = {code for grant in grants for code in grant.procedures}
    names = {row.code: row.name_in(language) for row in Procedure.objects.filter(code__in=codes)}
    return [_line(grant, today, language, fields, names) for grant in grants]


def _line(grant: Grant, today: date, language: str, fields: dict[str, str], names: dict[str, str]) -> Line:
    unit = grant.holder.unit
    rule = grant.as_rule()
    return Line(
        grant=grant,
        state=state_of(grant, today),
        kind=rule.kind.words.in_language(language),
        giver=grant.giver.in_language(language),
        post=grant.holder.title_in(language),
        unit=unit.name_in(language),
        organisation=unit.owner.name_in(language),
        fields=_scope(grant.fields, fields),
        procedures=tuple((code, names.get(code, code)) for code in grant.procedures),
        conditions=grant.conditions_in(language),
        signs_for_giver=rule.signed_for_giver,
        may_pass_on=rule.kind is not Kind.DELEGATION and rule.valid_on(today),
    )


def _scope(codes: Iterable[str], fields: dict[str, str]) -> tuple[str, ...]:
    """The names of the fields; where all are meant, that alone is said."""
    codes = list(codes)
    if fields and set(fields) <= set(codes):
        return (str(_("every field of the catalogue")),)
    return tuple(fields.get(code, code) for code in codes)


def state_of(grant: Grant, today: date) -> str:
    if grant.revoked_on is not None and grant.revoked_on <= today:
        return "refused"
    if today < grant.valid_from:
        return "paused"
    return "in_time" if grant.as_rule().valid_on(today) else "done"
