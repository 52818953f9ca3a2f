"""A number in place of another: the wrong field was chosen, or the slip is lost or spoiled."""

from datetime import datetime

from motcua.base.actions import action
from motcua.base.journal import record
from motcua.base.rows import new_id
from motcua.catalogue.models import Field
from motcua.domain.refusal import Invalid
from motcua.domain.words import Words
from motcua.hall import moves
from motcua.hall.actions import entering
from motcua.hall.fields_now import rules_of_field
from motcua.hall.guards import check_may_attend, lock_ticket
from motcua.hall.locking import lock_hall
from motcua.hall.models import Errand, Ticket
from motcua.people.models import Officer

REPLACE_REASONS: dict[str, Words] = {
    "wrong_field": Words("Chọn nhầm lĩnh vực", "The wrong field was chosen"),
    "lost": Words("Mất phiếu", "The slip is lost"),
    "damaged": Words("Phiếu rách, mờ", "The slip is torn or cannot be read"),
}
KEPT = (
    "center", "day", "procedure_code", "dossier_code", "priority", "lane", "point", "needs", "amount",
    "source", "present_at", "appointment_at", "drawn", "holder", "agent", "queued_at", "returns_at", "missed",
    "checked_at", "note",
)  # fmt: skip
"""What the new number takes over: above all the place in the line."""


@action
def replace(
    ticket: Ticket,
    *,
    reason: str,
    by: Officer,
    now: datetime,
    field: Field | None = None,
    press: str | None = None,
) -> Ticket:
    """A new number with the same arrival, in ``field`` where the wrong one was chosen; the old one is void.

    ``reason``: one of ``REPLACE_REASONS``. Only while it waits. The same ``press`` gives the same number.
    """
    before = entering.of_press(ticket.center, press)
    if before is not None:
        return before
    check_may_attend(ticket.center, by, now)
    moves.check_reason(reason, REPLACE_REASONS)
    _check_field(ticket, field, reason)
    lock_hall(ticket.center, now)
    old = lock_ticket(ticket, "replace")
    field = field or old.field
    new = Ticket(
        id=new_id(), series=field.series, field=field, issued_at=max(now, old.issued_at), press=press,
        replaces=old, **{name: getattr(old, name) for name in KEPT},
    )  # fmt: skip
    if field.pk != old.field_id:
        new.procedure_code = ""  # it belongs to the field they did not come for
    old.state, old.ended_at = Ticket.State.VOID, new.issued_at
    old.save(update_fields=["state", "ended_at"])
    record("ticket.voided", old, by=by, at=now, reason="replaced", why=reason)
    entering.enter(
        new, rules_of_field(old.center, field), (), limited=False, by=by, now=now, replaces=str(old.pk)
    )
    Errand.objects.filter(ticket=old).exclude(field=field).update(ticket=new)
    return new


def _check_field(ticket: Ticket, field: Field | None, reason: str) -> None:
    if (reason == "wrong_field") == (field is not None and field.pk != ticket.field_id):
        return
    raise Invalid(
        "field_to_replace",
        Words("Chọn lĩnh vực đúng.", "Choose the right field."),
        field="field",
    )
