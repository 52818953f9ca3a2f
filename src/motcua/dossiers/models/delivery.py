"""How the result is to reach the applicant, the letters to the post, and the downloads."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from motcua.base.models import StoredFile
from motcua.base.rows import Row
from motcua.domain.delivery import AWAY, UNDER_WAY, News, Posting, Way
from motcua.dossiers.models.dossier import WAYS, Dossier
from motcua.dossiers.models.results import Collected


class DeliveryChange(Collected, Row):
    """The applicant came to the counter and chose another way; who they were stands beside it."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="delivery_changes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    before = models.CharField(max_length=10, choices=WAYS)
    after = models.CharField(max_length=10, choices=WAYS)
    address = models.CharField(max_length=300, blank=True, default="")
    phone = models.CharField(max_length=20, blank=True, default="")

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(after=Way.POST) | ~Q(address=""), name="post_needs_an_address"
            )
        ]


class ShipmentQuerySet(models.QuerySet["Shipment"]):
    def under_way(self) -> Self:
        return self.filter(state__in=UNDER_WAY)

    def away(self) -> Self:
        """The carrier has them."""
        return self.filter(state__in=AWAY)


class Shipment(Row):
    """A letter with the result. ``state`` is what its last ``PostalNews`` left."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="shipments")
    name = models.CharField(max_length=200)
    address = models.CharField(max_length=300)
    phone = models.CharField(max_length=20, blank=True, default="")
    prepared_at = models.DateTimeField()
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    carrier = models.CharField(max_length=100, blank=True, default="")
    tracking_number = models.CharField(max_length=40, blank=True, default="")
    state = models.CharField(
        max_length=13, choices=[(p.value, p.value) for p in Posting], default=Posting.PREPARED
    )

    objects = ShipmentQuerySet.as_manager()

    class Meta:
        ordering = ["prepared_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(state__in=UNDER_WAY), name="one_letter_at_a_time"
            ),
            models.UniqueConstraint(
                fields=["carrier", "tracking_number"],
                condition=~Q(tracking_number=""),
                name="tracking_number_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(Posting.PREPARED, Posting.CANCELLED)) | ~Q(tracking_number=""),
                name="posted_has_its_tracking_number",
            ),
        ]
        indexes = [
            models.Index(fields=["prepared_at"], name="shipment_under_way", condition=Q(state__in=UNDER_WAY))
        ]

    @property
    def posted_at(self) -> datetime | None:
        return next((news.at for news in self.news.all() if news.kind == News.POSTED), None)


class PostalNews(Row):
    """What happened to a letter, when it happened and when that was entered."""

    shipment = models.ForeignKey(Shipment, on_delete=models.PROTECT, related_name="news")
    kind = models.CharField(max_length=13, choices=[(news.value, news.value) for news in News])
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    receiver_name = models.CharField(max_length=200, blank=True, default="")
    reason = models.CharField(max_length=200, blank=True, default="")
    proof = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["recorded_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["shipment", "kind"],
                condition=Q(kind__in=(News.POSTED, News.DELIVERED, News.BACK, News.CANCELLED)),
                name="postal_news_once",
            ),
            models.CheckConstraint(
                condition=~Q(kind=News.DELIVERED) | ~Q(receiver_name=""), name="delivered_to_somebody"
            ),
        ]


class ResultCode(Row):
    """A code sent to the address the applicant left, to prove who opens the result; only its digest."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="result_codes")
    digest = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    said: str | None = None  # the code itself, in the process that made it; not stored

    class Meta:
        ordering = ["sent_at", "id"]


class Download(Row):
    """The electronic result was taken by somebody who proved who they are."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="downloads")
    at = models.DateTimeField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["at", "id"]
