"""What the payment platform tells us: heard once, judged, kept; a right and due amount is booked."""

from datetime import datetime

from django.db import IntegrityError, transaction

from motcua.base.actions import action
from motcua.base.actors import Actor
from motcua.base.journal import record
from motcua.domain.fees import Kind, Method
from motcua.domain.free_text import written
from motcua.domain.payment_notices import OrderState, Outcome, Standing, judge, state_after
from motcua.domain.refusal import Conflict, Invalid
from motcua.domain.states import State
from motcua.domain.words import Words
from motcua.dossiers import access, money
from motcua.dossiers.actions.charges import held
from motcua.dossiers.actions.pauses import resume
from motcua.dossiers.actions.payments import book
from motcua.dossiers.models import Charge, Dossier, NoticeSettled, PaymentNotice, PaymentOrder
from motcua.dossiers.payments import Heard
from motcua.people.models import Officer
from motcua.places.hours import business_date

WORDS_LENGTH = 500


class Platform:
    """A platform about which something is recorded that belongs to no dossier of ours."""

    journal_stream = "system"

    def __init__(self, name: str) -> None:
        self.journal_subject = f"platform/{name}"


@action
def hear(heard: Heard, *, by: Actor, now: datetime) -> PaymentNotice:
    """One notice, however often it comes: the first is judged, any other gets the first one's answer."""
    order = _order(heard)
    charge = held(order.charge) if order else None
    known = PaymentNotice.objects.filter(connector=heard.connector, notice=heard.notice).first()
    if known is not None:
        return known
    if order is None or charge is None:
        return _unknown(heard, by, now)
    order.refresh_from_db()
    standing = Standing(order.amount, money.balance_of(charge).due, OrderState(order.state))
    outcome = judge(standing, heard.status, heard.amount)
    notice = _keep(heard, order, outcome, now)
    state = state_after(standing.state, outcome, heard.status)
    PaymentOrder.objects.filter(pk=order.pk).update(state=state)
    record(
        "fee.noticed",
        charge.dossier,
        by=by,
        at=now,
        order=str(order.pk),
        outcome=outcome,
        status=heard.status,
    )
    if outcome is Outcome.BOOKED:
        _book(charge, order, heard, by, now)
    return notice


@action
def settle(notice: PaymentNotice, *, words: str, by: Officer, now: datetime) -> NoticeSettled:
    """Say what was done about money that the books could not take: sent back, booked by hand, asked for."""
    notice = PaymentNotice.objects.select_related("order__charge__dossier__center__commune").get(pk=notice.pk)
    order = notice.order
    assert order is not None, "only notices of our own orders are shown to a center"
    dossier = order.charge.dossier
    access.check_may_receive(by, dossier.center, business_date(now))
    words = written(words, field="words", most=WORDS_LENGTH)
    if not words:
        raise Invalid(
            "words_missing",
            Words(vi="Ghi đã giải quyết khoản chênh lệch thế nào.", en="Write what was done about it."),
            field="words",
        )
    if NoticeSettled.objects.filter(notice=notice).exists():
        raise Conflict(
            "settled_already",
            Words(vi="Chênh lệch này đã có người giải quyết.", en="Somebody has settled this already."),
        )
    made = NoticeSettled.objects.create(notice=notice, words=words, at=now, by=by)
    record("fee.settled", dossier, by=by, at=now, notice=str(notice.pk))
    return made


def _order(heard: Heard) -> PaymentOrder | None:
    if heard.order is None:
        return None
    return PaymentOrder.objects.filter(pk=heard.order, connector=heard.connector).first()


def _book(charge: Charge, order: PaymentOrder, heard: Heard, by: Actor, now: datetime) -> None:
    """The money, and with it the second appointment of a dossier that waited for it."""
    book(
        charge,
        method=Method.CONNECTOR,
        amount=heard.amount,
        reference=heard.reference,
        order=order,
        by=by,
        now=now,
    )
    waits = Dossier.objects.filter(pk=charge.dossier_id, state=State.AWAIT_PAYMENT).exists()
    if charge.kind == Kind.OBLIGATION and waits:
        resume(charge.dossier, proof=heard.reference, by=by, now=now)


def _unknown(heard: Heard, by: Actor, now: datetime) -> PaymentNotice:
    outcome = judge(None, heard.status, heard.amount)
    try:
        with transaction.atomic():
            notice = _keep(heard, None, outcome, now)
    except IntegrityError:  # the same notice, at the same moment, through another process
        return PaymentNotice.objects.get(connector=heard.connector, notice=heard.notice)
    record("fee.noticed", Platform(heard.connector), by=by, at=now, outcome=outcome, status=heard.status)
    return notice


def _keep(heard: Heard, order: PaymentOrder | None, outcome: Outcome, now: datetime) -> PaymentNotice:
    return PaymentNotice.objects.create(
        connector=heard.connector,
        notice=heard.notice,
        order=order,
        reference=heard.reference,
        status=heard.status,
        amount=heard.amount,
        outcome=outcome,
        received_at=now,
    )
