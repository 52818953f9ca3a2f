"""The register of authority: by organisation and by document, as it is and as it was. No log-in."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.domain.refusal import NotFound
from motcua.domain.words import Words
from motcua.people import register as book
from motcua.places.hours import business_date
from motcua.places.models import Unit
from motcua.web.instruments import lines_of
from motcua.web.requests import Request


@never_cache
@require_safe
def register(request: Request) -> HttpResponse:
    """The organisations and the documents of today; ``?day=2026-10-01`` of another day."""
    today = business_date(request.now)
    day = _day(request.GET.get("day", "")) or today
    context = {
        "day": day,
        "is_today": day == today,
        "organisations": book.organisations(day),
        "documents": book.documents(book.in_force(day)),
    }
    return render(request, "board/authority.html", context)


@never_cache
@require_safe
def unit(request: Request, identifier: str) -> HttpResponse:
    """What the posts of one organisation hold now, held before, and will hold."""
    found = None
    if identifier.isprintable():
        found = Unit.objects.select_related("parent").filter(identifier=identifier[:35]).first()
    if found is None:
        raise NotFound("no_unit", Words(vi="Không có cơ quan này.", en="There is no such organisation."))
    lines = lines_of(list(book.of_organisation(found.owner)), business_date(request.now))
    now = [line for line in lines if line.state in ("in_time", "paused")]
    context = {"unit": found.owner, "lines": now, "over": [line for line in lines if line not in now]}
    return render(request, "board/authority_unit.html", context)


@never_cache
@require_safe
def document(request: Request, pk: UUID) -> HttpResponse:
    """One document and everything it gave; ``pk`` is the key of any instrument it holds."""
    grant = book.entries().filter(pk=pk).first()
    if grant is None:
        raise NotFound("no_grant", Words(vi="Không có văn bản này.", en="There is no such instrument."))
    lines = lines_of(list(book.same_document(grant)), business_date(request.now))
    return render(request, "board/authority_document.html", {"grant": grant, "lines": lines})


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
