"""Adopting a version of the working calendar where no dossier waits: at set-up.

In a running province ``dossiers.actions.change_calendar`` does it, and re-dates the open dossiers.
"""

from datetime import datetime

from motcua.base.actions import action
from motcua.base.actors import Actor
from motcua.base.journal import record
from motcua.domain.workdays import Calendar
from motcua.places.calendars import document_code, entered, put_in_force
from motcua.places.models import CalendarVersion, Unit


@action
def adopt(
    province: Unit, *, calendar: Calendar, decision: str, source: str, by: Actor, now: datetime
) -> CalendarVersion:
    """Put this calendar in force; the one before stays, for the dates that were counted by it."""
    version = entered(calendar, decision=decision, source=source, by=by, now=now)
    put_in_force(version)
    record(
        "calendar.adopted",
        province,
        by=by,
        at=now,
        number=version.number,
        decision=document_code(decision),
        digest=version.digest,
    )
    return version
