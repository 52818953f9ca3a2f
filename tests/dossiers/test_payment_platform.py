"""The platform's notices, repeated, out of order, of a wrong amount, forged; the pause that waits for one."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest

from motcua.base.actors import Resident
from motcua.domain.payment_notices import OrderState, Outcome, Status
from motcua.domain.refusal import Conflict, Forbidden, Invalid, InvalidFields, Refusal
from motcua.domain.states import State
from motcua.dossiers import actions, money
from motcua.dossiers.actions.pauses import TaxNotice
from motcua.dossiers.models import Dossier, Payment, PaymentNotice
from motcua.dossiers.timing import deadline
from motcua.sandbox.payments import SandboxBank, callback, sign
from tests.cast import BIRTH, FRIDAY_1000, MONDAY_0900, received
from tests.dossiers.till import (
    appraised,
    call_back,
    charged,
    counter,
    exempted_class,
    open_till,
    specialist_of,
)

RESIDENT = Resident("token")
NOTICE = TaxNotice("TB-1201/CCT", FRIDAY_1000.date(), "Thuế cơ sở 3 (minh họa)", 12_500_000)


@pytest.fixture
def order(cast):
    return actions.order_online(charged(cast), connector="sandbox", by=RESIDENT, now=MONDAY_0900)


def test_a_confirmation_is_booked_once_however_often_it_comes(order):
    first = call_back(order.pk, amount=8_000, notice="N1")
    assert first.outcome == Outcome.BOOKED
    assert call_back(order.pk, amount=8_000, notice="N1") == first
    assert call_back(order.pk, amount=8_000, notice="N2").outcome == Outcome.REPEATED
    payment = Payment.objects.get()
    assert (payment.amount, payment.number, payment.counter, payment.by) == (8_000, 1, None, None)


@pytest.mark.parametrize("amount", [7_999, 8_001, 80_000])
def test_a_wrong_amount_is_not_booked_and_stands_as_a_difference_until_somebody_settles_it(
    order, cast, amount
):
    notice = call_back(order.pk, amount=amount)
    assert not Payment.objects.exists()
    assert list(money.to_settle(cast.kim_bang)) == [notice]
    assert not money.to_settle(cast.son_lam).exists()
    with pytest.raises(Invalid):
        actions.settle(notice, words=" ", by=cast.counter, now=MONDAY_0900)
    with pytest.raises(Forbidden):
        actions.settle(notice, words="Đã trả lại.", by=cast.of_son_lam("counter"), now=MONDAY_0900)
    actions.settle(notice, words="Ngân hàng đã trả lại người nộp.", by=cast.center, now=MONDAY_0900)
    assert not money.to_settle(cast.kim_bang).exists()
    with pytest.raises(Conflict):
        actions.settle(notice, words="Lần nữa.", by=cast.center, now=MONDAY_0900)


def test_a_failure_after_the_confirmation_changes_nothing(order):
    call_back(order.pk, amount=8_000)
    late = call_back(order.pk, Status.FAILED, amount=0)
    order.refresh_from_db()
    assert (late.outcome, order.state) == (Outcome.REPEATED, OrderState.CONFIRMED)


def test_a_confirmation_after_a_failure_is_money_all_the_same(order):
    call_back(order.pk, Status.EXPIRED, amount=0)
    order.refresh_from_db()
    assert order.state == OrderState.EXPIRED
    assert call_back(order.pk, amount=8_000).outcome == Outcome.BOOKED


def test_money_for_what_was_paid_at_the_counter_meanwhile_is_a_difference(order, cast):
    open_till(cast)
    actions.take_cash(order.charge, counter=counter(cast), amount=8_000, by=cast.counter, now=MONDAY_0900)
    assert call_back(order.pk, amount=8_000).outcome == Outcome.NOT_DUE
    assert Payment.objects.count() == 1


def test_an_order_of_nobody_is_kept_and_books_nothing(db):
    unknown = uuid4()
    assert call_back(unknown, amount=8_000, notice="N1").outcome == Outcome.UNKNOWN
    call_back(unknown, amount=8_000, notice="N1")
    assert PaymentNotice.objects.count() == 1


def test_a_living_order_is_the_one_and_one_that_ran_out_is_replaced(order):
    again = actions.order_online(order.charge, connector="sandbox", by=RESIDENT, now=MONDAY_0900)
    assert again == order
    later = MONDAY_0900 + timedelta(hours=1)
    new = actions.order_online(order.charge, connector="sandbox", by=RESIDENT, now=later)
    assert new != order
    order.refresh_from_db()
    assert order.state == OrderState.EXPIRED


def test_nothing_is_ordered_where_nothing_is_due(cast):
    charge = charged(cast)
    actions.exempt(charge, exempted_class=exempted_class(), proof="Sổ", by=cast.counter, now=MONDAY_0900)
    with pytest.raises(Refusal, match="Nothing is due"):
        actions.order_online(charge, connector="sandbox", by=RESIDENT, now=MONDAY_0900)


def test_a_forged_or_broken_notice_is_refused():
    body, signature = callback(uuid4(), Status.CONFIRMED, 8_000)
    bank = SandboxBank()
    for wrong in (body.replace(b"8000", b"9000"), b"", body + b" "):
        with pytest.raises(Forbidden):
            bank.read(wrong, signature)
    with pytest.raises(Forbidden):
        bank.read(body, "ký")
    broken = json.dumps({"order": "x"}).encode()
    with pytest.raises(Invalid):
        bank.read(broken, sign(broken))


@pytest.fixture
def waiting(cast):
    dossier = appraised(cast)
    by = specialist_of(dossier)
    return actions.pause_for_payment(dossier, notice=NOTICE, by=by, now=MONDAY_0900)


def test_the_term_stands_still_while_a_land_dossier_waits_for_the_tax(waiting):
    dossier = Dossier.objects.get(charges=waiting.charge)
    assert dossier.state == State.AWAIT_PAYMENT
    assert money.waiting_obligation(dossier) == waiting
    assert "12.500.000" not in waiting.charge.basis
    assert "TB-1201/CCT" in waiting.charge.basis


def test_the_papers_number_resumes_it_with_the_second_appointment(waiting, cast):
    dossier = waiting.charge.dossier
    before = Dossier.objects.get(pk=dossier.pk).due_at
    tuesday = MONDAY_0900 + timedelta(days=2)  # the 24th is a holiday: one working day went by
    resumption = actions.resume_after_payment(dossier, proof="GNT 0001", by=cast.counter, now=tuesday)
    dossier = Dossier.objects.get(pk=dossier.pk)
    assert dossier.state == State.IN_PROCESS
    assert dossier.due_at > before
    assert resumption.second_appointment == dossier.due_at == deadline(dossier).due_at
    payment = Payment.objects.get()
    assert (payment.number, payment.method, payment.counter) == (None, "elsewhere", None)
    with pytest.raises(Refusal):
        actions.resume_after_payment(dossier, proof="GNT 0001", by=cast.counter, now=tuesday)


def test_a_confirmed_payment_resumes_it_by_itself(waiting):
    charge = waiting.charge
    order = actions.order_online(charge, connector="sandbox", by=RESIDENT, now=MONDAY_0900)
    wednesday = MONDAY_0900 + timedelta(days=2)
    call_back(order.pk, amount=1, now=wednesday)
    assert Dossier.objects.get(pk=charge.dossier_id).state == State.AWAIT_PAYMENT
    call_back(order.pk, amount=12_500_000, notice="N1", now=wednesday)
    call_back(order.pk, amount=12_500_000, notice="N1", now=wednesday)
    dossier = Dossier.objects.get(pk=charge.dossier_id)
    assert dossier.state == State.IN_PROCESS
    assert waiting.resumption.actor.startswith("system:")
    assert Payment.objects.get().number is None


def test_what_goes_to_the_budget_is_not_taken_exempted_or_refunded_here(waiting, cast):
    open_till(cast)
    charge = waiting.charge
    with pytest.raises(Refusal, match="State budget"):
        actions.take_cash(
            charge, counter=counter(cast), amount=charge.amount, by=cast.counter, now=MONDAY_0900
        )
    with pytest.raises(Refusal, match="tax office can exempt"):
        actions.exempt(charge, exempted_class=exempted_class(), proof="Sổ", by=cast.counter, now=MONDAY_0900)
    actions.resume_after_payment(charge.dossier, proof="GNT 1", by=cast.counter, now=MONDAY_0900)
    with pytest.raises(Refusal, match="tax office gives back"):
        actions.ask_refund(
            charge.payments.get(), amount=1, reason="other", words="Thử", by=cast.counter, now=MONDAY_0900
        )


def test_a_dossier_without_an_obligation_or_another_persons_is_not_paused(cast):
    birth = appraised(cast, BIRTH)
    with pytest.raises(Refusal, match="no financial obligation"):
        actions.pause_for_payment(birth, notice=NOTICE, by=specialist_of(birth), now=MONDAY_0900)
    land = appraised(cast)
    with pytest.raises(Forbidden):
        actions.pause_for_payment(land, notice=NOTICE, by=cast.counter, now=MONDAY_0900)


def test_every_gap_of_a_notice_is_named_at_once(cast):
    land = appraised(cast)
    empty = TaxNotice(" ", MONDAY_0900.date() + timedelta(1), "", 0, due_on=FRIDAY_1000.date())
    with pytest.raises(InvalidFields) as refused:
        actions.pause_for_payment(land, notice=empty, by=specialist_of(land), now=MONDAY_0900)
    assert {error.field for error in refused.value.errors} == {"number", "agency", "day", "due_on", "amount"}


def test_a_dossier_that_is_not_waiting_is_not_resumed(cast):
    with pytest.raises(Refusal):
        actions.resume_after_payment(received(cast), proof="GNT 1", by=cast.counter, now=MONDAY_0900)
