"""Which official papers of a dossier an officer may print; ``web.office.papers`` prints them."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.dossiers.models import Dossier, ElectronicForm, FormKind, IssuedForm, Reissue, Result


@dataclass(frozen=True, slots=True)
class Paper:
    """A line of ``parts/issued_forms.html``."""

    name: str
    link: str
    symbol: str = ""
    issued: IssuedForm | None = None


def name_of(form: str) -> str:
    """What a form is called on a page, in the reader's language."""
    return {
        FormKind.RECEIPT: _("Receipt with a new appointment"),
        FormKind.SUPPLEMENT: _("Request for missing papers"),
        FormKind.REFUSAL: _("Refusal slip"),
        FormKind.APOLOGY: _("Apology with a new date"),
        FormKind.STOPPING: _("Notice of stopping"),
    }[FormKind(form)]


def papers_of(dossier: Dossier) -> list[Paper]:
    """All that may be printed of this dossier; at most four statements. Only for who may see whose it is."""
    issued = [
        Paper(name_of(row.form), reverse("office_form", args=[dossier.code, place]), row.symbol, row)
        for place, row in enumerate(dossier.issued_forms.defer("words"), start=1)
    ]
    issued += [
        Paper(
            _("Notice of the refusal"),
            reverse("office_electronic_file", args=[dossier.code, row.pk]),
            row.symbol,
        )
        for row in dossier.electronic_forms.filter(form=ElectronicForm.Form.NOTICE)
    ]
    sealed = Paper(_("Electronic originals with the seal"), reverse("office_electronic", args=[dossier.code]))
    slip = Paper(_("Processing control slip"), reverse("office_control_slip", args=[dossier.code]))
    if not dossier.clock_entries.all():  # never accepted: no receipt, no clock to control
        return [*issued, sealed] if issued else []
    ended = Result.objects.filter(dossier=dossier, file__isnull=False).first()
    if ended is not None:
        link = reverse("office_result", args=[dossier.code])
        issued.append(Paper(_("Document of the result"), link, ended.text))
        issued += [
            Paper(
                _("Copy of a lost result") if row.kind == Reissue.Kind.COPY else _("Corrected result"),
                f"{link}?position={row.position}",
                row.text,
            )
            for row in ended.reissues.filter(file__isnull=False)
        ]
    receipt_of = Paper(_("Receipt and appointment"), reverse("office_receipt", args=[dossier.code]))
    return [receipt_of, *issued, slip, sealed]
