"""Authority is an instrument: which grant makes this officer competent at this instant."""

from collections.abc import Iterable
from datetime import datetime

from motcua.domain import authority
from motcua.people.competence import Picture, picture
from motcua.people.models import Grant, Officer
from motcua.places.hours import business_date
from motcua.places.models import Unit


def competent_grant(
    officer: Officer, *, procedure: str, field: str, at: datetime, held: Iterable[Grant] | None = None
) -> Grant:
    """The grant under which this officer may decide; refuses, with the law, where there is none.

    ``held``: the grants of the officer's posts that day (``Grant.objects.of``), where they were read before.
    """
    day = business_date(at)
    held = Grant.objects.of(officer, day) if held is None else held
    rows = {str(grant.pk): grant for grant in held}
    rules = [grant.as_rule() for grant in rows.values()]
    posts = [str(post.pk) for post in officer.posts_on(day)]
    # The post that carries the authority decides; with none, the refusal names the nearest instrument.
    holder = next((post for post in posts if authority.may_decide(rules, post, procedure, field, day)), "")
    holder = holder or next((rule.holder for rule in rules if rule.covers(procedure, field)), "")
    return rows[authority.competent(rules, holder, procedure, field, day).id]


def sole_authority(
    unit: Unit, role: str, *, procedure: str, field: str, at: datetime, drawn: Picture | None = None
) -> authority.Grant | None:
    """The one instrument under which somebody decides at a step of this unit and role; None where there
    is none, or more than one: then who signs settles it. ``drawn`` is the picture of the unit's commune
    on that day, where it was read before."""
    if unit.commune_id is None:
        return None
    drawn = drawn or picture([unit.commune_id], business_date(at))
    signers = drawn.signers(unit.pk, role, procedure, field)
    return signers[0].grant.as_rule() if len(signers) == 1 else None
