"""How a term is counted and which days it crosses, in sentences for residents.

The part of a deadline's explanation that comes from the rule and the calendar; the rows of the
ledger are worded in ``clock_words``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from motcua.domain.day_words import (
    day_words,
    full_day_words,
    length_words,
    moment_words,
    opening,
    weekdays_words,
)
from motcua.domain.ledger import Step
from motcua.domain.term import Convention, DayCount, StartRule, Term, Unit, nominal_end, received_by_cutoff
from motcua.domain.words import Words
from motcua.domain.workdays import ZONE, Calendar, DayKind, SpecialDay, local
from motcua.domain.working_hours import WorkingHours

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Reason:
    """One line of the explanation: the instant it concerns, and the sentence."""

    at: datetime
    words: Words


# How the present count began and goes

_STARTS = {
    StartRule.BEFORE_OPENING: Words(vi="nhận trước giờ làm việc", en="it came before opening"),
    StartRule.AFTER_CLOSING: Words(vi="nhận sau giờ làm việc", en="it came after closing"),
    StartRule.REST_DAY: Words(vi="nhận vào ngày nghỉ", en="it came on a day off"),
    StartRule.ONLINE_LAST_HOUR: Words(
        vi="nộp trực tuyến trong giờ làm việc cuối (Nghị định 297/2025/NĐ-CP, Điều 6 khoản 3)",
        en="it came online in the last office hour (Decree 297/2025, Art. 6(3))",
    ),
    StartRule.ONLINE_DAY_ENDED: Words(
        vi="nộp trực tuyến sau 17:00 (Nghị định 297/2025/NĐ-CP)",
        en="it came online after 17:00 (Decree 297/2025)",
    ),
}


def how_counted(step: Step, term: Term, hours: WorkingHours, convention: Convention) -> Iterator[Reason]:
    """The rule that counts this unit; nothing where the term simply starts at once."""
    at = local(step.event.at)
    civil = term.unit is Unit.WORKING_DAY and convention.day_count is DayCount.CIVIL_CODE
    if civil:
        yield Reason(
            at,
            Words(
                vi="Ngày nhận hồ sơ không tính; thời hạn hết khi đóng cửa ngày làm việc cuối cùng"
                " (Bộ luật Dân sự 2015, Điều 147, 148).",
                en="The day of receipt is not counted; the term ends at closing on its last working day"
                " (Civil Code 2015, Art. 147, 148).",
            ),
        )
    elif term.unit in (Unit.WORKING_DAY, Unit.WORKING_HOUR):
        if step.rule in _STARTS:
            yield Reason(at, _start_words(step))
        if term.unit is Unit.WORKING_DAY:
            yield Reason(at, _hour_walk_words(hours, convention, step))
    elif term.unit is Unit.SAME_DAY:
        yield Reason(at, _same_day_words(at, hours, convention))
    else:
        yield from _calendar_end(at, term, hours)


def _start_words(step: Step) -> Words:
    why, begins = _STARTS[step.rule], moment_words(step.counted_from)
    return Words(
        vi=f"Thời hạn tính từ {begins.vi}, vì {why.vi}.", en=f"The term counts from {begins.en}: {why.en}."
    )


def _hour_walk_words(hours: WorkingHours, convention: Convention, step: Step) -> Words:
    length = length_words(hours.day_length)
    words = Words(
        vi=f"Mỗi ngày làm việc tính đủ {length.vi} làm việc.",
        en=f"Each working day counts as {length.en} of office time.",
    )
    moved = step.rule not in (StartRule.AT_ONCE, StartRule.BEFORE_OPENING)
    if not (convention.next_day_is_day_zero and moved):
        return words
    return Words(
        vi=f"{words.vi} Ngày bắt đầu không tính là ngày thứ nhất.",
        en=f"{words.en} The day it begins is not counted as the first.",
    )


def _same_day_words(at: datetime, hours: WorkingHours, convention: Convention) -> Words:
    cutoff = f"{convention.cutoff:%H:%M}"
    if received_by_cutoff(at, hours, convention):
        return Words(
            vi=f"Nhận không muộn hơn {cutoff} nên trả kết quả ngay trong ngày.",
            en=f"Received by {cutoff}, so the result is given the same day.",
        )
    if hours.is_working(at.date()) and at < hours.closes(at.date()):
        why = Words(vi=f"Nhận sau {cutoff}", en=f"Received after {cutoff}")
    else:
        why = Words(vi="Nhận ngoài giờ làm việc", en="Received outside office hours")
    return Words(
        vi=f"{why.vi} nên trả kết quả vào ngày làm việc tiếp theo.",
        en=f"{why.en}, so the result is given on the next working day.",
    )


def _calendar_end(at: datetime, term: Term, hours: WorkingHours) -> Iterator[Reason]:
    yield Reason(
        at,
        Words(
            vi="Ngày nhận hồ sơ không tính; đếm từ ngày hôm sau (Bộ luật Dân sự 2015, Điều 147).",
            en="The day of receipt is not counted; counting starts the next day (Civil Code 2015, Art. 147).",
        )
        if term.unit is Unit.CALENDAR_DAY
        else Words(
            vi="Thời hạn hết vào đúng ngày ấy của tháng cuối cùng (Bộ luật Dân sự 2015, Điều 148).",
            en="The term ends on the same date of its last month (Civil Code 2015, Art. 148).",
        ),
    )
    last = nominal_end(at, term)
    if not hours.is_working(last):
        day = full_day_words(last)
        yield Reason(
            datetime.combine(last, time(), ZONE),
            Words(
                vi=f"Ngày cuối cùng, {day.vi}, là ngày nghỉ, nên hết hạn vào ngày làm việc tiếp theo"
                " (Bộ luật Dân sự 2015, Điều 148 khoản 5).",
                en=f"The last day, {day.en}, is a day off, so the term ends on the next working day"
                " (Civil Code 2015, Art. 148(5)).",
            ),
        )


# The days it crosses


def days_crossed(step: Step, due_at: datetime, term: Term, hours: WorkingHours) -> Iterator[Reason]:
    first = local(step.event.at).date()
    if term.unit in (Unit.CALENDAR_DAY, Unit.MONTH):
        first = nominal_end(step.event.at, term)
    days = [first + _ONE_DAY * ahead for ahead in range((due_at.date() - first).days + 1)]
    specials = [special for day in days if (special := hours.calendar.special(day))]
    for run in _runs(specials):
        if any(not hours.calendar.is_rest_weekday(special.day) for special in run):
            yield Reason(_midnight(run[0].day), _off_words(run))
    for special in specials:
        if special.kind is DayKind.WORKING:
            yield Reason(_midnight(special.day), _worked_words(special))
    rest = [d for d in days if hours.calendar.is_rest_weekday(d) and not hours.counted_sessions_of(d)]
    if rest:
        names = weekdays_words({day.weekday() for day in rest})
        yield Reason(
            _midnight(rest[0]),
            Words(
                vi=f"{opening(names.vi)} là ngày nghỉ hằng tuần, không tính.",
                en=f"{names.en} are days of rest and do not count.",
            ),
        )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), ZONE)


def _runs(specials: list[SpecialDay]) -> list[list[SpecialDay]]:
    """Days off that follow each other under one name, together."""
    runs: list[list[SpecialDay]] = []
    for special in specials:
        if special.kind is not DayKind.OFF:
            continue
        last = runs[-1][-1] if runs else None
        if last and last.name == special.name and special.day - last.day == _ONE_DAY:
            runs[-1].append(special)
        else:
            runs.append([special])
    return runs


def _unsure(specials: list[SpecialDay]) -> Words:
    if all(special.is_announced for special in specials):
        return Words(vi="", en="")
    return Words(vi=" (chưa có thông báo chính thức)", en=" (not yet officially announced)")


def _off_words(run: list[SpecialDay]) -> Words:
    name, unsure = run[0].name, _unsure(run)
    begins, ends = day_words(run[0].day), day_words(run[-1].day)
    if len(run) == 1:
        return Words(
            vi=f"{opening(begins.vi)} là {name.vi}, không tính{unsure.vi}.",
            en=f"{begins.en} is {name.en} and does not count{unsure.en}.",
        )
    return Words(
        vi=f"Từ {begins.vi} đến {ends.vi} là {name.vi}, không tính{unsure.vi}.",
        en=f"{begins.en} to {ends.en} is {name.en} and does not count{unsure.en}.",
    )


def _worked_words(special: SpecialDay) -> Words:
    day, unsure = day_words(special.day), _unsure([special])
    return Words(
        vi=f"{opening(day.vi)} là {special.name.vi}, có tính{unsure.vi}.",
        en=f"{day.en} is {special.name.en} and counts{unsure.en}.",
    )


def unknown_years(first: date, due_at: datetime, calendar: Calendar) -> Iterator[Reason]:
    for year in range(first.year, due_at.year + 1):
        day = max(first, date(year, 1, 1))
        if year > calendar.known_until.year:
            yield Reason(
                _midnight(day),
                Words(
                    vi=f"Lịch nghỉ năm {year} chưa được công bố chính thức; ngày hẹn này có thể thay đổi.",
                    en=f"The calendar of {year} is not yet officially announced; this date may change.",
                ),
            )
        elif year < calendar.known_from.year:
            yield Reason(
                _midnight(day),
                Words(
                    vi=f"Chương trình không có lịch nghỉ năm {year}; ngày lễ năm ấy chưa được trừ.",
                    en=f"The calendar of {year} is not kept here; its holidays are not taken out.",
                ),
            )
