"""Money that goes back: one asks, another approves, and one of the two is the head of the center."""

from datetime import datetime

from motcua.base.actions import action
from motcua.base.journal import record
from motcua.domain.fees import Kind, Method, check_refund
from motcua.domain.free_text import written
from motcua.domain.refusal import Conflict, Forbidden, Invalid, Refusal
from motcua.domain.words import Words
from motcua.domain.workdays import local
from motcua.dossiers import access, money
from motcua.dossiers.actions.payments import check_day_open, checked_reference
from motcua.dossiers.models import Payment, Refund, RefundRequest
from motcua.people.models import Officer, Role
from motcua.places.hours import business_date
from motcua.places.models import Counter

WORDS_LENGTH = 500


@action
def ask_refund(
    payment: Payment, *, amount: int, reason: str, words: str, by: Officer, now: datetime
) -> RefundRequest:
    """Ask that money go back, with the reason in words; nothing moves until another officer approves."""
    payment = _held(payment)
    access.check_may_receive(by, payment.center, business_date(now))
    if payment.charge.kind == Kind.OBLIGATION:
        raise Refusal(
            "budget_refunds",
            Words(
                vi="Tiền đã vào ngân sách do cơ quan thuế hoàn trả.",
                en="What went to the State budget the tax office gives back.",
            ),
        )
    if reason not in RefundRequest.Reason.values:
        raise Invalid(
            "reason_wrong",
            Words(vi="Chọn lý do hoàn tiền.", en="Choose why money goes back."),
            field="reason",
        )
    words = written(words, field="words", most=WORDS_LENGTH)
    if not words:
        raise Invalid(
            "words_missing",
            Words(vi="Ghi rõ vì sao hoàn tiền.", en="Write why the money goes back."),
            field="words",
        )
    check_refund(payment.amount, money.given_back(payment), amount)
    request = RefundRequest.objects.create(
        payment=payment, amount=amount, reason=reason, words=words, at=now, by=by
    )
    record(
        "fee.refund_asked",
        payment.charge.dossier,
        by=by,
        at=now,
        request=str(request.pk),
        amount=amount,
        reason=reason,
    )
    return request


@action
def approve_refund(
    request: RefundRequest,
    *,
    counter: Counter | None = None,
    reference: str = "",
    by: Officer,
    now: datetime,
) -> Refund:
    """Another officer agrees: the money goes back in cash from a counter's drawer, or by a transfer."""
    request = _asked(request, by, now)
    payment, day = request.payment, business_date(now)
    if counter is not None:
        if counter.center_id != payment.center_id:
            raise _which_drawer()
        check_day_open(counter, day)
        method, reference = Method.CASH, ""
    else:
        method = Method.VIETQR if payment.method == Method.CASH else Method(payment.method)
        reference = checked_reference(reference)
    RefundRequest.objects.filter(pk=request.pk).update(state=RefundRequest.State.APPROVED)
    refund = Refund.objects.create(
        request=request,
        payment=payment,
        center=payment.center,
        method=method,
        amount=request.amount,
        day=day,
        at=now,
        by=request.by,
        approved_by=by,
        counter=counter,
        reference=reference,
    )
    record(
        "fee.refunded",
        payment.charge.dossier,
        by=by,
        at=now,
        refund=str(refund.pk),
        amount=refund.amount,
        method=method,
    )
    return refund


@action
def decline_refund(request: RefundRequest, *, by: Officer, now: datetime) -> RefundRequest:
    """Another officer does not agree; the payment stands as it was."""
    request = _asked(request, by, now)
    request.state, request.declined_by, request.declined_at = RefundRequest.State.DECLINED, by, now
    RefundRequest.objects.filter(pk=request.pk).update(state=request.state, declined_by=by, declined_at=now)
    record("fee.refund_declined", request.payment.charge.dossier, by=by, at=now, request=str(request.pk))
    return request


def _asked(request: RefundRequest, by: Officer, now: datetime) -> RefundRequest:
    """The request, held with its payment, if it still waits and this officer may answer it."""
    payment = _held(request.payment)
    request = RefundRequest.objects.select_for_update(of=("self",)).select_related("by").get(pk=request.pk)
    request.payment = payment
    day = business_date(now)
    access.check_may_receive(by, payment.center, day)
    if by.pk == request.by_id:
        raise Forbidden(
            "own_request",
            Words(
                vi="Bạn đã đề nghị hoàn khoản này; người khác phải duyệt.",
                en="You asked for this refund; somebody else must approve it.",
            ),
        )
    if not any(officer.has_role(Role.CENTER_HEAD, day=day) for officer in (by, request.by)):
        raise Forbidden(
            "head_must_agree",
            Words(
                vi="Một trong hai người đề nghị và duyệt hoàn tiền phải là giám đốc Trung tâm.",
                en="One of the two, who asks and who approves, must be the head of the center.",
            ),
        )
    if request.state != RefundRequest.State.ASKED:
        raise Conflict("refund_answered", _answered(request))
    return request


def _answered(request: RefundRequest) -> Words:
    refund = Refund.objects.filter(request=request).select_related("approved_by").first()
    if refund is not None:
        who, at = refund.approved_by.name_vi, f"{local(refund.at):%H:%M %d/%m/%Y}"
        return Words(vi=f"{who} đã duyệt hoàn khoản này lúc {at}.", en=f"{who} approved this refund at {at}.")
    return Words(vi="Đề nghị này đã bị từ chối.", en="This request was declined.")


def _held(payment: Payment) -> Payment:
    return (
        Payment.objects.select_for_update(of=("self",))
        .select_related("center__commune", "charge__dossier__center__commune")
        .get(pk=payment.pk)
    )


def _which_drawer() -> Invalid:
    return Invalid(
        "counter_wrong",
        Words(vi="Chọn một quầy của Trung tâm này.", en="Choose a counter of this center."),
        field="counter",
    )
