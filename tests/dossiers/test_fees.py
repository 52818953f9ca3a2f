"""Charges, exemptions, payments, refunds and the end of the day, at Kim Bảng on Monday 23 November 2026."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from motcua.base.models import Event
from motcua.catalogue.models import Procedure
from motcua.domain.fees import Balance, Method
from motcua.domain.refusal import Conflict, Forbidden, Invalid, Refusal
from motcua.domain.words import Words
from motcua.dossiers import actions, money
from motcua.dossiers.actions.fee_rules import Rule
from motcua.dossiers.models import Charge, DailyClosing, Payment, Refund, RefundRequest
from motcua.places.models import Unit
from tests.cast import BIRTH, FRIDAY_1000, MONDAY_0900, received
from tests.dossiers.till import (
    COPIES,
    DEATH,
    SINCE,
    SYSTEM,
    charged,
    counter,
    exempted_class,
    open_till,
)

WHY = {"reason": "in_error", "words": "Người dân nộp nhầm thủ tục."}


def paid(cast, now=MONDAY_0900):
    charge = charged(cast, now=now)
    return actions.take_cash(charge, counter=counter(cast), amount=8_000, by=cast.counter, now=now)


def test_reception_charges_a_fixed_fee_and_nothing_for_a_free_procedure(cast):
    charge = charged(cast)
    assert (charge.amount, charge.count, charge.per_vi) == (8_000, 1, "văn bản")
    assert money.lines_of(charge.dossier)[0].balance == Balance(8_000)
    assert not received(cast, procedure=BIRTH).charges.exists()


def test_reception_asks_one_more_statement_of_the_database_for_a_charge(cast, django_assert_num_queries):
    received(cast, procedure=BIRTH), charged(cast)  # warm
    with connection.execute_wrapper(counted := Counted()):
        received(cast, procedure="2.000908")  # a certified copy from the register: free
    free = counted.take()
    with connection.execute_wrapper(counted):
        charged_dossier = received(cast, procedure="2.002516")
    papers = charged_dossier.papers.count()
    assert papers
    assert counted.take() - free <= 1


class Counted:
    def __init__(self):
        self.n = 0

    def __call__(self, execute, sql, params, many, context):
        self.n += 1
        return execute(sql, params, many, context)

    def take(self):
        taken, self.n = self.n, 0
        return taken


def test_pages_are_counted_at_the_counter(cast):
    dossier = received(cast, procedure=COPIES)
    assert not dossier.charges.exists()
    charge = actions.charge(dossier, count=5, copies=2, by=cast.counter, now=MONDAY_0900)
    assert charge.amount == 14_000
    with pytest.raises(Conflict, match="charged already"):
        actions.charge(dossier, count=5, by=cast.counter, now=MONDAY_0900)


def test_a_provincial_fee_comes_from_the_tariff_with_its_resolution(cast):
    dossier = received(cast, procedure=DEATH)
    rule = Rule(
        Words("Đăng ký khai tử", "Death registration"), "Nghị quyết 02/2026/NQ-HĐND (minh họa)", SINCE
    )
    tariff = actions.set_tariff(
        Procedure.objects.get(code=DEATH),
        owner=Unit.objects.get(kind="province"),
        rule=rule,
        amount=5_000,
        by=SYSTEM,
        now=FRIDAY_1000,
    )
    charge = actions.charge(dossier, tariff=tariff, by=cast.counter, now=MONDAY_0900)
    assert charge.amount == 5_000
    assert "02/2026/NQ-HĐND" in charge.basis
    with pytest.raises(Invalid, match="in force"):
        actions.charge(received(cast, procedure=COPIES), tariff=tariff, by=cast.counter, now=MONDAY_0900)


def test_an_amount_by_hand_needs_its_basis(cast):
    dossier = received(cast, procedure=BIRTH)
    with pytest.raises(Invalid) as refused:
        actions.charge(dossier, amount=8_000, by=cast.counter, now=MONDAY_0900)
    assert refused.value.field == "basis"
    made = actions.charge(
        dossier,
        amount=8_000,
        count=2,
        basis="Bản sao trích lục, Thông tư 281/2016",
        by=cast.counter,
        now=MONDAY_0900,
    )
    assert (made.kind, made.amount) == ("extra", 16_000)


def test_who_is_exempt_pays_nothing_on_a_paper_that_was_seen(cast):
    charge = charged(cast)
    rule = exempted_class()
    with pytest.raises(Invalid, match="Write which paper"):
        actions.exempt(charge, exempted_class=rule, proof=" ", by=cast.counter, now=MONDAY_0900)
    actions.exempt(
        charge, exempted_class=rule, proof="Giấy chứng nhận hộ nghèo 2026", by=cast.counter, now=MONDAY_0900
    )
    assert money.line_of(charge).balance == Balance(8_000, waived=8_000)
    open_till(cast)
    with pytest.raises(Refusal, match="Nothing is due"):
        actions.take_cash(charge, counter=counter(cast), amount=8_000, by=cast.counter, now=MONDAY_0900)


def test_a_class_is_replaced_from_a_day_on_and_never_without_its_text(cast):
    first = exempted_class()
    later = Rule(Words("Hộ nghèo", "Poor"), "Nghị quyết 09/2026/NQ-HĐND (minh họa)", MONDAY_0900.date())
    second = actions.set_exemption_class(
        "poor", owner=first.owner, rule=later, percent=50, by=cast.province, now=MONDAY_0900
    )
    first.refresh_from_db()
    assert first.valid_to == MONDAY_0900.date() - timedelta(days=1)
    assert second.percent == 50
    with pytest.raises(Forbidden):
        actions.set_exemption_class("poor", owner=first.owner, rule=later, by=cast.counter, now=MONDAY_0900)
    nameless = Rule(Words("Trẻ em", ""), " ", SINCE)
    with pytest.raises(Invalid):
        actions.set_exemption_class("child", owner=first.owner, rule=nameless, by=SYSTEM, now=MONDAY_0900)


def test_cash_gets_the_next_receipt_number_of_the_center_and_year(cast):
    open_till(cast)
    numbers = [paid(cast).number for _ in range(3)]
    assert numbers == [1, 2, 3]
    assert Event.objects.filter(kind="fee.paid").count() == 3


@pytest.mark.parametrize("amount", [7_999, 8_001, 0])
def test_cash_is_exactly_what_is_due(cast, amount):
    charge = charged(cast)
    open_till(cast)
    with pytest.raises(Invalid):
        actions.take_cash(charge, counter=counter(cast), amount=amount, by=cast.counter, now=MONDAY_0900)
    assert not Payment.objects.exists()


def test_cash_goes_only_into_ones_own_open_drawer(cast):
    charge = charged(cast)
    with pytest.raises(Forbidden, match="open it before"):
        actions.take_cash(charge, counter=counter(cast), amount=8_000, by=cast.counter, now=MONDAY_0900)
    with pytest.raises(Forbidden):
        actions.take_cash(
            charge, counter=counter(cast), amount=8_000, by=cast.of_son_lam("counter"), now=MONDAY_0900
        )


def test_a_transfer_is_booked_once_under_the_banks_number(cast):
    one, two = charged(cast), charged(cast)
    actions.record_transfer(one, amount=8_000, reference="FT26327001", by=cast.counter, now=MONDAY_0900)
    with pytest.raises(Invalid) as refused:
        actions.record_transfer(two, amount=8_000, reference="FT26327001", by=cast.counter, now=MONDAY_0900)
    assert refused.value.field == "reference"
    with pytest.raises(Invalid, match="number of the transaction"):
        actions.record_transfer(two, amount=8_000, reference=" ", by=cast.counter, now=MONDAY_0900)


def test_a_refund_takes_two_and_one_is_the_head_of_the_center(cast):
    open_till(cast)
    payment = paid(cast)
    request = actions.ask_refund(payment, amount=8_000, **WHY, by=cast.counter, now=MONDAY_0900)
    with pytest.raises(Forbidden, match="somebody else"):
        actions.approve_refund(request, counter=counter(cast), by=cast.counter, now=MONDAY_0900)
    with pytest.raises(Forbidden):
        actions.approve_refund(request, counter=counter(cast), by=cast.office, now=MONDAY_0900)
    refund = actions.approve_refund(request, counter=counter(cast), by=cast.center, now=MONDAY_0900)
    assert (refund.by, refund.approved_by) == (cast.counter, cast.center)
    assert money.line_of(payment.charge).balance == Balance(8_000, paid=8_000, refunded=8_000)
    with pytest.raises(Conflict, match="approved this refund"):
        actions.approve_refund(request, counter=counter(cast), by=cast.center, now=MONDAY_0900)


def test_what_is_asked_for_counts_until_it_is_declined(cast):
    open_till(cast)
    payment = paid(cast)
    request = actions.ask_refund(payment, amount=5_000, **WHY, by=cast.counter, now=MONDAY_0900)
    with pytest.raises(Invalid, match="Only 3,000"):
        actions.ask_refund(payment, amount=4_000, **WHY, by=cast.counter, now=MONDAY_0900)
    actions.decline_refund(request, by=cast.center, now=MONDAY_0900)
    actions.ask_refund(payment, amount=8_000, **WHY, by=cast.counter, now=MONDAY_0900)


def test_the_day_closes_once_with_a_sentence_for_a_difference_and_nothing_moves_after(cast):
    place = open_till(cast)
    payment = paid(cast)
    day = MONDAY_0900.date()
    with pytest.raises(Invalid, match="1,000 dong short"):
        actions.close_day(place, day=day, counted=7_000, by=cast.counter, now=MONDAY_0900)
    closing = actions.close_day(
        place, day=day, counted=7_000, explanation="Trả nhầm tiền thừa.", by=cast.counter, now=MONDAY_0900
    )
    assert (closing.expected, closing.difference, closing.payments) == (8_000, -1_000, 1)
    with pytest.raises(Conflict, match="has closed counter 1"):
        paid(cast)
    with pytest.raises(Conflict, match="has closed counter 1"):
        actions.close_day(place, day=day, counted=8_000, by=cast.counter, now=MONDAY_0900)
    request = actions.ask_refund(payment, amount=8_000, **WHY, by=cast.counter, now=MONDAY_0900)
    with pytest.raises(Conflict):
        actions.approve_refund(request, counter=place, by=cast.center, now=MONDAY_0900)
    actions.approve_refund(request, reference="FT1", by=cast.center, now=MONDAY_0900)  # by transfer it may


def test_a_day_is_closed_by_who_kept_it_or_by_the_head(cast):
    place = counter(cast, 2)
    with pytest.raises(Forbidden):
        actions.close_day(place, day=MONDAY_0900.date(), counted=0, by=cast.counter, now=MONDAY_0900)
    with pytest.raises(Invalid):
        actions.close_day(
            place, day=MONDAY_0900.date() + timedelta(1), counted=0, by=cast.center, now=MONDAY_0900
        )
    actions.close_day(place, day=MONDAY_0900.date(), counted=0, by=cast.center, now=MONDAY_0900)


def test_what_nobody_closed_is_listed(cast):
    open_till(cast)
    paid(cast)
    assert money.open_days(cast.kim_bang) == [(counter(cast), MONDAY_0900.date())]
    actions.close_day(counter(cast), day=MONDAY_0900.date(), counted=8_000, by=cast.counter, now=MONDAY_0900)
    assert money.open_days(cast.kim_bang) == []


@pytest.fixture
def books(cast):
    """A payment, a refund of half of it and a closing, of which nothing may be changed any more."""
    place = open_till(cast)
    payment = paid(cast)
    request = actions.ask_refund(payment, amount=4_000, **WHY, by=cast.counter, now=MONDAY_0900)
    actions.approve_refund(request, counter=place, by=cast.center, now=MONDAY_0900)
    closing = actions.close_day(
        place, day=MONDAY_0900.date(), counted=4_000, by=cast.counter, now=MONDAY_0900
    )
    return payment, request, closing


@pytest.mark.parametrize("model", [Charge, Payment, Refund, DailyClosing])
def test_the_database_changes_and_deletes_no_row_of_money(books, model):
    for attempt in (
        lambda: (
            model.objects.update(at=MONDAY_0900) if model is not Charge else model.objects.update(amount=1)
        ),
        lambda: model.objects.all()._raw_delete(model.objects.db),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()
    assert model.objects.count() == 1


def again(row, **but):
    """The same row once more, under a new id, but for some columns."""
    values = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.name != "id"
    }
    return type(row)(**values | but)


def test_the_database_takes_no_payment_beyond_what_is_due_nor_on_a_closed_day(books, cast):
    payment, _, _ = books
    other = charged(cast)
    for wrong in (
        again(payment, number=90),  # twice
        again(payment, number=90, charge_id=other.pk, amount=8_001, counter_id=counter(cast, 2).pk),
        again(payment, number=90, charge_id=other.pk),  # the day is closed
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            wrong.save(force_insert=True)
    again(payment, number=90, charge_id=other.pk, counter_id=counter(cast, 2).pk).save(force_insert=True)


def test_the_database_refunds_no_more_than_came_and_nothing_unapproved(books, cast):
    payment, request, _ = books
    refund = Refund.objects.get()
    asked = actions.ask_refund(payment, amount=4_000, **WHY, by=cast.counter, now=MONDAY_0900)
    other = counter(cast, 2).pk
    wrong = again(refund, request_id=asked.pk, counter_id=other)
    with pytest.raises(DatabaseError), transaction.atomic():  # nobody has approved it
        wrong.save(force_insert=True)
    RefundRequest.objects.filter(pk=asked.pk).update(state="approved")
    with pytest.raises(DatabaseError), transaction.atomic():
        again(refund, request_id=asked.pk, counter_id=other, amount=4_001).save(force_insert=True)
    with pytest.raises(DatabaseError), transaction.atomic():  # by the one who asked
        again(refund, request_id=asked.pk, counter_id=other, approved_by_id=refund.by_id).save(
            force_insert=True
        )
    wrong.save(force_insert=True)


def test_the_database_closes_no_day_with_other_sums_than_moved(books, cast):
    _, _, closing = books
    empty = {"counter_id": counter(cast, 2).pk, "cash_back": 0, "expected": 0, "counted": 0, "difference": 0}
    with pytest.raises(DatabaseError), transaction.atomic():
        again(closing, **empty | {"cash": 8_000, "expected": 8_000, "counted": 8_000}).save(force_insert=True)
    again(closing, **empty | {"cash": 0}).save(force_insert=True)


def test_methods_of_a_payment_are_the_rules_methods():
    assert {value for value, _ in Payment._meta.get_field("method").choices} == set(Method)
