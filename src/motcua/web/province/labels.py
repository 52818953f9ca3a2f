"""Placing names beside the circles of the map so that they cover neither circles nor each other."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from motcua.web.province.spreading import Circle

HEIGHT, LETTER = 20.0, 10.4
"""How high the map's type is and how wide its ordinary letter, in the map's own units."""
BROAD, SLIM = set("mwMWĐÔQOH%"), set("iIlìíịfrtj ")
DIRECTIONS = [math.radians(angle) for angle in (0, 180, *range(20, 180, 20), *range(200, 360, 20))]
DISTANCES = (5, 14, 26, 42, 60, 80, 105, 135)
NEAR = 5
"""Farther from its circle a name gets a leader."""
PASSES = 3
"""How often each name looks again for a better place, now that it knows the others'."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Try:
    """A name at a place: its circle, how far away, and its box by left, top and width."""

    own: Circle
    distance: float
    x: float
    y: float
    width: float

    @property
    def end(self) -> Point:
        """The point of the box's edge that a leader from the circle meets."""
        x = min(max(self.own.x, self.x), self.x + self.width)
        return x, min(max(self.own.y, self.y + 2), self.y + HEIGHT - 2)

    @property
    def has_leader(self) -> bool:
        return self.distance > NEAR

    def covers(self, other: "Try") -> float:
        across = min(self.x + self.width, other.x + other.width) - max(self.x, other.x)
        down = min(self.y, other.y) + HEIGHT - max(self.y, other.y)
        return across * down if across > 0 and down > 0 else 0.0

    def away(self, x: float, y: float) -> float:
        """From a point to the nearest point of the box."""
        across = max(self.x - x, 0.0, x - self.x - self.width)
        return math.hypot(across, max(self.y - y, 0.0, y - self.y - HEIGHT))

    def is_inside(self, width: float, height: float) -> bool:
        right, below = self.x + self.width, self.y + HEIGHT
        return self.x >= 2 and self.y >= 2 and right <= width - 2 and below <= height - 2


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a text goes: the middle of its baseline, and the end of its leader if it is far off."""

    x: float
    y: float
    leader: Point | None


@lru_cache(maxsize=8)
def place(
    wanted: tuple[tuple[Circle, str], ...], circles: tuple[Circle, ...], width: float, height: float
) -> tuple[Placed, ...]:
    """Names in order of importance: each takes the best free place that is left.

    Kept for the figures last seen: it takes some tenths of a second.
    """
    found: dict[int, Try] = {}
    for _ in range(PASSES):
        for index, (own, text) in enumerate(wanted):
            others = [other for place, other in found.items() if place != index]
            found[index] = _best(own, breadth_of(text), circles, others, (width, height))
    return tuple(_placed(found[index]) for index in range(len(wanted)))


def breadth_of(text: str) -> float:
    """About how wide a name is; a browser's own type differs by a little."""
    return LETTER * sum(1.45 if letter in BROAD else 0.55 if letter in SLIM else 1.0 for letter in text)


def _best(own: Circle, breadth: float, circles: Sequence[Circle], others: Sequence[Try], size: Point) -> Try:
    """The place with the least cost; what is already dearer than the best is not looked at."""
    reach = own.r + DISTANCES[-1] + breadth
    near = [c for c in circles if abs(c.x - own.x) < reach + c.r and abs(c.y - own.y) < reach + c.r]
    best, least = None, math.inf
    for attempt in _tries(own, breadth):
        if attempt.distance * 0.5 >= least:
            break
        if attempt.is_inside(*size) and (cost := _cost(attempt, near, others, least)) < least:
            best, least = attempt, cost
    assert best is not None, "the map is larger than a name"
    return best


def _tries(own: Circle, width: float) -> Iterator[Try]:
    """The nearest places first."""
    for distance in DISTANCES:
        for angle in DIRECTIONS:
            reach = own.r + distance
            x = own.x + math.cos(angle) * (reach + width / 2) - width / 2
            y = own.y + math.sin(angle) * (reach + HEIGHT / 2) - HEIGHT / 2
            yield Try(own, distance, x, y, width)


def _cost(attempt: Try, near: Sequence[Circle], others: Sequence[Try], limit: float) -> float:
    """Far is bad, over a circle is worse, over another name is worst; a leader should cross nothing."""
    cost = attempt.distance * 0.5 + sum(attempt.covers(other) for other in others) * 2
    for circle in near:
        cost += 9 * max(0.0, circle.r + 4 - attempt.away(circle.x, circle.y))
        if cost >= limit:
            return cost
    own, end = attempt.own, attempt.end
    for other in others:
        if other.has_leader:
            cost += 25 * _leads_over(other.own, other.end, attempt)
            cost += 25 * (attempt.has_leader and _meet((own, end), (other.own, other.end)))
        if attempt.has_leader:
            cost += 25 * _leads_over(own, end, other)
    if attempt.has_leader:
        cost += 14 * sum(_crosses(own, end, circle) for circle in near if circle is not own)
    return cost


def _crosses(own: Circle, end: Point, other: Circle) -> bool:
    """Whether the way from a circle's middle to a point leads over another circle."""
    across, down = end[0] - own.x, end[1] - own.y
    length = across * across + down * down or 1.0
    along = ((other.x - own.x) * across + (other.y - own.y) * down) / length
    along = min(max(along, 0.0), 1.0)
    return math.hypot(own.x + across * along - other.x, own.y + down * along - other.y) < other.r


def _leads_over(own: Circle, end: Point, name: Try) -> bool:
    """Whether a leader runs through a name, looked at in five points of it."""
    steps = (0.2, 0.4, 0.6, 0.8, 0.95)
    return any(name.away(own.x + (end[0] - own.x) * t, own.y + (end[1] - own.y) * t) < 1 for t in steps)


def _meet(one: tuple[Circle, Point], other: tuple[Circle, Point]) -> bool:
    """Whether two leaders cross."""

    def side(a: Point, b: Point, c: Point) -> bool:
        return (b[0] - a[0]) * (c[1] - a[1]) > (b[1] - a[1]) * (c[0] - a[0])

    a, b = (one[0].x, one[0].y), one[1]
    c, d = (other[0].x, other[0].y), other[1]
    return side(a, b, c) != side(a, b, d) and side(c, d, a) != side(c, d, b)


def _placed(found: Try) -> Placed:
    leader = found.end if found.has_leader else None
    return Placed(found.x + found.width / 2, found.y + HEIGHT * 0.76, leader)
