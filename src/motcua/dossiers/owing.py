"""Money still due when the result is handed over: taken first, or an officer answers for it by a reason."""

from dataclasses import dataclass
from datetime import date

from motcua.catalogue.queries import bundle
from motcua.domain.fees import COUNTED, Kind, dong
from motcua.domain.free_text import written
from motcua.domain.refusal import Invalid
from motcua.domain.words import Words
from motcua.dossiers import money
from motcua.dossiers.models import Dossier, Tariff

REASON_LENGTH = 500
NAMES = {
    Kind.FIXED: Words("lệ phí của thủ tục", "the procedure's fee"),
    Kind.PROVINCIAL_RULE: Words("phí do tỉnh quy định", "the fee set by the province"),
    Kind.EXTRA: Words("khoản thu thêm theo yêu cầu", "extra, as asked for"),
    Kind.OBLIGATION: Words("khoản nộp ngân sách theo thông báo", "the payment to the State budget"),
}


@dataclass(frozen=True, slots=True)
class AlthoughDue:
    """``confirmed``: the officer hands over although money is due; ``reason``: why, in their words."""

    confirmed: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Owed:
    """``amount`` in whole dong; ``is_uncharged``: a fee is due whose amount nobody has set yet."""

    amount: int
    words: Words
    is_uncharged: bool = False


def owed(dossier: Dossier, day: date) -> Owed | None:
    """What is due now, each charge by name; None where nothing is. Two statements, at most three."""
    lines = money.due_lines(dossier)
    if lines:
        whole = sum(amount for _kind, amount in lines)
        named = [(NAMES[kind], amount) for kind, amount in lines]
        vi = ", ".join(f"{name.vi} {dong(amount)}" for name, amount in named)
        en = ", ".join(f"{name.en} {amount:,} dong" for name, amount in named)
        return Owed(
            whole, Words(f"Còn {dong(whole)} chưa nộp: {vi}.", f"{whole:,} dong are not paid yet: {en}.")
        )
    if _is_uncharged(dossier, day):
        words = Words(
            "Phí của thủ tục chưa được tính, nên chưa thu.",
            "The procedure's fee is not charged yet, so it is not paid.",
        )
        return Owed(0, words, is_uncharged=True)
    return None


def answered(dossier: Dossier, although: AlthoughDue, day: date) -> tuple[int, str]:
    """What is due in whole dong and the officer's reason; nothing of both where nothing is due.

    Raises ``Invalid`` where money is due and nobody says that it may wait, or why.
    """
    due = owed(dossier, day)
    if due is None:
        return 0, ""
    if not although.confirmed:
        raise Invalid(
            "money_is_due",
            Words(
                vi=f"{due.words.vi} Hãy thu tiền trước, hoặc đánh dấu vẫn trả kết quả và ghi lý do.",
                en=f"{due.words.en} Take the money first, or tick that you hand over all the same and why.",
            ),
            field="although_due",
        )
    reason = written(although.reason, field="due_reason", most=REASON_LENGTH)
    if not reason:
        raise Invalid(
            "due_reason_missing",
            Words(
                vi="Ghi lý do trả kết quả khi còn tiền chưa nộp.",
                en="Say why the result is handed over although money is due.",
            ),
            field="due_reason",
        )
    return due.amount, reason


def _is_uncharged(dossier: Dossier, day: date) -> bool:
    """Whether pages or copies wait to be counted, or a line of the province's tariff to be chosen."""
    fee = bundle(dossier.revision).fee(dossier.channel)
    if fee is None or dossier.charges.exclude(kind=Kind.EXTRA).exists():
        return False
    if fee.amount:
        return fee.per_vi in COUNTED
    if fee.kind != "provincial_rule":
        return False
    lines = Tariff.objects.in_force(day).filter(procedure=dossier.revision.procedure_id)
    return lines.filter(channel__in=("", dossier.channel)).exists()
