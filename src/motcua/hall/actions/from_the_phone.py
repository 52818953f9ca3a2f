"""What the holder of a number does on the phone: gives the place up, asks for a message before the turn."""

from datetime import datetime

from motcua.base import outgoing
from motcua.base.actions import action
from motcua.base.actors import Actor
from motcua.base.journal import record
from motcua.base.messages import Message
from motcua.domain.refusal import Invalid
from motcua.domain.words import Words
from motcua.hall import moves
from motcua.hall.actions.visits import become
from motcua.hall.appointments import contact_of
from motcua.hall.guards import lock_ticket
from motcua.hall.locking import lock_hall
from motcua.hall.models import Ticket, TurnNotice
from motcua.hall.turn_notices import PURPOSE

GAVE_UP = "gave_up"


@action
def give_up(ticket: Ticket, *, by: Actor, now: datetime) -> Ticket:
    """Whoever holds the number lets it go, so that nobody waits for them; not while they are served."""
    lock_hall(ticket.center, now)
    fresh = lock_ticket(ticket, "give_up")
    become(fresh, Ticket.State.VOID, ended_at=max(now, fresh.issued_at))
    TurnNotice.objects.filter(ticket=fresh).delete()
    record("ticket.voided", fresh, by=by, at=now, reason=moves.check_reason(GAVE_UP, moves.VOID_REASONS))
    return fresh


@action
def ask_for_notice(
    ticket: Ticket, *, contact: str, consents: bool, language: str, by: Actor, now: datetime
) -> TurnNotice:
    """One message before the turn. The address is kept for that alone and only until the day ends (Law on
    the Protection of Personal Data 91/2025/QH15: consent, one purpose). A second address replaces the first.

    Raises ``Invalid`` without consent or with an address that cannot be one.
    """
    address = contact_of(contact, required=True)
    if not consents:
        raise Invalid(
            "consent_missing",
            Words(
                "Đánh dấu vào ô đồng ý để chúng tôi được dùng địa chỉ này.",
                "Tick the box: without your consent we may not use this address.",
            ),
            field="consent",
        )
    fresh = lock_ticket(ticket, "notice")
    values = {"contact": address, "language": language, "asked_at": now}
    notice, _ = TurnNotice.objects.update_or_create(ticket=fresh, defaults=values)
    record("turn_notice.asked", fresh, by=by, at=now)
    return notice


@action
def withdraw_notice(ticket: Ticket, *, by: Actor, now: datetime) -> None:
    """The address is forgotten; nothing is sent."""
    if TurnNotice.objects.filter(ticket=ticket).delete()[0]:
        record("turn_notice.withdrawn", ticket, by=by, at=now)


@action
def tell_turn(notice: TurnNotice, *, text: Words, by: Actor, now: datetime) -> bool:
    """Put the message on its way and forget the address here; False where somebody else did already."""
    ticket = notice.ticket
    if not TurnNotice.objects.filter(pk=notice.pk).delete()[0]:
        return False
    kind = "email" if "@" in notice.contact else "sms"
    subject = Words(f"Sắp đến lượt số {ticket.text}", f"Number {ticket.text}: soon your turn")
    said = subject.in_language(notice.language) if kind == "email" else ""
    message = Message(notice.contact, kind, said, text.in_language(notice.language), notice.language)  # type: ignore[arg-type]
    outgoing.prepare(message, about=ticket, purpose=PURPOSE, by=by, now=now)
    record("turn_notice.told", ticket, by=by, at=now)
    return True
