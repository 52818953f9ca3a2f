"""The papers that were handed over."""

from django.db import models
from django.db.models import Q

from motcua.catalogue.models import Document
from motcua.dossiers.models.dossier import Dossier


class Paper(models.Model):
    """A document handed over: which component of the procedure, in which form, how many."""

    class Kind(models.TextChoices):
        ORIGINAL = "original"
        COPY = "copy"
        CERTIFIED = "certified"
        ELECTRONIC = "electronic"
        SHOWN = "shown"

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="papers")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    count = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["document__position"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "document", "kind"], name="paper_once"),
            models.CheckConstraint(condition=Q(count__gte=1), name="paper_at_least_one"),
        ]
