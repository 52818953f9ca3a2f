"""What an official form is called on a page."""

from django import template
from django.utils.translation import gettext as _

from motcua.dossiers.models import ElectronicForm
from motcua.web.papers import name_of

register = template.Library()


@register.filter
def form_name(form: ElectronicForm) -> str:
    """The name in the reader's language, of whichever of the seven forms, or of the notice of a refusal."""
    kinds = ElectronicForm.Form
    names = {
        kinds.CONTROL: _("Processing control slip"),
        kinds.REGISTER: _("Dossier register"),
        kinds.NOTICE: _("Notice of the refusal"),
    }
    if form.form == kinds.RECEIPT and form.issued_id is None:
        return _("Receipt and appointment")
    return names.get(kinds(form.form)) or name_of(form.form)
