"""Money that comes: over the counter, by transfer, through the payment platform, into the State budget."""

from datetime import date, datetime

from motcua.base.actions import action
from motcua.base.actors import Actor
from motcua.base.counting import next_number
from motcua.base.journal import record
from motcua.domain.fees import Kind, Method, check_payment
from motcua.domain.free_text import written
from motcua.domain.payment_notices import OrderState
from motcua.domain.refusal import Conflict, Forbidden, Invalid, Refusal
from motcua.domain.words import Words
from motcua.dossiers import access, money
from motcua.dossiers.actions.charges import held
from motcua.dossiers.models import Charge, DailyClosing, Payment, PaymentOrder, ReceiptSeries
from motcua.dossiers.moving import actor_text
from motcua.dossiers.payments import ORDER_LASTS
from motcua.hall.models import Duty
from motcua.people.models import Officer
from motcua.places.hours import business_date
from motcua.places.models import Counter

REFERENCE_LENGTH = 64


@action
def take_cash(charge: Charge, *, counter: Counter, amount: int, by: Officer, now: datetime) -> Payment:
    """The money lies on the counter: exactly what is due, into the drawer of the counter one keeps open."""
    charge = held(charge)
    access.check_may_receive(by, charge.dossier.center, business_date(now))
    _check_own_money(charge)
    _check_keeps(by, counter, charge)
    return book(charge, method=Method.CASH, amount=amount, counter=counter, by=by, now=now)


@action
def record_transfer(
    charge: Charge, *, amount: int, reference: str, counter: Counter | None = None, by: Officer, now: datetime
) -> Payment:
    """The bank shows the resident's transfer (VietQR): booked under the bank's own number of it."""
    charge = held(charge)
    access.check_may_receive(by, charge.dossier.center, business_date(now))
    _check_own_money(charge)
    if counter is not None:
        _check_keeps(by, counter, charge)
    reference = checked_reference(reference)
    return book(
        charge, method=Method.VIETQR, amount=amount, counter=counter, reference=reference, by=by, now=now
    )


@action
def order_online(charge: Charge, *, connector: str, by: Actor, now: datetime) -> PaymentOrder:
    """Ask for the charge through the payment platform; while an order lives, it is the one."""
    charge = held(charge)
    balance = money.balance_of(charge)
    check_payment(balance, balance.due)
    pending = charge.orders.filter(state=OrderState.PENDING).first()
    if pending is not None:
        if pending.expires_at > now and pending.amount == balance.due:
            return pending
        PaymentOrder.objects.filter(pk=pending.pk).update(state=OrderState.EXPIRED)
    order = PaymentOrder.objects.create(
        charge=charge,
        connector=connector,
        amount=balance.due,
        asked_at=now,
        expires_at=now + ORDER_LASTS,
        asked_by=actor_text(by),
    )
    record("fee.ordered", charge.dossier, by=by, at=now, order=str(order.pk), amount=order.amount)
    return order


@action
def book(
    charge: Charge,
    *,
    method: Method,
    amount: int,
    counter: Counter | None = None,
    reference: str | None = None,
    order: PaymentOrder | None = None,
    by: Actor,
    now: datetime,
) -> Payment:
    """Enter a payment of a charge that is ``held``: the whole of what is due, under the next receipt number.

    What goes to the State budget has the budget's own paper and no receipt of the center.
    """
    check_payment(money.balance_of(charge), amount)
    day, center = business_date(now), charge.dossier.center
    if counter is not None:
        check_day_open(counter, day)
    _check_reference_new(charge, method, reference)
    own = charge.kind != Kind.OBLIGATION
    payment = Payment.objects.create(
        charge=charge,
        center=center,
        method=method,
        amount=amount,
        year=day.year,
        number=next_number(ReceiptSeries, center=center, year=day.year) if own else None,
        day=day,
        at=now,
        by=by if isinstance(by, Officer) else None,
        counter=counter,
        reference=reference,
        order=order,
    )
    record(
        "fee.paid",
        charge.dossier,
        by=by,
        at=now,
        payment=str(payment.pk),
        amount=amount,
        method=method,
        number=payment.number,
    )
    return payment


def check_day_open(counter: Counter, day: date) -> None:
    """Holds the counter, so that no closing comes between. After the closing nothing moves on that day."""
    Counter.objects.select_for_update(no_key=True).get(pk=counter.pk)
    closing = DailyClosing.objects.filter(counter=counter, day=day).select_related("by").first()
    if closing is not None:
        raise Conflict(
            "day_closed",
            Words(
                vi=f"{closing.by.name_vi} đã khóa sổ quầy {counter.number} ngày {day:%d/%m/%Y}.",
                en=f"{closing.by.name_vi} has closed counter {counter.number} for {day:%d/%m/%Y}.",
            ),
        )


def checked_reference(reference: str) -> str:
    """The bank's, the platform's or the treasury's number of the money: needed, and one line."""
    reference = written(reference, field="reference", most=REFERENCE_LENGTH)
    if not reference or "\n" in reference:
        raise Invalid(
            "reference_missing",
            Words(
                vi="Nhập số giao dịch hoặc số chứng từ.", en="Enter the number of the transaction or paper."
            ),
            field="reference",
        )
    return reference


def _check_reference_new(charge: Charge, method: Method, reference: str | None) -> None:
    known = Payment.objects.filter(center=charge.dossier.center_id, method=method, reference=reference)
    if reference is not None and known.exists():
        raise Invalid(
            "reference_known",
            Words(
                vi=f"Giao dịch {reference} đã được ghi thu rồi.",
                en=f"Transaction {reference} was booked already.",
            ),
            field="reference",
        )


def _check_own_money(charge: Charge) -> None:
    if charge.kind == Kind.OBLIGATION:
        raise Refusal(
            "goes_to_the_budget",
            Words(
                vi="Khoản theo thông báo thuế nộp vào ngân sách, không nộp tại quầy.",
                en="What the tax notice asks for goes to the State budget, not over the counter.",
            ),
        )


def _check_keeps(by: Officer, counter: Counter, charge: Charge) -> None:
    """Cash goes into the drawer of the one who sits there."""
    here = counter.center_id == charge.dossier.center_id
    if not here or not Duty.objects.filter(counter=counter, officer=by, closed_at__isnull=True).exists():
        raise Forbidden(
            "not_your_counter",
            Words(
                vi=f"Bạn không mở quầy {counter.number}; mở quầy trước khi thu tiền.",
                en=f"You do not keep counter {counter.number} open; open it before you take money.",
            ),
        )
