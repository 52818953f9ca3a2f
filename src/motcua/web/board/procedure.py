"""``/p/<code>``: how to apply, and who decides this procedure on which legal basis today."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.catalogue.models import Channel, Procedure, Revision
from motcua.catalogue.queries import bundle
from motcua.domain.refusal import NotFound
from motcua.domain.words import Words
from motcua.people import register
from motcua.places.hours import business_date
from motcua.places.models import Commune
from motcua.web.instruments import lines_of
from motcua.web.requests import Request

PORTAL = "https://dichvucong.gov.vn/"
"""The National Public Service Portal; a revision that was read from there names its page as its source."""


@never_cache
@require_safe
def show(request: Request, code: str) -> HttpResponse:
    """The page; ``?center=`` (the commune's five digits) leaves that commune and the province."""
    today = business_date(request.now)
    procedure = Procedure.objects.select_related("field").filter(code=_printable(code)).first()
    if procedure is None:
        raise NotFound(
            "unknown_procedure",
            Words(
                vi="Không có thủ tục mang mã này trong danh mục.",
                en="There is no procedure with this code in the catalogue.",
            ),
        )
    place = Commune.objects.filter(code=_printable(request.GET.get("center", ""))[:5]).first()
    grants = register.deciding(procedure.code, procedure.field_id, today)
    communes = {grant.holder.unit.commune_id for grant in grants} - {None}
    if place is not None:
        grants = [grant for grant in grants if grant.holder.unit.commune_id in (None, place.code)]
    revision = Revision.objects.in_force(today).filter(procedure=procedure).order_by("-number").first()
    context = {
        "procedure": procedure,
        "revision": revision,
        "applying": _applying(revision) if revision else None,
        "lines": lines_of(grants, today),
        "place": place,
        "without": Commune.objects.count() - len(communes),
        "today": today,
    }
    return render(request, "board/procedure.html", context)


def _applying(revision: Revision) -> dict[str, Any]:
    """The ways to apply that the procedure has, and the papers it asks for; nothing that it does not say."""
    parts = bundle(revision)
    return {
        "at_center": Channel.DIRECT in parts.terms,
        "online": Channel.ONLINE in parts.terms,
        "by_post": Channel.POST in parts.terms,
        "page": revision.source if revision.source.startswith(PORTAL) else "",
        "documents": parts.documents,
    }


def _printable(text: str) -> str:
    """PostgreSQL takes no NUL even to look for it."""
    return text[:30] if text.isprintable() else ""
