"""Whose turn it is: the steps of a dossier, each with its five clears."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from motcua.base.rows import Row
from motcua.domain.states import WAITING_STATES
from motcua.dossiers.models.dossier import Dossier
from motcua.people.absences import substituted_by
from motcua.people.models import Absence, Officer, Post, Role
from motcua.places.models import Unit

TURNS_A_ROUND = 100
"""More than any process has steps."""


class StepQuerySet(models.QuerySet["Step"]):
    def open(self) -> Self:
        return self.filter(done_at__isnull=True)

    def for_officer(self, officer: Officer, day: date) -> Self:
        """The steps whose turn it is for this officer: theirs by name, or their post's and nobody's yet.

        Those of whoever they stand in for that day too. Not those of a dossier that waits for the
        applicant: nobody here can act on it now.
        """
        mine = Q()
        for person in (officer, *substituted_by(officer, day)):
            mine |= Q(officer=person)
            for post in person.posts_on(day):
                mine |= Q(officer__isnull=True, role=post.role, unit_id=post.unit_id)
        return self.open().filter(mine).exclude(dossier__state__in=WAITING_STATES)

    def with_people(self, day: date) -> Self:
        """Adds the names that make people clear: ``sole_holder``, who it is when one officer alone holds the
        post whose turn it is, and ``substitute``, who acts that day where that one or the named is away.
        """
        held = Post.objects.held_on(day).filter(officer__is_active=True)
        held = held.filter(unit=OuterRef("unit"), role=OuterRef("role"))
        alone = held.values("unit").annotate(count=Count("officer", distinct=True)).filter(count=1)
        away = Absence.objects.on(day).filter(substitute__is_active=True)
        meanwhile = away.filter(officer=OuterRef("whose")).values("substitute__name_vi")
        return self.alias(whose=Coalesce("officer", Subquery(held.values("officer")[:1]))).annotate(
            sole_holder=Subquery(alone.annotate(name=Min("officer__name_vi")).values("name")),
            substitute=Subquery(meanwhile[:1]),
        )


class Step(Row):
    """A step whose turn has come, with its five clears; the database refuses one that lacks any.

    Who: unit, role and (once assigned) officer. What: the act and name. Authority: the text that
    puts it there. When: ``due_at``. Result: what must exist at the end (Decree 315/2025: one lead person).
    """

    class Outcome(models.TextChoices):
        DONE = "done"
        SENT_BACK = "sent_back"
        TAKEN_BACK = "taken_back"  # by whoever had done the step before
        ENDED = "ended"  # the dossier was withdrawn or stopped meanwhile

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="steps")
    position = models.PositiveSmallIntegerField()
    round = models.PositiveSmallIntegerField(default=1)  # one more each time the dossier goes back
    act = models.CharField(max_length=10)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=14, choices=Role.choices)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="steps"
    )
    name_vi = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True, default="")
    authority = models.CharField(max_length=200)
    authority_en = models.CharField(max_length=200, blank=True, default="")
    expected_vi = models.CharField(max_length=200)
    expected_en = models.CharField(max_length=200, blank=True, default="")
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,  # step_done
    )
    done_for = models.ForeignKey(  # the absent officer whose turn a substitute took
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True, default="")
    note = models.CharField(max_length=500, blank=True, default="")  # to the next officer

    objects = StepQuerySet.as_manager()

    class Meta:
        ordering = ["round", "position"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "position", "round"], name="step_once"),
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(done_at__isnull=True), name="one_step_at_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(name_vi="") & ~Q(authority="") & ~Q(expected_vi="") & ~Q(role=""),
                name="step_has_five_clears",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, outcome="")
                | (Q(done_at__isnull=False, done_by__isnull=False) & ~Q(outcome="")),
                name="done_by_somebody",
            ),
        ]
        indexes = [
            models.Index(
                fields=["unit", "role", "due_at", "id"], name="step_turn", condition=Q(done_at__isnull=True)
            ),
            models.Index(
                fields=["unit", "role", "due_at", "id"],
                name="step_nobodys",
                condition=Q(done_at__isnull=True, officer__isnull=True),
            ),
            models.Index(
                fields=["officer", "due_at", "id"], name="step_mine", condition=Q(done_at__isnull=True)
            ),
            models.Index(fields=["done_by", "done_at", "id"], name="step_done"),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.position} {self.act}"

    @property
    def turn(self) -> int:
        """What a page shows and sends back: the same position in a later round is another turn."""
        return (self.round - 1) * TURNS_A_ROUND + self.position

    def name_in(self, language: str) -> str:
        return self.name_en if language.startswith("en") and self.name_en else self.name_vi

    def authority_in(self, language: str) -> str:
        return self.authority_en if language.startswith("en") and self.authority_en else self.authority

    def expected_in(self, language: str) -> str:
        return self.expected_en if language.startswith("en") and self.expected_en else self.expected_vi
