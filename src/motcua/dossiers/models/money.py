"""Money that moved: accounts, orders to the payment platform, payments, refunds, the end of the day."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from motcua.base.rows import Row
from motcua.base.vietqr import Account
from motcua.domain.fees import Method
from motcua.domain.payment_notices import OrderState, Outcome
from motcua.dossiers.models.fees import Charge
from motcua.places.models import Center, Counter

METHODS = [(method.value, method.name) for method in Method]


class ReceiptSeries(models.Model):
    """The last number of a center's payment receipts in one year; its row lock leaves no gap."""

    center = models.ForeignKey(Center, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["center", "year"], name="receipt_series_once_a_year")]


class ReceivingAccount(Row):
    """The account that a center's VietQR codes name, from one instant on."""

    center = models.ForeignKey(Center, on_delete=models.PROTECT, related_name="accounts")
    bank = models.CharField(max_length=6)
    number = models.CharField(max_length=19)
    holder = models.CharField(max_length=25)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["center"], condition=Q(until__isnull=True), name="one_account_of_a_center"
            )
        ]

    @property
    def as_rule(self) -> Account:
        return Account(self.bank, self.number, self.holder)


class PaymentOrder(Row):
    """A charge asked for through the payment platform; how it stands follows from the notices."""

    charge = models.ForeignKey(Charge, on_delete=models.PROTECT, related_name="orders")
    connector = models.CharField(max_length=20)
    amount = models.PositiveBigIntegerField()
    state = models.CharField(
        max_length=9, choices=[(s.value, s.name) for s in OrderState], default=OrderState.PENDING
    )
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    asked_by = models.CharField(max_length=52)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("asked_at")), name="order_can_be_paid"),
            models.UniqueConstraint(
                fields=["charge"], condition=Q(state="pending"), name="one_order_at_a_time"
            ),
        ]


class PaymentNotice(Row):
    """What the platform told us and what we made of it; each of its notices once."""

    connector = models.CharField(max_length=20)
    notice = models.CharField(max_length=64)  # the platform's own number of it
    order = models.ForeignKey(
        PaymentOrder, on_delete=models.PROTECT, null=True, blank=True, related_name="notices"
    )
    reference = models.CharField(max_length=64)  # the platform's number of the transaction
    status = models.CharField(max_length=9)
    amount = models.PositiveBigIntegerField()
    outcome = models.CharField(max_length=9, choices=[(o.value, o.name) for o in Outcome])
    received_at = models.DateTimeField()

    class Meta:
        ordering = ["received_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["connector", "notice"], name="payment_notice_once")]


class NoticeSettled(models.Model):
    """What somebody did about money that the books could not take."""

    notice = models.OneToOneField(
        PaymentNotice, on_delete=models.PROTECT, primary_key=True, related_name="settled"
    )
    words = models.CharField(max_length=500)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="settlement_says_what")]


class Payment(Row):
    """Money that came. An obligation is paid to the State budget: it has no receipt of the center."""

    charge = models.ForeignKey(Charge, on_delete=models.PROTECT, related_name="payments")
    center = models.ForeignKey(Center, on_delete=models.PROTECT, related_name="payments")
    method = models.CharField(max_length=12, choices=METHODS)
    amount = models.PositiveBigIntegerField()
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField(null=True, blank=True)
    day = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    counter = models.ForeignKey(
        Counter, on_delete=models.PROTECT, null=True, blank=True, related_name="payments"
    )
    # The bank's, platform's or treasury's number; NULL for cash, since it must not be had twice.
    reference = models.CharField(max_length=64, null=True, blank=True)
    order = models.OneToOneField(
        PaymentOrder, on_delete=models.PROTECT, null=True, blank=True, related_name="payment"
    )

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=1), name="payment_is_an_amount"),
            models.UniqueConstraint(fields=["center", "year", "number"], name="receipt_number_once"),
            models.UniqueConstraint(fields=["center", "method", "reference"], name="payment_reference_once"),
            models.CheckConstraint(
                condition=~Q(method=Method.CASH)
                | Q(counter__isnull=False, by__isnull=False, number__isnull=False),
                name="cash_is_taken_at_a_counter",
            ),
            models.CheckConstraint(
                condition=(Q(method=Method.CASH) & Q(reference__isnull=True))
                | (~Q(method=Method.CASH) & Q(reference__isnull=False) & ~Q(reference="")),
                name="transfer_has_its_reference",
            ),
            models.CheckConstraint(
                condition=~Q(method=Method.CONNECTOR) | Q(order__isnull=False),
                name="online_payment_has_its_order",
            ),
        ]
        indexes = [
            models.Index(fields=["counter", "day"], name="payment_of_the_day"),
            models.Index(fields=["center", "day"], name="payment_of_center"),
        ]

    @property
    def receipt_number(self) -> str:
        return f"{self.number:07d}/{self.year}" if self.number else ""


