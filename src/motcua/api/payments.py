"""What a dossier costs and what was paid of it; the payment platform's own notices."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from motcua.api.auth import ApiRequest, Bearer, officer_of
from motcua.api.dossier_moves import KEYED, dossier_of
from motcua.api.idempotent import get, post
from motcua.api.shapes import POST_REFUSALS, READ_REFUSALS, Moment, Problem
from motcua.base.actors import System
from motcua.base.vietqr import payload
from motcua.domain.refusal import Invalid, NotFound
from motcua.domain.words import Words
from motcua.dossiers import actions, money
from motcua.dossiers.models import Charge, Dossier, ExemptionClass, Payment, ReceivingAccount
from motcua.dossiers.payments import connector_named
from motcua.people.models import Officer
from motcua.places.hours import business_date
from motcua.places.models import Counter

router = Router(tags=["dossiers"], auth=Bearer("dossiers"))
callbacks = Router(tags=["dossiers"])
LONG = 2_000


class PaymentOut(Schema):
    receipt: str = Field(
        description="number/year of the center's receipt; empty for the State budget's money"
    )
    method: str
    amount: int
    at: Moment
    reference: str


class ChargeOut(Schema):
    """Amounts in whole dong. ``vietqr``: the text of the QR code, where a transfer would pay it."""

    id: UUID
    kind: str
    amount: int
    count: int
    copies: int
    per_vi: str
    per_en: str
    basis: str
    waived: int
    paid: int
    refunded: int
    due: int
    vietqr: str | None
    payment: PaymentOut | None


class ChargesOut(Schema):
    items: list[ChargeOut]
    due: int


class ChargeWanted(Schema):
    """Without an amount it is the procedure's own fee, counted; an amount needs the text it rests on."""

    amount: int = 0
    basis: str = Field("", max_length=LONG)
    count: int = 1
    copies: int = 1


class ExemptionWanted(Schema):
    charge: UUID
    exempted_class: str = Field(max_length=30, description="code of a class in force")
    proof: str = Field(max_length=LONG, description="the paper that was seen")


class PaymentTaken(Schema):
    """``counter_cash`` needs ``counter``, as in 17791-1; ``vietqr`` the bank's number of the transfer."""

    charge: UUID
    method: str = Field(max_length=20, description="counter_cash, vietqr")
    amount: int
    counter: str = Field("", max_length=20)
    reference: str = Field("", max_length=LONG)


class Outcome(Schema):
    outcome: str


CHARGED = {200: ChargesOut, POST_REFUSALS: Problem}


@router.get("/dossiers/{code}/charges", response={200: ChargesOut, READ_REFUSALS: Problem})
def show_charges(request: ApiRequest, code: str) -> HttpResponse:
    """Every charge with what became of it."""
    return get(_charges(dossier_of(code, officer_of(request), request)))


@router.post("/dossiers/{code}/charges", response=CHARGED, openapi_extra=KEYED)
def charge(request: ApiRequest, code: str, wanted: ChargeWanted) -> HttpResponse:
    """Charge the counted fee of the procedure, or an amount with its basis."""
    return _moved(
        request,
        code,
        lambda dossier, by: actions.charge(dossier, **wanted.model_dump(), by=by, now=request.now),
    )


@router.post("/dossiers/{code}/exemptions", response=CHARGED, openapi_extra=KEYED)
def exempt(request: ApiRequest, code: str, wanted: ExemptionWanted) -> HttpResponse:
    """Let somebody of a class off, on the paper that was seen."""

    def effect(dossier: Dossier, by: Officer) -> object:
        classes = ExemptionClass.objects.in_force(business_date(request.now))
        found = classes.filter(code=wanted.exempted_class).first()
        if found is None:
            raise Invalid(
                "class_not_in_force",
                Words("Không có diện miễn, giảm này.", "There is no such class."),
                field="exempted_class",
            )
        charge = _charge(dossier, wanted.charge)
        return actions.exempt(charge, exempted_class=found, proof=wanted.proof, by=by, now=request.now)

    return _moved(request, code, effect)


