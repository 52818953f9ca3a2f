"""The money of each place: a dossier with a paid and an unpaid charge, one taxed, one waiting for its tax."""

from datetime import date
from typing import Any

from motcua.base.actors import System
from motcua.catalogue.models import Procedure
from motcua.domain.payment_notices import Status
from motcua.domain.words import Words
from motcua.dossiers import actions
from motcua.dossiers.actions.fee_rules import Rule
from motcua.dossiers.actions.pauses import TaxNotice
from motcua.dossiers.models import Charge, Dossier, ExemptionClass, PaymentNotice, RefundRequest
from motcua.people.models import Officer
from motcua.places.models import Unit
from motcua.sandbox.payments import SandboxBank, callback
from tests.cast import MONDAY_0900, filing

SYSTEM = System("test")
COPIED, LAND, DEATH = "2.002516", "1.013978", "1.000656"
NOTICE = TaxNotice("TB-1/CT", MONDAY_0900.date(), "Thuế cơ sở (minh họa)", 5_000_000)


def dossiers(place: Any, people: dict[str, Officer]) -> dict[str, Dossier]:
    """``charged``, ``taxed`` and ``paused``; with them a refund to answer and a difference to settle."""
    by: dict[str, Any] = {"by": people["counter"], "now": MONDAY_0900}
    charged, taxed, paused = (_received(place, procedure, by) for procedure in (COPIED, LAND, LAND))
    payment = actions.record_transfer(charged.charges.get(), amount=8_000, reference="FT1", **by)
    actions.ask_refund(payment, amount=1_000, reason="other", words="Nộp thừa", **by)
    unpaid = actions.charge(charged, amount=5_000, basis="Bảng giá (minh họa)", **by)
    order = actions.order_online(unpaid, connector="sandbox", **by)
    heard = SandboxBank().read(*callback(order.pk, Status.CONFIRMED, 4_000))
    actions.hear(heard, by=SYSTEM, now=MONDAY_0900)
    for dossier in (taxed, paused):
        actions.assign(dossier, to=people["office"], by=people["head"], now=MONDAY_0900)
    actions.pause_for_payment(paused, notice=NOTICE, by=people["office"], now=MONDAY_0900)
    if not ExemptionClass.objects.exists():
        rule = Rule(Words("Hộ nghèo", "Poor households"), "Nghị quyết (minh họa)", date(2026, 1, 1))
        province = Unit.objects.get(kind=Unit.Kind.PROVINCE)
        actions.set_exemption_class("poor", owner=province, rule=rule, by=SYSTEM, now=MONDAY_0900)
        death = Procedure.objects.get(code=DEATH)
        actions.set_tariff(death, owner=province, rule=rule, amount=5_000, by=SYSTEM, now=MONDAY_0900)
    return {"charged": charged, "taxed": taxed, "paused": paused}


def _received(place: Any, procedure: str, by: dict[str, Any]) -> Dossier:
    return actions.receive(filing(procedure, applicant=place.person), center=place.center, **by)


def honest(route: str, place: Any) -> dict[str, Any] | None:
    """What an honest POST about money carries."""
    paid, unpaid = Charge.objects.filter(dossier=place.dossiers["charged"]).order_by("pk")
    poor = ExemptionClass.objects.get()
    proof = {"charge": str(unpaid.pk), "proof": "Sổ hộ nghèo"}
    transfer = {"charge": str(unpaid.pk), "method": "vietqr", "amount": "5000", "reference": "FT2"}
    notice = {"number": "TB-2/CT", "day": "2026-11-23", "agency": "Thuế cơ sở", "amount": "5000000"}
    refund = RefundRequest.objects.get(payment__charge=paid)
    difference = PaymentNotice.objects.get(order__charge=unpaid)
    return {
        "/d/<str:token>/payments": {"charge": str(unpaid.pk)},
        "/counter/dossiers/<str:code>/charges": {"tariff": "hand", "amount": "9.000", "basis": "Bảng giá"},
        "/counter/dossiers/<str:code>/exemptions": {**proof, "exempted_class": str(poor.pk)},
        "/counter/dossiers/<str:code>/payments": transfer,
        "/counter/dossiers/<str:code>/refund-requests": {
            "charge": str(paid.pk),
            "amount": "2.000",
            "reason": "other",
            "words": "Nộp thừa",
        },
        "/counter/dossiers/<str:code>/resumptions": {"reference": "GNT 1"},
        "/counter/cash/closings": {"counter": str(place.counter.number), "counted": "0"},
        "/counter/cash/refunds": {"request": str(refund.pk), "from": "transfer", "reference": "FT3"},
        "/counter/cash/settlements": {"notice": str(difference.pk), "words": "Đã trả lại."},
        "/counter/cash/accounts": {"bank": "970415", "number": "113366668888", "holder": "UBND XA"},
        "/office/dossiers/<str:code>/pause": notice,
        "/office/dossiers/<str:code>/resumption": {"reference": "GNT 1"},
        "/api/v1/dossiers/<code>/charges": {"amount": 9_000, "basis": "Bảng giá"},
        "/api/v1/dossiers/<code>/exemptions": {**proof, "exempted_class": "poor"},
        "/api/v1/dossiers/<code>/payments": {**transfer, "amount": 5_000},
        "/api/v1/dossiers/<code>/pauses": {**notice, "amount": 5_000_000},
        "/api/v1/dossiers/<code>/resumptions": {"proof": "GNT 1"},
    }.get(route)
