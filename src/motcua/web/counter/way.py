"""The applicant comes to the counter and chooses another way to receive the result."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from motcua.domain.refusal import Forbidden, Invalid, Refusal
from motcua.dossiers.actions import choose_delivery
from motcua.dossiers.models import Dossier
from motcua.web.counter.collecting import CollectionForm, initial
from motcua.web.counter.desks import Desk, at_center
from motcua.web.counter.dossiers import find
from motcua.web.counter.reception_form import ReceptionForm, delivery_in
from motcua.web.counter.reception_form import text as line
from motcua.web.counter.said import gaps, sentence, text


class WayForm(CollectionForm):
    """The way, and who asks for it."""

    return_way = ReceptionForm.base_fields["return_way"]
    post_address = ReceptionForm.base_fields["post_address"]
    post_phone = ReceptionForm.base_fields["post_phone"]
    receiver_name = line(gettext_lazy("Name of the person who asks"), required=True)
    is_agent = forms.BooleanField(label=gettext_lazy("Somebody else asks for the applicant"), required=False)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@at_center
def change(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """Choose the way; who asks proves who they are, so that nobody redirects another's result."""
    dossier = find(desk, code)
    form = WayForm(request.POST) if request.method == "POST" else WayForm(initial=_initial(dossier))
    if request.method == "POST" and form.is_valid():
        try:
            choose_delivery(
                dossier,
                delivery=delivery_in(form.cleaned_data),
                asked_by=form.collection(),
                by=desk.officer,
                now=desk.now,
            )
            messages.success(request, _("The way to receive the result was changed. Print the receipt anew."))
            return redirect("counter_dossier", dossier.code)
        except Forbidden:
            raise
        except Invalid as refusal:
            for error in gaps(refusal):
                form.add_error(error.field if error.field in form.fields else None, text(error.words))
        except Refusal as refusal:
            messages.warning(request, sentence(refusal))
            return redirect("counter_dossier", dossier.code)
    context = {
        "desk": desk,
        "center": desk.center,
        "tab": "dossiers",
        "dossier": dossier,
        "form": form,
        "changes": dossier.delivery_changes.select_related("by"),
    }
    return render(request, "counter/way_change.html", context, status=422 if form.errors else 200)


def _initial(dossier: Dossier) -> dict[str, object]:
    person = dossier.applicant
    return initial(dossier) | {
        "return_way": dossier.return_way,
        "post_address": person.post_address,
        "post_phone": person.post_phone,
    }
