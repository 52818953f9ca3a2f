"""The ten national statuses of a dossier and the one table of moves between them.

Law: Decree 118/2025/NĐ-CP Arts 17 (reception), 18 (transfer), 21 (withdrawal), 22 (return); Decree
61/2018/NĐ-CP Arts 17-20, whose structure it keeps (appraisal, supplement within three working days, one
extension with apology); Circular 03/2025/TT-VPCP Annex I (forms 01-07) and Art 7 (notice of stopping). The
codes are those which provincial systems report to the National Public Service Portal.

>>> after(State.IN_PROCESS, Move.ISSUE)
<State.PROCESSED: 9>
>>> check(State.PROCESSED, Move.WITHDRAW)
Traceback (most recent call last):
    ...
motcua.domain.refusal.Refusal: The result has already been decided, so the dossier can no longer be withdrawn.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from motcua.domain.refusal import Refusal
from motcua.domain.words import Words


class State(IntEnum):
    """The national status codes (``domain.md`` 1.3)."""

    SUBMITTED = 1
    ACCEPTED = 2
    NOT_ACCEPTED = 3
    IN_PROCESS = 4
    SUPPLEMENT = 5
    AWAIT_PAYMENT = 6
    WITHDRAWN = 7
    STOPPED = 8
    PROCESSED = 9
    RETURNED = 10

    @property
    def words(self) -> Words:
        """The status as the national list names it."""
        return NAMES[self]


class Move(StrEnum):
    """What can happen to a dossier. Moves that keep the state are moves too: they are checked alike."""

    SUBMIT = "submit"
    ACCEPT = "accept"
    ASK_SUPPLEMENT_AT_INTAKE = "ask_supplement_at_intake"
    REFUSE_AT_INTAKE = "refuse_at_intake"
    TRANSFER = "transfer"
    ASSIGN = "assign"
    PROCESS = "process"
    REQUEST_SUPPLEMENT = "request_supplement"
    SUPPLEMENT = "supplement"
    CLOSE_UNSUPPLEMENTED = "close_unsupplemented"
    PAUSE = "pause"
    RESUME = "resume"
    EXTEND = "extend"
    WITHDRAW = "withdraw"
    STOP = "stop"
    DECIDE = "decide"
    REFUSE = "refuse"
    ISSUE = "issue"
    SEND_BACK = "send_back"
    TAKE_BACK = "take_back"
    RETURN = "return"


class StopKind(StrEnum):
    """The two sub-types of code 8: stopped for good by the authority, or closed without a supplement."""

    FINAL_STOP = "final_stop"
    CLOSED_NO_SUPPLEMENT = "closed_no_supplement"


class Clock(StrEnum):
    """What a move does to the statutory clock."""

    NONE = "none"
    START_INTAKE = "start_intake"
    START = "start"
    HALT = "halt"
    """Stopped for good: completing the file starts it again from zero."""
    RESTART = "restart"
    PAUSE = "pause"
    RESUME = "resume"
    EXTEND = "extend"
    END = "end"


class Part(StrEnum):
    """Whose move it is; floors above map it to their posts."""

    APPLICANT = "applicant"
    RECEIVER = "receiver"
    SPECIALIST = "specialist"
    HEAD = "head"
    LEADER = "leader"
    CLERK = "clerk"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table: ``before`` is None for a dossier that does not exist yet; ``form`` is the
    number of the standard form that goes with it, or empty."""

    before: State | None
    move: Move
    after: State
    form: str
    clock: Clock
    by: tuple[Part, ...]

    @property
    def stop_kind(self) -> StopKind | None:
        return _STOP_KINDS.get(self.move)

    @property
    def guard(self) -> Words | None:
        """What must hold besides the state, in words; the actions of ``dossiers`` check it."""
        return GUARDS.get(self.move)


