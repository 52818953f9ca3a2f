"""The journal, its streams, the deliveries that follow from it, stored files, and two guards of the edges."""

from django.db import models
from django.db.models import Q

from motcua.base.rows import Row


class Stream(models.Model):
    """The head of one unit's chain; its row lock is what puts that unit's events in order."""

    code = models.CharField(primary_key=True, max_length=35)
    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True, default="")


class Event(Row):
    """One fact, for ever: the database refuses to change or delete it (see the first migration)."""

    stream = models.CharField(max_length=35)
    number = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=80)
    actor_kind = models.CharField(max_length=10)
    actor_id = models.CharField(max_length=40)
    at = models.DateTimeField()
    data = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stream", "number"], name="event_number_once")]
        indexes = [
            models.Index(fields=["subject", "number"], name="event_by_subject"),
            models.Index(fields=["at"], name="event_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.stream} {self.number} {self.kind} {self.subject}"


class Delivery(Row):
    """One event on its way to one subscriber: waiting, done, or dead after the last attempt."""

    class State(models.TextChoices):
        WAITING = "waiting"
        DONE = "done"
        DEAD = "dead"

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="deliveries")
    subscriber = models.CharField(max_length=60)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "subscriber"], name="delivery_once")]
        indexes = [
            models.Index(fields=["due_at"], name="delivery_waiting", condition=Q(state="waiting")),
            models.Index(fields=["state"], name="delivery_dead", condition=Q(state="dead")),
        ]


class StoredFile(Row):
    """A file of the archive, named by the digest of its content (see ``base.files``)."""

    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveIntegerField()  # bytes
    media_type = models.CharField(max_length=20)
    kind = models.CharField(max_length=30)
    name = models.CharField(max_length=100, blank=True, default="")
    kept_at = models.DateTimeField()
    destroyed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(size__gte=1), name="file_not_empty"),
            models.CheckConstraint(
                condition=Q(media_type__in=("application/pdf", "image/jpeg", "image/png")),
                name="file_media_type",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.sha256[:12]}"


class Answered(Row):
    """What a POST with an idempotency key was answered, so that a repetition has no second effect."""

    actor_kind = models.CharField(max_length=10)
    actor_id = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    body = models.JSONField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["actor_kind", "actor_id", "key"], name="idempotency_key_once")
        ]
        indexes = [models.Index(fields=["at"], name="answered_by_time")]


class Allowance(models.Model):
    """How often something was tried within one window of time (see ``base.limits``)."""

    key = models.CharField(primary_key=True, max_length=120)
    count = models.PositiveIntegerField(default=0)
    ends_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["ends_at"], name="allowance_by_end")]


class OutgoingMessage(Row):
    """A message to one person and what became of it (see ``base.outgoing``).

    ``to`` is the full address only until the message was sent or refused; then only enough to recognise it.
    """

    stream = models.CharField(max_length=35)
    about = models.CharField(max_length=80)  # as the journal names it
    purpose = models.CharField(max_length=40)
    kind = models.CharField(max_length=5)
    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=200)
    text = models.CharField(max_length=1000)
    language = models.CharField(max_length=2)
    prepared_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    reference = models.CharField(max_length=100, blank=True, default="")  # the carrier's, or why it refused

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(refused_at__isnull=True), name="sent_or_refused"
            )
        ]
        indexes = [models.Index(fields=["about", "prepared_at"], name="message_by_subject")]

    def __str__(self) -> str:
        return f"{self.kind} {self.purpose} {self.about}"

    @property
    def journal_stream(self) -> str:
        return self.stream

    @property
    def journal_subject(self) -> str:
        return self.about


class TimedJob(models.Model):
    """A job that one of the work processes does every so often (see ``base.timed``)."""

    name = models.CharField(primary_key=True, max_length=60)
    due_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True, blank=True)
