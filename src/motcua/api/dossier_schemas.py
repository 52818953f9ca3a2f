"""What goes into the dossiers' endpoints, and the shapes of what comes out (made in ``dossier_views``)."""

from datetime import date
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from motcua.api.shapes import Moment, Named, Reason
from motcua.catalogue.models import Channel
from motcua.domain.delivery import Way
from motcua.domain.validity import ResultStanding
from motcua.dossiers.delivering import Delivery
from motcua.dossiers.models import Applicant, Decision, Paper, Return

LONG = 2_000
"""Letters; what may really be stored says the rule, with its own sentence."""
MOST_DOCUMENTS = 200


class Person(Schema):
    """Fields of Form 01; ``agent_*``: who files for the applicant, and on which paper."""

    name: str = Field(max_length=LONG)
    kind: str = Field("person", max_length=20, description=", ".join(Applicant.Kind.values))
    identity_number: str = Field("", max_length=50)
    born_on: date | None = None
    address: str = Field("", max_length=LONG)
    phone: str = Field("", max_length=50)
    email: str = Field("", max_length=300)
    agent_name: str = Field("", max_length=LONG)
    agent_identity_number: str = Field("", max_length=50)
    agent_paper: str = Field("", max_length=LONG)


class HandedIn(Schema):
    code: str = Field(max_length=20, description="of the document in the procedure", examples=["D1"])
    kind: str = Field(max_length=20, description=", ".join(Paper.Kind.values))
    count: int = 1


class DeliveryIn(Schema):
    """How the result reaches the applicant; for the post, where it is another address than theirs."""

    way: str = Field("counter", max_length=20, description=", ".join(Way))
    address: str = Field("", max_length=LONG)
    phone: str = Field("", max_length=50)

    def rule(self) -> Delivery:
        return Delivery(self.way, self.address, self.phone)


class Reception(Schema):
    """A complete dossier as it lies on the counter."""

    center: str = Field(max_length=10, examples=["17791"])
    procedure: str = Field(max_length=30, examples=["1.001193"])
    channel: str = Field(max_length=10, description=", ".join(Channel.values))
    applicant: Person
    documents: list[HandedIn] = Field(max_length=MOST_DOCUMENTS)
    answers: dict[str, Any] = {}
    delivery: DeliveryIn = DeliveryIn.model_validate({})
    ticket: UUID | None = Field(None, description="the number of the visit")
    note: str = Field("", max_length=LONG, description="to the next officer")


class Received(Schema):
    code: str = Field(examples=["H41.17.791-261123-0007"])
    due_at: Moment
    why: list[Reason]
    receipt: str = Field(description="where the receipt (Form 01, PDF) is")
    follow: str = Field(description="the page on which the resident follows the dossier; for the QR code")


class Seen(Schema):
    step: int | None = Field(
        None, description="turn of the step the caller saw; 409 where the dossier has moved on"
    )


class Assignment(Seen):
    officer: str = Field(max_length=60, description="log-in name", examples=["office.kimbang"])
    note: str = Field("", max_length=LONG)


class StepCompletion(Seen):
    note: str = Field("", max_length=LONG)


class DecisionWanted(Seen):
    kind: str = Field(max_length=20, description=", ".join(Decision.Kind.values))
    reason: str = Field("", max_length=LONG, description="required for a refusal")
    without_opinions: str = Field(
        "", max_length=LONG, description="why not to wait for the units that were asked; else 422"
    )


class Issuing(Seen):
    valid_until: date | None = Field(None, description="where the decision itself sets the last day")
    symbol: str = Field(max_length=LONG, examples=["QĐ-UBND"])
    on_paper: bool = Field(False, description="without digital signatures, although there are keys")


class HandOver(Schema):
    receiver_name: str = Field(max_length=LONG)
    receiver_identity_number: str = Field(max_length=50)
    proof: str = Field(max_length=20, description=", ".join(Return.Proof.values))
    is_agent: bool = False
    paper: str = Field("", max_length=LONG, description="the authorisation an agent shows")


class HandOverOfResult(HandOver):
    """Where money is still due: 422 until it is paid, or the officer says so and why."""

    although_due: bool = Field(False, description="hand over although money of the dossier is due")
    due_reason: str = Field("", max_length=LONG, description="required with although_due")


class Turn(Schema):
    """The step whose turn it is."""

    position: int
    turn: int = Field(description="the position, and 100 more each time the dossier went back")
    act: str
    name_vi: str
    name_en: str
    unit: Named
    role: str
    officer: str | None
    due_at: Moment


class StepOut(Turn):
    """A step with its five clears: who, what, on which authority, by when, with which result."""

    authority_vi: str
    authority_en: str
    result_vi: str
    result_en: str
    opened_at: Moment
    done_at: Moment | None
    done_by: str | None


class DossierLine(Schema):
    code: str
    center: str
    unit: str
    procedure: Named
    channel: str
    state: str
    received_at: Moment
    due_at: Moment
    is_overdue: bool
    step: Turn | None


class DossierPage(Schema):
    items: list[DossierLine]
    next: str | None


class DocumentOut(Named):
    kind: str
    count: int


class ApplicantOut(Schema):
    kind: str
    name: str
    identity_number: str
    born_on: date | None
    address: str
    phone: str
    email: str
    agent_name: str
    agent_identity_number: str
    agent_paper: str


class DecisionOut(Schema):
    kind: str
    signed_by: str
    signed_at: Moment
    grant: str = Field(description="number of the instrument that made the signer competent that day")


class ResultOut(Schema):
    number: str
    issued_at: Moment
    valid_until: date | None = Field(description="the last day; null: without limit")
    standing: str = Field(description=", ".join(ResultStanding))


class ReturnOut(Schema):
    at: Moment
    way: str
    proof: str
    is_agent: bool
    although_due: bool = Field(description="handed over while money of the dossier was unpaid")


class PersonalOut(Schema):
    """What only officers of the commune that handles the dossier may see."""

    applicant: ApplicantOut
    answers: dict[str, Any]
    receipt: str
    follow: str


class DossierOut(Schema):
    code: str
    center: str
    unit: str
    procedure: Named
    channel: str
    state: str
    term_value: int
    term_unit: str
    received_at: Moment
    received_by: str
    due_at: Moment
    due_original: Moment
    is_overdue: bool
    why: list[Reason]
    processed_at: Moment | None
    returned_at: Moment | None
    return_way: str = Field(description="as it is registered now: " + ", ".join(Way))
    fee: int = Field(description="whole dong")
    fee_kind: str
    documents: list[DocumentOut]
    steps: list[StepOut]
    decision: DecisionOut | None
    result: ResultOut | None
    handover: ReturnOut | None
    personal: PersonalOut | None = Field(
        description="null for those who may not see it, and in the answer of every POST: ask with a GET"
    )
