"""The apology letter: when a miss is forecast, until when the letter may leave, which new date it gives.

Decree 61/2018/NĐ-CP Art 19(9), kept by Decree 118/2025/NĐ-CP: at the latest one day before the term ends
the agency tells the center and sends the applicant an apology with the reason and the new date (Form 04),
and only once. Signed by the head of the agency or unit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from motcua.domain.refusal import Conflict, Invalid
from motcua.domain.term import end_on
from motcua.domain.time_limits import apology_deadline
from motcua.domain.words import Words
from motcua.domain.workdays import local
from motcua.domain.working_hours import WorkingHours

BASIS = "Nghị định 118/2025/NĐ-CP"
SIGNING = frozenset({"sign", "number", "return"})
"""The acts that show that the work itself is done."""
LONG = 5
"""Working days of a term whose work should be at the signing a working day before it ends."""


class Reason(StrEnum):
    """Why it takes longer, as a list to choose from; the letter adds it in words."""

    WORKLOAD = "workload"
    VERIFICATION = "verification"
    OPINION = "opinion"
    COMPLEX = "complex"
    SYSTEM = "system"
    FORCE = "force"
    OTHER = "other"

    @property
    def words(self) -> Words:
        return REASONS[self]


REASONS: dict[Reason, Words] = {
    Reason.WORKLOAD: Words("Số hồ sơ phải giải quyết tăng cao", "Many more dossiers than usual"),
    Reason.VERIFICATION: Words("Cần thêm thời gian xác minh", "Verification takes more time"),
    Reason.OPINION: Words(
        "Chờ ý kiến của cơ quan phối hợp", "The opinion of another agency has not come yet"
    ),
    Reason.COMPLEX: Words("Hồ sơ có nội dung phức tạp", "The matter is complex"),
    Reason.SYSTEM: Words("Hệ thống thông tin gặp sự cố", "An information system failed"),
    Reason.FORCE: Words("Thiên tai, dịch bệnh", "A natural disaster or an epidemic"),
    Reason.OTHER: Words("Lý do khác, ghi trong phiếu xin lỗi", "Another reason, given in the letter"),
}


def in_the_ledger(reason: Reason) -> Words:
    """The reason as the lines that explain a date say it, within a sentence; never somebody's own words."""
    if reason is Reason.OTHER:
        return Words("lý do ghi trong phiếu xin lỗi", "the letter says why")
    return Words(*(text[:1].lower() + text[1:] for text in (reason.words.vi, reason.words.en)))


@dataclass(frozen=True, slots=True)
class Window:
    """The last working day before the due date: the letter is prepared as it opens, and leaves by its end."""

    begins_at: datetime
    ends_at: datetime

    def holds(self, moment: datetime) -> bool:
        return self.begins_at <= moment <= self.ends_at


def window(counted_from: datetime, due_at: datetime, hours: WorkingHours) -> Window | None:
    """None where the term began after that day ended: for a same-day result the law leaves no time."""
    ends_at = apology_deadline(due_at, hours)
    begins_at = max(hours.opens(ends_at.date()), local(counted_from))
    return Window(begins_at, ends_at) if begins_at < ends_at else None


@dataclass(frozen=True, slots=True)
class PlanStep:
    """A counted step of the internal process, in hours of eight a day."""

    position: int
    act: str
    hours: Decimal


def left(
    plan: Sequence[PlanStep],
    *,
    position: int,
    opened_at: datetime,
    now: datetime,
    length: timedelta,
    hours: WorkingHours,
) -> timedelta:
    """The working time the process still needs: the rest of the open step, and all steps after it.

    ``length``: the working time of the whole term, of which each step has its share.
    """
    total = sum((step.hours for step in plan), Decimal())
    if not total:
        return timedelta()

    def share(part: Decimal) -> timedelta:
        of = Fraction(part) / Fraction(total)
        return length * of.numerator // of.denominator

    own = share(sum((step.hours for step in plan if step.position == position), Decimal()))
    own -= hours.working_time_between(opened_at, now)
    following = share(sum((step.hours for step in plan if step.position > position), Decimal()))
    return max(own, timedelta()) + following


