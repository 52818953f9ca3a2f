"""The queues of work as pages, narrowed as the address or a kept filter says."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from motcua.domain.refusal import Conflict, Invalid
from motcua.dossiers import actions, work
from motcua.dossiers.desks import Desk
from motcua.dossiers.models import SavedFilter
from motcua.dossiers.queues import OFFICES, Queue, queue_of
from motcua.dossiers.selecting import EVERYTHING, Selection, check_selection, selection_of
from motcua.web.access import role_required
from motcua.web.office.listing import desk_for, show
from motcua.web.requests import OfficerRequest

ROWS = 25
IN_ADDRESS = ("field", "procedure", "unit", "standing", "period")
"""What an address may carry: the words of a filter may be a name, so they are only kept, never there."""


@never_cache
@require_safe
@role_required(*OFFICES)
def work_list(request: OfficerRequest, queue: str = "turns") -> HttpResponse:
    desk = desk_for(request)
    wanted = queue_of(queue, request.user, desk.day)
    chosen = Selection(**{name: request.GET.get(name, "").strip()[:100] for name in IN_ADDRESS})
    return _page(request, desk, wanted, chosen)


@never_cache
@require_safe
@role_required(*OFFICES)
def filtered(request: OfficerRequest, pk: UUID) -> HttpResponse:
    """A kept filter; where a part of it is no more, its page says which."""
    kept = get_object_or_404(SavedFilter, pk=pk, officer=request.user)
    desk = desk_for(request)
    wanted = queue_of(kept.queue, request.user, desk.day)
    return _page(request, desk, wanted, selection_of(kept), kept=kept)


@require_POST
@sensitive_post_parameters("text")
@role_required(*OFFICES)
def save(request: OfficerRequest) -> HttpResponse:
    desk = desk_for(request)
    wanted = queue_of(request.POST.get("queue", "turns"), request.user, desk.day)
    typed = {name: request.POST.get(name, "").strip()[:200] for name in (*IN_ADDRESS, "text")}
    chosen, name = Selection(**typed), request.POST.get("name", "")
    try:
        kept = actions.save_filter(
            name, queue=wanted, chosen=chosen, desk=desk, by=request.user, now=request.now
        )
    except (Invalid, Conflict) as refusal:
        return _page(request, desk, wanted, chosen, refusal=refusal, name=name)
    messages.success(request, _("The filter is kept; it stands beside your lists."))
    return redirect("office_filter", pk=kept.pk)


@require_POST
@role_required(*OFFICES)
def rename(request: OfficerRequest, pk: UUID) -> HttpResponse:
    kept = get_object_or_404(SavedFilter, pk=pk, officer=request.user)
    name = request.POST.get("name", "")
    try:
        actions.rename_filter(kept, name=name, by=request.user, now=request.now)
    except Invalid as refusal:
        desk = desk_for(request)
        wanted = queue_of(kept.queue, request.user, desk.day)
        return _page(request, desk, wanted, selection_of(kept), kept=kept, refusal=refusal, name=name)
    messages.success(request, _("The filter has its new name."))
    return redirect("office_filter", pk=pk)


@require_POST
@role_required(*OFFICES)
def delete(request: OfficerRequest, pk: UUID) -> HttpResponse:
    kept = get_object_or_404(SavedFilter, pk=pk, officer=request.user)
    actions.delete_filter(kept, by=request.user, now=request.now)
    messages.success(request, _("The filter is deleted."))
    return redirect("office")


def _page(
    request: OfficerRequest,
    desk: Desk,
    wanted: Queue,
    chosen: Selection,
    *,
    kept: SavedFilter | None = None,
    refusal: Invalid | Conflict | None = None,
    name: str = "",
) -> HttpResponse:
    """The queue narrowed; unnarrowed where a part of the selection is wrong, with what is wrong above it."""
    narrow = chosen
    try:
        check_selection(chosen, desk)
    except Invalid as wrong:
        refusal, narrow = refusal or wrong, EVERYTHING
    found = work.listed(wanted, desk, chosen=narrow, after=request.GET.get("after", ""), limit=ROWS)
    errors = getattr(refusal, "errors", [refusal]) if refusal else []
    language = get_language() or "vi"
    return show(
        request,
        desk,
        found,
        tab=wanted.code,
        status=refusal.status if refusal else 200,
        queue=wanted,
        title=kept.name if kept else wanted.name.in_language(language),
        empty=wanted.empty.in_language(language),
        chosen=chosen,
        chosen_parts=[(part, getattr(chosen, part)) for part in IN_ADDRESS],
        kept=kept,
        name=name or (kept.name if kept else ""),
        errors=errors,
    )
