"""Codes: how they look, how they are made, what is refused.

Law: dossier code, Circular 03/2025/TT-VPCP Art 13 (structure as amended by Circular 04/2025/TT-VPCP),
``MX1X2.Y1Y2Y3.Z1Z2-YYMMDD-XXXX``; old form, Circular 01/2018/TT-VPCP Art 19. Agency identifier, Decision
20/2020/QĐ-TTg Art 4. Administrative units, Decision 19/2025/QĐ-TTg. Personal identification number, Decree
137/2015/NĐ-CP Art 13 and Circular 59/2021/TT-BCA: three digits for the place, one for century and sex, two
for the year of birth, six by chance; there is no check digit. Telephone numbers, Circular
22/2014/TT-BTTTT.

No meaning is read from a dossier code: in the old form its first part was the receiving unit, in central
systems it is the resolving one. Store both; the code only names.

>>> from datetime import date
>>> dossier_code("H41.17.791", date(2026, 11, 23), 7)
'H41.17.791-261123-0007'
>>> parse_dossier_code("h15.50.05.13-261008-0975 ").day
datetime.date(2026, 10, 8)
>>> ticket_number("A", 15)
'A015'
>>> new_token(bytes(range(15)))
'000G40R40M30E209185GR38E'
"""

import re
from dataclasses import dataclass
from datetime import date

from motcua.domain.refusal import Invalid, NotFound
from motcua.domain.words import Words

AGENCY = re.compile(r"(?=.{3,35}\Z)[A-Y][0-9]{2}(?:\.[0-9A-Z]+)*")
DOSSIER_AGENCY = re.compile(r"[A-Y][0-9]{2}(?:\.[0-9]{2,3}){0,3}")
DOSSIER = re.compile(
    rf"(?P<agency>{DOSSIER_AGENCY.pattern}|[0-9]{{3}}\.[0-9]{{2}}\.[0-9]{{2}}\.[A-Y][0-9]{{2}})"
    r"-(?P<day>[0-9]{6})-(?P<serial>[0-9]{4,12})"
)
PROCEDURE = re.compile(r"[0-9]\.[0-9]{6}(?:\.[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Y][0-9]{2})?")
COMMUNE = re.compile(r"[0-9]{5}")
PROVINCE = re.compile(r"[0-9]{2}")
PERSON = re.compile(r"[0-9]{12}")
INVENTED_PERSON = re.compile(r"[0-9]{3}[89][0-9]{8}")
MOBILE = re.compile(r"0[35789][0-9]{8}")
LANDLINE = re.compile(r"02[0-9]{9}")
TICKET = re.compile(r"(?P<series>[A-HJ-NP-Z]{1,2})(?P<number>[0-9]{3,6})")

TOKEN_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # noqa: S105 - an alphabet
"""32 signs a scanner types under any input method; without I, L, O (look like 1, 0) and U."""
TOKEN_BYTES = 15
"""120 bits from the system's random source: 24 signs, not to be guessed."""
TOKEN_LENGTH = TOKEN_BYTES * 8 // 5
_LOOKALIKES = str.maketrans("ILO", "110")


@dataclass(frozen=True, slots=True)
class DossierCode:
    """The parts of a dossier code: identifier of an agency, day of reception, serial of that day."""

    agency: str
    day: date
    serial: int


def dossier_code(agency: str, day: date, serial: int) -> str:
    """A new dossier code. ``serial`` counts from 1 each day in each agency and is never used again.

    Raises ``Invalid`` where the agency's identifier does not fit a dossier code, ``ValueError`` for a
    serial below 1 or a day outside 2000-2099, which only a mistake in the program gives.
    """
    if serial < 1 or not 2000 <= day.year <= 2099:
        raise ValueError(f"no dossier code for serial {serial} on {day}")
    _shaped(DOSSIER_AGENCY, agency, "agency", _AGENCY_WORDS)
    return f"{agency}-{day:%y%m%d}-{serial:04d}"


def parse_dossier_code(text: str, field: str = "code") -> DossierCode:
    """The parts of a code as typed or scanned, new or old form; a day that does not exist is refused."""
    match = DOSSIER.fullmatch(text.strip().upper())
    if match is None:
        raise Invalid("dossier_code", _DOSSIER_WORDS, field=field)
    year, month, day = (int(match["day"][at : at + 2]) for at in (0, 2, 4))
    try:
        received = date(2000 + year, month, day)
    except ValueError as error:
        raise Invalid("dossier_code", _DOSSIER_WORDS, field=field) from error
    return DossierCode(match["agency"], received, int(match["serial"]))


def agency_id(text: str, field: str = "agency") -> str:
    """An agency's electronic identifier, such as ``H41.17.791``; upper case, at most 35 characters."""
    return _shaped(AGENCY, text.strip().upper(), field, _AGENCY_WORDS)


def procedure_code(text: str, field: str = "procedure") -> str:
    """A procedure's code in the national database, ``1.012994``, or its local form with a tail."""
    words = Words(
        vi="Mã thủ tục có dạng 1.012994.",
        en="A procedure code looks like 1.012994.",
    )
    return _shaped(PROCEDURE, text.strip().upper(), field, words)


def commune_code(text: str, field: str = "commune") -> str:
    """A commune's five-digit code."""
    words = Words(vi="Mã xã, phường gồm 5 chữ số.", en="A commune code has 5 digits.")
    return _shaped(COMMUNE, text.strip(), field, words)


def person_id(text: str, field: str = "person_id") -> str:
    """A personal identification number: 12 digits, typed with spaces or points or without."""
    words = Words(
        vi="Số định danh cá nhân gồm 12 chữ số.", en="A personal identification number has 12 digits."
    )
    return _shaped(PERSON, re.sub(r"[\s.]", "", text), field, words)


