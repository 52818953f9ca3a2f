"""What is filled in about an absence and about its early end."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.domain.refusal import Refusal
from motcua.people.instruments import NUMBER_LENGTH, TEXT_LENGTH, Paper
from motcua.people.models import Absence, Officer, Post, Role
from motcua.web import fields


class AbsenceForm(fields.RuleForm):
    """Who, when, who stands in; and the delegation where the one who is away signs."""

    officer = fields.choice(_("Who is away"), _("Choose who is away."))
    begins_on = fields.day(_("First day"))
    ends_on = fields.day(_("Last day"))
    substitute = fields.choice(
        _("Who stands in"),
        "",
        hint=_("Takes the turns of the one who is away. Leave it empty where nobody does."),
        required=False,
    )
    document_number = fields.text(
        _("Number of the delegation"),
        most=NUMBER_LENGTH,
        hint=_("Only where the one who is away signs decisions: standing in alone gives no authority."),
    )
    document_date = fields.day(_("Signed on"), required=False)
    conditions = fields.text(_("Conditions of the delegation"), most=TEXT_LENGTH, lines=3)

    def __init__(self, *args: Any, posts: list[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(post.officer.pk): post.officer for post in posts}
        self._choices("officer", fields.of_people(posts, _("Choose an officer")))
        self._choices("substitute", fields.of_people(posts, _("Nobody")))

    def _choices(self, name: str, choices: fields.Choices) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean_document_date(self) -> date | None:
        given: date | None = self.cleaned_data["document_date"]
        if given is None and self.cleaned_data.get("document_number"):
            raise forms.ValidationError(_("Choose the day."))
        return given

    def refuse(self, refusal: Refusal) -> None:
        """Who would hold the delegation is here who stands in."""
        if refusal.field == "holder":
            refusal.field = "substitute"
        super().refuse(refusal)

    def absence(self) -> Absence:
        given = self.cleaned_data
        return Absence(
            officer=self.people[given["officer"]],
            begins_on=given["begins_on"],
            ends_on=given["ends_on"],
            substitute=self.people.get(given["substitute"]),
        )

    def paper(self) -> Paper | None:
        given = self.cleaned_data
        if not given["document_number"] or given["document_date"] is None:
            return None
        return Paper(given["document_number"], given["document_date"], given["conditions"])


class EndForm(fields.RuleForm):
    back_on = fields.day(_("First day back at work"))


def posts_for(officer: Officer, today: date) -> list[Post]:
    """Whose absences this officer registers; who substitutes comes from the same posts, and the rules say
    no where the unit is another's."""
    posts = fields.posts_within(officer, today)
    own = officer.posts_on(today)
    if any(post.role == Role.PROVINCE for post in own):
        return [post for post in posts if post.unit.commune_id is None]
    return posts
