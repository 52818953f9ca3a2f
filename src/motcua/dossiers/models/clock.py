"""The ledger of a dossier's clock."""

from django.db import models

from motcua.catalogue.models import Channel
from motcua.dossiers.models.dossier import Dossier


class ClockEntry(models.Model):
    """One line of the clock ledger; the due date is always the replay of these lines."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="clock_entries")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=24)
    at = models.DateTimeField()
    channel = models.CharField(max_length=8, choices=Channel.choices, blank=True, default="")
    until = models.DateTimeField(null=True, blank=True)  # extended to, or the right instant of a correction
    corrects = models.PositiveSmallIntegerField(null=True, blank=True)  # position of the row put right
    reason_vi = models.CharField(max_length=300, blank=True, default="")
    reason_en = models.CharField(max_length=300, blank=True, default="")
    basis = models.CharField(max_length=120, blank=True, default="")  # the text or decision behind it
    recorded_at = models.DateTimeField()
    actor = models.CharField(max_length=52)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["dossier", "position"], name="clock_entry_once")]
