"""Which warnings stand for an officer: about work that is still undone, for the date that still holds."""

from django.db.models import Exists, F, OuterRef, QuerySet

from motcua.domain.states import RUNNING_STATES
from motcua.dossiers.models import Warned, Warning
from motcua.people.models import Officer


def standing(officer: Officer) -> QuerySet[Warned]:
    """The highest warning of each dossier, the most urgent date first. It goes when the step is done."""
    mine = Warned.objects.filter(
        officer=officer,
        warning__step__done_at__isnull=True,
        warning__due_at=F("warning__dossier__due_at"),
        warning__dossier__state__in=RUNNING_STATES,
    )
    higher = Warning.objects.filter(
        dossier=OuterRef("warning__dossier"),
        due_at=OuterRef("warning__due_at"),
        level__gt=OuterRef("warning__level"),
    )
    return mine.filter(~Exists(higher)).order_by("warning__due_at", "pk")


def count(officer: Officer) -> int:
    return standing(officer).count()
