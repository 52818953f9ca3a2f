"""What people write in their own words: kept as written, without what could hide or break it.

Control characters (a database refuses some of them) and signs that turn the direction of a line, by which
a text can show other words than it holds, are taken out; line breaks stay.

>>> written("  Đã kiểm tra\\x00 đủ.\\r\\nTrình ký.  ", field="note", most=500)
'Đã kiểm tra đủ.\\nTrình ký.'
"""

import re

from motcua.domain.refusal import Invalid
from motcua.domain.words import Words

_LINE_BREAKS = re.compile(r"\r\n?|[\u2028\u2029]")
_HIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def written(text: str, *, field: str, most: int) -> str:
    """The text, tidied. Raises ``Invalid`` for ``field`` where it is longer than ``most`` characters."""
    tidy = _HIDDEN.sub("", _LINE_BREAKS.sub("\n", text)).strip()
    if len(tidy) > most:
        raise Invalid(
            f"{field}_too_long",
            Words(
                vi=f"Viết nhiều nhất {most} ký tự; hiện đang có {len(tidy)}.",
                en=f"Write at most {most} characters; there are {len(tidy)} now.",
            ),
            field=field,
        )
    return tidy
