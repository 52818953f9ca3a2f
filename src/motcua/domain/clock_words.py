"""Why a deadline is the date it is, in sentences for residents.

Each row of the ledger gets its sentence; the days off and swapped days that the present count
crosses are named; a year whose calendar is not announced is said, never guessed. The rule is cited
in short where it moves the date.
"""

from collections.abc import Callable
from datetime import timedelta

from motcua.domain.count_words import Reason, days_crossed, how_counted, unknown_years
from motcua.domain.day_words import length_words, moment_words
from motcua.domain.ledger import ClockKind, ClockState, Step
from motcua.domain.term import Channel, Convention, Term, Unit
from motcua.domain.words import Words
from motcua.domain.workdays import local
from motcua.domain.working_hours import WorkingHours


def explain(
    steps: tuple[Step, ...], state: ClockState, hours: WorkingHours, convention: Convention
) -> tuple[Reason, ...]:
    """All lines in order of time; the appointment itself comes last."""
    counted = next(step for step in reversed(steps) if step.event.kind in _COUNTS)
    due_at, term = steps[-1].due_after, steps[-1].term
    lines = [Reason(local(step.event.at), sentence(step)) for step in steps]
    lines += how_counted(counted, term, hours, convention)
    lines += days_crossed(counted, due_at, term, hours)
    lines += unknown_years(local(counted.event.at).date(), due_at, hours.calendar)
    lines.sort(key=lambda line: line.at)
    lines.append(Reason(due_at, _APPOINTMENT[state](moment_words(due_at))))
    return tuple(lines)


def sentence(step: Step) -> Words:
    """What one row of the ledger says."""
    return _ROWS[step.event.kind](step)


_COUNTS = (ClockKind.RECEIVED, ClockKind.SUPPLEMENTED)

# The rows of the ledger

_CHANNELS = {
    Channel.DIRECT: Words(vi="nộp trực tiếp", en="in person"),
    Channel.ONLINE: Words(vi="nộp trực tuyến", en="online"),
    Channel.POST: Words(vi="nộp qua bưu chính", en="by post"),
}
_UNITS = {
    Unit.WORKING_DAY: Words(vi="ngày làm việc", en="working day"),
    Unit.CALENDAR_DAY: Words(vi="ngày (kể cả ngày nghỉ)", en="day (days off included)"),
    Unit.WORKING_HOUR: Words(vi="giờ làm việc", en="working hour"),
    Unit.MONTH: Words(vi="tháng", en="month"),
}


def term_words(term: Term) -> Words:
    """3 ngày làm việc | 3 working days."""
    if term.unit is Unit.SAME_DAY:
        return Words(vi="trong ngày", en="the same day")
    unit = _UNITS[term.unit]
    en = unit.en if term.value == 1 else unit.en.replace("day", "days", 1)
    if term.value != 1 and term.unit in (Unit.WORKING_HOUR, Unit.MONTH):
        en = f"{unit.en}s"
    return Words(vi=f"{term.value} {unit.vi}", en=f"{term.value} {en}")


def _because(step: Step) -> Words:
    note = step.event.note
    return Words(vi=f" ({note.vi})", en=f" ({note.en})") if note else Words(vi="", en="")


def _received(step: Step) -> Words:
    at, length = moment_words(step.event.at), term_words(step.term)
    channel = _CHANNELS[step.event.channel or Channel.DIRECT]
    return Words(
        vi=f"Hồ sơ đầy đủ được nhận lúc {at.vi}, {channel.vi}. Thời hạn giải quyết: {length.vi}.",
        en=f"The complete dossier was received at {at.en}, {channel.en}. Term: {length.en}.",
    )


def _paused(step: Step) -> Words:
    at, why = moment_words(step.event.at), _because(step)
    return Words(
        vi=f"Tạm dừng tính thời hạn từ {at.vi}{why.vi}.",
        en=f"The term was paused at {at.en}{why.en}.",
    )


def _resumed(step: Step) -> Words:
    at, due = moment_words(step.event.at), moment_words(step.due_after)
    took = length_words(step.worked or timedelta())
    return Words(
        vi=f"Tính tiếp từ {at.vi}. {took.vi} làm việc tạm dừng không tính, nên hẹn trả vào {due.vi}.",
        en=f"It went on at {at.en}. The {took.en} of working time paused do not count, "
        f"so the result is due at {due.en}.",
    )


def _supplement_requested(step: Step) -> Words:
    at, why = moment_words(step.event.at), _because(step)
    return Words(
        vi=f"Yêu cầu bổ sung hồ sơ lúc {at.vi}{why.vi}: thời hạn dừng lại.",
        en=f"A supplement was requested at {at.en}{why.en}: the term stops.",
    )


