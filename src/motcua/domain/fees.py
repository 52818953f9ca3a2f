"""What a procedure costs, who need not pay, and whether the money adds up. All amounts are whole dong.

A procedure's own rows say which case it is (``catalogue.Fee.kind``): free, a fixed amount, an amount that
the province's People's Council sets, a financial obligation that the law sets (land). Certified copies are
charged by the page: Circular 226/2016/TT-BTC, as the note of procedure 2.000815 gives it. Which people are
exempt is the province's data, each class with its basis: no text of it lies here.

>>> price(2_000, PAGES, count=5)
7000
>>> price(2_000, PAGES, count=5, copies=3)
21000
>>> waived(15_001, percent=50)
7501
"""

from dataclasses import dataclass
from enum import StrEnum

from motcua.domain.refusal import Invalid, Refusal
from motcua.domain.words import Words

MOST = 10_000_000_000
"""No single charge is larger; what is, was mistyped."""
MOST_COUNTED = 9_999


class Kind(StrEnum):
    """Where an amount comes from."""

    FIXED = "fixed"
    PROVINCIAL_RULE = "provincial_rule"
    EXTRA = "extra"
    """Asked for beside the procedure: copies of an extract."""
    OBLIGATION = "obligation"
    """A tax or land fee by notice of the tax office: it goes to the State budget, not to the center."""


class Method(StrEnum):
    """How money came. ``ELSEWHERE``: into the State budget, at a bank or treasury, proven by its paper."""

    CASH = "counter_cash"
    VIETQR = "vietqr"
    CONNECTOR = "connector"
    ELSEWHERE = "elsewhere"


KINDS_WITHOUT_FEE = frozenset({"free"})


@dataclass(frozen=True, slots=True)
class Scale:
    """How a rate runs: after ``after`` pieces each costs ``then``; one copy never more than ``most``."""

    after: int = 0
    then: int = 0
    most: int = 0

    @property
    def steps(self) -> bool:
        return self.after > 0


PLAIN = Scale()
PAGES = Scale(after=2, then=1_000, most=200_000)
SCALES = {"trang": PAGES}
"""By what a rate is charged for (``per_vi``); anything else simply multiplies."""
COUNTED = frozenset({"trang", "bản sao"})
"""What is counted at the counter, so that no charge can be made before somebody has counted."""


def price(rate: int, scale: Scale = PLAIN, *, count: int = 1, copies: int = 1) -> int:
    """What ``count`` pieces cost at ``rate``, ``copies`` times over. Refuses counts that cannot be."""
    if not (1 <= count <= MOST_COUNTED and 1 <= copies <= MOST_COUNTED):
        raise Invalid(
            "count_wrong",
            Words(
                vi=f"Nhập số lượng từ 1 đến {MOST_COUNTED}.", en=f"Enter a count from 1 to {MOST_COUNTED}."
            ),
            field="count" if not 1 <= count <= MOST_COUNTED else "copies",
        )
    if not scale.steps:
        return rate * count * copies
    one = rate * min(count, scale.after) + scale.then * max(0, count - scale.after)
    return (min(one, scale.most) if scale.most else one) * copies


def waived(amount: int, *, percent: int) -> int:
    """What an exemption takes off, rounded up: the odd dong is the resident's."""
    if not 1 <= percent <= 100:
        raise Invalid(
            "percent_wrong",
            Words(vi="Mức miễn, giảm từ 1 đến 100 %.", en="An exemption is from 1 to 100 %."),
            field="percent",
        )
    return -(-amount * percent // 100)


def checked_amount(amount: int, *, field: str = "amount") -> int:
    """The amount, if it is one that can be charged or paid."""
    if not 1 <= amount <= MOST:
        raise Invalid(
            "amount_wrong",
            Words(
                vi="Nhập số tiền bằng đồng, từ 1 đến 10 tỷ.", en="Enter an amount in dong, up to 10 billion."
            ),
            field=field,
        )
    return amount


@dataclass(frozen=True, slots=True)
class Balance:
    """One charge and what became of it. A refund gives money back; it does not make it due again."""

    charged: int
    waived: int = 0
    paid: int = 0
    refunded: int = 0

    @property
    def due(self) -> int:
        return self.charged - self.waived - self.paid

    @property
    def held(self) -> int:
        """What the center still has of it."""
        return self.paid - self.refunded

    @property
    def is_settled(self) -> bool:
        return self.due == 0

    def __add__(self, other: "Balance") -> "Balance":
        return Balance(
            self.charged + other.charged,
            self.waived + other.waived,
            self.paid + other.paid,
            self.refunded + other.refunded,
        )


def check_payment(balance: Balance, amount: int) -> None:
    """A charge is paid whole and once: neither more nor less than what is due."""
    if balance.is_settled:
        raise Refusal(
            "nothing_due", Words(vi="Khoản này không còn gì phải nộp.", en="Nothing is due on this charge.")
        )
    if amount != balance.due:
        raise Invalid(
            "not_what_is_due",
            Words(
                vi=f"Số phải nộp là {dong(balance.due)}, không phải {dong(amount)}.",
                en=f"What is due is {balance.due:,} dong, not {amount:,} dong.",
            ),
            field="amount",
        )


def check_refund(paid: int, refunded: int, amount: int) -> None:
    """No more goes back than came in; ``refunded`` counts what is asked for and not yet approved, too."""
    checked_amount(amount)
    left = paid - refunded
    if amount > left:
        raise Invalid(
            "more_than_was_paid",
            Words(
                vi=f"Chỉ còn có thể hoàn {dong(left)} của biên lai này.",
                en=f"Only {left:,} dong of this payment can still be refunded.",
            ),
            field="amount",
        )


def dong(amount: int) -> str:
    """Money as Vietnamese papers write it: 15.000 đồng."""
    return f"{amount:,} đồng".replace(",", ".")
