"""Fees: the province's tariff and its exempted classes, in force, coming and past, each with its text.

Nothing is saved before a page has shown what a new line replaces: the form is sent once to be looked at
(``go=look``), once to be changed (``go=change``) and once to be saved (``go=save``).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from motcua.catalogue.models import Procedure
from motcua.catalogue.revisions import keeper
from motcua.domain.fees import checked_amount, waived
from motcua.domain.folding import fold
from motcua.domain.refusal import Invalid, NotFound
from motcua.domain.words import Words
from motcua.dossiers import actions
from motcua.dossiers.actions.fee_rules import ends_before
from motcua.dossiers.fee_access import RULING, may_set_fees
from motcua.dossiers.models import ExemptionClass, ResultKind, Tariff
from motcua.people.models import Role
from motcua.places.hours import business_date
from motcua.web import fields
from motcua.web.access import role_required
from motcua.web.instruments import STATES
from motcua.web.requests import OfficerRequest
from motcua.web.setup.fee_forms import CHANNELS, ClassForm, LastDayForm, TariffForm

METHODS = ["GET", "HEAD", "POST"]
READERS = (*RULING, Role.CENTER_HEAD)
MOST = 300


@dataclass(frozen=True, slots=True)
class Line:
    """A tariff's line or a class with where it stands today, and whether its box is ticked."""

    rule: Any
    state: str
    chosen: bool = False

    @property
    def state_word(self) -> Any:
        return STATES[self.state]

    @property
    def channel(self) -> Any:
        return CHANNELS[self.rule.channel]


def asked_for(request: OfficerRequest, today: date) -> tuple[str, Q]:
    """Which lines of a register the address asks for by ``show``, and the condition that they are these."""
    show = request.GET.get("show", "")
    show = show if show in ("coming", "ended") else "now"
    return show, {
        "now": Q(valid_from__lte=today) & (Q(valid_to__isnull=True) | Q(valid_to__gte=today)),
        "coming": Q(valid_from__gt=today),
        "ended": Q(valid_to__lt=today),
    }[show]


@never_cache
@require_safe
@role_required(*READERS)
def register(request: OfficerRequest) -> HttpResponse:
    """What is in force; ``?show=coming`` what will be, ``?show=ended`` what was."""
    today = business_date(request.now)
    show, which = asked_for(request, today)
    tariffs = Tariff.objects.filter(which).select_related("procedure").order_by("procedure", "name_vi", "pk")
    classes = ExemptionClass.objects.filter(which).order_by("name_vi", "valid_from", "pk")
    context = {
        "show": show,
        "tariffs": _lines(tariffs[:MOST], today),
        "classes": _lines(classes[:MOST], today),
        "may_set": may_set_fees(request.user, today),
        "has_account": request.user.has_role(Role.CENTER_HEAD, day=today),
    }
    return render(request, "setup/fees.html", context)


@never_cache
@require_http_methods(METHODS)
@role_required(*RULING)
def tariff(request: OfficerRequest) -> HttpResponse:
    """A new line for a procedure, and which of its lines end the day before."""
    today = business_date(request.now)
    form = TariffForm(request.POST or None, initial={"valid_from": today})
    context: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        before = _meets(given["procedure"], given["valid_from"], given["channel"])
        try:
            checked_amount(given["amount"])
            if request.POST.get("go") == "save":
                return _save_tariff(request, form, before)
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            if request.POST.get("go") != "change":
                likely = {row.pk for row in before if fold(row.name_vi) == fold(given["name_vi"])}
                context = {
                    "seen": given,
                    "channel": CHANNELS[given["channel"]],
                    "before": [Line(row, state_of(row, today), row.pk in likely) for row in before],
                    "last_day": given["valid_from"] - timedelta(days=1),
                }
    return _shown(request, "setup/tariff.html", form, context)


