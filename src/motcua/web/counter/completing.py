"""At the counter, after reception: papers are brought, an arrival is checked, a dossier is withdrawn."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.catalogue.queries import Bundle, bundle
from motcua.domain.refusal import Forbidden, Invalid, Refusal
from motcua.domain.states import State
from motcua.dossiers import actions
from motcua.dossiers.actions.supplements import Request
from motcua.dossiers.filing import Handed
from motcua.dossiers.models import Dossier, Supplement
from motcua.web.counter.desks import Desk, at_center
from motcua.web.counter.dossiers import find, state_of
from motcua.web.counter.reception_form import CHANNELS, PaperLine, paper_lines, papers_given
from motcua.web.counter.said import gaps, sentence, text
from motcua.web.counter.turning_away import lacks

Act = Callable[[Dossier, list[PaperLine]], str]


@dataclass
class WordedLine:
    """Something asked for in words, no paper of the procedure: is it put right."""

    position: int
    wanted: str
    is_mended: bool
    error: str = ""

    @property
    def key(self) -> str:
        return f"defect-{self.position}"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@at_center
def supplement(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """Tick what was brought; when everything asked for is there, the term counts from zero."""
    found = find(desk, code)
    asked = found.supplements.open().prefetch_related("defects__document").first()
    if asked is None:
        return redirect("counter_dossier", found.code)
    in_words = _in_words(asked, request.POST)

    def act(dossier: Dossier, lines: list[PaperLine]) -> str:
        take = actions.accept if asked.stage == Supplement.Stage.INTAKE else actions.take_supplement
        channel = request.POST.get("channel", "direct")
        ticked = {line.position for line in in_words if line.is_mended}
        take(
            dossier,
            papers=_handed(lines),
            mended=ticked,
            channel=channel,
            by=desk.officer,
            now=desk.now,
        )
        return _("Everything is there. The term counts from now; print the new receipt for the person.")

    more = {"asked": asked, "in_words": in_words, "channels": CHANNELS, "sent": request.POST}
    return _page(request, desk, found, "counter/supplement.html", act, more)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@at_center
def acceptance(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """A dossier that came by post or from another system: accept it, ask for papers, or refuse it."""
    found = find(desk, code)
    if found.state != State.SUBMITTED:
        return redirect("counter_dossier", found.code)

    def act(dossier: Dossier, lines: list[PaperLine]) -> str:
        sent = request.POST
        if sent.get("act") == "ask":
            given = Request(lacks(lines, sent.get("mend", "")), sent.get("why", ""))
            actions.ask_at_intake(dossier, request=given, by=desk.officer, now=desk.now)
            return _("The request for papers is written. Print it and explain it to the person.")
        if sent.get("act") == "refuse":
            reason, basis = sent.get("why", ""), sent.get("basis", "")
            actions.refuse_at_intake(dossier, reason=reason, basis=basis, by=desk.officer, now=desk.now)
            return _("The refusal is written. Print it and explain it to the person.")
        actions.accept(dossier, papers=_handed(lines), by=desk.officer, now=desk.now)
        return _("The dossier was accepted. Its term counts from its arrival.")

    return _page(request, desk, found, "counter/acceptance.html", act, {"sent": request.POST})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@at_center
def withdrawal(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """The applicant asks for the dossier back; possible until somebody decided."""
    found = find(desk, code)

    def act(dossier: Dossier, _lines: list[PaperLine]) -> str:
        actions.withdraw(dossier, reason=request.POST.get("reason", ""), by=desk.officer, now=desk.now)
        return _("The dossier is withdrawn. Print the notice and give the papers back.")

    return _page(request, desk, found, "counter/withdrawal.html", act, {"sent": request.POST})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@at_center
def closing(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """A request for papers stayed unanswered past its term: somebody decides to close."""
    found = find(desk, code)

    def act(dossier: Dossier, _lines: list[PaperLine]) -> str:
        actions.close_unsupplemented(dossier, by=desk.officer, now=desk.now)
        return _("The dossier is closed. The notice waits to be printed and sent.")

    asked = found.supplements.open().first()
    return _page(request, desk, found, "counter/closing_dossier.html", act, {"asked": asked})


def _handed(lines: list[PaperLine]) -> tuple[Handed, ...]:
    return tuple(line.handed() for line in lines if line.is_handed)


def _page(
    request: HttpRequest, desk: Desk, dossier: Dossier, template: str, act: Act, more: dict[str, Any]
) -> HttpResponse:
    """The page; or the act, and on to the dossier. What a rule refuses stands on the page again."""
    parts = bundle(dossier.revision)
    lines = papers_given(parts, request.POST) if request.method == "POST" else paper_lines(parts)
    errors: list[dict[str, str]] = []
    if request.method == "POST":
        try:
            messages.success(request, act(dossier, lines))
            return redirect("counter_dossier", dossier.code)
        except Forbidden:
            raise
        except Invalid as refusal:
            errors = [_note(error, lines, more.get("in_words", ())) for error in gaps(refusal)]
        except Refusal as refusal:
            errors = [{"field": "", "text": sentence(refusal)}]
    context = {
        "desk": desk,
        "center": desk.center,
        "tab": "dossiers",
        "dossier": dossier,
        "state": state_of(dossier, desk),
        "reception": {"papers": _wanted(lines, more.get("asked"), parts)},
        "errors": errors,
        **more,
    }
    return render(request, template, context, status=422 if errors else 200)


def _wanted(lines: list[PaperLine], asked: Supplement | None, parts: Bundle) -> list[PaperLine]:
    """Of a supplement, the lines of what was asked for; of an arrival, all of them."""
    if asked is None:
        return lines
    codes = {defect.document.code for defect in asked.defects.all() if defect.document}
    return [line for line in lines if line.document.code in codes]


def _in_words(asked: Supplement, sent: QueryDict) -> list[WordedLine]:
    """The defects that no paper of the procedure stands for, with what was ticked."""
    return [
        WordedLine(defect.position, defect.wanted, f"defect-{defect.position}" in sent)
        for defect in asked.defects.all()
        if defect.document is None
    ]


def _note(error: Invalid, lines: list[PaperLine], in_words: Iterable[WordedLine]) -> dict[str, str]:
    """The sentence beside its line, if it is about a paper or a defect in words, and for the summary."""
    words = text(error.words)
    name, _dot, code = error.field.partition(".")
    for line in lines:
        if name == "documents" and line.document.code == code:
            line.error = words
            return {"field": f"{line.key}-handed", "text": words}
    for worded in in_words:
        if name == "defects" and str(worded.position) == code:
            worded.error = words
            return {"field": worded.key, "text": words}
    return {"field": {"reason": "why", "defects": "mend"}.get(name, ""), "text": words}
