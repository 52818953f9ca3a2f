"""The five clears: clear people, clear work, clear authority, clear time, clear result.

The province's own rule (rõ người, rõ việc, rõ thẩm quyền, rõ thời gian, rõ kết quả), and Decree
315/2025/NĐ-CP, the model working rules of communes: each job is given to exactly one lead body and one lead
person, who answer for progress and result. Every piece of work here, a dossier's step or an assignment of
the province, answers all five.

>>> from datetime import UTC, datetime
>>> step = Clears("Phan Văn An", "Thẩm định hồ sơ", "", datetime(2026, 11, 26, 3, tzinfo=UTC), "Dự thảo")
>>> missing(step)
(<Clear.AUTHORITY: 'authority'>,)
>>> check(step)
Traceback (most recent call last):
    ...
motcua.domain.refusal.Refusal: This work is not clear yet: on which authority is missing.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from motcua.domain.refusal import Refusal
from motcua.domain.words import Words

BASIS = "Nghị định 315/2025/NĐ-CP"


class Clear(StrEnum):
    """One of the five; the value is the field's name in ``Clears``."""

    PERSON = "person"
    WORK = "work"
    AUTHORITY = "authority"
    DUE_AT = "due_at"
    RESULT = "result"

    @property
    def words(self) -> Words:
        """As the province says it."""
        return NAMES[self]

    @property
    def question(self) -> Words:
        """As a heading for the answer."""
        return QUESTIONS[self]


NAMES = {
    Clear.PERSON: Words("rõ người", "clear people"),
    Clear.WORK: Words("rõ việc", "clear work"),
    Clear.AUTHORITY: Words("rõ thẩm quyền", "clear authority"),
    Clear.DUE_AT: Words("rõ thời gian", "clear time"),
    Clear.RESULT: Words("rõ kết quả", "clear result"),
}

QUESTIONS = {
    Clear.PERSON: Words("ai làm", "who"),
    Clear.WORK: Words("làm việc gì", "what"),
    Clear.AUTHORITY: Words("theo thẩm quyền nào", "on which authority"),
    Clear.DUE_AT: Words("khi nào xong", "by when"),
    Clear.RESULT: Words("kết quả là gì", "with which result"),
}


@dataclass(frozen=True, slots=True)
class Clears:
    """The answers: the one lead person, the work, the instrument or law that lets them do it, the moment
    it is due (aware), the product. What is not known is None or empty."""

    person: str | None
    work: str | None
    authority: str | None
    due_at: datetime | None
    result: str | None


def missing(clears: Clears) -> tuple[Clear, ...]:
    """Which of the five have no answer, in their order."""
    return tuple(clear for clear in Clear if _is_empty(getattr(clears, clear.value)))


def check(clears: Clears) -> None:
    """Raises ``Refusal`` (``clears_missing``) naming what has no answer, the first as its field."""
    absent = missing(clears)
    if not absent:
        return
    words = Words(
        vi=f"Công việc chưa rõ: còn thiếu {', '.join(clear.question.vi for clear in absent)}.",
        en="This work is not clear yet: "
        f"{', '.join(clear.question.en for clear in absent)} {'is' if len(absent) == 1 else 'are'} missing.",
    )
    raise Refusal("clears_missing", words, basis=BASIS, field=absent[0].value)


def _is_empty(answer: str | datetime | None) -> bool:
    return answer is None or (isinstance(answer, str) and not answer.strip())
