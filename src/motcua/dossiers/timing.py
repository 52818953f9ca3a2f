"""The dossier's dates: from the rows of its ledger to the rule's replay."""

from datetime import datetime

from motcua.catalogue.models import ProcedureTerm
from motcua.domain import clock
from motcua.domain.clock import Deadline
from motcua.domain.ledger import ClockEvent, ClockKind
from motcua.domain.term import Channel, Term, Unit
from motcua.domain.working_hours import WorkingHours
from motcua.dossiers.models import ClockEntry, Dossier
from motcua.places.hours import hours_of


def term_of(row: ProcedureTerm) -> Term:
    return Term(row.value, Unit(row.unit))


def first_deadline(received_at: datetime, term: Term, channel: str, hours: WorkingHours) -> Deadline:
    """The due date on the receipt."""
    event = ClockEvent(ClockKind.RECEIVED, received_at, channel=Channel(channel))
    return clock.replay([event], term, hours.calendar, hours.sessions)


def deadline(dossier: Dossier) -> Deadline:
    """The present due date with its reasons, replayed from the dossier's ledger."""
    events = [_event(entry) for entry in dossier.clock_entries.all()]
    term = Term(dossier.term_value, Unit(dossier.term_unit))
    hours = hours_of(dossier.center)
    return clock.replay(events, term, hours.calendar, hours.sessions)


def _event(entry: ClockEntry) -> ClockEvent:
    return ClockEvent(
        ClockKind(entry.kind),
        entry.at,
        channel=Channel(entry.channel) if entry.channel else None,
        to=entry.until,
    )
