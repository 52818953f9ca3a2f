"""The short code on a printed result, by which anybody can ask whether the result exists.

Eight signs of a keyed digest (40 bits: not to be guessed, only known) and two check signs, in the same 32
signs as other codes. The check is a Reed-Solomon code over the field of 32 elements with distance three:
every single wrong sign and every two signs exchanged, neighbours or not, are found before anybody is asked.
Not from a text of law; results carry it beside the digital signature of Decree 30/2020/NĐ-CP Art 5, for who
holds only paper.

>>> code = authenticity_code(bytes(range(32)))
>>> code, spaced(code)
('000G40R419', '000G4-0R419')
>>> read_authenticity_code("ooog4 or4l9")
'000G40R419'
"""

import re

from motcua.domain.codes import TOKEN_ALPHABET
from motcua.domain.refusal import Invalid
from motcua.domain.words import Words

DATA_SIGNS, CHECK_SIGNS = 8, 2
LENGTH = DATA_SIGNS + CHECK_SIGNS
_FIELD_POLYNOMIAL = 0b100101
"""x^5 + x^2 + 1 is primitive: the powers of x are all 31 elements but zero."""
_LOOKALIKES = str.maketrans("ILO", "110")


def authenticity_code(digest: bytes) -> str:
    """The code for a keyed digest of at least five bytes; the same digest gives the same code."""
    if len(digest) * 8 < DATA_SIGNS * 5:
        raise ValueError("a digest of at least 5 bytes is needed")
    value = int.from_bytes(digest[: DATA_SIGNS * 5 // 8])
    data = [value >> shift & 31 for shift in range(DATA_SIGNS * 5 - 5, -1, -5)]
    return "".join(TOKEN_ALPHABET[sign] for sign in [*data, *_check(data)])


def read_authenticity_code(text: str, field: str = "code") -> str:
    """The code as typed: any case, spaces and hyphens ignored, I, L, O read as 1, 1, 0.

    Raises ``Invalid`` for another length or sign, and for a slip of the fingers, without asking anybody.
    """
    code = re.sub(r"[\s\-]", "", text).upper().translate(_LOOKALIKES)
    if len(code) != LENGTH or not set(code) <= set(TOKEN_ALPHABET):
        raise Invalid(
            "authenticity_shape",
            Words(
                vi=f"Mã xác thực gồm {LENGTH} chữ và số, in ở cuối văn bản.",
                en=f"The authenticity code has {LENGTH} letters and digits; it is printed at the end.",
            ),
            field=field,
        )
    signs = [TOKEN_ALPHABET.index(sign) for sign in code]
    if _check(signs[:DATA_SIGNS]) != signs[DATA_SIGNS:]:
        raise Invalid(
            "authenticity_mistyped",
            Words(
                vi="Mã xác thực bị gõ nhầm một chữ; hãy so lại từng chữ với bản in.",
                en="A sign of the authenticity code was mistyped; compare it with the print, sign by sign.",
            ),
            field=field,
        )
    return code


def spaced(code: str) -> str:
    """As it is printed: two groups of five."""
    return f"{code[:5]}-{code[5:]}"


def _check(data: list[int]) -> list[int]:
    """The two signs that make the whole divisible by (x - 1)(x - a): sums weighted by 1 and by powers of a.

    With place values a^9 ... a^0, the check signs c1 (place 1) and c0 (place 0) solve
    c1 + c0 = s and a c1 + c0 = t, where s and t are the sums over the data.
    """
    total = weighted = 0
    for sign in data:
        total ^= sign
        weighted = _times_a(weighted) ^ sign
    for _ in range(CHECK_SIGNS):
        weighted = _times_a(weighted)
    first = _divided(total ^ weighted, 1 ^ 2)
    return [first, total ^ first]


def _times_a(element: int) -> int:
    doubled = element << 1
    return doubled ^ _FIELD_POLYNOMIAL if doubled & 32 else doubled


def _times(one: int, other: int) -> int:
    product = 0
    for bit in range(4, -1, -1):
        product = _times_a(product) ^ (one if other >> bit & 1 else 0)
    return product


def _divided(one: int, other: int) -> int:
    """In a field of 32 elements the 30th power is the inverse."""
    inverse = 1
    for _ in range(30):
        inverse = _times(inverse, other)
    return _times(one, inverse)
