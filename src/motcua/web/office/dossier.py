"""One dossier: where it stands and why, what happened, and the one act whose turn it is."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.catalogue.models import Channel
from motcua.catalogue.queries import bundle
from motcua.domain.refusal import Forbidden
from motcua.domain.states import WAITING_STATES, State
from motcua.domain.symbols import symbol_for
from motcua.dossiers import access, actions, destruction, queries
from motcua.dossiers.actions.supplements import APPRAISING
from motcua.dossiers.aftermath import in_force, kind_on, until_by
from motcua.dossiers.draft import digest_of
from motcua.dossiers.models import Dossier, Step
from motcua.dossiers.timing import appointment
from motcua.people.absences import takes_role
from motcua.people.authority import competent_grant
from motcua.people.models import Role
from motcua.places.hours import business_date
from motcua.web.access import role_required
from motcua.web.awaited import awaited
from motcua.web.office import forms
from motcua.web.office.aftermath import may_act
from motcua.web.office.beside import beside
from motcua.web.office.letters import letter_of
from motcua.web.office.lists import OFFICES
from motcua.web.office.paying import paying
from motcua.web.office.timeline import timeline
from motcua.web.office.wording import CHANNELS, clears, papers, standing_of, who
from motcua.web.papers import papers_of
from motcua.web.reasons import reasons
from motcua.web.requests import OfficerRequest
from motcua.web.validity import validity_of

READERS = (*OFFICES, Role.COUNTER, Role.PROVINCE, Role.WORKING_GROUP, Role.DEPARTMENT)


@never_cache
@require_safe
@role_required(*READERS)
def file(request: OfficerRequest, code: str) -> HttpResponse:
    dossier = queries.file_of(code, request.user, business_date(request.now))
    step = open_step(dossier)
    if is_read(request) and step is not None and step.act == "sign" and _may_sign(request, step):
        # The digest is of the rows shown: what changes while the page is made counts as changed since.
        digest = digest_of(dossier)
        actions.open_draft(dossier, digest=digest, seen=step.turn, by=request.user, now=request.now)
    return show(request, dossier)


def is_read(request: OfficerRequest) -> bool:
    """Whether somebody has the page before them; a browser that fetches ahead says so."""
    return request.method == "GET" and "prefetch" not in request.headers.get("Sec-Purpose", "")


def _may_sign(request: OfficerRequest, step: Step) -> bool:
    return access.may_take_step(request.user, step, business_date(request.now))


def open_step(dossier: Dossier) -> Step | None:
    """The step whose turn it is, from the rows already read."""
    return next((step for step in dossier.steps.all() if step.done_at is None), None)


def show(
    request: OfficerRequest, dossier: Dossier, *, form: forms.ActForm | None = None, status: int = 200
) -> HttpResponse:
    """The page; with ``form`` where an act was refused for what stands in it."""
    day = business_date(request.now)
    due = appointment(dossier)
    sees_person = access.may_see_person(request.user, dossier, day)
    state, gone = State(dossier.state), destruction.gone_of(dossier)
    step, decided = open_step(dossier), getattr(dossier, "decision", None)
    issued = getattr(dossier, "result", None)
    context: dict[str, Any] = {
        "center": dossier.center,
        "dossier": dossier,
        "procedure": dossier.revision.procedure,
        "revision": dossier.revision,
        "state": state,
        "due": due,
        "why": reasons(due) if due else [],
        "stands": state in WAITING_STATES,
        "step": step,
        "timeline": timeline(dossier, bundle(dossier.revision).steps, request.now, notes=sees_person),
        "channel": CHANNELS[Channel(dossier.channel)],
        "papers": papers(dossier),
        "grant_of_decision": decided.grant.as_rule().words if decided else None,
        "sees_person": sees_person,
        "gone": gone,
        "paper_list": papers_of(dossier) if sees_person and not gone else [],
        "in_office": takes_role(request.user, *OFFICES, day=day),
        "status": status,
        "asked": next((asked for asked in dossier.supplements.all() if asked.ended_at is None), None),
        "allowed": [asked for asked in dossier.supplements.all() if asked.is_late],
        "may_ask": step is not None
        and step.act in APPRAISING
        and state == State.IN_PROCESS
        and access.may_take_step(request.user, step, day),
        **letter_of(dossier, due, request),
        **validity_of(in_force(issued) if issued else None, day),
        "may_change_result": not gone and may_act(request, dossier),
        **paying(dossier, step, request.user, day),
        "may_stop": state == State.IN_PROCESS
        and decided is None
        and access.may_stop(request.user, dossier, day),
    }
    if context["in_office"]:
        context |= beside(request, dossier, step, day)
    context["five"] = awaited(context["asked"], context.get("obligation"))
    if step is not None and due is not None:
        act = _act(request, dossier, step, day, form)
        stands = "paused" if context["five"] else standing_of(step, queries.ruler(request.now, due.hours))
        context |= act | {"turn_of": who(step), "standing": stands}
        context["five"] = context["five"] or clears(step, authority=act.get("grant_words"))
    return render(request, "office/dossier.html", context, status=status)


def _act(
    request: OfficerRequest, dossier: Dossier, step: Step, day: date, form: forms.ActForm | None
) -> dict[str, Any]:
    """The form of the act, if it is this officer's turn: ``form`` and what the form needs beside it."""
    waits = dossier.state in (State.AWAIT_PAYMENT, State.SUPPLEMENT)  # the resident has to do something first
    if step.act not in FORMS or waits or not access.may_take_step(request.user, step, day):
        return {"form": None}
    form = form or form_for(dossier, step, request)
    if step.act != "sign":
        return {"form": form}
    procedure = dossier.revision.procedure
    try:
        grant = competent_grant(
            request.user, procedure=procedure.code, field=procedure.field_id, at=request.now
        )
    except Forbidden as refusal:
        return {"form": None, "no_authority": refusal}
    return {"form": form, "grant": grant, "grant_words": grant.as_rule().words}


def _assign(step: Step, dossier: Dossier, request: OfficerRequest, data: Any) -> forms.ActForm:
    loads = queries.loads(step.unit, business_date(request.now), request.now)
    return forms.AssignForm(data, loads=loads, initial={"step": step.turn})


def _complete(step: Step, dossier: Dossier, request: OfficerRequest, data: Any) -> forms.ActForm:
    return forms.CompletionForm(data, initial={"step": step.turn})


def _sign(step: Step, dossier: Dossier, request: OfficerRequest, data: Any) -> forms.ActForm:
    waiting = dossier.opinions.open().exists()
    return forms.DecisionForm(data, waiting=waiting, initial={"step": step.turn})


def _number(step: Step, dossier: Dossier, request: OfficerRequest, data: Any) -> forms.ActForm:
    symbol, day = symbol_for(dossier.revision.result_vi), business_date(request.now)
    until = until_by(kind_on(dossier.revision.procedure_id, day), day)
    return forms.IssueForm(data, initial={"step": step.turn, "symbol": symbol, "valid_until": until})


FORMS = {"assign": _assign, "appraise": _complete, "review": _complete, "sign": _sign, "number": _number}


def form_for(dossier: Dossier, step: Step, request: OfficerRequest, data: Any = None) -> forms.ActForm:
    """The form of the step's act, filled with what was sent, if anything."""
    return FORMS[step.act](step, dossier, request, data)
