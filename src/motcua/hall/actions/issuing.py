"""Giving numbers. The law asks for a number machine tied to the one-stop system (Decree 118/2025 Art 13)."""

import secrets
from datetime import datetime, timedelta

from django.db import IntegrityError, connection, transaction

from motcua.base.actions import action
from motcua.base.actors import Actor
from motcua.base.counting import next_number
from motcua.base.journal import record
from motcua.base.limits import check_rate
from motcua.base.rows import new_id
from motcua.catalogue.models import Field
from motcua.domain import codes
from motcua.domain.queueing import Priority
from motcua.domain.refusal import Invalid, Refusal
from motcua.domain.words import Words
from motcua.hall.locking import lock_hall
from motcua.hall.models import Series, Ticket
from motcua.places.models import Center
from motcua.places.queries import opening

PRESSES_A_MINUTE = 120
"""From one device; a hall that opens with a crowd presses once in two seconds."""


@action
def issue(
    center: Center,
    *,
    field: Field,
    by: Actor,
    now: datetime,
    procedure_code: str = "",
    dossier_code: str = "",
    priority: str = "",
    lane: str = "",
    press: str | None = None,
) -> Ticket:
    """A new number in the field's series: unique on its day, without gaps; ready to be printed or shown.

    The same ``press`` (one touch of one button, however often it arrives) gives the same ticket again and
    records nothing more. Who comes with a dossier's code comes for its result unless ``lane`` says
    otherwise. Refused while the center is closed; ``Invalid`` for an unknown priority or lane.
    """
    before = _of_press(center, press)
    if before is not None:
        return before
    _check(priority, lane, press)
    _check_codes(procedure_code, dossier_code)
    if by.actor_kind == "device":
        check_rate("number", by.actor_id, most=PRESSES_A_MINUTE, within=timedelta(minutes=1), now=now)
    _check_open(center, now)
    day = lock_hall(center, now)
    ticket = Ticket(
        id=new_id(),
        center=center,
        day=day.day,
        series=field.series,
        field=field,
        procedure_code=procedure_code,
        dossier_code=dossier_code,
        priority=priority,
        lane=lane or (Ticket.Lane.RESULT if dossier_code else Ticket.Lane.NEW),
        token=codes.new_token(secrets.token_bytes(codes.TOKEN_BYTES)),
        press=press,
        issued_at=now,
        queued_at=now,
        present_at=now,
    )
    try:
        with transaction.atomic(savepoint=connection.vendor == "postgresql" and press is not None):
            _number(ticket)
    except IntegrityError:
        before = _of_press(center, press)
        if before is None:
            raise
        return before
    record(
        "ticket.issued",
        ticket,
        by=by,
        at=now,
        number=ticket.text,
        day=ticket.day,
        field=field.code,
        priority=priority,
        lane=ticket.lane,
    )
    return ticket


def _of_press(center: Center, press: str | None) -> Ticket | None:
    if not press:
        return None
    return (
        Ticket.objects.select_related("field", "center__commune").filter(center=center, press=press).first()
    )


def _number(ticket: Ticket) -> None:
    """Take the next number and keep the ticket; both or neither.

    Two arrivals of one press at the same instant: on SQLite writers queue, so the second finds the first.
    On PostgreSQL it waits at the number's row, fails on the press, and gives its number back.
    """
    ticket.number = next_number(Series, center=ticket.center, day=ticket.day, letter=ticket.series)
    ticket.save(force_insert=True)


def _check(priority: str, lane: str, press: str | None) -> None:
    if priority and priority not in set(Priority):
        raise Invalid(
            "priority_unknown",
            Words("Diện ưu tiên này không có trong danh sách.", "This priority is not on the list."),
            field="priority",
        )
    if lane and lane not in Ticket.Lane.values:
        raise Invalid(
            "lane_unknown",
            Words(
                "Không rõ bạn đến nộp hồ sơ hay nhận kết quả.", "Say whether you file or collect a result."
            ),
            field="lane",
        )
    if press is not None and not (1 <= len(press) <= 64 and press.isascii() and press.isprintable()):
        raise Invalid(
            "press_malformed",
            Words("Mã của lần bấm phải có từ 1 đến 64 ký tự.", "The press must be 1 to 64 characters."),
            field="press",
        )


def _check_codes(procedure_code: str, dossier_code: str) -> None:
    if procedure_code:
        codes.procedure_code(procedure_code)
    if dossier_code:
        codes.parse_dossier_code(dossier_code, field="dossier")


def _check_open(center: Center, now: datetime) -> None:
    """A demo center gives numbers at any hour; the others in their hours, from a little before they open."""
    if center.round_the_clock:
        return
    state = opening(center, now)
    if not state.gives_numbers:
        raise Refusal("center_closed", state.words, basis="Nghị định 118/2025/NĐ-CP Điều 8")
