"""Ratings. Each belongs to a real dossier or visit: unfair rating is forbidden (Decree 118/2025 Art 5)."""

from django.db import models
from django.db.models import Q

from motcua.base.rows import Row
from motcua.dossiers.models import Dossier
from motcua.hall.models import Ticket


class Rating(Row):
    """How the resident found it, from 1 (bad) to 5 (very good), and a few words.

    Of a finished dossier, or of one visit at a counter. Who served that visit is nowhere shown beside it.
    """

    dossier = models.OneToOneField(
        Dossier, on_delete=models.PROTECT, null=True, blank=True, related_name="rating"
    )
    ticket = models.OneToOneField(
        Ticket, on_delete=models.PROTECT, null=True, blank=True, related_name="rating"
    )
    stars = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=1000, blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(stars__range=(1, 5)), name="stars_one_to_five"),
            models.CheckConstraint(
                condition=Q(dossier__isnull=False, ticket__isnull=True)
                | Q(dossier__isnull=True, ticket__isnull=False),
                name="rating_of_a_dossier_or_a_visit",
            ),
        ]
        indexes = [models.Index(fields=["at"], name="rating_by_time")]

    @property
    def journal_stream(self) -> str:
        return self._rated.journal_stream

    @property
    def journal_subject(self) -> str:
        return self._rated.journal_subject

    @property
    def _rated(self) -> Dossier | Ticket:
        assert self.dossier is not None or self.ticket is not None  # noqa: S101 - the table's own check
        return self.dossier or self.ticket  # type: ignore[return-value]
