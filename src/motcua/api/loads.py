"""How full the halls are, for everybody: the figures of the public page ``/hall/<center>``, for programs.

Counts of people and ranges of minutes, never a person; so no token is asked for.
"""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from motcua.api import paging
from motcua.api.idempotent import get
from motcua.api.paging import After, Limit
from motcua.api.shapes import Moment, Problem
from motcua.domain import codes
from motcua.domain.quiet_hours import HALF_HOUR, clock, quietest
from motcua.domain.refusal import Invalid
from motcua.domain.waiting import Wait
from motcua.domain.words import Words
from motcua.hall import loads, loads_seen, promises
from motcua.hall.loads import Away, Load
from motcua.places.models import Commune
from motcua.places.queries import center_of

router = Router(tags=["hall"], auth=None)
REFUSALS = frozenset({404, 422})
From = Annotated[str, Query(alias="from", max_length=5, description="a commune's code: nearest to it first")]


class PublicRequest(HttpRequest):
    """A request of anybody."""

    now: datetime


class WaitRange(Schema):
    """Minutes that somebody who comes now is likely to wait."""

    least: int
    most: int


class LoadOut(Schema):
    """One center now. The figures are null where it does not report its hall here."""

    center: str = Field(examples=["17791"])
    name_vi: str
    name_en: str
    is_open: bool
    waiting: int | None = Field(description="people in the hall who wait")
    counters_open: int | None
    wait: WaitRange | None = Field(description="over all fields; null also where no counter is open")


class LoadAway(LoadOut):
    kilometres: float | None = Field(description="as the crow flies; null without from")


class LoadPage(Schema):
    items: list[LoadAway]
    next: str | None
    as_of: Moment


class FieldWait(Schema):
    """One field. ``closed``: why it gives no number now, in both languages; null where it gives one."""

    field: str
    name_vi: str
    name_en: str
    waiting: int
    wait: WaitRange | None
    closed_vi: str | None
    closed_en: str | None


class HalfHourWait(Schema):
    begins: str = Field(examples=["08:30"])
    minutes: int = Field(description="waited on average in the last four weeks by those who came then")


class Hour(Schema):
    begins: str = Field(examples=["14:00"])
    ends: str = Field(examples=["15:00"])


class CenterLoad(LoadOut):
    fields: list[FieldWait] = Field(description="none where no counter is open")
    half_hours: list[HalfHourWait] = Field(description="those of which enough is known")
    best_hour: Hour | None = Field(description="usually the shortest wait")
    less_busy: list[LoadAway] = Field(description="the nearest open centers with a clearly shorter wait")
    promises_kept_percent: int | None = Field(description="this month; null where too few were made")
    as_of: Moment


@router.get("/loads", response={200: LoadPage, REFUSALS: Problem}, summary="How full every hall is now")
def list_loads(
    request: PublicRequest, after: After = "", limit: Limit = 50, from_commune: From = ""
) -> HttpResponse:
    """Every center of the province, by name or nearest first. The same statements however many there are."""
    centers = loads_seen.in_province(request.now)
    if from_commune:
        rows = loads_seen.nearest_first(centers, _commune(from_commune))
    else:
        rows = [Away(load, 0, False) for load in sorted(centers, key=_by_name)]
    following = paging.beyond(rows, after, _code)[: limit + 1]
    shown, cursor = paging.cut(following, limit, lambda row: paging.write_cursor(_code(row)))
    items = [_away(row, is_far=bool(from_commune)) for row in shown]
    return get(LoadPage(items=items, next=cursor, as_of=request.now))


@router.get(
    "/centers/{center}/load",
    response={200: CenterLoad, REFUSALS: Problem},
    summary="How full one hall is now",
)
def show_load(request: PublicRequest, center: str) -> HttpResponse:
    """The wait by field, when it is usually short, and the nearest centers that are less busy."""
    place = center_of(center if codes.COMMUNE.fullmatch(center) else "")
    now = request.now
    centers = loads_seen.in_province(now)
    here = next(load for load in centers if load.center.pk == place.pk)
    history = loads_seen.half_hours(place, now)
    best = quietest(history)
    away = loads.less_busy(loads_seen.nearest_first(centers, place.commune), here)
    return get(
        CenterLoad(
            **_load(here).model_dump(),
            fields=_fields(here, now) if here.counters else [],
            half_hours=[HalfHourWait(begins=row.text, minutes=round(row.minutes)) for row in history],
            best_hour=Hour(begins=best[0].text, ends=clock(best[-1].begins + HALF_HOUR)) if best else None,
            less_busy=[_away(row) for row in away],
            promises_kept_percent=promises.kept(place, now).share,
            as_of=now,
        )
    )


def _commune(code: str) -> Commune:
    found = Commune.objects.filter(code=code).first() if codes.COMMUNE.fullmatch(code) else None
    if found is None:
        words = Words("Không có xã, phường nào mang mã này.", "No commune has this code.")
        raise Invalid("unknown_commune", words, field="from")
    return found


def _by_name(load: Load) -> tuple[str, str]:
    return load.center.name_vi, load.center.code


def _code(row: Away) -> str:
    return row.load.center.code


def _load(load: Load) -> LoadOut:
    return LoadOut(
        center=load.center.code,
        name_vi=load.center.name_vi,
        name_en=load.center.name_en,
        is_open=load.is_open,
        waiting=load.waiting if load.is_known else None,
        counters_open=load.counters if load.is_known else None,
        wait=_wait(load.wait),
    )


def _away(row: Away, *, is_far: bool = True) -> LoadAway:
    return LoadAway(**_load(row.load).model_dump(), kilometres=round(row.kilometres, 1) if is_far else None)


def _fields(here: Load, now: datetime) -> list[FieldWait]:
    closed = loads_seen.closed(here.center, now)
    found = []
    for row in loads_seen.by_field(here.center, now):
        why = closed.get(row.field.pk)
        found.append(
            FieldWait(
                field=row.field.code,
                name_vi=row.field.name_vi,
                name_en=row.field.name_en,
                waiting=row.waiting,
                wait=_wait(row.wait),
                closed_vi=why.vi if why else None,
                closed_en=why.en if why else None,
            )
        )
    return found


def _wait(wait: Wait | None) -> WaitRange | None:
    return WaitRange(least=wait.least, most=wait.most) if wait else None
