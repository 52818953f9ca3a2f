"""The catalogue as the province keeps it: search, a procedure through time, one revision, what changed."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from motcua.catalogue import actions, revisions
from motcua.catalogue.access import KEEPERS
from motcua.catalogue.models import Revision
from motcua.domain.refusal import NotFound
from motcua.domain.words import Words
from motcua.places.hours import business_date
from motcua.web.access import role_required
from motcua.web.requests import OfficerRequest
from motcua.web.setup.procedures_words import changes, paragraphs, row_of

AT_ONCE = 40


@never_cache
@require_safe
@role_required(*KEEPERS)
def search(request: OfficerRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()[:100]
    found = revisions.overview(text, business_date(request.now), limit=AT_ONCE + 1)
    context = {"q": text, "procedures": found[:AT_ONCE], "more": len(found) > AT_ONCE, "most": AT_ONCE}
    return render(request, "setup/procedures.html", context)


@never_cache
@require_safe
@role_required(*KEEPERS)
def procedure(request: OfficerRequest, code: str) -> HttpResponse:
    """All revisions, newest first; with ``?on=`` a day, what stood on it."""
    found, rows = revisions.history(code)
    today = business_date(request.now)
    asked = request.GET.get("on", "").strip()
    day = _day(asked)
    text = revisions.text_on(found.code, day) if day else None
    context = {
        "procedure": found,
        "rows": [row_of(revision, today) for revision in rows],
        "on": asked,
        "day": day,
        "unreadable": bool(asked) and day is None,
        "text": text,
        "says": paragraphs(text.record) if text else None,
        "numbers": [revision.number for revision in rows],
    }
    status = 422 if context["unreadable"] else 200
    return render(request, "setup/procedure.html", context, status=status)


@never_cache
@require_safe
@role_required(*KEEPERS)
def revision(request: OfficerRequest, code: str, number: int) -> HttpResponse:
    found = revisions.revision_of(code, number)
    record = revisions.record_of(found)
    based_on = revisions.revision_of(code, found.based_on.number) if found.based_on else None
    context = {
        "procedure": found.procedure,
        "revision": found,
        "row": row_of(found, business_date(request.now)),
        "says": paragraphs(record),
        "based_on": based_on,
        "changes": changes(revisions.record_of(based_on), record) if based_on else [],
    }
    return render(request, "setup/procedure_revision.html", context)


@never_cache
@require_safe
@role_required(*KEEPERS)
def text(request: OfficerRequest, code: str, number: int) -> HttpResponse:
    """The bytes whose digest was recorded, to be kept or checked elsewhere (``sha256sum``)."""
    found = revisions.revision_of(code, number)
    if found.state != Revision.State.PUBLISHED:
        raise NotFound(
            "not_published",
            Words(vi="Bản này chưa công bố nên chưa có văn bản.", en="This revision was not published."),
        )
    answer = HttpResponse(revisions.text_of(found).text, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{found.procedure_id}-{found.number}.json"'
    return answer


@never_cache
@require_safe
@role_required(*KEEPERS)
def differences(request: OfficerRequest, code: str) -> HttpResponse:
    """What changed between two revisions: ``?old=1&new=2``."""
    found, rows = revisions.history(code)
    old = revisions.revision_of(code, _number(request.GET.get("old", ""), 1))
    new = revisions.revision_of(code, _number(request.GET.get("new", ""), rows[0].number if rows else 1))
    context = {
        "procedure": found,
        "old": old,
        "new": new,
        "numbers": [each.number for each in rows],
        "changes": changes(revisions.record_of(old), revisions.record_of(new)),
    }
    return render(request, "setup/procedure_differences.html", context)


@require_POST
@role_required(*KEEPERS)
def drafts(request: OfficerRequest, code: str) -> HttpResponse:
    """A new draft that says what revision ``source`` says."""
    source = revisions.revision_of(code, _number(request.POST.get("source", ""), 0))
    made = actions.draft_revision(source, owner=revisions.keeper(), by=request.user, now=request.now)
    messages.success(
        request,
        _("Draft %(number)s says what revision %(source)s says. Change it, then have it approved.")
        % {"number": made.number, "source": source.number},
    )
    return redirect("setup_revision_draft", code=code, number=made.number)


@require_POST
@role_required(*KEEPERS)
def cancellation(request: OfficerRequest, code: str, number: int) -> HttpResponse:
    found = revisions.revision_of(code, number)
    actions.cancel_revision(found, owner=revisions.keeper(), by=request.user, now=request.now)
    messages.success(request, _("Revision %(number)s was put away.") % {"number": number})
    return redirect("setup_procedure", code=code)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else otherwise
