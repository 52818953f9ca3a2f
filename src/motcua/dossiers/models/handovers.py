"""Every time a dossier goes from one to another: who gave, who received and when (Form 06)."""

from datetime import date, datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from motcua.base.rows import Row
from motcua.domain.states import OPEN_STATES
from motcua.domain.time_limits import Label
from motcua.dossiers.models.dossier import Dossier
from motcua.dossiers.models.steps import Step
from motcua.people.models import Officer, Role
from motcua.places.models import Unit

LABELS = [(label.value, label.name) for label in Label]


class HandOverQuerySet(models.QuerySet["HandOver"]):
    def unanswered(self) -> Self:
        """Nobody has said yet that the dossier, or its paper original, has come.

        Not what was given to somebody else meanwhile, nor what went on before anybody pressed, nor the
        papers of a dossier that is decided.
        """
        given_on = HandOver.objects.filter(step=OuterRef("step"), kind="reassigned", id__gt=OuterRef("id"))
        waits = Q(received_at__isnull=True, step__done_at__isnull=True) & ~Exists(given_on)
        paper = Q(paper_due__isnull=False, paper_received_at__isnull=True, dossier__state__in=OPEN_STATES)
        return self.filter(waits | paper)

    def to_officer_of(self, officers: list[Officer], day: date) -> Self:
        """What goes to one of these officers: by name, to their post, or paper to their unit."""
        mine = Q(to_officer__in=officers)
        for officer in officers:
            for post in officer.posts_on(day):
                mine |= Q(to_officer__isnull=True, to_role=post.role, to_unit_id=post.unit_id)
                mine |= Q(paper_due__isnull=False, paper_received_at__isnull=True, to_unit_id=post.unit_id)
        return self.filter(mine)

    def paper_late(self, now: datetime) -> Self:
        """The original should have come and nobody has said that it did."""
        open_ones = self.filter(dossier__state__in=OPEN_STATES)
        return open_ones.filter(paper_due__lt=now, paper_received_at__isnull=True)


class HandOver(Row):
    """The dossier went from one officer to another; what was given never changes (triggers of migration
    0002), who received it is entered once.

    ``label`` says whether the giver was in time, as the receiving side enters it. ``paper_due`` is there
    where the original travels too: it leaves the center the same working day, what came after 15:00 when
    the next one opens (Decree 118/2025 Art 18).
    """

    class Kind(models.TextChoices):
        ON = "on"
        BACK = "back"
        TAKEN_BACK = "taken_back"
        REASSIGNED = "reassigned"
        SUPPLEMENT = "supplement"

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="hand_overs")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.ON)
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="hand_overs")
    from_step = models.ForeignKey(Step, on_delete=models.PROTECT, null=True, related_name="+")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    measured = models.CharField(  # the giver's time against their due time, for the receiver to enter
        max_length=8, choices=LABELS, blank=True, default=""
    )
    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    to_role = models.CharField(max_length=14, choices=Role.choices)
    to_officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    received_at = models.DateTimeField(null=True, blank=True)
    label = models.CharField(max_length=8, choices=LABELS, blank=True, default="")
    paper_due = models.DateTimeField(null=True, blank=True)
    paper_received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    paper_received_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True, default="")  # of the receiving side

    objects = HandOverQuerySet.as_manager()

    class Meta:
        ordering = ["given_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(received_at__isnull=True, received_by__isnull=True, label="")
                | Q(received_at__gte=F("given_at"), received_by__isnull=False),
                name="received_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(paper_received_at__isnull=True, paper_received_by__isnull=True)
                | Q(paper_received_at__gte=F("given_at"), paper_received_by__isnull=False),
                name="paper_received_by_somebody",
            ),
        ]
        indexes = [
            models.Index(
                fields=["to_unit", "given_at"],
                name="hand_over_unanswered",
                condition=Q(received_at__isnull=True),
            ),
            models.Index(
                fields=["to_unit", "paper_due"],
                name="hand_over_paper",
                condition=Q(paper_due__isnull=False, paper_received_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.kind} at {self.given_at}"

    @property
    def waits_for_paper(self) -> bool:
        return self.paper_due is not None and self.paper_received_at is None


class UndoneDecision(models.Model):
    """A signature that was taken back, or sent back by the clerk, before anything was issued."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="undone_decisions")
    kind = models.CharField(max_length=8)
    grant = models.ForeignKey("people.Grant", on_delete=models.PROTECT, related_name="+")
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    reason = models.CharField(max_length=1000, blank=True, default="")
    undone_at = models.DateTimeField()
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["undone_at"]
