"""Fees, the till and the platform's notices: worked examples, and properties over anything that may come."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.base import vietqr
from motcua.domain.fees import PAGES, Balance, check_payment, check_refund, price, waived
from motcua.domain.payment_notices import (
    TO_SETTLE,
    OrderState,
    Outcome,
    Standing,
    Status,
    judge,
    state_after,
)
from motcua.domain.refusal import Invalid, Refusal
from motcua.domain.till import Day, check_closing

dong = st.integers(1, 5_000_000)


@pytest.mark.parametrize(
    ("pages", "copies", "amount"),
    [(1, 1, 2_000), (2, 1, 4_000), (3, 1, 5_000), (10, 2, 24_000), (198, 1, 200_000), (900, 3, 600_000)],
)
def test_a_certified_copy_costs_less_from_the_third_page_and_never_more_than_its_most(pages, copies, amount):
    assert price(2_000, PAGES, count=pages, copies=copies) == amount


@pytest.mark.parametrize(
    ("count", "copies", "field"), [(0, 1, "count"), (1, 0, "copies"), (10_000, 1, "count")]
)
def test_a_count_that_cannot_be_is_refused_at_its_field(count, copies, field):
    with pytest.raises(Invalid) as refused:
        price(8_000, count=count, copies=copies)
    assert refused.value.field == field


@given(dong, st.integers(1, 100))
def test_an_exemption_never_takes_more_than_the_charge_and_all_of_it_at_100_percent(amount, percent):
    free = waived(amount, percent=percent)
    assert 0 < free <= amount
    assert waived(amount, percent=100) == amount
    assert 100 * free >= amount * percent  # the odd dong is the resident's


@given(dong, dong)
def test_only_the_whole_of_what_is_due_is_a_payment(charged, amount):
    balance = Balance(charged)
    if amount == charged:
        check_payment(balance, amount)
    else:
        with pytest.raises(Invalid, match="What is due"):
            check_payment(balance, amount)
    with pytest.raises(Refusal, match="Nothing is due"):
        check_payment(Balance(charged, paid=charged), charged)


@given(dong, dong, dong)
def test_no_more_goes_back_than_came(paid, before, amount):
    if amount <= paid - before:
        check_refund(paid, before, amount)
    else:
        with pytest.raises(Invalid):
            check_refund(paid, before, amount)


def test_a_refund_gives_money_back_and_makes_nothing_due():
    balance = Balance(15_000, paid=15_000, refunded=15_000)
    assert (balance.due, balance.held) == (0, 0)


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.text(max_size=20))
def test_a_drawer_is_closed_without_a_word_only_when_it_balances(expected, counted, explanation):
    if expected == counted or explanation.strip():
        assert check_closing(expected, counted=counted, explanation=explanation) == counted - expected
    else:
        with pytest.raises(Invalid) as refused:
            check_closing(expected, counted=counted, explanation=explanation)
        assert refused.value.field == "explanation"


def test_the_days_of_counters_add_up():
    assert (Day(cash=5, vietqr=2) + Day(cash=1, cash_back=4, payments=1)).total == 4


notices = st.lists(st.tuples(st.sampled_from(Status), st.sampled_from([14_000, 15_000, 30_000])), max_size=8)


@given(notices, st.sampled_from([0, 15_000]))
def test_an_order_is_booked_at_most_once_whatever_the_platform_sends(sent, due):
    """Repeated, out of order, with wrong amounts: one booking at most, and none of a wrong amount."""
    state, booked, confirmed_right = OrderState.PENDING, 0, False
    for status, amount in sent:
        outcome = judge(Standing(15_000, due, state), status, amount)
        state = state_after(state, outcome, status)
        if outcome is Outcome.BOOKED:
            assert amount == 15_000 == due
            booked, due = booked + 1, 0
        if status is Status.CONFIRMED and amount != 15_000:
            assert outcome in TO_SETTLE
        confirmed_right |= status is Status.CONFIRMED and amount == 15_000
    assert booked <= 1
    assert (state is OrderState.CONFIRMED) == bool(booked)


def test_money_that_comes_after_a_failure_counts():
    assert judge(Standing(15_000, 15_000, OrderState.EXPIRED), Status.CONFIRMED, 15_000) is Outcome.BOOKED
    assert judge(Standing(15_000, 0, OrderState.EXPIRED), Status.CONFIRMED, 15_000) is Outcome.NOT_DUE
    assert judge(None, Status.CONFIRMED, 15_000) is Outcome.UNKNOWN


ACCOUNT = vietqr.Account("970415", "113366668888", "UBND XA KIM BANG")


@given(
    st.integers(1, 9_999_999_999),
    st.from_regex(r"H41\.[0-9]{2}\.[0-9]{3}-[0-9]{6}-[0-9]{4,9}", fullmatch=True),
)
def test_a_vietqr_says_account_amount_and_reference(amount, code):
    from vietqr_emvco import VietQRParser

    text = vietqr.payload(ACCOUNT, amount, code)
    assert VietQRParser.verify_checksum(text)
    read = VietQRParser.parse(text)
    assert (read["bank_bin"], read["account_number"]) == (ACCOUNT.bank, ACCOUNT.number)
    assert read["raw_tags"]["54"] == str(amount)
    assert read["raw_tags"]["53"] == "704"
    assert len(read["memo"]) <= 25
    assert vietqr.compact(code).startswith(vietqr.compact(read["memo"]))


@pytest.mark.parametrize(
    ("account", "field"),
    [
        (vietqr.Account("97041", "113366668888", "UBND"), "bank"),
        (vietqr.Account("970415", "1", "UBND"), "number"),
        (vietqr.Account("970415", "113366668888", "ạ"), "holder"),
    ],
)
def test_an_account_no_bank_would_take_is_refused(account, field):
    with pytest.raises(Invalid) as refused:
        vietqr.checked(account)
    assert refused.value.field == field


def test_a_holders_name_is_written_as_banks_do():
    assert (
        vietqr.checked(vietqr.Account("970415", "1133 6666", "UBND Xã Kim Bảng")).holder == "UBND XA KIM BANG"
    )
