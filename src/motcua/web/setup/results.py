"""Results: what each procedure's result is and how long it holds, in force, coming and past.

Nothing is saved before a page has shown what a new line replaces (``go`` as in ``web/setup/fees.py``).
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from motcua.catalogue.revisions import keeper
from motcua.domain.refusal import Invalid, NotFound
from motcua.domain.words import Words
from motcua.dossiers import actions
from motcua.dossiers.actions.fee_rules import columns_of
from motcua.dossiers.actions.result_kinds import MOST_MONTHS, ends_before
from motcua.dossiers.fee_access import RULING, may_set_fees
from motcua.dossiers.models import ResultKind
from motcua.places.hours import business_date
from motcua.web.access import role_required
from motcua.web.requests import OfficerRequest
from motcua.web.setup.fee_forms import LastDayForm, OfProcedureForm
from motcua.web.setup.fees import METHODS, MOST, READERS, Line, asked_for, state_of


class KindForm(OfProcedureForm):
    """Months or without limit. Fields bear the names by which the rules refuse."""

    validity_months = forms.IntegerField(
        label=gettext_lazy("For how many months it holds"),
        help_text=gettext_lazy("A whole number; nothing where it holds without limit."),
        required=False,
        error_messages={"invalid": gettext_lazy("Enter a whole number.")},
    )
    unlimited = forms.BooleanField(label=gettext_lazy("It holds without limit"), required=False)
    field_order = ("procedure", "name_vi", "name_en", "validity_months", "unlimited", "basis")

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if "validity_months" in given and given["unlimited"] == (given["validity_months"] is not None):
            wanted = _("Enter 1 to %(most)s months, or tick that it holds without limit.")
            self.add_error("validity_months", wanted % {"most": MOST_MONTHS})
        return given


@never_cache
@require_safe
@role_required(*READERS)
def register(request: OfficerRequest) -> HttpResponse:
    """What is in force; ``?show=coming`` what will be, ``?show=ended`` what was."""
    today = business_date(request.now)
    show, which = asked_for(request, today)
    kinds = ResultKind.objects.filter(which).select_related("procedure").order_by("procedure", "valid_from")
    context = {
        "show": show,
        "lines": [Line(kind, state_of(kind, today)) for kind in kinds[:MOST]],
        "may_set": may_set_fees(request.user, today),
    }
    return render(request, "setup/results.html", context)


@never_cache
@require_http_methods(METHODS)
@role_required(*RULING)
def entry(request: OfficerRequest) -> HttpResponse:
    """A new line for a procedure; the one that holds until then ends the day before."""
    form = KindForm(request.POST or None, initial={"valid_from": business_date(request.now)})
    context: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        day, months = given["valid_from"], given["validity_months"]
        try:
            if request.POST.get("go") == "save":
                actions.set_result_kind(
                    given["procedure"],
                    owner=keeper(),
                    rule=form.rule(),
                    months=months,
                    by=request.user,
                    now=request.now,
                )
                messages.success(request, _("%(name)s: entered.") % {"name": given["name_vi"]})
                return redirect("setup_results")
            columns_of(form.rule(), keeper())  # what could not be saved is not shown as if it could
            before = ends_before(given["procedure"], months=months, day=day)
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            if request.POST.get("go") != "change":
                context = {"seen": given, "before": before, "last_day": day - timedelta(days=1)}
    status = 422 if form.errors else 200
    return render(request, "setup/result_kind.html", {"form": form, **context}, status=status)


@never_cache
@require_http_methods(METHODS)
@role_required(*RULING)
def end(request: OfficerRequest, pk: UUID) -> HttpResponse:
    kind = ResultKind.objects.select_related("procedure").filter(pk=pk).first()
    if kind is None:
        raise NotFound("no_rule", Words(vi="Không có quy định này.", en="There is no such rule."))
    day = max(business_date(request.now), kind.valid_from)
    form = LastDayForm(request.POST or None, initial={"last_day": day})
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_result_kind(
                kind, last_day=form.cleaned_data["last_day"], by=request.user, now=request.now
            )
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("%(name)s: its last day is set.") % {"name": kind.name_vi})
            return redirect("setup_results")
    status = 422 if form.errors else 200
    return render(request, "setup/result_end.html", {"form": form, "kind": kind}, status=status)
