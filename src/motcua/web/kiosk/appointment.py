"""The kiosk's page for people with an appointment: scan or type the code, and the number comes out."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from motcua.domain.refusal import Invalid, Refusal
from motcua.domain.words import Words
from motcua.hall import appointments as plans
from motcua.hall.actions import appointments
from motcua.places.hours import business_date
from motcua.places.models import Device
from motcua.web.kiosk.views import IDLE, back_after, on_paired
from motcua.web.requests import Request


@require_http_methods(["GET", "HEAD", "POST"])
@on_paired
def appointment(request: Request, device: Device) -> HttpResponse:
    """A scanner types the code and ends the line, which sends the form; five signs can be touched."""
    errors: list[Refusal] = []
    typed = request.POST.get("code", "").strip()[:300]
    if request.method == "POST":
        try:
            if not typed:
                raise Invalid(
                    "code_missing",
                    Words("Quét mã QR hoặc nhập mã 5 ký tự.", "Scan the QR code or type the 5 signs."),
                )
            found = plans.by_code(device.center, typed, business_date(request.now))
            ticket = appointments.check_in(found, by=device, now=request.now)
            return redirect("kiosk_number", device.center.code, ticket.token)
        except Refusal as refusal:
            errors.append(Refusal(refusal.code, refusal.words, field="code"))
    status = 422 if errors else 200
    context = {"center": device.center, "errors": errors, "typed": typed if len(typed) < 10 else ""}
    return back_after(
        render(request, "kiosk/appointment.html", context, status=status), device.center.code, IDLE
    )
