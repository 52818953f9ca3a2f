"""On which instrument a person may decide, on the day of the decision.

Law: devolution and decentralisation, Law on Organisation of the Government 63/2025/QH15 (a decentralised
task lies in a normative document and is not decentralised further); delegation, Law on Organisation of
Local Government 72/2025/QH15 Art 14 (for a fixed period, with specific conditions; the commune chairman may
delegate to civil servants of the commune); re-allocation of the former districts' powers, the decrees 120 to
151/2025/NĐ-CP; signing under the giver's name, Decree 30/2020/NĐ-CP.

Authority is an instrument, not a role: a decision keeps the grant that carried it.

>>> from datetime import date
>>> grant = Grant(
...     id="1", kind=Kind.DELEGATION, document_no="12/QĐ-UBND", document_date=date(2026, 1, 5),
...     giver="chairman", holder="vice-chairman", fields=frozenset({"civil-status"}),
...     valid_from=date(2026, 1, 10), valid_to=date(2026, 12, 31), conditions="Khi Chủ tịch vắng mặt")
>>> competent([grant], "vice-chairman", "1.001193", "civil-status", date(2026, 12, 31)) is grant
True
>>> may_decide([grant], "vice-chairman", "1.001193", "civil-status", date(2027, 1, 1))
False
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from motcua.domain.refusal import Forbidden, Invalid, InvalidFields, Refusal
from motcua.domain.words import Words

_GOVERNMENT = "Luật Tổ chức Chính phủ 63/2025/QH15"
_LOCAL = "Luật Tổ chức chính quyền địa phương 72/2025/QH15, Điều 14"
BASIS = f"{_GOVERNMENT}; {_LOCAL}"
_NORMATIVE = re.compile(r"[0-9]+/(?:19|20)[0-9]{2}/\S+")
"""A normative document carries its year (120/2025/NĐ-CP, 72/2025/QH15); other decisions do not."""


class Kind(StrEnum):
    DEVOLUTION = "devolution"
    DECENTRALISATION = "decentralisation"
    DELEGATION = "delegation"
    REALLOCATION = "reallocation"

    @property
    def words(self) -> Words:
        return KINDS[self]


KINDS = {
    Kind.DEVOLUTION: Words("phân quyền", "devolution"),
    Kind.DECENTRALISATION: Words("phân cấp", "decentralisation"),
    Kind.DELEGATION: Words("ủy quyền", "delegation"),
    Kind.REALLOCATION: Words("phân định thẩm quyền", "re-allocation of authority"),
}
GIVERS = {
    Kind.DEVOLUTION: Words("Quốc hội", "National Assembly"),
    Kind.REALLOCATION: Words("Chính phủ", "Government"),
}
"""Who gives what the law itself gives; of the other kinds the instrument names its giver."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """One instrument that lets ``holder`` decide.

    ``holder`` and ``giver`` are ids of posts or bodies; ``fields`` and ``procedures`` are text codes, and
    either makes a procedure part of the scope. ``valid_from`` and ``valid_to`` are days of the center,
    both included; ``revoked_at`` is the first day on which it no longer counts. ``source`` is the giver's
    own instrument: nobody can give more, or for longer, than they hold.
    """

    id: str
    kind: Kind
    document_no: str
    document_date: date
    giver: str
    holder: str
    valid_from: date
    valid_to: date | None = None
    fields: frozenset[str] = frozenset()
    procedures: frozenset[str] = frozenset()
    conditions: str = ""
    revoked_at: date | None = None
    source: "Grant | None" = None

    @property
    def words(self) -> Words:
        """The instrument in one phrase, as the five clears show it."""
        day = f"{self.document_date:%d/%m/%Y}"
        return Words(
            vi=f"{self.kind.words.vi} theo văn bản {self.document_no} ngày {day}",
            en=f"{self.kind.words.en} by document {self.document_no} of {day}",
        )

    @property
    def signed_for_giver(self) -> bool:
        """Whether the holder signs under the giver's name ("TUQ.") rather than in the own one."""
        return self.kind is Kind.DELEGATION

    def covers(self, procedure: str, field: str) -> bool:
        named = procedure in self.procedures or field in self.fields
        return named and (self.source is None or self.source.covers(procedure, field))

    def valid_on(self, day: date) -> bool:
        return self.lapsed_on(day) is None

    def lapsed_on(self, day: date) -> "Grant | None":
        """The instrument that does not count on that day: this one, or the one it rests on; else None."""
        if not (
            self.valid_from <= day
            and (self.valid_to is None or day <= self.valid_to)
            and (self.revoked_at is None or day < self.revoked_at)
        ):
            return self
        return self.source.lapsed_on(day) if self.source else None


