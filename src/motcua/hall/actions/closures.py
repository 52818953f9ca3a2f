"""Closing a center for a time in which its hours say open: a storm, a power cut, a move."""

from datetime import datetime, timedelta

from motcua.base.actions import action
from motcua.base.journal import record
from motcua.base.rows import new_id
from motcua.domain.free_text import written
from motcua.domain.refusal import Conflict, Invalid, InvalidFields
from motcua.domain.words import Words
from motcua.domain.workdays import local
from motcua.hall.actions.promising import stamp
from motcua.hall.locking import lock_hall
from motcua.hall.setup_access import check_may_set_hall
from motcua.people.models import Officer
from motcua.places.models import Center, Closure
from motcua.places.queries import announced

MOST_REASON = 200
MOST_AHEAD = timedelta(days=366)


@action
def declare_closure(
    center: Center,
    *,
    begins_at: datetime,
    ends_at: datetime,
    reason_vi: str,
    reason_en: str = "",
    by: Officer,
    now: datetime,
) -> Closure:
    """From ``begins_at`` until ``ends_at`` no number is given and no time is promised; a begin earlier
    today counts as now. Raises as ``planned_closure``."""
    check_may_set_hall(by, center, now)
    lock_hall(center, now)
    closure = planned_closure(center, begins_at, ends_at, reason_vi, reason_en, now)
    closure.save(force_insert=True)
    begins, ends = stamp(closure.begins_at), stamp(closure.ends_at)
    record("hall.closure_declared", closure, by=by, at=now, begins_at=begins, ends_at=ends)
    return closure


@action
def end_closure(closure: Closure, *, by: Officer, now: datetime) -> Closure | None:
    """The doors open again: one that runs ends now, one to come is taken back (None). Who was told of it is
    told. Raises ``Conflict`` where it is over or was taken back: what was stays as it was."""
    check_may_set_hall(by, closure.center, now)
    lock_hall(closure.center, now)
    fresh = Closure.objects.select_related("center").filter(pk=closure.pk, ends_at__gt=now).first()
    if fresh is None:
        raise Conflict(
            "closure_over",
            Words(
                "Lần đóng cửa này đã kết thúc hoặc đã được thu hồi.",
                "This closure is over or was taken back.",
            ),
        )
    if fresh.begins_at >= now:
        record("hall.closure_withdrawn", fresh, by=by, at=now)
        fresh.delete()
        return None
    fresh.ends_at = now
    fresh.save(update_fields=["ends_at"])
    record("hall.closure_ended", fresh, by=by, at=now, ends_at=stamp(now))
    return fresh


def planned_closure(
    center: Center, begins_at: datetime, ends_at: datetime, reason_vi: str, reason_en: str, now: datetime
) -> Closure:
    """The closure as it would be entered, not saved.

    Raises ``InvalidFields`` for a time that has passed, that ends before it begins, lies too far ahead or
    meets another closure, and for a reason that is missing or too long.
    """
    midnight = local(now).replace(hour=0, minute=0, second=0, microsecond=0)
    if begins_at >= midnight:
        begins_at = max(begins_at, now)
    wrong = _wrong_times(center, begins_at, ends_at, now)
    errors = [wrong] if wrong else []
    reasons = {"reason_vi": reason_vi, "reason_en": reason_en}
    for name, text in reasons.items():
        try:
            reasons[name] = " ".join(written(text, field=name, most=MOST_REASON).rstrip(" .").split())
        except Invalid as refusal:
            errors.append(refusal)
    if not reasons["reason_vi"]:
        words = Words("Viết lý do, ví dụ: mất điện.", "Write the reason, for example: a power cut.")
        errors.append(Invalid("reason_missing", words, field="reason_vi"))
    if errors:
        raise InvalidFields(errors)
    return Closure(id=new_id(), center=center, begins_at=begins_at, ends_at=ends_at, **reasons)


def _wrong_times(center: Center, begins_at: datetime, ends_at: datetime, now: datetime) -> Invalid | None:
    if begins_at < now:
        words = Words(
            "Ngày này đã qua. Chọn hôm nay hoặc một ngày sau.",
            "This day has passed. Choose today or a later day.",
        )
        return Invalid("begin_passed", words, field="begins_at")
    if ends_at <= now:
        words = Words(
            "Giờ này đã qua. Chọn một giờ sau bây giờ.", "This time has passed. Choose one after now."
        )
        return Invalid("end_passed", words, field="ends_at")
    if ends_at <= begins_at:
        words = Words("Giờ mở lại phải sau giờ đóng cửa.", "It must open again after it closes.")
        return Invalid("ends_before_begun", words, field="ends_at")
    if ends_at - now > MOST_AHEAD:
        words = Words(
            "Xa nhất là một năm kể từ hôm nay. Hãy xem lại năm.",
            "At most a year from today. Please check the year.",
        )
        return Invalid("too_far_ahead", words, field="ends_at")
    other = center.closures.filter(ends_at__gt=begins_at, begins_at__lt=ends_at).order_by("begins_at").first()
    if other is None:
        return None
    held = announced(other)
    words = Words(
        f"Trùng với một lần đóng cửa đã nhập: {held.vi} Hãy chọn thời gian khác, hoặc kết thúc lần đó trước.",
        f"It meets a closure already entered: {held.en} Choose another time, or end that one first.",
    )
    return Invalid("closures_meet", words, field="begins_at")
