"""What a procedure's record says, in words: its term, fees, documents and steps, one phrase each."""

from decimal import Decimal

from motcua.domain.clock_words import term_words
from motcua.domain.procedure_record import DocumentRecord, FeeRecord, StepRecord, TermRecord
from motcua.domain.refusal import Refusal
from motcua.domain.term import Term, Unit
from motcua.domain.words import Words

CHANNELS = {
    "direct": Words(vi="Nộp trực tiếp", en="In person"),
    "online": Words(vi="Nộp trực tuyến", en="Online"),
    "post": Words(vi="Nộp qua bưu chính", en="By post"),
}
UNITS = {
    "working_day": Words(vi="Ngày làm việc", en="Working days"),
    "calendar_day": Words(vi="Ngày (kể cả ngày nghỉ)", en="Days, days off included"),
    "working_hour": Words(vi="Giờ làm việc", en="Working hours"),
    "same_day": Words(vi="Trong ngày", en="The same day"),
    "month": Words(vi="Tháng", en="Months"),
}
FEE_KINDS = {
    "free": Words(vi="Miễn phí", en="Free"),
    "fixed": Words(vi="Mức cố định", en="A fixed amount"),
    "provincial_rule": Words(vi="Theo nghị quyết của tỉnh", en="By the province's resolution"),
    "by_law": Words(vi="Theo quy định của luật", en="As the law provides"),
    "not_stated": Words(vi="Chưa ghi", en="Not stated"),
}
ACTS = {
    "receive": Words(vi="Tiếp nhận", en="Receive"),
    "assign": Words(vi="Phân công", en="Assign"),
    "appraise": Words(vi="Thẩm định", en="Appraise"),
    "review": Words(vi="Xem xét", en="Review"),
    "sign": Words(vi="Ký", en="Sign"),
    "number": Words(vi="Vào số, phát hành", en="Number and issue"),
    "return": Words(vi="Trả kết quả", en="Return the result"),
}
ROLES = {
    "counter": Words(vi="Cán bộ một cửa", en="Counter officer"),
    "head_of_unit": Words(vi="Trưởng bộ phận", en="Head of the unit"),
    "specialist": Words(vi="Chuyên viên", en="Specialist"),
    "leader": Words(vi="Lãnh đạo UBND", en="Leader of the People's Committee"),
    "clerk": Words(vi="Văn thư", en="Clerk"),
}
UNIT_KINDS = {
    "center": Words(vi="Trung tâm Phục vụ hành chính công", en="Public Administration Service Center"),
    "office": Words(vi="Văn phòng HĐND và UBND", en="Office of the People's Council and Committee"),
    "economic": Words(vi="Phòng Kinh tế", en="Economic unit"),
    "culture": Words(vi="Phòng Văn hóa - Xã hội", en="Culture and Society unit"),
    "committee": Words(vi="Ủy ban nhân dân", en="People's Committee"),
    "police": Words(vi="Công an xã", en="Commune police"),
    "military": Words(vi="Ban Chỉ huy quân sự", en="Military command"),
}


def said(table: dict[str, Words], key: str) -> Words:
    """The words of a code; the code itself where a draft still has one that nobody knows."""
    return table.get(key, Words(vi=key, en=key))


def term(record: TermRecord) -> Words:
    """10 ngày làm việc, tỉnh cam kết 8 ngày làm việc."""
    law = length(record.value, record.unit)
    if record.promised is None:
        return law
    promised = length(record.promised, record.unit)
    return Words(
        vi=f"{law.vi}, tỉnh cam kết {promised.vi}", en=f"{law.en}; the province promises {promised.en}"
    )


def fee(record: FeeRecord) -> Words:
    """10.000 đồng / trang."""
    if record.kind != "fixed" or record.amount is None:
        kind = said(FEE_KINDS, record.kind)
        note = record.note
        return Words(
            vi=f"{kind.vi} ({note.vi})" if note.vi else kind.vi,
            en=f"{kind.en} ({note.en})" if note.en else kind.en,
        )
    per = record.per
    vi = f"{record.amount:,} đồng".replace(",", ".")
    en = f"{record.amount:,} dong"
    return Words(vi=f"{vi} / {per.vi}" if per.vi else vi, en=f"{en} / {per.en}" if per.en else en)


def document(record: DocumentRecord) -> Words:
    """Tờ khai: 1 bản chính, 2 bản sao; khi: …"""
    name, when = _pair(record.name), _pair(record.when)
    vi = _joined(_count(record.originals, "bản chính"), _count(record.copies, "bản sao"))
    en = _joined(_count(record.originals, "original"), _count(record.copies, "copy", "copies"))
    if record.shown:
        vi, en = f"{vi}, chỉ xuất trình", f"{en}, only shown"
    if not record.is_always:
        vi, en = f"{vi}; khi: {when.vi}", f"{en}; when: {when.en}"
    return Words(vi=f"{name.vi}: {vi}", en=f"{name.en}: {en}")


def step(record: StepRecord, unit: str) -> Words:
    """Thẩm định hồ sơ, Chuyên viên, Phòng Kinh tế: 112 giờ. ``unit``: of the term the steps share."""
    name, who = _pair(record.name), whose(record)
    time = share(record.hours, unit) if record.counted else NOT_COUNTED
    forms = ", ".join(record.forms)
    vi, en = f"{name.vi}; {who.vi}; {time.vi}", f"{name.en}; {who.en}; {time.en}"
    result = _pair(record.result)
    vi, en = f"{vi}; kết quả: {result.vi}", f"{en}; result: {result.en}"
    return Words(vi=f"{vi}; mẫu {forms}", en=f"{en}; forms {forms}") if forms else Words(vi=vi, en=en)


def whose(record: StepRecord) -> Words:
    """Chuyên viên, Phòng Kinh tế."""
    role, kind = said(ROLES, record.role), said(UNIT_KINDS, record.unit)
    return Words(vi=f"{role.vi}, {kind.vi}", en=f"{role.en}, {kind.en}")


NOT_COUNTED = Words(vi="không tính thời gian", en="not counted")


def share(hours: Decimal, unit: str) -> Words:
    """What a step has of the term: hours where that is in working days, else percent."""
    number = f"{hours.normalize():f}"
    if unit == Unit.WORKING_DAY:
        return Words(
            vi=f"{number.replace('.', ',')} giờ", en=f"{number} hour" if hours == 1 else f"{number} hours"
        )
    return Words(vi=f"{number.replace('.', ',')}%", en=f"{number}%")


def channel(code: str) -> Words:
    return said(CHANNELS, code)


def length(value: int, unit: str) -> Words:
    """A term in words; a draft's impossible one as it stands."""
    try:
        return term_words(Term(value, Unit(unit)))
    except (Refusal, ValueError):
        return Words(vi=f"{value} {unit}", en=f"{value} {unit}")


def _pair(words: Words) -> Words:
    return words if words.en else Words(vi=words.vi, en=words.vi)


def _count(number: int, one: str, many: str = "") -> str:
    if number == 0:
        return ""
    return f"{number} {one if number == 1 or one.startswith('bản') else many or one + 's'}"


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part) or "–"
