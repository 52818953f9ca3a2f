"""Kiosks without the server: blocks of numbers lent in advance, and the numbers given meanwhile."""

from datetime import date

from django.db import transaction
from django.http import HttpResponse
from ninja import Router, Schema
from pydantic import AwareDatetime, Field

from motcua.api.auth import ApiRequest, Bearer
from motcua.api.idempotent import PARAMETER, post
from motcua.api.shapes import POST_REFUSALS, Moment, Problem
from motcua.domain.refusal import Forbidden, Refusal
from motcua.domain.words import Words
from motcua.hall import actions, offline
from motcua.places.models import Device

router = Router(tags=["hall"])
kiosks = Bearer("hall", Device.Kind.KIOSK)
KEYED = {"parameters": [PARAMETER]}
BATCH = 100
"""Numbers taken in with one request."""


class Span(Schema):
    begins: Moment
    ends: Moment


class Block(Schema):
    series: str = Field(examples=["A"])
    first: int = Field(examples=[900])
    last: int = Field(examples=[949])


class LeasedDay(Schema):
    day: date
    gives: list[Span] = Field(description="when numbers are given on that day")
    blocks: list[Block]


class LeasesOut(Schema):
    now: Moment = Field(description="the server's time, by which the kiosk sets its own count of time")
    days: list[LeasedDay]


class GivenOffline(Schema):
    day: date
    series: str = Field(max_length=1)
    number: int = Field(ge=1, le=1_000_000)
    field: str = Field(max_length=30)
    token: str = Field(max_length=40, description="made by the kiosk; /t/<token> follows the number")
    at: AwareDatetime
    priority: str = Field("", max_length=20)
    lane: str = Field("", max_length=9)
    press: str = Field("", max_length=64, description="the touch it answered")


class NumbersIn(Schema):
    numbers: list[GivenOffline] = Field(max_length=BATCH)


class Joined(Schema):
    number: str = Field(examples=["A900"])
    refused: str = Field("", description="empty: it is in the line; else the code of the refusal")


class NumbersJoined(Schema):
    numbers: list[Joined] = Field(description="one for each number given, in the same order")


@router.post(
    "/centers/{center}/leases",
    auth=kiosks,
    response={201: LeasesOut, POST_REFUSALS: Problem},
    openapi_extra=KEYED,
    summary="Lend numbers to a kiosk",
)
def lease(request: ApiRequest, center: str) -> HttpResponse:
    """All that this kiosk may give without the server, today and on the next working day."""
    device = _kiosk(request, center)

    def effect() -> LeasesOut:
        rows = actions.lease(device, by=device, now=request.now)
        days = sorted({row.day for row in rows})
        spans = offline.spans(device.center, days)
        return LeasesOut(
            now=request.now,
            days=[
                LeasedDay(
                    day=day,
                    gives=[Span(begins=begins, ends=ends) for begins, ends in spans[day]],
                    blocks=[
                        Block(series=row.series, first=row.numbers[0], last=row.numbers[-1])
                        for row in rows
                        if row.day == day
                    ],
                )
                for day in days
            ],
        )

    return post(request, effect, status=201)


@router.post(
    "/centers/{center}/offline-numbers",
    auth=kiosks,
    response={200: NumbersJoined, POST_REFUSALS: Problem},
    openapi_extra=KEYED,
    summary="Take in numbers given without the server",
)
def join(request: ApiRequest, center: str, given: NumbersIn) -> HttpResponse:
    """Each becomes a ticket with its own number and time of arrival; one known already stays as it is.

    One number that cannot be taken in does not hold up the others.
    """
    device = _kiosk(request, center)
    return post(
        request,
        lambda: NumbersJoined(numbers=[_joined(request, device, number) for number in given.numbers]),
    )


def _joined(request: ApiRequest, device: Device, given: GivenOffline) -> Joined:
    number = actions.OfflineNumber(**given.model_dump())
    name = f"{given.series}{given.number:03d}"
    try:
        with transaction.atomic():
            actions.join(device.center, given=number, by=device, now=request.now)
    except Refusal as refusal:
        return Joined(number=name, refused=refusal.code)
    return Joined(number=name, refused="")


def _kiosk(request: ApiRequest, center: str) -> Device:
    """The kiosk itself at its own center; an officer holds no numbers in advance."""
    if isinstance(request.auth, Device) and request.auth.center.code == center:
        return request.auth
    raise Forbidden(
        "kiosk_only",
        Words("Chỉ máy lấy số của Trung tâm được dùng.", "Only a kiosk of this center may do this."),
    )