_STOP_KINDS = {Move.STOP: StopKind.FINAL_STOP, Move.CLOSE_UNSUPPLEMENTED: StopKind.CLOSED_NO_SUPPLEMENT}
_RECEIVING = "Nghị định 118/2025/NĐ-CP, Điều 17"
_APPRAISING = "Nghị định 118/2025/NĐ-CP"
_WITHDRAWING = "Nghị định 118/2025/NĐ-CP, Điều 21; Thông tư 03/2025/TT-VPCP, Điều 7"

S, M, C, P = State, Move, Clock, Part
TRANSITIONS: tuple[Transition, ...] = (
    Transition(None, M.SUBMIT, S.SUBMITTED, "", C.START_INTAKE, (P.APPLICANT, P.SYSTEM)),
    Transition(None, M.ACCEPT, S.ACCEPTED, "01", C.START, (P.RECEIVER,)),
    Transition(S.SUBMITTED, M.ACCEPT, S.ACCEPTED, "01", C.START, (P.RECEIVER,)),
    Transition(None, M.ASK_SUPPLEMENT_AT_INTAKE, S.SUPPLEMENT, "02", C.NONE, (P.RECEIVER,)),
    Transition(S.SUBMITTED, M.ASK_SUPPLEMENT_AT_INTAKE, S.SUPPLEMENT, "02", C.NONE, (P.RECEIVER,)),
    Transition(None, M.REFUSE_AT_INTAKE, S.NOT_ACCEPTED, "03", C.END, (P.RECEIVER,)),
    Transition(S.SUBMITTED, M.REFUSE_AT_INTAKE, S.NOT_ACCEPTED, "03", C.END, (P.RECEIVER,)),
    Transition(S.ACCEPTED, M.TRANSFER, S.IN_PROCESS, "06", C.NONE, (P.RECEIVER,)),
    Transition(S.ACCEPTED, M.ASSIGN, S.IN_PROCESS, "06", C.NONE, (P.HEAD,)),
    Transition(S.IN_PROCESS, M.TRANSFER, S.IN_PROCESS, "06", C.NONE, (P.SPECIALIST, P.HEAD)),
    Transition(S.IN_PROCESS, M.ASSIGN, S.IN_PROCESS, "06", C.NONE, (P.HEAD,)),
    Transition(S.IN_PROCESS, M.PROCESS, S.IN_PROCESS, "06", C.NONE, (P.SPECIALIST, P.HEAD)),
    Transition(S.IN_PROCESS, M.REQUEST_SUPPLEMENT, S.SUPPLEMENT, "02", C.HALT, (P.SPECIALIST, P.HEAD)),
    # Asked for at intake, the file is accepted when complete; asked for in appraisal, it goes on there.
    Transition(S.SUPPLEMENT, M.ACCEPT, S.ACCEPTED, "01", C.START, (P.RECEIVER,)),
    Transition(S.SUPPLEMENT, M.SUPPLEMENT, S.IN_PROCESS, "01", C.RESTART, (P.RECEIVER,)),
    Transition(S.SUPPLEMENT, M.CLOSE_UNSUPPLEMENTED, S.STOPPED, "", C.END, (P.RECEIVER, P.HEAD)),
    Transition(S.IN_PROCESS, M.PAUSE, S.AWAIT_PAYMENT, "", C.PAUSE, (P.SPECIALIST, P.SYSTEM)),
    Transition(S.AWAIT_PAYMENT, M.RESUME, S.IN_PROCESS, "", C.RESUME, (P.RECEIVER, P.SPECIALIST, P.SYSTEM)),
    Transition(S.IN_PROCESS, M.EXTEND, S.IN_PROCESS, "04", C.EXTEND, (P.HEAD, P.LEADER)),
    # The law lets a person withdraw until the decision; a file not yet accepted is the plainest case.
    Transition(S.SUBMITTED, M.WITHDRAW, S.WITHDRAWN, "05", C.END, (P.APPLICANT, P.RECEIVER)),
    Transition(S.ACCEPTED, M.WITHDRAW, S.WITHDRAWN, "05", C.END, (P.APPLICANT, P.RECEIVER)),
    Transition(S.IN_PROCESS, M.WITHDRAW, S.WITHDRAWN, "05", C.END, (P.APPLICANT, P.RECEIVER)),
    Transition(S.SUPPLEMENT, M.WITHDRAW, S.WITHDRAWN, "05", C.END, (P.APPLICANT, P.RECEIVER)),
    Transition(S.AWAIT_PAYMENT, M.WITHDRAW, S.WITHDRAWN, "05", C.END, (P.APPLICANT, P.RECEIVER)),
    Transition(S.IN_PROCESS, M.STOP, S.STOPPED, "05", C.END, (P.HEAD, P.LEADER)),
    Transition(S.IN_PROCESS, M.DECIDE, S.IN_PROCESS, "06", C.NONE, (P.LEADER,)),
    Transition(S.IN_PROCESS, M.REFUSE, S.PROCESSED, "03", C.END, (P.LEADER,)),
    Transition(S.IN_PROCESS, M.ISSUE, S.PROCESSED, "", C.END, (P.CLERK,)),
    Transition(S.IN_PROCESS, M.SEND_BACK, S.IN_PROCESS, "06", C.NONE, (P.HEAD, P.LEADER, P.CLERK)),
    Transition(S.IN_PROCESS, M.TAKE_BACK, S.IN_PROCESS, "06", C.NONE, (P.SPECIALIST, P.HEAD, P.LEADER)),
    Transition(S.PROCESSED, M.RETURN, S.RETURNED, "07", C.NONE, (P.RECEIVER, P.APPLICANT)),
)

