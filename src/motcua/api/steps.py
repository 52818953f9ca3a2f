"""A dossier between officers: handed over, sent back, taken back, given to somebody else, and opinions."""

from uuid import UUID

from django.http import HttpResponse
from ninja import Router, Schema
from pydantic import Field

from motcua.api.auth import ApiRequest, Bearer, officer_of
from motcua.api.dossier_moves import KEYED, MOVED, moved, officer_named
from motcua.api.dossier_schemas import LONG, Seen
from motcua.api.idempotent import get
from motcua.api.shapes import READ_REFUSALS, Moment, Named, Problem
from motcua.domain.refusal import Invalid, NotFound
from motcua.domain.states import State
from motcua.domain.words import Words
from motcua.dossiers import actions, queries
from motcua.dossiers.actions.handing import may_acknowledge
from motcua.dossiers.actions.opinions import TERMS, Question
from motcua.dossiers.models import Dossier, Opinion
from motcua.dossiers.stepping import units_of
from motcua.people.models import Officer
from motcua.places.hours import business_date
from motcua.places.models import Unit

router = Router(tags=["dossiers"], auth=Bearer("dossiers"))


class HandOverIn(Schema):
    note: str = Field("", max_length=LONG, description="of the receiving side, for Form 06")


class SendBack(Seen):
    reason: str = Field(max_length=LONG)


class Reassignment(Seen):
    officer: str = Field(max_length=60, description="log-in name", examples=["office.kimbang"])


class Asking(Seen):
    """One question to several units of the commune at once."""

    units: list[str] = Field(max_length=20, description="identifiers of the units asked")
    question: str = Field(max_length=LONG)
    value: int = Field(description="the term")
    counted_in: str = Field("working_day", max_length=20, description=", ".join(TERMS))
    pausing_basis: str = Field("", max_length=LONG, description="the law by which the clock stands still")


class Answering(Schema):
    answer: str = Field(max_length=20, description=", ".join(Opinion.Answer.values))
    text: str = Field("", max_length=5_000, description="required unless the unit agrees")


class OpinionOut(Schema):
    id: UUID
    unit: Named
    question: str | None = Field(description="null for those who may not see whose dossier it is")
    authority: str
    asked_at: Moment
    due_at: Moment
    pausing_basis: str
    answer: str
    answered_at: Moment | None
    silence_at: Moment | None
    set_aside_at: Moment | None


class OpinionList(Schema):
    items: list[OpinionOut]
    next: str | None = None


@router.post("/dossiers/{code}/hand-overs", response=MOVED, openapi_extra=KEYED)
def hand_over(request: ApiRequest, code: str, given: HandOverIn | None = None) -> HttpResponse:
    """The receiving side acknowledges what came with the dossier, its paper original too; called by the
    center, a dossier just accepted is given to the unit that handles it."""
    note = given.note if given else ""

    def act(dossier: Dossier, by: Officer) -> object:
        day = business_date(request.now)
        waiting = dossier.hand_overs.unanswered().select_related("dossier", "step", "to_unit")
        for row in waiting:
            if may_acknowledge(by, row, day):
                return actions.acknowledge(row, note=note, by=by, now=request.now)
        return _give(dossier, by, request)

    return moved(request, code, act)


def _give(dossier: Dossier, by: Officer, request: ApiRequest) -> object:
    """What is left for a caller who has nothing to acknowledge: giving it out of the center."""
    last = dossier.hand_overs.select_related("dossier", "step", "to_unit").last()
    if last is None or dossier.state == State.ACCEPTED:
        return actions.transfer(dossier, by=by, now=request.now)
    return actions.acknowledge(last, by=by, now=request.now)  # refuses: says who did, or whose it is


@router.post("/dossiers/{code}/send-backs", response=MOVED, openapi_extra=KEYED)
def send_back(request: ApiRequest, code: str, wanted: SendBack) -> HttpResponse:
    """The step before is done once more, by whoever did it, for the reason given."""
    return moved(
        request,
        code,
        lambda dossier, by: actions.send_back(
            dossier, reason=wanted.reason, seen=wanted.step, by=by, now=request.now
        ),
    )


