"""What can be done with a number, from which state; the words for states and reasons.

waiting -> called -> serving -> done
called -> waiting (missed, keeps its place) or no_show (missed for the third time)
called, serving -> held -> waiting (come back), or called again with a reason
serving -> serving or waiting again (the next errand of the basket)
"""

import unicodedata

from motcua.domain.refusal import Invalid
from motcua.domain.words import Words
from motcua.hall.models import Ticket

State = Ticket.State

FROM: dict[str, frozenset[str]] = {
    "recall": frozenset({State.CALLED}),
    "serve": frozenset({State.CALLED}),
    "miss": frozenset({State.CALLED}),
    "hold": frozenset({State.CALLED, State.SERVING}),
    "transfer": frozenset({State.CALLED, State.SERVING}),
    "complete": frozenset({State.SERVING}),
    "continue": frozenset({State.SERVING}),
    "note": frozenset({State.WAITING, State.CALLED, State.SERVING, State.HELD}),
    "resume": frozenset({State.HELD}),
    "come_back": frozenset({State.HELD, State.DONE}),  # the missing paper is brought on the same day
    "replace": frozenset({State.WAITING}),
    # Out of turn, hence with a reason. Somebody whose number was passed is still a person who came.
    "call": frozenset({State.WAITING, State.HELD, State.NO_SHOW}),
    "void": frozenset({State.WAITING, State.CALLED, State.SERVING, State.HELD}),
    "give_up": frozenset({State.WAITING, State.CALLED, State.HELD}),  # by whoever holds it, on the phone
    "notice": frozenset({State.WAITING, State.CALLED, State.HELD}),  # a message before the turn
}
AT_COUNTER = frozenset({State.CALLED, State.SERVING})
ENDED = frozenset({State.DONE, State.NO_SHOW, State.VOID})

STATE_WORDS: dict[str, Words] = {
    State.WAITING: Words("đang chờ", "is waiting"),
    State.CALLED: Words("đang được gọi", "has been called"),
    State.SERVING: Words("đang được phục vụ", "is being served"),
    State.HELD: Words("đang tạm dừng", "is on hold"),
    State.DONE: Words("đã xong", "is done"),
    State.NO_SHOW: Words("đã gọi mà không có người", "was called and nobody came"),
    State.VOID: Words("đã hủy", "was made void"),
}
VOID_REASONS: dict[str, Words] = {
    "left": Words("Người lấy số đã về", "The person has left"),
    "duplicate": Words("Một người lấy nhiều số", "The person took several numbers"),
    "mistaken": Words("Bấm nhầm", "Taken by mistake"),
    "gave_up": Words("Người lấy số tự trả lại số", "The person gave the number up"),
    "elsewhere": Words("Việc không thuộc Trung tâm, đã hướng dẫn nơi giải quyết", "Not for this center"),
}
CALL_REASONS: dict[str, Words] = {
    "returned": Words("Người dân đã quay lại", "The person has come back"),
    "protected": Words("Người thuộc diện ưu tiên chưa chọn khi lấy số", "Priority not chosen at the kiosk"),
    "urgent": Words("Việc khẩn cấp", "An emergency"),
    "moved": Words("Chuyển từ quầy khác sang", "Sent here by another counter"),
}
WITHOUT_TICKET: dict[str, Words] = {
    "brief": Words("Hỏi nhanh, không cần lấy số", "A short question"),
    "helped": Words("Người không tự lấy số được", "Somebody who cannot use the machine"),
    "machine": Words("Máy lấy số không dùng được", "The number machine is out of use"),
    "urgent_walk_in": Words("Việc khẩn cấp, chưa lấy số", "An emergency without a number"),
}
"""Why somebody was served at once who had no number; stands in the public log like any call out of turn."""
EVERY_CALL_REASON = CALL_REASONS | WITHOUT_TICKET
OUTCOMES: dict[str, Words] = {
    "received": Words("Đã nhận hồ sơ", "A dossier was received"),
    "returned": Words("Đã trả kết quả", "A result was returned"),
    "supplement": Words("Còn thiếu giấy tờ, sẽ quay lại", "Papers are missing; will come back"),
    "advised": Words("Chỉ hướng dẫn", "Advice only"),
    "not_here": Words("Việc của cơ quan khác", "A matter of another office"),
}
BREAK_REASONS: dict[str, Words] = {
    "rest": Words("Nghỉ giải lao", "A short rest"),
    "meal": Words("Nghỉ ăn trưa", "A meal"),
    "meeting": Words("Họp", "A meeting"),
    "papers": Words("Lấy, trình hồ sơ", "Fetching or submitting papers"),
    "equipment": Words("Thiết bị, phần mềm trục trặc", "Equipment or software is out of order"),
}
NOTE_LENGTH = 200


def may(move: str, ticket: Ticket) -> bool:
    """Whether the ticket's state allows the move; who may do it is for ``actions``."""
    return ticket.state in FROM[move]


def check_reason(reason: str, known: dict[str, Words], field: str = "reason") -> str:
    if reason in known:
        return reason
    raise Invalid(
        f"{field}_unknown",
        Words("Chọn một mục trong danh sách.", "Choose one from the list.")
        if field != "reason"
        else Words("Chọn một lý do trong danh sách.", "Choose a reason from the list."),
        field=field,
    )


def check_note(text: str) -> str:
    """One line for the next officer, of at most ``NOTE_LENGTH`` signs."""
    line = " ".join(text[: 10 * NOTE_LENGTH].split())
    if len(line) <= NOTE_LENGTH and not any(unicodedata.category(sign) in ("Cc", "Cs") for sign in line):
        return line
    raise Invalid(
        "note_too_long",
        Words(
            f"Ghi chú dài nhất {NOTE_LENGTH} ký tự, trên một dòng.",
            f"A note is one line of at most {NOTE_LENGTH} signs.",
        ),
        field="note",
    )
