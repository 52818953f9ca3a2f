"""Where a slip goes when the kiosk is alone: the printer beside it, if there is one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True)
class Slip:
    """What stands on the paper."""

    center: str
    number: str
    field: str
    at: datetime
    follow: str
    language: str


class Printer(Protocol):
    def once(self, key: str, slip: Slip) -> bool:
        """Print a slip, the same ``key`` only once; whether it is coming out. Never raises."""
        ...


class NoPrinter:
    """The number stands on the screen; who wants paper prints the page."""

    def once(self, key: str, slip: Slip) -> bool:
        return False
