"""Typed values out of untrusted JSON: the right value, or a refusal that names the field.

Whatever stands in a file somebody sends (text where a list belongs, NaN, a number of a thousand digits,
half a character), the answer is an ``Invalid`` with the path of the value, such as ``steps[2].hours``.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, NoReturn, TypeVar

from motcua.domain.refusal import Invalid
from motcua.domain.words import Words

LONGEST_LIST = 300
Row = dict[str, Any]
Made = TypeVar("Made")


def refuse(code: str, path: str, vi: str, en: str) -> NoReturn:
    """Refuse the value at ``path``; the sentence names the place."""
    raise Invalid(code, Words(vi=f"{path}: {vi}", en=f"{path}: {en}"), field=path)


def row(value: object, path: str, keys: frozenset[str]) -> Row:
    """An object with known keys only: a misspelt key would otherwise be lost without a word."""
    if not isinstance(value, dict):
        refuse("not_an_object", path, "phải là một đối tượng.", "must be an object.")
    unknown = next((key for key in value if key not in keys), None)
    if unknown is not None:
        name = printable(unknown)
        refuse("unknown_key", path, f"có khóa lạ «{name}».", f"has an unknown key “{name}”.")
    return value


def rows(value: object, path: str, make: Callable[[object, str], Made]) -> tuple[Made, ...]:
    """A list, each element read by ``make(element, path)``."""
    if not isinstance(value, list):
        refuse("not_a_list", path, "phải là một danh sách.", "must be a list.")
    if len(value) > LONGEST_LIST:
        refuse("too_long", path, f"dài quá {LONGEST_LIST} mục.", f"has more than {LONGEST_LIST} items.")
    return tuple(make(element, f"{path}[{number}]") for number, element in enumerate(value))


def text(value: object, path: str, longest: int = 300) -> str:
    """A text without control characters or halves of characters; spaces around it are dropped."""
    if not isinstance(value, str):
        refuse("not_a_text", path, "phải là một chuỗi chữ.", "must be a text.")
    if len(value) > longest:
        refuse("too_long", path, f"dài quá {longest} ký tự.", f"is longer than {longest} characters.")
    if not value.isprintable():
        refuse(
            "bad_character", path, "có ký tự không hiển thị được.", "has a character that cannot be shown."
        )
    return value.strip()


def whole(value: object, path: str, most: int) -> int:
    """A whole number from 0 to ``most``; true and false are not numbers."""
    if isinstance(value, bool) or not isinstance(value, int):
        refuse("not_a_number", path, "phải là số nguyên.", "must be a whole number.")
    if not 0 <= value <= most:
        refuse("out_of_range", path, f"phải từ 0 đến {most}.", f"must be from 0 to {most}.")
    return value


def decimal(value: object, path: str, most: int) -> Decimal:
    """A number from 0 to ``most`` with at most two decimals; NaN and infinity are refused."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        refuse("not_a_number", path, "phải là số.", "must be a number.")
    if not 0 <= value <= most:
        refuse("out_of_range", path, f"phải từ 0 đến {most}.", f"must be from 0 to {most}.")
    exact = Decimal(repr(value)).normalize()
    if exact != exact.quantize(Decimal("0.01")):
        refuse("too_precise", path, "có quá hai chữ số thập phân.", "has more than two decimals.")
    return exact


def flag(value: object, path: str) -> bool:
    if not isinstance(value, bool):
        refuse("not_a_flag", path, "phải là true hoặc false.", "must be true or false.")
    return value


def both(value: Row, name: str, path: str, longest: int = 300) -> Words:
    """``name_vi`` and ``name_en`` together; what is missing is empty."""
    return Words(
        vi=text(value.get(f"{name}_vi", ""), f"{path}.{name}_vi".lstrip("."), longest),
        en=text(value.get(f"{name}_en", ""), f"{path}.{name}_en".lstrip("."), longest),
    )


def printable(value: object, longest: int = 40) -> str:
    """A foreign value as it may stand in a sentence: short and visible."""
    shown = value if isinstance(value, str) else type(value).__name__
    return "".join(sign if sign.isprintable() else "?" for sign in shown[:longest])
