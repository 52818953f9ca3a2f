"""Fields of work, procedures, and revisions with everything a counter needs on the day."""

from datetime import date
from enum import StrEnum
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from motcua.base.rows import Row
from motcua.domain.procedure_text import Instrument
from motcua.places.models import Named


class Field(Named):
    """What people come for, as the kiosk groups it; owns the letter of the queue's series."""

    code = models.SlugField(primary_key=True, max_length=30)
    series = models.CharField(max_length=1, unique=True)
    hint_vi = models.CharField(max_length=200, blank=True, default="")
    hint_en = models.CharField(max_length=200, blank=True, default="")
    icon = models.CharField(max_length=30, blank=True, default="")
    unit_kind = models.CharField(max_length=12)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]

    def hint_in(self, language: str) -> str:
        return self.hint_en if language.startswith("en") and self.hint_en else self.hint_vi


class Procedure(Named):
    """One administrative procedure under its national code, e.g. 1.001193."""

    code = models.CharField(primary_key=True, max_length=30)
    field = models.ForeignKey(Field, on_delete=models.PROTECT, related_name="procedures")
    field_vi = models.CharField(max_length=120)
    rank = models.PositiveSmallIntegerField(default=999)  # how often it is asked for: 1 is most
    authoritative_system = models.CharField(max_length=10)
    search = models.TextField()  # folded names and code: see domain.folding

    class Meta:
        ordering = ["rank", "name_vi"]

    @property
    def journal_subject(self) -> str:
        return f"procedure/{self.code}"


class RevisionQuerySet(models.QuerySet["Revision"]):
    def in_force(self, day: date) -> Self:
        running = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
        return self.filter(running, state="published", valid_from__lte=day)


class Standing(StrEnum):
    """Where a revision is in its life on a given day."""

    DRAFT = "draft"
    APPROVED = "approved"
    SCHEDULED = "scheduled"  # published, its day has not come
    IN_FORCE = "in_force"
    ENDED = "ended"
    CANCELLED = "cancelled"  # never came into force


class Revision(Row):
    """A procedure as it stands from one day on; a dossier stays on the revision of its day.

    ``valid_from`` of one that is not published is only what was proposed. From the approval on its text
    never changes, from the publication on neither does its day: the database refuses it.
    """

    class State(models.TextChoices):
        DRAFT = "draft"
        APPROVED = "approved"
        PUBLISHED = "published"
        CANCELLED = "cancelled"

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    decision = models.CharField(max_length=120, blank=True, default="")
    result_vi = models.CharField(max_length=300)
    result_en = models.CharField(max_length=300, blank=True, default="")
    legal_basis = models.JSONField(default=list)  # numbers of the texts
    is_standard_process = models.BooleanField(default=True)
    source = models.CharField(max_length=300, blank=True, default="")
    based_on = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="copies"
    )
    digest = models.CharField(max_length=64, blank=True, default="")  # of the published text

    objects = RevisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["procedure", "number"], name="revision_number_once"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="revision_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | ~Q(digest=""), name="published_text_has_its_digest"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_id} r{self.number}"

    def standing_on(self, day: date) -> Standing:
        """Draft and approved as stored; what is published is scheduled, in force or ended by the day."""
        if self.state != self.State.PUBLISHED:
            return Standing(self.state)
        if day < self.valid_from:
            return Standing.SCHEDULED
        return Standing.IN_FORCE if self.valid_to is None or day <= self.valid_to else Standing.ENDED

    def result_in(self, language: str) -> str:
        return self.result_en if language.startswith("en") and self.result_en else self.result_vi


class RevisionText(models.Model):
    """All that a revision says, as one text (``domain.procedure_text.written``); the tables below are read
    from it when it is approved. Kept apart: whoever lists dossiers must not read it along."""

    revision = models.OneToOneField(Revision, on_delete=models.PROTECT, primary_key=True, related_name="text")
    record = models.TextField()


