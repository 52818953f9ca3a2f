"""What a counter does besides the number that stands there: take back a press, add somebody, serve without a
number, print or replace a slip, take a break. Each is one POST, one action."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from motcua.catalogue.models import Field
from motcua.domain.refusal import Forbidden, Invalid, Refusal
from motcua.domain.words import Words
from motcua.hall import actions, moves
from motcua.hall.models import Duty
from motcua.web.counter import hall_desk, visits
from motcua.web.counter.desks import Desk, at_center
from motcua.web.counter.said import beside, say, text
from motcua.web.numbers_form import NumberForm
from motcua.web.staff_slips import link_of, print_given


@require_POST
@at_center
def undo(request: HttpRequest, desk: Desk) -> HttpResponse:
    duty = _open(request, desk)
    if duty is None:
        return redirect("counter_opening")
    try:
        ticket = actions.undo(duty.counter, by=desk.officer, now=desk.now)
    except Refusal as refusal:
        say(request, refusal)
    else:
        messages.success(request, _("Taken back: number %(number)s.") % {"number": ticket.text})
    return redirect("counter")


@require_POST
@at_center
def walk_in(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Serve whoever stands there, who has no number."""
    duty = _open(request, desk)
    if duty is None:
        return redirect("counter_opening")
    code, reason = request.POST.get("field", ""), request.POST.get("reason", "")
    errors: dict[str, str] = {}
    with beside("walk_in_field", errors):
        field = _field(code)
    with beside("walk_in", errors):
        moves.check_reason(reason, moves.WITHOUT_TICKET)
    if errors:
        typed = {"walk_in_field": code, "walk_in": reason}
        return hall_desk.page(request, desk, errors=errors, typed=typed, status=Invalid.status)
    try:
        actions.serve_without_ticket(duty.counter, field=field, reason=reason, by=desk.officer, now=desk.now)
    except Refusal as refusal:
        say(request, refusal)
    return redirect("counter")


@require_POST
@at_center
def begin_break(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The officer goes away for a reason, and says in how many minutes they are back, if they know."""
    duty = _open(request, desk)
    if duty is None:
        return redirect("counter_opening")
    minutes = request.POST.get("minutes", "")
    known = {str(length): timedelta(minutes=length) for length in hall_desk.BREAK_LENGTHS}
    until = desk.now + known[minutes] if minutes in known else None
    reason = request.POST.get("reason", "")
    try:
        actions.begin_break(duty.counter, reason=reason, until=until, by=desk.officer, now=desk.now)
    except Invalid as refusal:
        return hall_desk.page(request, desk, errors={"break": text(refusal.words)}, status=refusal.status)
    except Refusal as refusal:
        say(request, refusal)
    return redirect("counter")


@require_POST
@at_center
def end_break(request: HttpRequest, desk: Desk) -> HttpResponse:
    duty = _open(request, desk)
    if duty is None:
        return redirect("counter_opening")
    try:
        actions.end_break(duty.counter, by=desk.officer, now=desk.now)
    except Refusal as refusal:
        say(request, refusal)
    return redirect("counter")


@require_POST
@at_center
def slip(request: HttpRequest, desk: Desk) -> HttpResponse:
    """One more slip of a number, or another number in its place, as the reason says."""
    if _open(request, desk) is None:
        return redirect("counter_opening")
    number, reason, code = (request.POST.get(name, "") for name in ("number", "reason", "field"))
    errors: dict[str, str] = {}
    with beside("slip_number", errors):
        ticket = visits.typed_number(number, desk)
    with beside("slip", errors):
        moves.check_reason(reason, hall_desk.SLIP_REASONS)
    with beside("slip_field", errors):
        field = _field(code) if reason == hall_desk.WRONG_FIELD else None
    typed = {"slip_number": number, "slip": reason, "slip_field": code}
    if errors:
        return hall_desk.page(request, desk, errors=errors, typed=typed, status=Invalid.status)
    try:
        if field is not None:
            new = actions.replace(ticket, reason=reason, field=field, by=desk.officer, now=desk.now)
            told = _("%(old)s is void; its holder now has number %(number)s, with the same place.")
            slip = print_given(request, new, by=desk.officer, now=desk.now)
            messages.success(request, f"{told % {'old': ticket.text, 'number': new.text}} {slip}")
        else:
            link = link_of(request, ticket)
            actions.reprint(ticket, reason=reason, link=link, by=desk.officer, now=desk.now)
            messages.success(request, _("The slip of %(number)s is printed again.") % {"number": ticket.text})
    except Forbidden:
        raise
    except Invalid as refusal:  # the field it has already
        errors["slip_field"] = text(refusal.words)
        return hall_desk.page(request, desk, errors=errors, typed=typed, status=refusal.status)
    except Refusal as refusal:
        say(request, refusal)
    return redirect("counter")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@at_center
def add_person(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Somebody who cannot or need not use the machine gets a number from the officer."""
    if request.method != "POST":
        place = desk.duty.counter.point_id if desk.duty else None
        return _form(request, desk, NumberForm(center=desk.center, initial={"point": str(place or "")}))
    form = NumberForm(request.POST, center=desk.center)
    if not form.is_valid():
        return _form(request, desk, form, status=422)
    try:
        ticket = actions.issue(desk.center, by=desk.officer, now=desk.now, **form.wanted())
    except Forbidden:
        raise
    except Refusal as refusal:
        form.refuse(refusal)
        return _form(request, desk, form, status=refusal.status)
    given = _("Number %(number)s was given.") % {"number": ticket.text}
    messages.success(request, f"{given} {print_given(request, ticket, by=desk.officer, now=desk.now)}")
    return redirect("counter")


def _form(request: HttpRequest, desk: Desk, form: NumberForm, status: int = 200) -> HttpResponse:
    context = {"desk": desk, "center": desk.center, "tab": "desk", "form": form}
    return render(request, "counter/add_person.html", context, status=status)


def _field(code: str) -> Field:
    found = visits.field_of(code)
    if found is None:
        raise Invalid("field_missing", Words("Chọn lĩnh vực.", "Choose a field."), field="field")
    return found


def _open(request: HttpRequest, desk: Desk) -> Duty | None:
    if desk.duty is None:
        messages.warning(request, _("Your counter is not open. Open it first."))
    return desk.duty
