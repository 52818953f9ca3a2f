"""Destruction at the end of keeping: the lists, a new one, approving, carrying out, the certificate."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.base.files import read
from motcua.domain.refusal import Invalid, NotFound, Refusal
from motcua.domain.words import Words
from motcua.dossiers import actions, destruction_lists, retention_access
from motcua.dossiers.models import DestructionLine, DestructionList
from motcua.dossiers.retention import explained
from motcua.places.hours import business_date
from motcua.places.models import Center
from motcua.web import fields
from motcua.web.access import role_required
from motcua.web.requests import OfficerRequest

READING = retention_access.READING
MOST = 100
State = DestructionList.State
STATES: dict[str, tuple[str, Any]] = {
    State.PROPOSED: ("due_soon", gettext_lazy("Waits for the head of the center")),
    State.FIRST_APPROVED: ("due_soon", gettext_lazy("Waits for a leader of the commune")),
    State.APPROVED: ("due_soon", gettext_lazy("Approved twice, not carried out yet")),
    State.EXECUTED: ("done", gettext_lazy("Carried out")),
    State.REFUSED: ("refused", gettext_lazy("Refused")),
}
"""The look and the words of each state."""


class RefusalForm(fields.RuleForm):
    reason = fields.text(
        gettext_lazy("Why you refuse"), most=500, lines=3, missing=gettext_lazy("Write why you refuse.")
    )


class DeedForm(fields.RuleForm):
    sure = forms.BooleanField(
        label=gettext_lazy("I know that this cannot be undone."),
        error_messages={"required": gettext_lazy("Tick that you know it cannot be undone.")},
    )


@never_cache
@require_safe
@role_required(*READING)
def register(request: OfficerRequest) -> HttpResponse:
    """The center's lists, the latest first."""
    center = _center(request)
    rows = list(DestructionList.objects.filter(center=center).select_related("proposed_by")[:MOST])
    context = {
        "center": center,
        "lines": [(row, *STATES[row.state]) for row in rows],
        "may_propose": _may_propose(request, center) and not any(row.state in _OPEN for row in rows),
    }
    return render(request, "office/destruction_lists.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*retention_access.PROPOSING)
def proposal(request: OfficerRequest) -> HttpResponse:
    """What would stand on a list today; a press makes it."""
    center = _center(request)
    if request.method == "POST":
        made = actions.propose_destruction(center, by=request.user, now=request.now)
        messages.success(request, _("List no. %(number)s is proposed.") % {"number": made})
        return redirect("office_destruction_list", pk=made.pk)
    found = destruction_lists.proposal(center, business_date(request.now))
    context = {"center": center, "found": found, "most": destruction_lists.MOST}
    return render(request, "office/destruction_proposal.html", context)


@never_cache
@require_safe
@role_required(*READING)
def page(request: OfficerRequest, pk: UUID) -> HttpResponse:
    return _show(request, _list(request, pk))


@never_cache
@require_POST
@role_required(*READING)
def approval(request: OfficerRequest, pk: UUID) -> HttpResponse:
    asked = _list(request, pk)
    actions.approve_destruction(asked, seen=_seen(request), by=request.user, now=request.now)
    messages.success(request, _("You approved list no. %(number)s.") % {"number": asked})
    return redirect("office_destruction_list", pk=pk)


@never_cache
@require_POST
@role_required(*READING)
def refusal(request: OfficerRequest, pk: UUID) -> HttpResponse:
    asked = _list(request, pk)
    form = RefusalForm(request.POST)
    reason = form.cleaned_data.get("reason", "") if form.is_valid() else ""
    try:
        actions.refuse_destruction(asked, reason=reason, by=request.user, now=request.now)
    except Invalid as wrong:
        if form.is_valid():
            form.refuse(wrong)
        return _show(request, _list(request, pk), refusing=form, status=422)
    messages.success(
        request, _("You refused list no. %(number)s; its dossiers are kept.") % {"number": asked}
    )
    return redirect("office_destruction_list", pk=pk)


@never_cache
@require_POST
@role_required(*retention_access.PROPOSING)
def execution(request: OfficerRequest, pk: UUID) -> HttpResponse:
    asked = _list(request, pk)
    form = DeedForm(request.POST)
    if not form.is_valid():
        return _show(request, asked, deed=form, status=422)
    done = actions.carry_out_destruction(asked, seen=_seen(request), by=request.user, now=request.now)
    messages.success(
        request,
        _("List no. %(number)s is carried out. Its certificate is kept: %(symbol)s.")
        % {"number": asked, "symbol": done.symbol},
    )
    return redirect("office_destruction_list", pk=pk)


@never_cache
@require_safe
@role_required(*READING)
def certificate(request: OfficerRequest, pk: UUID) -> HttpResponse:
    asked = _list(request, pk)
    kept = getattr(asked, "certificate", None)
    if kept is None:
        words = Words(vi="Danh mục này chưa có biên bản.", en="This list has no certificate yet.")
        raise NotFound("no_certificate", words)
    response = HttpResponse(read(kept.file), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{kept.file.name}"'
    return response


_OPEN = (State.PROPOSED, State.FIRST_APPROVED, State.APPROVED)


def _show(
    request: OfficerRequest,
    asked: DestructionList,
    *,
    refusing: RefusalForm | None = None,
    deed: DeedForm | None = None,
    status: int = 200,
) -> HttpResponse:
    day = business_date(request.now)
    rows = asked.lines.select_related("rule", "dossier__revision__procedure").order_by("position")
    excluded = DestructionLine.Outcome.EXCLUDED
    on = [row for row in rows if row.outcome != excluded]
    staying = [row for row in rows if row.outcome == excluded]
    look, state = STATES[asked.state]
    context = {
        "asked": asked,
        "look": look,
        "state": state,
        "on": explained(on, business_date(asked.proposed_at)),
        "staying": staying,
        "certificate": getattr(asked, "certificate", None),
        "may_approve": _may_approve(request, asked),
        "may_execute": asked.state == State.APPROVED and _may_propose(request, asked.center),
        "is_first": asked.state == State.PROPOSED,
        "refusing": refusing or RefusalForm(),
        "deed": deed or DeedForm(),
        "form": refusing or deed,
        "today": day,
    }
    return render(request, "office/destruction_list.html", context, status=status)


def _may_approve(request: OfficerRequest, asked: DestructionList) -> bool:
    if asked.state not in (State.PROPOSED, State.FIRST_APPROVED):
        return False
    try:
        retention_access.check_may_approve(request.user, asked, business_date(request.now))
    except Refusal:
        return False
    return True


def _may_propose(request: OfficerRequest, center: Center) -> bool:
    try:
        retention_access.check_may_propose(request.user, center, business_date(request.now))
    except Refusal:
        return False
    return True


def _center(request: OfficerRequest) -> Center:
    center = retention_access.center_of(request.user, READING, business_date(request.now))
    if center is None:
        raise _no_list()
    return center


def _list(request: OfficerRequest, pk: UUID) -> DestructionList:
    """A list of the officer's own center; of any other as if there were none."""
    rows = DestructionList.objects.filter(center=_center(request)).select_related(
        "center__commune", "proposed_by", "first_by", "second_by", "refused_by", "executed_by", "certificate"
    )
    asked = rows.filter(pk=pk).first()
    if asked is None:
        raise _no_list()
    return asked


def _seen(request: OfficerRequest) -> str:
    return request.POST.get("seen", "")[:64]


def _no_list() -> NotFound:
    return NotFound("no_list", Words(vi="Không có danh mục này.", en="There is no such list."))
