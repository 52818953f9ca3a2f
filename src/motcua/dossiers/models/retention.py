"""How long dossiers are kept: the rules, and what holds a dossier back beyond its time."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from motcua.base.rows import Row
from motcua.catalogue.models import Field, Procedure
from motcua.domain import retention
from motcua.domain.retention import CountsFrom, Kind
from motcua.domain.words import Words
from motcua.dossiers.models.dossier import Dossier
from motcua.dossiers.models.fees import Ruled


class RetentionRule(Ruled):
    """How many years the dossiers of a procedure, of a field, or all are kept; None: permanently.

    The name says it in words, ``basis`` is the document. Of several the most specific in force decides
    (``domain.retention``).
    """

    procedure = models.ForeignKey(
        Procedure, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    field = models.ForeignKey(Field, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=14, choices=[(k.value, k.name) for k in Kind], blank=True, default="")
    years = models.PositiveSmallIntegerField(null=True, blank=True)
    counts_from = models.CharField(
        max_length=13, choices=[(c.value, c.name) for c in CountsFrom], default=CountsFrom.CLOSING_YEAR
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(basis=""), name="retention_rule_has_its_basis"),
            models.CheckConstraint(
                condition=Q(years__isnull=True) | Q(years__gte=1, years__lte=retention.MOST_YEARS),
                name="retention_is_whole_years",
            ),
            models.CheckConstraint(
                condition=Q(procedure__isnull=True) | Q(field__isnull=True), name="retention_of_one_scope"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="retention_rule_ends_after_start",
            ),
        ]

    @property
    def journal_subject(self) -> str:
        return f"retention-rule/{self.pk}"

    @property
    def as_rule(self) -> retention.Rule:
        return retention.Rule(
            words=Words(self.name_vi, self.name_en),
            basis=self.basis,
            years=self.years,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            counts_from=CountsFrom(self.counts_from),
            procedure=self.procedure_id or "",
            field=self.field_id or "",
            kind=Kind(self.kind) if self.kind else None,
        )


class RetentionHoldQuerySet(models.QuerySet["RetentionHold"]):
    def standing(self) -> Self:
        return self.filter(lifted_at__isnull=True)


class RetentionHold(Row):
    """A dossier that must not be destroyed for now: why, who said so, and who lifted it."""

    class Kind(models.TextChoices):
        COMPLAINT = "complaint"
        LAWSUIT = "lawsuit"
        INSPECTION = "inspection"
        OTHER = "other"

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="retention_holds")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    reason = models.CharField(max_length=500)
    placed_at = models.DateTimeField()
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = RetentionHoldQuerySet.as_manager()

    class Meta:
        ordering = ["placed_at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="hold_gives_its_reason"),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True)
                | Q(lifted_at__gte=F("placed_at"), lifted_by__isnull=False),
                name="hold_lifted_by_somebody",
            ),
        ]

    @property
    def words(self) -> Words:
        """What holds it, as the list of kinds words it; never somebody's own words."""
        return HOLDS[RetentionHold.Kind(self.kind)]


HOLDS: dict[RetentionHold.Kind, Words] = {
    RetentionHold.Kind.COMPLAINT: Words("đang có khiếu nại, tố cáo", "a complaint is pending"),
    RetentionHold.Kind.LAWSUIT: Words("đang có vụ án hoặc tranh chấp", "a lawsuit or dispute is pending"),
    RetentionHold.Kind.INSPECTION: Words("đang thanh tra, kiểm tra", "an inspection is under way"),
    RetentionHold.Kind.OTHER: Words("lý do khác, ghi ở trang lưu trữ của hồ sơ", "another reason"),
}
