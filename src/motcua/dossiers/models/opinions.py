"""Opinions asked of other units while a dossier is worked on: parallel to its steps, each with its term."""

from datetime import date, datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from motcua.base.rows import Row
from motcua.domain.states import OPEN_STATES
from motcua.domain.term import Unit as TermUnit
from motcua.dossiers.models.dossier import Dossier
from motcua.dossiers.models.steps import Step
from motcua.people.models import Officer, Role
from motcua.places.models import Unit

OPEN = Q(answered_at__isnull=True, silence_at__isnull=True, set_aside_at__isnull=True)
"""Waited for: neither answered, nor recorded as silent, nor set aside by who signs."""


class OpinionQuerySet(models.QuerySet["Opinion"]):
    def open(self) -> Self:
        return self.filter(OPEN)

    def overdue(self, now: datetime) -> Self:
        """The term has passed and nobody has recorded the silence yet."""
        return self.open().filter(due_at__lt=now, dossier__state__in=OPEN_STATES)

    def asked_of(self, officers: list[Officer], day: date) -> Self:
        """What the units of these officers are asked and have not answered; late answers still count."""
        units = [
            post.unit_id for officer in officers for post in officer.posts_on(day) if post.role in ANSWERING
        ]
        waiting = self.filter(answered_at__isnull=True, set_aside_at__isnull=True)
        return waiting.filter(unit__in=units, dossier__state__in=OPEN_STATES)

    def silent(self) -> Self:
        """The unit let the term pass, and the dossier is still open: the head of the one-stop is told."""
        return self.filter(
            silence_at__isnull=False,
            answered_at__isnull=True,
            set_aside_at__isnull=True,
            dossier__state__in=OPEN_STATES,
        )


ANSWERING = (Role.SPECIALIST, Role.HEAD_OF_UNIT, Role.LEADER, Role.CLERK, Role.CENTER_HEAD)
"""Posts under which a unit answers."""


class Opinion(Row):
    """One unit is asked one question, with its five clears (Decree 61/2018 Art 19(5)).

    Who: ``unit`` and the ``role`` that answers for it. What: the question. Authority, ``due_at``, expected
    result as with a step. ``pausing_basis``: the law by which the dossier's clock stands still meanwhile;
    empty where it runs on, as it does unless a law says so.
    """

    class Answer(models.TextChoices):
        AGREE = "agree"
        DISAGREE = "disagree"
        OTHER = "other"

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="opinions")
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="opinions")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=14, choices=Role.choices)
    question = models.CharField(max_length=1000)
    authority = models.CharField(max_length=200)
    expected_vi = models.CharField(max_length=200)
    expected_en = models.CharField(max_length=200, blank=True, default="")
    term_value = models.PositiveSmallIntegerField()
    term_unit = models.CharField(max_length=14, choices=[(u.value, u.name) for u in TermUnit])
    due_at = models.DateTimeField()
    pausing_basis = models.CharField(max_length=120, blank=True, default="")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=8, choices=Answer.choices, blank=True, default="")
    text = models.CharField(max_length=2000, blank=True, default="")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_for = models.ForeignKey(  # the absent officer for whom a substitute answered
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    silence_at = models.DateTimeField(null=True, blank=True)
    silence_actor = models.CharField(max_length=52, blank=True, default="")
    set_aside_at = models.DateTimeField(null=True, blank=True)
    set_aside_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    set_aside_reason = models.CharField(max_length=500, blank=True, default="")

    objects = OpinionQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "unit"], condition=OPEN, name="opinion_asked_once"),
            models.CheckConstraint(
                condition=~Q(role="") & ~Q(question="") & ~Q(authority="") & ~Q(expected_vi=""),
                name="opinion_has_five_clears",
            ),
            models.CheckConstraint(condition=Q(due_at__gt=F("asked_at")), name="opinion_has_its_term"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, answer="")
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
                name="opinion_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(silence_at__isnull=True) | Q(silence_at__gt=F("due_at")),
                name="opinion_silent_after_its_term",
            ),
            models.CheckConstraint(
                condition=Q(set_aside_at__isnull=True, set_aside_by__isnull=True, set_aside_reason="")
                | (Q(set_aside_at__isnull=False, set_aside_by__isnull=False) & ~Q(set_aside_reason="")),
                name="opinion_set_aside_with_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["unit", "due_at"], name="opinion_turn", condition=Q(answered_at__isnull=True)
            ),
            models.Index(fields=["due_at"], name="opinion_by_due", condition=OPEN),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} asked of {self.unit_id}"

    @property
    def is_open(self) -> bool:
        return self.answered_at is None and self.silence_at is None and self.set_aside_at is None

    def expected_in(self, language: str) -> str:
        return self.expected_en if language.startswith("en") and self.expected_en else self.expected_vi
