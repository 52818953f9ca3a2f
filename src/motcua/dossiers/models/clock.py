"""The ledger of a dossier's clock."""

from django.db import models

from motcua.catalogue.models import Channel
from motcua.dossiers.models.dossier import Dossier
from motcua.places.models import CalendarVersion


class ClockEntryManager(models.Manager["ClockEntry"]):
    """Reads a row with the version of the calendar it names, whose content every process keeps."""

    def get_queryset(self) -> models.QuerySet["ClockEntry"]:
        return super().get_queryset().select_related("calendar").defer("calendar__content")


class ClockEntry(models.Model):
    """One line of the clock ledger; the due date is always the replay of these lines.

    The receipt and a change of the calendar name the version that counts from there on.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="clock_entries")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=24)
    at = models.DateTimeField()
    channel = models.CharField(max_length=8, choices=Channel.choices, blank=True, default="")
    until = models.DateTimeField(null=True, blank=True)  # extended to, or the right instant of a correction
    calendar = models.ForeignKey(  # without an index: a version has nearly every dossier
        CalendarVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    corrects = models.PositiveSmallIntegerField(null=True, blank=True)  # position of the row put right
    # The dossier's term until a row that moved it to another revision: the law's, and the shorter promise.
    former_value = models.PositiveSmallIntegerField(null=True, blank=True)
    former_unit = models.CharField(max_length=14, blank=True, default="")
    former_promise = models.PositiveSmallIntegerField(null=True, blank=True)
    reason_vi = models.CharField(max_length=300, blank=True, default="")
    reason_en = models.CharField(max_length=300, blank=True, default="")
    basis = models.CharField(max_length=120, blank=True, default="")  # the text or decision behind it
    recorded_at = models.DateTimeField()
    actor = models.CharField(max_length=52)

    objects = ClockEntryManager()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["dossier", "position"], name="clock_entry_once")]
