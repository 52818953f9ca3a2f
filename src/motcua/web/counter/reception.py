"""Receiving a dossier: choose the procedure, see what it asks for, enter who files and what lies here."""

import secrets
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from motcua.base import idempotency
from motcua.catalogue import queries as catalogue
from motcua.catalogue.models import Procedure
from motcua.catalogue.queries import Bundle
from motcua.domain import identity_card
from motcua.domain.refusal import Invalid, InvalidFields, Refusal
from motcua.domain.words import Words
from motcua.dossiers.actions import receive as receive_dossier
from motcua.dossiers.filing import RECEIVED_HERE, Filing, check, check_filed_here
from motcua.dossiers.models import Dossier
from motcua.hall.models import Ticket
from motcua.web.counter import turning_away
from motcua.web.counter.desks import Desk, at_center
from motcua.web.counter.promises import promises
from motcua.web.counter.reception_form import (
    COUNTER_CHANNELS,
    PaperLine,
    ReceptionForm,
    paper_lines,
    papers_given,
)
from motcua.web.counter.said import gaps, sentence, text
from motcua.web.requests import OfficerRequest

FOUND = 12
DONE = {
    "receive": gettext_lazy("The dossier was received. Print the receipt and give it to the person."),
    "ask": gettext_lazy("The request for papers is written. Print it and explain it to the person."),
    "refuse": gettext_lazy("The refusal is written. Print it and explain it to the person."),
}
EVERYTHING = 1000  # a commune's catalogue has a few hundred procedures


@never_cache
@require_safe
@at_center
def choose(request: OfficerRequest, desk: Desk) -> HttpResponse:
    """Find the procedure; htmx gets the list alone, which is a part of the whole page."""
    typed = request.GET.get("q", "")[:200].replace("\x00", "")
    ticket = desk.ticket
    found = catalogue.search(typed, limit=EVERYTHING)
    if ticket is not None:
        found.sort(key=lambda row: (row.code != ticket.procedure_code, row.field_id != ticket.field_id))
    context = {
        "desk": desk,
        "center": desk.center,
        "tab": "reception",
        "q": typed,
        "found": found[:FOUND],
        "count": len(found),
        "here": RECEIVED_HERE,
        "ticket": ticket,
    }
    template = "counter/found.html" if request.htmx else "counter/choose.html"
    response = render(request, template, context)
    response.headers["Vary"] = "HX-Request, Cookie"
    return response


