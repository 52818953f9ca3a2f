"""What a dossier lacks: asked for once, with every defect named at once."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from motcua.base.rows import Row
from motcua.catalogue.models import Document
from motcua.dossiers.models.dossier import Dossier


class SupplementQuerySet(models.QuerySet["Supplement"]):
    def open(self) -> Self:
        return self.filter(ended_at__isnull=True)


class Supplement(Row):
    """A request to complete the dossier (Form 02; Decree 61/2018 Art 19(4), Decree 118/2025 Art 11).

    The first is everybody's right. A second one, and one after the three working days of the law, needs
    the reason and the name of the head who allowed it, and counts as late for the score.
    """

    class Stage(models.TextChoices):
        INTAKE = "intake"
        APPRAISAL = "appraisal"

    class End(models.TextChoices):
        COMPLETED = "completed"
        CLOSED = "closed"  # unanswered; somebody decided to close
        WITHDRAWN = "withdrawn"

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="supplements")
    number = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=10, choices=Stage.choices)
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=1000, blank=True, default="")
    wait_ends_at = models.DateTimeField()
    is_late = models.BooleanField(default=False)
    allowed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    allowed_reason = models.CharField(max_length=500, blank=True, default="")
    form = models.ForeignKey("dossiers.IssuedForm", on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    end = models.CharField(max_length=10, choices=End.choices, blank=True, default="")

    objects = SupplementQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "number"], name="supplement_number_once"),
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(ended_at__isnull=True), name="one_supplement_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(is_late=False, number=1)
                | (Q(is_late=True, allowed_by__isnull=False) & ~Q(allowed_reason="")),
                name="second_supplement_is_allowed_by_the_head",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, end="")
                | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(end="")),
                name="supplement_ends_somehow",
            ),
        ]
        indexes = [
            models.Index(
                fields=["wait_ends_at"], name="supplement_waiting", condition=Q(ended_at__isnull=True)
            )
        ]


class Defect(models.Model):
    """One thing that is missing or wrong: a component of the dossier, or something in words."""

    supplement = models.ForeignKey(Supplement, on_delete=models.CASCADE, related_name="defects")
    position = models.PositiveSmallIntegerField()
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    wanted = models.CharField(max_length=500)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["supplement", "position"], name="defect_once"),
            models.CheckConstraint(condition=~Q(wanted=""), name="defect_says_what"),
        ]
