"""Engaging officers and appointing them to posts."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.hashers import make_password

from motcua.base.actions import action
from motcua.base.actors import Actor
from motcua.base.journal import record
from motcua.people.models import Officer, Post
from motcua.places.models import Unit


@dataclass(frozen=True, slots=True)
class Title:
    """A post as it is named: role, and title in both languages."""

    role: str
    vi: str
    en: str
    is_acting: bool = False


@action
def engage(
    login: str, *, name: str, password: str | None, is_demo: bool = False, by: Actor, now: datetime
) -> Officer:
    """A new officer; without a password they cannot log in. A name that exists is taken as it is."""
    officer, new = Officer.objects.get_or_create(
        login=login, defaults={"name_vi": name, "is_demo": is_demo, "password": make_password(password)}
    )
    if new:
        record("officer.engaged", officer, by=by, at=now)
    return officer


@action
def appoint(officer: Officer, *, unit: Unit, title: Title, since: date, by: Actor, now: datetime) -> Post:
    """Give an officer a post from a day on; the same post twice is one."""
    post, new = Post.objects.get_or_create(
        officer=officer,
        unit=unit,
        role=title.role,
        defaults={
            "title_vi": title.vi,
            "title_en": title.en,
            "is_acting": title.is_acting,
            "valid_from": since,
        },
    )
    if new:
        officer.__dict__.pop("every_post", None)
        record("officer.appointed", unit, by=by, at=now, officer=str(officer.pk), role=title.role)
    return post
