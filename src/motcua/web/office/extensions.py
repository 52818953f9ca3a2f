"""Warnings that stand, apology letters that wait, and the letter itself for the head to sign."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from motcua.domain import extension as rule
from motcua.domain.clock import Deadline
from motcua.domain.refusal import Invalid, InvalidFields
from motcua.domain.workdays import ZONE, local
from motcua.dossiers import actions, extending, queries, warned
from motcua.dossiers.actions.extensions import REASON_LENGTH
from motcua.dossiers.models import Dossier, Extension
from motcua.dossiers.timing import deadline
from motcua.places.hours import business_date
from motcua.web.access import role_required
from motcua.web.office.lists import OFFICES
from motcua.web.requests import OfficerRequest

SHOWN = 100


@never_cache
@require_safe
@role_required(*OFFICES)
def warnings(request: OfficerRequest) -> HttpResponse:
    """What this officer was warned of and is still to be done; the letters that wait for them."""
    day = business_date(request.now)
    standing = warned.standing(request.user).select_related(
        "warning__dossier__revision__procedure", "warning__step__unit", "warning__step__officer"
    )
    letters = extending.to_sign(request.user, day, request.now).select_related("dossier__revision__procedure")
    context = {
        "center": request.user.center_on(day),
        "tab": "warnings",
        "warned": list(standing[:SHOWN]),
        "letters": list(letters[:SHOWN]),
    }
    return render(request, "office/warnings.html", context)


class ExtensionForm(forms.Form):
    reason_code = forms.ChoiceField(
        label=gettext_lazy("Why does it take longer?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose the reason from the list."),
            "invalid_choice": gettext_lazy("Choose the reason from the list."),
        },
    )
    reason = forms.CharField(
        label=gettext_lazy("In your own words"),
        help_text=gettext_lazy("It stands in the letter to the applicant. Name nobody else."),
        max_length=REASON_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "max_length": gettext_lazy(
                "Write at most %(limit_value)d characters; there are %(show_value)d now."
            )
        },
    )
    until = forms.DateField(
        label=gettext_lazy("New date"),
        help_text=gettext_lazy("A working day. The result is promised for the closing of that day."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={
            "required": gettext_lazy("Enter the new date."),
            "invalid": gettext_lazy("Enter the new date as day/month/year, such as 26/11/2026."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["reason_code"]
        assert isinstance(code, forms.ChoiceField)
        language = get_language() or "vi"
        code.choices = [(reason.value, reason.words.in_language(language)) for reason in rule.Reason]

    def refuse(self, refusal: Invalid) -> None:
        """Put the rules' sentences beside the fields they name."""
        for error in refusal.errors if isinstance(refusal, InvalidFields) else [refusal]:
            field = error.field if error.field in self.fields else None
            self.add_error(field, error.words.in_language(get_language() or "vi"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*OFFICES)
def extension(request: OfficerRequest, code: str) -> HttpResponse:
    """The apology letter (Form 04): read, edit the reason and the date, sign. Once for a dossier."""
    day = business_date(request.now)
    dossier = queries.file_of(code, request.user, day)
    extending.check_may_extend(request.user, dossier, day)
    reckoned = deadline(dossier)
    extending.check_can_extend(dossier, reckoned, request.now)
    proposed = extending.proposal(dossier, reckoned, request.now)
    if request.method != "POST":
        form = ExtensionForm(initial={"until": local(proposed.new_due_at).date()})
        return _page(request, dossier, form, reckoned, proposed)
    form = ExtensionForm(request.POST)
    if form.is_valid():
        values = form.cleaned_data
        until = datetime.combine(values["until"], time(23, 59), ZONE)  # brought to the closing by the rule
        try:
            letter = actions.extend(
                dossier,
                reason_code=values["reason_code"],
                reason=values["reason"],
                until=until,
                by=request.user,
                now=request.now,
            )
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _said(letter))
            return redirect("office_dossier", code=dossier.code)
    return _page(request, dossier, form, reckoned, proposed, status=422)


def _said(letter: Extension) -> str:
    when = f"{local(letter.new_due_at):%H:%M %d/%m/%Y}"
    return _("You signed the apology letter. The new date is %(when)s; the resident is being told.") % {
        "when": when
    }


def _page(
    request: OfficerRequest,
    dossier: Dossier,
    form: ExtensionForm,
    reckoned: Deadline,
    proposed: extending.Proposal,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {
        "center": dossier.center,
        "dossier": dossier,
        "procedure": dossier.revision.procedure,
        "due": reckoned,
        "proposed": proposed,
        "basis": rule.BASIS,
        "form": form,
    }
    return render(request, "office/extension.html", context, status=status)
