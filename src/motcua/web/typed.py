"""Amounts and counts as people type them: 15.000, 15 000 đ."""

import re
from collections.abc import Mapping

from motcua.domain.refusal import Invalid
from motcua.domain.words import Words

AMOUNT = re.compile(r"([0-9]{1,3}(?:[.,\s][0-9]{3})+|[0-9]{1,12})\s*(?:đ|đồng|dong|vnd|₫)?", re.IGNORECASE)
COUNT = re.compile(r"[0-9]{1,4}")


def amount_typed(values: Mapping[str, str], field: str) -> int:
    """Whole dong. Raises ``Invalid`` for the field where it cannot be read."""
    found = AMOUNT.fullmatch(values.get(field, "").strip())
    if found is None:
        raise Invalid(
            "amount_unreadable",
            Words(vi="Nhập số tiền bằng đồng, ví dụ 15.000.", en="Enter the amount in dong, such as 15,000."),
            field=field,
        )
    return int(re.sub(r"\D", "", found[1]))


def count_typed(values: Mapping[str, str], field: str, *, default: str = "1") -> int:
    """How many; ``default`` where nothing was typed."""
    typed = values.get(field, "").strip() or default
    if COUNT.fullmatch(typed) is None:
        raise Invalid(
            "count_unreadable",
            Words(vi="Nhập một số, ví dụ 3.", en="Enter a number, such as 3."),
            field=field,
        )
    return int(typed)
