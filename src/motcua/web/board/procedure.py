"""``/p/<code>``: who decides this procedure, commune by commune, and on which legal basis, today."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.catalogue.models import Procedure, Revision
from motcua.domain.refusal import NotFound
from motcua.domain.words import Words
from motcua.people import register
from motcua.places.hours import business_date
from motcua.places.models import Commune
from motcua.web.instruments import lines_of
from motcua.web.requests import Request


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
    context = {
        "procedure": procedure,
        "revision": Revision.objects.in_force(today).filter(procedure=procedure).order_by("-number").first(),
        "lines": lines_of(grants, today),
        "place": place,
        "without": Commune.objects.count() - len(communes),
        "today": today,
    }
    return render(request, "board/procedure.html", context)


def _printable(text: str) -> str:
    """PostgreSQL takes no NUL even to look for it."""
    return text[:30] if text.isprintable() else ""