def competent(grants: Iterable[Grant], holder: str, procedure: str, field: str, on: date) -> Grant:
    """The grant on which ``holder`` may decide this procedure on that day.

    Of several, the one that names the procedure goes before one that names only its field, then the
    later document. Raises ``Forbidden`` (``no_authority``); where a grant of the holder's covers the
    procedure but not that day, the sentence says which and why.
    """
    covering = [grant for grant in grants if grant.holder == holder and grant.covers(procedure, field)]
    valid = [grant for grant in covering if grant.valid_on(on)]
    if valid:
        return max(valid, key=lambda grant: (procedure in grant.procedures, grant.document_date, grant.id))
    raise Forbidden("no_authority", _why_not(covering, on), basis=BASIS)


def may_decide(grants: Iterable[Grant], holder: str, procedure: str, field: str, on: date) -> bool:
    try:
        competent(grants, holder, procedure, field, on)
    except Forbidden:
        return False
    return True


def check_grant(grant: Grant) -> None:
    """Whether the instrument is complete: document, scope, order of dates, and what its kind asks for.

    A delegation needs its end and its conditions; what the law itself or a decentralisation gives stands
    in a normative document. Raises ``InvalidFields`` with one sentence a field.
    """
    errors = [*_document(grant), *_period(grant)]
    if not (grant.fields or grant.procedures):
        errors.append(
            _wrong("procedures", "Chọn thủ tục hoặc lĩnh vực.", "Choose the procedures or fields it covers.")
        )
    if grant.kind is Kind.DELEGATION and not grant.conditions.strip():
        errors.append(
            _wrong("conditions", "Ủy quyền phải có điều kiện cụ thể.", "A delegation needs its conditions.")
        )
    if errors:
        raise InvalidFields(errors)


def _document(grant: Grant) -> Iterable[Invalid]:
    number = grant.document_no.strip()
    if not number:
        yield _wrong("document_no", "Ghi số văn bản.", "Give the number of the document.")
    elif grant.kind is not Kind.DELEGATION and not _NORMATIVE.match(number):
        name = grant.kind.words
        yield _wrong(
            "document_no",
            f"{name.vi.capitalize()} phải bằng văn bản quy phạm pháp luật, số có năm, ví dụ 12/2026/QĐ-UBND.",
            f"A {name.en} stands in a normative document; its number has the year, as in 12/2026/QĐ-UBND.",
            basis=_GOVERNMENT,
        )


def _period(grant: Grant) -> Iterable[Invalid]:
    if grant.valid_from < grant.document_date:
        yield _wrong(
            "valid_from",
            "Không thể có hiệu lực trước ngày ký văn bản.",
            "It cannot take effect before the document was signed.",
        )
    if grant.valid_to is not None and grant.valid_to < grant.valid_from:
        yield _wrong("valid_to", "Ngày hết hạn phải sau ngày bắt đầu.", "It cannot end before it begins.")
    if grant.kind is Kind.DELEGATION and grant.valid_to is None:
        yield _wrong("valid_to", "Ủy quyền phải có thời hạn.", "A delegation needs its end.")
    source = grant.source
    if source is not None and _outlasts(grant, source):
        yield _wrong(
            "valid_to",
            f"Không thể ủy quyền ngoài thời hạn của văn bản {source.document_no}.",
            f"It cannot go beyond the period of document {source.document_no}, on which it rests.",
        )


def _outlasts(grant: Grant, source: Grant) -> bool:
    late = source.valid_to is not None and (grant.valid_to is None or grant.valid_to > source.valid_to)
    return late or grant.valid_from < source.valid_from


