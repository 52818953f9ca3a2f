"""Who stands at the helpers' desk: the officer, their center, the moment."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpResponse

from motcua.domain.refusal import Forbidden
from motcua.domain.words import Words
from motcua.people.models import Officer, Role
from motcua.places.hours import business_date
from motcua.places.models import Center
from motcua.web.access import role_required
from motcua.web.requests import OfficerRequest

View = Callable[..., HttpResponse]


@dataclass
class Helper:
    """What every page of the helpers' desk knows."""

    officer: Officer
    center: Center
    now: datetime

    @property
    def day(self) -> date:
        return business_date(self.now)


def at_desk(view: View) -> View:
    """For helpers and the head of the center; the view gets their ``Helper`` as second argument."""

    @role_required(Role.SUPPORT, Role.CENTER_HEAD)
    @functools.wraps(view)
    def checked(request: OfficerRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        center = request.user.center_on(business_date(request.now))
        if center is None:
            raise Forbidden(
                "no_center",
                Words("Trang này dành cho Trung tâm của xã, phường.", "This page is for a commune's center."),
            )
        return view(request, Helper(request.user, center, request.now), *args, **kwargs)

    return checked
