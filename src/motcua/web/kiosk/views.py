"""The kiosk's pages.

Most people touch once: the field they came for, and the number is theirs. Nobody is asked whether they
are old, ill or poor in front of the others in the hall: who has priority by law (Decree 63/2010 Art
18(8)) and wants it touches a second tile first, chooses the class and then the field: three touches.
Who collects a result touches twice.
"""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from motcua.base.qr import qr_svg
from motcua.domain.codes import read_token, spaced_token
from motcua.domain.queueing import PRIORITY_NAMES, Priority, Skill
from motcua.domain.refusal import NotFound, Refusal
from motcua.domain.words import Words
from motcua.dossiers.forms import ticket_slip
from motcua.hall import actions, queries
from motcua.hall.actions.entering import NumberHeld
from motcua.hall.fields_now import WAY_OUT, fields_now
from motcua.hall.models import Printer, Ticket
from motcua.hall.printers import kiosk_printer
from motcua.hall.wishes import Wish, still_wanted
from motcua.places.models import Device
from motcua.places.queries import center_of, opening
from motcua.web import basket, pairing
from motcua.web.device import device_of
from motcua.web.kiosk import look
from motcua.web.kiosk.holding import holder_in
from motcua.web.kiosk.printing import print_slip, slip_state
from motcua.web.requests import Request

NUMBER_STAYS = 20
"""Seconds until the next person finds the first page again, in Vietnamese."""
IDLE = 60

View = Callable[..., HttpResponse]


def on_paired(view: View) -> View:
    """Give the view the paired device; a browser that is not paired gets the pairing page."""

    @never_cache  # a page from memory would carry the button press of the person before
    @wraps(view)
    def checked(request: Request, center: str, **rest: Any) -> HttpResponse:
        device = device_of(request, Device.Kind.KIOSK, center)
        if device is None:
            return pairing.ask(request, center_of(center), Device.Kind.KIOSK)
        request.look = look.look_of(request)  # type: ignore[attr-defined]
        request.point = device.point  # type: ignore[attr-defined]
        return look.remember(request, view(request, device, **rest))

    return checked


@require_POST
def pair(request: Request, center: str) -> HttpResponse:
    return pairing.pair(request, center_of(center), Device.Kind.KIOSK)


@require_GET
@on_paired
def kiosk(request: Request, device: Device) -> HttpResponse:
    chosen = request.GET.get("priority", "")
    lane = request.GET.get("lane", "")
    return start(
        request,
        device,
        priority=chosen if chosen in set(Priority) else "",
        lane=lane if lane == Ticket.Lane.RESULT else "",
        need=_known_need(request.GET.get("need", "")),
    )


def _known_need(code: str) -> str:
    return code if code in set(Skill) else ""


