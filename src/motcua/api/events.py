"""The journal for those who audit or follow it: events in the order of their chain, without a gap.

A chain belongs to one unit (``stream``) and its numbers are its order; between chains there is none.
Without ``stream`` all chains that the officer may read come one after the other. To follow what happens,
keep one cursor for each stream; where ``next`` is null, ask again later with ``STREAM:NUMBER`` of the last
event seen, which is also what a cursor says.
"""

import re
from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field, PlainSerializer

from motcua.api import paging
from motcua.api.auth import ApiRequest, Bearer, officer_of
from motcua.api.idempotent import get
from motcua.api.paging import Limit
from motcua.api.shapes import READ_REFUSALS, Problem
from motcua.base.models import Event
from motcua.dossiers.models import PROVINCE_ROLES
from motcua.people.models import Officer, Role
from motcua.places.hours import business_date

router = Router(tags=["journal"], auth=Bearer("journal"))
CURSOR = re.compile(r"([A-Za-z0-9.\-]{1,35}):([0-9]{1,18})")
SYSTEM = "system"
"""The stream of what belongs to no unit."""
Exact = Annotated[
    datetime,
    PlainSerializer(lambda at: at.astimezone(UTC).isoformat(timespec="microseconds"), return_type=str),
]


class EventOut(Schema):
    """All that the chain's hash covers, and the hashes: a reader can check the chain."""

    id: UUID
    stream: str
    number: int
    kind: str
    subject: str
    actor: str = Field(description="kind and id", examples=["officer:0192..."])
    at: Exact
    data: dict[str, Any]
    previous: str
    hash: str


class EventPage(Schema):
    items: list[EventOut]
    next: str | None


@router.get("/events", response={200: EventPage, READ_REFUSALS: Problem})
def list_events(
    request: ApiRequest,
    stream: Annotated[str, Query(max_length=35, description="one unit's chain")] = "",
    after: Annotated[str, Query(max_length=60, description="STREAM:NUMBER")] = "",
    limit: Limit = 100,
) -> HttpResponse:
    """Events in order. Officers of a commune read their own chain, the province's all of them."""
    events = _readable(officer_of(request), request)
    if stream:
        events = events.filter(stream=stream) if CURSOR.fullmatch(f"{stream}:1") else events.none()
    if after:
        events = _beyond(events, after)
    rows = list(events.order_by("stream", "number")[: limit + 1])
    shown, following = paging.cut(rows, limit, lambda event: f"{event.stream}:{event.number}")
    return get(EventPage(items=[_out(event) for event in shown], next=following))


def _readable(officer: Officer, request: ApiRequest) -> QuerySet[Event]:
    posts = officer.posts_on(business_date(request.now))
    if any(post.role in (*PROVINCE_ROLES, Role.ADMIN) for post in posts):
        return Event.objects.all()
    own = {post.unit.owner.journal_stream for post in posts if post.unit.commune_id}
    return Event.objects.filter(stream__in=own)


def _beyond(events: QuerySet[Event], after: str) -> QuerySet[Event]:
    match = CURSOR.fullmatch(after)
    if match is None:
        raise paging.wrong_cursor()
    stream, number = match[1], int(match[2])
    return events.filter(Q(stream__gt=stream) | Q(stream=stream, number__gt=number), stream__gte=stream)


def _out(event: Event) -> EventOut:
    shown = {name: getattr(event, name) for name in EventOut.model_fields if name != "actor"}
    return EventOut(actor=f"{event.actor_kind}:{event.actor_id}", **shown)
