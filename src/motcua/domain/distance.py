"""How far apart two places are as the crow flies, by their coordinates.

>>> round(kilometres((18.673, 105.692), (19.045, 105.610)))  # the ward of Vinh to Diễn Châu
42
"""

from math import asin, cos, radians, sin, sqrt

EARTH = 6371.0
"""Mean radius in kilometres."""

Point = tuple[float, float]
"""Latitude and longitude in degrees."""


def kilometres(one: Point, other: Point) -> float:
    """The great circle between them (haversine)."""
    (lat1, lon1), (lat2, lon2) = ((radians(place[0]), radians(place[1])) for place in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH * asin(min(1.0, sqrt(half)))