@router.post("/dossiers/{code}/payments", response=CHARGED, openapi_extra=KEYED)
def pay(request: ApiRequest, code: str, taken: PaymentTaken) -> HttpResponse:
    """Cash into the drawer of one's open counter, or a transfer the bank shows."""

    def effect(dossier: Dossier, by: Officer) -> object:
        charge = _charge(dossier, taken.charge)
        counter = _counter(taken.counter) if taken.counter or taken.method == "counter_cash" else None
        if taken.method == "counter_cash" and counter is not None:
            return actions.take_cash(charge, counter=counter, amount=taken.amount, by=by, now=request.now)
        if taken.method == "vietqr":
            return actions.record_transfer(
                charge,
                amount=taken.amount,
                reference=taken.reference,
                counter=counter,
                by=by,
                now=request.now,
            )
        raise Invalid(
            "method_wrong",
            Words("Chọn counter_cash hoặc vietqr.", "Use counter_cash or vietqr."),
            field="method",
        )

    return _moved(request, code, effect)


@callbacks.post("/payments/callbacks/{connector}", response={200: Outcome, POST_REFUSALS: Problem}, auth=None)
def hear(request: HttpRequest, connector: str) -> HttpResponse:
    """What a payment platform tells us, signed by it (header ``X-Signature``); exempt from token and key.

    The same notice, however often it comes, has one effect and one answer.
    """
    platform = connector_named(connector)
    heard = platform.read(request.body, request.headers.get("X-Signature", ""))
    now = request.now  # type: ignore[attr-defined]
    notice = actions.hear(heard, by=System(f"payments.{platform.name}"), now=now)
    return get(Outcome(outcome=notice.outcome))


def _moved(request: ApiRequest, code: str, act: Callable[[Dossier, Officer], object]) -> HttpResponse:
    by = officer_of(request)

    def effect() -> ChargesOut:
        dossier = dossier_of(code, by, request)
        act(dossier, by)
        return _charges(dossier)

    return post(request, effect)


def _charges(dossier: Dossier) -> ChargesOut:
    account = money.account_of(dossier.center)
    lines = money.lines_of(dossier)
    return ChargesOut(items=[_out(line, dossier, account) for line in lines], due=money.total(lines).due)


def _out(line: money.Line, dossier: Dossier, account: ReceivingAccount | None) -> ChargeOut:
    charge, balance, paid = line.charge, line.balance, line.payment
    own = line.obligation is None
    qr = payload(account.as_rule, balance.due, dossier.code) if own and account and balance.due else None
    return ChargeOut(
        id=charge.pk,
        kind=charge.kind,
        amount=charge.amount,
        count=charge.count,
        copies=charge.copies,
        per_vi=charge.per_vi,
        per_en=charge.per_en,
        basis=charge.basis,
        waived=balance.waived,
        paid=balance.paid,
        refunded=balance.refunded,
        due=balance.due,
        vietqr=qr,
        payment=_paid(paid) if paid else None,
    )


def _paid(payment: Payment) -> PaymentOut:
    return PaymentOut(
        receipt=payment.receipt_number,
        method=payment.method,
        amount=payment.amount,
        at=payment.at,
        reference=payment.reference or "",
    )


def _charge(dossier: Dossier, pk: UUID) -> Charge:
    found = dossier.charges.filter(pk=pk).first()
    if found is None:
        raise NotFound("no_charge", Words("Không có khoản thu này.", "There is no such charge."))
    return found


def _counter(text: str) -> Counter:
    center, _, number = text.partition("-")
    found = Counter.objects.filter(
        center__commune=center[:5], number=int(number) if number.isdecimal() and len(number) < 4 else 0
    )
    counter = found.select_related("center__commune").first() if center.isalnum() else None
    if counter is None:
        raise Invalid("no_counter", Words("Không có quầy này.", "There is no such counter."), field="counter")
    return counter
