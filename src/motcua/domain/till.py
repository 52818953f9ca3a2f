"""The end of a counter's day: what should lie in the drawer, what does, and the sentence between the two.

Only cash is counted. Transfers and the payment platform are listed beside it, to be compared with the
bank's own statement.

>>> Day(cash=45_000, cash_back=15_000, vietqr=8_000).expected
30000
>>> difference(30_000, counted=29_000)
-1000
"""

from dataclasses import dataclass

from motcua.domain.refusal import Invalid
from motcua.domain.words import Words


@dataclass(frozen=True, slots=True)
class Day:
    """Sums of one counter (or of a whole center) on one day; ``*_back`` are refunds."""

    cash: int = 0
    cash_back: int = 0
    vietqr: int = 0
    vietqr_back: int = 0
    connector: int = 0
    connector_back: int = 0
    payments: int = 0
    refunds: int = 0

    @property
    def expected(self) -> int:
        """What the drawer should hold; below zero where more was paid back than taken."""
        return self.cash - self.cash_back

    @property
    def total(self) -> int:
        return self.expected + self.vietqr - self.vietqr_back + self.connector - self.connector_back

    def __add__(self, other: "Day") -> "Day":
        return Day(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))


def difference(expected: int, *, counted: int) -> int:
    """Above zero: more in the drawer than there should be."""
    return counted - expected


def check_closing(expected: int, *, counted: int, explanation: str) -> int:
    """The difference. A drawer that does not balance is closed with a sentence that says why."""
    found = difference(expected, counted=counted)
    if found and not explanation.strip():
        more = found > 0
        raise Invalid(
            "difference_unexplained",
            Words(
                vi=f"Tiền mặt {'thừa' if more else 'thiếu'} {abs(found):,} đồng: ghi lý do.".replace(
                    ",", "."
                ),
                en=f"The cash is {abs(found):,} dong {'over' if more else 'short'}: write why.",
            ),
            field="explanation",
        )
    return found