class RevisionAct(Row):
    """Who did what in a revision's life, when, and on which decision. Never changed."""

    class Kind(models.TextChoices):
        DRAFTED = "drafted"
        SAVED = "saved"
        APPROVED = "approved"
        PUBLISHED = "published"
        ENDED = "ended"
        CANCELLED = "cancelled"

    class Dossiers(models.TextChoices):
        """What a publication decides about the dossiers that are open."""

        STAY = "stay"
        MOVE = "move"

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="acts")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )  # None: the program itself, loading what was decided elsewhere
    document = models.CharField(max_length=120, blank=True, default="")
    document_date = models.DateField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True, default="")  # of the text as this act left it
    open_dossiers = models.CharField(max_length=4, choices=Dossiers.choices, blank=True, default="")
    legal_basis = models.CharField(max_length=300, blank=True, default="")  # on which they are moved

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(open_dossiers="move") | ~Q(legal_basis=""), name="moved_on_a_legal_basis"
            )
        ]

    @property
    def instrument(self) -> Instrument:
        return Instrument(self.document, self.document_date)


class Channel(models.TextChoices):
    DIRECT = "direct"
    ONLINE = "online"
    POST = "post"


class ProcedureTerm(models.Model):
    """The processing term for one channel: the law's ``value``, and what the province promises within it."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="terms")
    channel = models.CharField(max_length=8, choices=Channel.choices)
    value = models.PositiveSmallIntegerField()
    promised_value = models.PositiveSmallIntegerField(null=True, blank=True)  # in the same unit
    unit = models.CharField(max_length=14)
    is_inferred = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["revision", "channel"], name="term_per_channel"),
            models.CheckConstraint(
                condition=Q(promised_value__isnull=True) | Q(promised_value__lte=F("value")),
                name="promised_term_is_not_longer",
            ),
        ]


class Fee(models.Model):
    """What filing costs by one channel: an amount in whole dong, or why there is none."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="fees")
    channel = models.CharField(max_length=8, choices=Channel.choices)
    kind = models.CharField(max_length=20)
    amount = models.PositiveIntegerField(null=True, blank=True)
    per_vi = models.CharField(max_length=120, blank=True, default="")  # what it is charged for
    per_en = models.CharField(max_length=120, blank=True, default="")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]


class Document(models.Model):
    """One component of the dossier as the procedure asks for it."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="documents")
    code = models.CharField(max_length=10)
    name_vi = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True, default="")
    originals = models.PositiveSmallIntegerField(default=0)
    copies = models.PositiveSmallIntegerField(default=0)
    is_shown = models.BooleanField(default=False)  # only presented, then given back
    is_always = models.BooleanField(default=True)
    when_vi = models.CharField(max_length=300, blank=True, default="")
    when_en = models.CharField(max_length=300, blank=True, default="")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["revision", "code"], name="document_code_once")]

    def __str__(self) -> str:
        return self.name_vi

    def name_in(self, language: str) -> str:
        return self.name_en if language.startswith("en") and self.name_en else self.name_vi

    def when_in(self, language: str) -> str:
        return self.when_en if language.startswith("en") and self.when_en else self.when_vi


class ProcedureStep(Named):
    """One step of the internal process: who, in which kind of unit, with which share of the term."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    act = models.CharField(max_length=10)  # receive assign appraise review sign number return
    role = models.CharField(max_length=14)
    unit_kind = models.CharField(max_length=12)
    result_vi = models.CharField(max_length=200)
    result_en = models.CharField(max_length=200, blank=True, default="")
    hours = models.DecimalField(max_digits=6, decimal_places=2)  # hours, or percent for other units
    is_counted = models.BooleanField(default=True)
    forms = models.JSONField(default=list, blank=True)  # numbers of the standard forms it fills in

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["revision", "position"], name="step_position_once")]

    def result_in(self, language: str) -> str:
        return self.result_en if language.startswith("en") and self.result_en else self.result_vi
