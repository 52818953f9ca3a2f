"""What becomes of a result after it was issued: revoked, issued again."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from motcua.base.rows import Row
from motcua.dossiers.models.results import Collected, Numbered, Result
from motcua.people.models import Grant


class Revocation(models.Model):
    """A competent person took a result back: on which law, why, from which day. It is never undone.

    It concerns the paper in force, the last corrected one if there is any, with its copies: nothing is issued
    again after it.
    """

    result = models.OneToOneField(
        Result, on_delete=models.PROTECT, primary_key=True, related_name="revocation"
    )
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="+")
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    document_number = models.CharField(max_length=60)
    basis = models.CharField(max_length=200)
    reason = models.CharField(max_length=1000)
    revoked_from = models.DateField()  # the first day on which the result no longer holds

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(basis="") & ~Q(reason="") & ~Q(document_number=""),
                name="result_revocation_has_its_grounds",
            )
        ]


class Reissue(Numbered, Row):
    """The result once more: a copy of a lost one under its number, or a corrected one under a new number.

    A corrected one replaces what stood before it. Signed by somebody competent, as a decision is.
    """

    class Kind(models.TextChoices):
        COPY = "copy"
        CORRECTED = "corrected"

    result = models.ForeignKey(Result, on_delete=models.PROTECT, related_name="reissues")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=9, choices=Kind.choices)
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="+")
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    reason = models.CharField(max_length=500)  # why; for a corrected one, what is corrected

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["result", "position"], name="reissue_position_once"),
            models.UniqueConstraint(
                fields=["unit", "year", "number"],
                condition=Q(kind="corrected"),
                name="reissue_number_once",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="reissue_has_its_reason"),
            models.CheckConstraint(
                condition=Q(is_signed=False) | Q(file__isnull=False), name="signed_reissue_is_kept"
            ),
        ]

    @property
    def text(self) -> str:
        again = f" (cấp lại lần {self.position})" if self.kind == self.Kind.COPY else ""
        return f"{self.number}/{self.symbol}{again}"


class ReissueReturn(Collected):
    """The paper issued again was handed over."""

    reissue = models.OneToOneField(
        Reissue, on_delete=models.PROTECT, primary_key=True, related_name="handover"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
