"""What every POST that moves a dossier has in common: find it, do one action, answer how it stands then."""

from collections.abc import Callable

from django.http import HttpResponse

from motcua.api import dossier_views as views
from motcua.api.auth import ApiRequest, officer_of
from motcua.api.dossier_schemas import DossierOut
from motcua.api.idempotent import PARAMETER, post
from motcua.api.shapes import POST_REFUSALS, Problem
from motcua.domain import codes
from motcua.domain.refusal import Invalid
from motcua.domain.words import Words
from motcua.dossiers import access, queries
from motcua.dossiers.models import Dossier
from motcua.people.models import Officer
from motcua.places.hours import business_date

KEYED = {"parameters": [PARAMETER]}
MOVED = {200: DossierOut, POST_REFUSALS: Problem}


def moved(request: ApiRequest, code: str, act: Callable[[Dossier, Officer], object]) -> HttpResponse:
    """Do one thing to a dossier that the officer may know of, and answer how it stands then."""
    by, day = officer_of(request), business_date(request.now)

    def effect() -> DossierOut:
        act(dossier_of(code, by, request), by)
        return views.whole(queries.file_of(code, by, day), request.now, personal=False)

    return post(request, effect)


def dossier_of(code: str, officer: Officer, request: ApiRequest) -> Dossier:
    visible = Dossier.objects.visible_to(officer, business_date(request.now))
    known = codes.DOSSIER.fullmatch(code.upper())
    dossier = visible.filter(code=code.upper()).first() if known else None
    if dossier is None:
        raise access.not_found()
    return dossier


def officer_named(login: str, field: str) -> Officer:
    """The officer with this log-in name; ``Invalid`` about ``field`` where there is none."""
    officer = Officer.objects.filter(login=login.strip().lower()).first() if login.isprintable() else None
    if officer is None:
        raise Invalid(
            "no_officer",
            Words("Không có cán bộ nào dùng tên đăng nhập này.", "Nobody has this log-in name."),
            field=field,
        )
    return officer
