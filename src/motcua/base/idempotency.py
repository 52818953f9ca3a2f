"""The same request sent twice has one effect and one answer."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.base.actions import writing
from motcua.base.actors import Actor
from motcua.base.models import Answered
from motcua.domain.refusal import Conflict, Invalid
from motcua.domain.words import Words

Answer = tuple[int, Any]


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
    with writing():
        who = {"actor_kind": by.actor_kind, "actor_id": by.actor_id, "key": request.key}
        row, new = Answered.objects.get_or_create(
            **who, defaults={"digest": request.digest, "status": 0, "body": None, "at": now}
        )
        if new:
            status, body = effect()
            Answered.objects.filter(pk=row.pk).update(status=status, body=body)
            return status, body
        if row.digest != request.digest:
            raise Conflict(
                "idempotency_key_reused",
                Words(
                    vi="Khóa Idempotency-Key này đã dùng cho một yêu cầu khác.",
                    en="This Idempotency-Key was used for another request.",
                ),
            )
        return row.status, row.body
