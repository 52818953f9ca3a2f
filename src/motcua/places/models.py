"""Units, communes, centers and what a center has: counters, opening hours, devices."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from motcua.base.rows import Row


class Named(models.Model):
    """Carries its name in both languages; ``name`` is the one for the current request."""

    name_vi = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name_vi

    def name_in(self, language: str) -> str:
        return self.name_en if language.startswith("en") and self.name_en else self.name_vi


class Unit(Named, Row):
    """An organisation or a part of one; each owns the facts it issues, so each has a journal stream."""

    class Kind(models.TextChoices):
        PROVINCE = "province"
        DEPARTMENT = "department"
        COMMUNE = "commune"
        COMMITTEE = "committee"
        OFFICE = "office"
        ECONOMIC = "economic"
        CULTURE = "culture"
        CENTER = "center"
        POLICE = "police"
        MILITARY = "military"

    identifier = models.CharField(max_length=35, unique=True)
    provisional = models.BooleanField(default=False)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts")
    commune = models.ForeignKey(
        "Commune", on_delete=models.PROTECT, null=True, blank=True, related_name="units"
    )

    @property
    def owner(self) -> "Unit":
        """The organisation this unit is part of: the commune, the department, the province."""
        return self.parent if self.kind in COMMUNE_PARTS and self.parent else self

    @property
    def journal_stream(self) -> str:
        return self.owner.identifier

    @property
    def journal_subject(self) -> str:
        return f"unit/{self.identifier}"


COMMUNE_PARTS = (
    Unit.Kind.COMMITTEE,
    Unit.Kind.OFFICE,
    Unit.Kind.ECONOMIC,
    Unit.Kind.CULTURE,
    Unit.Kind.CENTER,
    Unit.Kind.POLICE,
    Unit.Kind.MILITARY,
)


class Commune(Named):
    """One of the province's 130 communes and wards (Resolution 1678/NQ-UBTVQH15)."""

    code = models.CharField(primary_key=True, max_length=5)
    kind = models.CharField(max_length=10)
    area_km2 = models.DecimalField(max_digits=8, decimal_places=2)
    population = models.PositiveIntegerField()
    latitude = models.DecimalField(max_digits=7, decimal_places=4)
    longitude = models.DecimalField(max_digits=7, decimal_places=4)
    inspected = models.BooleanField(default=False)
    neighbours = models.ManyToManyField("self", symmetrical=True, blank=True)


class Center(Row):
    """A commune's Public Administration Service Center (Decree 118/2025 Art 7(3))."""

    commune = models.OneToOneField(Commune, on_delete=models.PROTECT, related_name="center")
    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="center")
    identifier = models.CharField(max_length=35, unique=True)  # the commune's: stream and dossier codes
    # Weekday (0 = Monday) -> sessions as pairs of times: {"0": [["07:30", "11:30"], ["13:00", "17:00"]]}
    hours = models.JSONField(default=dict)
    address = models.CharField(max_length=200, blank=True, default="")
    hotline = models.CharField(max_length=30, blank=True, default="")
    # Only demo centers give numbers at any hour; the legal calendar of their deadlines stays real.
    round_the_clock = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.commune.name_vi

    @property
    def code(self) -> str:
        return self.commune_id

    @property
    def name_vi(self) -> str:
        return self.commune.name_vi

    @property
    def name_en(self) -> str:
        return self.commune.name_en

    def name_in(self, language: str) -> str:
        return self.commune.name_in(language)

    @property
    def journal_stream(self) -> str:
        return self.identifier

    @property
    def journal_subject(self) -> str:
        return f"center/{self.code}"


class Closure(Row):
    """A time in which a center is closed although its hours say open: a storm, a power cut, a move."""

    center = models.ForeignKey(Center, on_delete=models.CASCADE, related_name="closures")
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    reason_vi = models.CharField(max_length=200)
    reason_en = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("begins_at")), name="closure_ends_after_it_begins"
            )
        ]

    def reason_in(self, language: str) -> str:
        return self.reason_en if language.startswith("en") and self.reason_en else self.reason_vi

    @property
    def journal_stream(self) -> str:
        return self.center.journal_stream

    @property
    def journal_subject(self) -> str:
        return f"closure/{self.pk}"


