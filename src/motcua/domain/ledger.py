"""The clock ledger of a dossier: what happened to its term, in order.

``domain.md`` 1.3-1.4: received; paused for a financial obligation and resumed; supplement asked
(stops) and completed (counts from zero); extended once by an apology letter; the calendar changed;
corrected by a named person; the term changed, where the law moves an open dossier to a new
revision of its procedure. Rows are only ever added; a correction is a row of its own.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from motcua.domain.refusal import Refusal
from motcua.domain.term import Channel, StartRule, Term
from motcua.domain.words import Words
from motcua.domain.workdays import Calendar, no_zone


class ClockKind(StrEnum):
    RECEIVED = "received"
    PAUSED = "paused"
    RESUMED = "resumed"
    SUPPLEMENT_REQUESTED = "supplement_requested"
    SUPPLEMENTED = "supplemented"
    EXTENDED_TO = "extended_to"
    CALENDAR_CHANGED = "calendar_changed"
    CORRECTED = "corrected"
    TERM_CHANGED = "term_changed"


class ClockState(StrEnum):
    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class ClockEvent:
    """One row of the ledger. ``at`` is aware.

    - ``channel``: how the dossier came (RECEIVED; DIRECT where None) or the supplement
      (SUPPLEMENTED; the channel of receipt where None);
    - ``to``: the new appointment (EXTENDED_TO), or the right instant (CORRECTED);
    - ``corrects``: the place in the ledger, from 0, of the row that CORRECTED puts right;
    - ``calendar``: the calendar from now on (CALENDAR_CHANGED);
    - ``former``: the term until now, where another follows (TERM_CHANGED);
    - ``former_promise``: the shorter one that the province had promised until now (TERM_CHANGED);
    - ``note``: the reason in words for residents, such as what the pause waits for.
    """

    kind: ClockKind
    at: datetime
    channel: Channel | None = None
    to: datetime | None = None
    corrects: int | None = None
    calendar: Calendar | None = None
    former: Term | None = None
    former_promise: Term | None = None
    note: Words | None = None

    def __post_init__(self) -> None:
        if self.at.tzinfo is None or (self.to is not None and self.to.tzinfo is None):
            raise no_zone()


@dataclass(frozen=True, slots=True)
class Step:
    """What one row did to the due date; ``clock_words`` turns it into sentences.

    ``term``: the one in force once the row was read; ``term_before``: the one until then.
    """

    event: ClockEvent
    due_before: datetime | None
    due_after: datetime
    counted_from: datetime
    rule: StartRule
    term: Term
    term_before: Term
    worked: timedelta | None = None  # the working time a pause took, on RESUMED


class ClockRefusal(Refusal):
    """The ledger cannot be read that way: an order of events that cannot have happened."""


def _refusal(code: str, vi: str, en: str) -> ClockRefusal:
    return ClockRefusal(f"clock.{code}", Words(vi=vi, en=en))


def nothing_received() -> ClockRefusal:
    return _refusal(
        "not_received",
        "Thời hạn phải bắt đầu bằng việc tiếp nhận hồ sơ.",
        "The term must begin with the receipt of the dossier.",
    )


def before_receipt() -> ClockRefusal:
    return _refusal(
        "before_receipt",
        "Không sự kiện nào được xảy ra trước khi tiếp nhận hồ sơ.",
        "No event may happen before the dossier was received.",
    )


def out_of_order() -> ClockRefusal:
    return _refusal(
        "out_of_order",
        "Các sự kiện phải xếp theo thứ tự thời gian.",
        "The events must be in order of time.",
    )


def received_twice() -> ClockRefusal:
    return _refusal(
        "received_twice",
        "Hồ sơ đã được tiếp nhận; không thể tiếp nhận lần nữa.",
        "The dossier was already received; it cannot be received again.",
    )


_STATE_WORDS = {
    ClockState.RUNNING: Words(vi="đang được tính", en="is running"),
    ClockState.PAUSED: Words(vi="đang tạm dừng", en="is paused"),
    ClockState.STOPPED: Words(vi="đang dừng để chờ bổ sung hồ sơ", en="is stopped, waiting for a supplement"),
}
_NEEDS = {
    ClockKind.PAUSED: (ClockState.RUNNING, Words(vi="tạm dừng", en="be paused")),
    ClockKind.RESUMED: (ClockState.PAUSED, Words(vi="tiếp tục sau tạm dừng", en="be resumed")),
    ClockKind.SUPPLEMENT_REQUESTED: (
        ClockState.RUNNING,
        Words(vi="dừng để yêu cầu bổ sung", en="be stopped for a supplement"),
    ),
    ClockKind.SUPPLEMENTED: (
        ClockState.STOPPED,
        Words(vi="tính lại từ đầu sau bổ sung", en="restart after a supplement"),
    ),
    ClockKind.EXTENDED_TO: (ClockState.RUNNING, Words(vi="gia hạn", en="be extended")),
}


def check_state(kind: ClockKind, state: ClockState) -> None:
    """Refuse a row that does not fit the state of the clock, such as a resumption without a pause."""
    needed, move = _NEEDS[kind]
    if state is not needed:
        now = _STATE_WORDS[state]
        raise _refusal(
            f"cannot_{kind}",
            f"Thời hạn {now.vi} nên không thể {move.vi}.",
            f"The term {now.en}, so it cannot {move.en}.",
        )


def extended_twice() -> ClockRefusal:
    return _refusal(
        "extended_twice",
        "Hồ sơ đã được hẹn lại một lần; chỉ được hẹn lại một lần.",
        "The dossier was already given a new date; this may be done only once.",
    )


def extension_not_later() -> ClockRefusal:
    return _refusal(
        "extension_not_later",
        "Ngày hẹn mới phải sau ngày hẹn hiện nay.",
        "The new date must be later than the present one.",
    )


def incomplete(kind: ClockKind) -> ClockRefusal:
    return _refusal(
        f"incomplete_{kind}",
        "Sự kiện này thiếu thông tin: ngày hẹn mới, lịch mới hoặc dòng được sửa.",
        "This event lacks its new date, its calendar, or the row it corrects.",
    )


def cannot_correct() -> ClockRefusal:
    return _refusal(
        "cannot_correct",
        "Chỉ sửa được thời điểm của một dòng đã ghi trước đó, và không sửa thành thời điểm sau lúc sửa.",
        "Only the time of an earlier row can be corrected, and not to a time after the correction.",
    )
