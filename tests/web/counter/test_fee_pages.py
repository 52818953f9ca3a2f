"""Fees at the counter in a browser: charged, paid, exempted, given back, closed; residents pay from home."""

import pytest
from django.test import override_settings

from motcua.domain.payment_notices import Status
from motcua.dossiers import actions
from motcua.dossiers.models import DailyClosing, Exemption, Payment, PaymentOrder, Refund
from motcua.sandbox.payments import callback
from tests.cast import BIRTH, MONDAY_0900, received
from tests.dossiers.till import ACCOUNT, COPIES, DIVORCE_NOTE, SYSTEM, charged, exempted_class

SANDBOX = "motcua.sandbox.payments.SandboxBank"
CALLBACK = "/api/v1/payments/callbacks/sandbox"


@pytest.fixture
def client(browser, cast, hall):
    hall.open(cast.counter)
    return browser(cast.counter)


def fees(dossier, noun="fees"):
    return f"/counter/dossiers/{dossier.code}/{noun}"


def test_a_counted_fee_is_charged_paid_in_cash_and_printed(client, cast):
    dossier = received(cast, procedure=COPIES)
    assert "Chưa xác định số tiền" in client.get(fees(dossier)).content.decode()
    missing = client.post(fees(dossier, "charges"), {"count": "", "copies": "1"})
    assert missing.status_code == 422
    client.post(fees(dossier, "charges"), {"count": "5", "copies": "2"})
    charge = dossier.charges.get()
    assert "14.000 đồng" in client.get(fees(dossier)).content.decode()
    page = client.post(fees(dossier, "payments"), {"charge": charge.pk, "amount": "14.000"}, follow=True)
    assert "0000001/2026" in page.content.decode()
    pdf = client.get(f"/counter/dossiers/{dossier.code}/payments/2026-1.pdf")
    assert pdf.content.startswith(b"%PDF")
    assert client.get(f"/counter/dossiers/{dossier.code}/payments/2026-2.pdf").status_code == 404


def test_a_wrong_transfer_is_shown_again_with_what_was_typed(client, cast):
    charge = charged(cast)
    actions.set_account(cast.kim_bang, account=ACCOUNT, by=SYSTEM, now=MONDAY_0900)
    sent = {"charge": charge.pk, "amount": "8000", "method": "vietqr", "reference": " "}
    page = client.post(fees(charge.dossier, "payments"), sent)
    assert page.status_code == 422
    assert "Nhập số giao dịch" in page.content.decode()
    assert "<svg" in page.content.decode()
    client.post(fees(charge.dossier, "payments"), {**sent, "reference": "FT1"})
    assert Payment.objects.get().reference == "FT1"


def test_an_exemption_needs_its_class_and_paper(client, cast):
    charge, rule = charged(cast), exempted_class()
    for wrong in ({}, {"exempted_class": "x"}, {"exempted_class": rule.pk, "proof": ""}):
        assert (
            client.post(fees(charge.dossier, "exemptions"), {"charge": charge.pk, **wrong}).status_code == 422
        )
    good = {"charge": charge.pk, "exempted_class": rule.pk, "proof": "Sổ hộ nghèo"}
    assert client.post(fees(charge.dossier, "exemptions"), good).status_code == 302
    assert Exemption.objects.count() == 1


def test_a_refund_is_asked_at_the_counter_and_answered_by_the_head_then_the_day_closes(client, browser, cast):
    charge = charged(cast)
    client.post(fees(charge.dossier, "payments"), {"charge": charge.pk, "amount": "8000"})
    asked = {"charge": charge.pk, "amount": "3.000", "reason": "in_error", "words": "Nộp nhầm."}
    client.post(fees(charge.dossier, "refund-requests"), asked)
    request = Payment.objects.get().refund_requests.get()
    head = browser(cast.center)
    assert "Nộp nhầm." in head.get("/counter/cash").content.decode()
    answer = {"request": request.pk, "from": "1", "answer": "approve"}
    client.post("/counter/cash/refunds", answer)  # who asked may not
    assert not Refund.objects.exists()
    head.post("/counter/cash/refunds", answer)
    assert Refund.objects.get().amount == 3_000
    short = client.post("/counter/cash/closings", {"counter": "1", "counted": "4.000"})
    assert short.status_code == 422
    assert "thiếu 1.000 đồng" in short.content.decode()
    client.post("/counter/cash/closings", {"counter": "1", "counted": "5.000"})
    assert DailyClosing.objects.get().difference == 0


