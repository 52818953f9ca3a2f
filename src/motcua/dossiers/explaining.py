"""Every date of a dossier, line by line: the ledger, both clocks, the steps' shares, who used the overdue."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from motcua.catalogue.queries import bundle
from motcua.domain.clock import Deadline
from motcua.domain.clock_words import sentence
from motcua.domain.ledger import Step as Row
from motcua.domain.overdue import Overdue, Work, attribute
from motcua.domain.term import Term
from motcua.domain.words import Words
from motcua.dossiers.models import ClockEntry, Dossier, Step
from motcua.dossiers.timing import Reckoning, reckoning


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the ledger: what it says, and the appointment and the legal end before and after it."""

    entry: ClockEntry
    words: Words
    due_before: datetime | None
    due_after: datetime
    legal_before: datetime | None
    legal_after: datetime


@dataclass(frozen=True, slots=True)
class Share:
    """One step: its counted hours of the process, what it used of its share, its part of the overdue."""

    step: Step
    hours: Decimal
    allowed: timedelta
    used: timedelta
    overdue: timedelta


@dataclass(frozen=True, slots=True)
class Account:
    """The whole explanation. ``overdue`` is measured against the present term, without the extension."""

    reckoning: Reckoning
    lines: tuple[Line, ...]
    shares: tuple[Share, ...]
    overdue: Overdue

    @property
    def promised(self) -> Deadline:
        return self.reckoning.promised

    @property
    def legal(self) -> Deadline:
        return self.reckoning.legal

    @property
    def terms(self) -> tuple[Term, Term]:
        """The promised one and the law's; the same where nothing shorter is promised."""
        return self.promised.term, self.legal.term

    @property
    def by_unit(self) -> list[tuple[Words, timedelta]]:
        """The overdue by the unit that used it; the parts are the whole."""
        names = {str(share.step.unit_id): share.step.unit for share in self.shares}
        return [
            (Words(names[key].name_vi, names[key].name_in("en")), timedelta(seconds=seconds))
            for key, seconds in self.overdue.by_unit().items()
        ]


def account(dossier: Dossier, now: datetime) -> Account | None:
    """The explanation as things stand; None for a dossier whose clock never started.

    Asks nothing that ``queries.file_of`` has not read, but the procedure's parts.
    """
    entries = list(dossier.clock_entries.all())
    if not entries:
        return None
    found = reckoning(dossier)
    lines = tuple(
        _line(entry, row, in_law)
        for entry, row, in_law in zip(entries, found.promised.steps, found.legal.steps, strict=True)
    )
    hours = {row.position: row.hours for row in bundle(dossier.revision).steps if row.is_counted}
    steps = [step for step in dossier.steps.all() if step.position in hours]
    shared = attribute(
        [
            Work(str(step.position), str(step.unit_id), hours[step.position], step.opened_at, step.done_at)
            for step in steps
        ],
        found.promised.running,
        due_at=found.promised.due_by_term,
        until=dossier.processed_at or now,
        process_hours=sum(hours.values(), Decimal()),
        hours=found.promised.hours,
    )
    last = {str(step.position): step for step in steps}
    shares = tuple(
        Share(
            last[part.key],
            hours[last[part.key].position],
            timedelta(seconds=part.allowed),
            timedelta(seconds=part.used),
            timedelta(seconds=part.overdue),
        )
        for part in shared.parts
    )
    return Account(found, lines, shares, shared)


def _line(entry: ClockEntry, row: Row, in_law: Row) -> Line:
    return Line(entry, sentence(row), row.due_before, row.due_after, in_law.due_before, in_law.due_after)
