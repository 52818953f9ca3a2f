"""The papers that were handed over."""

from django.conf import settings
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


class SettledOriginal(models.Model):
    """What became of an original the center held: given back, or it belongs in the file for good."""

    class Kind(models.TextChoices):
        GIVEN_BACK = "given_back"
        STAYS = "stays"

    paper = models.OneToOneField(Paper, on_delete=models.CASCADE, primary_key=True, related_name="settled")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    receiver_name = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="stays") | ~Q(receiver_name=""), name="original_given_back_to_somebody"
            )
        ]
