"""Going back: a page that asks why, and one press within minutes."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.domain.refusal import Invalid
from motcua.dossiers import access, actions, queries
from motcua.dossiers.actions.rewinding import SENDING_BACK
from motcua.dossiers.handing import NOTE_LENGTH
from motcua.places.hours import business_date
from motcua.web.access import role_required
from motcua.web.office import dossier as file
from motcua.web.office.forms import ActForm
from motcua.web.office.lists import OFFICES
from motcua.web.requests import OfficerRequest


class SendBackForm(ActForm):
    reason = forms.CharField(
        label=gettext_lazy("What has to be done again, and why?"),
        help_text=gettext_lazy("Whoever did the step before reads it. Residents do not see it."),
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": gettext_lazy("Say why you send it back."),
            "max_length": gettext_lazy(
                "Write at most %(limit_value)d characters; there are %(show_value)d now."
            ),
        },
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*OFFICES)
def send_back(request: OfficerRequest, code: str) -> HttpResponse:
    day = business_date(request.now)
    dossier = queries.file_of(code, request.user, day)
    step = file.open_step(dossier)
    if step is None or step.act not in SENDING_BACK:
        raise access.another_step(dossier, step)
    access.check_may_take_step(request.user, step, day)
    sent = request.POST if request.method == "POST" else None
    form = SendBackForm(sent, initial={"step": step.turn})
    if sent is not None and form.is_valid():
        given: dict[str, Any] = form.cleaned_data
        try:
            actions.send_back(
                dossier, reason=given["reason"], seen=given["step"], by=request.user, now=request.now
            )
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Sent back. It is in the work list of whoever did the step before."))
            return redirect("office_dossier", code=dossier.code)
    context = {
        "center": dossier.center,
        "dossier": dossier,
        "procedure": dossier.revision.procedure,
        "step": step,
        "form": form,
        "undoes_signature": step.act == "number",
    }
    return render(request, "office/send_back.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*OFFICES)
def take_back(request: OfficerRequest, code: str) -> HttpResponse:
    """One's own last act. Fetched, it leads to the dossier."""
    dossier = queries.file_of(code, request.user, business_date(request.now))
    if request.method == "POST":
        actions.take_back(dossier, by=request.user, now=request.now)
        messages.success(request, _("Taken back. It is your turn again."))
    return redirect("office_dossier", code=dossier.code)