def is_forecast_late(
    *, act: str, needs: timedelta, length: timedelta, due_at: datetime, now: datetime, hours: WorkingHours
) -> bool:
    """What is left to do does not fit before the due date; or, of a term of a week and more, the work is
    not yet at the signing when its last working day before the due date has begun."""
    if hours.working_time_between(now, due_at) < needs:
        return True
    last_day = hours.opens(hours.previous_working_day(local(due_at).date()))
    return act not in SIGNING and length >= LONG * hours.day_length and now >= last_day


def new_date(needs: timedelta, *, due_at: datetime, now: datetime, hours: WorkingHours) -> datetime:
    """The date to promise: what is left, counted from now, and at least a working day after the old date.

    At the closing of that day, as a letter gives a day.
    """
    reached = max(hours.walk(now, needs), hours.walk(due_at, hours.day_length))
    return hours.closes(local(reached).date())


def check_in_time(due_at: datetime, now: datetime, hours: WorkingHours) -> None:
    """Refuses a letter that would leave on the last day of the term or later."""
    until = apology_deadline(due_at, hours)
    if now > until:
        raise Conflict(
            "extension_too_late",
            Words(
                vi="Phiếu xin lỗi phải gửi chậm nhất một ngày làm việc trước ngày hẹn trả, tức là trước "
                f"{until:%H:%M %d/%m/%Y}. Đã quá thời điểm đó nên không gia hạn được nữa.",
                en="The apology must leave at least a working day before the due date, that is before "
                f"{until:%H:%M %d/%m/%Y}. That time has passed, so the date can no longer be moved.",
            ),
            basis=BASIS,
        )


def latest_date(due_at: datetime, *, length: timedelta, proposed: datetime, hours: WorkingHours) -> datetime:
    """The last date that a letter may give: the legal term once more, counted from the present date.

    The law sets no bound; one that doubles the term is ours. No further than the years whose days off are
    announced, for nobody knows which later days are worked; but never before what the work left needs.

    ``length``: the working time of the legal term. ``proposed``: as ``new_date`` gives it.
    """
    reached = local(hours.walk(due_at, max(length, hours.day_length))).date()
    known = hours.previous_working_day(hours.calendar.known_until + timedelta(days=1))
    return hours.closes(max(min(reached, known), local(proposed).date()))


def checked_date(wanted: datetime, due_at: datetime, latest: datetime, hours: WorkingHours) -> datetime:
    """The new date within office hours; refuses one after the latest, a day off, and one not later than the
    old one."""
    if local(wanted).date() > latest.date():
        raise _wrong_date(
            f"Ngày hẹn mới muộn nhất là {local(latest):%d/%m/%Y}: hẹn thêm không quá một lần thời hạn giải "
            "quyết, và chỉ đến những ngày đã có lịch nghỉ.",
            f"The new date can be {local(latest):%d/%m/%Y} at the latest: at most the legal term once more, "
            "and only days of a year whose days off are announced.",
        )
    if not hours.is_working(local(wanted).date()):
        raise _wrong_date("Ngày hẹn mới phải là ngày làm việc.", "The new date must be a working day.")
    wanted = end_on(wanted, hours)
    if wanted <= due_at:
        raise _wrong_date(
            f"Ngày hẹn mới phải sau {local(due_at):%H:%M %d/%m/%Y}.",
            f"The new date must be later than {local(due_at):%H:%M %d/%m/%Y}.",
        )
    return wanted


def _wrong_date(vi: str, en: str) -> Invalid:
    return Invalid("new_date_wrong", Words(vi=vi, en=en), field="until")


def extended_before() -> Conflict:
    return Conflict(
        "extended_before",
        Words(
            vi="Hồ sơ này đã được hẹn lại một lần; chỉ được hẹn lại một lần.",
            en="This dossier was already given a new date; that may be done only once.",
        ),
        basis=BASIS,
    )
