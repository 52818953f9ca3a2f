"""Appointing officers to posts and giving them authority."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.contrib.auth.hashers import make_password

from motcua.base.actions import action
from motcua.base.actors import Actor
from motcua.base.journal import record
from motcua.domain import authority
from motcua.people.models import Grant, Officer, Post
from motcua.places.models import Unit


@dataclass(frozen=True, slots=True)
class Title:
    """A post as it is named: role, and title in both languages."""

    role: str
    vi: str
    en: str
    is_acting: bool = False


@dataclass(frozen=True, slots=True)
class Instrument:
    """A grant as the document says it (see ``people.models.Grant``)."""

    kind: str
    document_number: str
    document_date: date
    fields: list[str]
    valid_from: date
    valid_to: date | None = None
    procedures: list[str] = field(default_factory=list)
    conditions_vi: str = ""
    conditions_en: str = ""


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


@action
def give_authority(holder: Post, *, issuer: Unit, instrument: Instrument, by: Actor, now: datetime) -> Grant:
    """Enter the instrument that makes a post competent; refuses an incomplete one (Law 72/2025 Art 14)."""
    grant = Grant(
        kind=instrument.kind,
        issuer=issuer,
        holder=holder,
        document_number=instrument.document_number,
        document_date=instrument.document_date,
        fields=instrument.fields,
        procedures=instrument.procedures,
        conditions_vi=instrument.conditions_vi,
        conditions_en=instrument.conditions_en,
        valid_from=instrument.valid_from,
        valid_to=instrument.valid_to,
    )
    authority.check_grant(grant.as_rule())
    grant.save(force_insert=True)
    record("grant.entered", grant, by=by, at=now, holder=str(holder.pk), instrument=instrument.kind)
    return grant
