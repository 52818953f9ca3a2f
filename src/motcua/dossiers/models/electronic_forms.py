"""The electronic originals of official forms: asked for, then made and sealed off the request's path."""

from django.db import models
from django.db.models import Q

from motcua.base.models import StoredFile
from motcua.base.rows import Row
from motcua.dossiers.models.dossier import Dossier
from motcua.dossiers.models.forms import IssuedForm
from motcua.places.models import Center


class ElectronicForm(Row):
    """One form as a file with the organisation's seal (Decree 30/2020/NĐ-CP Art 5).

    The paper that is printed and signed by hand is not this one. Asked for (``asked_at``), then the work
    process makes, seals and keeps it; ``failure`` is why it could not, as a refusal's code: ``key_missing``,
    ``key_expired``. Once sealed it stays as it is; the database refuses any change.
    """

    class Form(models.TextChoices):
        """The forms of the circular by their names in ``forms/forms.json``; ``notice``: of a refusal."""

        RECEIPT = "receipt"
        SUPPLEMENT = "supplement"
        REFUSAL = "refusal"
        APOLOGY = "apology"
        STOPPING = "stopping"
        CONTROL = "control"
        REGISTER = "register"
        NOTICE = "notice"

    center = models.ForeignKey(Center, on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(  # none: the register is of all dossiers of a period
        Dossier, on_delete=models.PROTECT, null=True, blank=True, related_name="electronic_forms"
    )
    form = models.CharField(max_length=12, choices=Form.choices)
    issued = models.OneToOneField(  # of the forms 02-05, and of a receipt that was issued again
        IssuedForm, on_delete=models.PROTECT, null=True, blank=True, related_name="electronic"
    )
    symbol = models.CharField(max_length=60)
    begins_on = models.DateField(null=True, blank=True)  # the register's period
    ends_on = models.DateField(null=True, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=52)  # kind and id, as ``moving.actor_text`` has them
    authenticity = models.CharField(max_length=10)  # domain/authenticity.py
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sealed_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=20, blank=True, default="")

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(file__isnull=True, sealed_at__isnull=True)
                | Q(file__isnull=False, sealed_at__isnull=False, failure=""),
                name="sealed_is_kept",
            ),
            models.CheckConstraint(
                condition=Q(
                    form="register", dossier__isnull=True, begins_on__isnull=False, ends_on__isnull=False
                )
                | (~Q(form="register") & Q(dossier__isnull=False)),
                name="form_is_of_something",
            ),
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(form="receipt", issued__isnull=True), name="one_first_receipt"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.symbol}"

    @property
    def journal_stream(self) -> str:
        return self.center.journal_stream

    @property
    def journal_subject(self) -> str:
        return f"form/{self.pk}"
