"""One number at the helpers' desk: what is known of it, and what can be done before it is called."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from motcua.base.qr import qr_svg
from motcua.catalogue.models import Field, Procedure
from motcua.domain.codes import spaced_token
from motcua.domain.queueing import PRIORITY_NAMES, Skill
from motcua.domain.refusal import Forbidden, Invalid, NotFound, Refusal
from motcua.domain.states import State
from motcua.domain.words import Words
from motcua.dossiers.models import Dossier
from motcua.hall import helping, moves, queries
from motcua.hall.actions import come_back, resume, void
from motcua.hall.actions.before_call import begin_help, end_help, move_before_call, move_to_lane, set_claims
from motcua.hall.models import HelpSession, Ticket
from motcua.people.models import Officer
from motcua.web.requests import OfficerRequest
from motcua.web.said import say, sentence
from motcua.web.staff_slips import link_of
from motcua.web.support.desk import described
from motcua.web.support.helpers import Helper, at_desk

HELP_KINDS = {
    HelpSession.Kind.DECLARE: Words(vi="Kê khai biểu mẫu, nộp trực tuyến", en="Fill in a form, file online"),
    HelpSession.Kind.ACCOUNT: Words(vi="Tài khoản định danh điện tử", en="The electronic identity account"),
    HelpSession.Kind.READ: Words(vi="Đọc, viết, phiên dịch", en="Read, write, interpret"),
}
HELP_OUTCOMES = {
    HelpSession.Outcome.DONE: Words(vi="Đã xong", en="Done"),
    HelpSession.Outcome.PARTLY: Words(vi="Xong một phần", en="Done in part"),
    HelpSession.Outcome.REFERRED: Words(vi="Chuyển người khác hỗ trợ tiếp", en="Somebody else goes on"),
}
BEFORE_CALL = frozenset({Ticket.State.WAITING, Ticket.State.HELD})


@dataclass(frozen=True)
class Act:
    """One thing a helper does with a number; ``given`` reads what it needs from the form."""

    do: Callable[..., Any]
    done: Promise
    given: Callable[[HttpRequest], dict[str, Any]]
    field: str  # of the form, where a wrong value is said


def _field(request: HttpRequest) -> dict[str, Any]:
    chosen = {field.code: field for field in Field.objects.all()}.get(request.POST.get("field", ""))
    if chosen is None:
        raise Invalid("field_missing", Words("Chọn một lĩnh vực.", "Choose a field."), field="field")
    return {"field": chosen}


def _claims(request: HttpRequest) -> dict[str, Any]:
    return {"priority": request.POST.get("priority", ""), "needs": request.POST.getlist("needs")}


def _lane(request: HttpRequest) -> dict[str, Any]:
    code = request.POST.get("dossier", "").replace("\x00", "").strip()
    return {"lane": request.POST.get("lane", ""), "dossier_code": code}


def _take_up(ticket: Ticket, *, by: Officer, now: datetime) -> Ticket:
    """As at the kiosk: somebody the counter sent for a paper is back on the same day."""
    if not may_return(ticket, now):
        raise Refusal(
            "nothing_missing",
            Words("Số này không chờ bổ sung giấy tờ nào.", "No paper is awaited for this number."),
        )
    return come_back(ticket, by=by, now=now)


def may_return(ticket: Ticket, now: datetime) -> bool:
    """Served today, and a paper was missing: as the officer said, or as its dossier says."""
    if ticket.state != Ticket.State.DONE or not queries.is_live(ticket, now):
        return False
    asked = Dossier.objects.filter(ticket=ticket, state=State.SUPPLEMENT)
    return ticket.outcome == "supplement" or asked.exists()


ACTS = {
    "transfers": Act(move_before_call, _("Number %(number)s was moved to another field."), _field, "field"),
    "claims": Act(set_claims, _("Kept for number %(number)s."), _claims, "priority"),
    "lanes": Act(move_to_lane, _("Number %(number)s is in the line for results."), _lane, "dossier"),
    "returns": Act(_take_up, _("Number %(number)s is back in the line."), lambda request: {}, ""),
    "resumptions": Act(resume, _("Number %(number)s is back in the line."), lambda request: {}, ""),
    "voids": Act(
        void,
        _("Number %(number)s is void."),
        lambda request: {"reason": request.POST.get("reason", "")},
        "reason",
    ),
    "help": Act(
        begin_help,
        _("Your help for number %(number)s has begun."),
        lambda request: {"kind": request.POST.get("kind", "")},
        "kind",
    ),
}


@never_cache
@require_safe
@at_desk
def number(request: OfficerRequest, helper: Helper, pk: UUID) -> HttpResponse:
    return page(request, helper, helping.find_ticket(helper.center, pk))


@require_POST
@at_desk
def act(request: HttpRequest, helper: Helper, pk: UUID, noun: str) -> HttpResponse:
    """Do one of ``ACTS`` with a number of this center, and come back to its page."""
    what, ticket = ACTS[noun], helping.find_ticket(helper.center, pk)
    try:
        what.do(ticket, **what.given(request), by=helper.officer, now=helper.now)
    except Forbidden:
        raise
    except Invalid as refusal:
        return page(request, helper, ticket, errors={what.field: sentence(refusal)}, status=422)
    except Refusal as refusal:
        say(request, refusal)
        return redirect("support_number", ticket.pk)
    messages.success(request, str(what.done) % {"number": ticket.text})
    return redirect("support_number", ticket.pk)


@require_POST
@at_desk
def help_ended(request: HttpRequest, helper: Helper, pk: UUID) -> HttpResponse:
    """The help that is going on has ended, in one of ``HELP_OUTCOMES``."""
    found = HelpSession.objects.filter(center=helper.center, pk=pk).select_related("ticket", "center")
    session = found.first()
    if session is None:
        raise NotFound("no_help", Words("Không có lượt hỗ trợ này.", "There is no such help."))
    try:
        end_help(session, outcome=request.POST.get("outcome", ""), by=helper.officer, now=helper.now)
    except Invalid as refusal:
        say(request, refusal)
    else:
        messages.success(request, _("The help for number %(number)s has ended.") % {"number": session.ticket})
    return redirect("support_number", session.ticket_id)


def page(
    request: HttpRequest,
    helper: Helper,
    ticket: Ticket,
    *,
    errors: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """``errors`` has a sentence for each field that was wrong."""
    is_open = ticket.state in BEFORE_CALL and queries.is_live(ticket, helper.now)
    context = {
        "helper": helper,
        "tab": "number",
        "center": helper.center,
        "here": described(ticket, helper),
        "ticket": ticket,
        "state": moves.STATE_WORDS[ticket.state],
        "is_open": is_open,
        "qr": qr_svg(link_of(request, ticket), size="small") if is_open else None,
        "code": spaced_token(ticket.token),
        "may_return": may_return(ticket, helper.now),
        "ahead": _ahead(ticket, helper) if is_open else None,
        "check": helping.check_of(ticket),
        "session": helping.session_of(ticket),
        "procedure": Procedure.objects.filter(code=ticket.procedure_code).first(),
        "fields": Field.objects.all(),
        "priorities": PRIORITY_NAMES,
        "skills": [(skill.value, skill.words) for skill in Skill],
        "void_reasons": moves.VOID_REASONS,
        "help_kinds": HELP_KINDS,
        "help_outcomes": HELP_OUTCOMES,
        "errors_by": errors or {},
        "errors": [{"field": name, "text": words} for name, words in (errors or {}).items()],
    }
    return render(request, "support/number.html", context, status=status)


def _ahead(ticket: Ticket, helper: Helper) -> queries.Standing:
    return queries.standing(ticket, queries.floor(helper.center, helper.now))
