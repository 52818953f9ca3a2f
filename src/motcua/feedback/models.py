"""Ratings. Each belongs to a real dossier: unfair rating is forbidden (Decree 118/2025 Art 5)."""

from django.db import models
from django.db.models import Q

from motcua.base.rows import Row
from motcua.dossiers.models import Dossier


class Rating(Row):
    """How the resident found it, from 1 (bad) to 5 (very good), and a few words."""

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="rating")
    stars = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=1000, blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(stars__range=(1, 5)), name="stars_one_to_five")]

    @property
    def journal_stream(self) -> str:
        return self.dossier.journal_stream

    @property
    def journal_subject(self) -> str:
        return self.dossier.journal_subject
