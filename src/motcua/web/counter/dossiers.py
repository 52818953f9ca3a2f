"""Dossiers at the counter: one with its receipt, and those received today."""

from datetime import datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.base.qr import qr_svg
from motcua.domain.delivery import Way
from motcua.domain.states import OPEN_STATES, RUNNING_STATES, WAITING_STATES, WITHOUT_RESULT, State
from motcua.domain.words import Words
from motcua.domain.workdays import ZONE
from motcua.dossiers.access import is_decided, not_found
from motcua.dossiers.actions.delivery import CHANGEABLE
from motcua.dossiers.delivering import address_of
from motcua.dossiers.destruction import check_kept
from motcua.dossiers.models import Dossier, Step
from motcua.dossiers.money import waiting_obligation
from motcua.dossiers.receipt import receipt_pdf
from motcua.dossiers.timing import appointment
from motcua.web.awaited import awaited
from motcua.web.clears import Clears
from motcua.web.counter.desks import Desk, at_center
from motcua.web.counter.fee_lines import standing
from motcua.web.counter.promises import amount_words, why_lines
from motcua.web.counter.reception_form import CHANNELS, KINDS, PAPER_KINDS, WAYS
from motcua.web.counter.said import text
from motcua.web.papers import papers_of
from motcua.web.templatetags.motcua import moment

A_PAGE = 50


def at_this_center(desk: Desk) -> QuerySet[Dossier]:
    """The dossiers this officer may know of that were received at their center."""
    return Dossier.objects.visible_to(desk.officer, desk.day).filter(center=desk.center)


def find(desk: Desk, code: str) -> Dossier:
    """The dossier with everything its page shows; another commune's is not even a rumour."""
    found = at_this_center(desk).select_related(
        "center__commune",
        "center__unit",
        "competent_unit",
        "revision__procedure__field",
        "applicant",
        "received_by",
        "ticket",
    )
    dossier = found.filter(code=code[:45].upper()).first() if code.isprintable() else None
    if dossier is None:
        raise not_found()
    return dossier


@never_cache
@require_safe
@at_center
def dossier(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    found = find(desk, code)
    step = found.steps.open().select_related("unit", "officer").first()
    due = appointment(found)
    waiting = found.supplements.open().prefetch_related("defects").first()
    unpaid = waiting_obligation(found) if found.state == State.AWAIT_PAYMENT else None
    context = {
        "desk": desk,
        "center": desk.center,
        "tab": "dossiers",
        "dossier": found,
        "applicant": found.applicant,
        "applicant_kind": KINDS[found.applicant.kind],
        "channel": CHANNELS.get(found.channel, found.get_channel_display()),
        "state": state_of(found, desk),
        "has_receipt": due is not None,
        "due_at": due.due_at if due and found.state not in WITHOUT_RESULT else None,
        "stands": found.state in WAITING_STATES,
        "why": why_lines(due) if due else [],
        "waiting": waiting,
        "wait_is_over": waiting is not None and desk.now > waiting.wait_ends_at,
        "may_withdraw": found.state in OPEN_STATES and not is_decided(found),
        "five": awaited(waiting, unpaid) or (five_clears(step) if step else None),
        "paper_list": papers_of(found),
        "papers": [
            (paper, PAPER_KINDS.get(paper.kind, _("Electronic")))
            for paper in found.papers.select_related("document")
        ],
        "way": WAYS[found.return_way],
        "way_where": ", ".join(address_of(found.applicant)).strip(", ") if found.return_way == "post" else "",
        "may_change_way": found.state in CHANGEABLE,
        "fee": amount_words(found.fee, found.fee_note),
        "fees": standing(found),
        "qr": qr_svg(resident_link(request, found), label=_("QR code of the resident's page")),
        "link": resident_link(request, found),
        "is_ready": found.state == State.PROCESSED,
        "same_visit": desk.ticket is not None and desk.ticket.pk == found.ticket_id,
    }
    return render(request, "counter/dossier.html", context)


@never_cache
@require_safe
@at_center
def receipt(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """Form 01, to look at and print."""
    found = find(desk, code)
    check_kept(found)
    pdf = receipt_pdf(found, link=resident_link(request, found))
    response = HttpResponse(pdf, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{found.code}.pdf"'
    return response


@never_cache
@require_safe
@at_center
def received_today(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Those received here today, newest first; a constant number of statements however many."""
    morning = datetime.combine(desk.day, time(), ZONE)
    today = at_this_center(desk).filter(received_at__gte=morning, received_at__lt=morning + timedelta(days=1))
    rows = today.select_related("revision__procedure", "applicant", "received_by", "ticket")
    after = request.GET.get("after", "")[:45].replace("\x00", "")
    last = today.filter(code=after).values_list("received_at", flat=True).first() if after else None
    if last is not None:
        rows = rows.filter(Q(received_at__lt=last) | Q(received_at=last, code__lt=after))
    page = list(rows.order_by("-received_at", "-code")[: A_PAGE + 1])
    context = {
        "desk": desk,
        "center": desk.center,
        "tab": "dossiers",
        "rows": [(row, state_of(row, desk)) for row in page[:A_PAGE]],
        "count": today.count(),
        "next": page[A_PAGE - 1].code if len(page) > A_PAGE else None,
        "is_first": last is None,
    }
    return render(request, "counter/dossiers.html", context)


def resident_link(request: HttpRequest, dossier: Dossier) -> str:
    """The resident's page of this dossier, in full, as the receipt's QR carries it."""
    return request.build_absolute_uri(reverse("dossier", args=[dossier.token]))


def state_of(dossier: Dossier, desk: Desk) -> dict[str, str]:
    """Word and colour: in time, due soon, overdue; that the result waits here; or the plain state."""
    state = State(dossier.state)
    if state == State.PROCESSED:
        waits = _("Result goes by post") if dossier.return_way == Way.POST else _("Result ready to collect")
        return {"kind": "due_soon", "text": waits}
    if state == State.RETURNED:
        return {"kind": "done", "text": _("Result returned")}
    if state not in RUNNING_STATES:
        return {"kind": "plain", "text": text(state.words)}
    if dossier.due_at < desk.now:
        return {"kind": "overdue", "text": _("Overdue")}
    if dossier.due_at < desk.soon:
        return {"kind": "due_soon", "text": _("Due soon")}
    return {"kind": "in_time", "text": _("In time")}


def five_clears(step: Step) -> Clears:
    """The open step as ``parts/five_clears.html`` takes it."""
    language = get_language() or "vi"
    role = text(ROLE_WORDS.get(step.role, Words(vi="", en="")))
    unit = step.unit.name_in(language)
    return Clears(
        f"{step.officer.name_vi}, {unit}" if step.officer else ", ".join(filter(None, (role, unit))),
        step.name_in(language),
        step.authority_in(language),
        moment(step.due_at),
        step.expected_in(language),
    )


ROLE_WORDS = {
    "counter": Words(vi="Cán bộ một cửa", en="Counter officer"),
    "head_of_unit": Words(vi="Trưởng đơn vị", en="Head of the unit"),
    "specialist": Words(vi="Chuyên viên", en="Specialist"),
    "leader": Words(vi="Lãnh đạo Ủy ban nhân dân", en="Leader of the People's Committee"),
    "clerk": Words(vi="Văn thư", en="Clerk"),
    "center_head": Words(vi="Giám đốc Trung tâm", en="Director of the center"),
}
