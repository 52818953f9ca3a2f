"""The dossier's dates: from the rows of its ledger to the rule's replay, by both of its terms."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from motcua.catalogue.models import ProcedureTerm
from motcua.domain import clock
from motcua.domain.clock import Deadline
from motcua.domain.ledger import ClockEvent, ClockKind
from motcua.domain.term import Channel, Term, Unit
from motcua.domain.words import Words
from motcua.domain.working_hours import WorkingHours
from motcua.dossiers.models import ClockEntry, Dossier
from motcua.dossiers.spans import next_warning
from motcua.places.hours import calendar_of, hours_of


@dataclass(frozen=True, slots=True)
class Reckoning:
    """Both clocks of one ledger: the appointment that was promised, and the end of the legal term."""

    promised: Deadline
    legal: Deadline

    @property
    def dates(self) -> tuple[datetime, ...]:
        """The appointment, the one first given, the end of the legal term, the first instant."""
        appointment = self.promised
        return appointment.due_at, appointment.due_original, self.legal.due_by_term, appointment.counted_from

    def columns(self) -> dict[str, datetime | None]:
        """What the dossier's row keeps of it."""
        return {
            "due_at": self.promised.due_at,
            "due_original": self.promised.due_original,
            "legal_due_at": self.legal.due_by_term,  # an apology does not lengthen the law's term
            "counted_from": self.promised.counted_from,
            "next_warning_at": next_warning(self.promised),
        }


def term_of(row: ProcedureTerm) -> Term:
    return Term(row.value, Unit(row.unit))


def reckon(
    events: Sequence[ClockEvent], value: int, promised: int | None, unit: str, hours: WorkingHours
) -> Reckoning:
    """Replay the ledger by the legal term, and by the shorter promise where there is or was one.

    ``hours``: of the center, by the calendar of the day of receipt.
    """
    ground, in_law = (hours.calendar, hours.sessions), Term(value, Unit(unit))
    if promised is None and not any(event.former_promise for event in events):
        legal = clock.replay(events, in_law, *ground)
        return Reckoning(legal, legal)
    given = Term(promised, Unit(unit)) if promised else in_law
    as_promised = [
        replace(event, former=event.former_promise) if event.former_promise else event for event in events
    ]
    appointment = clock.replay(as_promised, given, *ground)
    return Reckoning(appointment, clock.replay(events, in_law, *ground, beside_promise=True))


def first_reckoning(at: datetime, channel: str, term: ProcedureTerm, hours: WorkingHours) -> Reckoning:
    """What the receipt says of a dossier received at this instant."""
    event = ClockEvent(ClockKind.RECEIVED, at, channel=Channel(channel))
    return reckon([event], term.value, term.promised_value, term.unit, hours)


def deadline(dossier: Dossier) -> Deadline:
    """The present appointment with its reasons, replayed from the dossier's ledger."""
    return reckoning(dossier).promised


def appointment(dossier: Dossier) -> Deadline | None:
    """The same, or None for a dossier whose clock never started: it is not accepted (yet)."""
    return deadline(dossier) if dossier.clock_entries.all() else None


def reckoning(dossier: Dossier) -> Reckoning:
    """Both clocks of a dossier as its ledger stands."""
    return replayed(dossier, list(dossier.clock_entries.all()))


def replayed(dossier: Dossier, entries: Sequence[ClockEntry]) -> Reckoning:
    """Both clocks by these rows; the first names the calendar of the day of receipt."""
    return reckon(
        [event_of(entry) for entry in entries],
        dossier.term_value,
        dossier.promised_value,
        dossier.term_unit,
        hours_of(dossier.center, entries[0].calendar if entries else None),
    )


def former_term(value: int | None, unit: str) -> Term | None:
    """What a row that changed the term says of the one before; None in all other rows."""
    return Term(value, Unit(unit)) if unit and value is not None else None


def event_of(entry: ClockEntry) -> ClockEvent:
    return ClockEvent(
        ClockKind(entry.kind),
        entry.at,
        channel=Channel(entry.channel) if entry.channel else None,
        to=entry.until,
        corrects=None if entry.corrects is None else entry.corrects - 1,
        calendar=calendar_of(entry.calendar) if entry.calendar else None,
        former=former_term(entry.former_value, entry.former_unit),
        former_promise=former_term(entry.former_promise, entry.former_unit),
        note=Words(entry.reason_vi, entry.reason_en or entry.reason_vi) if entry.reason_vi else None,
    )
