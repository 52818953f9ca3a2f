"""The instruments of authority."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from motcua.base.rows import Row
from motcua.domain import authority
from motcua.domain.words import Words
from motcua.people.models.absences import Absence
from motcua.people.models.officers import Officer, Post
from motcua.places.models import Unit


class GrantQuerySet(models.QuerySet["Grant"]):
    def of(self, officer: Officer, day: date) -> Self:
        held = [post.pk for post in officer.posts_on(day)]
        return self.filter(holder_id__in=held).select_related("source")

    def valid_on(self, day: date) -> Self:
        running = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
        in_force = Q(revoked_on__isnull=True) | Q(revoked_on__gt=day)
        return self.filter(running, in_force, valid_from__lte=day)


class Grant(Row):
    """The instrument that makes a post competent (domain.md 7.1): law, decision or delegation.

    It never changes once entered (triggers of migration 0002): a wrong one is revoked and a right one
    entered. ``issuer`` is who gives; by law itself (devolution, re-allocation) it is who keeps the entry,
    see ``giver``. ``source`` is the giver's own instrument that is delegated on; ``absence`` the absence
    for which a delegation stands in.
    """

    class Kind(models.TextChoices):
        DEVOLUTION = "devolution"
        DECENTRALISATION = "decentralisation"
        DELEGATION = "delegation"
        REALLOCATION = "reallocation"

    kind = models.CharField(max_length=16, choices=Kind.choices)
    issuer = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="grants_issued")
    holder = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="grants")
    source = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="delegations"
    )
    absence = models.ForeignKey(
        Absence, on_delete=models.PROTECT, null=True, blank=True, related_name="grants"
    )
    document_number = models.CharField(max_length=60)
    document_date = models.DateField()
    fields = models.JSONField(default=list, blank=True)  # codes of fields in scope
    procedures = models.JSONField(default=list, blank=True)  # codes of procedures in scope
    conditions_vi = models.CharField(max_length=300, blank=True, default="")
    conditions_en = models.CharField(max_length=300, blank=True, default="")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    revoked_on = models.DateField(null=True, blank=True)  # the first day on which it no longer counts
    revocation_number = models.CharField(max_length=60, blank=True, default="")
    revocation_date = models.DateField(null=True, blank=True)
    revocation_reason = models.CharField(max_length=300, blank=True, default="")

    objects = GrantQuerySet.as_manager()

    class Meta:
        constraints = [
            # Law 72/2025/QH15 Art 14(1): a delegation is for a fixed period, with conditions.
            models.CheckConstraint(
                condition=~Q(kind="delegation") | (Q(valid_to__isnull=False) & ~Q(conditions_vi="")),
                name="delegation_has_term_and_conditions",
            ),
            models.CheckConstraint(condition=~Q(document_number=""), name="grant_has_its_document"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="grant_ends_after_start",
            ),
            models.CheckConstraint(condition=~Q(fields=[]) | ~Q(procedures=[]), name="grant_has_a_scope"),
            models.CheckConstraint(
                condition=Q(source__isnull=True, absence__isnull=True) | Q(kind="delegation"),
                name="only_a_delegation_comes_from_another_grant",
            ),
            models.CheckConstraint(
                condition=Q(
                    revoked_on__isnull=True,
                    revocation_number="",
                    revocation_date__isnull=True,
                    revocation_reason="",
                )
                | (
                    Q(revoked_on__isnull=False, revocation_date__isnull=False)
                    & ~Q(revocation_number="")
                    & ~Q(revocation_reason="")
                ),
                name="revocation_has_document_and_reason",
            ),
        ]
        indexes = [models.Index(fields=["document_number"], name="grant_by_document")]

    def __str__(self) -> str:
        return self.document_number

    @property
    def journal_stream(self) -> str:
        return self.issuer.journal_stream

    @property
    def journal_subject(self) -> str:
        return f"grant/{self.pk}"

    @property
    def giver(self) -> Words:
        """Who gives the power: by law itself the National Assembly or the Government."""
        by_law = authority.GIVERS.get(authority.Kind(self.kind))
        return by_law or Words(vi=self.issuer.name_vi, en=self.issuer.name_in("en"))

    def conditions_in(self, language: str) -> str:
        return self.conditions_en if language.startswith("en") and self.conditions_en else self.conditions_vi

    def as_rule(self) -> authority.Grant:
        """This grant, with the one it rests on, as the pure rule of ``domain.authority`` reads it."""
        return authority.Grant(
            id=str(self.pk),
            kind=authority.Kind(self.kind),
            document_no=self.document_number,
            document_date=self.document_date,
            giver=str(self.issuer_id),
            holder=str(self.holder_id),
            fields=frozenset(self.fields),
            procedures=frozenset(self.procedures),
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            conditions=self.conditions_vi,
            revoked_at=self.revoked_on,
            source=self.source.as_rule() if self.source else None,
        )
