"""Who works with appointments: the counter, the help desk, the center's head. Each sees their own tabs."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from motcua.domain.refusal import Forbidden, Invalid
from motcua.domain.words import Words
from motcua.people.absences import posts_taken
from motcua.people.models import Role
from motcua.places.hours import business_date
from motcua.places.models import Center
from motcua.web.counter.desks import Desk
from motcua.web.requests import OfficerRequest

TABS = {
    Role.COUNTER: "counter/tabs.html",
    Role.SUPPORT: "support/tabs.html",
    Role.CENTER_HEAD: "center/tabs.html",
}
ROLES = tuple(TABS)
NO_TIME = Invalid("time", Words("Chọn một giờ còn chỗ.", "Choose a time that is free."), field="at")


def center_of(request: OfficerRequest) -> Center:
    """The center where this officer holds a post today."""
    return _place(request)[0]


def shown(
    request: OfficerRequest, template: str, center: Center, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    role = _place(request)[1]
    around = {
        "center": center,
        "nav": TABS[role],
        "tab": "appointments",
        "desk": Desk(request.user, center, request.now),
    }
    return render(request, template, around | context, status=status)


def _place(request: OfficerRequest) -> tuple[Center, Role]:
    for post in posts_taken(request.user, business_date(request.now)):
        if post.role in TABS and post.unit.commune_id:
            rows = Center.objects.select_related("commune", "unit")
            return rows.get(commune_id=post.unit.commune_id), Role(post.role)
    raise Forbidden("no_center", Words("Bạn không thuộc Trung tâm nào.", "You belong to no center."))