class RefundRequest(Row):
    """Somebody at the center asks that money go back; somebody else answers."""

    class State(models.TextChoices):
        ASKED = "asked"
        APPROVED = "approved"
        DECLINED = "declined"

    class Reason(models.TextChoices):
        IN_ERROR = "in_error"
        EXEMPT_AFTER_ALL = "exempt_after_all"
        NOT_TAKEN_UP = "not_taken_up"
        OTHER = "other"

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="refund_requests")
    amount = models.PositiveBigIntegerField()
    reason = models.CharField(max_length=16, choices=Reason.choices)
    words = models.CharField(max_length=500)
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    declined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    declined_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=1), name="refund_asked_is_an_amount"),
            models.CheckConstraint(condition=~Q(words=""), name="refund_gives_its_reason"),
            models.CheckConstraint(
                condition=~Q(state="declined") | (Q(declined_by__isnull=False) & ~Q(declined_by=F("by"))),
                name="refund_declined_by_another",
            ),
        ]


class Refund(Row):
    """Money that went back, as one asked and another approved."""

    request = models.OneToOneField(RefundRequest, on_delete=models.PROTECT, related_name="refund")
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="refunds")
    center = models.ForeignKey(Center, on_delete=models.PROTECT, related_name="+")
    method = models.CharField(max_length=12, choices=METHODS)
    amount = models.PositiveBigIntegerField()
    day = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    counter = models.ForeignKey(
        Counter, on_delete=models.PROTECT, null=True, blank=True, related_name="refunds"
    )
    reference = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=1), name="refund_is_an_amount"),
            models.CheckConstraint(condition=~Q(by=F("approved_by")), name="refund_approved_by_another"),
            models.CheckConstraint(
                condition=(Q(method=Method.CASH) & Q(counter__isnull=False))
                | (~Q(method=Method.CASH) & Q(counter__isnull=True) & ~Q(reference="")),
                name="refund_left_somewhere",
            ),
        ]
        indexes = [models.Index(fields=["counter", "day"], name="refund_of_the_day")]


class DailyClosing(Row):
    """A counter's day is closed: what the drawer should have held, what it held, and why they differ."""

    center = models.ForeignKey(Center, on_delete=models.PROTECT, related_name="daily_closings")
    counter = models.ForeignKey(Counter, on_delete=models.PROTECT, related_name="daily_closings")
    day = models.DateField()
    cash = models.PositiveBigIntegerField()
    cash_back = models.PositiveBigIntegerField()
    vietqr = models.PositiveBigIntegerField()
    payments = models.PositiveIntegerField()
    refunds = models.PositiveIntegerField()
    expected = models.BigIntegerField()
    counted = models.BigIntegerField()
    difference = models.BigIntegerField()
    explanation = models.CharField(max_length=500, blank=True, default="")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-day", "counter__number"]
        constraints = [
            models.UniqueConstraint(fields=["counter", "day"], name="counter_day_closed_once"),
            models.CheckConstraint(
                condition=Q(expected=F("cash") - F("cash_back")), name="closing_expects_its_cash"
            ),
            models.CheckConstraint(
                condition=Q(difference=F("counted") - F("expected")), name="closing_difference_adds_up"
            ),
            models.CheckConstraint(
                condition=Q(difference=0) | ~Q(explanation=""), name="closing_difference_is_explained"
            ),
        ]
