"""How a commune stands by the share of its work that is overdue: four levels, one look everywhere.

A level is colour, darkness, pattern and word, so that a black and white print still tells them apart.
"""

from dataclasses import dataclass
from enum import IntEnum

from django.utils.translation import gettext as _

from motcua.people.models import Role

READERS = (Role.PROVINCE, Role.WORKING_GROUP, Role.DEPARTMENT)


class Level(IntEnum):
    """The numbers order them; ``NONE`` reported nothing."""

    NONE = 0
    GOOD = 1
    FAIR = 2
    POOR = 3
    BAD = 4


FROM = {Level.FAIR: 0.02, Level.POOR: 0.05, Level.BAD: 0.10}
"""The share of overdue work from which a level begins."""


@dataclass(frozen=True, slots=True)
class Key:
    """A line of the legend."""

    level: Level
    words: str


def level_of(share: float | None) -> Level:
    """Which level a share of 0 to 1 is.

    >>> [level_of(share).name for share in (None, 0, 0.02, 0.0999, 0.1)]
    ['NONE', 'GOOD', 'FAIR', 'POOR', 'BAD']
    """
    if share is None:
        return Level.NONE
    return max((level for level, begins in FROM.items() if share >= begins), default=Level.GOOD)


def legend() -> list[Key]:
    """The levels that have a name, worst first."""
    return [
        Key(Level.BAD, _("10% overdue and more")),
        Key(Level.POOR, _("5% to under 10%")),
        Key(Level.FAIR, _("2% to under 5%")),
        Key(Level.GOOD, _("under 2%")),
    ]
