"""Who had the draft of a decision before them, and what it said then."""

from django.conf import settings
from django.db import models

from motcua.base.rows import Row
from motcua.dossiers.models.dossier import Dossier
from motcua.dossiers.models.steps import Step


class Opening(Row):
    """An officer opened a dossier whose signature was their turn; the database keeps it as it is.

    ``digest``: the content as it stood then (``dossiers.draft``). Where the dossier says something else
    now, this opening counts no more.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="openings")
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="openings")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["step", "officer", "digest"], name="opening_once"),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} opened by {self.officer_id}"
