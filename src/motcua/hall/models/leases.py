"""Blocks of numbers lent to kiosks, for the hours in which the server cannot be reached."""

from django.db import models
from django.db.models import Q

from motcua.base.rows import Row
from motcua.domain import leases
from motcua.places.models import Center, Device


class Lease(Row):
    """One block of one series on one day: only this kiosk gives its numbers.

    The block is a place in the series (``domain.leases``), so the unique key alone keeps any two leases
    from sharing a number.
    """

    center = models.ForeignKey(Center, on_delete=models.PROTECT, related_name="leases", db_index=False)
    day = models.DateField()
    series = models.CharField(max_length=1)
    block = models.PositiveIntegerField()
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="leases")
    leased_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["center", "day", "series", "block"], name="block_leased_once"),
            models.CheckConstraint(condition=Q(block__gte=1), name="leased_block_has_no_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.series}{self.numbers[0]}-{self.numbers[-1]}"

    @property
    def numbers(self) -> range:
        return leases.numbers_of(self.block)