def _supplemented(step: Step) -> Words:
    at = moment_words(step.event.at)
    return Words(
        vi=f"Hồ sơ được bổ sung đầy đủ lúc {at.vi}: thời hạn tính lại từ đầu (Nghị định 118/2025/NĐ-CP).",
        en=f"The dossier was completed at {at.en}: the term counts again from zero (Decree 118/2025).",
    )


def _extended(step: Step) -> Words:
    at, due, why = moment_words(step.event.at), moment_words(step.due_after), _because(step)
    former = moment_words(step.due_before or step.due_after)
    return Words(
        vi=f"Lúc {at.vi}, cơ quan giải quyết xin lỗi{why.vi} và hẹn lại {due.vi} thay cho {former.vi}."
        " Chỉ được hẹn lại một lần (Nghị định 118/2025/NĐ-CP).",
        en=f"At {at.en} the agency apologised{why.en} and gave a new date, {due.en} instead of "
        f"{former.en}. This may be done only once (Decree 118/2025).",
    )


def _term_changed(step: Step) -> Words:
    why, length, due = _because(step), term_words(step.term), moment_words(step.due_after)
    vi = f"Theo quy định chuyển tiếp, hồ sơ chuyển sang bản mới của thủ tục{why.vi}."
    en = f"As the law provides, the dossier moved to the procedure's new revision{why.en}."
    if step.term == step.term_before:
        return Words(vi=f"{vi} Thời hạn giải quyết: {length.vi}.", en=f"{en} Term: {length.en}.")
    was, former = term_words(step.term_before), moment_words(step.due_before or step.due_after)
    vi = f"{vi} Thời hạn giải quyết: {length.vi} thay cho {was.vi}, vẫn tính từ khi nhận đủ hồ sơ"
    en = f"{en} Term: {length.en} instead of {was.en}, still from the receipt of the full dossier"
    if step.due_before == step.due_after:
        return Words(vi=f"{vi}; ngày hẹn không đổi.", en=f"{en}; the appointment stays the same.")
    return Words(
        vi=f"{vi}: hẹn trả chuyển từ {former.vi} sang {due.vi}.",
        en=f"{en}: the appointment moves from {former.en} to {due.en}.",
    )


def _revised(vi: str, en: str) -> Callable[[Step], Words]:
    def line(step: Step) -> Words:
        why, due = _because(step), moment_words(step.due_after)
        if step.due_before is None or step.due_before == step.due_after:
            return Words(
                vi=f"{vi}{why.vi}; ngày hẹn không đổi.", en=f"{en}{why.en}; the appointment stays the same."
            )
        former = moment_words(step.due_before)
        return Words(
            vi=f"{vi}{why.vi}: hẹn trả chuyển từ {former.vi} sang {due.vi}.",
            en=f"{en}{why.en}: the appointment moves from {former.en} to {due.en}.",
        )

    return line


_ROWS: dict[ClockKind, Callable[[Step], Words]] = {
    ClockKind.RECEIVED: _received,
    ClockKind.PAUSED: _paused,
    ClockKind.RESUMED: _resumed,
    ClockKind.SUPPLEMENT_REQUESTED: _supplement_requested,
    ClockKind.SUPPLEMENTED: _supplemented,
    ClockKind.EXTENDED_TO: _extended,
    ClockKind.CALENDAR_CHANGED: _revised("Lịch làm việc thay đổi", "The working calendar changed"),
    ClockKind.CORRECTED: _revised("Thời điểm đã ghi được sửa lại", "A recorded time was corrected"),
    ClockKind.TERM_CHANGED: _term_changed,
}

_APPOINTMENT: dict[ClockState, Callable[[Words], Words]] = {
    ClockState.RUNNING: lambda due: Words(
        vi=f"Hẹn trả kết quả lúc {due.vi}.", en=f"The result is due at {due.en}."
    ),
    ClockState.PAUSED: lambda due: Words(
        vi=f"Thời hạn đang tạm dừng. Ngày hẹn gần nhất là {due.vi}, sẽ lùi thêm đúng thời gian tạm dừng.",
        en=f"The term is paused. The last appointment was {due.en}; it moves by the working time paused.",
    ),
    ClockState.STOPPED: lambda due: Words(
        vi=f"Đang chờ bổ sung hồ sơ. Ngày hẹn trước đây là {due.vi}; khi hồ sơ đầy đủ sẽ có ngày hẹn mới.",
        en=f"Waiting for the supplement. The appointment was {due.en}; the complete dossier gets a new one.",
    ),
}
