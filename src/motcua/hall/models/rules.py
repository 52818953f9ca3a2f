"""What a center sets for its hall: the rule's numbers, each field's numbers and hours, and notices."""

from datetime import time

from django.db import models
from django.db.models import F, Q

from motcua.base.rows import Row
from motcua.catalogue.models import Field
from motcua.places.models import Center


class HallRules(Row):
    """One row for a center that has set something; without it the defaults of this table hold.

    Each change is an event of the journal with all values, so that a past day replays by its own rules.
    """

    class FairStart(models.TextChoices):
        """How the crowd before opening is put in order (``hall.actions.drawing``)."""

        ARRIVAL = "arrival"
        DRAW = "draw"

    center = models.OneToOneField(Center, on_delete=models.PROTECT, related_name="hall_rules")
    in_a_row = models.PositiveSmallIntegerField(default=2)
    head_start_minutes = models.PositiveSmallIntegerField(default=60)
    no_show_calls = models.PositiveSmallIntegerField(default=3)
    misses = models.PositiveSmallIntegerField(default=3)  # the call nobody answers for so many times ends it
    early_minutes = models.PositiveSmallIntegerField(default=10)
    late_minutes = models.PositiveSmallIntegerField(default=15)
    wait_limit_minutes = models.PositiveSmallIntegerField(default=30)  # the head is told before it passes
    fair_start = models.CharField(max_length=7, choices=FairStart.choices, default=FairStart.ARRIVAL)
    numbers_from_home = models.BooleanField(default=True)
    agent_numbers = models.PositiveSmallIntegerField(default=5)  # active numbers of an authorised agent
    day_begins = models.TimeField(default=time())  # when the numbers start again from the first

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(in_a_row__gte=1, misses__gte=1, agent_numbers__gte=1, wait_limit_minutes__gte=1),
                name="hall_rules_are_possible",
            )
        ]

    @property
    def journal_stream(self) -> str:
        return self.center.journal_stream

    @property
    def journal_subject(self) -> str:
        return f"hall/{self.center.code}"


class BoardVoices(Row):
    """Which voices speak on the boards of one center, each call one after the other; without a row the
    installation's. No name: the boards are silent."""

    center = models.OneToOneField(Center, on_delete=models.PROTECT, related_name="board_voices")
    names = models.JSONField(default=list, blank=True)

    @property
    def journal_stream(self) -> str:
        return self.center.journal_stream

    @property
    def journal_subject(self) -> str:
        return f"hall/{self.center.code}/voices"


class FieldRules(Row):
    """One field at one center: its range of numbers, how many a day, in which hours, and whether it is
    closed now (numbers already given are still called)."""

    center = models.ForeignKey(Center, on_delete=models.PROTECT, related_name="field_rules")
    field = models.ForeignKey(Field, on_delete=models.PROTECT, related_name="+")
    first = models.PositiveIntegerField(default=1)
    final = models.PositiveIntegerField(default=899)  # numbers above it are leased to kiosks without a line
    quota = models.PositiveIntegerField(null=True, blank=True)  # numbers a day; None: no limit
    hours = models.JSONField(default=dict, blank=True)  # as ``Center.hours``; empty: the center's
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_reason = models.CharField(max_length=20, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["center", "field"], name="field_rules_once"),
            models.CheckConstraint(
                condition=Q(first__gte=1) & Q(final__gte=F("first")), name="field_numbers_are_a_range"
            ),
        ]

    @property
    def journal_stream(self) -> str:
        return self.center.journal_stream

    @property
    def journal_subject(self) -> str:
        return f"hall/{self.center.code}/{self.field_id}"


class Notice(Row):
    """A message of the center on its board, for a time; text for everybody, so no personal data."""

    center = models.ForeignKey(Center, on_delete=models.PROTECT, related_name="notices")
    text_vi = models.CharField(max_length=200)
    text_en = models.CharField(max_length=200, blank=True, default="")
    urgent = models.BooleanField(default=False)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("begins_at")), name="notice_ends_after_it_begins"
            )
        ]
        indexes = [models.Index(fields=["center", "ends_at"], name="notices_now")]

    @property
    def journal_stream(self) -> str:
        return self.center.journal_stream

    @property
    def journal_subject(self) -> str:
        return f"notice/{self.pk}"
