"""How a dossier ends: the decision, the numbered result, its hand-over."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from motcua.base.models import StoredFile
from motcua.catalogue.models import Procedure
from motcua.domain.delivery import Way
from motcua.dossiers.models.dossier import WAYS, Dossier
from motcua.dossiers.models.fees import Ruled
from motcua.people.models import Grant
from motcua.places.models import Unit


class ResultKind(Ruled):
    """What a procedure's result is, and for how many months it holds: with none, without limit.

    Which line is in force on the day of issue decides; a result already issued keeps what it was given.
    """

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="result_kinds")
    validity_months = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(basis=""), name="result_kind_has_its_basis"),
            models.CheckConstraint(
                condition=Q(validity_months__isnull=True) | Q(validity_months__gte=1),
                name="result_holds_a_month_or_more",
            ),
            models.UniqueConstraint(fields=["procedure", "valid_from"], name="result_kind_once_a_day"),
        ]

    @property
    def journal_subject(self) -> str:
        return f"result-kind/{self.pk}"


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


class Numbered(models.Model):
    """A paper that was numbered and issued, with its file and the code by which it is recognised."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    symbol = models.CharField(max_length=30)
    issued_at = models.DateTimeField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    is_signed = models.BooleanField(default=False)  # digitally; else the file is printed, signed and sealed
    authenticity = models.CharField(max_length=10, blank=True, default="")  # domain/authenticity.py
    valid_until = models.DateField(null=True, blank=True)  # the last day; none: without limit

    class Meta:
        abstract = True

    @property
    def text(self) -> str:
        return f"{self.number}/{self.symbol}"


class Result(Numbered):
    """The numbered and issued result (the clerk's step); from now on the dossier counts as processed."""

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, primary_key=True, related_name="result")
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.ForeignKey(ResultKind, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "year", "number"], name="result_number_once"),
            models.CheckConstraint(
                condition=Q(is_signed=False) | Q(file__isnull=False), name="signed_is_kept"
            ),
        ]


class Collected(models.Model):
    """Somebody received a paper and proved who they are; a lost receipt does not block it."""

    class Proof(models.TextChoices):
        IDENTITY_CARD = "identity_card"
        VNEID = "vneid"
        PASSPORT = "passport"
        RECEIPT_AND_CARD = "receipt_and_card"

    at = models.DateTimeField()
    receiver_name = models.CharField(max_length=200)
    receiver_identity_number = models.CharField(max_length=14, blank=True, default="")
    proof = models.CharField(max_length=20)
    is_agent = models.BooleanField(default=False)
    paper = models.CharField(max_length=200, blank=True, default="")  # the authorisation shown

    class Meta:
        abstract = True


class Return(Collected):
    """The result reached the applicant: at the counter, or as the post or the download proves.

    ``by`` is the officer who handed it over or entered the carrier's proof; nobody for a download.
    """

    POSTAL_PROOF, ONE_TIME_CODE = "postal_proof", "one_time_code"

    dossier = models.OneToOneField(
        Dossier, on_delete=models.PROTECT, primary_key=True, related_name="handover"
    )
    way = models.CharField(max_length=10, choices=WAYS, default=Way.COUNTER)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    amount_due = models.PositiveBigIntegerField(default=0)  # whole dong still unpaid then
    due_reason = models.CharField(
        max_length=500, blank=True, default=""
    )  # why it was handed over all the same

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_due=0) | ~Q(due_reason=""), name="money_due_at_return_has_its_reason"
            ),
            models.CheckConstraint(
                condition=Q(way="counter", by__isnull=False, proof__in=Collected.Proof.values)
                | Q(way="post", by__isnull=False, proof="postal_proof")
                | Q(way="electronic", proof="one_time_code"),
                name="return_is_proven_as_its_way_asks",
            ),
            # The post's slip names who took the letter; whose number it is stands in no paper of ours.
            models.CheckConstraint(
                condition=Q(way="post") | ~Q(receiver_identity_number=""),
                name="return_names_who_received",
            ),
        ]
