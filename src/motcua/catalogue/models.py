"""Fields of work, procedures, and revisions with everything a counter needs on the day."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from motcua.base.rows import Row
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


class Revision(Row):
    """A procedure as it stands from one day on; a dossier stays on the revision of its day."""

    class State(models.TextChoices):
        DRAFT = "draft"
        PUBLISHED = "published"

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

    objects = RevisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["procedure", "number"], name="revision_number_once"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="revision_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_id} r{self.number}"

    def result_in(self, language: str) -> str:
        return self.result_en if language.startswith("en") and self.result_en else self.result_vi


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

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["revision", "position"], name="step_position_once")]

    def result_in(self, language: str) -> str:
        return self.result_en if language.startswith("en") and self.result_en else self.result_vi
