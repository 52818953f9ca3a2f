"""A dossier as rows that are not saved yet: what reception, the post and the portal have in common."""

import os
from datetime import datetime

from motcua.base.counting import next_number
from motcua.base.rows import new_id
from motcua.catalogue.queries import Bundle
from motcua.domain import codes
from motcua.domain.folding import fold
from motcua.domain.refusal import Refusal
from motcua.domain.words import Words
from motcua.dossiers.filing import Filing
from motcua.dossiers.models import Applicant, CodeSeries, Dossier, Paper
from motcua.dossiers.stepping import units_of
from motcua.hall.models import Ticket
from motcua.people.models import Officer
from motcua.places.hours import business_date
from motcua.places.models import Center

AT_THE_COUNTER = (Ticket.State.CALLED, Ticket.State.SERVING, Ticket.State.HELD, Ticket.State.DONE)


def new_dossier(
    filing: Filing, parts: Bundle, *, center: Center, ticket: Ticket | None, by: Officer, now: datetime
) -> Dossier:
    """The dossier with its code, without dates and state. Refuses a number this officer did not serve."""
    day = business_date(now)
    check_ticket(ticket, center, by)
    serial = next_number(CodeSeries, unit=center.unit, day=day)
    term = parts.terms[filing.channel]
    fee = parts.fee(filing.channel)
    dossier = Dossier(
        id=new_id(),
        code=codes.dossier_code(center.identifier, day, serial),
        token=codes.new_token(os.urandom(codes.TOKEN_BYTES)),
        center=center,
        revision=parts.revision,
        ticket=ticket,
        channel=filing.channel,
        term_value=term.value,
        term_unit=term.unit,
        promised_value=term.promised_value,
        received_at=now,
        received_by=by,
        fee=(fee.amount or 0) if fee else 0,
        fee_note=fee.kind if fee else "",
        answers=filing.answers,
        return_way=filing.delivery.way,
    )
    dossier.competent_unit = units_of(dossier)["commune"]
    return dossier


def what_was_received(
    dossier: Dossier, parts: Bundle, ticket: Ticket | None = None
) -> dict[str, str | int | None]:
    """What the journal says of a dossier that is accepted, at the counter or from afar."""
    return {
        "procedure": parts.procedure.code,
        "revision": parts.revision.number,
        "channel": dossier.channel,
        "due": dossier.due_at.isoformat(),
        "ticket": str(ticket.pk) if ticket else None,
    }


def applicant_of(dossier: Dossier, filing: Filing) -> Applicant:
    person = filing.applicant
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
        **filing.delivery.columns,
    )


def papers_of(dossier: Dossier, parts: Bundle, filing: Filing) -> list[Paper]:
    by_code = {document.code: document for document in parts.documents}
    return [
        Paper(dossier=dossier, document=by_code[handed.code], kind=handed.kind, count=handed.count)
        for handed in filing.papers
    ]


def check_ticket(ticket: Ticket | None, center: Center, by: Officer) -> None:
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