class Point(Named, Row):
    """A further receiving point of a center (Decree 118/2025 Art 7(3)): it shares numbers and clerks, and
    people are called where they wait. A center without any has one place only."""

    center = models.ForeignKey(Center, on_delete=models.PROTECT, related_name="points")
    address = models.CharField(max_length=200, blank=True, default="")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["center", "name_vi"], name="point_name_once")]

    @property
    def journal_stream(self) -> str:
        return self.center.journal_stream

    @property
    def journal_subject(self) -> str:
        return f"point/{self.pk}"


class Counter(Row):
    """A counter with its number; which fields it serves is for the hall to say."""

    center = models.ForeignKey(Center, on_delete=models.PROTECT, related_name="counters")
    number = models.PositiveSmallIntegerField()
    point = models.ForeignKey(  # where it stands; None: the main place
        Point, on_delete=models.PROTECT, null=True, blank=True, related_name="counters"
    )

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["center", "number"], name="counter_number_once")]

    def __str__(self) -> str:
        return f"{self.center_id} {self.number}"

    @property
    def journal_stream(self) -> str:
        return self.center.journal_stream

    @property
    def journal_subject(self) -> str:
        return f"counter/{self.center.code}/{self.number}"


class CalendarVersion(models.Model):
    """The whole calendar of state bodies as one decision left it; only one is in force.

    A dossier's clock names the version it counts by, so a past date can be replayed for ever: the
    content of a version never changes; that it is in force no more is entered once.
    """

    number = models.PositiveIntegerField(primary_key=True)  # 1, 2, 3 ...
    in_force = models.BooleanField(default=True)
    adopted_at = models.DateTimeField()
    actor = models.CharField(max_length=52)
    decision = models.CharField(max_length=60)
    source = models.CharField(max_length=300)
    content = models.TextField()  # canonical JSON of every special day (``places.calendar_text``)
    digest = models.CharField(max_length=64)  # SHA-256 of the content

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["in_force"], condition=Q(in_force=True), name="one_calendar_in_force"
            )
        ]

    def __str__(self) -> str:
        return f"calendar {self.number}"


class CalendarDay(models.Model):
    """A weekday off or a Saturday worked, with the text that says so: the calendar in force, readable."""

    class Kind(models.TextChoices):
        OFF = "off"
        WORKING = "working"

    day = models.DateField(primary_key=True)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    name_vi = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    status = models.CharField(max_length=20)
    source = models.CharField(max_length=300)

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day} {self.kind}"


class DeviceQuerySet(models.QuerySet["Device"]):
    def active(self) -> Self:
        return self.filter(revoked_at__isnull=True)


class Device(Row):
    """A kiosk or a display of one center, paired once; acts under its own name, not an officer's."""

    class Kind(models.TextChoices):
        KIOSK = "kiosk"
        DISPLAY = "display"
        PRINTER = "printer"

    center = models.ForeignKey(Center, on_delete=models.PROTECT, related_name="devices")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    point = models.ForeignKey(  # where it stands; None: the main place
        Point, on_delete=models.PROTECT, null=True, blank=True, related_name="devices"
    )
    token_digest = models.CharField(max_length=64, unique=True)
    paired_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = DeviceQuerySet.as_manager()

    @property
    def actor_kind(self) -> str:
        return "device"

    @property
    def actor_id(self) -> str:
        return str(self.pk)

    @property
    def journal_stream(self) -> str:
        return self.center.journal_stream

    @property
    def journal_subject(self) -> str:
        return f"device/{self.pk}"


class PairingCode(Row):
    """A short code, valid once and briefly, by which a device at the center is paired."""

    center = models.ForeignKey(Center, on_delete=models.PROTECT, related_name="pairing_codes")
    kind = models.CharField(max_length=8, choices=Device.Kind.choices)
    point = models.ForeignKey(Point, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    code_digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    @property
    def journal_stream(self) -> str:
        return self.center.journal_stream

    @property
    def journal_subject(self) -> str:
        return f"pairing/{self.pk}"
