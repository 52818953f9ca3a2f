"""What was touched: one field, or a basket of several with how many of each.

The basket lives in the address of its page (how many of what, no more), so that it works without
JavaScript and the way back to the first page forgets it.
"""

from collections.abc import Mapping

from motcua.catalogue.models import Field
from motcua.domain.refusal import Invalid
from motcua.domain.words import Words
from motcua.hall.wishes import MOST_AMOUNT, Wish

COUNT = "n-"
"""Before the field's code: the name of its amount in the basket."""


def amounts_of(given: Mapping[str, str]) -> dict[str, int]:
    """The basket as the address carries it; what cannot be read counts as none."""
    read = {name.removeprefix(COUNT): given[name] for name in given if name.startswith(COUNT)}
    whole = {
        code: int(text) for code, text in read.items() if text.isascii() and text.isdigit() and len(text) < 4
    }
    return {code: min(amount, MOST_AMOUNT) for code, amount in whole.items() if amount}


def pressed(amounts: Mapping[str, int], given: Mapping[str, str]) -> dict[str, int]:
    """The basket after a press of + or − (``more`` or ``less`` and the field's code)."""
    change = {given.get("more", ""): 1, given.get("less", ""): -1}
    codes = {*amounts, *change} - {""}
    return {code: min(max(amounts.get(code, 0) + change.get(code, 0), 0), MOST_AMOUNT) for code in codes}


def wishes_of(given: Mapping[str, str]) -> list[Wish]:
    """What was chosen, in the kiosk's order: one tile, or a basket. Raises ``Invalid`` for nothing."""
    amounts = amounts_of(given) or {given.get("field", ""): 1}
    wishes = [
        Wish(field, amount=amounts[field.code]) for field in Field.objects.all() if field.code in amounts
    ]
    if not wishes:
        raise Invalid(
            "field_unknown",
            Words("Chọn một trong các ô bên dưới.", "Choose one of the tiles below."),
            field="field",
        )
    return wishes
