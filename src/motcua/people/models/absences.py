"""Who is away, from when to when, and who stands in."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from motcua.base.rows import Row
from motcua.people.models.officers import Officer


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def on(self, day: date) -> Self:
        """The absences that run on that day; one ended early runs to the day before the return."""
        still_away = Q(back_on__isnull=True) | Q(back_on__gt=day)
        return self.filter(still_away, begins_on__lte=day, ends_on__gte=day)

    def touching(self, first: date, last: date) -> Self:
        """The absences with at least one day within these two days, both included."""
        really = Q(back_on__isnull=True) | (Q(back_on__gt=F("begins_on")) & Q(back_on__gt=first))
        return self.filter(really, begins_on__lte=last, ends_on__gte=first)


class Absence(Row):
    """An officer is away on these days of the center, both included; why is nobody's business here.

    ``substitute`` takes the officer's turns meanwhile. Who signs does so on a delegation of its own
    (``Grant.absence``; Law 72/2025/QH15 Art 14): standing in gives no authority.
    ``back_on`` is the first day at work again where the absence ended before its last day.
    """

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="absences")
    begins_on = models.DateField()
    ends_on = models.DateField()
    substitute = models.ForeignKey(
        Officer, on_delete=models.PROTECT, null=True, blank=True, related_name="substitutions"
    )
    back_on = models.DateField(null=True, blank=True)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        ordering = ["begins_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("begins_on")), name="absence_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(back_on__isnull=True) | Q(back_on__gte=F("begins_on"), back_on__lte=F("ends_on")),
                name="absence_ends_early_within_it",
            ),
            models.CheckConstraint(
                condition=Q(substitute__isnull=True) | ~Q(substitute=F("officer")),
                name="absence_nobody_stands_in_for_themselves",
            ),
        ]
        indexes = [
            models.Index(fields=["officer", "ends_on"], name="absence_of_officer"),
            models.Index(
                fields=["substitute", "ends_on"],
                name="absence_by_substitute",
                condition=Q(substitute__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"absence of {self.officer_id} from {self.begins_on}"

    @property
    def journal_stream(self) -> str:
        return self.officer.journal_stream

    @property
    def journal_subject(self) -> str:
        return f"absence/{self.pk}"

    def runs_on(self, day: date) -> bool:
        return self.begins_on <= day <= self.ends_on and (self.back_on is None or day < self.back_on)
