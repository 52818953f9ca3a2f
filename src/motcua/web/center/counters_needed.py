"""Counters needed: by half-hour, from the center's own last days, with what one clerk more or less does."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.catalogue.models import Field
from motcua.domain.queueing import Skill
from motcua.domain.words import Words
from motcua.hall import counter_plans
from motcua.hall.counter_plans import Holds, Slot, Stored
from motcua.places.models import Center, Point
from motcua.web.center.here import as_head
from motcua.web.requests import OfficerRequest

WIDTH, TOP, FLOOR = 640, 26, 140
"""The picture, and between which heights its bars stand."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One half-hour: so many counters. ``hour``: said below, at full hours and after a pause."""

    x: str
    y: str
    height: str
    middle: str
    count: int
    hour: str
    is_beyond: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One half-hour in the table."""

    slot: Slot
    counters: str  # 1, 2, 4


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of what a clerk more or less does."""

    name: str
    holds: Holds
    is_plan: bool = False


@dataclass(frozen=True, slots=True)
class Serving:
    """What one counter serves in the plan; ``point``: None at the main place."""

    number: str
    fields: list[Field]
    skills: list[Words]
    point: Point | None


@never_cache
@require_safe
@as_head
def counters_needed(request: OfficerRequest, center: Center) -> HttpResponse:
    """Two statements, three with receiving points: the plan was worked out by the work process."""
    found = counter_plans.stored(center)
    context: dict[str, object] = {"center": center, "tab": "needed"}
    if found is not None:
        row, plan = found
        context |= {
            "plan": plan,
            "kept": row,
            "bars": bars(plan.slots),
            "wide": f"{WIDTH / len(plan.slots) * 0.76:.1f}",
            "rows": [Row(slot, ", ".join(map(str, slot.counters))) for slot in plan.slots],
            "choices": _choices(plan),
            "all_day": [Choice(_("%(n)d counters") % {"n": each.counters}, each) for each in plan.all_day],
            "serving": _serving(plan, center),
            "beyond": [slot.begins for slot in plan.slots if slot.is_beyond],
        }
    return render(request, "center/counters_needed.html", context)


def bars(slots: list[Slot]) -> list[Bar]:
    """The counters to open as bars from the floor; the highest reaches the top."""
    highest = max(*(len(slot.counters) for slot in slots), 1)
    step = WIDTH / len(slots)
    drawn = []
    for place, slot in enumerate(slots):
        height = (FLOOR - TOP) * len(slot.counters) / highest
        x = place * step
        drawn.append(
            Bar(
                f"{x + step * 0.12:.1f}",
                f"{FLOOR - height:.1f}",
                f"{height:.1f}",
                f"{x + step / 2:.1f}",
                len(slot.counters),
                slot.begins if place % 2 == 0 else "",
                slot.is_beyond,
            )
        )
    return drawn


def _choices(plan: Stored) -> list[Choice]:
    return [
        Choice(_("One counter fewer"), plan.one_less),
        Choice(_("This plan"), plan.planned, is_plan=True),
        Choice(_("One counter more"), plan.one_more),
    ]


def _serving(plan: Stored, center: Center) -> list[Serving]:
    """Each counter with its fields in the order of the catalogue; no field: every one."""
    names = list(Field.objects.all())
    points = {str(point.pk): point for point in center.points.all()} if plan.points else {}
    return [
        Serving(
            number,
            [field for field in names if field.code in codes],
            [Skill(skill).words for skill in plan.skills.get(number, [])],
            points.get(plan.points.get(number, "")),
        )
        for number, codes in plan.fields.items()
    ]
