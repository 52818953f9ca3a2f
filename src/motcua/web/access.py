"""Who may open a page: officers who are logged in, with one of the roles the page is for."""

import functools
from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse

from motcua.domain.refusal import Forbidden
from motcua.domain.words import Words
from motcua.domain.workdays import ZONE
from motcua.people.absences import takes_role
from motcua.people.models import Officer
from motcua.web.requests import Request

View = Callable[..., HttpResponse]


def officer_required(view: View) -> View:
    """Sends anybody who isn't logged in to the log-in page, and back here afterwards."""

    @functools.wraps(view)
    def checked(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        if not isinstance(request.user, Officer):
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return checked


def role_required(*roles: str) -> Callable[[View], View]:
    """Refuses officers who hold none of these posts today and stand in for nobody who does.

    A page opens for a turn to be taken; what needs authority of one's own is refused by its action.
    """

    def decorate(view: View) -> View:
        @officer_required
        @functools.wraps(view)
        def checked(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
            day = request.now.astimezone(ZONE).date()
            officer = request.user
            if not isinstance(officer, Officer) or not takes_role(officer, *roles, day=day):
                raise Forbidden(
                    "wrong_post",
                    Words(
                        vi="Trang này dành cho chức danh khác; tài khoản của bạn không có quyền mở.",
                        en="This page is for another post; your log-in may not open it.",
                    ),
                )
            return view(request, *args, **kwargs)

        return checked

    return decorate
