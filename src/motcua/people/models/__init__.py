"""Officers, the posts they hold, the grants that make a post competent, absences, and API tokens."""

from motcua.people.models.absences import Absence, AbsenceQuerySet
from motcua.people.models.grants import Grant, GrantQuerySet
from motcua.people.models.officers import Officer, OfficerManager, Post, PostQuerySet, Role
from motcua.people.models.tokens import Token, TokenQuerySet

__all__ = [
    "Absence",
    "AbsenceQuerySet",
    "Grant",
    "GrantQuerySet",
    "Officer",
    "OfficerManager",
    "Post",
    "PostQuerySet",
    "Role",
    "Token",
    "TokenQuerySet",
]
