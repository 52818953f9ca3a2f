"""The one picture: communes where they lie, as large as their work, as dark as what is overdue.

Plain SVG for a template; all numbers are texts already, because a Vietnamese page would write 12,5.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from motcua.places.models import Commune
from motcua.statistics.queries import CommuneFigures
from motcua.web.province.labels import Placed, place
from motcua.web.province.levels import Level, level_of
from motcua.web.province.spreading import Circle, spread
from motcua.web.templatetags.motcua import grouped, is_english, percent

WIDTH, LEFT, RIGHT, TOP, BOTTOM = 1080, 60, 130, 40, 84
LARGEST, SMALLEST = 30.0, 4.5  # radius of the commune with most work, and of one with hardly any
NAMED_LARGEST, NAMED_WORST = 4, 8


@dataclass(frozen=True, slots=True)
class Spot:
    """One commune on the map."""

    code: str
    x: str
    y: str
    r: str
    ring: str  # radius of the ring around an inspected commune, or empty
    level: int
    title: str


@dataclass(frozen=True, slots=True)
class Label:
    x: str
    y: str
    text: str
    inspected: bool
    leader: str  # an SVG path, or empty


@dataclass(frozen=True, slots=True)
class Size:
    """A circle of the legend: how much work it stands for."""

    r: str
    y: str
    top: str
    words: str


@dataclass(frozen=True, slots=True)
class Picture:
    width: int
    height: int
    spots: list[Spot]
    labels: list[Label]
    borders: str
    sizes: list[Size]
    scale: str  # how long 20 km are


class _Ground:
    """From latitude and longitude to the map: equirectangular, true to scale in the province's middle."""

    def __init__(self, communes: Sequence[Commune]) -> None:
        latitudes = [float(commune.latitude) for commune in communes]
        longitudes = [float(commune.longitude) for commune in communes]
        self.west, self.north = min(longitudes), max(latitudes)
        self.narrowing = math.cos(math.radians((self.north + min(latitudes)) / 2))
        across = max((max(longitudes) - self.west) * self.narrowing, 0.01)
        self.unit = (WIDTH - LEFT - RIGHT) / across
        self.height = round((self.north - min(latitudes)) * self.unit + TOP + BOTTOM)

    def at(self, commune: Commune) -> tuple[float, float]:
        x = LEFT + (float(commune.longitude) - self.west) * self.narrowing * self.unit
        return x, TOP + (self.north - float(commune.latitude)) * self.unit

    def kilometres(self, length: float) -> float:
        return length / 111.2 * self.unit


def picture(rows: Sequence[CommuneFigures], neighbours: Iterable[tuple[str, str]]) -> Picture:
    """The map of all communes given; ``neighbours`` are pairs of codes of communes that touch."""
    ground = _Ground([row.commune for row in rows])
    unit = LARGEST / math.sqrt(max([row.figures.in_process or 0 for row in rows] + [1]))
    there = tuple(Circle(*ground.at(row.commune), _radius(row, unit)) for row in rows)
    circles = dict(zip((row.commune.code for row in rows), spread(there), strict=True))
    named = _named(rows)
    wanted = tuple((circles[row.commune.code], _text(row)) for row in named)
    placed = place(wanted, tuple(circles.values()), WIDTH, ground.height)
    largest_first = sorted(rows, key=lambda row: -circles[row.commune.code].r)
    return Picture(
        width=WIDTH,
        height=ground.height,
        spots=[_spot(row, circles[row.commune.code]) for row in largest_first],
        labels=[_label(row, circles[row.commune.code], at) for row, at in zip(named, placed, strict=True)],
        borders=_borders(circles, neighbours),
        sizes=_sizes(unit),
        scale=_n(ground.kilometres(20)),
    )


def short_name(commune: Commune) -> str:
    """Without its kind: Kim Bảng."""
    if is_english():
        return commune.name_en.removesuffix(" Commune").removesuffix(" Ward")
    return commune.name_vi.removeprefix("Xã ").removeprefix("Phường ")


def _n(value: float) -> str:
    return f"{value:.1f}"


def _radius(row: CommuneFigures, unit: float) -> float:
    """Rounded, so that not every new dossier draws the map anew."""
    return max(SMALLEST, round(unit * math.sqrt(row.figures.in_process or 0) * 2) / 2)


def _named(rows: Sequence[CommuneFigures]) -> list[CommuneFigures]:
    """Whose name stands on the map: those under inspection, the worst, the largest; in this order."""
    worst = sorted(rows, key=lambda row: -(row.figures.share or 0))[:NAMED_WORST]
    largest = sorted(rows, key=lambda row: -(row.figures.in_process or 0))[:NAMED_LARGEST]
    chosen = [row for row in rows if row.commune.inspected]
    chosen += [row for row in worst if level_of(row.figures.share) >= Level.POOR]
    return list({row.commune.code: row for row in [*chosen, *largest]}.values())


def _text(row: CommuneFigures) -> str:
    share = row.figures.share
    if share is not None and level_of(share) >= Level.POOR:
        return f"{short_name(row.commune)} {share:.0%}"
    return short_name(row.commune)


def _spot(row: CommuneFigures, circle: Circle) -> Spot:
    figures = row.figures
    said = {
        "name": row.commune.name_in("en" if is_english() else "vi"),
        "open": grouped(figures.in_process),
        "overdue": grouped(figures.overdue),
        "share": percent(figures.share),
        "soon": grouped(figures.due_soon),
    }
    if figures.in_process is None:
        title = _("%(name)s: nothing reported") % said
    else:
        title = _("%(name)s: %(open)s in process, %(overdue)s overdue (%(share)s), %(soon)s due soon") % said
    ring = _n(circle.r + 4) if row.commune.inspected else ""
    return Spot(
        row.commune.code, _n(circle.x), _n(circle.y), _n(circle.r), ring, level_of(figures.share), title
    )


def _label(row: CommuneFigures, circle: Circle, placed: Placed) -> Label:
    leader = ""
    if placed.leader:
        x, y = placed.leader
        length = math.hypot(x - circle.x, y - circle.y) or 1
        edge = circle.r / length
        start = f"{_n(circle.x + (x - circle.x) * edge)} {_n(circle.y + (y - circle.y) * edge)}"
        leader = f"M{start}L{_n(x)} {_n(y)}"
    return Label(_n(placed.x), _n(placed.y), _text(row), row.commune.inspected, leader)


def _borders(circles: dict[str, Circle], neighbours: Iterable[tuple[str, str]]) -> str:
    """A thin line between neighbours gives the province its body; one path for all."""
    lines = []
    for one, other in sorted(neighbours):
        if one < other and one in circles and other in circles:
            a, b = circles[one], circles[other]
            lines.append(f"M{a.x:.0f} {a.y:.0f}L{b.x:.0f} {b.y:.0f}")
    return "".join(lines)


def _sizes(unit: float) -> list[Size]:
    """Three circles standing on one line, with the work they stand for."""
    sizes = []
    for count in (400, 100, 25):
        r = unit * math.sqrt(count)
        sizes.append(Size(_n(r), _n(-r), _n(-2 * r), grouped(count)))
    return sizes
