"""What may be, told by few plays: the middles of as many equal slices of a distribution as there are plays.

Everybody has the slices in an order of their own, so that a play is not long, or late, for all of them.
"""

from functools import cache
from math import exp
from random import Random
from statistics import NormalDist

from motcua.domain.service_times import LogTimes

PLAYS = 31
"""Plays of one forecast: the 80th percentile moves by less than a minute when they are doubled."""
NORMAL = NormalDist()
SLICES = [(n + 0.5) / PLAYS for n in range(PLAYS)]
_SLICES_Z = [NORMAL.inv_cdf(slice_) for slice_ in SLICES]
_ORDERS = 211
"""So many orders of the slices are kept; people take them in turn."""


def order(number: int) -> list[int]:
    """The slice of each play, for somebody with this number."""
    return _order(number % _ORDERS)


@cache
def _order(number: int) -> list[int]:
    places = list(range(PLAYS))
    Random(number).shuffle(places)  # noqa: S311
    return places


def lengths(times: LogTimes, number: int) -> list[float]:
    """Of a visit, in each play; seconds."""
    mean, spread = times.mean, times.spread
    return [exp(mean + spread * _SLICES_Z[place]) for place in order(number)]
