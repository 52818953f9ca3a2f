"""Printers of a center: the list with how each is, one more, a change, a test page, which kiosk prints where.

For the head of the center, and for technical staff who look after every center.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.domain.refusal import Invalid, NotFound
from motcua.domain.words import Words
from motcua.hall import actions
from motcua.hall.models import Printer, PrintJob
from motcua.hall.printer_access import KEEPERS, check_may_set_printers
from motcua.hall.printers import JOB_WORDS, printers_of
from motcua.places import actions as places
from motcua.places.models import Center, Device
from motcua.places.queries import center_of
from motcua.web.access import role_required
from motcua.web.requests import OfficerRequest
from motcua.web.setup.printer_forms import CenterForm, PrinterForm

METHODS = ["GET", "HEAD", "POST"]
RECENT = timedelta(hours=12)
SHOWN = 20


@never_cache
@require_safe
@role_required(*KEEPERS)
def start(request: OfficerRequest) -> HttpResponse:
    """One's own center; technical staff choose one."""
    own = request.user.center_on(request.now.date())
    if own is not None:
        return redirect("setup_printers_of", own.code)
    form = CenterForm(request.GET or None)
    if form.is_bound and form.is_valid():
        try:
            return redirect("setup_printers_of", center_of(form.cleaned_data["center"]).code)
        except NotFound as refusal:
            refusal.field = "center"
            form.refuse(refusal)
    status = 422 if form.errors else 200
    return render(request, "setup/printers_center.html", {"form": form}, status=status)


@never_cache
@require_safe
@role_required(*KEEPERS)
def register(request: OfficerRequest, center: str) -> HttpResponse:
    return _page(request, _center(request, center))


def _page(request: OfficerRequest, center: Center, *, code: str = "") -> HttpResponse:
    kiosks = Device.objects.active().filter(center=center, kind=Device.Kind.KIOSK)
    jobs = PrintJob.objects.filter(center=center, queued_at__gte=request.now - RECENT).select_related(
        "printer", "ticket"
    )
    uncertain = jobs.filter(state__in=[PrintJob.State.UNKNOWN, PrintJob.State.FAILED])
    context: dict[str, Any] = {
        "center": center,
        "printers": printers_of(center, request.now),
        "kiosks": kiosks.select_related("point", "printer_of_kiosk").order_by("paired_at"),
        "agents": Device.objects.active().filter(center=center, kind=Device.Kind.PRINTER).count(),
        "uncertain": [(job, JOB_WORDS[job.state]) for job in uncertain.order_by("-queued_at")[:SHOWN]],
        "code": code,
        "server": request.build_absolute_uri("/").rstrip("/"),
    }
    return render(request, "setup/printers.html", context)


@never_cache
@require_http_methods(METHODS)
@role_required(*KEEPERS)
def entry(request: OfficerRequest, center: str) -> HttpResponse:
    place = _center(request, center)
    form = PrinterForm(request.POST or None, center=place)
    if request.method == "POST" and form.is_valid():
        try:
            printer = actions.add_printer(place, entry=form.entry(), by=request.user, now=request.now)
            messages.success(request, _("%(name)s: entered.") % {"name": printer.name})
            return redirect("setup_printers_of", place.code)
        except Invalid as refusal:
            form.refuse(refusal)
    return _form(request, form, place)


@never_cache
@require_http_methods(METHODS)
@role_required(*KEEPERS)
def change(request: OfficerRequest, pk: UUID) -> HttpResponse:
    printer = _printer(request, pk)
    form = PrinterForm(request.POST or None, center=printer.center, initial=PrinterForm.of(printer))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_printer(printer, entry=form.entry(), by=request.user, now=request.now)
            messages.success(request, _("%(name)s: changed.") % {"name": form.entry().name})
            return redirect("setup_printers_of", printer.center.code)
        except Invalid as refusal:
            form.refuse(refusal)
    return _form(request, form, printer.center, printer)


@never_cache
@require_http_methods(METHODS)
@role_required(*KEEPERS)
def removal(request: OfficerRequest, pk: UUID) -> HttpResponse:
    printer = _printer(request, pk)
    if request.method == "POST":
        actions.remove_printer(printer, by=request.user, now=request.now)
        messages.success(request, _("%(name)s is out of use.") % {"name": printer.name})
        return redirect("setup_printers_of", printer.center.code)
    return render(request, "setup/printer_removal.html", {"printer": printer, "center": printer.center})


@require_POST
@role_required(*KEEPERS)
def test(request: OfficerRequest, pk: UUID) -> HttpResponse:
    """A test page; the list says what became of it."""
    printer = _printer(request, pk)
    language = (get_language() or "vi")[:2]
    actions.print_test(printer, language=language, by=request.user, now=request.now)
    messages.success(request, _("A test page is on its way to %(name)s.") % {"name": printer.name})
    return redirect("setup_printers_of", printer.center.code)


@require_POST
@role_required(*KEEPERS)
def assignment(request: OfficerRequest, pk: UUID) -> HttpResponse:
    """Which printer a kiosk's slips come out at; none: its browser prints."""
    kiosk = Device.objects.active().filter(pk=pk, kind=Device.Kind.KIOSK).select_related("center").first()
    if kiosk is None:
        raise _unknown()
    check_may_set_printers(request.user, kiosk.center, request.now)
    wanted = request.POST.get("printer", "")
    printer = None
    if wanted:
        printer = next(
            (row for row in Printer.objects.in_use().filter(center=kiosk.center) if str(row.pk) == wanted),
            None,
        )
        if printer is None:
            raise _unknown()
    actions.assign_printer(kiosk, printer=printer, by=request.user, now=request.now)
    messages.success(request, _("The kiosk's printer is set."))
    return redirect("setup_printers_of", kiosk.center.code)


@never_cache
@require_POST
@role_required(*KEEPERS)
def pairing(request: OfficerRequest, center: str) -> HttpResponse:
    """A code for a print agent, shown this once: the page itself is the answer."""
    place = _center(request, center)
    check_may_set_printers(request.user, place, request.now)
    code = places.offer_pairing(place, kind=Device.Kind.PRINTER, by=request.user, now=request.now)
    return _page(request, place, code=code)


def _form(
    request: OfficerRequest, form: PrinterForm, center: Center, printer: Printer | None = None
) -> HttpResponse:
    context = {"form": form, "center": center, "printer": printer}
    return render(request, "setup/printer.html", context, status=422 if form.errors else 200)


def _center(request: OfficerRequest, code: str) -> Center:
    center = center_of(code)
    check_may_set_printers(request.user, center, request.now)
    return center


def _printer(request: OfficerRequest, pk: UUID) -> Printer:
    found = Printer.objects.in_use().filter(pk=pk).select_related("center__commune").first()
    if found is None:
        raise _unknown()
    check_may_set_printers(request.user, found.center, request.now)
    return found


def _unknown() -> NotFound:
    return NotFound(
        "no_such_printer", Words("Không có máy in này tại Trung tâm.", "No such printer at this center.")
    )
