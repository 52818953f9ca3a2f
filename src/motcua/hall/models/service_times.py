"""What a hall has learned of its own days, and what follows from it: forecasts, warnings, counters needed.

Derived figures: they can be worked out again from the tickets at any time, so writing them is no action
and leaves nothing in the journal (a warning does).
"""

from django.db import models
from django.db.models import Q

from motcua.base.rows import Row
from motcua.catalogue.models import Field
from motcua.domain.expected import COMES
from motcua.places.models import Center


class ServiceTime(models.Model):
    """The visits of one field, or of one of its procedures, in the last weeks at one center."""

    center = models.ForeignKey(Center, on_delete=models.CASCADE, related_name="+", db_index=False)
    field = models.ForeignKey(Field, on_delete=models.CASCADE, related_name="+", db_index=False)
    procedure_code = models.CharField(max_length=30, blank=True, default="")  # empty: the whole field
    visits = models.PositiveIntegerField()
    mean = models.FloatField()  # of the logarithm of the seconds
    squares = models.FloatField()  # their squared distances from it, added up

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["center", "field", "procedure_code"], name="service_time_once_a_group"
            )
        ]


class HallPace(models.Model):
    """The rest of what a forecast needs to know of a hall, as ``domain.waiting.Pace`` reads it."""

    center = models.OneToOneField(Center, on_delete=models.CASCADE, related_name="+", primary_key=True)
    as_of = models.DateTimeField()
    visits = models.PositiveIntegerField()  # from which it was learned
    leaves = models.FloatField()
    missed_seconds = models.FloatField()
    breaks_an_hour = models.FloatField()
    break_minutes = models.FloatField()
    favoured = models.JSONField(default=dict)  # favoured people an hour, by code of the field
    stretch = models.FloatField(default=1.0)
    comes = models.FloatField(default=COMES)  # of those with an appointment, in time for it

    class Meta:
        indexes = [models.Index(fields=["as_of"], name="pace_by_age")]


class WaitWarning(Row):
    """A field whose wait was forecast to pass the center's limit, until it no longer was."""

    center = models.ForeignKey(Center, on_delete=models.PROTECT, related_name="wait_warnings")
    field = models.ForeignKey(Field, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    limit_minutes = models.PositiveSmallIntegerField()
    people = models.PositiveSmallIntegerField()  # whose wait was going to pass it
    passes_at = models.DateTimeField()  # when the first of them will have waited so long
    longest_minutes = models.PositiveSmallIntegerField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["center", "field"], condition=Q(ended_at__isnull=True), name="one_wait_warning"
            )
        ]

    @property
    def journal_stream(self) -> str:
        return self.center.journal_stream

    @property
    def journal_subject(self) -> str:
        return f"hall/{self.center.code}/{self.field_id}"


class CounterPlan(models.Model):
    """Which counters a center needs by half-hour, worked out from its own last weeks by the work process."""

    center = models.OneToOneField(Center, on_delete=models.CASCADE, related_name="+", primary_key=True)
    made_at = models.DateTimeField()
    first_day = models.DateField()
    last_day = models.DateField()
    plan = models.JSONField()  # ``hall.counter_plans`` writes and reads it
