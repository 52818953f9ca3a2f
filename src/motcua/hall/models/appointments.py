"""Appointments: what a center plans for them, who has one, who waits for an earlier or a full day."""

from django.db import models
from django.db.models import F, Q

from motcua.base.rows import Row
from motcua.catalogue.models import Field
from motcua.domain.slots import Plan
from motcua.hall.models.tickets import Ticket
from motcua.places.models import Center, Point


class AppointmentRules(Row):
    """One row for a center that gives appointments; without it there are none, only numbers.

    ``counters`` plans how many are open under the names of ``domain.slots.draws_on``: "place:" and
    "place:<point>" by place, "field:<code>", "skill:<code>". Each change is an event with all values.
    """

    center = models.OneToOneField(Center, on_delete=models.PROTECT, related_name="appointment_rules")
    walk_ins = models.PositiveSmallIntegerField(default=50)  # hundredths kept for people who just come
    length = models.PositiveSmallIntegerField(default=30)  # of a slot, in minutes
    days_ahead = models.PositiveSmallIntegerField(default=14)
    counters = models.JSONField(default=dict)
    minutes = models.JSONField(default=dict)  # of one service, by field: as entered; else as learned
    reminders = models.JSONField(default=list)  # hours before the time
    offer_hours = models.PositiveSmallIntegerField(default=3)  # a freed slot is held so long for one person

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(walk_ins__lte=100, length__gte=5, length__lte=240, days_ahead__gte=1),
                name="appointment_rules_are_possible",
            )
        ]

    @property
    def plan(self) -> Plan:
        return Plan(self.counters, length=self.length, walk_ins=self.walk_ins)

    @property
    def journal_stream(self) -> str:
        return self.center.journal_stream

    @property
    def journal_subject(self) -> str:
        return f"appointments/{self.center.code}"


class AppointmentDay(models.Model):
    """Locked by whoever takes or frees a slot of that day, so that none is promised twice."""

    center = models.ForeignKey(Center, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["center", "day"], name="appointment_day_once")]

    def __str__(self) -> str:
        return f"{self.center_id} {self.day}"


class Wish(Row):
    """What somebody wants to come for, and how they are reached: only for reminders, erased after the day."""

    center = models.ForeignKey(Center, on_delete=models.PROTECT, related_name="+")
    field = models.ForeignKey(Field, on_delete=models.PROTECT, related_name="+")
    procedure_code = models.CharField(max_length=30, blank=True, default="")
    point = models.ForeignKey(Point, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    needs = models.JSONField(default=list)  # codes of ``domain.queueing.Skill``
    amount = models.PositiveSmallIntegerField(default=1)
    minutes = models.PositiveSmallIntegerField()
    token = models.CharField(max_length=32, unique=True)
    contact = models.CharField(max_length=254, blank=True, default="")  # a phone number or an e-mail address
    holder = models.CharField(max_length=64, blank=True, default="")  # keyed digest of the contact
    language = models.CharField(max_length=2, default="vi")
    made_at = models.DateTimeField()

    class Meta:
        abstract = True

    @property
    def journal_stream(self) -> str:
        return self.center.journal_stream


class Appointment(Wish):
    """A slot promised to somebody. It holds no name: only who has the token or the code comes with it."""

    class State(models.TextChoices):
        BOOKED = "booked"
        MOVED = "moved"  # to the one that ``replaces`` it
        CANCELLED = "cancelled"
        ARRIVED = "arrived"
        MISSED = "missed"

    day = models.DateField()
    starts_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.BOOKED)
    code = models.CharField(max_length=6)  # typed at the kiosk; opens nothing elsewhere
    press = models.CharField(max_length=64, null=True, blank=True, unique=True)
    by_staff = models.BooleanField(default=False)
    reminded = models.PositiveSmallIntegerField(null=True, blank=True)  # the reminder sent last, in hours
    told_closed = models.BooleanField(default=False)  # they were told that no door is open at that time
    ended_at = models.DateTimeField(null=True, blank=True)  # moved, cancelled, arrived or missed
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    ticket = models.OneToOneField(
        Ticket, on_delete=models.PROTECT, null=True, blank=True, related_name="appointment"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["center", "day", "code"], name="appointment_code_once_a_day"),
            models.UniqueConstraint(
                fields=["center", "day", "holder"],
                condition=Q(state="booked") & ~Q(holder=""),
                name="one_appointment_a_person_and_day",
            ),
            models.CheckConstraint(
                condition=Q(state="booked", ended_at__isnull=True)
                | ~Q(state="booked") & Q(ended_at__isnull=False),
                name="appointment_ended_has_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="arrived") | Q(ticket__isnull=False), name="arrived_has_a_number"
            ),
        ]
        indexes = [
            models.Index(fields=["center", "day", "starts_at"], name="appointments_of_day"),
            models.Index(fields=["state", "starts_at"], name="appointments_to_come"),
        ]

    def __str__(self) -> str:
        return f"{self.center_id} {self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def journal_subject(self) -> str:
        return f"appointment/{self.pk}"


class WaitingListEntry(Wish):
    """Somebody who wants a slot on a full day, or an earlier one than they have (``appointment``)."""

    class State(models.TextChoices):
        WAITING = "waiting"
        OFFERED = "offered"  # a freed slot is held until ``offered_until``
        TAKEN = "taken"
        LEFT = "left"
        LAPSED = "lapsed"  # the last day they wanted has passed

    first_day = models.DateField()
    last_day = models.DateField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    appointment = models.ForeignKey(
        Appointment, on_delete=models.PROTECT, null=True, blank=True, related_name="waiting_for"
    )
    offered_day = models.DateField(null=True, blank=True)
    offered_at = models.DateTimeField(null=True, blank=True)  # the time offered
    offered_until = models.DateTimeField(null=True, blank=True)
    offers = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="waiting_list_days_in_order"
            ),
            models.CheckConstraint(
                condition=~Q(state="offered")
                | Q(offered_day__isnull=False, offered_at__isnull=False, offered_until__isnull=False),
                name="an_offer_has_its_time",
            ),
        ]
        indexes = [models.Index(fields=["center", "state", "made_at"], name="waiting_list_in_order")]

    def __str__(self) -> str:
        return f"{self.center_id} {self.first_day} {self.state}"

    @property
    def journal_subject(self) -> str:
        return f"waiting/{self.pk}"
