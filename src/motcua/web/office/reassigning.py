"""Giving open steps to other officers: one on its page; many with a preview first and a report after."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.domain.refusal import Conflict, Forbidden, Invalid
from motcua.domain.words import Words
from motcua.dossiers import access, actions, queries, reassigning
from motcua.dossiers.models import Dossier, Step
from motcua.dossiers.reassigning import Pair
from motcua.people.models import Officer
from motcua.places.hours import business_date
from motcua.places.models import Unit
from motcua.web.access import role_required
from motcua.web.office import dossier as file
from motcua.web.office.forms import ActForm
from motcua.web.office.lists import OFFICES
from motcua.web.requests import OfficerRequest


class ToForm(ActForm):
    officer = forms.ChoiceField(
        label=gettext_lazy("Who takes it over?"),
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), gettext_lazy("Choose one of the officers in the list.")
        ),
    )

    def __init__(self, *args: Any, staff: list[Officer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_id = {str(person.pk): person for person in staff}
        field = self.fields["officer"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(pk, _named(person)) for pk, person in self.by_id.items()]


def _named(person: Officer) -> str:
    return _("%(name)s (%(open)s waiting)") % {"name": person.name_vi, "open": getattr(person, "open", 0)}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*OFFICES)
def one(request: OfficerRequest, code: str) -> HttpResponse:
    """The open step of one dossier."""
    day = business_date(request.now)
    dossier = queries.file_of(code, request.user, day)
    step = file.open_step(dossier)
    if step is None or step.act not in reassigning.ACTS:
        raise access.another_step(dossier, step)
    reassigning.check_may_reassign(request.user, step.unit, day)
    staff = [person for person in reassigning.staff_of(step.unit, day) if person.pk != step.officer_id]
    sent = request.POST if request.method == "POST" else None
    form = ToForm(sent, staff=staff, initial={"step": step.turn})
    if sent is not None and form.is_valid():
        to = form.by_id[form.cleaned_data["officer"]]
        try:
            actions.reassign(dossier, to=to, seen=form.cleaned_data["step"], by=request.user, now=request.now)
        except Conflict as refusal:
            if refusal.code != "cannot_reassign":
                raise
            form.add_error("officer", refusal.words.in_language(request.LANGUAGE_CODE or "vi"))
        else:
            messages.success(
                request, _("Given to %(name)s. It is now in their work list.") % {"name": to.name_vi}
            )
            return redirect("office_dossier", code=dossier.code)
    context = {
        "center": dossier.center,
        "dossier": dossier,
        "procedure": dossier.revision.procedure,
        "step": step,
        "form": form,
    }
    return render(request, "office/reassign_one.html", context, status=422 if form.errors else 200)


NOTHING_TICKED = Invalid(
    "nothing_ticked",
    Words("Đánh dấu ít nhất một hồ sơ để chuyển.", "Tick at least one dossier to move."),
    field="move",
)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*OFFICES)
def many(request: OfficerRequest) -> HttpResponse:
    """Chosen by GET, so that the preview has an address; moved by POST: what is ticked of the preview, in
    which nothing is ticked by itself."""
    day = business_date(request.now)
    units = reassigning.headed_units(request.user, day)
    if not units:
        raise Forbidden(
            "not_head_of_unit",
            Words(
                "Chỉ trưởng đơn vị hoặc lãnh đạo xã được giao lại việc.",
                "Only heads of units and leaders of the commune may give work to others.",
            ),
            basis="Nghị định 118/2025/NĐ-CP",
        )
    if request.method != "POST":
        return render(request, "office/reassign_many.html", _chosen(request.GET, units, request))
    pairs = _pairs(request)
    if not pairs:
        context = _chosen(request.GET, units, request) | {"errors": [NOTHING_TICKED]}
        return render(request, "office/reassign_many.html", context, status=422)
    report = actions.reassign_several(pairs, by=request.user, now=request.now)
    context = _chosen(request.GET, units, request)  # counted after the move
    return render(request, "office/reassign_many.html", context | {"report": report, "plan": None})


def _chosen(asked: QueryDict, units: list[Unit], request: OfficerRequest) -> dict[str, Any]:
    """What was chosen so far: the unit (by itself the one with most work), from whom, to whom, the plan."""
    day = business_date(request.now)
    waiting = reassigning.waiting_at(units)
    fullest = max(units, key=lambda unit: waiting.get(unit.pk, 0))
    unit = next((unit for unit in units if str(unit.pk) == asked.get("unit")), fullest)
    staff = reassigning.staff_of(unit, day)
    given = next((person for person in staff if str(person.pk) == asked.get("from")), None)
    to = [person for person in staff if str(person.pk) in asked.getlist("to") and person != given]
    plan = reassigning.plan(reassigning.open_steps(unit, of=given), to, day) if to else None
    return {
        "tab": "reassign",
        "center": request.user.center_on(day),
        "units": [(part, waiting.get(part.pk, 0)) for part in units],
        "unit": unit,
        "staff": staff,
        "given": given,
        "to": to,
        "plan": plan,
        "asked_without": bool(asked.get("preview")) and not to,
        "ticked": asked.get("all") == "1",
        "address": urlencode([(name, value) for name, value in asked.lists() if name != "all"], doseq=True),
    }


def _pairs(request: OfficerRequest) -> list[Pair]:
    """What the preview's ticked rows say, ``step:officer``; a page sends nothing else."""
    wanted: dict[UUID, UUID] = {}
    for value in request.POST.getlist("move")[: reassigning.AT_ONCE]:
        try:
            step, officer = value.split(":")
            wanted[UUID(step)] = UUID(officer)
        except ValueError:
            continue
    known = Dossier.objects.visible_to(request.user, business_date(request.now))
    visible = Step.objects.filter(pk__in=wanted, dossier__in=known)
    officers = Officer.objects.in_bulk(list(wanted.values()))
    related = ("dossier__revision__procedure", "unit", "officer")
    return [
        Pair(step, officers[wanted[step.pk]])
        for step in visible.select_related(*related)
        if wanted[step.pk] in officers
    ]