def start(
    request: Request,
    device: Device,
    *,
    priority: str = "",
    lane: str = "",
    need: str = "",
    error: Refusal | None = None,
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    """The first page: a tile for each field, grey with the reason where it gives no number now; or why
    the center is closed and when it opens.

    ``more``: what is known of who stands there (``kiosk.card``).
    """
    center = device.center
    state = None if center.round_the_clock else opening(center, request.now)
    rows = fields_now(center, request.now)
    context = {
        "center": center,
        "fields": rows,
        "some_closed": lane != Ticket.Lane.RESULT and any(row.refusal for row in rows),
        "way_out": WAY_OUT,
        "need": need,
        "need_words": Skill(need).words if need else None,
        "press": uuid.uuid4().hex,
        "priority": priority,
        "priority_words": PRIORITY_NAMES[Priority(priority)] if priority else None,
        "lane": lane,
        "errors": [error] if error else [],
        "closed": state if state and not state.gives_numbers else None,
    } | (more or {})
    response = render(request, "kiosk/start.html", context, status=error.status if error else 200)
    return back_after(response, center.code, IDLE)


@require_GET
@on_paired
def priority(request: Request, device: Device) -> HttpResponse:
    context = {"center": device.center, "classes": [(code.value, code.words) for code in Priority]}
    return back_after(render(request, "kiosk/priority.html", context), device.center.code, IDLE)


@on_paired
def issue(request: Request, device: Device) -> HttpResponse:
    """One press, one number: the press's own id and its field make repetitions harmless.

    The answer is the number itself, not the way to it: a bad line is crossed once. ``Content-Location``
    says where it stands from now on; asked for again by its address, this is the first page.
    """
    if request.method != "POST":
        return redirect(f"{reverse('kiosk', args=[device.center.code])}?{request.GET.urlencode()}")
    given = request.POST
    priority, lane, need = (given.get(name, "") for name in ("priority", "lane", "need"))
    try:
        wishes = basket.wishes_of(given)
        field = wishes[0].field
        ticket = actions.issue(
            device.center,
            field=field,
            amount=wishes[0].amount,
            errands=wishes[1:],
            priority=priority,
            lane=lane,
            needs=[need] if need else [],
            press=f"{given['press']}:{field.code}" if given.get("press") else None,
            holder=holder_in(given),
            by=device,
            now=request.now,
        )
    except NumberHeld as held:
        messages.warning(request, held.words.in_language(get_language() or "vi"))
        return redirect("kiosk_number", device.center.code, held.ticket.token)
    except Refusal as error:  # closed, too fast, no such field: said on the first page, where one can go on
        return start(request, device, error=error)
    printer = kiosk_printer(device)
    print_slip(request, device, printer, ticket)
    return shown(request, device, ticket, printer, wishes)


@require_GET
@on_paired
def number(request: Request, device: Device, token: str) -> HttpResponse:
    ticket = ticket_of(device, token)
    return shown(request, device, ticket, kiosk_printer(device), still_wanted(ticket))


def shown(
    request: Request, device: Device, ticket: Ticket, printer: Printer | None, wanted: list[Wish]
) -> HttpResponse:
    """The page of one number, wherever it was asked for.

    ``wanted``: all it is for; a press brings it along, so that nobody waits while it is read again.
    """
    here = reverse("kiosk_number", args=[device.center.code, ticket.token])
    follow = request.build_absolute_uri(reverse("ticket", args=[ticket.token]))
    context = {
        "here": here,
        "center": device.center,
        "standing": queries.standing(ticket, queries.floor(device.center, request.now)),
        "ticket": ticket,
        "wanted": wanted,
        "code": spaced_token(ticket.token),
        "qr": qr_svg(follow, size="large"),
        "seconds": NUMBER_STAYS,
        "slip": slip_state(printer, ticket, request.now),
    }
    response = render(request, "kiosk/number.html", context)
    response.headers["Content-Location"] = here
    return back_after(response, device.center.code, NUMBER_STAYS)


@require_GET
@on_paired
def printing(request: Request, device: Device, token: str) -> HttpResponse:
    """How the slip goes, in place of what the page said before."""
    ticket = ticket_of(device, token)
    slip = slip_state(kiosk_printer(device), ticket, request.now)
    return render(request, "kiosk/printing.html", {"center": device.center, "ticket": ticket, "slip": slip})


@require_GET
@on_paired
def slip(request: Request, device: Device, token: str) -> HttpResponse:
    ticket = ticket_of(device, token)
    language = get_language() or "vi"
    first, *further = (wish.named_in(language) for wish in still_wanted(ticket))
    standing = queries.standing(ticket, queries.floor(device.center, request.now))
    pdf = ticket_slip(
        center=device.center.name_in(language),
        number=ticket.text,
        field=first,
        further=further,
        issued_at=ticket.issued_at,
        people_ahead=standing.ahead or 0,
        link=request.build_absolute_uri(reverse("ticket", args=[ticket.token])),
        language=language,
    )
    headers = {"Content-Disposition": f'inline; filename="{ticket.text}.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def ticket_of(device: Device, token: str) -> Ticket:
    """A number of this kiosk's own center; raises ``NotFound``."""
    ticket = queries.by_token(read_token(token))
    if ticket is None or ticket.center_id != device.center_id:
        raise NotFound(
            "token_unknown",
            Words("Không có số nào ứng với mã này.", "There is no number under this code."),
        )
    return ticket


def back_after(response: HttpResponse, center: str, seconds: int) -> HttpResponse:
    """Back to the first page by itself, in Vietnamese, also without JavaScript.

    The next person must not meet the number or the language of the one before; who needs more time has
    the same page on paper and behind the QR.
    """
    response.headers["Refresh"] = f"{seconds}; url={reverse('kiosk', args=[center])}{look.AGAIN}"
    return response
