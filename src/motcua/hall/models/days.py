"""A hall's day: the lock that puts everything in one order, the calls made, the numbers given, the draw."""

from django.db import models

from motcua.base.rows import Row
from motcua.places.models import Center


class Series(models.Model):
    """The last number given in one series of one center on one day; its row lock makes numbers unique."""

    center = models.ForeignKey(Center, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    letter = models.CharField(max_length=1)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["center", "day", "letter"], name="series_once_a_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.letter} {self.last}"


class HallDay(models.Model):
    """One row per center and day: everybody who changes the line locks it first (``hall.locking``), so
    that what the journal says happened in that order. It counts the calls of the day."""

    center = models.ForeignKey(Center, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    made = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["center", "day"], name="hall_day_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.made}"


class Draw(Row):
    """The fair start by lot: who had come before ``drawn_at`` was put in an order nobody could choose.

    The seed is the hash of the journal's last event before the draw, so that anybody can repeat it;
    ``order`` is the numbers as published, A007 first.
    """

    center = models.ForeignKey(Center, on_delete=models.PROTECT, related_name="draws")
    day = models.DateField()
    drawn_at = models.DateTimeField()
    seed = models.CharField(max_length=64)
    order = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["center", "drawn_at"], name="drawn_once_a_moment")]
        indexes = [models.Index(fields=["center", "day"], name="draw_of_day")]

    @property
    def journal_stream(self) -> str:
        return self.center.journal_stream

    @property
    def journal_subject(self) -> str:
        return f"draw/{self.pk}"
