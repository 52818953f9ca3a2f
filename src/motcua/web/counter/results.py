"""Returning results: find the dossier, see who stands here and how they prove it, hand the result over."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from motcua.domain import masking
from motcua.domain.refusal import Forbidden, Invalid, Refusal
from motcua.domain.states import State
from motcua.dossiers.actions import hand_over
from motcua.dossiers.finding import found
from motcua.dossiers.handover import Collection
from motcua.dossiers.models import Dossier, Return
from motcua.web.counter.desks import Desk, at_center
from motcua.web.counter.dossiers import A_PAGE, at_this_center, find, state_of
from motcua.web.counter.fee_lines import standing
from motcua.web.counter.reception_form import OneOf
from motcua.web.counter.reception_form import text as line
from motcua.web.counter.said import gaps, sentence, text

PROOFS: dict[str, Any] = {
    Return.Proof.IDENTITY_CARD: gettext_lazy("Identity card"),
    Return.Proof.VNEID: gettext_lazy("Identity in the VNeID application"),
    Return.Proof.RECEIPT_AND_CARD: gettext_lazy("Receipt and identity card"),
    Return.Proof.PASSPORT: gettext_lazy("Passport"),
}
FOUND = 20


class CollectionForm(forms.Form):
    """Who stands here; the rules of ``dossiers.handover`` check it all at once."""

    use_required_attribute = False

    receiver_name = line(gettext_lazy("Name of the person who collects"), required=True)
    proof = OneOf(
        label=gettext_lazy("Proof of identity you have seen"), choices=PROOFS, widget=forms.RadioSelect
    )
    receiver_identity_number = line(
        gettext_lazy("Number on the paper they show"),
        hint=gettext_lazy("12 digits of the identity card; for a passport, its number."),
        required=True,
    )
    is_agent = forms.BooleanField(
        label=gettext_lazy("Somebody else collects for the applicant"), required=False
    )
    paper = line(gettext_lazy("Authorisation shown"), hint=gettext_lazy("Only where somebody else collects."))

    def collection(self) -> Collection:
        return Collection(**{name: self.cleaned_data.get(name, "") for name in self.fields})


@never_cache
@require_safe
@at_center
def results(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Results that wait here for their owners, oldest first; or what the search finds, in any state."""
    typed = request.GET.get("q", "")[:200]
    dossiers = at_this_center(desk).select_related("revision__procedure", "applicant")
    ready = dossiers.filter(state=State.PROCESSED)
    if typed.strip():
        rows, limit = found(dossiers, typed, [desk.center.pk]), FOUND
    else:
        rows, limit = ready.order_by("processed_at", "code"), A_PAGE
    listed = list(rows[: limit + 1])
    context = {
        "desk": desk,
        "center": desk.center,
        "tab": "results",
        "q": typed,
        "rows": [
            {"dossier": row, "state": state_of(row, desk), "number": _masked(row)} for row in listed[:limit]
        ],
        "more": len(listed) > limit,
        "limit": limit,
        "ready": ready.count(),
    }
    return render(request, "counter/results.html", context)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@at_center
def collect(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """One result: the form while it waits, and who took it once it is gone."""
    dossier = find(desk, code)
    if request.method != "POST":
        return _page(request, desk, dossier, CollectionForm(initial=_initial(dossier)))
    form = CollectionForm(request.POST)
    try:
        if form.is_valid():
            hand_over(dossier, collection=form.collection(), by=desk.officer, now=desk.now)
            messages.success(request, _("The result was handed over."))
            return redirect("counter_result", dossier.code)
    except Forbidden:
        raise
    except Invalid as refusal:
        for error in gaps(refusal):
            form.add_error(error.field if error.field in form.fields else None, text(error.words))
    except Refusal as refusal:
        messages.warning(request, sentence(refusal))
        return redirect("counter_result", dossier.code)
    return _page(request, desk, dossier, form, status=422)


def _initial(dossier: Dossier) -> dict[str, Any]:
    person = dossier.applicant
    return {
        "receiver_name": person.name if person.kind != person.Kind.ORGANISATION else "",
        "is_agent": person.kind == person.Kind.ORGANISATION,
    }


def _masked(dossier: Dossier) -> str:
    return masking.person_id(dossier.applicant.identity_number)


def _page(
    request: HttpRequest, desk: Desk, dossier: Dossier, form: CollectionForm, status: int = 200
) -> HttpResponse:
    gone = Return.objects.filter(dossier=dossier).select_related("by").first()
    context = {
        "desk": desk,
        "center": desk.center,
        "tab": "results",
        "dossier": dossier,
        "applicant": dossier.applicant,
        "state": state_of(dossier, desk),
        "is_ready": dossier.state == State.PROCESSED,
        "decision": getattr(dossier, "decision", None),
        "result": getattr(dossier, "result", None),
        "gone": gone,
        "fees": standing(dossier) if gone is None else {},
        "proof": PROOFS.get(gone.proof, "") if gone else "",
        "form": form,
    }
    return render(request, "counter/result.html", context, status=status)
