"""What helpers do before the call: papers checked against the procedure's list, and help given."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from motcua.base.rows import Row
from motcua.catalogue.models import Document, Revision
from motcua.hall.models.tickets import Ticket
from motcua.places.models import Center


class PapersCheckQuerySet(models.QuerySet["PapersCheck"]):
    def latest_first(self) -> Self:
        return self.order_by("-at", "-pk")


class PapersCheck(Row):
    """The papers of one procedure, looked through by a helper before the call. It holds no name.

    ``code`` is what stands on the written list: whoever brings it again with the missing paper goes into
    the come-back lane, with the number of ``came_back``, and queues no second time.
    """

    class Outcome(models.TextChoices):
        COMPLETE = "complete"
        TODAY = "today"  # something is missing, and they come back with it on the same day
        HOME = "home"  # something is missing, and they went home with the written list

    center = models.ForeignKey(Center, on_delete=models.PROTECT, related_name="+", db_index=False)
    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="checks")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    code = models.CharField(max_length=10, unique=True)
    language = models.CharField(max_length=2, default="vi")  # in which the list is written
    helper = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    came_back = models.OneToOneField(
        Ticket, on_delete=models.PROTECT, null=True, blank=True, related_name="brought_list"
    )

    objects = PapersCheckQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["center", "at"], name="checks_of_center")]

    def __str__(self) -> str:
        return f"{self.revision_id} {self.outcome}"

    @property
    def journal_stream(self) -> str:
        return self.center.journal_stream

    @property
    def journal_subject(self) -> str:
        return f"papers/{self.pk}"

    @property
    def spaced_code(self) -> str:
        """As people read it off: 7K2M9-Q4TBX."""
        return f"{self.code[:5]}-{self.code[5:]}"


class PapersCheckLine(Row):
    """One paper of the list and how it was found; ``count`` of it is there, or is still to come."""

    class Found(models.TextChoices):
        HAVE = "have"
        MISSING = "missing"
        COPY = "copy"  # the original is there, a copy is still to be made
        FILL = "fill"  # a form that is still to be filled in
        NOT_NEEDED = "none"  # asked for in some cases only, not in this one

    papers_check = models.ForeignKey(PapersCheck, on_delete=models.CASCADE, related_name="lines")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    found = models.CharField(max_length=7, choices=Found.choices)
    count = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["document__position"]
        constraints = [
            models.UniqueConstraint(fields=["papers_check", "document"], name="paper_checked_once")
        ]

    @property
    def is_open(self) -> bool:
        return self.found in (self.Found.MISSING, self.Found.COPY, self.Found.FILL)


class HelpSession(Row):
    """A helper sits with somebody for a while. The helper never becomes the declarant (Decree 224/2026
    Art 78): what is declared is the person's own, and somebody else receives it."""

    class Kind(models.TextChoices):
        DECLARE = "declare"
        ACCOUNT = "account"
        READ = "read"

    class Outcome(models.TextChoices):
        DONE = "done"
        PARTLY = "partly"
        REFERRED = "referred"

    center = models.ForeignKey(Center, on_delete=models.PROTECT, related_name="+", db_index=False)
    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="help_sessions")
    helper = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    begins_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ticket"], condition=Q(ended_at__isnull=True), name="helped_by_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("begins_at")),
                name="help_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["center", "begins_at"], name="help_of_center")]

    @property
    def journal_stream(self) -> str:
        return self.center.journal_stream

    @property
    def journal_subject(self) -> str:
        return f"help/{self.pk}"
