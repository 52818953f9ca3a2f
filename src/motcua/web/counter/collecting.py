"""The form of who stands at the counter, how they prove it, and which originals they get back."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from motcua.dossiers import originals
from motcua.dossiers.handover import Collection
from motcua.dossiers.models import Dossier, Paper, Return, SettledOriginal
from motcua.dossiers.owing import AlthoughDue
from motcua.web.counter.reception_form import OneOf
from motcua.web.counter.reception_form import text as line

PROOFS: dict[str, Any] = {
    Return.Proof.IDENTITY_CARD: gettext_lazy("Identity card"),
    Return.Proof.VNEID: gettext_lazy("Identity in the VNeID application"),
    Return.Proof.RECEIPT_AND_CARD: gettext_lazy("Receipt and identity card"),
    Return.Proof.PASSPORT: gettext_lazy("Passport"),
}
PROVEN = PROOFS | {
    Return.POSTAL_PROOF: gettext_lazy("The carrier's proof of delivery"),
    Return.ONE_TIME_CODE: gettext_lazy("One-time code to the applicant's own phone or mailbox"),
}
SETTLED: dict[str, Any] = {
    SettledOriginal.Kind.GIVEN_BACK: gettext_lazy("Given back"),
    SettledOriginal.Kind.STAYS: gettext_lazy("Belongs in the file"),
}
COLLECTION = ("receiver_name", "proof", "receiver_identity_number", "is_agent", "paper")


class CollectionForm(forms.Form):
    """Who stands here; the rules of ``dossiers.handover`` check it all at once."""

    use_required_attribute = False

    receiver_name = line(gettext_lazy("Name of the person who collects"), required=True)
    proof = OneOf(
        label=gettext_lazy("Proof of identity you have seen"), choices=PROOFS, widget=forms.RadioSelect
    )
    receiver_identity_number = line(
        gettext_lazy("Number on the paper they show"),
        hint=gettext_lazy("12 digits of the identity card; for a passport, its number."),
        required=True,
    )
    is_agent = forms.BooleanField(
        label=gettext_lazy("Somebody else collects for the applicant"), required=False
    )
    paper = line(gettext_lazy("Authorisation shown"), hint=gettext_lazy("Only where somebody else collects."))

    def collection(self) -> Collection:
        return Collection(**{name: self.cleaned_data.get(name, "") for name in COLLECTION})


class HandOverForm(CollectionForm):
    """With what an officer says who hands over although money is due; asked only where it is."""

    although_due = forms.BooleanField(label=gettext_lazy("Hand over although money is due"), required=False)
    due_reason = line(
        gettext_lazy("Why the money is not taken first"),
        hint=gettext_lazy("Only if you hand over all the same; it is kept and shown on the dossier's page."),
    )

    def although(self) -> AlthoughDue:
        return AlthoughDue(self.cleaned_data["although_due"], self.cleaned_data["due_reason"])


def initial(dossier: Dossier) -> dict[str, Any]:
    """An organisation sends a person; anybody else is supposed to come themself."""
    person = dossier.applicant
    return {
        "receiver_name": person.name if person.kind != person.Kind.ORGANISATION else "",
        "is_agent": person.kind == person.Kind.ORGANISATION,
    }


@dataclass(frozen=True, slots=True)
class Original:
    """A line of ``counter/originals_of.html``: the paper, and what was ticked or what became of it."""

    paper: Paper
    ticked: str
    settled: SettledOriginal | None

    @property
    def name(self) -> str:
        return f"original-{self.paper.pk}"

    @property
    def choices(self) -> list[tuple[str, Any]]:
        return [("", gettext_lazy("Not yet")), *SETTLED.items()]


def originals_of(dossier: Dossier, sent: QueryDict | None = None) -> list[Original]:
    """The originals of the dossier with what the page sent; one statement."""
    return [
        Original(paper, sent.get(f"original-{paper.pk}", "") if sent else "", getattr(paper, "settled", None))
        for paper in originals.of(dossier)
    ]


def settling(lines: list[Original]) -> dict[int, str]:
    """What was ticked, by the paper's key; the rules check it."""
    return {line.paper.pk: line.ticked[:20] for line in lines if line.ticked and line.settled is None}
