"""How a result travels and what becomes of it: the way, letters, revocation, issuing again."""

from datetime import date, datetime

from django.http import HttpResponse
from ninja import Router, Schema
from pydantic import Field

from motcua.api.auth import ApiRequest, Bearer
from motcua.api.dossier_moves import KEYED, MOVED, moved
from motcua.api.dossier_schemas import LONG, DeliveryIn, HandOver
from motcua.domain.delivery import News
from motcua.domain.refusal import NotFound
from motcua.domain.words import Words
from motcua.domain.workdays import ZONE
from motcua.dossiers import actions
from motcua.dossiers.actions.aftermath import Grounds
from motcua.dossiers.actions.delivery import LetterNews
from motcua.dossiers.handover import Collection
from motcua.dossiers.models import Dossier, Reissue
from motcua.people.models import Officer

router = Router(tags=["dossiers"], auth=Bearer("dossiers"))


class DeliveryChange(Schema):
    """The way, and who asks for it with which proof."""

    delivery: DeliveryIn
    asked_by: HandOver


class NewsIn(Schema):
    """What happened to the letter under way."""

    news: str = Field(max_length=20, description=", ".join(News))
    at: datetime | None = Field(None, description="when it happened; now where left out")
    carrier: str = Field("", max_length=LONG)
    tracking_number: str = Field("", max_length=100, description="required when posted")
    receiver_name: str = Field("", max_length=LONG, description="required when delivered")
    reason: str = Field("", max_length=LONG, description="required when undeliverable")


class RevocationIn(Schema):
    document_number: str = Field(max_length=LONG)
    basis: str = Field(max_length=LONG, description="shown to whoever checks the result")
    reason: str = Field(max_length=LONG)
    revoked_from: date


class ReissueIn(Schema):
    kind: str = Field(max_length=20, description=", ".join(Reissue.Kind.values))
    reason: str = Field(max_length=LONG, description="why; of a corrected one, what is corrected")


@router.post("/dossiers/{code}/delivery-changes", response=MOVED, openapi_extra=KEYED)
def change_delivery(request: ApiRequest, code: str, wanted: DeliveryChange) -> HttpResponse:
    """The applicant chooses another way to receive the result."""
    asked_by = Collection(**wanted.asked_by.model_dump())
    return moved(
        request,
        code,
        lambda dossier, by: actions.choose_delivery(
            dossier, delivery=wanted.delivery.rule(), asked_by=asked_by, by=by, now=request.now
        ),
    )


@router.post("/dossiers/{code}/letters", response=MOVED, openapi_extra=KEYED)
def prepare_letter(request: ApiRequest, code: str) -> HttpResponse:
    """Pack the result for the post."""
    return moved(request, code, lambda dossier, by: actions.prepare_letter(dossier, by=by, now=request.now))


@router.post("/dossiers/{code}/letter-news", response=MOVED, openapi_extra=KEYED)
def enter_news(request: ApiRequest, code: str, given: NewsIn) -> HttpResponse:
    """Something happened to the letter; delivered, it is the return of the result."""
    at = given.at or request.now
    news = LetterNews(
        given.news,
        at if at.tzinfo else at.replace(tzinfo=ZONE),
        given.carrier,
        given.tracking_number,
        given.receiver_name,
        given.reason,
    )

    def act(dossier: Dossier, by: Officer) -> object:
        letter = dossier.shipments.under_way().first()
        if letter is None:
            raise NotFound("no_letter", Words("Không có bưu gửi nào đang chuyển.", "No letter is under way."))
        return actions.enter_news(letter, news=news, by=by, now=request.now)

    return moved(request, code, act)


@router.post("/dossiers/{code}/revocations", response=MOVED, openapi_extra=KEYED)
def revoke(request: ApiRequest, code: str, given: RevocationIn) -> HttpResponse:
    """A competent person revokes the result, within a grant."""
    grounds = Grounds(**given.model_dump())
    return moved(
        request,
        code,
        lambda dossier, by: actions.revoke_result(dossier, grounds=grounds, by=by, now=request.now),
    )


@router.post("/dossiers/{code}/reissues", response=MOVED, openapi_extra=KEYED)
def reissue(request: ApiRequest, code: str, wanted: ReissueIn) -> HttpResponse:
    """A competent person issues the result once more, as a copy or corrected."""
    return moved(
        request,
        code,
        lambda dossier, by: actions.reissue_result(
            dossier, kind=wanted.kind, reason=wanted.reason, by=by, now=request.now
        ),
    )
