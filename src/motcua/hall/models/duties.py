"""Who keeps which counter open, since when, for which fields; and their breaks."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from motcua.base.rows import Row
from motcua.places.models import Counter


class Duty(Row):
    """An officer keeps a counter open, from opening to closing; a counter has one officer at a time."""

    counter = models.ForeignKey(Counter, on_delete=models.PROTECT, related_name="duties")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="duties")
    fields = models.JSONField(default=list)  # codes of the fields served; empty: all
    skills = models.JSONField(default=list)  # codes of ``domain.queueing.Skill`` the officer brings
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    favoured_run = models.PositiveSmallIntegerField(default=0)  # favoured people called in a row until now
    # What the last press at this counter changed, so that it can be taken back; None: nothing to take back.
    last_press = models.JSONField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["counter"], condition=Q(closed_at__isnull=True), name="counter_open_once"
            ),
            models.UniqueConstraint(
                fields=["officer"], condition=Q(closed_at__isnull=True), name="officer_at_one_counter"
            ),
        ]

    @property
    def journal_stream(self) -> str:
        return self.counter.journal_stream

    @property
    def journal_subject(self) -> str:
        return self.counter.journal_subject


class Break(Row):
    """The officer is away from an open counter, for a reason, announced until a time or until they return."""

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="breaks")
    reason = models.CharField(max_length=20)
    begins_at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["duty"], condition=Q(ended_at__isnull=True), name="one_break_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("begins_at")),
                name="break_ends_after_it_begins",
            ),
        ]

    @property
    def journal_stream(self) -> str:
        return self.duty.journal_stream

    @property
    def journal_subject(self) -> str:
        return self.duty.journal_subject
