"""What the offices' tabs count."""

from typing import Any

from django import template

from motcua.dossiers.models import HandOver, Opinion
from motcua.dossiers.reassigning import HEADING
from motcua.people.absences import substituted_by
from motcua.places.hours import business_date
from motcua.web.requests import OfficerRequest

register = template.Library()


@register.simple_tag(takes_context=True)
def waiting_beside(context: dict[str, Any]) -> dict[str, Any]:
    """How many opinions are asked of the officer's units, how much waits to be acknowledged, and whether
    they may give work to others; three statements."""
    request: OfficerRequest = context["request"]
    officer, day = request.user, business_date(request.now)
    people = [officer, *substituted_by(officer, day)]
    return {
        "opinions": Opinion.objects.asked_of(people, day).count(),
        "hand_overs": HandOver.objects.unanswered().to_officer_of(people, day).count(),
        "may_give": any(post.role in HEADING for person in people for post in person.posts_on(day)),
    }
