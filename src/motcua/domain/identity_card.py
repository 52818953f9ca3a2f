"""The text in the QR of an identity card: help with typing, never proof.

The text is ``number|old number|name|ddMMyyyy|Nam/Nữ|address|ddMMyyyy`` (number, number of the former paper,
full name, born, sex, address, issued). It is not signed, so anybody can print one: it fills a form, and the
person and the card are looked at as before. The image of a card is sensitive personal data (Decree
356/2025/NĐ-CP Art 4), its text is not kept either.

>>> card = parse("040890000001||Nguyễn Văn Mẫu|15031990|Nam|Xóm 1, Kim Bảng, Nghệ An|01072024")
>>> card.name, card.born.isoformat(), card.sex.words.vi
('Nguyễn Văn Mẫu', '1990-03-15', 'Nam')
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from motcua.domain import codes
from motcua.domain.folding import fold
from motcua.domain.refusal import Invalid
from motcua.domain.words import Words

LONGEST = 600
"""More characters than any card's QR carries."""

_OLD_NUMBER = re.compile(r"[0-9]{9}|[0-9]{12}")
_DATE = re.compile(r"[0-9]{8}")


class Sex(StrEnum):
    MALE = "male"
    FEMALE = "female"

    @property
    def words(self) -> Words:
        return Words("Nam", "Male") if self is Sex.MALE else Words("Nữ", "Female")


@dataclass(frozen=True, slots=True)
class IdentityCard:
    """What the QR says. ``old_number`` is empty where the person had no former paper."""

    number: str
    old_number: str
    name: str
    born: date
    sex: Sex
    address: str
    issued: date


def parse(text: str, field: str = "identity_card") -> IdentityCard:
    """Read what a scanner typed; letters come out composed (NFC).

    Borne with: spaces and line ends around the parts, decomposed letters, an old number that is empty or
    left out whole (6 parts), separators at the end, a scanner that loses the diacritic of "Nữ". Anything
    else raises ``Invalid`` for ``field``, best answered by scanning again or typing.
    """
    if len(text) > LONGEST:
        raise _unreadable(field)
    composed = unicodedata.normalize("NFC", text).strip().rstrip("|")
    parts = [" ".join(part.split()) for part in composed.split("|")]
    if len(parts) == 6:
        parts.insert(1, "")
    if len(parts) != 7:
        raise _unreadable(field)
    number, old_number, name, born, sex, address, issued = parts
    if not codes.PERSON.fullmatch(number) or (old_number and not _OLD_NUMBER.fullmatch(old_number)):
        raise _unreadable(field)
    _check_letters(name, address, field)
    card = IdentityCard(
        number, old_number, name, _day(born, field), _sex(sex, field), address, _day(issued, field)
    )
    if card.issued < card.born:
        raise _unreadable(field)
    return card


def _day(text: str, field: str) -> date:
    if not _DATE.fullmatch(text):
        raise _unreadable(field)
    try:
        return date(int(text[4:]), int(text[2:4]), int(text[:2]))
    except ValueError as error:
        raise _unreadable(field) from error


def _sex(text: str, field: str) -> Sex:
    sexes = {"nam": Sex.MALE, "nu": Sex.FEMALE}
    if fold(text) not in sexes:
        raise _unreadable(field)
    return sexes[fold(text)]


def _check_letters(name: str, address: str, field: str) -> None:
    """A scanner set to another code page gives "?" or U+FFFD for Vietnamese letters: say so."""
    if any(sign in name + address for sign in ("?", "\ufffd")):
        words = Words(
            vi="Máy quét làm mất dấu tiếng Việt. Hãy chuyển máy quét sang Unicode (UTF-8) hoặc nhập tay.",
            en="The scanner loses Vietnamese letters. Set it to Unicode (UTF-8), or type the details.",
        )
        raise Invalid("identity_card_letters", words, field=field)
    if not address or not name or any(not (sign.isalpha() or sign in " '-.") for sign in name):
        raise _unreadable(field)


def _unreadable(field: str) -> Invalid:
    words = Words(
        vi="Không đọc được mã QR của thẻ căn cước. Hãy quét lại hoặc nhập bằng tay.",
        en="This is not the QR text of an identity card. Scan it again, or type the details.",
    )
    return Invalid("identity_card", words, field=field)
