"""Receiving a complete dossier: one transaction from the table at the counter to the receipt."""

from datetime import datetime

from motcua.base.actions import action, part_of_action
from motcua.base.journal import record
from motcua.catalogue.queries import Bundle, in_force
from motcua.domain.ledger import ClockKind
from motcua.domain.states import Move
from motcua.dossiers import access
from motcua.dossiers.charging import charge_for
from motcua.dossiers.filing import Filing, check, check_filed_here
from motcua.dossiers.handing import TRAVELLING, line_to
from motcua.dossiers.models import ClockEntry, Dossier, Paper, Step
from motcua.dossiers.moving import actor_text, begin
from motcua.dossiers.registration import applicant_of, new_dossier, papers_of, what_was_received
from motcua.dossiers.stepping import draft, units_of
from motcua.dossiers.timing import first_reckoning
from motcua.hall.models import Ticket
from motcua.people.models import Officer
from motcua.places.hours import business_date, hours_of, version_in_force
from motcua.places.models import CalendarVersion, Center


@action
def receive(
    filing: Filing, *, center: Center, ticket: Ticket | None = None, by: Officer, now: datetime
) -> Dossier:
    """Accept a complete dossier: pin the revision, start the clock, give code, first steps, receipt.

    Raises ``InvalidFields`` naming every gap at once, and refuses a procedure that is not in force,
    one that must be filed elsewhere, and an officer who does not receive at this center.
    """
    day = business_date(now)
    access.check_may_receive(by, center, day)
    parts = in_force(filing.procedure, day)
    check_filed_here(parts)
    filing = check(filing, parts, day)
    calendar = version_in_force(to_count_by=True)
    dossier = new_dossier(filing, parts, center=center, ticket=ticket, by=by, now=now)
    set_dates(dossier, parts, calendar, since=now)
    begin(dossier, Move.ACCEPT, by=by, now=now)
    dossier.save(force_insert=True)
    applicant_of(dossier, filing).save(force_insert=True)
    papers = Paper.objects.bulk_create(papers_of(dossier, parts, filing))
    travels = any(paper.kind in TRAVELLING for paper in papers)
    start(dossier, parts, calendar, since=now, has_paper=travels, note=filing.note, by=by, now=now)
    record("dossier.received", dossier, by=by, at=now, **what_was_received(dossier, parts, ticket))
    return dossier


def set_dates(dossier: Dossier, parts: Bundle, calendar: CalendarVersion | None, *, since: datetime) -> None:
    """The dates that the clock gives when it starts at ``since``."""
    hours = hours_of(dossier.center, calendar)
    reckoning = first_reckoning(since, dossier.channel, parts.terms[dossier.channel], hours)
    for name, value in reckoning.columns().items():
        setattr(dossier, name, value)
    dossier.reckoned = reckoning.promised


@part_of_action
def start(
    dossier: Dossier,
    parts: Bundle,
    calendar: CalendarVersion | None,
    *,
    since: datetime,
    has_paper: bool | None = None,
    note: str = "",
    by: Officer,
    now: datetime,
) -> None:
    """The first row of the ledger, the charge, the step of reception done and the next one open."""
    ClockEntry.objects.create(
        dossier=dossier,
        position=1,
        kind=ClockKind.RECEIVED,
        at=since,
        channel=dossier.channel,
        calendar=calendar,
        recorded_at=now,
        actor=actor_text(by),
    )
    charge = charge_for(dossier, parts, dossier.channel, by=by, now=now)
    if charge is not None:
        charge.save(force_insert=True)
    hours, units = hours_of(dossier.center, calendar), units_of(dossier)
    first, second = (draft(dossier, parts, row, units, hours, now) for row in parts.steps[:2])
    first.officer = first.done_by = by
    first.done_at, first.outcome = now, Step.Outcome.DONE
    first.note = note
    Step.objects.bulk_create([first, second])
    line = line_to(second, after=first, by=by, now=now, hours=hours, has_paper=has_paper)
    line.save(force_insert=True)
