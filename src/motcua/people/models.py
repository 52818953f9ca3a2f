"""Officers, the posts they hold, the grants that make a post competent, and API tokens."""

from datetime import date, datetime
from functools import cached_property
from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from motcua.base.rows import Row, new_id
from motcua.domain import authority
from motcua.places.models import Center, Unit


class Role(models.TextChoices):
    COUNTER = "counter"
    SUPPORT = "support"
    SPECIALIST = "specialist"
    HEAD_OF_UNIT = "head_of_unit"
    LEADER = "leader"
    CLERK = "clerk"
    CENTER_HEAD = "center_head"
    PROVINCE = "province"
    WORKING_GROUP = "working_group"
    DEPARTMENT = "department"
    ADMIN = "admin"


class OfficerManager(BaseUserManager["Officer"]):
    def get_by_natural_key(self, username: str | None) -> "Officer":
        return self.get(login=(username or "").strip().lower())


class Officer(AbstractBaseUser):
    """Somebody who logs in to act for the state. What they may do hangs on their posts of the day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    login = models.CharField(max_length=60, unique=True)
    name_vi = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name_vi"]
    objects = OfficerManager()

    def __str__(self) -> str:
        return self.name_vi

    @property
    def actor_kind(self) -> str:
        return "officer"

    @property
    def actor_id(self) -> str:
        return str(self.pk)

    @property
    def journal_stream(self) -> str:
        posts = self.every_post
        return posts[0].unit.owner.journal_stream if posts else "system"

    @property
    def journal_subject(self) -> str:
        return f"officer/{self.pk}"

    @cached_property
    def every_post(self) -> "list[Post]":
        """All posts ever held, read once per request; ``posts_on`` picks those of a day."""
        return list(
            self.posts.select_related("unit__commune", "unit__parent").order_by(
                "is_acting", "valid_from", "pk"
            )
        )

    def posts_on(self, day: date) -> "list[Post]":
        return [post for post in self.every_post if post.holds_on(day)]

    def post_as(self, role: str, day: date, *, unit: Unit | None = None) -> "Post | None":
        """The post under which this officer acts in ``role`` (in ``unit``) on ``day``, or None."""
        for post in self.posts_on(day):
            if post.role == role and (unit is None or post.unit_id == unit.pk):
                return post
        return None

    def has_role(self, *roles: str, day: date) -> bool:
        return any(post.role in roles for post in self.posts_on(day))

    def center_on(self, day: date) -> Center | None:
        """The center of the commune this officer works for, or None for the province."""
        for post in self.posts_on(day):
            if post.unit.commune_id:
                return Center.objects.select_related("unit", "commune").get(commune_id=post.unit.commune_id)
        return None


class PostQuerySet(models.QuerySet["Post"]):
    def held_on(self, day: date) -> Self:
        running = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
        return self.filter(running, valid_from__lte=day)


class Post(Row):
    """A post in a unit, held by one officer for a time (also acting: "phụ trách")."""

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(max_length=14, choices=Role.choices)
    title_vi = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    is_acting = models.BooleanField(default=False)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="post_ends_after_start",
            )
        ]
        indexes = [models.Index(fields=["unit", "role"], name="post_by_unit_and_role")]

    def __str__(self) -> str:
        return f"{self.title_vi}, {self.unit.name_vi}"

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def title_in(self, language: str) -> str:
        return self.title_en if language.startswith("en") else self.title_vi


class GrantQuerySet(models.QuerySet["Grant"]):
    def of(self, officer: Officer, day: date) -> Self:
        held = [post.pk for post in officer.posts_on(day)]
        return self.filter(holder_id__in=held)


class Grant(Row):
    """The instrument that makes a post competent (domain.md 7.1): law, decision or delegation."""

    class Kind(models.TextChoices):
        DEVOLUTION = "devolution"
        DECENTRALISATION = "decentralisation"
        DELEGATION = "delegation"
        REALLOCATION = "reallocation"

    kind = models.CharField(max_length=16, choices=Kind.choices)
    issuer = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="grants_issued")
    holder = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="grants")
    document_number = models.CharField(max_length=60)
    document_date = models.DateField()
    fields = models.JSONField(default=list, blank=True)  # codes of fields in scope
    procedures = models.JSONField(default=list, blank=True)  # codes of procedures in scope
    conditions_vi = models.CharField(max_length=300, blank=True, default="")
    conditions_en = models.CharField(max_length=300, blank=True, default="")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    revoked_on = models.DateField(null=True, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        constraints = [
            # Law 72/2025/QH15 Art 14(1): a delegation is for a fixed period, with conditions.
            models.CheckConstraint(
                condition=~Q(kind="delegation") | (Q(valid_to__isnull=False) & ~Q(conditions_vi="")),
                name="delegation_has_term_and_conditions",
            )
        ]

    def __str__(self) -> str:
        return self.document_number

    @property
    def journal_stream(self) -> str:
        return self.issuer.identifier

    @property
    def journal_subject(self) -> str:
        return f"grant/{self.pk}"

    def as_rule(self) -> authority.Grant:
        """This grant as the pure rule of ``domain.authority`` reads it."""
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
        )


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
