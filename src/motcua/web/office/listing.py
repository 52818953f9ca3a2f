"""A list of work as a page: its rows, the queues beside it with their counts, the filters."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from motcua.base.keyset import Page
from motcua.catalogue.models import Field
from motcua.domain.refusal import Forbidden
from motcua.domain.states import RUNNING_STATES, WAITING_STATES, State
from motcua.domain.time_limits import Standing
from motcua.domain.words import Words
from motcua.dossiers import queues, work
from motcua.dossiers.desks import Desk, desk_of
from motcua.dossiers.models import Dossier, SavedFilter, Step
from motcua.dossiers.queries import Ruler
from motcua.dossiers.selecting import Period, units_of
from motcua.dossiers.work import Work
from motcua.web.clears import Clears
from motcua.web.office.wording import PERIODS, STANDINGS, clears, person_of, role_of, standing_of
from motcua.web.requests import OfficerRequest


@dataclass(frozen=True, slots=True)
class Line:
    """A row: the dossier and the step it lies at (None before it is accepted), how it stands
    (``wording.standing_of``; ``paused``: it waits for the applicant), its five clears, the post whose
    turn it is, and the person, who did it or who acts now."""

    dossier: Dossier
    step: Step | None
    standing: str
    five: Clears | None
    role: str
    person: str
    state: Words


@dataclass(frozen=True, slots=True)
class Link:
    """A queue beside the list; ``count`` is 1000+ where nobody counted further, empty where nobody counts."""

    queue: queues.Queue
    name: str
    count: str
    is_hot: bool


def desk_for(request: OfficerRequest) -> Desk:
    """The officer's desk in their commune."""
    desk = desk_of(request.user, request.now)
    if desk is None:
        raise Forbidden(
            "no_center",
            Words(
                vi="Trang này dành cho cán bộ của xã, phường.",
                en="This page is for officers of a commune.",
            ),
        )
    return desk


def show(
    request: OfficerRequest, desk: Desk, found: Page[Work], *, tab: str, status: int = 200, **more: Any
) -> HttpResponse:
    """``tab``: the code of the queue, or ``found``."""
    seen = queues.seen_by(request.user, desk.day)
    counts = work.counts([queue for queue in seen if queue.code != "done"], desk)
    context = {
        "tab": tab,
        "lines": [_line(row, desk.ruler) for row in found.rows],
        "next": found.next,
        "first": not request.GET.get("after"),
        "links": [_link(queue, counts) for queue in seen],
        "counts": counts,
        "saved": SavedFilter.objects.filter(officer=request.user),
        "fields": Field.objects.order_by("name_vi"),
        "units": units_of(desk),
        "standings": [(standing.value, STANDINGS[standing]) for standing in Standing],
        "periods": [(period.value, PERIODS[period]) for period in Period],
        **more,
    }
    return render(request, "office/list.html", context, status=status)


def _link(queue: queues.Queue, counts: dict[str, int]) -> Link:
    number = counts.get(queue.code)
    count = "" if number is None else f"{work.MOST}+" if number > work.MOST else str(number)
    language = get_language() or "vi"
    return Link(queue, queue.name.in_language(language), count, queue.code == "overdue" and bool(number))


def _line(row: Work, ruler: Ruler) -> Line:
    state = State(row.dossier.state)
    if row.step is None:
        return Line(row.dossier, None, _without_step(row.dossier, ruler), None, "", "", state.words)
    waits = state in WAITING_STATES and row.step.done_at is None
    standing = "paused" if waits else standing_of(row.step, ruler)
    person = row.step.done_by.name_vi if row.step.done_by else person_of(row.step)
    return Line(row.dossier, row.step, standing, clears(row.step), role_of(row.step), person, state.words)


def _without_step(dossier: Dossier, ruler: Ruler) -> str:
    """Not accepted yet: by when somebody must answer, or whether the applicant is waited for."""
    if dossier.state in WAITING_STATES:
        return "paused"
    return ruler.standing(dossier).value if dossier.state in RUNNING_STATES else "done"
