"""The search box. What is typed is somebody's name or number: it comes in a body, never in an address."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from motcua.dossiers import actions, finding
from motcua.dossiers.models import Search
from motcua.dossiers.queues import OFFICES
from motcua.web.access import role_required
from motcua.web.office.listing import desk_for, show
from motcua.web.requests import OfficerRequest

ROWS = 25


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("q")
@sensitive_variables("text")
@role_required(*OFFICES)
def search(request: OfficerRequest) -> HttpResponse:
    """Keeps the search and leads to what it found: a whole code straight to its dossier."""
    text = request.POST.get("q", "")
    if not text.strip("\x00 \t\r\n"):
        return redirect("office")
    desk = desk_for(request)
    kept = actions.search(text, by=request.user, now=request.now)
    if kept.kind == Search.Kind.CODE:
        only = finding.listed(kept, request.user, desk.day, limit=1).rows
        if only:
            return redirect("office_dossier", code=only[0].dossier.code)
    return redirect("office_search", pk=kept.pk)


@never_cache
@require_safe
@role_required(*OFFICES)
def found(request: OfficerRequest, pk: UUID) -> HttpResponse:
    """What a search found among what the officer may see, the latest first."""
    desk = desk_for(request)
    kept = finding.opened(pk, request.user, request.now)
    page = finding.listed(kept, request.user, desk.day, after=request.GET.get("after", ""), limit=ROWS)
    title = _("Found for “%(text)s”") % {"text": kept.text}
    return show(request, desk, page, tab="found", title=title, q=kept.text)