@never_cache
@require_http_methods(METHODS)
@role_required(*RULING)
def exempted(request: OfficerRequest) -> HttpResponse:
    """A class of people and what they are let off; the class of the same code ends the day before."""
    today = business_date(request.now)
    form = ClassForm(request.POST or None, initial={"valid_from": today, "percent": 100})
    context: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        given, owner = form.cleaned_data, keeper()
        try:
            waived(1, percent=given["percent"])
            if request.POST.get("go") == "save":
                actions.set_exemption_class(
                    given["code"],
                    owner=owner,
                    rule=form.rule(),
                    percent=given["percent"],
                    by=request.user,
                    now=request.now,
                )
                messages.success(request, _("%(name)s: entered.") % {"name": given["name_vi"]})
                return redirect("setup_fees")
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            if request.POST.get("go") != "change":
                before = ends_before(owner, given["code"], given["valid_from"])
                last_day = given["valid_from"] - timedelta(days=1)
                context = {"seen": given, "before": _lines(before, today), "last_day": last_day}
    return _shown(request, "setup/exempted.html", form, context)


@never_cache
@require_http_methods(METHODS)
@role_required(*RULING)
def end_tariff(request: OfficerRequest, pk: UUID) -> HttpResponse:
    return _ending(request, Tariff.objects.filter(pk=pk).first(), actions.end_tariff)


@never_cache
@require_http_methods(METHODS)
@role_required(*RULING)
def end_class(request: OfficerRequest, pk: UUID) -> HttpResponse:
    return _ending(request, ExemptionClass.objects.filter(pk=pk).first(), actions.end_exemption_class)


def _save_tariff(request: OfficerRequest, form: TariffForm, before: list[Tariff]) -> HttpResponse:
    given, ticked = form.cleaned_data, set(request.POST.getlist("replaces"))
    actions.set_tariff(
        given["procedure"],
        owner=keeper(),
        rule=form.rule(),
        amount=given["amount"],
        per=Words(given["per_vi"], given["per_en"]),
        channel=given["channel"],
        replaces=[line for line in before if str(line.pk) in ticked],
        by=request.user,
        now=request.now,
    )
    messages.success(request, _("%(name)s: entered.") % {"name": given["name_vi"]})
    return redirect("setup_fees")


def _meets(procedure: Procedure, day: date, channel: str) -> list[Tariff]:
    """The lines a new one would stand beside, unless it replaces them: same procedure, channel and time."""
    rows = Tariff.objects.in_force(day).filter(procedure=procedure, valid_from__lt=day)
    if channel:
        rows = rows.filter(channel__in=("", channel))
    return list(rows.order_by("name_vi", "pk"))


def _ending(
    request: OfficerRequest, rule: Tariff | ExemptionClass | None, end: Callable[..., Any]
) -> HttpResponse:
    if rule is None:
        raise NotFound("no_fee_rule", Words(vi="Không có mức thu này.", en="There is no such line."))
    today = business_date(request.now)
    form = LastDayForm(request.POST or None, initial={"last_day": max(today, rule.valid_from)})
    if request.method == "POST" and form.is_valid():
        try:
            end(rule, last_day=form.cleaned_data["last_day"], by=request.user, now=request.now)
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("%(name)s: its last day is set.") % {"name": rule.name_vi})
            return redirect("setup_fees")
    return _shown(request, "setup/fee_end.html", form, {"line": Line(rule, state_of(rule, today))})


def _lines(rows: Iterable[Any], today: date) -> list[Line]:
    return [Line(row, state_of(row, today)) for row in rows]


def state_of(rule: Tariff | ExemptionClass | ResultKind, today: date) -> str:
    """By the shape of ``parts/state_tag.html``."""
    if rule.valid_from > today:
        return "paused"
    return "done" if rule.valid_to is not None and rule.valid_to < today else "in_time"


def _shown(
    request: OfficerRequest, template: str, form: fields.RuleForm, context: dict[str, Any]
) -> HttpResponse:
    return render(request, template, {"form": form, **context}, status=422 if form.errors else 200)
