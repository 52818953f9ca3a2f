"""The last press at a counter: what it changed, kept so that it can be taken back (``actions.undo``)."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, cast
from uuid import UUID

from django.db.models import Field, ForeignKey

from motcua.base.actions import part_of_action
from motcua.hall.models import Duty, Ticket
from motcua.people.models import Officer

KEPT = (
    *("state", "counter_id", "officer_id", "called_at", "calls", "missed", "serving_at", "ended_at"),
    *("present_at", "returns_at", "lane", "field_id", "point_id", "procedure_code", "amount", "outcome"),
)
"""Of a number: codes, ids and times only. What a person is called, or a note says, is not kept here."""


@part_of_action
def remember(kind: str, ticket: Ticket, *, by: Officer, now: datetime, **duty_changes: Any) -> None:
    """Keep the number as it is now, before the event ``kind`` changes it, at the counter this officer has
    open (if any); ``duty_changes`` are saved with it. One statement."""
    press = {
        "kind": kind,
        "ticket": str(ticket.pk),
        "number": ticket.text,
        "at": moment(now),
        "before": snapshot(ticket),
    }
    changes = {"last_press": press | {"run": duty_changes.pop("run_before", None)}, **duty_changes}
    Duty.objects.filter(officer=by, closed_at__isnull=True).update(**changes)


def snapshot(ticket: Ticket) -> dict[str, str | int | None]:
    return {name: _plain(getattr(ticket, name)) for name in KEPT}


def restored(before: Mapping[str, Any]) -> dict[str, Any]:
    """The snapshot as values of the table."""
    return {name: _column(name).to_python(value) for name, value in before.items()}


def _column(name: str) -> "Field[Any, Any]":
    column = Ticket._meta.get_field(name.removesuffix("_id"))
    return column.target_field if isinstance(column, ForeignKey) else cast("Field[Any, Any]", column)


def moment(at: datetime) -> str:
    """A time as the press keeps it: UTC, to the microsecond."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _plain(value: object) -> str | int | None:
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, UUID):
        return str(value)
    if value is None or isinstance(value, int | str):
        return value
    raise TypeError(f"not kept in a press: {type(value).__name__}")
