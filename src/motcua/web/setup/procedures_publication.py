"""Publishing: the day, the decision, and the open dossiers with date and documents before and after."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.catalogue import revisions
from motcua.catalogue.access import KEEPERS
from motcua.catalogue.models import Revision, RevisionAct, Standing
from motcua.domain.refusal import Invalid
from motcua.dossiers import actions
from motcua.dossiers.actions.revisions import BASIS_LENGTH, Moved
from motcua.dossiers.revision_effects import survey
from motcua.places.hours import business_date
from motcua.web import fields
from motcua.web.access import role_required
from motcua.web.requests import OfficerRequest
from motcua.web.setup.procedures_life import DecisionForm
from motcua.web.setup.procedures_words import DOSSIERS, row_of

REPORTED = 20
"""Dossiers named in the message; the page lists all of those that stayed."""


def basis_field() -> fields.Text:
    return fields.text(
        gettext_lazy("Provision of law that moves open dossiers"),
        most=BASIS_LENGTH,
        hint=gettext_lazy(
            "Only if they move: the transitional provision, such as 151/2025/NĐ-CP, Art. 99(2)."
        ),
    )


class PublicationForm(DecisionForm):
    valid_from = fields.day(
        gettext_lazy("In force from"), hint=gettext_lazy("Today or a later day, at its beginning.")
    )
    open_dossiers = forms.ChoiceField(
        label=gettext_lazy("What happens to the dossiers that are open?"),
        choices=list(DOSSIERS.items()),
        widget=forms.RadioSelect,
        initial=RevisionAct.Dossiers.STAY,
        error_messages={
            "required": gettext_lazy("Decide whether they stay or move."),
            "invalid_choice": gettext_lazy("Choose one from the list."),
        },
    )
    legal_basis = basis_field()
    field_order = ("valid_from", "document", "document_date", "open_dossiers", "legal_basis")


class MoveForm(fields.RuleForm):
    legal_basis = basis_field()


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*KEEPERS)
def publication(request: OfficerRequest, code: str, number: int) -> HttpResponse:
    revision = revisions.revision_of(code, number)
    if request.method != "POST" and revision.state != Revision.State.APPROVED:
        return redirect("setup_revision", code=code, number=number)
    form = PublicationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            moved = actions.publish_deciding(
                revision,
                valid_from=form.cleaned_data["valid_from"],
                instrument=form.instrument,
                open_dossiers=form.cleaned_data["open_dossiers"],
                legal_basis=form.cleaned_data["legal_basis"],
                owner=revisions.keeper(),
                by=request.user,
                now=request.now,
            )
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Published. Its text and its digest are kept for every day."))
            _tell(request, moved)
            return redirect("setup_revision", code=code, number=number)
    return _show(request, "setup/procedure_publication.html", revision, form)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*KEEPERS)
def dossiers(request: OfficerRequest, code: str, number: int) -> HttpResponse:
    """The open dossiers of older revisions; of the one in force also the way to move them."""
    revision = revisions.revision_of(code, number)
    form = MoveForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            moved = actions.move_to_revision(
                revision,
                legal_basis=form.cleaned_data["legal_basis"],
                owner=revisions.keeper(),
                by=request.user,
                now=request.now,
            )
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            _tell(request, moved)
            return redirect("setup_revision_dossiers", code=code, number=number)
    return _show(request, "setup/procedure_dossiers.html", revision, form)


def _tell(request: OfficerRequest, moved: Moved) -> None:
    """The report: how many went over, and which stayed and why."""
    if moved.codes:
        messages.success(request, _("Dossiers moved: %(count)s.") % {"count": len(moved.codes)})
    for code, why in moved.stayed[:REPORTED]:
        messages.warning(request, f"{code}: {why.in_language(get_language() or 'vi')}")


def _show(request: OfficerRequest, template: str, revision: Revision, form: fields.RuleForm) -> HttpResponse:
    today = business_date(request.now)
    is_settled = revision.state in (Revision.State.APPROVED, Revision.State.PUBLISHED)
    after = request.GET.get("after", "")
    context: dict[str, Any] = {
        "procedure": revision.procedure,
        "revision": revision,
        "row": row_of(revision, today),
        "form": form,
        "survey": survey(revision, now=request.now, after=after) if is_settled else None,
        "first": not after,
        "may_move": revision.standing_on(today) == Standing.IN_FORCE,
    }
    return render(request, template, context, status=422 if form.errors else 200)
