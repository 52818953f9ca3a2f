"""A dossier that the law moved to a new revision of its procedure."""

from django.db import models
from django.db.models import F, Q

from motcua.base.rows import Row
from motcua.catalogue.models import Revision
from motcua.dossiers.models.dossier import Dossier


class RevisionMove(Row):
    """From which revision to which, on which provision of law, and what it did to the date. Never changed."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="revision_moves")
    before = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    legal_basis = models.CharField(max_length=120)
    due_before = models.DateTimeField()
    due_after = models.DateTimeField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=52)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(legal_basis=""), name="revision_move_has_its_basis"),
            models.CheckConstraint(condition=~Q(before=F("after")), name="revision_move_changes_it"),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.before_id} {self.after_id}"
