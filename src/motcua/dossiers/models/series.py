"""Row locks that give gap-free numbers: codes of dossiers, numbers of results."""

from django.db import models

from motcua.places.models import Unit


class CodeSeries(models.Model):
    """The last serial of one unit on one day: the row lock that makes dossier codes unique."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "day"], name="code_series_once_a_day")]


class ResultSeries(models.Model):
    """The last number of a unit's results in one year."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "year"], name="result_series_once_a_year")]
