"""How a resident says what they found."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from motcua.domain.refusal import Invalid
from motcua.feedback.actions import WORDS_LENGTH

STARS = (
    (5, _("Very satisfied")),
    (4, _("Satisfied")),
    (3, _("So-so")),
    (2, _("Not satisfied")),
    (1, _("Not satisfied at all")),
)


class RatingForm(forms.Form):
    """Every rule is ``feedback.actions.rate``'s; this carries the values and the sentences."""

    stars = forms.TypedChoiceField(
        label=_("How did you find the way we handled your dossier?"),
        choices=STARS,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the five answers.")},
    )
    words = forms.CharField(
        label=_("What could we do better?"),
        help_text=_("At most 1,000 letters. Please write no names, numbers or addresses."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": WORDS_LENGTH}),
    )

    def refuse(self, refusal: Invalid) -> None:
        """Put a rule's sentence beside the field it names."""
        self.add_error(refusal.field or None, refusal.words.in_language(get_language() or "vi"))
