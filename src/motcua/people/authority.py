"""Authority is an instrument: which grant makes this officer competent at this instant."""

from datetime import datetime

from motcua.domain import authority
from motcua.people.models import Grant, Officer, Post
from motcua.places.hours import business_date
from motcua.places.models import Unit


def competent_grant(officer: Officer, *, procedure: str, field: str, at: datetime) -> Grant:
    """The grant under which this officer may decide; refuses, with the law, where there is none."""
    day = business_date(at)
    rows = {str(grant.pk): grant for grant in Grant.objects.of(officer, day)}
    rules = [grant.as_rule() for grant in rows.values()]
    posts = [str(post.pk) for post in officer.posts_on(day)]
    # The post that carries the authority decides; with none, the refusal names the nearest instrument.
    holder = next((post for post in posts if authority.may_decide(rules, post, procedure, field, day)), "")
    holder = holder or next((rule.holder for rule in rules if rule.covers(procedure, field)), "")
    return rows[authority.competent(rules, holder, procedure, field, day).id]


def sole_authority(
    unit: Unit, role: str, *, procedure: str, field: str, at: datetime
) -> authority.Grant | None:
    """The one instrument under which somebody with this post in this unit may decide; None where there
    is none, or more than one: then who signs settles it."""
    day = business_date(at)
    posts = Post.objects.held_on(day).filter(unit=unit, role=role, officer__is_active=True)
    grants = [grant.as_rule() for grant in Grant.objects.filter(holder__in=posts).select_related("source")]
    valid = [grant for grant in grants if grant.covers(procedure, field) and grant.valid_on(day)]
    return valid[0] if len(valid) == 1 else None
