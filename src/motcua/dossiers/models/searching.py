"""The words by which a dossier is found, what an officer looked for, and the lists they keep."""

from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Q

from motcua.base.rows import Row
from motcua.dossiers.models.dossier import Dossier
from motcua.places.models import Center, Unit


class PlainText(models.CharField):
    """Text compared byte by byte on both databases: an index answers what begins with some letters."""

    def db_parameters(self, connection: BaseDatabaseWrapper) -> Any:
        parameters = super().db_parameters(connection)
        return {**parameters, "collation": "C" if connection.vendor == "postgresql" else None}


class SearchWord(models.Model):
    """A word of the applicant's name without marks, or the end of the dossier's code: its number, and its
    day with the number (0010, 261123-0010).

    The database writes them itself (triggers of migration 0002), whoever enters or corrects a name. The
    key is the index: a center's dossiers with a word, in order of their ids, which is that of their entry.
    """

    pk = models.CompositePrimaryKey("center_id", "word", "dossier_id")
    center = models.ForeignKey(
        Center, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    word = PlainText(max_length=200)
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="search_words")

    def __str__(self) -> str:
        return f"a word of {self.dossier_id}"


class SearchQuerySet(models.QuerySet["Search"]):
    def ended(self, now: datetime) -> Self:
        return self.filter(ends_at__lte=now)


class Search(Row):
    """What an officer looks for. It is somebody's name or number, so no address carries it: the pages of
    what was found name this row, which only its officer may open, and which is gone soon."""

    class Kind(models.TextChoices):
        CODE = "code"  # a whole code, or the token of the resident's page
        LAST_DIGITS = "last_digits"  # of a code
        PHONE = "phone"
        IDENTITY = "identity"
        NAME = "name"

    officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=11, choices=Kind.choices)
    text = models.CharField(max_length=200)  # as it was typed
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    objects = SearchQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["ends_at"], name="search_ends")]

    def __str__(self) -> str:
        return f"search {self.pk}"

    @property
    def journal_stream(self) -> str:
        return self.officer.journal_stream

    @property
    def journal_subject(self) -> str:
        return f"search/{self.pk}"


class SavedFilter(Row):
    """A queue narrowed to what an officer wants to see again; theirs alone."""

    officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    queue = models.CharField(max_length=12)
    field = models.CharField(max_length=30, blank=True, default="")  # codes, as grants name them
    procedure = models.CharField(max_length=30, blank=True, default="")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    standing = models.CharField(max_length=10, blank=True, default="")
    period = models.CharField(max_length=10, blank=True, default="")
    text = models.CharField(max_length=100, blank=True, default="")
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["officer", "name"], name="filter_name_once"),
            models.CheckConstraint(condition=~Q(name=""), name="filter_has_a_name"),
        ]

    def __str__(self) -> str:
        return f"filter {self.pk}"

    @property
    def journal_stream(self) -> str:
        return self.officer.journal_stream

    @property
    def journal_subject(self) -> str:
        return f"filter/{self.pk}"