@dataclass(frozen=True, slots=True, kw_only=True)
class Revocation:
    """The document that ends an instrument: ``on`` is the first day on which it no longer counts."""

    on: date
    document_no: str
    document_date: date
    reason: str


def check_revocation(grant: Grant, revocation: Revocation) -> None:
    """Whether a grant may be ended so. Raises ``Refusal`` (``already_revoked``) or ``InvalidFields``."""
    if grant.revoked_at is not None:
        day = f"{grant.revoked_at:%d/%m/%Y}"
        raise Refusal(
            "already_revoked",
            Words(
                vi=f"Văn bản {grant.document_no} đã bị thu hồi từ ngày {day}.",
                en=f"Document {grant.document_no} was already revoked as of {day}.",
            ),
            basis=_LOCAL,
        )
    errors = []
    if not revocation.document_no.strip():
        errors.append(_wrong("revocation_number", "Ghi số văn bản thu hồi.", "Give the revoking document."))
    if not revocation.reason.strip():
        errors.append(_wrong("revocation_reason", "Ghi lý do thu hồi.", "Give the reason."))
    if revocation.on < revocation.document_date:
        errors.append(
            _wrong(
                "revoked_on",
                "Không thể thu hồi trước ngày ký văn bản thu hồi.",
                "It cannot end before the revoking document was signed.",
            )
        )
    elif revocation.on < grant.valid_from:
        errors.append(
            _wrong("revoked_on", "Văn bản lúc đó chưa có hiệu lực.", "It was not yet in force that day.")
        )
    elif grant.valid_to is not None and revocation.on > grant.valid_to:
        errors.append(
            _wrong(
                "revoked_on",
                f"Văn bản đã hết hạn ngày {grant.valid_to:%d/%m/%Y}.",
                f"It ends on {grant.valid_to:%d/%m/%Y} anyway.",
            )
        )
    if errors:
        raise InvalidFields(errors)


def check_passing_on(source: Grant, kind: Kind) -> None:
    """Whether what is held by ``source`` may be given on as ``kind``: a delegated task not at all, a
    decentralised one not by decentralising it further. Raises ``Refusal`` (``may_not_pass_on``)."""
    again = source.kind is Kind.DECENTRALISATION and kind is Kind.DECENTRALISATION
    if source.kind is not Kind.DELEGATION and not again:
        return
    name = source.kind.words
    words = Words(
        vi=f"Nhiệm vụ nhận do {name.vi} (văn bản {source.document_no}) không được {kind.words.vi} tiếp.",
        en=f"What is held by {name.en} (document {source.document_no}) may not be passed on.",
    )
    raise Refusal("may_not_pass_on", words, basis=_LOCAL if source.kind is Kind.DELEGATION else _GOVERNMENT)


def _why_not(covering: list[Grant], on: date) -> Words:
    if not covering:
        return Words(
            vi="Ông/bà chưa được giao thẩm quyền quyết định thủ tục này.",
            en="You may not decide this: no document gives you authority over this procedure.",
        )
    latest = max(covering, key=lambda grant: (grant.document_date, grant.id))
    latest = latest.lapsed_on(on) or latest
    vi, en = _when(latest, on)
    return Words(
        vi=f"Không có thẩm quyền quyết định: {latest.kind.words.vi} theo văn bản {latest.document_no} {vi}.",
        en=f"The {latest.kind.words.en} by document {latest.document_no} {en}, so you may not decide this.",
    )


def _when(grant: Grant, on: date) -> tuple[str, str]:
    """Why a grant does not count on that day."""
    if grant.revoked_at is not None and grant.revoked_at <= on:
        day = f"{grant.revoked_at:%d/%m/%Y}"
        return f"đã bị thu hồi từ ngày {day}", f"was revoked as of {day}"
    if on < grant.valid_from:
        day = f"{grant.valid_from:%d/%m/%Y}"
        return f"chỉ có hiệu lực từ ngày {day}", f"takes effect only on {day}"
    day = f"{grant.valid_to:%d/%m/%Y}"
    return f"đã hết hạn ngày {day}", f"ended on {day}"


def _wrong(field: str, vi: str, en: str, *, basis: str = _LOCAL) -> Invalid:
    return Invalid(f"grant_{field}", Words(vi=vi, en=en), basis=basis, field=field)
