"""What issuing and replacing share: the next number of the series, the row, its errands and its event."""

import secrets
from collections.abc import Sequence
from datetime import UTC, datetime

from django.db import IntegrityError, connection, transaction

from motcua.base.actions import part_of_action
from motcua.base.actors import Actor
from motcua.base.counting import next_number
from motcua.base.journal import Value, record
from motcua.domain import codes
from motcua.domain.refusal import Conflict
from motcua.domain.words import Words
from motcua.hall.fields_now import check_left
from motcua.hall.models import Errand, FieldRules, Series, Ticket
from motcua.hall.wishes import Wish
from motcua.places.models import Center

ACTIVE = (Ticket.State.WAITING, Ticket.State.CALLED, Ticket.State.SERVING, Ticket.State.HELD)


class NumberHeld(Conflict):
    """This person has an active number today; ``ticket`` is that one, for its page."""

    def __init__(self, ticket: Ticket) -> None:
        super().__init__(
            "number_held",
            Words(
                f"Ông/bà đang giữ số {ticket.text}; mỗi người giữ một số. Xong việc xin lấy số tiếp theo, "
                "hoặc nhờ bàn hỗ trợ.",
                f"You hold number {ticket.text}; everybody holds one. Take the next when this is done, "
                "or ask the help desk.",
            ),
        )
        self.ticket = ticket


def of_press(center: Center, press: str | None) -> Ticket | None:
    if not press:
        return None
    return (
        Ticket.objects.select_related("field", "center__commune").filter(center=center, press=press).first()
    )


def check_holds_none(ticket: Ticket, *, agents: int) -> None:
    """One active number a person; an authorised agent fewer than ``agents``. Under the hall's lock."""
    known = Ticket.objects.filter(
        center=ticket.center, state__in=ACTIVE, day=ticket.day, holder=ticket.holder, agent=ticket.agent
    )
    held = list(known.exclude(pk=ticket.pk).select_related("field", "center__commune").order_by("issued_at"))
    if not ticket.agent and held:
        raise NumberHeld(held[0])
    if ticket.agent and len(held) >= agents:
        raise Conflict(
            "agent_holds_enough",
            Words(
                f"Người được ủy quyền giữ tối đa {agents} số cùng lúc; đang giữ {len(held)} số.",
                f"An authorised agent holds at most {agents} numbers at a time, and has {len(held)}.",
            ),
        )


@part_of_action
def enter(
    ticket: Ticket,
    rules: FieldRules,
    errands: Sequence[Wish],
    *,
    limited: bool,
    by: Actor,
    now: datetime,
    **facts: Value,
) -> Ticket:
    """Number and keep the ticket, or find the one the same press gave; the hall is locked.

    ``limited``: the field's quota counts. Raises ``FieldClosed`` where no number is left; the caller's
    transaction then gives it back.
    """
    ticket.token = codes.new_token(secrets.token_bytes(codes.TOKEN_BYTES))
    try:
        with transaction.atomic(savepoint=connection.vendor == "postgresql" and ticket.press is not None):
            _number(ticket, rules, limited)
    except IntegrityError:
        before = of_press(ticket.center, ticket.press)
        if before is None:
            raise
        return before
    if errands:
        Errand.objects.bulk_create(
            Errand(
                ticket=ticket,
                position=place,
                field=wish.field,
                procedure_code=wish.procedure_code,
                amount=wish.amount,
            )
            for place, wish in enumerate(errands, start=1)
        )
    record("ticket.issued", ticket, by=by, at=now, **_facts(ticket, errands, now), **facts)
    return ticket


def _number(ticket: Ticket, rules: FieldRules, limited: bool) -> None:
    """Take the next number and keep the ticket; both or neither.

    Two arrivals of one press at the same instant: on SQLite writers queue, so the second finds the first.
    On PostgreSQL it waits at the hall's lock, fails on the press, and gives its number back.
    """
    ticket.number = next_number(
        Series, first=rules.first, center=ticket.center, day=ticket.day, letter=ticket.series
    )
    check_left(rules, ticket.field, ticket.number, quota=limited)
    ticket.save(force_insert=True)


def _facts(ticket: Ticket, errands: Sequence[Wish], now: datetime) -> dict[str, Value]:
    """All that the rule of calling reads of a new number, so that a day replays from the journal alone.

    Always: number, day, field, priority, lane, source. Where they say something: ``arrived`` (the place,
    where it is not the moment of the event), ``drawn``, ``returns``, ``away`` (taken from home, not come
    yet), ``point``, ``needs``, ``amount``, ``appointment``, and ``errand_1`` and so on as ``field:amount``.
    """
    said: dict[str, Value] = {
        "arrived": moment(ticket.queued_at) if ticket.queued_at != now else None,
        "drawn": ticket.drawn,
        "returns": ticket.returns_at,
        "away": ticket.present_at is None,
        "point": str(ticket.point_id or ""),
        "needs": "+".join(ticket.needs),
        "amount": ticket.amount if ticket.amount > 1 else None,
        "appointment": moment(ticket.appointment_at) if ticket.appointment_at else None,
    }
    for place, wish in enumerate(errands, start=1):
        said[f"errand_{place}"] = f"{wish.field.pk}:{wish.amount}"
    always: dict[str, Value] = {
        "number": ticket.text,
        "day": ticket.day.isoformat(),
        "field": ticket.field_id,
        "priority": ticket.priority,
        "lane": ticket.lane,
        "source": ticket.source,
    }
    return always | {name: value for name, value in said.items() if value}


def moment(at: datetime) -> str:
    """A moment as the journal keeps it: UTC, to the microsecond."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")