@pytest.mark.parametrize("language", ["vi", "en"])
def test_money_of_many_dossiers_costs_no_more_statements(
    client, cast, language, django_assert_max_num_queries
):
    for _ in range(6):
        charge = charged(cast)
        client.post(fees(charge.dossier, "payments"), {"charge": charge.pk, "amount": "8000"})
    with django_assert_max_num_queries(30):
        assert client.get(f"/counter/cash?lang={language}").status_code == 200


@override_settings(PAYMENT_CONNECTOR=SANDBOX, DEMO=True)
def test_the_resident_pays_online_and_the_signed_callback_books_it_once(client, cast):
    charge = charged(cast)
    address = f"/d/{charge.dossier.token}"
    actions.set_account(cast.kim_bang, account=ACCOUNT, by=SYSTEM, now=MONDAY_0900)
    page = client.get(address).content.decode()
    assert "8.000" in page
    assert ACCOUNT.number in page
    sent = client.post(f"{address}/payments", {"charge": charge.pk})
    order = PaymentOrder.objects.get()
    assert sent["Location"] == f"/demo/bank/{order.pk}"
    assert client.get(sent["Location"]).status_code == 200
    body, signature = callback(order.pk, Status.CONFIRMED, 8_000)

    def call(body, signature):
        return client.post(
            CALLBACK, body, content_type="application/json", headers={"X-Signature": signature}
        )

    assert call(body, "0" * 64).status_code == 403
    assert not Payment.objects.exists()
    assert [call(body, signature).json() for _ in range(2)] == [{"outcome": "booked"}] * 2
    assert Payment.objects.count() == 1
    assert "dossier_payments" not in client.get(address).content.decode()


@override_settings(PAYMENT_CONNECTOR=SANDBOX, DEMO=True)
def test_the_sandbox_bank_pays_too_little_and_the_difference_is_listed(client, cast):
    order = actions.order_online(charged(cast), connector="sandbox", by=SYSTEM, now=MONDAY_0900)
    client.post(f"/demo/bank/{order.pk}", {"answer": "short"})
    assert not Payment.objects.exists()
    assert "7.000 đồng" in client.get("/counter/cash").content.decode()
    notice = order.notices.get()
    client.post("/counter/cash/settlements", {"notice": notice.pk, "words": "Đã trả lại."})
    assert notice.settled.words == "Đã trả lại."


def test_a_free_procedure_says_so(client, cast):
    page = client.get(fees(received(cast, procedure=BIRTH))).content.decode()
    assert "không thu phí" in page
    assert DIVORCE_NOTE not in page


def test_a_day_that_has_not_come_is_refused_at_its_field_and_not_turned_into_today(client, cast):
    refused = client.get("/counter/cash", {"counter": "1", "day": "2026-11-30"})
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "Ngày 30/11/2026 chưa đến" in page
    assert 'href="#id_day"' in page
    assert 'value="2026-11-30"' in page
    assert client.get("/counter/cash", {"day": "nonsense"}).status_code == 422
    closing = {"counter": "1", "day": "2026-11-30", "counted": "5.000"}
    kept = client.post("/counter/cash/closings", closing)
    assert kept.status_code == 422
    assert 'value="5.000"' in kept.content.decode()
    assert not DailyClosing.objects.exists()
    assert client.get("/counter/cash", {"day": "2026-11-20"}).status_code == 200


def test_the_refund_s_field_says_what_to_write(client, cast):
    charge = charged(cast)
    client.post(fees(charge.dossier, "payments"), {"charge": charge.pk, "amount": "8000"})
    page = client.get(fees(charge.dossier)).content.decode()
    assert "Vì sao hoàn tiền, ghi rõ" in page
    assert "nộp hai lần" in page
