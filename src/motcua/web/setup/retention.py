"""How long dossiers are kept: the province's rules, entering one, ending one."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from motcua.catalogue.models import Field, Procedure
from motcua.domain.refusal import Invalid, NotFound
from motcua.domain.retention import COUNTS_FROM, KINDS, MOST_YEARS, CountsFrom, Kind
from motcua.domain.words import Words
from motcua.dossiers import actions, retention_access
from motcua.dossiers.actions.retention import Keeping
from motcua.dossiers.models import RetentionRule
from motcua.people.models import Role
from motcua.places.hours import business_date
from motcua.places.models import Unit
from motcua.web.access import role_required
from motcua.web.requests import OfficerRequest
from motcua.web.setup.fee_forms import LastDayForm, RuledForm
from motcua.web.templatetags.motcua import words

METHODS = ["GET", "HEAD", "POST"]
MOST = 300
READING = (*retention_access.RULING, *retention_access.READING, Role.DEPARTMENT)


class RetentionForm(RuledForm):
    """Years or for ever, and of which dossiers. Fields bear the names by which the rules refuse."""

    procedure = forms.CharField(
        label=gettext_lazy("Code of the procedure"),
        help_text=gettext_lazy("Such as 1.001193. Leave it empty for a whole field, or for all."),
        required=False,
        max_length=30,
    )
    field = forms.ChoiceField(label=gettext_lazy("Or a whole field"), required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("How the dossiers ended"), required=False, widget=forms.RadioSelect
    )
    permanent = forms.BooleanField(label=gettext_lazy("Kept permanently"), required=False)
    years = forms.IntegerField(
        label=gettext_lazy("Years of keeping"),
        help_text=gettext_lazy("Whole years; nothing where they are kept permanently."),
        required=False,
        error_messages={"invalid": gettext_lazy("Enter a whole number.")},
    )
    counts_from = forms.ChoiceField(label=gettext_lazy("Counted from"), widget=forms.RadioSelect)
    field_order = (
        "name_vi",
        "name_en",
        "procedure",
        "field",
        "kind",
        "permanent",
        "years",
        "counts_from",
        "basis",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "vi"
        self._choices(
            "field", [("", _("None")), *((row.code, row.name_in(language)) for row in Field.objects.all())]
        )
        self._choices("kind", [("", _("However they ended")), *((k.value, words(KINDS[k])) for k in Kind)])
        self._choices(
            "counts_from",
            [(c.value, words(COUNTS_FROM[c])[:1].upper() + words(COUNTS_FROM[c])[1:]) for c in CountsFrom],
        )
        self.initial.setdefault("counts_from", CountsFrom.CLOSING_YEAR.value)
        self.initial.setdefault("kind", "")

    def _choices(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean_procedure(self) -> Procedure | None:
        code = self.cleaned_data["procedure"].strip()
        found = Procedure.objects.filter(code=code).first() if code else None
        if code and found is None:
            raise forms.ValidationError(
                _("There is no procedure %(code)s in the catalogue."), params={"code": code}
            )
        return found

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if "years" in given and given.get("permanent") == (given["years"] is not None):
            self.add_error(
                "years",
                _("Enter 1 to %(most)s years, or tick that they are kept permanently.")
                % {"most": MOST_YEARS},
            )
        return given

    def keeping(self) -> Keeping:
        given = self.cleaned_data
        field = Field.objects.get(pk=given["field"]) if given["field"] else None
        return Keeping(given["years"], given["counts_from"], given["procedure"], field, given["kind"])


@never_cache
@require_safe
@role_required(*READING)
def register(request: OfficerRequest) -> HttpResponse:
    """The most specific first, as they are asked."""
    day = business_date(request.now)
    rows = RetentionRule.objects.select_related("procedure", "field").order_by("-valid_from", "name_vi")[
        :MOST
    ]
    rules = sorted(rows, key=lambda row: row.as_rule.specificity, reverse=True)
    context = {
        "lines": [
            (row, KINDS[Kind(row.kind)] if row.kind else None, COUNTS_FROM[CountsFrom(row.counts_from)])
            for row in rules
        ],
        "today": day,
        "may_rule": request.user.has_role(*retention_access.RULING, day=day),
    }
    return render(request, "setup/retention.html", context)


@never_cache
@require_http_methods(METHODS)
@role_required(*retention_access.RULING)
def entry(request: OfficerRequest) -> HttpResponse:
    form = RetentionForm(request.POST or None, initial={"valid_from": business_date(request.now)})
    if request.method == "POST" and form.is_valid():
        try:
            owner = Unit.objects.get(kind=Unit.Kind.PROVINCE)
            actions.set_retention_rule(
                form.keeping(), owner=owner, rule=form.rule(), by=request.user, now=request.now
            )
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The rule is entered."))
            return redirect("setup_retention")
    status = 422 if form.errors else 200
    return render(request, "setup/retention_entry.html", {"form": form}, status=status)


@never_cache
@require_http_methods(METHODS)
@role_required(*retention_access.RULING)
def end(request: OfficerRequest, pk: UUID) -> HttpResponse:
    rule = RetentionRule.objects.select_related("procedure", "field").filter(pk=pk).first()
    if rule is None:
        raise NotFound("no_rule", Words(vi="Không có quy định này.", en="There is no such rule."))
    form = LastDayForm(request.POST or None, initial={"last_day": business_date(request.now)})
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_retention_rule(
                rule, last_day=form.cleaned_data["last_day"], by=request.user, now=request.now
            )
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The rule has its last day."))
            return redirect("setup_retention")
    status = 422 if form.errors else 200
    return render(request, "setup/retention_end.html", {"form": form, "rule": rule}, status=status)
