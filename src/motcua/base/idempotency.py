"""The same request sent twice has one effect and one answer."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError

from motcua.base.actions import writing
from motcua.base.actors import Actor
from motcua.base.models import Answered
from motcua.domain.refusal import Conflict, Invalid
from motcua.domain.words import Words

Answer = tuple[int, Any]
KEPT = timedelta(days=30)
"""So long a repetition is recognised; nobody's network is down for longer without asking anew."""


@dataclass(frozen=True)
class Request:
    key: str
    body: bytes
    target: str

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.target.encode() + b"\n" + self.body).hexdigest()


def once(request: Request, effect: Callable[[], Answer], *, by: Actor, now: datetime) -> Answer:
    """Run ``effect`` unless this actor's key was answered before; effect and answer commit together.

    Raises ``Conflict`` when the key came before with another body, ``Invalid`` for a bad key.
    """
    if not 1 <= len(request.key) <= 200 or not request.key.isprintable():
        raise Invalid(
            "bad_idempotency_key",
            Words(
                vi="Idempotency-Key phải có từ 1 đến 200 ký tự in được.",
                en="Idempotency-Key must be 1 to 200 printable characters.",
            ),
            field="Idempotency-Key",
        )
    try:
        with writing():
            return _answer(request, effect, by=by, now=now)
    except IntegrityError:
        # The key was there already, or came at the same time and ours waited for it: its answer stands.
        found = _answered(request, by)
        if found is None:
            raise
        return found


def _answered(request: Request, by: Actor) -> Answer | None:
    row = Answered.objects.filter(actor_kind=by.actor_kind, actor_id=by.actor_id, key=request.key).first()
    if row is None:
        return None
    if row.digest != request.digest:
        raise Conflict(
            "idempotency_key_reused",
            Words(
                vi="Khóa Idempotency-Key này đã dùng cho một yêu cầu khác.",
                en="This Idempotency-Key was used for another request.",
            ),
        )
    return row.status, row.body


def _answer(request: Request, effect: Callable[[], Answer], *, by: Actor, now: datetime) -> Answer:
    """The key is taken before the effect, so that a repetition waits instead of meeting half an effect."""
    row = Answered.objects.create(
        actor_kind=by.actor_kind,
        actor_id=by.actor_id,
        key=request.key,
        digest=request.digest,
        status=0,
        body=None,
        at=now,
    )
    row.status, row.body = effect()
    row.save(update_fields=["status", "body"])
    return row.status, row.body


def forget_old(now: datetime) -> int:
    """Drop the answers older than ``KEPT`` (a timed job)."""
    with writing():
        return Answered.objects.filter(at__lt=now - KEPT).delete()[0]
