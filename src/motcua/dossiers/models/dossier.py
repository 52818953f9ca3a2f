"""The dossier: one request, and whose it is."""

from datetime import date, datetime
from typing import Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from motcua.base.rows import Row
from motcua.catalogue.models import Channel, Revision
from motcua.domain.clock import Deadline
from motcua.domain.delivery import Way
from motcua.domain.states import OPEN_STATES, RUNNING_STATES, State, StopKind
from motcua.hall.models import Ticket
from motcua.people.models import Officer, Role
from motcua.places.models import Center, Unit

PROVINCE_ROLES = (Role.PROVINCE, Role.WORKING_GROUP, Role.DEPARTMENT)
WAYS = [(way.value, way.name) for way in Way]


def centers_of(officer: Officer, day: date) -> list[UUID]:
    """The centers of the communes that the officer works for that day, by id; none for the province."""
    communes = {post.unit.commune for post in officer.posts_on(day) if post.unit.commune}
    return sorted(commune.center.pk for commune in communes)


class DossierQuerySet(models.QuerySet["Dossier"]):
    def open(self) -> Self:
        return self.filter(state__in=OPEN_STATES)

    def visible_to(self, officer: Officer, day: date) -> Self:
        """What an officer may know of: their own commune's dossiers; the province sees all of them."""
        posts = officer.posts_on(day)
        if any(post.role in PROVINCE_ROLES for post in posts):
            return self.all()
        return self.filter(center__in=centers_of(officer, day))

    def overdue(self, now: datetime) -> Self:
        """Late in the law's sense: whose term runs and has run out; who waits for the applicant is not."""
        return self.filter(state__in=RUNNING_STATES, due_at__lt=now)


class Dossier(Row):
    """One request, on the revision of its day.

    ``state`` is the fold of its ``Movement`` rows; triggers refuse any other. The dates are a cache of
    the ledger's replay: ``due_at`` is the appointment (the province's promised term where there is one,
    else the legal term), ``due_original`` the same without the extension, ``legal_due_at`` the end of the
    legal term. Until the dossier is accepted they say by when somebody must answer.
    """

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
    stop_kind = models.CharField(max_length=20, choices=[(k.value, k.name) for k in StopKind], blank=True)
    moves = models.PositiveSmallIntegerField(default=0)  # how many movements led here
    term_value = models.PositiveSmallIntegerField()
    term_unit = models.CharField(max_length=14)
    promised_value = models.PositiveSmallIntegerField(null=True, blank=True)  # in term_unit
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField()
    due_original = models.DateTimeField()
    legal_due_at = models.DateTimeField()
    counted_from = models.DateTimeField()  # the first counted instant of the present count
    next_warning_at = models.DateTimeField(null=True, blank=True)  # when to look at it (dossiers.watching)
    processed_at = models.DateTimeField(null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    return_way = models.CharField(max_length=10, choices=WAYS, default=Way.COUNTER)
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
            models.CheckConstraint(
                condition=Q(state=State.STOPPED, stop_kind__in=list(StopKind))
                | (~Q(state=State.STOPPED) & Q(stop_kind="")),
                name="stopped_has_its_kind",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at", "code"], name="dossier_open_by_due", condition=Q(state__in=OPEN_STATES)
            ),
            models.Index(
                fields=["center", "due_at", "id"],
                name="dossier_open_here",
                condition=Q(state__in=OPEN_STATES),
            ),
            models.Index(fields=["center", "due_at", "code"], name="dossier_here_by_due"),
            models.Index(fields=["due_at", "code"], name="dossier_by_due"),
            models.Index(
                fields=["next_warning_at"],
                name="dossier_to_look_at",
                condition=Q(next_warning_at__isnull=False),
            ),
            models.Index(fields=["center", "state", "due_at", "id"], name="dossier_of_center"),
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
    # Where the post brings the result; empty: it does not, or to the address and phone above.
    post_address = models.CharField(max_length=300, blank=True, default="")
    post_phone = models.CharField(max_length=20, blank=True, default="")

    class Meta:
        indexes = [
            models.Index(fields=["identity_number"], name="applicant_by_identity"),
            models.Index(fields=["phone"], name="applicant_by_phone"),
        ]

    def __str__(self) -> str:
        return f"applicant of {self.dossier_id}"
