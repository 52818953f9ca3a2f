"""The fair start by lot: an order nobody could choose, that everybody can repeat.

The seed is the hash of the last event in the center's journal before the draw; nobody knew it when they
took a number. Each number's lot is the SHA-256 of ``seed|number``; the lots in ascending order are the
order of calling. Nobody gains by having several numbers except as in every lottery, so a person holds one.

>>> order("5eed", ["A001", "A002", "B001"])
['A002', 'B001', 'A001']
>>> order("other", ["A001", "A002", "B001"]) == order("other", ["B001", "A002", "A001"])
True
"""

from collections.abc import Iterable
from hashlib import sha256


def lot(seed: str, number: str) -> str:
    """64 hex digits: what one number drew."""
    return sha256(f"{seed}|{number}".encode()).hexdigest()


def order(seed: str, numbers: Iterable[str]) -> list[str]:
    """The numbers in the order in which they are called, first to last."""
    return sorted(numbers, key=lambda number: lot(seed, number))
