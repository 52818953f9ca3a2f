"""How long a dossier is kept, and from which day it may be destroyed: the date with its reasons in words.

Archives Law 33/2024/QH15 (by title) and the lists of periods issued under it, such as Circular
10/2022/TT-BNV: the periods themselves are data (a rule names its document), since none of them was verified
(domain.md 14, item 10). Law 91/2025/QH15 Art 3 (personal data only as long as the purpose needs) and
Art 14(2) (what archive law keeps is not erased). Where no rule is found nothing is destroyed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from motcua.domain.day_words import full_day_words
from motcua.domain.refusal import Invalid
from motcua.domain.states import State
from motcua.domain.words import Words

BASIS = "Luật Lưu trữ số 33/2024/QH15"
MOST_YEARS = 100
"""More is written as permanent."""


class Kind(StrEnum):
    """How a dossier ended; a rule is for one of them or, where it names none, for each."""

    GRANTED = "granted"
    REFUSED = "refused"
    WITHOUT_RESULT = "without_result"
    """Not accepted, withdrawn or stopped."""


class CountsFrom(StrEnum):
    """What the years of a rule are counted from."""

    CLOSING_YEAR = "closing_year"
    """The end of the year in which the dossier was closed."""
    RESULT_EXPIRY = "result_expiry"
    """The last day on which the result is valid."""


class Verdict(StrEnum):
    """What the reckoning comes to; only ``DUE`` may be put on a list of what is to be destroyed."""

    DUE = "due"
    NOT_YET = "not_yet"
    NOT_CLOSED = "not_closed"
    NOT_RETURNED = "not_returned"
    HELD = "held"
    PERMANENT = "permanent"
    NO_RULE = "no_rule"
    NO_EXPIRY = "no_expiry"


KINDS: dict[Kind, Words] = {
    Kind.GRANTED: Words("Hồ sơ được chấp thuận", "Granted"),
    Kind.REFUSED: Words("Hồ sơ bị từ chối giải quyết", "Refused after appraisal"),
    Kind.WITHOUT_RESULT: Words(
        "Hồ sơ không được nhận, được rút hoặc dừng giải quyết", "Not accepted, withdrawn or stopped"
    ),
}
COUNTS_FROM: dict[CountsFrom, Words] = {
    CountsFrom.CLOSING_YEAR: Words(
        "ngày cuối của năm kết thúc hồ sơ", "the last day of the year in which the dossier was closed"
    ),
    CountsFrom.RESULT_EXPIRY: Words("ngày kết quả hết hiệu lực", "the last day on which the result is valid"),
}
VERDICTS: dict[Verdict, Words] = {
    Verdict.DUE: Words("Đã hết thời hạn lưu trữ", "The period of keeping is over"),
    Verdict.NOT_YET: Words("Đang trong thời hạn lưu trữ", "Still to be kept"),
    Verdict.NOT_CLOSED: Words("Hồ sơ chưa kết thúc", "The dossier is not closed"),
    Verdict.NOT_RETURNED: Words("Kết quả chưa trả cho người dân", "The result was not handed over yet"),
    Verdict.HELD: Words("Đang tạm giữ, chưa được tiêu hủy", "On hold: not to be destroyed"),
    Verdict.PERMANENT: Words("Lưu trữ vĩnh viễn", "Kept permanently"),
    Verdict.NO_RULE: Words("Chưa có quy định thời hạn, không tiêu hủy", "No rule: not destroyed"),
    Verdict.NO_EXPIRY: Words(
        "Kết quả không ghi ngày hết hiệu lực, không tiêu hủy", "The result has no last day: not destroyed"
    ),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """``years`` is None for permanent. The emptier its scope (procedure, field, kind), the wider it is.

    ``basis`` is the document; ``words`` what it says, as a person reads it. Both days are included.
    """

    words: Words
    basis: str
    years: int | None
    valid_from: date
    valid_to: date | None = None
    counts_from: CountsFrom = CountsFrom.CLOSING_YEAR
    procedure: str = ""
    field: str = ""
    kind: Kind | None = None

    def is_for(self, facts: "Facts", day: date) -> bool:
        return (
            self.valid_from <= day
            and (self.valid_to is None or day <= self.valid_to)
            and self.procedure in ("", facts.procedure)
            and self.field in ("", facts.field)
            and self.kind in (None, facts.kind)
        )

    @property
    def specificity(self) -> tuple[bool, bool, bool, date]:
        """The procedure before its field, both before all; then the kind; then the younger rule."""
        return bool(self.procedure), bool(self.field), self.kind is not None, self.valid_from


@dataclass(frozen=True, slots=True)
class Facts:
    """What of a dossier its keeping depends on. ``closed_on`` is None as long as something is still to do.

    ``expires_on`` is the last day on which its result is valid; ``holds`` say why it may not go now.
    """

    procedure: str
    field: str
    state: State
    kind: Kind | None
    closed_on: date | None
    expires_on: date | None = None
    holds: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Retention:
    """The reckoning: ``kept_until`` is the last day of keeping, ``destroy_from`` the day after it.

    Both are None where there is no such day. ``lines`` give the reasons in order, the outcome last.
    """

    verdict: Verdict
    rule: Rule | None
    kept_until: date | None
    lines: tuple[Words, ...]

    @property
    def destroy_from(self) -> date | None:
        return self.kept_until + timedelta(days=1) if self.kept_until else None


def checked_years(years: int | None) -> int | None:
    """The period of a rule; ``Invalid`` (``years``) for one that is no whole number of years."""
    if years is not None and not 1 <= years <= MOST_YEARS:
        raise Invalid(
            "years_wrong",
            Words(
                vi=f"Thời hạn từ 1 đến {MOST_YEARS} năm; lâu hơn thì chọn vĩnh viễn.",
                en=f"A period is 1 to {MOST_YEARS} years; for longer choose permanent.",
            ),
            field="years",
        )
    return years


def rule_for(facts: Facts, rules: Sequence[Rule], day: date) -> Rule | None:
    """The most specific of the rules in force on ``day``, or None."""
    fitting = [rule for rule in rules if rule.is_for(facts, day)]
    return max(fitting, key=lambda rule: rule.specificity, default=None)


def reckon(facts: Facts, rules: Sequence[Rule], *, today: date) -> Retention:
    """When the dossier may be destroyed by the rules in force today, or why not.

    >>> rule = Rule(Words("5 năm", "5 years"), "TT 00 (minh họa)", 5, date(2025, 1, 1))
    >>> facts = Facts("1.0", "land", State.RETURNED, Kind.GRANTED, date(2026, 3, 15))
    >>> reckon(facts, [rule], today=date(2026, 11, 23)).destroy_from
    datetime.date(2032, 1, 1)
    """
    if facts.closed_on is None:
        waits = facts.state is State.PROCESSED
        return _kept(Verdict.NOT_RETURNED if waits else Verdict.NOT_CLOSED, None, [_NOT_CLOSED[waits]])
    lines = [_closed(facts.closed_on)]
    rule = rule_for(facts, rules, today)
    if rule is None:
        return _kept(Verdict.NO_RULE, None, [*lines, _NO_RULE])
    lines.append(_rule(rule))
    if rule.years is None:
        return _kept(Verdict.PERMANENT, rule, [*lines, _PERMANENT])
    begins = date(facts.closed_on.year, 12, 31)
    if rule.counts_from is CountsFrom.RESULT_EXPIRY:
        if facts.expires_on is None:
            return _kept(Verdict.NO_EXPIRY, rule, [*lines, _NO_EXPIRY])
        begins = max(facts.expires_on, facts.closed_on)
    kept_until = years_after(begins, rule.years)
    lines += [_counted(begins, rule, kept_until), _from(kept_until + timedelta(days=1))]
    verdict = Verdict.DUE if kept_until < today else Verdict.NOT_YET
    if facts.holds:
        lines += [_held(hold) for hold in facts.holds]
        verdict = Verdict.HELD
    return Retention(verdict, rule, kept_until, tuple(lines))


def years_after(day: date, years: int) -> date:
    """The same day so many years later; the last of the month where there is none (Civil Code Art 148).

    >>> years_after(date(2028, 2, 29), 1)
    datetime.date(2029, 2, 28)
    """
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 2, 28)


def _kept(verdict: Verdict, rule: Rule | None, lines: list[Words]) -> Retention:
    return Retention(verdict, rule, None, tuple(lines))


_NOT_CLOSED = {
    False: Words(
        vi="Hồ sơ chưa kết thúc, nên thời hạn lưu trữ chưa bắt đầu tính.",
        en="The dossier is not closed, so its period of keeping has not begun.",
    ),
    True: Words(
        vi="Kết quả chưa trả cho người dân, nên hồ sơ chưa kết thúc và chưa tính thời hạn lưu trữ.",
        en="The result was not handed over yet, so the dossier is not closed and nothing is counted.",
    ),
}
_NO_RULE = Words(
    vi="Chưa có quy định thời hạn lưu trữ nào cho loại hồ sơ này: giữ vĩnh viễn, không tiêu hủy, cho đến "
    "khi tỉnh nhập quy định.",
    en="No rule on keeping is known for this kind of dossier: it is kept permanently and not destroyed "
    "until the province enters one.",
)
_PERMANENT = Words(
    vi="Theo quy định này hồ sơ được lưu trữ vĩnh viễn, không tiêu hủy.",
    en="By this rule the dossier is kept permanently and never destroyed.",
)
_NO_EXPIRY = Words(
    vi="Thời hạn tính từ ngày kết quả hết hiệu lực, mà kết quả không ghi ngày đó: giữ lại, không tiêu hủy.",
    en="The period counts from the last day of the result's validity, and the result has none: "
    "it is kept and not destroyed.",
)


def _closed(day: date) -> Words:
    said = full_day_words(day)
    return Words(vi=f"Hồ sơ kết thúc vào {said.vi}.", en=f"The dossier was closed on {said.en}.")


def _rule(rule: Rule) -> Words:
    return Words(
        vi=f"Áp dụng quy định “{rule.words.vi}” ({rule.basis}), có hiệu lực từ {rule.valid_from:%d/%m/%Y}.",
        en=f"The rule “{rule.words.en or rule.words.vi}” applies ({rule.basis}), in force since "
        f"{full_day_words(rule.valid_from).en}.",
    )


def _counted(begins: date, rule: Rule, kept_until: date) -> Words:
    start, end, since = full_day_words(begins), full_day_words(kept_until), COUNTS_FROM[rule.counts_from]
    years = "1 year" if rule.years == 1 else f"{rule.years} years"
    return Words(
        vi=f"Thời hạn {rule.years} năm, tính từ {since.vi} ({start.vi}): lưu đến hết {end.vi}.",
        en=f"{years}, counted from {since.en} ({start.en}): kept to the end of {end.en}.",
    )


def _from(day: date) -> Words:
    said = full_day_words(day)
    return Words(
        vi=f"Có thể đề nghị tiêu hủy từ {said.vi}; việc tiêu hủy phải được hai người duyệt.",
        en=f"It may be proposed for destruction from {said.en}; two people have to approve.",
    )


def _held(why: Words) -> Words:
    return Words(
        vi=f"Đang tạm giữ ({why.vi}): chưa được tiêu hủy dù đã hết thời hạn.",
        en=f"On hold ({why.en}): not to be destroyed even when its time has come.",
    )
