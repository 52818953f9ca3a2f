"""Messages on their way: prepared in the action's transaction, sent after the commit, again until it works.

The event ``message.prepared`` is what the work loop delivers. Nothing waits for a carrier: the sending holds
no transaction. A process killed between the sending and its note sends again, under the same key.
"""

from datetime import datetime

from motcua.base.actions import writing
from motcua.base.actors import Actor, System
from motcua.base.journal import Recordable, record
from motcua.base.messages import Failure, Message, Receipt, sender
from motcua.base.models import Event, OutgoingMessage
from motcua.base.subscriptions import subscribe_errand


class NotSent(Exception):  # noqa: N818 - what the delivery failed for; it is tried again
    """The carrier could not take the message now."""


def prepare(
    message: Message, *, about: Recordable, purpose: str, by: Actor, now: datetime
) -> OutgoingMessage:
    """Put a message on its way; call it inside an action. ``purpose`` is the code of its text."""
    row = OutgoingMessage.objects.create(
        stream=about.journal_stream,
        about=about.journal_subject,
        purpose=purpose,
        kind=message.kind,
        to=message.to,
        subject=message.subject,
        text=message.text,
        language=message.language,
        prepared_at=now,
    )
    record("message.prepared", row, by=by, at=now, message=str(row.pk), by_way_of=row.kind, purpose=purpose)
    return row


def register() -> None:
    subscribe_errand("base.messages", ["message.prepared"], send)


def send(event: Event, now: datetime) -> None:
    """Hand one prepared message to its carrier. Raises ``NotSent`` where it is worth trying again."""
    row = OutgoingMessage.objects.get(pk=event.data["message"])
    if row.sent_at or row.refused_at:
        return
    message = Message(row.to, row.kind, row.subject, row.text, row.language, key=str(row.pk))  # type: ignore[arg-type]
    answer = sender().send(message)
    if isinstance(answer, Failure) and not answer.is_final:
        raise NotSent(answer.code)
    _settle(row, message, answer, now)


def drop_unsent(purpose: str, *, before: datetime, now: datetime) -> int:
    """Messages of this purpose that no carrier took in time are of no use to anybody: their addresses are
    covered, and they are not tried again. How many that were."""
    rows = OutgoingMessage.objects.filter(
        purpose=purpose, prepared_at__lt=before, sent_at__isnull=True, refused_at__isnull=True
    )
    for row in rows:
        message = Message(row.to, row.kind, row.subject, row.text, row.language)  # type: ignore[arg-type]
        _settle(row, message, Failure("too_late", is_final=True), now)
    return len(rows)


def _settle(row: OutgoingMessage, message: Message, answer: Receipt | Failure, now: datetime) -> None:
    """Note what became of it; from here on the address is needed by nobody."""
    refused = isinstance(answer, Failure)
    said = answer.code if isinstance(answer, Failure) else answer.reference
    changes = {"refused_at" if refused else "sent_at": now, "to": message.covered, "reference": said[:100]}
    with writing():
        open_ = OutgoingMessage.objects.filter(pk=row.pk, sent_at__isnull=True, refused_at__isnull=True)
        if open_.update(**changes):
            what = "message.refused" if refused else "message.sent"
            why = said if refused else None
            record(what, row, by=System(), at=now, message=str(row.pk), by_way_of=row.kind, why=why)
