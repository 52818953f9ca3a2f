"""What is filled in about the province's fees and a center's account. Fields bear the rules' names."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from motcua.base.vietqr import Account
from motcua.catalogue.models import Channel, Procedure
from motcua.domain.refusal import Invalid
from motcua.domain.words import Words
from motcua.dossiers.actions.fee_rules import Rule
from motcua.web import fields
from motcua.web.typed import amount_typed

BASIS_LENGTH, NAME_LENGTH, PER_LENGTH = 200, 200, 120
CHANNELS: dict[str, Any] = {
    "": _("Every channel"),
    Channel.DIRECT: _("At the counter"),
    Channel.ONLINE: _("Online"),
    Channel.POST: _("By post"),
}


class Amount(forms.CharField):
    """Whole dong as people type them: 15.000."""

    def to_python(self, value: Any) -> Any:
        typed = str(value or "")[:30]
        if not typed.strip():
            return ""
        try:
            return amount_typed({"amount": typed}, "amount")
        except Invalid as refusal:
            raise forms.ValidationError(refusal.words.in_language(get_language() or "vi")) from refusal


class RuledForm(fields.RuleForm):
    """The text, the names and the days that every line of the province has."""

    name_vi = fields.text(_("Name in Vietnamese"), most=NAME_LENGTH, missing=_("Enter a name."))
    name_en = fields.text(_("Name in English"), most=NAME_LENGTH)
    basis = fields.text(
        _("Text it rests on"),
        most=BASIS_LENGTH,
        hint=_("Number and day as printed, such as 05/2026/NQ-HĐND of 10/7/2026."),
        missing=_("Name the text it rests on."),
    )
    valid_from = fields.day(_("In force from"))
    valid_to = fields.day(_("Last day in force"), hint=_("Leave it empty while none is set."), required=False)

    def rule(self) -> Rule:
        given = self.cleaned_data
        name = Words(given["name_vi"], given["name_en"])
        return Rule(name, given["basis"], given["valid_from"], given["valid_to"])


class OfProcedureForm(RuledForm):
    """A line about one procedure, named by its code."""

    procedure = fields.text(
        _("Code of the procedure"),
        most=20,
        hint=_("Such as 1.001193."),
        missing=_("Enter the code of the procedure."),
    )

    def clean_procedure(self) -> Procedure:
        code = self.cleaned_data["procedure"]
        found = Procedure.objects.filter(code=code).first()
        if found is None:
            raise forms.ValidationError(
                _("There is no procedure %(code)s in the catalogue."), params={"code": code}
            )
        return found


class TariffForm(OfProcedureForm):
    amount = Amount(
        label=_("Amount"),
        help_text=_("In dong, such as 15.000."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"required": _("Enter the amount.")},
    )
    per_vi = fields.text(_("For each (in Vietnamese)"), most=PER_LENGTH, hint=_("Such as “văn bản”."))
    per_en = fields.text(_("For each (in English)"), most=PER_LENGTH, hint=_("Such as “document”."))
    channel = forms.ChoiceField(
        label=_("Channel"), choices=list(CHANNELS.items()), required=False, widget=forms.RadioSelect
    )
    field_order = ("procedure", "name_vi", "name_en", "amount", "per_vi", "per_en", "channel", "basis")


class ClassForm(RuledForm):
    code = forms.SlugField(
        label=_("Short code"),
        max_length=30,
        help_text=_("Letters without diacritics, digits, dashes. The same code as before replaces it."),
        error_messages={
            "required": _("Enter a short code."),
            "invalid": _("Only letters without diacritics, digits and dashes."),
        },
    )
    percent = forms.IntegerField(
        label=_("Let off, in percent"),
        help_text=_("100 is free."),
        error_messages={"required": _("Enter a percentage."), "invalid": _("Enter a whole number.")},
    )
    field_order = ("code", "name_vi", "name_en", "percent", "basis")


class LastDayForm(fields.RuleForm):
    last_day = fields.day(_("Last day in force"))


class AccountForm(fields.RuleForm):
    bank = fields.text(
        _("The bank's BIN"),
        most=10,
        hint=_("Six digits, as on VietQR."),
        missing=_("Enter the bank's BIN."),
    )
    number = fields.text(_("Account number"), most=40, missing=_("Enter the account number."))
    holder = fields.text(
        _("Holder of the account"),
        most=60,
        hint=_("As the bank writes it, without diacritics."),
        missing=_("Enter the holder of the account."),
    )

    def account(self) -> Account:
        given = self.cleaned_data
        return Account(given["bank"], given["number"], given["holder"])
