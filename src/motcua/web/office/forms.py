"""What the offices fill in. The rules are the actions'; these only carry values and sentences."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from motcua.domain.refusal import Invalid
from motcua.dossiers.actions.steps import REASON_LENGTH
from motcua.dossiers.handing import NOTE_LENGTH
from motcua.dossiers.models import Decision
from motcua.dossiers.queries import Load
from motcua.web import fields


class ActForm(forms.Form):
    """An act on the step that the page showed: ``step`` is its turn."""

    step = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=1_000_000, required=False)

    def refuse(self, refusal: Invalid) -> None:
        """Put a rule's sentence beside the field it names."""
        field = refusal.field if refusal.field in self.fields else None
        self.add_error(field, refusal.words.in_language(get_language() or "vi"))


def note(label: Any, hint: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=NOTE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "max_length": _("Write at most %(limit_value)d characters; there are %(show_value)d now.")
        },
    )


class AssignForm(ActForm):
    officer = forms.ChoiceField(
        label=_("Who handles this dossier?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the officer who handles the dossier."),
            "invalid_choice": _("Choose one of the officers in the list."),
        },
    )
    note = note(_("Note to the officer"), _("Only officers see it; residents do not."))

    def __init__(self, *args: Any, loads: list[Load], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_id = {str(load.officer.pk): load for load in loads}
        officer = self.fields["officer"]
        assert isinstance(officer, forms.ChoiceField)
        officer.choices = [(pk, load.officer.name_vi) for pk, load in self.by_id.items()]
        if len(loads) == 1:
            self.initial["officer"] = str(loads[0].officer.pk)

    def clean_officer(self) -> UUID:
        return UUID(self.cleaned_data["officer"])


class CompletionForm(ActForm):
    note = note(
        _("Note to the next officer"),
        _("What you checked and found. Only officers see it; residents do not."),
    )


class DecisionForm(ActForm):
    kind = forms.ChoiceField(
        label=_("Your decision"),
        choices=[
            (Decision.Kind.GRANTED, _("I agree and sign the result")),
            (Decision.Kind.REFUSED, _("I refuse, for the reason below")),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose whether you sign the result or refuse."),
            "invalid_choice": _("Choose whether you sign the result or refuse."),
        },
    )
    reason = forms.CharField(
        label=_("Reason for refusing"),
        help_text=_("Needed only for a refusal. It goes into the written answer to the applicant."),
        max_length=REASON_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "max_length": _("Write at most %(limit_value)d characters; there are %(show_value)d now.")
        },
    )

    without_opinions = forms.CharField(
        label=_("Why you decide before every opinion is there"),
        help_text=_("A unit that was asked has not answered yet. Officers and inspectors read this."),
        max_length=REASON_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "max_length": _("Write at most %(limit_value)d characters; there are %(show_value)d now.")
        },
    )

    def __init__(self, *args: Any, waiting: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not waiting:
            del self.fields["without_opinions"]


class IssueForm(ActForm):
    valid_until = fields.day(
        _("Holds until"),
        hint=_("The last day. Empty: as the province set for such results; where nothing is set, no limit."),
        required=False,
    )
    symbol = forms.CharField(
        label=_("Symbol of the document"),
        help_text=_("It follows the number, as in 12/QĐ-UBND. Change it where the document needs another."),
        error_messages={"required": _("Enter the document's symbol, such as QĐ-UBND.")},
    )
    on_paper = forms.BooleanField(
        label=_("Issue on paper, without digital signatures"),
        help_text=_("Only where a signing key cannot be used: print it, have it signed and sealed by hand."),
        required=False,
    )
