"""The hall as its head sets it: the rules, each field's numbers, the door's poster."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from motcua.base.qr import qr_svg
from motcua.catalogue.models import Field
from motcua.domain.refusal import Invalid, NotFound
from motcua.domain.words import Words
from motcua.hall import actions, presence
from motcua.hall.closures import closures_ahead
from motcua.hall.fields_now import FieldNow, fields_now, hours_words, rules_of_field
from motcua.hall.models import FieldRules, HallRules
from motcua.hall.rules import rules_of
from motcua.hall.voice.choosing import chosen
from motcua.hall.voice.voices import speaking
from motcua.people.models import Role
from motcua.places.hours import business_date
from motcua.places.models import Center, Counter, Device
from motcua.places.queries import open_points
from motcua.web.access import role_required
from motcua.web.requests import OfficerRequest
from motcua.web.setup.hall_forms import FieldRulesForm, HallRulesForm

METHODS = ["GET", "HEAD", "POST"]


def own_center(request: OfficerRequest) -> Center:
    center = request.user.center_on(business_date(request.now))
    assert center is not None  # the head of a center belongs to a commune
    return center


@never_cache
@require_safe
@role_required(Role.CENTER_HEAD)
def overview(request: OfficerRequest) -> HttpResponse:
    center = own_center(request)
    known = {row.field_id: row for row in FieldRules.objects.filter(center=center)}
    rules = rules_of(center)
    context = {
        "center": center,
        "rules": rules,
        "voices": speaking(chosen(center)),
        "draws": rules.fair_start == HallRules.FairStart.DRAW,
        "fields": [_line(row, known.get(row.field.pk)) for row in fields_now(center, request.now)],
        "closures": closures_ahead(center, request.now),
        "points": open_points(center),
        "counters": Counter.objects.filter(center=center).select_related("point").order_by("number"),
        "devices": Device.objects.active()
        .filter(center=center)
        .select_related("point")
        .order_by("paired_at"),
    }
    return render(request, "setup/hall.html", context)


def _line(row: FieldNow, rules: FieldRules | None) -> dict[str, Any]:
    rules = rules or FieldRules(field=row.field)
    return {"now": row, "rules": rules, "hours": hours_words(rules.hours) if rules.hours else None}


@never_cache
@require_http_methods(METHODS)
@role_required(Role.CENTER_HEAD)
def rules(request: OfficerRequest) -> HttpResponse:
    center = own_center(request)
    held = rules_of(center)
    initial = {name: getattr(held, name) for name in HallRulesForm.base_fields}
    form = HallRulesForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_hall_rules(center, settings=form.settings(), by=request.user, now=request.now)
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The rules hold from the next call on."))
            return redirect("setup_hall")
    status = 422 if form.errors else 200
    return render(request, "setup/hall_rules.html", {"form": form, "center": center}, status=status)


@never_cache
@require_http_methods(METHODS)
@role_required(Role.CENTER_HEAD)
def field(request: OfficerRequest, code: str) -> HttpResponse:
    center = own_center(request)
    found = Field.objects.filter(code=code).first()
    if found is None:
        raise NotFound("no_field", Words("Không có lĩnh vực này.", "There is no such field."))
    held = rules_of_field(center, found)
    initial = {"first": held.first, "final": held.final, "quota": held.quota}
    form = FieldRulesForm(request.POST or None, initial=initial, hours=held.hours)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("first", "final", "quota", "hours")}
        try:
            actions.set_field_rules(center, field=found, **given, by=request.user, now=request.now)
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The field's numbers are set."))
            return redirect("setup_hall")
    status = 422 if form.errors else 200
    return render(request, "setup/hall_field.html", {"form": form, "field": found}, status=status)


@never_cache
@require_safe
@role_required(Role.CENTER_HEAD)
def door(request: OfficerRequest) -> HttpResponse:
    """The poster at the door of each place, for who took a number from home."""
    center = own_center(request)
    here = request.build_absolute_uri(reverse("hall_here", args=[center.code]))
    context = {
        "center": center,
        "posters": [
            (point, qr_svg(f"{here}?door={presence.door_key(center, point)}", size="large"))
            for point in (None, *open_points(center))
        ],
        "link": here,
        "number_link": request.build_absolute_uri(reverse("hall_number", args=[center.code])),
    }
    return render(request, "setup/hall_door.html", context)
