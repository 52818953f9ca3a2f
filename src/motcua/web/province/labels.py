"""Room on the map: circles that lie on each other move apart a little, names stand beside their circles."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

HEIGHT, LETTER = 20.0, 9.6
"""How high and how wide a letter of the map's type is, in the map's own units."""
GAP, ROUNDS, FARTHEST = 1.5, 60, 26.0
"""Between circles; how often they are moved; how far a circle may end from its true place (5 km)."""
DIRECTIONS = [math.radians(angle) for angle in (0, 180, *range(20, 180, 20), *range(200, 360, 20))]
DISTANCES = (5, 14, 26, 42, 60, 80, 105)
PASSES = 3
"""How often each name looks again for a better place, now that it knows the others'."""
NEAR = 5


@dataclass(frozen=True, slots=True)
class Circle:
    """A commune's circle: its middle and radius."""

    x: float
    y: float
    r: float


@dataclass(frozen=True, slots=True)
class Box:
    """A label's place: left, top, width; the height is that of the type."""

    x: float
    y: float
    width: float

    def covers(self, other: "Box") -> float:
        across = min(self.x + self.width, other.x + other.width) - max(self.x, other.x)
        down = min(self.y, other.y) + HEIGHT - max(self.y, other.y)
        return max(0.0, across) * max(0.0, down)

    def distance(self, circle: Circle) -> float:
        """From the circle's middle to the nearest point of the box."""
        across = max(self.x - circle.x, 0.0, circle.x - self.x - self.width)
        down = max(self.y - circle.y, 0.0, circle.y - self.y - HEIGHT)
        return math.hypot(across, down)

    def is_inside(self, width: float, height: float) -> bool:
        return (
            self.x >= 2 and self.y >= 2 and self.x + self.width <= width - 2 and self.y + HEIGHT <= height - 2
        )


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a text goes: the middle of its baseline, and the end of its leader if it is far off."""

    x: float
    y: float
    leader: tuple[float, float] | None


@lru_cache(maxsize=8)
def spread(circles: tuple[Circle, ...]) -> tuple[Circle, ...]:
    """The same circles, moved apart where they overlap, none farther than ``FARTHEST``.

    The thickly settled coast would otherwise be one blot in which no circle could be read or pressed.
    """
    xs, ys = [circle.x for circle in circles], [circle.y for circle in circles]
    apart = [circle.r + GAP / 2 for circle in circles]
    pairs = [
        (i, j)
        for i, one in enumerate(circles)
        for j in range(i + 1, len(circles))
        if math.hypot(one.x - circles[j].x, one.y - circles[j].y) < apart[i] + apart[j] + 2 * FARTHEST
    ]
    for _ in range(ROUNDS):
        for i, j in pairs:
            across, down = xs[j] - xs[i], ys[j] - ys[i]
            distance = math.hypot(across, down) or 0.1
            push = (apart[i] + apart[j] - distance) / 2 / distance
            if push > 0:
                xs[i], ys[i] = xs[i] - across * push, ys[i] - down * push
                xs[j], ys[j] = xs[j] + across * push, ys[j] + down * push
        for i, circle in enumerate(circles):
            away = math.hypot(xs[i] - circle.x, ys[i] - circle.y)
            back = FARTHEST / away if away > FARTHEST else 1.0
            xs[i] = circle.x + (xs[i] - circle.x) * back
            ys[i] = circle.y + (ys[i] - circle.y) * back
    return tuple(Circle(x, y, circle.r) for x, y, circle in zip(xs, ys, circles, strict=True))


@lru_cache(maxsize=8)
def place(
    wanted: tuple[tuple[Circle, str], ...], circles: tuple[Circle, ...], width: float, height: float
) -> tuple[Placed, ...]:
    """Names in order of importance: each takes the best free place that is left.

    Kept for the figures last seen: it takes some hundredths of a second.
    """
    found: list[tuple[Box, float] | None] = [None] * len(wanted)
    for _ in range(PASSES):
        for index, (own, text) in enumerate(wanted):
            taken = [other[0] for i, other in enumerate(found) if other and i != index]
            found[index] = _best(own, len(text) * LETTER, circles, taken, (width, height))
    return tuple(_placed(*at, own) for at, (own, _) in zip(found, wanted, strict=True) if at is not None)


def _best(
    own: Circle, breadth: float, circles: Sequence[Circle], taken: Sequence[Box], size: tuple[float, float]
) -> tuple[Box, float]:
    """The box with the least cost, and how far from its circle it is."""
    reach = own.r + DISTANCES[-1] + breadth
    near = [c for c in circles if abs(c.x - own.x) < reach + c.r and abs(c.y - own.y) < reach + c.r]
    inside = [found for found in _candidates(own, breadth) if found[0].is_inside(*size)]
    return min(inside, key=lambda found: _cost(found[0], found[1], own, near, taken))


def _candidates(circle: Circle, width: float) -> list[tuple[Box, float]]:
    boxes = []
    for distance in DISTANCES:
        for angle in DIRECTIONS:
            reach = circle.r + distance
            x = circle.x + math.cos(angle) * (reach + width / 2) - width / 2
            y = circle.y + math.sin(angle) * (reach + HEIGHT / 2) - HEIGHT / 2
            boxes.append((Box(x, y, width), float(distance)))
    return boxes


def _cost(box: Box, distance: float, own: Circle, near: Sequence[Circle], taken: Sequence[Box]) -> float:
    """Far is bad, over a circle is worse, over another name is worst; a leader should cross nothing."""
    hidden = sum(max(0.0, circle.r + 4 - box.distance(circle)) for circle in near)
    cost = distance * 0.5 + hidden * 9 + sum(box.covers(other) for other in taken) * 2
    if distance > NEAR:
        end = _end(box, own)
        cost += 14 * sum(_crosses(own, end, circle) for circle in near if circle is not own)
        half = Circle((own.x + end[0]) / 2, (own.y + end[1]) / 2, 0)
        cost += 30 * sum(other.distance(half) < HEIGHT / 2 for other in taken)
    return cost


def _end(box: Box, circle: Circle) -> tuple[float, float]:
    """The point of the box's edge that a leader from the circle meets."""
    x = min(max(circle.x, box.x), box.x + box.width)
    return x, min(max(circle.y, box.y + 2), box.y + HEIGHT - 2)


def _crosses(own: Circle, end: tuple[float, float], other: Circle) -> bool:
    """Whether the way from a circle's middle to a point leads over another circle."""
    across, down = end[0] - own.x, end[1] - own.y
    length = across * across + down * down or 1.0
    along = ((other.x - own.x) * across + (other.y - own.y) * down) / length
    along = min(max(along, 0.0), 1.0)
    return math.hypot(own.x + across * along - other.x, own.y + down * along - other.y) < other.r


def _placed(box: Box, distance: float, circle: Circle) -> Placed:
    leader = _end(box, circle) if distance > NEAR else None
    return Placed(box.x + box.width / 2, box.y + HEIGHT * 0.76, leader)
