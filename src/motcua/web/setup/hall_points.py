"""Receiving points of a center, what stands at each, and pairing a device there."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.domain.refusal import NotFound, Refusal
from motcua.domain.words import Words
from motcua.hall import actions
from motcua.hall.setup_access import check_may_set_hall
from motcua.people.models import Role
from motcua.places.actions import offer_pairing, revoke_device
from motcua.places.models import Counter, Device
from motcua.places.queries import open_points
from motcua.web.access import role_required
from motcua.web.requests import OfficerRequest
from motcua.web.setup.hall import METHODS, own_center
from motcua.web.setup.hall_forms import PairingForm, PlaceForm, PointForm


@never_cache
@require_http_methods(METHODS)
@role_required(Role.CENTER_HEAD)
def new_point(request: OfficerRequest) -> HttpResponse:
    form = PointForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.create_point(own_center(request), **form.values(), by=request.user, now=request.now)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The receiving point is set up."))
            return redirect("setup_hall")
    status = 422 if form.errors else 200
    return render(request, "setup/hall_point.html", {"form": form}, status=status)


@never_cache
@require_http_methods(METHODS)
@role_required(Role.CENTER_HEAD)
def point(request: OfficerRequest, pk: UUID) -> HttpResponse:
    """Rename it, or close it."""
    found = own_center(request).points.filter(pk=pk, closed_at__isnull=True).select_related("center").first()
    if found is None:
        raise NotFound("no_point", Words("Không có điểm tiếp nhận này.", "There is no such receiving point."))
    closing = "close" in request.POST
    initial = {"name_vi": found.name_vi, "name_en": found.name_en, "address": found.address}
    form = PointForm(None if closing else request.POST or None, initial=initial)
    refused: Refusal | None = None
    if request.method == "POST" and (closing or form.is_valid()):
        try:
            if closing:
                actions.close_point(found, by=request.user, now=request.now)
            else:
                actions.change_point(found, **form.values(), by=request.user, now=request.now)
        except Refusal as refusal:
            if closing:
                refused = refusal
            else:
                form.refuse(refusal)
        else:
            messages.success(request, _("The receiving point is changed."))
            return redirect("setup_hall")
    status = refused.status if refused else 422 if form.errors else 200
    context = {"form": form, "point": found, "refusals": [refused] if refused else []}
    return render(request, "setup/hall_point.html", context, status=status)


@never_cache
@require_http_methods(METHODS)
@role_required(Role.CENTER_HEAD)
def counter(request: OfficerRequest, number: int) -> HttpResponse:
    center = own_center(request)
    found = Counter.objects.filter(center=center, number=number).select_related("center__commune").first()
    if found is None:
        raise NotFound("no_counter", Words("Không có quầy này.", "There is no such counter."))
    return _placed(request, found)


@never_cache
@require_http_methods(METHODS)
@role_required(Role.CENTER_HEAD)
def device(request: OfficerRequest, pk: UUID) -> HttpResponse:
    center = own_center(request)
    found = Device.objects.active().filter(center=center, pk=pk).select_related("center__commune").first()
    if found is None:
        raise NotFound("no_device", Words("Không có thiết bị này.", "There is no such device."))
    if "revoke" in request.POST:
        check_may_set_hall(request.user, center, request.now)
        revoke_device(found, by=request.user, now=request.now)
        messages.success(request, _("The device is no longer paired: it can do nothing from now on."))
        return redirect("setup_hall")
    return _placed(request, found)


def _placed(request: OfficerRequest, thing: Counter | Device) -> HttpResponse:
    form = PlaceForm(request.POST or None, points=open_points(thing.center), thing=thing)
    if request.method == "POST" and form.is_valid():
        try:
            if isinstance(thing, Counter):
                actions.place_counter(thing, point=form.place, by=request.user, now=request.now)
            else:
                actions.place_device(thing, point=form.place, by=request.user, now=request.now)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("It stands there from now on."))
            return redirect("setup_hall")
    context = {"form": form, "counter" if isinstance(thing, Counter) else "device": thing}
    return render(request, "setup/hall_place.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(METHODS)
@role_required(Role.CENTER_HEAD)
def pairing(request: OfficerRequest) -> HttpResponse:
    """A code to be typed on the device; shown once."""
    center = own_center(request)
    form = PairingForm(request.POST or None, points=open_points(center))
    context: dict[str, object] = {"form": form}
    if request.method == "POST" and form.is_valid():
        check_may_set_hall(request.user, center, request.now)
        given = form.cleaned_data
        place = form.points.get(given.get("point") or "")
        code = offer_pairing(center, kind=given["kind"], point=place, by=request.user, now=request.now)
        context |= {"code": code, "kind": given["kind"], "center": center}
    return render(request, "setup/hall_pairing.html", context, status=422 if form.errors else 200)
