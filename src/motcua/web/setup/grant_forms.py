"""What is filled in about an instrument of authority."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from motcua.catalogue.models import Field, Procedure
from motcua.domain.authority import KINDS, Kind, Revocation
from motcua.people.instruments import NUMBER_LENGTH, TEXT_LENGTH, Instrument, drafted
from motcua.people.models import Grant, Officer, Post, Role
from motcua.places.models import Unit
from motcua.web import fields

CODES = re.compile(r"[\s,;]+")
MOST_CODES = 200


class InstrumentForm(fields.RuleForm):
    """The document, its scope and its time. Fields bear the names by which the rules refuse."""

    document_no = fields.text(
        _("Number of the document"),
        most=NUMBER_LENGTH,
        hint=_("As printed, such as 12/QĐ-UBND."),
        missing=_("Enter the number of the document."),
    )
    document_date = fields.day(_("Signed on"))
    holder = fields.choice(_("To which post"), _("Choose the post that is given the authority."))
    fields_ = forms.MultipleChoiceField(
        label=_("Whole fields"), required=False, widget=forms.CheckboxSelectMultiple
    )
    procedures = fields.text(
        _("Single procedures"),
        most=4000,
        lines=2,
        hint=_("Their codes, such as 1.001193, with a space or comma between. Leave it empty for fields."),
    )
    valid_from = fields.day(_("In force from"))
    valid_to = fields.day(_("In force until"), hint=_("A delegation must have an end."), required=False)
    conditions = fields.text(
        _("Conditions"),
        most=TEXT_LENGTH,
        lines=3,
        hint=_("A delegation must have conditions: when the holder signs, what they report."),
    )
    conditions_en = fields.text(
        _("Conditions in English"), most=TEXT_LENGTH, lines=2, hint=_("For the public register.")
    )

    def __init__(self, *args: Any, posts: list[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "vi"
        self.posts = {str(post.pk): post for post in posts}
        self._choices("holder", fields.of_posts(posts, _("Choose a post"), _post))
        self._choices("fields_", [(row.code, row.name_in(language)) for row in Field.objects.all()])

    def _delegates(self) -> None:
        """It can only be a delegation, so its end and its conditions are asked for (Law 72/2025 Art 14)."""
        for name, missing in (("valid_to", _("Choose the day.")), ("conditions", _("Write the conditions."))):
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = missing

    def _choices(self, name: str, choices: fields.Choices) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean_procedures(self) -> list[str]:
        codes = [code for code in CODES.split(self.cleaned_data["procedures"]) if code][:MOST_CODES]
        known = set(Procedure.objects.filter(code__in=codes).values_list("code", flat=True))
        unknown = [code for code in codes if code not in known]
        if unknown:
            raise forms.ValidationError(
                _("There is no procedure %(code)s in the catalogue."), params={"code": unknown[0][:30]}
            )
        return list(dict.fromkeys(codes))

    def instrument(self, kind: str) -> Instrument:
        given = self.cleaned_data
        return Instrument(
            kind=kind,
            document_number=given["document_no"],
            document_date=given["document_date"],
            fields=given["fields_"],
            procedures=given["procedures"],
            valid_from=given["valid_from"],
            valid_to=given["valid_to"],
            conditions_vi=given["conditions"],
            conditions_en=given["conditions_en"],
        )

    @property
    def post(self) -> Post:
        return self.posts[self.cleaned_data["holder"]]


class GrantForm(InstrumentForm):
    """An instrument as its giver entered it: a commune only delegates."""

    kind = forms.ChoiceField(label=_("Kind"), widget=forms.RadioSelect)
    issuer = fields.choice(_("Given by"), _("Choose who gives the authority."))
    field_order = ("kind", "issuer")

    def __init__(self, *args: Any, issuers: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "vi"
        self.issuers = {str(unit.pk): unit for unit in issuers}
        names = {pk: unit.name_in(language) for pk, unit in self.issuers.items()}
        own = all(unit.commune_id for unit in issuers)
        kinds = [Kind.DELEGATION] if own else list(KINDS)
        self._choices(
            "kind", [(kind.value, KINDS[kind].in_language(language).capitalize()) for kind in kinds]
        )
        self._choices("issuer", [("", _("Choose")), *names.items()])
        self.initial.setdefault("kind", kinds[0].value)
        self.only = ""
        if own:
            self._delegates()
        if own and len(names) == 1:
            self._nothing_to_choose(names)

    def _nothing_to_choose(self, names: dict[str, str]) -> None:
        ((only, name),) = names.items()
        self.initial["issuer"] = only
        self.fields["kind"].widget = self.fields["issuer"].widget = forms.HiddenInput()
        self.only = gettext("A delegation of %(giver)s") % {"giver": name}

    def draft(self) -> Grant:
        given = self.cleaned_data
        return drafted(
            self.post, issuer=self.issuers[given["issuer"]], instrument=self.instrument(given["kind"])
        )


class DelegationForm(InstrumentForm):
    """A part of what one holds, given on for a time."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._delegates()

    def draft_from(self, source: Grant) -> Grant:
        return drafted(
            self.post,
            issuer=source.holder.unit.owner,
            instrument=self.instrument(Kind.DELEGATION),
            source=source,
        )


class RevocationForm(fields.RuleForm):
    revocation_number = fields.text(
        _("Number of the revoking document"),
        most=NUMBER_LENGTH,
        missing=_("Enter the number of the document."),
    )
    revocation_date = fields.day(_("Signed on"))
    revoked_on = fields.day(
        _("No longer in force from"), hint=_("The first day on which nobody may sign on it.")
    )
    revocation_reason = fields.text(
        _("Reason"), most=TEXT_LENGTH, lines=3, missing=_("Write the reason of the revocation.")
    )

    def revocation(self) -> Revocation:
        given = self.cleaned_data
        return Revocation(
            on=given["revoked_on"],
            document_no=given["revocation_number"],
            document_date=given["revocation_date"],
            reason=given["revocation_reason"],
        )


def issuers_for(officer: Officer, today: date) -> list[Unit]:
    """Whose instruments this officer enters (``people.access``): the own commune's; the province's."""
    posts = officer.posts_on(today)
    roles = {post.role for post in posts}
    rows = Unit.objects.select_related("parent").order_by("commune", "identifier")
    if Role.ADMIN in roles:
        with_posts = Post.objects.filter(unit__commune__isnull=False).values("unit__commune")
        return [
            *rows.filter(kind__in=(Unit.Kind.PROVINCE, Unit.Kind.DEPARTMENT)),
            *rows.filter(kind=Unit.Kind.COMMUNE, commune__in=with_posts),
        ]
    if Role.PROVINCE in roles:
        return list(rows.filter(kind__in=(Unit.Kind.PROVINCE, Unit.Kind.DEPARTMENT)))
    return list(rows.filter(kind=Unit.Kind.COMMUNE, commune__in={post.unit.commune_id for post in posts}))


def _post(post: Post) -> str:
    return f"{post.title_in(get_language() or 'vi')} · {post.officer.name_vi}"
