"""Tickets with their unique number, the series that numbers them, duties at counters, and calls."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from motcua.base.rows import Row
from motcua.catalogue.models import Field
from motcua.domain import codes
from motcua.places.models import Center, Counter


class Series(models.Model):
    """The last number given in one series of one center on one day; its row lock makes numbers unique."""

    center = models.ForeignKey(Center, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    letter = models.CharField(max_length=1)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["center", "day", "letter"], name="series_once_a_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.letter} {self.last}"


class Calls(models.Model):
    """How many calls a center has made on a day; its row lock puts the calls of a center in one order."""

    center = models.ForeignKey(Center, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    made = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["center", "day"], name="calls_once_a_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.made}"


class Duty(Row):
    """An officer keeps a counter open, from opening to closing; a counter has one officer at a time."""

    counter = models.ForeignKey(Counter, on_delete=models.PROTECT, related_name="duties")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="duties")
    fields = models.JSONField(default=list)  # codes of the fields served; empty: all
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    favoured_run = models.PositiveSmallIntegerField(default=0)  # favoured people called in a row until now

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["counter"], condition=Q(closed_at__isnull=True), name="counter_open_once"
            ),
            models.UniqueConstraint(
                fields=["officer"], condition=Q(closed_at__isnull=True), name="officer_at_one_counter"
            ),
        ]

    @property
    def journal_stream(self) -> str:
        return self.counter.journal_stream

    @property
    def journal_subject(self) -> str:
        return self.counter.journal_subject


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
