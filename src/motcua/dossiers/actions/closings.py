"""A counter's day is closed: the drawer is counted against the books, and a difference gets a sentence."""

from datetime import date, datetime

from motcua.base.actions import action
from motcua.base.journal import record
from motcua.domain.free_text import written
from motcua.domain.refusal import Forbidden, Invalid
from motcua.domain.till import check_closing
from motcua.domain.words import Words
from motcua.dossiers import access, money
from motcua.dossiers.actions.payments import check_day_open
from motcua.dossiers.models import DailyClosing
from motcua.hall.models import Duty
from motcua.people.models import Officer, Role
from motcua.places.hours import business_date
from motcua.places.models import Counter

EXPLANATION_LENGTH = 500
MOST_CASH = 100_000_000_000


@action
def close_day(
    counter: Counter, *, day: date, counted: int, explanation: str = "", by: Officer, now: datetime
) -> DailyClosing:
    """Close one counter's day, once: what was counted (without the change one began with) and the books."""
    today = business_date(now)
    access.check_may_receive(by, counter.center, today)
    _check_may_close(by, counter, day, today)
    check_day_open(counter, day)
    if not 0 <= counted <= MOST_CASH:
        raise Invalid(
            "counted_wrong",
            Words(vi="Nhập số tiền mặt đếm được, bằng đồng.", en="Enter the cash you counted, in dong."),
            field="counted",
        )
    explanation = written(explanation, field="explanation", most=EXPLANATION_LENGTH)
    sums = money.day_of(counter, day)
    difference = check_closing(sums.expected, counted=counted, explanation=explanation)
    closing = DailyClosing.objects.create(
        center=counter.center,
        counter=counter,
        day=day,
        cash=sums.cash,
        cash_back=sums.cash_back,
        vietqr=sums.vietqr,
        payments=sums.payments,
        refunds=sums.refunds,
        expected=sums.expected,
        counted=counted,
        difference=difference,
        explanation=explanation,
        at=now,
        by=by,
    )
    record("fee.day_closed", counter, by=by, at=now, day=day, expected=sums.expected, difference=difference)
    return closing


def _check_may_close(by: Officer, counter: Counter, day: date, today: date) -> None:
    """Who kept the counter that day, or the head of the center; never before the day has come."""
    if day > today:
        raise Invalid(
            "day_not_come", Words(vi="Ngày này chưa đến.", en="That day has not come yet."), field="day"
        )
    kept = Duty.objects.filter(counter=counter, officer=by).order_by("-opened_at")[:400]
    if by.has_role(Role.CENTER_HEAD, day=today) or any(_on_duty(duty, day) for duty in kept):
        return
    raise Forbidden(
        "did_not_keep_it",
        Words(
            vi=f"Chỉ người giữ quầy {counter.number} hôm đó hoặc giám đốc Trung tâm được khóa sổ.",
            en=f"Only who kept counter {counter.number} that day, or the head of the center, may close it.",
        ),
    )


def _on_duty(duty: Duty, day: date) -> bool:
    return business_date(duty.opened_at) <= day and (
        duty.closed_at is None or business_date(duty.closed_at) >= day
    )
