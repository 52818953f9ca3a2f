"""Destruction at the end of keeping: the list, its lines, and the certificate that remains."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from motcua.base.models import StoredFile
from motcua.base.rows import Row
from motcua.domain.retention import VERDICTS, Verdict
from motcua.domain.words import Words
from motcua.dossiers.models.dossier import Dossier
from motcua.dossiers.models.retention import RetentionRule
from motcua.places.models import Center

VERDICT_CODES = [(verdict.value, verdict.name) for verdict in Verdict]


class DestructionSeries(models.Model):
    """The last number of a center's destruction lists in one year."""

    center = models.ForeignKey(Center, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["center", "year"], name="destruction_series_once_a_year")
        ]


class DestructionListQuerySet(models.QuerySet["DestructionList"]):
    def open(self) -> Self:
        """Somebody still has to approve, refuse or carry it out."""
        return self.exclude(state__in=(DestructionList.State.EXECUTED, DestructionList.State.REFUSED))


class DestructionList(Row):
    """Dossiers whose time has come: one proposes, a second and a third approve, then it is carried out.

    Three different people: the database refuses any other way (constraints here, ``guarding_destruction``).
    ``digest`` is of the lines, so that what is approved is what was proposed.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed"
        FIRST_APPROVED = "first_approved"
        APPROVED = "approved"
        EXECUTED = "executed"
        REFUSED = "refused"

    center = models.ForeignKey(Center, on_delete=models.PROTECT, related_name="destruction_lists")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=14, choices=State.choices, default=State.PROPOSED)
    digest = models.CharField(max_length=64)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    first_at = models.DateTimeField(null=True, blank=True)
    first_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    second_at = models.DateTimeField(null=True, blank=True)
    second_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    refused_at = models.DateTimeField(null=True, blank=True)
    refused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    refused_reason = models.CharField(max_length=500, blank=True, default="")
    executed_at = models.DateTimeField(null=True, blank=True)
    executed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = DestructionListQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["center", "year", "number"], name="destruction_number_once"),
            models.CheckConstraint(
                condition=Q(first_by__isnull=True) | ~Q(first_by=F("proposed_by")),
                name="destruction_first_by_another",
            ),
            models.CheckConstraint(
                condition=Q(second_by__isnull=True)
                | (~Q(second_by=F("proposed_by")) & ~Q(second_by=F("first_by"))),
                name="destruction_second_by_a_third",
            ),
            models.CheckConstraint(
                condition=Q(state="proposed", first_at__isnull=True, second_at__isnull=True)
                | Q(state="first_approved", first_at__isnull=False, second_at__isnull=True)
                | Q(state__in=("approved", "executed"), first_at__isnull=False, second_at__isnull=False)
                | Q(state="refused", second_at__isnull=True),
                name="destruction_state_has_its_approvals",
            ),
            models.CheckConstraint(
                condition=(Q(first_at__isnull=True, first_by__isnull=True) | Q(first_by__isnull=False))
                & (Q(second_at__isnull=True, second_by__isnull=True) | Q(second_by__isnull=False))
                & (Q(executed_at__isnull=True, executed_by__isnull=True) | Q(executed_by__isnull=False)),
                name="destruction_is_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="executed", executed_at__gte=F("second_at"), second_at__gte=F("first_at"))
                | (~Q(state="executed") & Q(executed_at__isnull=True)),
                name="destruction_is_carried_out_last",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state="refused", refused_at__isnull=False, refused_by__isnull=False)
                    & ~Q(refused_reason="")
                )
                | (~Q(state="refused") & Q(refused_at__isnull=True, refused_by__isnull=True)),
                name="destruction_refused_with_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["center"],
                name="destruction_open",
                condition=Q(state__in=("proposed", "first_approved", "approved")),
            )
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """Its number as papers and pages write it: 3/2026."""
        return f"{self.number}/{self.year}"

    @property
    def journal_stream(self) -> str:
        return self.center.journal_stream

    @property
    def journal_subject(self) -> str:
        return f"destruction-list/{self.pk}"


class DestructionLine(models.Model):
    """A dossier on a list: by which rule its time is over, and what became of it.

    ``excluded`` lines are old dossiers that stay, with the reason (``verdict``). ``left``: something held it
    back between the approval and the deed. ``content_digest`` is of all that was erased.
    """

    class Outcome(models.TextChoices):
        PENDING = ""
        EXCLUDED = "excluded"
        DROPPED = "dropped"  # the list was refused
        LEFT = "left"
        DESTROYED = "destroyed"

    list = models.ForeignKey(DestructionList, on_delete=models.PROTECT, related_name="lines")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="destruction_lines")
    position = models.PositiveIntegerField()
    rule = models.ForeignKey(RetentionRule, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    verdict = models.CharField(max_length=12, choices=VERDICT_CODES)
    closed_on = models.DateField(null=True, blank=True)
    kept_until = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=9, choices=Outcome.choices, blank=True, default="")
    content_digest = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["list", "dossier"], name="destruction_line_once"),
            models.UniqueConstraint(fields=["list", "position"], name="destruction_position_once"),
            models.UniqueConstraint(
                fields=["dossier"],
                condition=Q(outcome__in=("", "destroyed")),
                name="dossier_on_one_destruction_list",
            ),
            models.CheckConstraint(
                condition=Q(
                    verdict="due", rule__isnull=False, closed_on__isnull=False, kept_until__isnull=False
                )
                | (~Q(verdict="due") & Q(outcome__in=("excluded", "left"))),
                name="destruction_line_is_due",
            ),
            models.CheckConstraint(
                condition=(Q(outcome="destroyed") & ~Q(content_digest=""))
                | (~Q(outcome="destroyed") & Q(content_digest="")),
                name="destroyed_leaves_its_digest",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.list_id} {self.position}"

    @property
    def why(self) -> Words:
        return VERDICTS[Verdict(self.verdict)]


class DestructionCertificate(models.Model):
    """The minutes of a destruction (biên bản tiêu hủy): kept for good, and never changed."""

    list = models.OneToOneField(
        DestructionList, on_delete=models.PROTECT, primary_key=True, related_name="certificate"
    )
    symbol = models.CharField(max_length=60)
    destroyed = models.PositiveIntegerField()
    left = models.PositiveIntegerField()
    files = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)  # of the digests of its lines, in their order
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(digest="") & ~Q(symbol=""), name="certificate_says_what")
        ]
