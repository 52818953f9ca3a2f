"""Who holds a number, without knowing who: a keyed digest of a phone number or a card.

Only its equality is ever asked (one active number a person). Without the installation's secret nobody can
try all phone numbers against it, and it never enters the journal.

>>> [tidy("phone", text) for text in ("+84 900 000 001", "0900.000.001", "84900000001")]
['0900000001', '0900000001', '0900000001']
"""

import hashlib
import hmac
import re

from django.conf import settings

from motcua.domain.refusal import Invalid
from motcua.domain.words import Words

PHONE = re.compile(r"0[0-9]{9}")
CARD = re.compile(r"[0-9]{9}|[0-9]{12}")


def digest(kind: str, value: str) -> str:
    """64 hex digits that stand for this ``phone`` or ``card``; ``Invalid`` where it cannot be one."""
    text = tidy(kind, value)
    key = hmac.digest(settings.SECRET_KEY.encode(), b"motcua.hall.holder", hashlib.sha256)
    return hmac.new(key, f"{kind}:{text}".encode(), hashlib.sha256).hexdigest()


def tidy(kind: str, value: str) -> str:
    """The number as everybody writes it in the end: spaces, dots and +84 taken out."""
    text = re.sub(r"[\s.\-()]", "", value[:40])
    if kind == "phone":
        text = re.sub(r"^(\+84|84(?=[0-9]{9}$))", "0", text)
        if not (PHONE.fullmatch(text) and text.isascii()):
            raise Invalid(
                "phone_malformed",
                Words(
                    "Số điện thoại có 10 chữ số, bắt đầu bằng 0.",
                    "A phone number has 10 digits, the first 0.",
                ),
                field="phone",
            )
    elif not (CARD.fullmatch(text) and text.isascii()):
        raise Invalid(
            "card_malformed",
            Words("Số định danh có 12 chữ số.", "An identity number has 12 digits."),
            field="card",
        )
    return text
