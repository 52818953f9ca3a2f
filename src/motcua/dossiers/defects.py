"""What is missing or wrong, as an officer names it: checked before anything is written."""

from dataclasses import dataclass

from motcua.catalogue.models import Document
from motcua.catalogue.queries import Bundle
from motcua.domain.free_text import written
from motcua.domain.refusal import Invalid, InvalidFields
from motcua.domain.words import Words

WANTED_LENGTH, REASON_LENGTH = 500, 1000
BASIS = "Nghị định 118/2025/NĐ-CP, Điều 11, Điều 17"


@dataclass(frozen=True, slots=True)
class Lack:
    """``wanted``: what to bring or mend, in words; ``document``: the component's code, if it is about one."""

    wanted: str
    document: str = ""


def checked(lacks: tuple[Lack, ...], reason: str, parts: Bundle) -> tuple[list[Lack], str]:
    """The lacks tidied, or ``InvalidFields``: at least one, each in words, each about a known document."""
    errors: list[Invalid] = []
    known = {document.code for document in parts.documents}
    tidy: list[Lack] = []
    for lack in lacks:
        field = f"defects.{lack.document}" if lack.document in known else "defects"
        if lack.document and lack.document not in known:
            errors.append(_say(field, "Thủ tục không có giấy tờ này.", "The procedure has no such document."))
            continue
        try:
            wanted = written(lack.wanted, field=field, most=WANTED_LENGTH)
        except Invalid as error:
            errors.append(error)
            continue
        if not wanted:
            errors.append(
                _say(field, "Ghi rõ cần bổ sung hay sửa gì.", "Say what must be brought or mended.")
            )
        tidy.append(Lack(wanted, lack.document))
    if not lacks:
        errors.append(
            _say(
                "defects",
                "Chọn ít nhất một giấy tờ còn thiếu hoặc chưa đúng. Hãy nêu hết trong một lần.",
                "Choose at least one paper that is missing or wrong. Please name them all at once.",
            )
        )
    try:
        reason = written(reason, field="reason", most=REASON_LENGTH)
    except Invalid as error:
        errors.append(error)
    if errors:
        raise InvalidFields(errors)
    return tidy, reason


def document_of(lack: Lack, parts: Bundle) -> Document | None:
    return next((document for document in parts.documents if document.code == lack.document), None)


def _say(field: str, vi: str, en: str) -> Invalid:
    return Invalid("defects_wrong", Words(vi=vi, en=en), basis=BASIS, field=field)
