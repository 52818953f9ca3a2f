"""Like decisions signed in one act: the ones the officer has opened; beside each other one, why it waits."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.domain.refusal import Invalid
from motcua.dossiers.queries import ruler
from motcua.dossiers.signing_many import sign_several, summary
from motcua.dossiers.signing_queue import AT_ONCE, Group, Judge, groups
from motcua.places.hours import business_date, hours_of
from motcua.web.access import role_required
from motcua.web.office.lists import OFFICES
from motcua.web.office.wording import standing_of
from motcua.web.requests import OfficerRequest


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*OFFICES)
def signing(request: OfficerRequest) -> HttpResponse:
    """The list, like by like, nothing ticked by itself; then a summary of what is ticked; then, confirmed
    there, it is signed and the report says what became of each."""
    if request.method != "POST":
        return _page(request, all_of=request.GET.get("all", ""))
    chosen, go = _ids(request.POST.getlist("step")), request.POST.get("go")
    if go == "change":
        return _page(request, ticked=chosen)
    try:
        if go == "sign":
            return _page(request, report=sign_several(chosen, by=request.user, now=request.now))
        return _summary(request, chosen)
    except Invalid as refusal:
        return _page(request, status=422, errors=[refusal], ticked=chosen)


def _ids(values: list[str]) -> list[UUID]:
    """The ticked steps; a page sends nothing but their ids."""
    found = []
    for value in values[: AT_ONCE + 1]:
        try:
            found.append(UUID(value))
        except ValueError:
            continue
    return found


def _summary(request: OfficerRequest, chosen: list[UUID]) -> HttpResponse:
    found = summary(chosen, by=request.user, now=request.now)
    first = next(iter(found.ready), None)
    grant = Judge([], by=request.user, now=request.now).grant(first.dossier) if first else None
    context = {
        "tab": "sign",
        "found": found,
        "procedure": first.dossier.revision.procedure if first else None,
        "grant_words": grant.as_rule().words if grant else None,
    }
    return render(request, "office/signing_summary.html", context)


def _page(request: OfficerRequest, *, status: int = 200, all_of: str = "", **more: Any) -> HttpResponse:
    """``all_of``: the group, by its first step, of which every line that can be signed is ticked."""
    center = request.user.center_on(business_date(request.now))
    found, has_more = groups(request.user, request.now)
    context = {
        "tab": "sign",
        "center": center,
        "groups": [_shown(group, request) for group in found],
        "ready": sum(group.ready for group in found),
        "unread": sum(line.stage in ("unopened", "changed") for group in found for line in group.lines),
        "barred": sum(line.stage == "barred" for group in found for line in group.lines),
        "has_more": has_more,
        "ticked": [
            line.step.pk
            for group in found
            if str(group.first.pk) == all_of
            for line in group.lines
            if line.stage == "ready"
        ],
        **more,
    }
    return render(request, "office/signing.html", context, status=status)


def _shown(group: Group, request: OfficerRequest) -> dict[str, Any]:
    """A group for the template: its head, and each line with how it stands."""
    measure = ruler(request.now, hours_of(group.first.dossier.center))
    return {
        "first": group.first,
        "procedure": group.first.dossier.revision.procedure,
        "revision": group.first.dossier.revision,
        "grant": group.grant,
        "grant_words": group.grant.as_rule().words if group.grant else None,
        "ready": group.ready,
        "lines": [(line, standing_of(line.step, measure)) for line in group.lines],
    }
