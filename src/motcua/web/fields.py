"""Fields that officers' forms share: a day, a line of text, a person or post; and a rule's answer."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from motcua.domain.free_text import written
from motcua.domain.refusal import Invalid, InvalidFields, Refusal
from motcua.people.models import Officer, Post


class RuleForm(forms.Form):
    """A form whose rules are the actions': ``refuse`` puts their sentences beside the fields they name."""

    def refuse(self, refusal: Refusal) -> None:
        errors = refusal.errors if isinstance(refusal, InvalidFields) else [refusal]
        for error in errors:
            field = error.field if error.field in self.fields else None
            self.add_error(field, error.words.in_language(get_language() or "vi"))


class Text(forms.CharField):
    """Tidied as people's own words are: no hidden signs, no end beyond ``most``."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.most = most

    def to_python(self, value: Any) -> str:
        try:
            return written(str(value or ""), field="text", most=self.most)
        except Invalid as refusal:
            raise forms.ValidationError(refusal.words.in_language(get_language() or "vi")) from refusal


def day(label: Any, *, hint: Any = "", required: bool = True) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=hint,
        required=required,
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": _("Choose the day."),
            "invalid": _("This is not a day: write it like 25/12/2026."),
        },
    )


def text(label: Any, *, most: int, hint: Any = "", lines: int = 1, missing: Any = "") -> Text:
    """A line or a few; needed where ``missing`` says what is missing."""
    widget: forms.Widget = forms.TextInput() if lines == 1 else forms.Textarea(attrs={"rows": lines})
    return Text(
        label=label,
        help_text=hint,
        most=most,
        widget=widget,
        required=bool(missing),
        error_messages={"required": missing},
    )


def choice(label: Any, missing: Any, *, hint: Any = "", required: bool = True) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        help_text=hint,
        required=required,
        error_messages={"required": missing, "invalid_choice": _("Choose one from the list.")},
    )


Choices = list[tuple[str, Any]]


def of_posts(posts: list[Post], first: Any, name: Callable[[Post], str]) -> Choices:
    """The posts as a list to choose from, by unit; ``first`` is the line that chooses nothing."""
    language = get_language() or "vi"
    units: dict[str, Choices] = {}
    for post in posts:
        units.setdefault(post.unit.name_in(language), []).append((str(post.pk), name(post)))
    return [("", first), *units.items()]


def of_people(posts: list[Post], first: Any) -> Choices:
    """The officers who hold these posts, each once, by the unit of their own post."""
    language = get_language() or "vi"
    own: dict[UUID, Post] = {}
    for post in sorted(posts, key=lambda post: post.is_acting):
        own.setdefault(post.officer_id, post)
    units: dict[str, Choices] = {}
    for post in posts:
        if own[post.officer_id] is post:
            line = f"{post.officer.name_vi} ({post.title_in(language)})"
            units.setdefault(post.unit.name_in(language), []).append((str(post.officer_id), line))
    return [("", first), *units.items()]


def posts_within(officer: Officer, today: date) -> list[Post]:
    """The posts of the organisations for which this officer keeps the set-up: their own commune's; of the
    province those that sign; of an administrator every post."""
    held = Post.objects.held_on(today).filter(officer__is_active=True).select_related("officer", "unit")
    own = officer.posts_on(today)
    communes = {post.unit.commune_id for post in own if post.unit.commune_id}
    if communes:
        held = held.filter(unit__commune__in=communes)
    return list(held.order_by("unit__commune", "unit__identifier", "is_acting", "officer__name_vi", "pk"))
