"""What a notice from a payment platform does to the order it is about: exactly one effect, whatever comes.

Platforms repeat their notices, send them out of order, and banks let people change the amount. Money that
came for an order is only booked where it is the right amount and still due; everything else is kept as a
difference that somebody at the center settles by hand.

>>> judge(Standing(15_000, 15_000), Status.CONFIRMED, 15_000)
<Outcome.BOOKED: 'booked'>
>>> judge(Standing(15_000, 15_000), Status.CONFIRMED, 14_000)
<Outcome.DIFFERENT: 'different'>
"""

from dataclasses import dataclass
from enum import StrEnum

from motcua.domain.words import Words


class Status(StrEnum):
    """What the platform says of an order."""

    CONFIRMED = "confirmed"
    FAILED = "failed"
    EXPIRED = "expired"


class OrderState(StrEnum):
    """How an order stands here."""

    PENDING = "pending"
    CONFIRMED = "confirmed"
    FAILED = "failed"
    EXPIRED = "expired"
    DIFFERENT = "different"


class Outcome(StrEnum):
    """What became of a notice."""

    BOOKED = "booked"
    ENDED = "ended"
    """The order failed or ran out; nothing was paid."""
    REPEATED = "repeated"
    """Known already, or overtaken by a confirmation; no effect."""
    DIFFERENT = "different"
    """Money came, but not the amount that was asked for."""
    NOT_DUE = "not_due"
    """Money came for what was paid another way, exempted or withdrawn meanwhile."""
    UNKNOWN = "unknown"
    """No order of ours has this number."""


TO_SETTLE = frozenset({Outcome.DIFFERENT, Outcome.NOT_DUE, Outcome.UNKNOWN})
"""Money lies somewhere that our books do not have: a person must look."""

OUTCOMES: dict[Outcome, Words] = {
    Outcome.BOOKED: Words("Đã ghi thu", "Booked"),
    Outcome.ENDED: Words("Giao dịch không thành", "The payment did not go through"),
    Outcome.REPEATED: Words("Thông báo lặp lại, không ghi thêm", "A repetition, without effect"),
    Outcome.DIFFERENT: Words(
        "Số tiền chuyển khác số phải nộp, chưa ghi thu", "Not the amount that was due; not booked"
    ),
    Outcome.NOT_DUE: Words(
        "Tiền đến khi khoản này không còn phải nộp, chưa ghi thu",
        "Money came when nothing was due any more; not booked",
    ),
    Outcome.UNKNOWN: Words("Không có lệnh thanh toán này", "There is no such order"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """An order: what it asked for, what is due on its charge now, how it stands."""

    asked: int
    due: int
    state: OrderState = OrderState.PENDING


def judge(order: Standing | None, status: Status, amount: int) -> Outcome:
    """What the notice does. A confirmation after a failure is money all the same: it counts."""
    if order is None:
        return Outcome.UNKNOWN if status is Status.CONFIRMED else Outcome.REPEATED
    if order.state is OrderState.CONFIRMED:
        return (
            Outcome.REPEATED if status is not Status.CONFIRMED or amount == order.asked else Outcome.DIFFERENT
        )
    if status is not Status.CONFIRMED:
        return Outcome.ENDED if order.state is OrderState.PENDING else Outcome.REPEATED
    if amount != order.asked:
        return Outcome.DIFFERENT
    return Outcome.BOOKED if order.due == amount else Outcome.NOT_DUE


def state_after(state: OrderState, outcome: Outcome, status: Status) -> OrderState:
    """How the order stands once the notice was judged."""
    if outcome is Outcome.BOOKED:
        return OrderState.CONFIRMED
    if outcome is Outcome.ENDED:
        return OrderState(status.value)
    if outcome in TO_SETTLE and state is not OrderState.CONFIRMED:
        return OrderState.DIFFERENT
    return state