@dataclass
class Reception:
    """One page of reception: the procedure, the form as filled in, and everything that is wrong with it."""

    desk: Desk
    parts: Bundle
    form: ReceptionForm
    papers: list[PaperLine]
    key: str
    ticket: Ticket | None
    errors: list[dict[str, str]] = field(default_factory=list)
    scan_error: str = ""
    turned_away: dict[str, str] = field(default_factory=dict)

    @property
    def procedure(self) -> Procedure:
        return self.parts.procedure


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@at_center
def receive(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    parts = catalogue.in_force(code, desk.day)
    check_filed_here(parts)
    _check_taken_here(parts)
    if request.method != "POST":
        form = ReceptionForm(
            initial={"kind": "person", "channel": _channels(parts)[0], "return_way": "counter"}
        )
        new = Reception(desk, parts, form, paper_lines(parts), secrets.token_urlsafe(18), desk.served)
        return _page(request, new)
    given = _given(request, desk, parts)
    if request.POST.get("act") in ("card", "agent-card"):
        return _fill(request, given)
    return _receive(request, given)


def _given(request: HttpRequest, desk: Desk, parts: Bundle) -> Reception:
    """The page as it came back. The visit it belongs to may have ended meanwhile; it stays that visit's."""
    key = request.POST.get("key", "")
    key = key if 10 <= len(key) <= 100 and key.isascii() and key.isprintable() else secrets.token_urlsafe(18)
    papers = papers_given(parts, request.POST)
    return Reception(desk, parts, ReceptionForm(request.POST), papers, key, _ticket(request, desk))


def _ticket(request: HttpRequest, desk: Desk) -> Ticket | None:
    try:
        return desk.find_ticket(UUID(request.POST.get("ticket", "")))
    except (ValueError, Refusal):
        return desk.served


def _fill(request: HttpRequest, given: Reception) -> HttpResponse:
    """Read the scanned card into the form; nothing is saved, and the card's text is forgotten."""
    scanned = request.POST.get("scan", "")
    try:
        card = identity_card.parse(scanned, "scan")
    except Invalid as refusal:
        given.scan_error = text(refusal.words) if scanned.strip() else _("Scan the card's QR code first.")
        given.errors = [{"field": "scan", "text": given.scan_error}]
        given.form = ReceptionForm(initial=request.POST.dict())
        return _page(request, given, status=422)
    given.form = ReceptionForm.filled(card, request.POST.dict(), agent=request.POST["act"] == "agent-card")
    return _page(request, given)


def _receive(request: HttpRequest, given: Reception) -> HttpResponse:
    if not given.form.is_valid():
        _note_gaps(given, _all_gaps(given))
        return _page(request, given, status=422)
    filing = given.form.filing(given.procedure.code, given.papers)
    try:
        if given.desk.duty is None:
            raise _counter_closed()
        act = request.POST.get("act", "")
        if act in turning_away.ACTS:
            code, is_new = turning_away.turn_away(
                filing, given.papers, request.POST, given.key, request.path, given.desk, given.ticket
            )
        else:
            code, is_new = _once(request, given, filing)
    except Invalid as refusal:
        _note_gaps(given, gaps(refusal))
        return _page(request, given, status=refusal.status)
    except Refusal as refusal:
        given.errors = [{"field": "", "text": sentence(refusal)}]
        return _page(request, given, status=refusal.status)
    if is_new:
        messages.success(request, DONE.get(request.POST.get("act", ""), DONE["receive"]))
    else:
        messages.warning(request, _("This dossier was received already; the second press changed nothing."))
    return redirect("counter_dossier", code)


def _once(request: HttpRequest, given: Reception, filing: Filing) -> tuple[str, bool]:
    """The new dossier's code. The same page sent twice receives one dossier, and says so."""
    made: list[Dossier] = []

    def effect() -> idempotency.Answer:
        dossier = receive_dossier(
            filing, center=given.desk.center, ticket=given.ticket, by=given.desk.officer, now=given.desk.now
        )
        made.append(dossier)
        return 201, {"code": dossier.code}

    sent = idempotency.Request(given.key, b"", request.path)
    _status, answer = idempotency.once(sent, effect, by=given.desk.officer, now=given.desk.now)
    return answer["code"], bool(made)


def _all_gaps(given: Reception) -> list[Invalid]:
    """What the rules say about the rest, where the form itself already has something it can't read."""
    try:
        check(given.form.filing(given.procedure.code, given.papers), given.parts, given.desk.day)
    except InvalidFields as refusal:
        return refusal.errors
    return []


def _note_gaps(given: Reception, found: list[Invalid]) -> None:
    """Each sentence to its place, and all of them to the summary in the order of the page."""
    documents: list[dict[str, str]] = []
    for error in found:
        words = text(error.words)
        name, _dot, document = error.field.partition(".")
        lines = [line for line in given.papers if line.document.code == document]
        if name == "documents" and lines:
            lines[0].error = _("This paper is missing.") if error.code == "document_missing" else words
            documents.append({"field": f"{lines[0].key}-handed", "text": words})
        elif name in TURNED_AWAY:
            given.turned_away[name] = words
            given.errors.append({"field": TURNED_AWAY[name], "text": words})
        elif name in given.form.fields and name not in given.form.errors:
            given.form.add_error(name, words)
        elif name not in given.form.fields:
            given.errors.append({"field": "", "text": words})
    for name in given.form.fields:
        given.errors += [{"field": name, "text": str(words)} for words in given.form.errors.get(name, [])]
    given.errors += documents


def _channels(parts: Bundle) -> list[str]:
    return [channel for channel in COUNTER_CHANNELS if channel in parts.terms]


def _check_taken_here(parts: Bundle) -> None:
    if not _channels(parts):
        raise Refusal(
            "online_only",
            Words(
                vi="Thủ tục này chỉ nhận hồ sơ trực tuyến. Hãy hướng dẫn người dân nộp trên Cổng Dịch vụ "
                "công quốc gia.",
                en="This procedure is filed online only. Please show the person how to file it on the "
                "National Public Service Portal.",
            ),
            basis=parts.revision.decision,
            field="procedure",
        )


def _counter_closed() -> Refusal:
    return Refusal(
        "counter_closed",
        Words(
            vi="Quầy của bạn đã đóng, nên hồ sơ chưa được nhận. Mở lại quầy ở một thẻ khác rồi bấm nhận "
            "lần nữa.",
            en="Your counter is closed, so the dossier was not received. Open it again in another tab, then "
            "press once more.",
        ),
        basis="Nghị định 118/2025/NĐ-CP, Điều 8",
    )


def _page(request: HttpRequest, reception: Reception, status: int = 200) -> HttpResponse:
    parts, desk = reception.parts, reception.desk
    chosen = reception.form["channel"].value()
    context: dict[str, Any] = {
        "desk": desk,
        "center": desk.center,
        "tab": "reception",
        "reception": reception,
        "form": reception.form,
        "promises": promises(parts, desk.center, desk.now, _channels(parts), chosen),
        "sent": request.POST,
        "has_post": any(reception.form[name].value() or reception.form[name].errors for name in POST),
        "has_agent": any(reception.form[name].value() or reception.form[name].errors for name in AGENT),
    }
    return render(request, "counter/receive.html", context, status=status)


TURNED_AWAY = {"reason": "why", "defects": "mend", "basis": "basis"}
"""The rules' fields of a supplement request or a refusal, and where the page asks for them."""
POST = ("post_address", "post_phone")
AGENT = ("agent_name", "agent_identity_number", "agent_paper")
