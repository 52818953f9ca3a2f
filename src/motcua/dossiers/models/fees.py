"""What is to be paid: the province's tariff and its exempted classes; charges, exemptions, obligations."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from motcua.base.rows import Row
from motcua.catalogue.models import Procedure
from motcua.domain.fees import Kind
from motcua.dossiers.models.dossier import Dossier
from motcua.places.models import Named, Unit


class RuledQuerySet(models.QuerySet["Ruled"]):
    def in_force(self, day: date) -> Self:
        running = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
        return self.filter(running, valid_from__lte=day)


class Ruled(Named, Row):
    """What a text of the province sets, from one day on; never without that text."""

    owner = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    basis = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = RuledQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def journal_stream(self) -> str:
        return self.owner.journal_stream


class Pieces:
    """What an amount is for each of: a document, a page; ``per_in`` in the page's language."""

    per_vi: Any
    per_en: Any

    def per_in(self, language: str) -> str:
        return str(self.per_en if language.startswith("en") and self.per_en else self.per_vi)


class Tariff(Pieces, Ruled):
    """An amount of the People's Council's list, for a procedure whose fee is a provincial rule."""

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="tariffs")
    channel = models.CharField(max_length=8, blank=True, default="")  # empty: every channel
    amount = models.PositiveBigIntegerField()
    per_vi = models.CharField(max_length=120, blank=True, default="")
    per_en = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(basis=""), name="tariff_has_its_basis"),
            models.CheckConstraint(condition=Q(amount__gte=1), name="tariff_is_an_amount"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="tariff_ends_after_start",
            ),
        ]

    @property
    def journal_subject(self) -> str:
        return f"tariff/{self.pk}"


class ExemptionClass(Ruled):
    """Who need not pay, or only a part: 100 % is free."""

    code = models.SlugField(max_length=30)
    percent = models.PositiveSmallIntegerField(default=100)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(basis=""), name="exemption_class_has_its_basis"),
            models.CheckConstraint(
                condition=Q(percent__gte=1, percent__lte=100), name="exemption_class_is_a_share"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="exemption_class_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["owner", "code"],
                condition=Q(valid_to__isnull=True),
                name="exemption_class_once",
            ),
        ]

    @property
    def journal_subject(self) -> str:
        return f"exemption-class/{self.code}"


class Charge(Pieces, Row):
    """An amount that somebody owes for a dossier, and on which basis. Never changed: exempted or paid."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="charges")
    kind = models.CharField(max_length=16, choices=[(kind.value, kind.name) for kind in Kind])
    rate = models.PositiveBigIntegerField()
    count = models.PositiveSmallIntegerField(default=1)
    copies = models.PositiveSmallIntegerField(default=1)
    per_vi = models.CharField(max_length=120, blank=True, default="")
    per_en = models.CharField(max_length=120, blank=True, default="")
    amount = models.PositiveBigIntegerField()  # whole dong
    basis = models.CharField(max_length=300, blank=True, default="")
    due_on = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=1), name="charge_is_an_amount"),
            models.CheckConstraint(condition=Q(count__gte=1, copies__gte=1), name="charge_counts_something"),
            models.CheckConstraint(condition=Q(kind=Kind.FIXED) | ~Q(basis=""), name="charge_has_its_basis"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount}"


class Exemption(models.Model):
    """Somebody need not pay a charge, or a part of it: which class, on which basis, what proved it."""

    charge = models.OneToOneField(
        Charge, on_delete=models.PROTECT, primary_key=True, related_name="exemption"
    )
    exempted_class = models.ForeignKey(ExemptionClass, on_delete=models.PROTECT, related_name="+")
    percent = models.PositiveSmallIntegerField()
    amount = models.PositiveBigIntegerField()
    basis = models.CharField(max_length=200)
    proof = models.CharField(max_length=200)  # the paper that was seen
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=1), name="exemption_is_an_amount"),
            models.CheckConstraint(condition=~Q(proof="") & ~Q(basis=""), name="exemption_is_proven"),
        ]


class Obligation(models.Model):
    """The tax office's notice for which a dossier waits (state 6): the first of the two appointments."""

    charge = models.OneToOneField(
        Charge, on_delete=models.PROTECT, primary_key=True, related_name="obligation"
    )
    notice_number = models.CharField(max_length=60)
    notice_day = models.DateField()
    agency = models.CharField(max_length=200)
    first_appointment = models.DateTimeField()  # when the applicant gets the notice
    paused_at = models.DateTimeField()
    paused_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(notice_number="") & ~Q(agency=""), name="obligation_has_its_notice"
            )
        ]


class Resumption(models.Model):
    """The money was paid and the work goes on: the second appointment, and what proved the payment."""

    obligation = models.OneToOneField(
        Obligation, on_delete=models.PROTECT, primary_key=True, related_name="resumption"
    )
    proof = models.CharField(max_length=100)  # number of the payment paper or of the platform's payment
    second_appointment = models.DateTimeField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=52)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(proof=""), name="resumption_is_proven")]
