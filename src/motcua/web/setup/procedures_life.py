"""The acts of a revision's life: approval by a second person, and its last day."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.catalogue import actions, revisions
from motcua.catalogue.access import KEEPERS
from motcua.catalogue.lives import DOCUMENT_LENGTH, check_another_approves
from motcua.catalogue.models import Revision
from motcua.domain.procedure_check import check, refusals
from motcua.domain.procedure_text import Instrument
from motcua.domain.refusal import Invalid, Refusal
from motcua.places.hours import business_date
from motcua.web import fields
from motcua.web.access import role_required
from motcua.web.requests import OfficerRequest
from motcua.web.setup.procedures_words import changes, row_of


class DecisionForm(fields.RuleForm):
    """The decision behind an act."""

    document = fields.text(
        gettext_lazy("Number of the decision"),
        most=DOCUMENT_LENGTH,
        hint=gettext_lazy("Such as 12/QĐ-UBND."),
        missing=gettext_lazy("Enter the number of the decision."),
    )
    document_date = fields.day(gettext_lazy("Date of the decision"))

    @property
    def instrument(self) -> Instrument:
        return Instrument(self.cleaned_data["document"], self.cleaned_data["document_date"])


class EndForm(DecisionForm):
    last_day = fields.day(
        gettext_lazy("Last day in force"),
        hint=gettext_lazy("From the next day on no dossier can be received. Open ones go on."),
    )
    field_order = ("last_day", "document", "document_date")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*KEEPERS)
def approval(request: OfficerRequest, code: str, number: int) -> HttpResponse:
    revision = revisions.revision_of(code, number)
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.approve_revision(
                revision,
                instrument=form.instrument,
                owner=revisions.keeper(),
                by=request.user,
                now=request.now,
            )
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Approved. Its text can no longer change; now it can be published."))
            return redirect("setup_revision", code=code, number=number)
    record, old = revisions.record_of(revision), revision.based_on
    more = {
        "problems": refusals(check(record)),
        "own_draft": _own_draft(revision, request),
        "changes": changes(revisions.record_of(old), record) if old else None,
    }
    return _show(request, "setup/procedure_approval.html", revision, form, **more)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*KEEPERS)
def end(request: OfficerRequest, code: str, number: int) -> HttpResponse:
    revision = revisions.revision_of(code, number)
    form = EndForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.end_revision(
                revision,
                last_day=form.cleaned_data["last_day"],
                instrument=form.instrument,
                owner=revisions.keeper(),
                by=request.user,
                now=request.now,
            )
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The last day is set. The page of the procedure shows it."))
            return redirect("setup_revision", code=code, number=number)
    return _show(request, "setup/procedure_end.html", revision, form)


def _own_draft(revision: Revision, request: OfficerRequest) -> Refusal | None:
    try:
        check_another_approves(revision, request.user)
    except Refusal as refusal:
        return refusal
    return None


def _show(
    request: OfficerRequest, template: str, revision: Revision, form: DecisionForm, **more: Any
) -> HttpResponse:
    context = {
        "procedure": revision.procedure,
        "revision": revision,
        "row": row_of(revision, business_date(request.now)),
        "form": form,
        **more,
    }
    return render(request, template, context, status=422 if form.errors else 200)
