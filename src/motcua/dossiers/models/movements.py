"""The moves of a dossier: its state is their fold."""

from django.db import models
from django.db.models import Q

from motcua.domain.states import TRANSITIONS, Move, State
from motcua.dossiers.models.dossier import Dossier


def _allowed() -> Q:
    """The table of moves as a condition on a row: the database keeps it too."""
    condition = Q()
    for row in TRANSITIONS:
        before = Q(before__isnull=True) if row.before is None else Q(before=row.before.value)
        condition |= before & Q(move=row.move.value, after=row.after.value)
    return condition


class Movement(models.Model):
    """One move, never changed: who did what to the state, when. Written by ``dossiers.moving`` only."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="movements")
    position = models.PositiveSmallIntegerField()
    before = models.PositiveSmallIntegerField(null=True, choices=[(s.value, s.name) for s in State])
    move = models.CharField(max_length=24, choices=[(m.value, m.name) for m in Move])
    after = models.PositiveSmallIntegerField(choices=[(s.value, s.name) for s in State])
    at = models.DateTimeField()
    actor = models.CharField(max_length=52)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "position"], name="movement_once"),
            models.CheckConstraint(condition=_allowed(), name="movement_is_lawful"),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.position} {self.move}"
