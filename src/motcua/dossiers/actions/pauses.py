"""A land dossier waits for the tax to be paid: two appointments, and a term that stands still between them.

As provinces rule it: Đồng Tháp, Decision 138/2025 (the first appointment for the tax notice, the second for
the result after payment); Hà Nội, Decision 1610 (the step pauses, and goes on by itself once it is paid).
"""

from dataclasses import dataclass
from datetime import date, datetime

from motcua.base.actions import action
from motcua.base.actors import Actor
from motcua.base.journal import record
from motcua.catalogue.queries import bundle
from motcua.domain.fees import Kind, Method, checked_amount
from motcua.domain.free_text import written
from motcua.domain.ledger import ClockKind
from motcua.domain.refusal import Invalid, InvalidFields, Refusal
from motcua.domain.states import Move, State, check
from motcua.domain.words import Words
from motcua.dossiers import access, money
from motcua.dossiers.actions.charges import held
from motcua.dossiers.actions.payments import book, checked_reference
from motcua.dossiers.charging import BY_LAW
from motcua.dossiers.ledger_entries import enter
from motcua.dossiers.models import Charge, Dossier, Obligation, Resumption
from motcua.dossiers.moving import actor_text, locked, move
from motcua.dossiers.telling import tell_applicant
from motcua.dossiers.telling_changes import payment_text
from motcua.people.models import Officer
from motcua.places.hours import business_date

NUMBER_LENGTH, AGENCY_LENGTH = 60, 200


@dataclass(frozen=True, slots=True)
class TaxNotice:
    """The tax office's notice: what it asks for, its number and day, and when the applicant gets it."""

    number: str
    day: date
    agency: str
    amount: int
    due_on: date | None = None
    first_appointment: datetime | None = None  # None: it is handed over now


@action
def pause_for_payment(
    dossier: Dossier, *, notice: TaxNotice, seen: int | None = None, by: Officer, now: datetime
) -> Obligation:
    """The notice is there: the applicant is asked to pay, and the term stands still (state 6)."""
    dossier = locked(dossier)
    day = business_date(now)
    step = dossier.steps.open().select_related("unit", "officer").first()
    if step is None or step.act != "appraise" or seen not in (None, step.turn):
        raise access.another_step(dossier, step)
    access.check_may_take_step(by, step, day)
    check(State(dossier.state), Move.PAUSE)
    _check_has_obligation(dossier)
    notice = _checked(notice, day)
    words = Words(
        vi=f"chờ nộp tiền theo thông báo số {notice.number}",
        en=f"waiting for the payment asked for by notice {notice.number}",
    )
    charge = Charge.objects.create(
        dossier=dossier,
        kind=Kind.OBLIGATION,
        rate=notice.amount,
        amount=notice.amount,
        basis=f"Thông báo số {notice.number} ngày {notice.day:%d/%m/%Y} của {notice.agency}",
        due_on=notice.due_on,
        made_at=now,
        made_by=by,
    )
    obligation = Obligation.objects.create(
        charge=charge,
        notice_number=notice.number,
        notice_day=notice.day,
        agency=notice.agency,
        first_appointment=notice.first_appointment or now,
        paused_at=now,
        paused_by=by,
    )
    move(dossier, Move.PAUSE, by=by, now=now)
    enter(dossier, ClockKind.PAUSED, at=now, by=by, now=now, reason=words)
    tell_applicant(dossier, payment_text(dossier, obligation), by=by, now=now)
    record("dossier.paused", dossier, by=by, at=now, charge=str(charge.pk), amount=charge.amount)
    return obligation


@action
def resume_after_payment(dossier: Dossier, *, proof: str, by: Officer, now: datetime) -> Resumption:
    """The applicant shows that the State budget has the money: the number of the bank's or treasury's paper.

    The center's counter officers and the officer who appraises may take the paper.
    """
    dossier = locked(dossier)
    _check_may_resume(by, dossier, business_date(now))
    check(State(dossier.state), Move.RESUME)
    proof = checked_reference(proof)
    obligation = money.waiting_obligation(dossier)
    if obligation is None:
        raise nothing_waits()
    charge = held(obligation.charge)
    balance = money.balance_of(charge)
    if not balance.is_settled:
        book(charge, method=Method.ELSEWHERE, amount=balance.due, reference=proof, by=by, now=now)
    return resume(dossier, proof=proof, by=by, now=now)


@action
def resume(dossier: Dossier, *, proof: str, by: Actor, now: datetime) -> Resumption:
    """The term goes on where it stood; what it says now is the second appointment."""
    dossier = locked(dossier)
    obligation = money.waiting_obligation(dossier)
    if obligation is None:
        raise nothing_waits()
    move(dossier, Move.RESUME, by=by, now=now)
    enter(dossier, ClockKind.RESUMED, at=now, by=by, now=now)
    resumption = Resumption.objects.create(
        obligation=obligation,
        proof=proof,
        second_appointment=dossier.due_at,
        at=now,
        actor=actor_text(by),
    )
    record("dossier.resumed", dossier, by=by, at=now, due=dossier.due_at.isoformat())
    return resumption


def nothing_waits() -> Refusal:
    return Refusal(
        "nothing_waits_for_payment",
        Words(vi="Hồ sơ này không chờ khoản nộp nào.", en="This dossier does not wait for a payment."),
    )


def _check_has_obligation(dossier: Dossier) -> None:
    if not any(fee.kind == BY_LAW for fee in bundle(dossier.revision).fees):
        raise Refusal(
            "no_financial_obligation",
            Words(
                vi="Thủ tục này không có nghĩa vụ tài chính nên không tạm dừng để chờ nộp tiền.",
                en="This procedure has no financial obligation, so it cannot be paused for payment.",
            ),
        )


def _check_may_resume(by: Officer, dossier: Dossier, day: date) -> None:
    step = dossier.steps.open().select_related("unit", "officer").first()
    if step is None or not access.may_take_step(by, step, day):
        access.check_may_receive(by, dossier.center, day)


def _checked(notice: TaxNotice, day: date) -> TaxNotice:
    """The notice, tidied; every gap is named at once."""
    wrong: list[Invalid] = []
    number = written(notice.number, field="number", most=NUMBER_LENGTH)
    agency = written(notice.agency, field="agency", most=AGENCY_LENGTH)
    if not number:
        wrong.append(_gap("number", "Nhập số của thông báo.", "Enter the number of the notice."))
    if not agency:
        wrong.append(_gap("agency", "Nhập cơ quan ra thông báo.", "Enter who issued the notice."))
    if notice.day > day:
        wrong.append(
            _gap("day", "Ngày thông báo không thể ở tương lai.", "The notice cannot be of the future.")
        )
    if notice.due_on is not None and notice.due_on < notice.day:
        wrong.append(
            _gap("due_on", "Hạn nộp phải sau ngày thông báo.", "It cannot be due before the notice's day.")
        )
    if notice.first_appointment is not None and notice.first_appointment.tzinfo is None:
        wrong.append(
            _gap("first_appointment", "Giờ hẹn phải kèm múi giờ.", "The appointment needs a time zone.")
        )
    try:
        checked_amount(notice.amount)
    except Invalid as refusal:
        wrong.append(refusal)
    if wrong:
        raise InvalidFields(wrong)
    return TaxNotice(number, notice.day, agency, notice.amount, notice.due_on, notice.first_appointment)


def _gap(field: str, vi: str, en: str) -> Invalid:
    return Invalid(f"{field}_wrong", Words(vi=vi, en=en), field=field)
