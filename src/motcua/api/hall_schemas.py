"""What goes in and out of the hall's endpoints."""

from datetime import datetime
from uuid import UUID

from ninja import Schema
from pydantic import Field

from motcua.api.shapes import Moment
from motcua.domain.queueing import Lane, Priority, Skill
from motcua.hall.models import Duty, Ticket
from motcua.hall.moves import BREAK_REASONS, CALL_REASONS, OUTCOMES, VOID_REASONS
from motcua.hall.queries import AtCounter, Board, Standing
from motcua.hall.wishes import MOST, MOST_AMOUNT
from motcua.places.models import Center, Counter


class ErrandWanted(Schema):
    """One more thing on the same number: a field, or a procedure."""

    field: str = Field("", max_length=30)
    procedure: str = Field("", max_length=30)
    amount: int = Field(1, ge=1, le=MOST_AMOUNT)


class NumberWanted(Schema):
    """One of ``field``, ``procedure`` (its field is taken) and ``dossier`` (its procedure's) is needed."""

    field: str = Field("", max_length=30, description="what the person comes for, as the kiosk groups it")
    procedure: str = Field("", max_length=30, examples=["1.001193"])
    priority: str = Field("", max_length=20, description=f"who goes first by law: {', '.join(Priority)}")
    dossier: str = Field("", max_length=45, description="code; the person then comes for its result")
    lane: str = Field("", max_length=9, description=f"why they come: {', '.join(Lane)}")
    needs: list[str] = Field([], max_length=len(Skill), description=f"of a counter: {', '.join(Skill)}")
    amount: int = Field(1, ge=1, le=MOST_AMOUNT, description="copies or dossiers")
    errands: list[ErrandWanted] = Field([], max_length=MOST, description="what else, on the same number")
    point: UUID | None = Field(None, description="the receiving point where the person waits")


class NumberGiven(Schema):
    id: UUID
    number: str = Field(examples=["A015"])
    token: str = Field(description="opaque; /t/<token> follows the number")
    people_ahead: int | None
    promised_by: Moment | None = Field(description="likely called by then; null where nothing is known yet")


class TicketOut(Schema):
    id: UUID
    number: str
    center: str
    field: str
    procedure: str | None
    dossier: str | None
    priority: str | None
    lane: str
    state: str
    counter: str | None = Field(examples=["17791-3"])
    issued_at: Moment
    called_at: Moment | None
    serving_at: Moment | None
    ended_at: Moment | None
    calls: int
    missed: int


class CallWanted(Schema):
    """Empty: whose turn it is. Out of turn: a number and why."""

    ticket: UUID | None = None
    reason: str = Field("", max_length=20, description=", ".join(CALL_REASONS))


class CounterOpening(Schema):
    fields: list[str] = Field([], max_length=30, description="codes of fields; none: all of them")
    skills: list[str] | None = Field(None, max_length=10, description=f"{', '.join(Skill)}; null: as before")


class DutyOut(Schema):
    counter: str
    officer: str
    fields: list[str]
    opened_at: Moment
    closed_at: Moment | None


class Transfer(Schema):
    """Another field, another receiving point or one counter alone; at least one of them."""

    field: str = Field("", max_length=30)
    counter: str = Field("", max_length=12, examples=["17791-3"], description="only this one may call it")
    point: str = Field("", max_length=36, description="id of a receiving point, or main")
    note: str = Field("", max_length=400, description="for the next officer; never in the journal")


class VisitEnding(Schema):
    outcome: str = Field("", max_length=20, description=", ".join(OUTCOMES))


class Voiding(Schema):
    reason: str = Field(max_length=20, description=", ".join(VOID_REASONS))


class Present(Schema):
    """The number that is at a counter."""

    id: UUID
    number: str
    field: str
    state: str


class Away(Schema):
    """The break that the officer of an open counter takes now."""

    reason: str = Field(description=", ".join(BREAK_REASONS))
    begins_at: Moment
    until: Moment | None = Field(description="back at, where that was said")


class CounterOut(Schema):
    id: str = Field(examples=["17791-3"])
    number: int
    is_open: bool
    officer: str | None
    fields: list[str]
    opened_at: Moment | None
    ticket: Present | None
    away: Away | None = Field(description="on a break; such a counter calls nobody")


class Waiting(Schema):
    field: str
    name_vi: str
    name_en: str
    count: int


class Called(Schema):
    number: str
    counter: int
    called_at: Moment
    state: str


class HallOut(Schema):
    center: str
    counters: list[CounterOut]
    waiting: list[Waiting]
    called: list[Called] = Field(description="the latest calls, newest first")
    as_of: Moment


def number_given(standing: Standing) -> NumberGiven:
    ticket = standing.ticket
    return NumberGiven(
        id=ticket.pk,
        number=ticket.text,
        token=ticket.token,
        people_ahead=standing.ahead,
        promised_by=standing.promised_by,
    )


def ticket_out(ticket: Ticket) -> TicketOut:
    center = ticket.center.code
    return TicketOut(
        id=ticket.pk,
        number=ticket.text,
        center=center,
        field=ticket.field_id,
        procedure=ticket.procedure_code or None,
        dossier=ticket.dossier_code or None,
        priority=ticket.priority or None,
        lane=ticket.lane,
        state=ticket.state,
        counter=counter_id(center, ticket.counter) if ticket.counter else None,
        issued_at=ticket.issued_at,
        called_at=ticket.called_at,
        serving_at=ticket.serving_at,
        ended_at=ticket.ended_at,
        calls=ticket.calls,
        missed=ticket.missed,
    )


def counter_id(center: str, counter: Counter) -> str:
    """The center's code and the number on the wall: ``17791-3``."""
    return f"{center}-{counter.number}"


def duty_out(duty: Duty, counter: Counter) -> DutyOut:
    return DutyOut(
        counter=counter_id(counter.center.code, counter),
        officer=duty.officer.name_vi,
        fields=duty.fields,
        opened_at=duty.opened_at,
        closed_at=duty.closed_at,
    )


def hall_out(center: Center, counters: list[AtCounter], board: Board) -> HallOut:
    return HallOut(
        center=center.code,
        counters=[_counter(center, row) for row in counters],
        waiting=[
            Waiting(
                field=line.field.code,
                name_vi=line.field.name_vi,
                name_en=line.field.name_en,
                count=line.waiting,
            )
            for line in board.lines
        ],
        called=[_called(ticket) for ticket in board.calls],
        as_of=board.as_of,
    )


def _counter(center: Center, row: AtCounter) -> CounterOut:
    ticket, duty, away = row.ticket, row.duty, row.away
    return CounterOut(
        id=counter_id(center.code, row.counter),
        number=row.counter.number,
        is_open=duty is not None,
        officer=duty.officer.name_vi if duty else None,
        fields=duty.fields if duty else [],
        opened_at=duty.opened_at if duty else None,
        ticket=Present(id=ticket.pk, number=ticket.text, field=ticket.field_id, state=ticket.state)
        if ticket
        else None,
        away=Away(reason=away.reason, begins_at=away.begins_at, until=away.until) if away else None,
    )


def _called(ticket: Ticket) -> Called:
    at: datetime | None = ticket.called_at
    assert at is not None, "the board shows called numbers only"
    assert ticket.counter is not None, "called to a counter"
    return Called(number=ticket.text, counter=ticket.counter.number, called_at=at, state=ticket.state)
