"""What the officer whose turn it is can do: one address for each act, one action each."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.domain.refusal import Invalid
from motcua.dossiers import access, actions, queries
from motcua.dossiers.models import Decision, Dossier, Step
from motcua.people.models import Officer
from motcua.places.hours import business_date
from motcua.web.access import role_required
from motcua.web.office import dossier as page
from motcua.web.office.lists import OFFICES
from motcua.web.requests import OfficerRequest

Values = dict[str, Any]
Perform = Callable[[Dossier, Values, Values], str]


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*OFFICES)
def assignment(request: OfficerRequest, code: str) -> HttpResponse:
    def perform(dossier: Dossier, values: Values, common: Values) -> str:
        officer = Officer.objects.get(pk=values["officer"])
        actions.assign(dossier, to=officer, note=values["note"], **common)
        return _("Assigned to %(name)s. It is now in their work list.") % {"name": officer.name_vi}

    return _do(request, code, ("assign",), perform)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*OFFICES)
def step_completion(request: OfficerRequest, code: str) -> HttpResponse:
    def perform(dossier: Dossier, values: Values, common: Values) -> str:
        actions.complete_step(dossier, note=values["note"], **common)
        return _("Your step is done. The dossier has gone to the next officer.")

    return _do(request, code, ("appraise", "review"), perform)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*OFFICES)
def decision(request: OfficerRequest, code: str) -> HttpResponse:
    def perform(dossier: Dossier, values: Values, common: Values) -> str:
        despite = values.get("without_opinions", "")
        made = actions.decide(
            dossier, kind=values["kind"], reason=values["reason"], without_opinions=despite, **common
        )
        if made.kind == Decision.Kind.REFUSED:
            return _("You refused. The center gives the applicant the written answer.")
        return _("You signed. The clerk now numbers and issues the result.")

    return _do(request, code, ("sign",), perform)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*OFFICES)
def issue(request: OfficerRequest, code: str) -> HttpResponse:
    def perform(dossier: Dossier, values: Values, common: Values) -> str:
        chosen = {name: values[name] for name in ("symbol", "on_paper", "valid_until")}
        result = actions.issue(dossier, **chosen, **common)
        return _("Issued under number %(number)s. The center can hand it over.") % {"number": result.text}

    return _do(request, code, ("number",), perform)


def _do(request: OfficerRequest, code: str, acts: tuple[str, ...], perform: Perform) -> HttpResponse:
    """Refuses whose turn it isn't (403) and an old page (409); shows a wrong form again (422).

    Fetched (a reload, another language, back from the log-in) it leads to the dossier.
    """
    if request.method != "POST":
        return redirect("office_dossier", code=code)
    day = business_date(request.now)
    dossier = queries.file_of(code, request.user, day)
    step = _shown(request, dossier, acts)
    access.check_may_take_step(request.user, step, day)
    form = page.form_for(dossier, step, request, request.POST)
    if form.is_valid():
        common = {"seen": step.turn, "by": request.user, "now": request.now}
        try:
            said = perform(dossier, form.cleaned_data, common)
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, said)
            return redirect("office_dossier", code=dossier.code)
    return page.show(request, dossier, form=form, status=422)


def _shown(request: OfficerRequest, dossier: Dossier, acts: tuple[str, ...]) -> Step:
    """The step that the page showed, or the one whose turn it is where the page did not say."""
    said = request.POST.get("step", "")
    steps = [step for step in dossier.steps.all() if step.act in acts]
    for step in steps:
        if said == str(step.turn) or (not said and step.done_at is None):
            return step
    raise access.another_step(dossier, page.open_step(dossier))
