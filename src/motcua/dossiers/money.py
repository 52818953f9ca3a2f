"""How money stands: of one charge, one dossier, one counter's day. Reads only, in few statements."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q, QuerySet, Sum

from motcua.domain.fees import Balance, Kind, Method
from motcua.domain.payment_notices import TO_SETTLE
from motcua.domain.till import Day
from motcua.dossiers.models import (
    Charge,
    DailyClosing,
    Dossier,
    Exemption,
    Obligation,
    Payment,
    PaymentNotice,
    PaymentOrder,
    ReceivingAccount,
    Refund,
    RefundRequest,
)
from motcua.places.models import Center, Counter


@dataclass(frozen=True, slots=True)
class Line:
    """One charge with all that became of it."""

    charge: Charge
    exemption: Exemption | None
    obligation: Obligation | None
    payments: list[Payment] = field(default_factory=list)
    orders: list[PaymentOrder] = field(default_factory=list)

    @property
    def balance(self) -> Balance:
        return Balance(
            self.charge.amount,
            self.exemption.amount if self.exemption else 0,
            sum(payment.amount for payment in self.payments),
            sum(refund.amount for payment in self.payments for refund in payment.refunds.all()),
        )

    @property
    def payment(self) -> Payment | None:
        """A charge is paid whole and once."""
        return self.payments[0] if self.payments else None


def lines_of(dossier: Dossier) -> list[Line]:
    """All charges of a dossier, first made first; four statements however many."""
    return [_line(charge) for charge in _whole(dossier.charges.all())]


def line_of(charge: Charge) -> Line:
    return _line(_whole(Charge.objects.filter(pk=charge.pk)).get())


def total(lines: Iterable[Line]) -> Balance:
    return sum((line.balance for line in lines), Balance(0))


def balance_of(charge: Charge) -> Balance:
    """How one charge stands; two statements. Lock the charge first where money is to move."""
    sums = Payment.objects.filter(charge=charge).aggregate(paid=Sum("amount", default=0))
    free = Exemption.objects.filter(charge=charge).values_list("amount", flat=True).first()
    return Balance(charge.amount, free or 0, sums["paid"])


def due_lines(dossier: Dossier) -> list[tuple[Kind, int]]:
    """The charges of which something is due, first made first: their kind and whole dong; one statement."""
    charges = dossier.charges.annotate(paid=Sum("payments__amount", default=0)).select_related("exemption")
    lines = [
        (Kind(charge.kind), charge.amount - (line.amount if line else 0) - charge.paid)
        for charge in charges
        for line in [getattr(charge, "exemption", None)]
    ]
    return [(kind, due) for kind, due in lines if due > 0]


def given_back(payment: Payment) -> int:
    """What was refunded of a payment and what is asked for and not answered yet."""
    live = RefundRequest.objects.filter(payment=payment).exclude(state=RefundRequest.State.DECLINED)
    return int(live.aggregate(all=Sum("amount", default=0))["all"])


def day_of(counter: Counter, day: date) -> Day:
    """What one counter took and gave back on a day; two statements."""
    return _day(
        Payment.objects.filter(counter=counter, day=day), Refund.objects.filter(counter=counter, day=day)
    )


def center_day(center: Center, day: date) -> Day:
    """The whole center's day, the platform's payments included; money to the State budget is not its own."""
    own = Payment.objects.filter(center=center, day=day, number__isnull=False)
    back = Refund.objects.filter(center=center, day=day, payment__number__isnull=False)
    return _day(own, back)


def open_days(center: Center) -> list[tuple[Counter, date]]:
    """Counters' days on which cash moved and which nobody has closed yet, oldest first; three statements."""
    closed = set(DailyClosing.objects.filter(center=center).values_list("counter", "day"))
    moved = {
        *Payment.objects.filter(center=center, counter__isnull=False)
        .values_list("counter", "day")
        .distinct(),
        *Refund.objects.filter(center=center, counter__isnull=False).values_list("counter", "day").distinct(),
    }
    counters = {counter.pk: counter for counter in Counter.objects.filter(center=center)}
    rest = [(counters[pk], day) for pk, day in moved - closed]
    return sorted(rest, key=lambda found: (found[1], found[0].number))


def to_settle(center: Center) -> QuerySet[PaymentNotice]:
    """Money the platform says came and the books could not take, still without a word on it."""
    return PaymentNotice.objects.filter(
        order__charge__dossier__center=center, outcome__in=[*TO_SETTLE], settled__isnull=True
    ).select_related("order__charge__dossier")


def account_of(center: Center) -> ReceivingAccount | None:
    return ReceivingAccount.objects.filter(center=center, until__isnull=True).first()


def waiting_obligation(dossier: Dossier) -> Obligation | None:
    """The notice the dossier waits for now."""
    waiting = Obligation.objects.filter(charge__dossier=dossier, resumption__isnull=True)
    return waiting.select_related("charge").order_by("-paused_at").first()


def _whole(charges: QuerySet[Charge]) -> QuerySet[Charge]:
    return charges.select_related(
        "exemption__exempted_class", "obligation__resumption", "made_by"
    ).prefetch_related("payments__refunds", "payments__refund_requests", "payments__by", "orders")


def _line(charge: Charge) -> Line:
    return Line(
        charge,
        getattr(charge, "exemption", None),
        getattr(charge, "obligation", None),
        list(charge.payments.all()),
        list(charge.orders.all()),
    )


def _day(payments: QuerySet[Payment], refunds: QuerySet[Refund]) -> Day:
    came = payments.aggregate(n=Count("pk"), **{method.value: _sum(method) for method in Method})
    went = refunds.aggregate(n=Count("pk"), **{method.value: _sum(method) for method in Method})
    return Day(
        cash=came[Method.CASH],
        cash_back=went[Method.CASH],
        vietqr=came[Method.VIETQR],
        vietqr_back=went[Method.VIETQR],
        connector=came[Method.CONNECTOR],
        connector_back=went[Method.CONNECTOR],
        payments=came["n"],
        refunds=went["n"],
    )


def _sum(method: Method) -> Sum:
    return Sum("amount", filter=Q(method=method), default=0)
