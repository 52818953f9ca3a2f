"""Tickets with their unique number, and what else their holder came for."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from motcua.base.rows import Row
from motcua.catalogue.models import Field
from motcua.domain import codes
from motcua.places.models import Center, Counter, Point


class TicketQuerySet(models.QuerySet["Ticket"]):
    def waiting(self) -> Self:
        return self.filter(state=Ticket.State.WAITING)

    def visible_to(self, center_code: str | None) -> Self:
        """Tickets of one center; of none for those who have no center."""
        return self.filter(center__commune_id=center_code) if center_code else self.none()


class Ticket(Row):
    """A number in the queue. It holds no name: who it is comes to light only at the counter."""

    class State(models.TextChoices):
        WAITING = "waiting"
        CALLED = "called"
        SERVING = "serving"
        HELD = "held"
        DONE = "done"
        NO_SHOW = "no_show"
        VOID = "void"

    class Lane(models.TextChoices):
        """Why somebody waits; the codes of ``domain.queueing.Lane``."""

        NEW = "new"
        COME_BACK = "come_back"
        RESULT = "result"

    class Source(models.TextChoices):
        KIOSK = "kiosk"
        STAFF = "staff"
        HOME = "home"
        APPOINTMENT = "appointment"
        OFFLINE = "offline"
        API = "api"

    # Keys without an index of their own: those below begin with them, and a number is written in a hurry.
    center = models.ForeignKey(Center, on_delete=models.PROTECT, related_name="tickets", db_index=False)
    day = models.DateField()
    series = models.CharField(max_length=1)
    number = models.PositiveIntegerField()
    field = models.ForeignKey(Field, on_delete=models.PROTECT, related_name="+", db_index=False)
    procedure_code = models.CharField(max_length=30, blank=True, default="")
    dossier_code = models.CharField(max_length=45, blank=True, default="")
    priority = models.CharField(max_length=20, blank=True, default="")  # class of Decree 63/2010 Art 18(8)
    lane = models.CharField(max_length=9, choices=Lane.choices, default=Lane.NEW)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    point = models.ForeignKey(  # the receiving point where it is called; None: the main place
        Point, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    needs = models.JSONField(default=list)  # codes of ``domain.queueing.Skill``
    amount = models.PositiveSmallIntegerField(default=1)  # copies, dossiers: how much work it is
    source = models.CharField(max_length=11, choices=Source.choices, default=Source.KIOSK)
    # A number taken from home is not called before its holder stands in the hall.
    present_at = models.DateTimeField(null=True, blank=True)
    appointment_at = models.DateTimeField(null=True, blank=True)
    drawn = models.PositiveIntegerField(default=0)  # the place drawn at a fair start
    holder = models.CharField(max_length=64, blank=True, default="")  # keyed digest of a phone or card
    agent = models.BooleanField(default=False)  # holds several numbers as an authorised agent
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    token = models.CharField(max_length=32, unique=True)
    press = models.CharField(max_length=64, null=True, blank=True)  # NULL: not from a button
    issued_at = models.DateTimeField()
    # The place in the queue: the first arrival, kept over transfers, missed calls and coming back.
    queued_at = models.DateTimeField()
    # After a missed call: passed over until the center has made so many calls on that day.
    returns_at = models.PositiveIntegerField(default=0)
    counter = models.ForeignKey(
        Counter, on_delete=models.PROTECT, null=True, blank=True, related_name="tickets", db_index=False
    )
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    called_at = models.DateTimeField(null=True, blank=True)
    calls = models.PositiveSmallIntegerField(default=0)
    missed = models.PositiveSmallIntegerField(default=0)
    serving_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    checked_at = models.DateTimeField(null=True, blank=True)  # papers checked before the call
    promised_by = models.DateTimeField(null=True, blank=True)  # the latest moment they were told at first
    note = models.CharField(max_length=200, blank=True, default="")  # to the next clerk; never in the journal
    outcome = models.CharField(max_length=20, blank=True, default="")  # a code, at the end of the visit

    objects = TicketQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["center", "day", "series", "number"], name="number_once"),
            models.UniqueConstraint(fields=["center", "press"], name="press_once"),
            models.UniqueConstraint(
                fields=["counter"],
                condition=Q(state__in=["called", "serving"]),
                name="counter_serves_one",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["called", "serving"]) | Q(counter__isnull=False),
                name="called_to_a_counter",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("issued_at")), name="ends_after_issue"
            ),
            models.UniqueConstraint(
                fields=["center", "day", "holder"],
                condition=Q(agent=False, state__in=["waiting", "called", "serving", "held"]) & ~Q(holder=""),
                name="one_active_number_a_person",
            ),
        ]
        indexes = [
            # Today's line, and what stands at a counter, are a few rows however many old tickets there are.
            # Not partial: SQLite matches a partial index only with literals, and Django sends parameters.
            models.Index(fields=["center", "state", "day"], name="ticket_in_line"),
            models.Index(fields=["counter", "state"], name="ticket_at_counter"),
            models.Index(fields=["center", "day", "called_at"], name="ticket_last_called"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """As people read it: A015."""
        return codes.ticket_number(self.series, self.number)

    @property
    def journal_stream(self) -> str:
        return self.center.journal_stream

    @property
    def journal_subject(self) -> str:
        return f"ticket/{self.pk}"


class Errand(Row):
    """Something else the holder of a number came for: the rest of the basket, in order.

    The ticket itself carries what is done now; when that is finished the next errand takes its place.
    """

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="errands")
    position = models.PositiveSmallIntegerField()
    field = models.ForeignKey(Field, on_delete=models.PROTECT, related_name="+")
    procedure_code = models.CharField(max_length=30, blank=True, default="")
    amount = models.PositiveSmallIntegerField(default=1)
    begun_at = models.DateTimeField(null=True, blank=True)  # when it became what the ticket is for

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["ticket", "position"], name="errand_position_once")]
