"""Tokens of the API."""

from datetime import datetime
from typing import Self

from django.db import models

from motcua.base.rows import Row
from motcua.people.models.officers import Officer


class TokenQuerySet(models.QuerySet["Token"]):
    def usable(self, now: datetime) -> Self:
        return self.filter(revoked_at__isnull=True, expires_at__gt=now, officer__is_active=True)


class Token(Row):
    """A bearer token of the API: acts as one officer, within scopes; only its digest is kept."""

    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="tokens")
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = TokenQuerySet.as_manager()

    def __str__(self) -> str:
        return f"token of {self.officer_id}"
