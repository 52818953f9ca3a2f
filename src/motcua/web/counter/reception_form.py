"""The form of a dossier's reception: who files, how, and what they hand over."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.catalogue.models import Channel, Document
from motcua.catalogue.queries import Bundle
from motcua.domain.delivery import Way
from motcua.domain.identity_card import IdentityCard
from motcua.dossiers.delivering import Delivery
from motcua.dossiers.filing import Filing, Handed, Person
from motcua.dossiers.models import Applicant, Paper

COUNTER_CHANNELS = (Channel.DIRECT, Channel.POST)
KINDS: dict[str, Any] = {
    Applicant.Kind.PERSON: _("A citizen"),
    Applicant.Kind.FOREIGNER: _("A foreigner"),
    Applicant.Kind.ORGANISATION: _("An organisation"),
}
PAPER_KINDS: dict[str, Any] = {
    Paper.Kind.ORIGINAL: _("Original"),
    Paper.Kind.COPY: _("Copy"),
    Paper.Kind.CERTIFIED: _("Certified copy"),
    Paper.Kind.SHOWN: _("Shown only"),
}
CHANNELS: dict[str, Any] = {Channel.DIRECT: _("At the counter"), Channel.POST: _("By post")}
WAYS: dict[str, Any] = {
    Way.COUNTER: _("At the counter of this center"),
    Way.POST: _("By public post"),
    Way.ELECTRONIC: _("Electronically, from the dossier's page"),
}
COUNT = re.compile(r"[0-9]{1,2}")


class Line(forms.CharField):
    """A line of text. Whether it may be empty is said on the page here, and decided by the rules, which
    name all gaps at once."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\x00", "")

    def validate(self, value: str) -> None:
        pass


class OneOf(forms.ChoiceField):
    """One of several; that none was chosen is for the rules to say."""

    default_error_messages = {"invalid_choice": _("Choose one of these.")}

    def validate(self, value: str) -> None:
        if value:
            super().validate(value)


def text(label: Any, *, hint: Any = "", required: bool = False, **attributes: str) -> Line:
    widget = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", **attributes})
    return Line(label=label, help_text=hint, required=required, widget=widget)


class ReceptionForm(forms.Form):
    """What a field holds when it is wrong stays in it; only a date can be unreadable here."""

    use_required_attribute = False

    kind = OneOf(label=_("The applicant is"), choices=KINDS, widget=forms.RadioSelect)
    name = text(
        _("Full name"), hint=_("As on the identity paper; for an organisation, its name."), required=True
    )
    identity_number = text(
        _("Identity number"),
        hint=_("12 digits; for a foreigner the passport, for an organisation its tax code."),
        required=True,
    )
    born_on = forms.DateField(
        label=_("Date of birth"),
        help_text=_("Day/month/year, such as 15/03/1990."),
        required=False,
        input_formats=["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"],
        error_messages={"invalid": _("There is no such day: write day/month/year, such as 15/03/1990.")},
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    address = text(_("Address"))
    phone = text(_("Phone"), hint=_("To tell the person when the result is ready."), inputmode="tel")
    email = text(_("Email"), inputmode="email")
    agent_name = text(_("Full name of the person who files"), required=True)
    agent_identity_number = text(
        _("Their identity number"), hint=_("12 digits."), required=True, inputmode="numeric"
    )
    agent_paper = text(
        _("Authorisation shown"), hint=_("Such as: authorisation of 20/11/2026."), required=True
    )
    channel = OneOf(label=_("How the dossier came"), choices=CHANNELS)
    return_way = OneOf(label=_("How the result reaches the person"), choices=WAYS, widget=forms.RadioSelect)
    post_address = text(_("Address for the post"), hint=_("Only for the post; empty: the address above."))
    post_phone = text(_("Phone for the post"), inputmode="tel")
    note = Line(
        label=_("Note for the next officer"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )

    def filing(self, procedure: str, papers: list["PaperLine"]) -> Filing:
        """What was entered, for the rules to check. Call it after ``is_valid()``."""
        given = self.cleaned_data
        person = Person(**{name: given.get(name, "") for name in PERSON_FIELDS}, born_on=self.born)
        handed = tuple(line.handed() for line in papers if line.is_handed)
        channel = self.data.get("channel", "")
        return Filing(
            procedure, channel, person, handed, note=given.get("note", ""), delivery=delivery_in(given)
        )

    @property
    def born(self) -> date | None:
        return self.cleaned_data.get("born_on")

    @classmethod
    def filled(cls, card: IdentityCard, given: dict[str, Any], *, agent: bool) -> "ReceptionForm":
        """The form as ``given``, with what the card says; the card's own text is not kept."""
        from_card = (
            {"agent_name": card.name, "agent_identity_number": card.number}
            if agent
            else {
                "kind": Applicant.Kind.PERSON,
                "name": card.name,
                "identity_number": card.number,
                "born_on": f"{card.born:%d/%m/%Y}",
                "address": card.address,
            }
        )
        return cls(initial=given | from_card)


def delivery_in(given: dict[str, Any]) -> Delivery:
    """The way of the result as a form's cleaned values have it."""
    way = given.get("return_way") or Way.COUNTER
    return Delivery(way, given.get("post_address", ""), given.get("post_phone", ""))


PERSON_FIELDS = (
    *("kind", "name", "identity_number", "address", "phone", "email"),
    *("agent_name", "agent_identity_number", "agent_paper"),
)


@dataclass
class PaperLine:
    """One line of the list of papers: a component in one form, ticked when it lies on the table.

    ``count`` is what was typed; ``error`` the sentence beside the line.
    """

    document: Document
    place: int
    kind: str
    count: str
    is_handed: bool = False
    error: str = ""

    @property
    def key(self) -> str:
        return f"paper-{self.document.code}-{self.place}"

    @property
    def is_first(self) -> bool:
        return self.place == 0

    @property
    def kinds(self) -> list[tuple[str, Any]]:
        return list(PAPER_KINDS.items())

    def handed(self) -> Handed:
        """A count that is none becomes 0, which the rules refuse with a sentence."""
        return Handed(self.document.code, self.kind, int(self.count) if COUNT.fullmatch(self.count) else 0)


def paper_lines(parts: Bundle) -> list[PaperLine]:
    """The procedure's own list with its numbers: a line for the originals, one for the copies."""
    lines: list[PaperLine] = []
    for document in parts.documents:
        original = Paper.Kind.SHOWN if document.is_shown else Paper.Kind.ORIGINAL
        wanted = [(original, document.originals), (Paper.Kind.COPY, document.copies)]
        asked = [(kind, count) for kind, count in wanted if count] or [(original, 1)]
        lines += [PaperLine(document, place, kind, str(count)) for place, (kind, count) in enumerate(asked)]
    return lines


def papers_given(parts: Bundle, data: Any) -> list[PaperLine]:
    """The same lines as they came back from the page."""
    lines = paper_lines(parts)
    for line in lines:
        line.is_handed = f"{line.key}-handed" in data
        line.kind = data.get(f"{line.key}-kind", line.kind)[:20]
        line.count = data.get(f"{line.key}-count", line.count).strip()[:20]
    return lines
