"""Daily facts of each commune's center."""

from django.db import models

from motcua.places.models import Commune


class DailyFact(models.Model):
    """One commune on one day. Counted from its own rows, or reported by a center that works elsewhere."""

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="daily_facts")
    day = models.DateField()
    waiting = models.PositiveIntegerField(default=0)  # numbers waiting now
    tickets = models.PositiveIntegerField(default=0)  # numbers given
    received = models.PositiveIntegerField(default=0)
    returned = models.PositiveIntegerField(default=0)
    in_process = models.PositiveIntegerField(default=0)  # at the end of the day, or now
    due_soon = models.PositiveIntegerField(default=0)
    overdue = models.PositiveIntegerField(default=0)
    is_counted = models.BooleanField(default=True)  # False: reported in sum (the demo's other communes)
    as_of = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["commune", "day"], name="fact_once_a_day")]
        indexes = [models.Index(fields=["day"], name="fact_by_day")]

    def __str__(self) -> str:
        return f"{self.commune_id} {self.day}"

    @property
    def overdue_share(self) -> float:
        """Of what lies in process, the part that is past its date: 0 to 1."""
        return self.overdue / self.in_process if self.in_process else 0.0
