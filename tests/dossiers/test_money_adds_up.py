"""Any sequence of charges, exemptions, payments, refunds, closings balances, per counter and per center."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.domain.fees import Balance
from motcua.domain.payment_notices import Status
from motcua.domain.refusal import Refusal
from motcua.domain.till import Day
from motcua.dossiers import actions, money
from motcua.dossiers.models import Charge, DailyClosing, Payment, Refund, RefundRequest
from tests.cast import BIRTH, MONDAY_0900, received
from tests.dossiers.till import RESIDENTS_AMOUNTS, call_back, counter, exempted_class, open_till

ACTS = ("charge", "cash", "transfer", "online", "exempt", "ask_refund", "answer", "close", "night")
steps = st.lists(
    st.tuples(st.sampled_from(ACTS), st.integers(0, 7), st.sampled_from(RESIDENTS_AMOUNTS)), max_size=30
)


class Books:
    """Kim Bảng's two counters and one dossier to which all is charged; refusals are part of the day."""

    def __init__(self, cast):
        self.cast, self.now = cast, MONDAY_0900
        self.dossier = received(cast, procedure=BIRTH)
        self.rule = exempted_class(percent=50)
        self.keepers = [cast.counter, cast.counter]
        open_till(cast)
        self.refused = 0

    @property
    def officer(self):
        return {"by": self.cast.counter, "now": self.now}

    @property
    def head(self):
        return {"by": self.cast.center, "now": self.now}

    def do(self, act, number, amount):
        try:
            with transaction.atomic():
                getattr(self, act)(number, amount)
        except Refusal:
            self.refused += 1

    def _charge(self, number):
        charges = list(Charge.objects.filter(dossier=self.dossier))
        return charges[number % len(charges)] if charges else self.charge(number, 8_000)

    def charge(self, number, amount):
        return actions.charge(
            self.dossier,
            amount=amount or 1,
            basis="Bảng giá",
            count=number % 3 + 1,
            by=self.cast.counter,
            now=self.now,
        )

    def cash(self, number, amount):
        charge = self._charge(number)
        due = money.balance_of(charge).due if amount else 1
        actions.take_cash(charge, counter=counter(self.cast, 1), amount=due, **self.officer)

    def transfer(self, number, amount):
        charge = self._charge(number)
        place = counter(self.cast, 1) if number % 2 else None
        actions.record_transfer(
            charge,
            amount=money.balance_of(charge).due,
            reference=f"FT{number}",
            counter=place,
            by=self.cast.counter,
            now=self.now,
        )

    def online(self, number, amount):
        order = actions.order_online(self._charge(number), connector="sandbox", **self.officer)
        status = list(Status)[number % 3]
        for _ in range(2):
            call_back(
                order.pk, status, amount=order.amount + (amount == 1), notice=f"N{order.pk.hex}", now=self.now
            )

    def exempt(self, number, amount):
        actions.exempt(
            self._charge(number),
            exempted_class=self.rule,
            proof="Sổ hộ nghèo",
            by=self.cast.counter,
            now=self.now,
        )

    def ask_refund(self, number, amount):
        payments = list(Payment.objects.all())
        if payments:
            payment = payments[number % len(payments)]
            actions.ask_refund(
                payment,
                amount=amount or payment.amount,
                reason="other",
                words="Trả lại",
                by=self.cast.counter,
                now=self.now,
            )

    def answer(self, number, amount):
        request = RefundRequest.objects.filter(state="asked").first()
        if request is None:
            return
        if number == 0:
            actions.decline_refund(request, **self.head)
        elif number % 2:
            actions.approve_refund(request, counter=counter(self.cast, number % 2 + 1), **self.head)
        else:
            actions.approve_refund(request, reference=f"RF{request.pk.hex}", **self.head)

    def close(self, number, amount):
        place = counter(self.cast, number % 2 + 1)
        actions.close_day(
            place,
            day=self.now.date(),
            counted=max(0, money.day_of(place, self.now.date()).expected - amount % 7),
            explanation="Thiếu tiền lẻ." if number > 2 else "",
            by=self.cast.center,
            now=self.now,
        )

    def night(self, number, amount):
        self.now += timedelta(days=1)

    def check(self):
        lines = money.lines_of(self.dossier)
        for line in lines:
            balance = line.balance
            assert 0 <= balance.due <= balance.charged
            assert 0 <= balance.refunded <= balance.paid <= balance.charged - balance.waived
        whole: Balance = money.total(lines)
        assert whole.charged == whole.waived + whole.paid + whole.due
        days = {*Payment.objects.values_list("day", flat=True), *Refund.objects.values_list("day", flat=True)}
        center = sum((money.center_day(self.cast.kim_bang, day) for day in days), Day())
        assert center.total == whole.held
        for day in days:
            places = [money.day_of(counter(self.cast, number), day) for number in (1, 2)]
            summed, all_of_it = sum(places, Day()), money.center_day(self.cast.kim_bang, day)
            assert summed.expected == all_of_it.expected
        for closing in DailyClosing.objects.select_related("counter"):
            sums = money.day_of(closing.counter, closing.day)
            assert closing.expected == sums.expected
            assert closing.counted == closing.expected + closing.difference
            assert closing.payments == sums.payments
        numbers = list(Payment.objects.order_by("number").values_list("number", flat=True))
        assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.django_db
@given(steps)
@settings(max_examples=40)
def test_whatever_happens_the_money_adds_up_to_the_dong(django_db_setup, played):
    from tests.cast import Cast

    with transaction.atomic():
        books = Books(Cast())
        for act, number, amount in played:
            books.do(act, number, amount)
        books.check()
        transaction.set_rollback(True)
