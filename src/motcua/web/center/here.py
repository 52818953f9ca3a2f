"""Who stands at the head's pages, and of which center."""

import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse

from motcua.domain.refusal import Forbidden
from motcua.domain.words import Words
from motcua.people.models import Role
from motcua.places.hours import business_date
from motcua.places.models import Center
from motcua.web.access import role_required
from motcua.web.requests import OfficerRequest

View = Callable[..., HttpResponse]


def center_of_head(request: OfficerRequest) -> Center:
    center = request.user.center_on(business_date(request.now))
    if center is None:
        raise Forbidden(
            "no_center",
            Words(
                vi="Trang này dành cho Trung tâm của xã, phường.", en="This page is for a commune's center."
            ),
        )
    return center


def as_head(view: View) -> View:
    """For the head of a center; the view gets the center as second argument."""

    @role_required(Role.CENTER_HEAD)
    @functools.wraps(view)
    def checked(request: OfficerRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, center_of_head(request), *args, **kwargs)

    return checked
