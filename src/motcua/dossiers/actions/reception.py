"""Receiving a complete dossier: one transaction from the table at the counter to the receipt."""

import os
from datetime import datetime

from motcua.base.actions import action
from motcua.base.counting import next_number
from motcua.base.journal import record
from motcua.base.rows import new_id
from motcua.catalogue.models import ProcedureTerm
from motcua.catalogue.queries import Bundle, in_force
from motcua.domain import codes
from motcua.domain.folding import fold
from motcua.domain.ledger import ClockKind
from motcua.domain.refusal import Refusal
from motcua.domain.states import Move
from motcua.domain.words import Words
from motcua.domain.working_hours import WorkingHours
from motcua.dossiers import access
from motcua.dossiers.filing import Filing, Person, check, check_filed_here
from motcua.dossiers.models import Applicant, ClockEntry, CodeSeries, Dossier, Paper, Step
from motcua.dossiers.moving import actor_text, begin
from motcua.dossiers.stepping import draft, units_of
from motcua.dossiers.timing import first_reckoning
from motcua.hall.models import Ticket
from motcua.people.models import Officer
from motcua.places.hours import business_date, hours_of
from motcua.places.models import Center

AT_THE_COUNTER = (Ticket.State.CALLED, Ticket.State.SERVING, Ticket.State.HELD, Ticket.State.DONE)


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
    hours = hours_of(center)
    dossier = _dossier(filing, parts, center, ticket, by, now)
    units = units_of(dossier)
    dossier.competent_unit = units["commune"]
    _set_dates(dossier, parts.terms[filing.channel], hours, now)
    begin(dossier, Move.ACCEPT, by=by, now=now)
    dossier.save(force_insert=True)
    _applicant(dossier, filing.applicant).save(force_insert=True)
    Paper.objects.bulk_create(_papers(dossier, parts, filing))
    ClockEntry.objects.create(
        dossier=dossier,
        position=1,
        kind=ClockKind.RECEIVED,
        at=now,
        channel=filing.channel,
        recorded_at=now,
        actor=actor_text(by),
    )
    first, second = (draft(dossier, parts, row, units, hours, now) for row in parts.steps[:2])
    first.officer = first.done_by = by
    first.done_at = now
    first.note = filing.note
    Step.objects.bulk_create([first, second])
    record(
        "dossier.received",
        dossier,
        by=by,
        at=now,
        procedure=parts.procedure.code,
        revision=parts.revision.number,
        channel=filing.channel,
        due=dossier.due_at.isoformat(),
        ticket=str(ticket.pk) if ticket else None,
    )
    return dossier


def _dossier(
    filing: Filing, parts: Bundle, center: Center, ticket: Ticket | None, by: Officer, now: datetime
) -> Dossier:
    day = business_date(now)
    _check_ticket(ticket, center, by)
    serial = next_number(CodeSeries, unit=center.unit, day=day)
    fee = parts.fee(filing.channel)
    return Dossier(
        id=new_id(),
        code=codes.dossier_code(center.identifier, day, serial),
        token=codes.new_token(os.urandom(codes.TOKEN_BYTES)),
        center=center,
        revision=parts.revision,
        ticket=ticket,
        channel=filing.channel,
        received_at=now,
        received_by=by,
        fee=(fee.amount or 0) if fee else 0,
        fee_note=fee.kind if fee else "",
        answers=filing.answers,
    )


def _set_dates(dossier: Dossier, term: ProcedureTerm, hours: WorkingHours, now: datetime) -> None:
    dossier.term_value, dossier.promised_value, dossier.term_unit = term.value, term.promised_value, term.unit
    reckoning = first_reckoning(now, dossier.channel, term, hours)
    for name, value in reckoning.columns().items():
        setattr(dossier, name, value)
    dossier.reckoned = reckoning.promised


def _applicant(dossier: Dossier, person: Person) -> Applicant:
    return Applicant(
        dossier=dossier,
        kind=person.kind,
        name=person.name,
        name_search=fold(person.name)[:200],
        identity_number=person.identity_number,
        born_on=person.born_on,
        address=person.address,
        phone=person.phone,
        email=person.email,
        agent_name=person.agent_name,
        agent_identity_number=person.agent_identity_number,
        agent_paper=person.agent_paper,
    )


def _papers(dossier: Dossier, parts: Bundle, filing: Filing) -> list[Paper]:
    by_code = {document.code: document for document in parts.documents}
    return [
        Paper(dossier=dossier, document=by_code[handed.code], kind=handed.kind, count=handed.count)
        for handed in filing.papers
    ]


def _check_ticket(ticket: Ticket | None, center: Center, by: Officer) -> None:
    """A dossier comes without a number, or from somebody this officer has served.

    The visit may have been ended a moment ago, while the form was still open.
    """
    if ticket is None:
        return
    if ticket.center_id != center.pk:
        raise Refusal(
            "ticket_elsewhere",
            Words(vi="Số này thuộc trung tâm khác.", en="This number belongs to another center."),
            field="ticket",
        )
    if ticket.officer_id != by.pk or ticket.state not in AT_THE_COUNTER:
        raise Refusal(
            "ticket_not_served",
            Words(
                vi=f"Số {ticket.text} không được gọi vào quầy của bạn; gọi số trước khi nhận hồ sơ.",
                en=f"Number {ticket.text} is not at your counter; call it before you receive its dossier.",
            ),
            field="ticket",
        )
