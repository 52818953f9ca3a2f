"""Room on the map: circles that lie on each other move apart a little."""

import math
from dataclasses import dataclass
from functools import lru_cache

GAP, ROUNDS, FARTHEST = 1.5, 40, 26.0
"""Between circles; how often they are moved; how far a circle may end from its true place (5 km)."""


@dataclass(frozen=True, slots=True)
class Circle:
    """A commune's circle: its middle and radius."""

    x: float
    y: float
    r: float


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
