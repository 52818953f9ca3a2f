"""Warnings before a due date and whom they reached; the apology letter where a miss is forecast."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from motcua.base.rows import Row
from motcua.domain.extension import Reason
from motcua.domain.warnings import Level
from motcua.domain.words import Words
from motcua.dossiers.models.dossier import Dossier
from motcua.dossiers.models.forms import IssuedForm
from motcua.dossiers.models.steps import Step
from motcua.places.models import Center


class Warning(Row):
    """One level of one due date, given once. At 100 % it notes that the dossier became overdue, and how many
    warnings had been given before."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="warnings")
    center = models.ForeignKey(Center, on_delete=models.PROTECT, related_name="+")
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="warnings")  # whose turn it was
    level = models.PositiveSmallIntegerField(choices=[(level.value, level.name) for level in Level])
    due_at = models.DateTimeField()
    owed_at = models.DateTimeField()
    given_at = models.DateTimeField()
    before = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["given_at"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "due_at", "level"], name="warning_once"),
            models.CheckConstraint(condition=Q(given_at__gte=F("owed_at")), name="warning_when_owed"),
            models.CheckConstraint(condition=Q(level__in=list(Level)), name="warning_level"),
        ]
        indexes = [
            models.Index(fields=["center", "given_at"], name="warning_of_center"),
            models.Index(
                fields=["center", "given_at"],
                name="overdue_unwarned",
                condition=Q(level=Level.OVERDUE, before__lt=2),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.level}"


class Warned(models.Model):
    """An officer whom a warning reached: whose turn it is, or the head of their unit."""

    warning = models.ForeignKey(Warning, on_delete=models.CASCADE, related_name="warned")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    as_head = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["warning", "officer"], name="warned_once")]


class Extension(models.Model):
    """The apology letter (Form 04) and the new date: one for a dossier, prepared, then signed by the head."""

    dossier = models.OneToOneField(
        Dossier, on_delete=models.PROTECT, primary_key=True, related_name="extension"
    )
    center = models.ForeignKey(Center, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    due_at = models.DateTimeField()  # the date that is forecast to be missed
    sign_by = models.DateTimeField()  # until when the letter may leave
    new_due_at = models.DateTimeField()
    reason_code = models.CharField(max_length=14, choices=[(r.value, r.name) for r in Reason], blank=True)
    reason = models.CharField(max_length=500, blank=True, default="")
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_at = models.DateTimeField(null=True, blank=True)
    form = models.OneToOneField(
        IssuedForm, on_delete=models.PROTECT, null=True, blank=True, related_name="extension"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(new_due_at__gt=F("due_at")), name="new_date_is_later"),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True, signed_by__isnull=True, form__isnull=True)
                | (
                    Q(signed_at__lte=F("sign_by"), signed_by__isnull=False, form__isnull=False)
                    & ~Q(reason_code="")
                ),
                name="apology_signed_in_time_with_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["center", "sign_by"], name="apology_to_sign", condition=Q(signed_at__isnull=True)
            ),
            models.Index(fields=["center", "signed_at"], name="apology_signed"),
        ]

    def __str__(self) -> str:
        return f"extension of {self.dossier_id}"

    @property
    def why(self) -> Words:
        """The reason as the list of reasons words it; never somebody's own words."""
        return Reason(self.reason_code).words
