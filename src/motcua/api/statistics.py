"""The figures the dashboards show."""

import dataclasses
from datetime import date

from django.http import HttpResponse
from ninja import Router, Schema
from pydantic import Field

from motcua.api import paging
from motcua.api.auth import ApiRequest, Bearer, officer_of
from motcua.api.idempotent import get
from motcua.api.paging import After, Limit
from motcua.api.shapes import READ_REFUSALS, Moment, Named, Problem
from motcua.domain.refusal import Invalid
from motcua.domain.words import Words
from motcua.dossiers.models import PROVINCE_ROLES
from motcua.places.hours import business_date
from motcua.statistics.queries import CommuneFigures, province_on

YEARS = range(2000, 2100)
router = Router(tags=["statistics"], auth=Bearer("dossiers"))


class CommuneOut(Named):
    """null: not reported. What flows is of that day; what lies stands from the latest report on."""

    kind: str
    waiting: int | None
    received: int | None
    returned: int | None
    in_process: int | None
    due_soon: int | None
    overdue: int | None
    is_counted: bool | None = Field(description="false: reported in sum by a center that works elsewhere")
    as_of: Moment | None


class CommunePage(Schema):
    day: date
    items: list[CommuneOut]
    next: str | None


@router.get("/statistics/communes", response={200: CommunePage, READ_REFUSALS: Problem})
def communes(
    request: ApiRequest, day: date | None = None, after: After = "", limit: Limit = 200
) -> HttpResponse:
    """Each commune's work on a day (today), by code: all for the province, else one's own commune."""
    today = business_date(request.now)
    asked = day or today
    if asked.year not in YEARS:
        raise Invalid("day_wrong", Words("Năm từ 2000 đến 2099.", "A year from 2000 to 2099."), field="day")
    posts = officer_of(request).posts_on(today)
    of_province = any(post.role in PROVINCE_ROLES for post in posts)
    own = {post.unit.commune_id for post in posts}
    beyond = str(paging.read_cursor(after, str)[0]) if after else ""
    rows = [
        row
        for row in province_on(asked)
        if row.commune.code > beyond and (of_province or row.commune.code in own)
    ]
    shown, following = paging.cut(rows[: limit + 1], limit, lambda row: paging.write_cursor(row.commune.code))
    return get(CommunePage(day=asked, items=[_out(row) for row in shown], next=following))


def _out(row: CommuneFigures) -> CommuneOut:
    commune, fact = row.commune, row.fact
    return CommuneOut(
        code=commune.code,
        name_vi=commune.name_vi,
        name_en=commune.name_en,
        kind=commune.kind,
        is_counted=fact.is_counted if fact else None,
        as_of=fact.as_of if fact else None,
        **dataclasses.asdict(row.figures),
    )
