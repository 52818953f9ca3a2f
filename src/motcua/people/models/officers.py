"""Officers and the posts they hold."""

from datetime import date
from functools import cached_property
from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from motcua.base.rows import Row, new_id
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
    email = models.EmailField(blank=True, default="")  # of the office; where warnings go, if anywhere
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
            self.posts.select_related("unit__commune__center__unit", "unit__parent").order_by(
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
        centers = (post.unit.commune.center for post in self.posts_on(day) if post.unit.commune)
        return next(centers, None)


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