_BY_KEY = {(row.before, row.move): row for row in TRANSITIONS}

OPEN_STATES = frozenset({S.SUBMITTED, S.ACCEPTED, S.IN_PROCESS, S.SUPPLEMENT, S.AWAIT_PAYMENT})
"""Somebody still has to act before the case is decided; these can become overdue."""
RUNNING_STATES = frozenset({S.SUBMITTED, S.ACCEPTED, S.IN_PROCESS})
"""Whose clock runs: it is the authority's turn, and only here can it be late."""
WAITING_STATES = OPEN_STATES - RUNNING_STATES
"""The applicant's turn: a supplement or a payment is awaited, and the clock stands."""
UNDER_PROCESS = OPEN_STATES - {S.SUBMITTED}
"""Received and not yet decided."""
ENDED_STATES = frozenset(S) - OPEN_STATES
"""Decided, refused, withdrawn or stopped. ``PROCESSED`` still has its result to hand over."""
WITHOUT_RESULT = frozenset({S.NOT_ACCEPTED, S.WITHDRAWN, S.STOPPED})
"""Ended, and nothing was decided: no date is promised any more."""


def transition(state: State | None, move: Move) -> Transition:
    """The table's row, or a ``Refusal`` (``move_not_allowed``) saying why not and on which basis."""
    row = _BY_KEY.get((state, move))
    if row is None:
        raise Refusal("move_not_allowed", _why_not(state, move), basis=BASES[move])
    return row


def check(state: State | None, move: Move) -> None:
    """Nothing where the move is allowed from this state; else the ``Refusal`` of ``transition``."""
    transition(state, move)


def after(state: State | None, move: Move) -> State:
    """The state the move leads to; refuses as ``check`` does."""
    return transition(state, move).after


def moves_from(state: State | None) -> tuple[Move, ...]:
    """What may happen next, in the table's order."""
    return tuple(row.move for row in TRANSITIONS if row.before == state)


def plain(state: State) -> Words:
    """The status in a resident's words: who does what now."""
    return PLAIN[state]


def _why_not(state: State | None, move: Move) -> Words:
    if move is Move.WITHDRAW and state in (State.PROCESSED, State.RETURNED):
        return Words(
            vi="Hồ sơ đã có kết quả giải quyết nên không rút được nữa.",
            en="The result has already been decided, so the dossier can no longer be withdrawn.",
        )
    name = MOVES[move]
    if state is None:
        return Words(
            vi=f"Chưa có hồ sơ nên chưa thể {name.vi}.",
            en=f"There is no dossier yet, so you cannot {name.en}.",
        )
    return Words(
        vi=f"Hồ sơ đang ở trạng thái “{state.words.vi}” nên không thể {name.vi}.",
        en=f"The dossier is “{state.words.en}”, so you cannot {name.en}.",
    )


