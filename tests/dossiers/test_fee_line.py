"""What Form 01 says of the fee: free, let off, paid and how, still to pay; and again after a supplement."""

import pytest

from motcua.dossiers import actions
from motcua.dossiers.actions.supplements import Request
from motcua.dossiers.defects import Lack
from motcua.dossiers.filing import Handed
from motcua.dossiers.forms.form01 import fee_in_words
from motcua.dossiers.models import IssuedForm
from motcua.dossiers.receipt import form_of
from tests.cast import BIRTH, MONDAY_0900, received
from tests.dossiers.till import COPIES, DEATH, LAND, appraised, charged, counter, exempted_class, open_till


def line(dossier):
    return fee_in_words(form_of(dossier, link="").fee).replace("\xa0", " ")


@pytest.mark.parametrize(
    ("procedure", "words"),
    [
        (BIRTH, "không thu"),
        (COPIES, "2.000 đồng/trang, tính theo số lượng, chưa nộp"),
        (DEATH, "theo mức thu niêm yết tại Trung tâm, chưa nộp"),
        (LAND, "nghĩa vụ tài chính theo thông báo của cơ quan thuế"),
    ],
)
def test_before_anybody_charged(cast, procedure, words):
    assert line(received(cast, procedure=procedure)) == words


def test_to_pay_then_paid_in_cash_with_its_receipt(cast):
    charge = charged(cast)
    assert line(charge.dossier) == "8.000 đồng, chưa nộp"
    open_till(cast)
    payment = actions.take_cash(charge, counter=counter(cast), amount=8_000, by=cast.counter, now=MONDAY_0900)
    paid = f"8.000 đồng, đã nộp bằng tiền mặt (biên lai số {payment.receipt_number})"
    assert line(charge.dossier) == paid


def test_paid_by_transfer_in_part(cast):
    charge = charged(cast)
    payment = actions.record_transfer(charge, amount=8_000, reference="FT1", by=cast.counter, now=MONDAY_0900)
    actions.charge(charge.dossier, amount=5_000, basis="Bảng giá", by=cast.counter, now=MONDAY_0900)
    paid = f"đã nộp bằng chuyển khoản (biên lai số {payment.receipt_number})"
    assert line(charge.dossier) == f"13.000 đồng, {paid}, còn phải nộp 5.000 đồng"


@pytest.mark.parametrize(
    ("percent", "words"),
    [(100, "8.000 đồng, được miễn"), (50, "8.000 đồng, được giảm 4.000 đồng, còn phải nộp 4.000 đồng")],
)
def test_let_off_wholly_or_in_part(cast, percent, words):
    charge = charged(cast)
    rule = exempted_class(percent)
    actions.exempt(charge, exempted_class=rule, proof="Sổ hộ nghèo", by=cast.counter, now=MONDAY_0900)
    assert line(charge.dossier) == words


def test_the_receipt_after_a_supplement_says_how_the_fee_stands_then(cast):
    dossier = appraised(cast)
    actions.charge(dossier, amount=5_000, basis="Bảng giá", by=cast.counter, now=MONDAY_0900)
    document = dossier.papers.first().document
    officer = dossier.steps.open().get().officer
    request = Request((Lack("Bản rõ hơn", document.code),))
    actions.request_supplement(dossier, request=request, by=officer, now=MONDAY_0900)
    handed = (Handed(document.code, "original"),)
    actions.take_supplement(dossier, papers=handed, by=cast.counter, now=MONDAY_0900)
    again = IssuedForm.objects.get(dossier=dossier, form="receipt")
    assert again.words["fee"].replace("\xa0", " ") == "5.000 đồng, chưa nộp"
