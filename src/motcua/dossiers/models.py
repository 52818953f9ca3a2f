"""The dossier and what happened to it: ledger of its clock, papers, steps, decision, result, return."""

from datetime import date, datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Min, OuterRef, Q, Subquery

from motcua.base.rows import Row
from motcua.catalogue.models import Channel, Document, Revision
from motcua.domain.clock import Deadline
from motcua.domain.states import OPEN_STATES, State
from motcua.hall.models import Ticket
from motcua.people.models import Grant, Officer, Post, Role
from motcua.places.models import Center, Unit


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


class DossierQuerySet(models.QuerySet["Dossier"]):
    def open(self) -> Self:
        return self.filter(state__in=OPEN_STATES)

    def visible_to(self, officer: Officer, day: date) -> Self:
        """What an officer may know of: their own commune's dossiers; the province sees all of them."""
        posts = officer.posts_on(day)
        if any(post.role in PROVINCE_ROLES for post in posts):
            return self.all()
        communes = [post.unit.commune_id for post in posts if post.unit.commune_id]
        return self.filter(center__commune__in=communes)

    def overdue(self, now: datetime) -> Self:
        return self.open().filter(due_at__lt=now)


PROVINCE_ROLES = (Role.PROVINCE, Role.WORKING_GROUP, Role.DEPARTMENT)