NAMES: dict[State, Words] = {
    S.SUBMITTED: Words("Mới đăng ký", "Submitted"),
    S.ACCEPTED: Words("Được tiếp nhận", "Accepted"),
    S.NOT_ACCEPTED: Words("Không được tiếp nhận", "Not accepted"),
    S.IN_PROCESS: Words("Đang xử lý", "In process"),
    S.SUPPLEMENT: Words("Yêu cầu bổ sung giấy tờ", "Supplement requested"),
    S.AWAIT_PAYMENT: Words("Yêu cầu thực hiện nghĩa vụ tài chính", "Financial obligation requested"),
    S.WITHDRAWN: Words("Công dân yêu cầu rút hồ sơ", "Withdrawn by applicant"),
    S.STOPPED: Words("Dừng xử lý", "Stopped"),
    S.PROCESSED: Words("Đã xử lý xong", "Processed"),
    S.RETURNED: Words("Đã trả kết quả", "Result returned"),
}

PLAIN: dict[State, Words] = {
    S.SUBMITTED: Words(
        "Hồ sơ đã gửi đến, cán bộ đang kiểm tra giấy tờ.", "Your papers have arrived and are being checked."
    ),
    S.ACCEPTED: Words(
        "Hồ sơ đã được nhận và sắp chuyển đến người giải quyết.",
        "Your dossier has been received and is on its way to the officer in charge.",
    ),
    S.NOT_ACCEPTED: Words(
        "Hồ sơ chưa được nhận; lý do ghi trong phiếu từ chối.",
        "Your dossier was not accepted; the refusal slip says why.",
    ),
    S.IN_PROCESS: Words("Hồ sơ đang được giải quyết.", "Your dossier is being worked on."),
    S.SUPPLEMENT: Words(
        "Hồ sơ còn thiếu giấy tờ: mời ông/bà bổ sung theo phiếu đã gửi.",
        "Papers are missing: please bring what the slip lists.",
    ),
    S.AWAIT_PAYMENT: Words(
        "Hồ sơ đang chờ ông/bà nộp khoản tiền theo thông báo.",
        "Your dossier is waiting for the payment in the notice.",
    ),
    S.WITHDRAWN: Words("Hồ sơ đã được rút theo yêu cầu của ông/bà.", "You have withdrawn this dossier."),
    S.STOPPED: Words(
        "Hồ sơ đã dừng giải quyết; lý do ghi trong thông báo.",
        "Work on this dossier has stopped; the notice says why.",
    ),
    S.PROCESSED: Words("Đã có kết quả, mời ông/bà đến nhận.", "The result is ready for you."),
    S.RETURNED: Words("Đã trả kết quả.", "The result has been handed over."),
}

MOVES: dict[Move, Words] = {
    M.SUBMIT: Words("nộp hồ sơ", "submit it"),
    M.ACCEPT: Words("tiếp nhận hồ sơ", "accept it"),
    M.ASK_SUPPLEMENT_AT_INTAKE: Words("yêu cầu bổ sung khi tiếp nhận", "ask for papers at intake"),
    M.REFUSE_AT_INTAKE: Words("từ chối tiếp nhận", "refuse it at intake"),
    M.TRANSFER: Words("chuyển hồ sơ", "hand it over"),
    M.ASSIGN: Words("phân công giải quyết", "assign it"),
    M.PROCESS: Words("hoàn thành bước giải quyết", "complete a step"),
    M.REQUEST_SUPPLEMENT: Words("yêu cầu bổ sung giấy tờ", "ask for papers"),
    M.SUPPLEMENT: Words("nhận giấy tờ bổ sung", "take in missing papers"),
    M.CLOSE_UNSUPPLEMENTED: Words("đóng hồ sơ do không bổ sung", "close it for missing papers"),
    M.PAUSE: Words("tạm dừng chờ nộp tiền", "pause it for payment"),
    M.RESUME: Words("giải quyết tiếp", "resume it"),
    M.EXTEND: Words("xin lỗi và hẹn lại ngày trả", "extend its date"),
    M.WITHDRAW: Words("rút hồ sơ", "withdraw it"),
    M.STOP: Words("dừng giải quyết", "stop it"),
    M.DECIDE: Words("ký quyết định", "sign the decision"),
    M.REFUSE: Words("từ chối giải quyết", "refuse it"),
    M.ISSUE: Words("ban hành kết quả", "issue its result"),
    M.SEND_BACK: Words("trả lại bước trước", "send it back a step"),
    M.TAKE_BACK: Words("rút lại bước vừa làm", "take the last step back"),
    M.RETURN: Words("trả kết quả", "hand over its result"),
}

