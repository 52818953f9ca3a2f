"""Writes about officers and tokens."""

import hashlib
import secrets
from datetime import datetime, timedelta

from motcua.base.actions import action
from motcua.base.actors import Actor
from motcua.base.journal import record
from motcua.domain.refusal import Invalid
from motcua.domain.words import Words
from motcua.people.models import Officer, Token

SCOPES = ("hall", "dossiers", "procedures", "journal")


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@action
def note_login(officer: Officer, *, by: Actor, now: datetime) -> None:
    """Keep in the journal that and when somebody logged in."""
    Officer.objects.filter(pk=officer.pk).update(last_login=now)
    record("officer.logged_in", officer, by=by, at=now)


@action
def make_token(officer: Officer, *, scopes: list[str], days: int, by: Actor, now: datetime) -> str:
    """A bearer token for the API, returned once: only its digest is kept."""
    unknown = sorted(set(scopes) - set(SCOPES))
    if unknown:
        raise Invalid(
            "unknown_scope",
            Words(
                vi=f"Không có phạm vi {unknown[0]}; chọn trong {', '.join(SCOPES)}.",
                en=f"There is no scope {unknown[0]}; choose from {', '.join(SCOPES)}.",
            ),
            field="scope",
        )
    plain = f"mc_{secrets.token_urlsafe(32)}"
    token = Token.objects.create(
        officer=officer,
        digest=digest(plain),
        scopes=scopes or list(SCOPES[:3]),
        made_at=now,
        expires_at=now + timedelta(days=days),
    )
    record("token.made", officer, by=by, at=now, token=str(token.pk))
    return plain


@action
def revoke_token(token: Token, *, by: Actor, now: datetime) -> None:
    """From now on the token opens nothing; revoking it twice is no harm."""
    if Token.objects.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=now):
        record("token.revoked", token.officer, by=by, at=now, token=str(token.pk))
