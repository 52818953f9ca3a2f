"""A recorded time was wrong: a named person puts it right, with the reason, and every date follows."""

from datetime import datetime

from motcua.base.actions import action
from motcua.base.journal import record
from motcua.domain.free_text import written
from motcua.domain.ledger import ClockKind
from motcua.domain.refusal import Conflict, Invalid
from motcua.domain.states import OPEN_STATES, RUNNING_STATES
from motcua.domain.words import Words
from motcua.dossiers.clock_access import check_may_correct
from motcua.dossiers.ledger_entries import enter
from motcua.dossiers.models import ClockEntry, Dossier
from motcua.dossiers.moving import locked
from motcua.dossiers.telling import tell_applicant
from motcua.dossiers.telling_changes import moved_text
from motcua.people.models import Officer
from motcua.places.hours import business_date

REASON_LENGTH = 250


@action
def correct_clock(
    dossier: Dossier, *, position: int, right: datetime, reason: str, by: Officer, now: datetime
) -> ClockEntry:
    """Row ``position`` (from 1) of the ledger happened at ``right``; the wrong time stays readable.

    Raises ``Forbidden`` for anybody but the head of the center, ``Conflict`` where the dossier has ended,
    ``ClockRefusal`` where it cannot have happened then: after now, or before what came before it.
    """
    dossier = locked(dossier)
    check_may_correct(by, dossier, business_date(now))
    if dossier.state not in OPEN_STATES:
        raise Conflict(
            "clock_has_ended",
            Words(
                vi="Hồ sơ đã giải quyết xong nên thời hạn không sửa được nữa.",
                en="The dossier has ended, so its clock can no longer be corrected.",
            ),
        )
    reason = " ".join(written(reason, field="reason", most=REASON_LENGTH).split())
    if not reason:
        raise Invalid(
            "reason_missing",
            Words(vi="Ghi lý do sửa.", en="Give the reason for the correction."),
            field="reason",
        )
    signed = Words(vi=f"{by.name_vi}: {reason}"[:300], en=f"{by.name_vi}: {reason}"[:300])
    before = dossier.due_at
    reckoning = enter(
        dossier, ClockKind.CORRECTED, at=now, until=right, corrects=position, reason=signed, by=by, now=now
    )
    if dossier.state in RUNNING_STATES and dossier.due_at != before:
        tell_applicant(dossier, moved_text(dossier, before, dossier.due_at), by=by, now=now)
    record(
        "dossier.clock_corrected",
        dossier,
        by=by,
        at=now,
        position=position,
        due=reckoning.promised.due_at.isoformat(),
    )
    return dossier.clock_entries.latest("position")
