"""Thirty days as small bars, plain SVG; beside each picture stands its table."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from motcua.statistics.models import DailyFact
from motcua.web.templatetags.motcua import grouped

WIDTH, HEIGHT, TOP, FLOOR = 640, 118, 24, 96
"""The picture, and between which heights its bars stand."""


@dataclass(frozen=True, slots=True)
class Bar:
    x: str
    y: str
    height: str
    middle: str
    label: str  # only over the highest and the last
    last: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """One figure over the days: ``wide`` is the breadth of a bar."""

    name: str
    kind: str
    wide: str
    bars: list[Bar]
    first: str
    last: str


def charts(facts: Sequence[DailyFact]) -> list[Chart]:
    """What came, what went, what is late; empty without two days to compare."""
    if len(facts) < 2:
        return []
    return [
        _chart(facts, _("Received a day"), "received"),
        _chart(facts, _("Results returned a day"), "returned"),
        _chart(facts, _("Overdue at the end of the day"), "overdue"),
    ]


def _chart(facts: Sequence[DailyFact], name: str, figure: str) -> Chart:
    values = [getattr(fact, figure) for fact in facts]
    highest = max(*values, 1)
    step = WIDTH / len(facts)
    peak = values.index(max(values))
    bars = []
    for place, value in enumerate(values):
        height = (FLOOR - TOP) * value / highest
        is_last = place == len(values) - 1
        named = is_last or (place == peak and peak < len(values) - 4)
        x = place * step
        bars.append(
            Bar(
                f"{x + step * 0.12:.1f}",
                f"{FLOOR - height:.1f}",
                f"{height:.1f}",
                f"{min(max(x + step / 2, 14), WIDTH - 14):.1f}",
                grouped(value) if named else "",
                is_last,
            )
        )
    return Chart(name, figure, f"{step * 0.76:.1f}", bars, f"{facts[0].day:%d/%m}", f"{facts[-1].day:%d/%m}")
