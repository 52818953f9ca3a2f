"""The five clears that every audience shows of whose turn it is: people, work, authority, time, result."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clears:
    """What ``parts/five_clears.html`` shows, as sentences."""

    who: str
    what: str
    authority: str
    by_when: str
    result: str
