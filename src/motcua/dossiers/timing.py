"""The dossier's dates: from ledger rows to the rule's replay, and each step's own share of the time."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

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
        ClockKind(entry.kind), entry.at, channel=Channel(entry.channel) if entry.channel else None, to=entry.until
    )


@dataclass(frozen=True, slots=True)
class Share:
    """What part of the counted time is used when a step ends: hours so far out of all hours."""

    until: Decimal
    total: Decimal


def step_due(received_at: datetime, due_at: datetime, share: Share, hours: WorkingHours) -> datetime:
    """When a step is due: its cumulative share of the working time from reception to the due date.

    Published steps are in hours at 8 a day; as a share they fit a center that works 7.5 hours and a
    term in calendar days alike. The step after which nothing is counted ends with the term itself.
    """
    if not share.total or share.until >= share.total:
        return due_at
    working = hours.working_time_between(received_at, due_at)
    return hours.walk(received_at, working * float(share.until / share.total))
