"""Who answers for a step: the officer whose turn it is, and the head of their unit."""

from dataclasses import dataclass
from datetime import date

from motcua.dossiers.models import Step
from motcua.people.absences import absent_among
from motcua.people.models import Officer, Post, Role

HEADS = (Role.HEAD_OF_UNIT, Role.CENTER_HEAD, Role.LEADER)
"""A unit has one of these: a division its head, a center its director, the committee its leaders."""


@dataclass(frozen=True, slots=True)
class Responsible:
    """Nobody stands in both lists."""

    turn: list[Officer]
    heads: list[Officer]

    def all(self) -> list[Officer]:
        return [*self.turn, *self.heads]


def responsible(step: Step, day: date) -> Responsible:
    """The officer of the step, else all who hold its post; their heads; of who is away the substitute too.

    Two statements.
    """
    posts = list(
        Post.objects.held_on(day)
        .filter(unit=step.unit_id, officer__is_active=True)
        .select_related("officer")
        .order_by("is_acting", "pk")
    )
    turn = [step.officer] if step.officer else [post.officer for post in posts if post.role == step.role]
    heads = [post.officer for post in posts if post.role in HEADS]
    away = absent_among([officer.pk for officer in (*turn, *heads)], day)

    def with_substitutes(officers: list[Officer]) -> list[Officer]:
        standing_in = [away[officer.pk].substitute for officer in officers if officer.pk in away]
        return list(dict.fromkeys([*officers, *(person for person in standing_in if person is not None)]))

    turn = with_substitutes(turn)
    return Responsible(turn, [head for head in with_substitutes(heads) if head not in turn])
