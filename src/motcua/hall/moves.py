"""What can be done with a number, from which state; the words for states and reasons.

waiting -> called -> serving -> done
called -> waiting (missed, keeps its place) or no_show (missed for the third time)
called, serving -> held -> waiting (come back), or called again with a reason
"""

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
    "resume": frozenset({State.HELD}),
    # Out of turn, hence with a reason. Somebody whose number was passed is still a person who came.
    "call": frozenset({State.WAITING, State.HELD, State.NO_SHOW}),
    "void": frozenset({State.WAITING, State.CALLED, State.SERVING, State.HELD}),
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
    "elsewhere": Words("Việc không thuộc Trung tâm, đã hướng dẫn nơi giải quyết", "Not for this center"),
}
CALL_REASONS: dict[str, Words] = {
    "returned": Words("Người dân đã quay lại", "The person has come back"),
    "protected": Words("Người thuộc diện ưu tiên chưa chọn khi lấy số", "Priority not chosen at the kiosk"),
    "urgent": Words("Việc khẩn cấp", "An emergency"),
    "moved": Words("Chuyển từ quầy khác sang", "Sent here by another counter"),
}


def may(move: str, ticket: Ticket) -> bool:
    """Whether the ticket's state allows the move; who may do it is for ``actions``."""
    return ticket.state in FROM[move]


def check_reason(reason: str, known: dict[str, Words]) -> str:
    if reason in known:
        return reason
    raise Invalid(
        "reason_unknown",
        Words("Chọn một lý do trong danh sách.", "Choose a reason from the list."),
        field="reason",
    )