GUARDS: dict[Move, Words] = {
    M.ACCEPT: Words("hồ sơ đầy đủ, đúng; đã cấp mã", "complete and correct; a code is given"),
    M.ASK_SUPPLEMENT_AT_INTAKE: Words(
        "nêu hết thiếu sót trong một lần; lần đầu và duy nhất",
        "all defects named at once; for the first and only time",
    ),
    M.REFUSE_AT_INTAKE: Words("có lý do", "with its reason"),
    M.REQUEST_SUPPLEMENT: Words(
        "trong 3 ngày làm việc từ khi nhận; một lần; lần hai phải có lý do và tên người đứng đầu",
        "within 3 working days from receipt; once; a second time needs the head's reason and name",
    ),
    M.SUPPLEMENT: Words("đủ giấy tờ đã yêu cầu", "every paper asked for is there"),
    M.CLOSE_UNSUPPLEMENTED: Words(
        "đã quá 15 ngày làm việc chờ bổ sung; có người quyết định",
        "15 working days of waiting are over; somebody decides it",
    ),
    M.PAUSE: Words("thủ tục có nghĩa vụ tài chính; có thông báo", "a financial obligation, with its notice"),
    M.RESUME: Words("đã nộp đủ", "it is paid"),
    M.EXTEND: Words(
        "chưa gia hạn lần nào; chậm nhất một ngày trước hạn; thư xin lỗi do người đứng đầu ký",
        "never extended before; a day before the date at the latest; the head signs the apology",
    ),
    M.WITHDRAW: Words("chưa có quyết định giải quyết", "nothing is decided yet"),
    M.STOP: Words("có căn cứ pháp luật", "on a legal basis"),
    M.DECIDE: Words("người ký có thẩm quyền tại thời điểm ký", "the signer is competent at that instant"),
    M.REFUSE: Words("người ký có thẩm quyền; có lý do", "the signer is competent; with its reason"),
    M.ISSUE: Words("đã ký", "it is signed"),
    M.SEND_BACK: Words("có lý do", "with its reason"),
    M.TAKE_BACK: Words(
        "trong ít phút và người sau chưa làm gì", "within minutes, before the next person did anything"
    ),
    M.RETURN: Words(
        "người nhận chứng minh được nhân thân, hoặc bưu chính chứng minh đã phát",
        "the receiver proves who they are, or the post proves the delivery",
    ),
}
"""What must hold besides the state."""

BASES: dict[Move, str] = {
    **dict.fromkeys(M, _APPRAISING),
    M.SUBMIT: "Nghị định 118/2025/NĐ-CP, Điều 15",
    M.ACCEPT: _RECEIVING,
    M.ASK_SUPPLEMENT_AT_INTAKE: _RECEIVING,
    M.REFUSE_AT_INTAKE: _RECEIVING,
    M.TRANSFER: "Nghị định 118/2025/NĐ-CP, Điều 18",
    M.WITHDRAW: _WITHDRAWING,
    M.STOP: _WITHDRAWING,
    M.RETURN: "Nghị định 118/2025/NĐ-CP, Điều 22",
}
