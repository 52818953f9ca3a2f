"""Telling the applicants whose appointment a changed calendar moved: after the deed, in small parts."""

from datetime import datetime

from motcua.base.actions import action
from motcua.base.actors import Actor
from motcua.base.journal import record
from motcua.domain.states import RUNNING_STATES
from motcua.dossiers.models import Dossier
from motcua.dossiers.recounted import AT_ONCE, appointments, counted_by
from motcua.dossiers.telling import tell_applicant
from motcua.dossiers.telling_changes import moved_text
from motcua.places.models import Center


@action
def announce_recount(center: Center, *, number: int, after: str = "", by: Actor, now: datetime) -> int:
    """Tell of version ``number`` of the calendar those after this dossier's key; how many were told.

    The event names the last one looked at: whoever hears of it goes on from there, until nobody is left.
    An appointment that moved again since, or that waits for the applicant, is told of by what moves it.
    """
    dossiers = list(counted_by(center, number, after)[:AT_ONCE])
    if not dossiers:
        return 0
    told = 0
    for dossier in dossiers:
        old, new = appointments(dossier, number)
        if dossier.state in RUNNING_STATES and old != new == dossier.due_at:
            told += bool(tell_applicant(dossier, moved_text(dossier, old, new), by=by, now=now))
    last: Dossier = dossiers[-1]
    record("calendar.told", center, by=by, at=now, number=number, after=str(last.pk), told=told)
    return told