@router.post("/dossiers/{code}/take-backs", response=MOVED, openapi_extra=KEYED)
def take_back(request: ApiRequest, code: str) -> HttpResponse:
    """Within ten minutes the caller takes their last act back, unless the next officer has touched it."""
    return moved(request, code, lambda dossier, by: actions.take_back(dossier, by=by, now=request.now))


@router.post("/dossiers/{code}/reassignments", response=MOVED, openapi_extra=KEYED)
def reassign(request: ApiRequest, code: str, to: Reassignment) -> HttpResponse:
    """The head of the unit gives the open step to another officer."""
    return moved(
        request,
        code,
        lambda dossier, by: actions.reassign(
            dossier, to=officer_named(to.officer, "officer"), seen=to.step, by=by, now=request.now
        ),
    )


@router.get("/dossiers/{code}/opinions", response={200: OpinionList, READ_REFUSALS: Problem})
def list_opinions(request: ApiRequest, code: str) -> HttpResponse:
    """What other units were asked about the dossier, and what they answered."""
    officer, day = officer_of(request), business_date(request.now)
    dossier = queries.file_of(code, officer, day)
    personal = any(post.unit.commune_id == dossier.center.commune_id for post in officer.posts_on(day))
    rows = dossier.opinions.select_related("unit")
    return get(OpinionList(items=[_opinion(row, personal=personal) for row in rows]))


@router.post("/dossiers/{code}/opinions", response=MOVED, openapi_extra=KEYED)
def ask(request: ApiRequest, code: str, asked: Asking) -> HttpResponse:
    """Whose turn it is asks other units of the commune at once, with a term."""
    question = Question(asked.question, asked.value, asked.counted_in, asked.pausing_basis)

    def act(dossier: Dossier, by: Officer) -> object:
        units = _units(dossier, asked.units)
        return actions.ask_opinions(
            dossier, question=question, of=units, seen=asked.step, by=by, now=request.now
        )

    return moved(request, code, act)


@router.post("/dossiers/{code}/opinions/{opinion}/answers", response=MOVED, openapi_extra=KEYED)
def answer(request: ApiRequest, code: str, opinion: UUID, given: Answering) -> HttpResponse:
    """The unit that was asked answers."""
    return moved(
        request,
        code,
        lambda dossier, by: actions.answer_opinion(
            _of(dossier, opinion), answer=given.answer, text=given.text, by=by, now=request.now
        ),
    )


@router.post("/dossiers/{code}/opinions/{opinion}/silences", response=MOVED, openapi_extra=KEYED)
def silence(request: ApiRequest, code: str, opinion: UUID) -> HttpResponse:
    """Whose turn it is records that the term has passed without an answer."""
    return moved(
        request,
        code,
        lambda dossier, by: actions.record_silence(_of(dossier, opinion), by=by, now=request.now),
    )


def _units(dossier: Dossier, identifiers: list[str]) -> list[Unit]:
    known = {unit.identifier: unit for unit in units_of(dossier).values()}
    if any(identifier not in known for identifier in identifiers):
        raise Invalid(
            "units_wrong",
            Words("Chọn đơn vị của xã theo mã định danh.", "Name units of the commune by their identifier."),
            field="units",
        )
    return [known[identifier] for identifier in dict.fromkeys(identifiers)]


def _of(dossier: Dossier, opinion: UUID) -> Opinion:
    found = dossier.opinions.select_related("unit", "dossier__center").filter(pk=opinion).first()
    if found is None:
        raise NotFound("no_opinion", Words("Không có câu hỏi này.", "There is no such question."))
    return found


def _opinion(row: Opinion, *, personal: bool) -> OpinionOut:
    return OpinionOut(
        id=row.pk,
        unit=Named(code=row.unit.identifier, name_vi=row.unit.name_vi, name_en=row.unit.name_en),
        question=row.question if personal else None,
        authority=row.authority,
        asked_at=row.asked_at,
        due_at=row.due_at,
        pausing_basis=row.pausing_basis,
        answer=row.answer,
        answered_at=row.answered_at,
        silence_at=row.silence_at,
        set_aside_at=row.set_aside_at,
    )
