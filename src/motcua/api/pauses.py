"""Land dossiers: waiting for the tax to be paid, and going on with the second appointment."""

from datetime import date, datetime

from django.http import HttpResponse
from ninja import Router, Schema
from pydantic import Field

from motcua.api.auth import ApiRequest, Bearer
from motcua.api.dossier_moves import KEYED, MOVED, moved
from motcua.dossiers import actions
from motcua.dossiers.actions.pauses import TaxNotice

router = Router(tags=["dossiers"], auth=Bearer("dossiers"))
LONG = 2_000


class TaxNoticeIn(Schema):
    """The tax office's notice. ``first_appointment``: when the applicant gets it; now, where left out."""

    number: str = Field(max_length=LONG, examples=["TB-1201/CCT"])
    day: date
    agency: str = Field(max_length=LONG)
    amount: int = Field(description="whole dong")
    due_on: date | None = None
    first_appointment: datetime | None = None
    step: int | None = Field(None, description="the step the caller saw; 409 where the dossier has moved on")


class Proof(Schema):
    proof: str = Field(max_length=LONG, description="number of the bank's or treasury's payment paper")


@router.post("/dossiers/{code}/pauses", response=MOVED, openapi_extra=KEYED)
def pause(request: ApiRequest, code: str, given: TaxNoticeIn) -> HttpResponse:
    """The notice is there: the applicant is asked to pay, and the term stands still (state 6)."""
    notice = TaxNotice(
        given.number, given.day, given.agency, given.amount, given.due_on, given.first_appointment
    )
    return moved(
        request,
        code,
        lambda dossier, by: actions.pause_for_payment(
            dossier, notice=notice, seen=given.step, by=by, now=request.now
        ),
    )


@router.post("/dossiers/{code}/resumptions", response=MOVED, openapi_extra=KEYED)
def resume(request: ApiRequest, code: str, given: Proof) -> HttpResponse:
    """The State budget has the money: the term goes on, its new date is the second appointment."""
    return moved(
        request,
        code,
        lambda dossier, by: actions.resume_after_payment(dossier, proof=given.proof, by=by, now=request.now),
    )
