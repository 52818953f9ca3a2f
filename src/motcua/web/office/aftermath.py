"""After the issue: a competent officer revokes a result or issues it again."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.domain.refusal import Conflict, Forbidden, Invalid, InvalidFields, NotFound, Refusal
from motcua.domain.words import Words
from motcua.dossiers import actions, aftermath, queries
from motcua.dossiers.actions.aftermath import Grounds
from motcua.dossiers.models import Dossier, Reissue
from motcua.people.authority import competent_grant
from motcua.people.models import Grant, Role
from motcua.places.hours import business_date
from motcua.web.access import role_required
from motcua.web.requests import OfficerRequest
from motcua.web.validity import validity_of

SIGNERS = (Role.LEADER, Role.HEAD_OF_UNIT)
KINDS: dict[str, Any] = {
    Reissue.Kind.COPY: gettext_lazy("A copy of a lost result, under the same number"),
    Reissue.Kind.CORRECTED: gettext_lazy("A corrected result, under a new number; it replaces the earlier"),
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*SIGNERS)
def revocation(request: OfficerRequest, code: str) -> HttpResponse:
    """Take a result back, on a legal basis and within a grant."""

    def act(dossier: Dossier) -> str:
        sent = request.POST
        grounds = Grounds(
            document_number=sent.get("document_number", ""),
            basis=sent.get("basis", ""),
            reason=sent.get("reason", ""),
            revoked_from=_day(sent.get("revoked_from", "")),
        )
        read = sent.get("position", "")[:5]
        position = int(read) if read.isascii() and read.isdigit() else None
        actions.revoke_result(dossier, grounds=grounds, position=position, by=request.user, now=request.now)
        return _("The result is revoked. Whoever checks it is told at once.")

    return _answer(request, code, "office/result_revocation.html", act)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*SIGNERS)
def reissue(request: OfficerRequest, code: str) -> HttpResponse:
    """Issue a result once more: as a copy of a lost one, or corrected."""

    def act(dossier: Dossier) -> str:
        kind, reason = request.POST.get("kind", "")[:20], request.POST.get("reason", "")
        again = actions.reissue_result(dossier, kind=kind, reason=reason, by=request.user, now=request.now)
        return _("Issued: no. %(number)s. The counter hands it over.") % {"number": again.text}

    return _answer(request, code, "office/result_reissue.html", act)


def grant_for(request: OfficerRequest, dossier: Dossier) -> Grant:
    """Under which instrument this officer may act on the dossier's result today; refuses without one."""
    procedure = dossier.revision.procedure
    return competent_grant(request.user, procedure=procedure.code, field=procedure.field_id, at=request.now)


def may_act(request: OfficerRequest, dossier: Dossier) -> bool:
    """For the links on the dossier's page: it has a result that stands, and somebody competent looks."""
    issued = getattr(dossier, "result", None)
    day = business_date(request.now)
    if issued is None or hasattr(issued, "revocation") or not request.user.has_role(*SIGNERS, day=day):
        return False
    try:
        grant_for(request, dossier)
    except Refusal:
        return False
    return True


def _answer(request: OfficerRequest, code: str, template: str, act: Callable[[Dossier], str]) -> HttpResponse:
    day = business_date(request.now)
    dossier = queries.file_of(code, request.user, day)
    issued = getattr(dossier, "result", None)
    if issued is None:
        raise NotFound(
            "no_result", Words(vi="Hồ sơ chưa có kết quả đã ban hành.", en="No result was issued yet.")
        )
    grant = grant_for(request, dossier)
    paper = aftermath.in_force(issued)
    errors: list[dict[str, str]] = []
    if request.method == "POST":
        try:
            messages.success(request, act(dossier))
            return redirect("office_dossier", code=dossier.code)
        except (Forbidden, Conflict):
            raise
        except Invalid as refusal:
            errors = _errors(refusal)
    context = {
        "dossier": dossier,
        "procedure": dossier.revision.procedure,
        "position": paper.position if isinstance(paper, Reissue) else 0,
        "replaced": aftermath.replaced(issued),
        "grant": grant.as_rule().words,
        "kinds": list(KINDS.items()),
        "chosen": request.POST.get("kind", Reissue.Kind.COPY),
        "today": day,
        "sent": request.POST,
        "errors": errors,
        "wrong": {error["field"]: error["text"] for error in errors},
        **validity_of(paper, day),
    }
    return render(request, template, context, status=422 if errors else 200)


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        words = Words(vi="Nhập ngày hợp lệ.", en="Enter a day that exists.")
        raise Invalid("revoked_from_wrong", words, field="revoked_from") from None


def _errors(refusal: Invalid) -> list[dict[str, str]]:
    language = get_language() or "vi"
    found = refusal.errors if isinstance(refusal, InvalidFields) else [refusal]
    return [{"field": error.field, "text": error.words.in_language(language)} for error in found]