class Dossier(Row):
    """One request. ``due_at`` is a cache of the ledger's replay; ``due_original`` never changes."""

    code = models.CharField(max_length=45, unique=True)
    token = models.CharField(max_length=32, unique=True)
    center = models.ForeignKey(Center, on_delete=models.PROTECT, related_name="dossiers")
    competent_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="dossiers")
    ticket = models.ForeignKey(
        Ticket, on_delete=models.PROTECT, null=True, blank=True, related_name="dossiers"
    )
    channel = models.CharField(max_length=8, choices=Channel.choices)
    state = models.PositiveSmallIntegerField(choices=[(s.value, s.name) for s in State])
    term_value = models.PositiveSmallIntegerField()
    term_unit = models.CharField(max_length=14)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField()
    due_original = models.DateTimeField()
    processed_at = models.DateTimeField(null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    fee = models.PositiveIntegerField(default=0)  # whole dong
    fee_note = models.CharField(max_length=20, blank=True, default="")
    answers = models.JSONField(default=dict, blank=True)
    reckoned: Deadline | None = None  # just replayed in this process, with its reasons; not stored

    objects = DossierQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "code"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=State.RETURNED) | Q(returned_at__isnull=False, processed_at__isnull=False),
                name="returned_has_its_times",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.PROCESSED) | Q(processed_at__isnull=False),
                name="processed_has_its_time",
            ),
            models.CheckConstraint(condition=Q(due_at__gte=F("received_at")), name="due_after_reception"),
        ]
        indexes = [
            models.Index(
                fields=["due_at", "code"], name="dossier_open_by_due", condition=Q(state__in=OPEN_STATES)
            ),
            models.Index(fields=["center", "state", "due_at"], name="dossier_of_center"),
            models.Index(fields=["center", "received_at"], name="dossier_by_reception"),
            models.Index(
                fields=["center", "returned_at"],
                name="dossier_by_return",
                condition=Q(returned_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def journal_stream(self) -> str:
        return self.center.journal_stream

    @property
    def journal_subject(self) -> str:
        return f"dossier/{self.code}"


class Applicant(models.Model):
    """Whose request it is. Personal data: shown to those who handle the dossier, never in public."""

    class Kind(models.TextChoices):
        PERSON = "person"
        FOREIGNER = "foreigner"
        ORGANISATION = "organisation"

    dossier = models.OneToOneField(
        Dossier, on_delete=models.CASCADE, primary_key=True, related_name="applicant"
    )
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.PERSON)
    name = models.CharField(max_length=200)
    name_search = models.CharField(max_length=200)  # folded
    identity_number = models.CharField(max_length=14, blank=True, default="")
    born_on = models.DateField(null=True, blank=True)
    address = models.CharField(max_length=300, blank=True, default="")
    phone = models.CharField(max_length=20, blank=True, default="")
    email = models.EmailField(blank=True, default="")
    # Somebody else files on the applicant's authority (Form 01, "nếu được ủy quyền").
    agent_name = models.CharField(max_length=200, blank=True, default="")
    agent_identity_number = models.CharField(max_length=14, blank=True, default="")
    agent_paper = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        indexes = [
            models.Index(fields=["identity_number"], name="applicant_by_identity"),
            models.Index(fields=["phone"], name="applicant_by_phone"),
        ]

    def __str__(self) -> str:
        return f"applicant of {self.dossier_id}"


class ClockEntry(models.Model):
    """One line of the clock ledger; the due date is always the replay of these lines."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="clock_entries")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=24)
    at = models.DateTimeField()
    channel = models.CharField(max_length=8, choices=Channel.choices, blank=True, default="")
    until = models.DateTimeField(null=True, blank=True)  # extended to
    recorded_at = models.DateTimeField()
    actor = models.CharField(max_length=52)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["dossier", "position"], name="clock_entry_once")]


class Paper(models.Model):
    """A document handed over: which component of the procedure, in which form, how many."""

    class Kind(models.TextChoices):
        ORIGINAL = "original"
        COPY = "copy"
        CERTIFIED = "certified"
        ELECTRONIC = "electronic"
        SHOWN = "shown"

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="papers")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    count = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["document__position"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "document", "kind"], name="paper_once"),
            models.CheckConstraint(condition=Q(count__gte=1), name="paper_at_least_one"),
        ]


class StepQuerySet(models.QuerySet["Step"]):
    def open(self) -> Self:
        return self.filter(done_at__isnull=True)

    def for_officer(self, officer: Officer, day: date) -> Self:
        """The steps whose turn it is for this officer: theirs by name, or their post's and nobody's yet."""
        mine = Q(officer=officer)
        for post in officer.posts_on(day):
            mine |= Q(officer__isnull=True, role=post.role, unit_id=post.unit_id)
        return self.open().filter(mine)

    def with_sole_holder(self, day: date) -> Self:
        """Adds ``sole_holder``: who it is when one officer alone holds the post whose turn it is.

        Clear people: such a step names its person although nobody assigned it.
        """
        holders = (
            Post.objects.held_on(day)
            .filter(unit=OuterRef("unit"), role=OuterRef("role"), officer__is_active=True)
            .values("unit")
            .annotate(count=Count("officer", distinct=True), name=Min("officer__name_vi"))
            .filter(count=1)
        )
        return self.annotate(sole_holder=Subquery(holders.values("name")))


class Step(Row):
    """A step whose turn has come, with its five clears; the database refuses one that lacks any.

    Who: unit, role and (once assigned) officer. What: the act and name. Authority: the text that
    puts it there. When: ``due_at``. Result: what must exist at the end (Decree 315/2025: one lead person).
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="steps")
    position = models.PositiveSmallIntegerField()
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
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.CharField(max_length=500, blank=True, default="")  # to the next officer

    objects = StepQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "position"], name="step_once"),
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(done_at__isnull=True), name="one_step_at_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(name_vi="") & ~Q(authority="") & ~Q(expected_vi="") & ~Q(role=""),
                name="step_has_five_clears",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(done_by__isnull=False), name="done_by_somebody"
            ),
        ]
        indexes = [
            models.Index(
                fields=["unit", "role", "due_at"], name="step_turn", condition=Q(done_at__isnull=True)
            ),
            models.Index(fields=["officer", "due_at"], name="step_mine", condition=Q(done_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.position} {self.act}"

    def name_in(self, language: str) -> str:
        return self.name_en if language.startswith("en") and self.name_en else self.name_vi

    def authority_in(self, language: str) -> str:
        return self.authority_en if language.startswith("en") and self.authority_en else self.authority

    def expected_in(self, language: str) -> str:
        return self.expected_en if language.startswith("en") and self.expected_en else self.expected_vi


class Decision(models.Model):
    """What the competent person decided, with the instrument that made them competent that day."""

    class Kind(models.TextChoices):
        GRANTED = "granted"
        REFUSED = "refused"

    dossier = models.OneToOneField(
        Dossier, on_delete=models.PROTECT, primary_key=True, related_name="decision"
    )
    kind = models.CharField(max_length=8, choices=Kind.choices)
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="decisions")
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    reason = models.CharField(max_length=1000, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="refused") | ~Q(reason=""), name="refusal_gives_its_reason"
            )
        ]


class Result(models.Model):
    """The numbered and issued result (the clerk's step); from now on the dossier counts as processed."""

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, primary_key=True, related_name="result")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    symbol = models.CharField(max_length=30)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "year", "number"], name="result_number_once")]

    @property
    def text(self) -> str:
        return f"{self.number}/{self.symbol}"


class Return(models.Model):
    """The hand-over of the result with proof of identity; a lost receipt does not block it."""

    class Proof(models.TextChoices):
        IDENTITY_CARD = "identity_card"
        VNEID = "vneid"
        PASSPORT = "passport"
        RECEIPT_AND_CARD = "receipt_and_card"

    dossier = models.OneToOneField(
        Dossier, on_delete=models.PROTECT, primary_key=True, related_name="handover"
    )
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    receiver_name = models.CharField(max_length=200)
    receiver_identity_number = models.CharField(max_length=14)
    proof = models.CharField(max_length=20, choices=Proof.choices)
    is_agent = models.BooleanField(default=False)
    paper = models.CharField(max_length=200, blank=True, default="")  # the authorisation shown
