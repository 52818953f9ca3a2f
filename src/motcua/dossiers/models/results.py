"""How a dossier ends: the decision, the numbered result, its hand-over."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from motcua.base.models import StoredFile
from motcua.dossiers.models.dossier import Dossier
from motcua.people.models import Grant
from motcua.places.models import Unit


class Decision(models.Model):
    """What the competent person decided, with the instrument that made them competent that day."""

    class Kind(models.TextChoices):
        GRANTED = "granted"
        REFUSED = "refused"

    dossier = models.OneToOneField(
        Dossier, on_delete=models.PROTECT, primary_key=True, related_name="decision"
    )
    kind = models.CharField(max_length=8, choices=Kind.choices)
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="decisions")
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    reason = models.CharField(max_length=1000, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="refused") | ~Q(reason=""), name="refusal_gives_its_reason"
            )
        ]


class Result(models.Model):
    """The numbered and issued result (the clerk's step); from now on the dossier counts as processed."""

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, primary_key=True, related_name="result")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    symbol = models.CharField(max_length=30)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    is_signed = models.BooleanField(default=False)  # digitally; else the file is printed, signed and sealed
    authenticity = models.CharField(max_length=10, blank=True, default="")  # domain/authenticity.py

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "year", "number"], name="result_number_once"),
            models.CheckConstraint(
                condition=Q(is_signed=False) | Q(file__isnull=False), name="signed_is_kept"
            ),
        ]

    @property
    def text(self) -> str:
        return f"{self.number}/{self.symbol}"


class Return(models.Model):
    """The hand-over of the result with proof of identity; a lost receipt does not block it."""

    class Proof(models.TextChoices):
        IDENTITY_CARD = "identity_card"
        VNEID = "vneid"
        PASSPORT = "passport"
        RECEIPT_AND_CARD = "receipt_and_card"

    dossier = models.OneToOneField(
        Dossier, on_delete=models.PROTECT, primary_key=True, related_name="handover"
    )
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    receiver_name = models.CharField(max_length=200)
    receiver_identity_number = models.CharField(max_length=14)
    proof = models.CharField(max_length=20, choices=Proof.choices)
    is_agent = models.BooleanField(default=False)
    paper = models.CharField(max_length=200, blank=True, default="")  # the authorisation shown
