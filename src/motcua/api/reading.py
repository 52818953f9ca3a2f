"""Reading a request's body: JSON in UTF-8, and nothing that a database or a form could not hold.

What is refused here: another content type (415), a body that is no JSON, NaN and infinities, NUL, half
of a surrogate pair, numbers and nesting beyond any sense (400). Too large a body (413) Django refuses
before it is read.
"""

import json
import math
import re
from typing import Any, NoReturn

from django.http import HttpRequest
from ninja.parser import Parser

from motcua.api.problems import Malformed, WrongType
from motcua.domain.words import Words

DEEPEST = 20
LONGEST_NUMBER = 400
"""Digits; no field here takes more than ten."""
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class StrictParser(Parser):
    def parse_body(self, request: HttpRequest) -> Any:
        if request.content_type != "application/json":
            raise WrongType(
                "not_json",
                Words(
                    "Nội dung phải là JSON (Content-Type: application/json).",
                    "The body must be JSON (Content-Type: application/json).",
                ),
            )
        return read(request.body)


def read(body: bytes) -> Any:
    """The value of a JSON text. Raises ``Malformed`` with the reason."""
    try:
        value = json.loads(
            body.decode("utf-8"), parse_constant=_no_number, parse_int=_integer, parse_float=_fraction
        )
        _check(value, DEEPEST)
    except UnicodeDecodeError:
        raise _malformed("Nội dung không phải UTF-8.", "The body is not UTF-8.") from None
    except RecursionError:
        raise _too_deep() from None
    except ValueError:
        raise _malformed("Nội dung không phải JSON.", "The body is not JSON.") from None
    return value


def _check(value: Any, depth: int) -> None:
    if depth == 0:
        raise _too_deep()
    if isinstance(value, str):
        if UNSTORABLE.search(value):
            raise _malformed(
                "Nội dung có ký tự không lưu được (NUL hoặc nửa cặp thay thế).",
                "The body has a character that cannot be stored (NUL or half a surrogate pair).",
            )
    elif isinstance(value, dict):
        for name, inner in value.items():
            _check(name, depth)
            _check(inner, depth - 1)
    elif isinstance(value, list):
        for inner in value:
            _check(inner, depth - 1)


def _integer(text: str) -> int:
    if len(text) > LONGEST_NUMBER:
        raise _bad_number()
    return int(text)


def _fraction(text: str) -> float:
    number = float(text[:LONGEST_NUMBER])
    if math.isinf(number) or len(text) > LONGEST_NUMBER:
        raise _bad_number()
    return number


def _no_number(text: str) -> NoReturn:
    raise _bad_number()


def _bad_number() -> Malformed:
    return _malformed("Nội dung có số không hợp lệ.", "The body has a number that is none.")


def _too_deep() -> Malformed:
    return _malformed(
        f"Nội dung lồng quá {DEEPEST} lớp.", f"The body is nested more than {DEEPEST} levels deep."
    )


def _malformed(vi: str, en: str) -> Malformed:
    return Malformed("malformed_body", Words(vi, en))
