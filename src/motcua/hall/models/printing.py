"""Printers of a center, which kiosk prints on which, and each print as a job with its outcome."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q

from motcua.base.rows import Row
from motcua.hall.models.tickets import Ticket
from motcua.places.models import Center, Device, Point

HEARD_WITHIN = timedelta(minutes=2)
"""The print agent speaks of every printer each half minute; after four missed reports nobody knows."""


class PrinterQuerySet(models.QuerySet["Printer"]):
    def in_use(self) -> Self:
        return self.filter(removed_at__isnull=True)


class Printer(Row):
    """A thermal printer of a center; the print agent beside it says how it is."""

    class Kind(models.TextChoices):
        """How the agent reaches it."""

        NETWORK = "network"
        USB = "usb"
        CUPS = "cups"

    class State(models.TextChoices):
        """The codes of ``motcua.printing.states``."""

        UNKNOWN = "unknown"
        READY = "ready"
        PAPER_LOW = "paper_low"
        PAPER_OUT = "paper_out"
        COVER_OPEN = "cover_open"
        FAULT = "fault"
        SILENT = "silent"

    class Way(models.TextChoices):
        """The ESC/POS command by which it takes a picture; old models know only one of them."""

        RASTER = "raster"
        GRAPHICS = "graphics"
        COLUMN = "column"

    center = models.ForeignKey(Center, on_delete=models.PROTECT, related_name="printers")
    point = models.ForeignKey(  # where it stands; None: the main place
        Point, on_delete=models.PROTECT, null=True, blank=True, related_name="printers"
    )
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=7, choices=Kind.choices)
    address = models.CharField(max_length=120)  # host:port, a device file or vendor:product, a CUPS queue
    dots = models.PositiveSmallIntegerField(default=576)  # of one printed line
    way = models.CharField(max_length=8, choices=Way.choices, default=Way.RASTER)
    cuts = models.BooleanField(default=True)
    answers = models.BooleanField(default=True)  # says how it is when asked; some cheap ones never do
    for_staff = models.BooleanField(default=False)  # what staff print comes out here
    state = models.CharField(max_length=10, choices=State.choices, default=State.UNKNOWN)
    state_since = models.DateTimeField(null=True, blank=True)
    heard_at = models.DateTimeField(null=True, blank=True)  # when the agent last spoke of it
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = PrinterQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["center", "name"], condition=Q(removed_at__isnull=True), name="printer_name_once"
            ),
            models.UniqueConstraint(
                fields=["center"],
                condition=Q(for_staff=True, removed_at__isnull=True),
                name="one_printer_for_staff",
            ),
            models.CheckConstraint(condition=Q(dots__in=[384, 576]), name="printer_width_is_known"),
        ]

    def __str__(self) -> str:
        return self.name

    def state_at(self, now: datetime) -> str:
        """What is known of it: nothing, once its agent has been quiet for ``HEARD_WITHIN``."""
        if self.heard_at is None or now - self.heard_at > HEARD_WITHIN:
            return self.State.UNKNOWN
        return self.state

    @property
    def journal_stream(self) -> str:
        return self.center.journal_stream

    @property
    def journal_subject(self) -> str:
        return f"printer/{self.pk}"


class KioskPrinter(models.Model):
    """The printer at which the slips of a kiosk come out; a kiosk without one prints as its browser can."""

    kiosk = models.OneToOneField(
        Device, on_delete=models.CASCADE, primary_key=True, related_name="printer_of_kiosk"
    )
    printer = models.ForeignKey(Printer, on_delete=models.CASCADE, related_name="kiosks")

    def __str__(self) -> str:
        return f"{self.kiosk_id} {self.printer_id}"


class PrintJob(Row):
    """One slip to be printed once. What nobody knows stays unknown: it is never printed again by itself."""

    class What(models.TextChoices):
        TICKET = "ticket"
        PAPERS = "papers"
        TEST = "test"

    class State(models.TextChoices):
        """``sent``: an agent has it, and from then on it may be on paper."""

        QUEUED = "queued"
        SENT = "sent"
        CONFIRMED = "confirmed"
        UNKNOWN = "unknown"
        FAILED = "failed"

    center = models.ForeignKey(Center, on_delete=models.PROTECT, related_name="+", db_index=False)
    printer = models.ForeignKey(Printer, on_delete=models.PROTECT, related_name="jobs")
    what = models.CharField(max_length=6, choices=What.choices)
    ticket = models.ForeignKey(
        Ticket, on_delete=models.PROTECT, null=True, blank=True, related_name="print_jobs"
    )
    copy = models.PositiveSmallIntegerField(default=1)  # from the second on marked as a reprint
    reprint_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="reprints"
    )
    reason = models.CharField(max_length=20, blank=True, default="")  # why it is printed again: a code
    language = models.CharField(max_length=2, default="vi")
    link = models.CharField(max_length=300, blank=True, default="")  # what the QR opens
    content = models.JSONField(default=dict, blank=True)  # of a written list: title, lines
    state = models.CharField(max_length=9, choices=State.choices, default=State.QUEUED)
    outcome = models.CharField(max_length=20, blank=True, default="")  # a code: why failed or unknown
    queued_at = models.DateTimeField()
    expires_at = models.DateTimeField()  # after it nobody waits at the printer any more
    agent = models.ForeignKey(Device, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ticket", "copy"], condition=Q(what="ticket"), name="print_copy_once"
            ),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(agent__isnull=False, leased_until__isnull=False),
                name="sent_print_is_leased",
            ),
            models.CheckConstraint(
                condition=~Q(what="ticket") | Q(ticket__isnull=False), name="ticket_print_has_ticket"
            ),
            models.CheckConstraint(condition=Q(copy=1) | ~Q(reason=""), name="reprint_has_a_reason"),
        ]
        indexes = [models.Index(fields=["center", "state", "queued_at"], name="prints_waiting")]

    def __str__(self) -> str:
        return f"{self.what} {self.state}"

    @property
    def journal_stream(self) -> str:
        return self.center.journal_stream

    @property
    def journal_subject(self) -> str:
        return f"print/{self.pk}"
