"""The official forms that were issued: what each said, under which number."""

from django.conf import settings
from django.db import models

from motcua.base.rows import Row
from motcua.dossiers.models.dossier import Dossier
from motcua.places.models import Center


class FormKind(models.TextChoices):
    """What a form is for; the number and the symbol that go with it are data (``forms/forms.json``)."""

    RECEIPT = "receipt"
    SUPPLEMENT = "supplement"
    REFUSAL = "refusal"
    APOLOGY = "apology"
    STOPPING = "stopping"


class FormSeries(models.Model):
    """The last number of one form in one center and year: the row lock that leaves no gap."""

    center = models.ForeignKey(Center, on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=12, choices=FormKind.choices)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["center", "form", "year"], name="form_series_once_a_year")
        ]


class IssuedForm(Row):
    """A form as it was issued. Its words are kept, so no later change of a name or a rule changes a paper.

    The PDF is made from ``words`` whenever it is asked for; ``digest`` is the words' SHA-256. The database
    refuses to change a row.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="issued_forms")
    center = models.ForeignKey(Center, on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=12, choices=FormKind.choices)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    symbol = models.CharField(max_length=60)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    is_electronic = models.BooleanField(default=False)
    words = models.JSONField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["issued_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["center", "form", "year", "number"], name="form_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.symbol}"