def is_invented(number: str) -> bool:
    """Whether a personal number is one of ours for the demo and tests and can be nobody's.

    The fourth digit is century and sex: 0 and 1 for the 20th century, 2 and 3 for the 21st, ... 8 and 9
    for the 24th. Nobody is born in 2300 yet, so 8 (man) and 9 (woman) are free for invented people.
    """
    return INVENTED_PERSON.fullmatch(number) is not None


def invented_person_id(serial: int, *, woman: bool, year: int, province: str = "040") -> str:
    """An invented person's number: real in shape, impossible in century. ``serial`` 0 to 999999.

    >>> invented_person_id(12, woman=True, year=1958)
    '040958000012'
    """
    if not 0 <= serial <= 999_999:
        raise ValueError(f"serial {serial}")
    return f"{province}{9 if woman else 8}{year % 100:02d}{serial:06d}"


def phone(text: str, field: str = "phone") -> str:
    """A Vietnamese telephone number as digits from 0: mobile (10 digits) or fixed (11 digits).

    >>> phone("+84 912 345 678"), phone("0238.3844 123")
    ('0912345678', '02383844123')
    """
    digits = re.sub(r"[\s.\-()]", "", text)
    national = re.sub(r"\A(?:\+84|0084|84(?=[0-9]{9,10}\Z))0?", "0", digits)
    if MOBILE.fullmatch(national) or LANDLINE.fullmatch(national):
        return national
    words = Words(
        vi="Số điện thoại gồm 10 chữ số, bắt đầu bằng 0; số máy bàn gồm 11 chữ số kể cả mã vùng.",
        en="A phone number has 10 digits starting with 0; a landline has 11 with its area code.",
    )
    raise Invalid("phone", words, field=field)


def ticket_number(series: str, number: int) -> str:
    """What stands large on the ticket: the series' letter and at least three digits."""
    text = f"{series}{number:03d}"
    if number < 1 or TICKET.fullmatch(text) is None:
        raise ValueError(f"no ticket number for series {series!r}, number {number}")
    return text


def parse_ticket_number(text: str, field: str = "ticket") -> tuple[str, int]:
    """Series and number of a ticket as typed: ``a 015`` gives ``("A", 15)``."""
    match = TICKET.fullmatch(re.sub(r"[\s\-]", "", text).upper())
    if match is None or int(match["number"]) == 0:
        words = Words(vi="Số thứ tự có dạng A015.", en="A ticket number looks like A015.")
        raise Invalid("ticket_number", words, field=field)
    return match["series"], int(match["number"])


def new_token(random_bytes: bytes) -> str:
    """An opaque token from ``TOKEN_BYTES`` random bytes, 24 signs of ``TOKEN_ALPHABET``."""
    if len(random_bytes) != TOKEN_BYTES:
        raise ValueError(f"{TOKEN_BYTES} random bytes are needed, not {len(random_bytes)}")
    value = int.from_bytes(random_bytes)
    return "".join(TOKEN_ALPHABET[value >> shift & 31] for shift in range(TOKEN_BYTES * 8 - 5, -1, -5))


def read_token(text: str) -> str:
    """A token as typed or scanned: any case, spaces and hyphens ignored, I, L, O read as 1, 1, 0.

    Raises ``NotFound``: what cannot be a token answers as an unknown one does.
    """
    token = re.sub(r"[\s\-]", "", text).upper().translate(_LOOKALIKES)
    if len(token) != TOKEN_LENGTH or not set(token) <= set(TOKEN_ALPHABET):
        words = Words(vi="Không có số hay hồ sơ nào ứng với mã này.", en="Nothing is known under this code.")
        raise NotFound("token_unknown", words)
    return token


def spaced_token(token: str) -> str:
    """A token in groups of four, as people read it off and type it; ``read_token`` takes it back.

    >>> spaced_token("000G40R40M30E209185GR38E")
    '000G 40R4 0M30 E209 185G R38E'
    """
    return " ".join(token[at : at + 4] for at in range(0, len(token), 4))


def new_short_code(random_bytes: bytes, length: int) -> str:
    """A code people can type, one sign of ``TOKEN_ALPHABET`` for each random byte.

    >>> new_short_code(bytes([0, 31, 32, 255]), 4)
    '0Z0Z'
    """
    if len(random_bytes) != length:
        raise ValueError(f"{length} random bytes are needed, not {len(random_bytes)}")
    return "".join(TOKEN_ALPHABET[byte & 31] for byte in random_bytes)


def read_short_code(text: str, length: int) -> str:
    """As ``read_token``, for a code of ``length`` signs; raises ``NotFound`` for what cannot be one."""
    code = re.sub(r"[\s\-]", "", text).upper().translate(_LOOKALIKES)
    if len(code) != length or not set(code) <= set(TOKEN_ALPHABET):
        raise NotFound("code_unknown", Words(vi="Không có gì ứng với mã này.", en="Nothing has this code."))
    return code


def _shaped(shape: re.Pattern[str], text: str, field: str, words: Words) -> str:
    if shape.fullmatch(text) is None:
        raise Invalid(f"{field}_shape", words, field=field)
    return text


_DOSSIER_WORDS = Words(
    vi="Mã hồ sơ có dạng H41.17.791-261123-0007.",
    en="A dossier code looks like H41.17.791-261123-0007.",
)
_AGENCY_WORDS = Words(
    vi="Mã định danh cơ quan có dạng H41.17.791.",
    en="An agency identifier looks like H41.17.791.",
)
